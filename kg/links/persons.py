"""Persons of one name kept apart: who holds a post in one city is not whom another city's document names so."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.lexicon import alternation
from kg.links.context import Context
from kg.links.names import key_of_name
from kg.model import Annotation, Claim, Entity, Span
from kg.vocabulary import KG

_PLACE = re.compile(r"/id/agency/(\d{6,12})(?:/|$)")
_NATION = "100000"
_MUNICIPALITIES = ("11", "12", "31", "50")
"""Codes of the municipalities, whose districts are of no prefecture."""
_POST_LENGTH = 16
_NEAREST = 100
"""Seats: so many of one person one document tells of in a row, and not of one more."""

Seat = tuple[Span, str]
"""Where a person is named with a post, and the area of the institution that has the post."""


def distinguished(annotation: Annotation, context: Context) -> Annotation:
    """The annotation with each person known by name and area: the prefecture, or the province, of the post the text gives.

    Posts of the nation and names without a post are known by the name alone: nothing tells that they are somebody else.
    """
    seats: dict[str, list[Seat]] = {}
    for iri, seat in (*_held(annotation), *_bare(annotation, context)):
        seats.setdefault(iri, []).append(seat)
    if not any(area for found in seats.values() for _, area in found):
        return annotation

    areas = {iri: _Areas(found) for iri, found in seats.items()}

    def known(entity: Entity, at: Span | None) -> Entity:
        area = areas[entity.iri].of(at) if entity.iri in areas else ""
        return replace(entity, iri=context.iri(key_of_name("Person", entity.label, area))) if area else entity

    def renamed(claim: Claim) -> Claim:
        target = known(claim.object, claim.evidence) if isinstance(claim.object, Entity) else claim.object
        return replace(claim, subject=known(claim.subject, claim.evidence), object=target)

    links = (replace(link, entity=known(link.entity, link.mention.span)) if link.entity else link for link in annotation.links)
    return replace(annotation, links=tuple(links), claims=tuple(map(renamed, annotation.claims)))


class _Areas:
    """The areas of a person's seats, looked up by where the person is named: that of the first seat there, else of the first."""

    def __init__(self, seats: list[Seat]) -> None:
        self._first = seats[0][1]
        self._ordered = sorted((span.start, order, span.end, area) for order, (span, area) in enumerate(seats))

    def of(self, at: Span | None) -> str:
        """The area that a naming tells; of many seats that begin before it the nearest are looked at."""
        end = bisect_left(self._ordered, (at.end,)) if at else 0
        near = self._ordered[max(0, end - _NEAREST) : end]
        return min(((order, area) for _, order, stop, area in near if at and at.start < stop), default=(0, self._first))[1]


def _held(annotation: Annotation) -> Iterator[tuple[str, Seat]]:
    """The seats that claims state."""
    for claim in annotation.claims:
        if claim.predicate in (KG.holdsPost, KG.leavesPost) and claim.evidence and isinstance(claim.object, Entity):
            yield claim.subject.iri, (claim.evidence, _area(claim.object))


def _bare(annotation: Annotation, context: Context) -> Iterator[tuple[str, Seat]]:
    """Persons behind a post that names its level alone (市长黄文辉): it is the one of the place the document speaks from."""
    text = annotation.document.text
    for link in annotation.links:
        span = link.mention.span
        if link.mention.kind == "Person" and link.entity:
            post = _level_post().search(text, max(0, span.start - _POST_LENGTH), span.start)
            place = context.home_at(post["post"][0]) if post else None
            if place is not None:
                yield link.entity.iri, (span, _wider(place.key.removeprefix("place/")))


def _area(institution: Entity) -> str:
    """What tells a person with a post there from others of the name: the area of an agency, an organisation itself."""
    if institution.kind == "Organization":
        return institution.iri.rpartition("/id/")[2]
    match = _PLACE.search(institution.iri)
    return _wider(match[1]) if match else ""


def _wider(code: str) -> str:
    """The prefecture that a division is in, a province itself; nothing for the nation."""
    if not code.isdigit() or code == _NATION:
        return ""
    return code[:2] + "0000" if code.startswith(_MUNICIPALITIES) else code[:4] + "00"


@cache
def _level_post() -> re.Pattern[str]:
    return re.compile(rf"(?<![一-鿿])(?:{alternation('_deputy')})?(?P<post>{alternation('_government-head')})\s?$")
