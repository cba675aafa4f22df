"""What a name itself says: the place in front of a programme's name has it, the place in front of a product's name makes it."""

import re
from collections.abc import Iterator

from kg.claims.reading import Reading
from kg.model import Claim, Entity
from kg.vocabulary import KG

_STATES = {"Programme": KG.jurisdiction, "Product": KG.originatesFrom}
_YEAR = re.compile(r"[“《]?(?:\d{4}年?度?)?")
_LONGEST = 8


def named(reading: Reading) -> Iterator[Claim]:
    """A programme or product whose name begins with the name of a place is of that place."""
    seen: set[str] = set()
    for link in reading.annotation.links:
        entity = link.entity
        if entity is not None and entity.kind in _STATES and entity.iri not in seen:
            seen.add(entity.iri)
            place = _place_in_front(reading, entity.label)
            if place is not None:
                fact = (entity, _STATES[entity.kind], place)
                yield reading.says(fact, link.mention.span, ("name", 0.85 * link.score))


def _place_in_front(reading: Reading, name: str) -> Entity | None:
    """The place whose name the name begins with, the longest such; more must follow."""
    start = match.end() if (match := _YEAR.match(name)) else 0
    for end in range(min(len(name) - 2, start + _LONGEST), start + 1, -1):
        place = reading.resolve(name[start:end], "Place", reading.document)
        if place is not None:
            return place
    return None
