"""That a document mentions an entity: one claim for each entity, with its first mention as evidence."""

from collections.abc import Iterator

from kg.claims.reading import Reading
from kg.model import Claim
from kg.vocabulary import SCHEMA


def mentioned(reading: Reading) -> Iterator[Claim]:
    """The document mentions every entity that one of its names means."""
    seen: set[str] = set()
    for link in reading.annotation.links:
        if link.entity is not None and link.entity.iri not in seen:
            seen.add(link.entity.iri)
            yield reading.says((reading.this, SCHEMA.mentions, link.entity), link.mention.span, ("mentioned", link.score))
