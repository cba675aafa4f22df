"""Who signs a decree or an order: 总理　李克强 on a line of its own, the head of the one institution that issued it."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.enclosed import issuers
from kg.claims.reading import Reading
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Link, Span
from kg.vocabulary import KG

_RULE, _SCORE = "signed", 0.9


def signed(reading: Reading) -> Iterator[Claim]:
    """The persons that sign the document, each with the post that the line names, at its issuer."""
    lines = [(link, match) for link in reading.annotation.links if (match := _line(reading, link))]
    if not lines:
        return
    makers = issuers(reading, KG.issuedBy)
    for link, match in lines:
        institutions = [issuer for issuer in makers if _heads(match["post"], issuer)]
        if link.entity is not None and len(institutions) == 1:
            span = Span(reading.document.iri, match.start("post"), link.mention.span.end)
            yield reading.says((reading.this, KG.signedBy, link.entity), span, (_RULE, _SCORE * link.score))
            yield Claim(link.entity, KG.holdsPost, institutions[0], span, _RULE, round(_SCORE * link.score, 3), match["post"])


def _line(reading: Reading, link: Link) -> re.Match[str] | None:
    """The post in front of a person on a line with nothing else."""
    text, span = reading.document.text, link.mention.span
    if link.mention.kind != "Person" or text[span.end : span.end + 1] not in ("", "\n"):
        return None
    return _post().fullmatch(text, text.rfind("\n", 0, span.start) + 1, span.start)


def _heads(post: str, institution: Entity) -> bool:
    """Whether a post is one of the head of an institution, by the words of both: 部长 of a 部, 市长 of a 市人民政府."""
    named = post.removesuffix(words("_headship")[0])
    return institution.label in words("_premier-of") if named == post else named[-1:] in institution.label


@cache
def _post() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<post>{alternation('_premier')}|[一-鿿]{{1,2}}{alternation('_headship')})\s+")
