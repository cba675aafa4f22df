"""The number that stands in brackets behind a document's title: 《…》（国发〔2015〕43号）."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.claims.reading import Reading, is_number
from kg.model import Claim, Literal, Span
from kg.vocabulary import KG

_BETWEEN = re.compile(r"[》”\"]?\s*[（(〔\[]\s*")
_AFTER = re.compile(r"\s*[）)〕\]，,、；;]")


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
