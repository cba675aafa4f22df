"""What a name itself says: whose programme, from where a product, of which agency a unit."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.reading import Reading
from kg.knowledge import knowledge
from kg.lexicon import alternation
from kg.model import Claim, Entity, Link
from kg.vocabulary import KG

BY_NAME = "name"
"""The name of the rule in claims."""
_GOVERNED = frozenset(("Division", "Zone", "Country"))
_YEAR = re.compile(r"[“《]?(?:\d{4}年?度?)?")
_LONGEST = 8
"""The most characters that a place in front of a name may have."""
_NEAR = 80
"""How many characters before and behind a product may tell that it is a local one."""


def named(reading: Reading) -> Iterator[Claim]:
    """A place in front of a name has the programme or makes the good; an agency's name with more behind is its unit's."""
    first = {link.entity.iri: link for link in reversed(reading.annotation.links) if link.entity is not None}
    for link in first.values():
        fact = _fact(reading, link, first)
        if fact is not None:
            yield reading.says(fact, link.mention.span, (BY_NAME, 0.85 * link.score))


def _fact(reading: Reading, link: Link, first: dict[str, Link]) -> tuple[Entity, str, Entity] | None:
    """What the name of a link's entity says, if anything; `first` has the first link of every entity by IRI."""
    entity = link.entity
    if entity is None:
        return None
    if entity.kind == "Agency":
        whole = first.get(entity.iri.rpartition("/")[0])
        return (entity, KG.partOf, whole.entity) if whole and whole.entity else None
    if entity.kind == "Programme":
        place = _place_in_front(reading, entity.label)
        told = place and (place.label in entity.label or place.iri in first)  # a short name alone may be a common word
        return (entity, KG.jurisdiction, place) if place and told and has_programmes(place) else None
    if entity.kind == "Product" and _is_local(reading, link):
        place = _place_in_front(reading, entity.label)
        return (entity, KG.originatesFrom, place) if place else None
    return None


def has_programmes(place: Entity) -> bool:
    """Whether a place can have a programme: a division, zone or country, no region or feature (京津冀, 长江)."""
    known = knowledge().entities.get(place.iri.rpartition("/id/")[2])
    return known is None or known.kind in _GOVERNED


def _is_local(reading: Reading, link: Link) -> bool:
    """Whether a product is a good of a place: by the end of its name, or because the words around say so."""
    span, text = link.mention.span, reading.document.text
    return bool(_good().search(span.of(text)) or _local().search(text, max(0, span.start - _NEAR), span.end + _NEAR))


def _place_in_front(reading: Reading, name: str) -> Entity | None:
    """The place whose name the name begins with, the longest such; more must follow."""
    start = match.end() if (match := _YEAR.match(name)) else 0
    for end in range(min(len(name) - 2, start + _LONGEST), start + 1, -1):
        place = reading.resolve(name[start:end], "Place", reading.document)
        if place is not None:
            return place
    return None


@cache
def _good() -> re.Pattern[str]:
    return re.compile(alternation("product-good") + "$")


@cache
def _local() -> re.Pattern[str]:
    return re.compile(alternation("_local-product"))
