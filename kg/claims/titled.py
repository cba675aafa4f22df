"""Who issued a document as its own title says: 〔agencies〕关于…的通知."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.reading import Reading, is_number
from kg.lexicon import alternation
from kg.model import Claim, Entity, Span
from kg.vocabulary import KG

_SEPARATOR = re.compile(r"[\s、，]+")


def titled(reading: Reading) -> Iterator[Claim]:
    """The agencies in front of 关于 in the document's title, and in the titles of the documents it names."""
    yield from _issuers(reading, reading.this, None)
    seen: set[str] = set()
    for link in reading.annotation.links:
        entity = link.entity
        if entity is not None and entity.kind == "Document" and not is_number(link) and entity.iri not in seen:
            seen.add(entity.iri)
            yield from _issuers(reading, entity, link.mention.span)


def _issuers(reading: Reading, document: Entity, evidence: Span | None) -> Iterator[Claim]:
    match = _front().match(document.label)
    for name in _SEPARATOR.split(match["front"].strip()) if match else ():
        agency = reading.resolve(name, "Agency", reading.document) if name else None
        if agency is not None:
            yield reading.says((document, KG.issuedBy, agency), evidence, ("title", 0.95))


@cache
def _front() -> re.Pattern[str]:
    return re.compile(rf"(?P<front>[^〈《]{{2,60}}?){alternation('_heading-about')}")
