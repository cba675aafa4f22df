"""Numbers beside what bears them: in brackets behind a title, 《…》（国发〔2015〕43号）, or on the line below an order's heading."""

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import pairwise

from kg.claims.enclosed import enclosed
from kg.claims.reading import Reading, is_number
from kg.lexicon import alternation, words
from kg.model import Claim, Literal, Span
from kg.vocabulary import KG

_BETWEEN = re.compile(r"[》”\"]?\s*[（(〔\[]\s*")
_ISSUED_ON = re.compile(r"\n\s*[（(]\d{4}年\d{1,2}月\d{1,2}日\s?$")
_BELOW = 20
_AFTER = re.compile(r"\s*[）)〕\]，,、；;]")


def heading_number(reading: Reading) -> Iterator[Claim]:
    """The number of an order whose heading breaks it: 中华人民共和国国务院令 on one line, 第707号 on the next."""
    text = reading.document.text
    match = _broken().match(text)
    if match:
        number = "".join(match[0].split())
        evidence = Span(reading.document.iri, match.start("order"), match.end())
        yield reading.says((reading.this, KG.issueNumber, Literal(number)), evidence, ("heading-number", 0.95))


@cache
def _broken() -> re.Pattern[str]:
    head = rf"[一-鿿]{{2,24}}{alternation('_order-head')}"
    return re.compile(rf"\s*(?P<order>{head}[ 　]*\n\s*第[ 　]?[\d〇零一二三四五六七八九十百]{{1,6}}[ 　]?号)(?=\s*\n)")


def history_number(reading: Reading) -> Iterator[Claim]:
    """The number by which a document was first issued, in the bracket below its title: （1994年1月28日国务院令第142号发布 …）."""
    text, printed = reading.document.text, cache(partial(enclosed, reading))
    for link in reading.annotation.links:
        span = link.mention.span
        below = is_number(link) and _ISSUED_ON.search(text, max(0, span.start - _BELOW), span.start)
        if link.entity is not None and below and text.startswith(words("_day-of-publication"), span.end):
            fact = (printed()[1], KG.issueNumber, Literal(link.entity.label))
            yield reading.says(fact, span, ("history-number", 0.9 * link.score))


def bracketed_numbers(reading: Reading) -> Iterator[Claim]:
    """A named document bears the number in the bracket right behind its title."""
    text = reading.document.text
    for title, number in pairwise(reading.annotation.links):
        one, other = title.mention.span, number.mention.span
        if title.entity is None or number.entity is None or title.mention.kind != "Document":
            continue
        if is_number(title) or not is_number(number) or not _BETWEEN.fullmatch(text, one.end, other.start):
            continue
        if _AFTER.match(text, other.end):
            evidence = Span(one.document, one.start, other.end)
            fact = (title.entity, KG.issueNumber, Literal(number.entity.label))
            yield reading.says(fact, evidence, ("bracketed-number", min(title.score, number.score)))
