"""What a name itself says: whose programme or meeting, from where a product, of which institution a part."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.reading import Reading
from kg.knowledge import knowledge
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Link
from kg.vocabulary import KG

BY_NAME = "name"
"""The name of the rule in claims."""
_INSTITUTIONS = ("Agency", "Organization")
_WHOLE = 3
"""The least characters of an institution's name that tell it in front of a longer name."""
_TERM = re.compile(r"第?[一二三四五六七八九十百\d]+届")
_GOVERNED = frozenset(("Division", "Zone", "Country"))
_YEAR = re.compile(r"[“《]?(?:\d{4}年?度?)?")
_LONGEST = 8
"""The most characters that a place in front of a name may have."""
_NEAR = 80
"""How many characters before and behind a product may tell that it is a local one."""


def named(reading: Reading) -> Iterator[Claim]:
    """A place in front of a name has the programme or makes the good; an institution's name with more behind is its part's or meeting's."""
    first = {link.entity.iri: link for link in reversed(reading.annotation.links) if link.entity is not None}
    known = _Known(first)
    for link in first.values():
        fact = _fact(reading, link, known)
        if fact is not None:
            yield reading.says(fact, link.mention.span, (BY_NAME, 0.85 * link.score))


class _Known:
    """The entities that a text names: the first link of each by IRI, and the institutions by label."""

    def __init__(self, first: dict[str, Link]) -> None:
        self.first = first
        self._institutions: dict[str, Entity] = {}
        for link in first.values():
            if link.entity is not None and link.entity.kind in _INSTITUTIONS:
                other = self._institutions.setdefault(link.entity.label, link.entity)
                if link.entity.iri > other.iri:
                    self._institutions[link.entity.label] = link.entity

    def in_front(self, label: str) -> Entity | None:
        """The institution whose name a longer name begins with, the longest such."""
        name = _TERM.sub("", label)
        fronts = (self._institutions.get(name[:length]) for length in range(len(name) - 2, _WHOLE - 1, -1))
        return next((front for front in fronts if front is not None), None)


def _fact(reading: Reading, link: Link, known: _Known) -> tuple[Entity, str, Entity] | None:
    """What the name of a link's entity says, if anything."""
    entity = link.entity
    if entity is None:
        return None
    if entity.kind in _INSTITUTIONS:
        whole = _whole(entity, known)
        return (entity, KG.partOf, whole) if whole else None
    if entity.kind == "Event":
        host = _host(reading, entity.label, known)
        return (entity, KG.organizedBy, host) if host else None
    if entity.kind == "Programme":
        place = _place_in_front(reading, entity.label)
        told = place and (place.label in entity.label or place.iri in known.first)  # a short name alone may be a common word
        if reading.document.text.endswith(words("_toward"), 0, link.mention.span.start):
            return None  # 泉州至金门, 送湖北: where it leads
        return (entity, KG.jurisdiction, place) if place and told and has_programmes(place) else None
    if entity.kind == "Product" and _is_local(reading, link):
        place = _place_in_front(reading, entity.label)
        return (entity, KG.originatesFrom, place) if place else None
    return None


def _whole(entity: Entity, known: _Known) -> Entity | None:
    """The institution whose unit an agency is by its IRI, or whose name a name begins with (最高人民法院国际商事法庭)."""
    above = known.first.get(entity.iri.rpartition("/")[0])
    if above is not None and above.entity is not None and above.entity.kind == "Agency":
        return above.entity
    if entity.iri.rpartition("/id/")[2] in knowledge().entities:
        return None  # what it is a part of stands in the knowledge
    whole = known.in_front(entity.label)
    rest = _TERM.sub("", entity.label)[len(whole.label) :] if whole else ""
    return None if _same().match(rest) or _some().search(rest) else whole


def _host(reading: Reading, label: str, known: _Known) -> Entity | None:
    """The institution that a meeting is one of by its name: 海南省六届人大常委会第二十四次会议."""
    meeting = _meeting().search(_TERM.sub("", label))
    if meeting is None:
        return None
    return reading.resolve(meeting["host"], "Agency", reading.document) or known.in_front(label)


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
def _meeting() -> re.Pattern[str]:
    number = r"(?:第?[一二三四五六七八九十百\d]+次)?"
    head = rf"(?<!{alternation('_meeting-body')}){alternation('_meeting-head')}"
    return re.compile(rf"^(?P<host>.+?){number}(?:{alternation('_meeting-kind')})?{head}$")


@cache
def _same() -> re.Pattern[str]:
    """What behind an institution's name makes another form of the name, not a part: 某集团 and 某集团有限公司, 某纪委、监委."""
    return re.compile(rf"、|{alternation('_legal-form')}$")


@cache
def _some() -> re.Pattern[str]:
    """Words that make a name one of several or of whoever is meant: 某公司所有党支部, 某局负责科室."""
    return re.compile(alternation("_some-of"))


@cache
def _good() -> re.Pattern[str]:
    return re.compile(alternation("product-good") + "$")


@cache
def _local() -> re.Pattern[str]:
    return re.compile(alternation("_local-product"))
