"""What a name itself says: whose programme, from where a product, of which agency a unit."""

import re
from collections.abc import Iterator

from kg.claims.reading import Reading
from kg.model import Claim, Entity
from kg.vocabulary import KG

_STATES = {"Programme": KG.jurisdiction, "Product": KG.originatesFrom}
_YEAR = re.compile(r"[“《]?(?:\d{4}年?度?)?")
_LONGEST = 8
"""The most characters that a place in front of a name may have."""


def named(reading: Reading) -> Iterator[Claim]:
    """A place in front of a name has the programme or makes the product; an agency's name with more behind is its unit's."""
    first = {link.entity.iri: link for link in reversed(reading.annotation.links) if link.entity is not None}
    for link in reversed(first.values()):
        entity = link.entity
        if entity is None:
            continue
        fact: tuple[Entity, str, Entity] | None = None
        if entity.kind in _STATES:
            place = _place_in_front(reading, entity.label)
            fact = (entity, _STATES[entity.kind], place) if place else None
        elif entity.kind == "Agency" and (whole := first.get(entity.iri.rpartition("/")[0])) and whole.entity:
            fact = (entity, KG.partOf, whole.entity)
        if fact:
            yield reading.says(fact, link.mention.span, ("name", 0.85 * link.score))


def _place_in_front(reading: Reading, name: str) -> Entity | None:
    """The place whose name the name begins with, the longest such; more must follow."""
    start = match.end() if (match := _YEAR.match(name)) else 0
    for end in range(min(len(name) - 2, start + _LONGEST), start + 1, -1):
        place = reading.resolve(name[start:end], "Place", reading.document)
        if place is not None:
            return place
    return None
