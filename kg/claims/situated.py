"""Where something is or takes place: told by names side by side, by 在… at the head of a clause, by who hosts it."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading
from kg.knowledge import knowledge
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Link
from kg.vocabulary import KG

_BESIDE, _TOPIC, _PILOT = 0.85, 0.8, 0.85
_FAR = 150  # characters behind the places of a pilot in which it is named
_NEAR = 25  # characters behind 在某地 in which something is said to be there
_CHINA = "place/100000"
_JOINERS = ("同", "与", "和", "对")
_LISTED = ("、", "和", "及", "与")
_SPIRIT = "精神"
_DIVISION = re.compile(r"id/(place/(?:\d{6,12}|[A-Z]{2,3}|[a-z-]+))$")


def situated(reading: Reading) -> Iterator[Claim]:
    """Each thing with the place where the sentence puts it, once."""
    seen: set[tuple[str, str]] = set()
    for masked in reading.masked:
        for thing, place, at, score in (*_beside(masked), *_lying(masked), *_topics(masked), *_pilots(masked)):
            if thing.entity is None or place.entity is None or thing.entity == place.entity or not is_around(place.entity):
                continue
            if _festival().search(thing.entity.label) or _is_country(thing.entity):
                continue
            key = (thing.entity.iri, place.entity.iri)
            if key not in seen:
                seen.add(key)
                span = masked.span(reading.document, *at)
                yield reading.says((thing.entity, KG.locatedIn, place.entity), span, ("situated", score * min(thing.score, place.score)))


def is_around(entity: Entity) -> bool:
    """Whether a place is one that things lie in: a division, zone, region or country."""
    match = _DIVISION.search(entity.iri)
    known = knowledge().entities.get(match[1]) if match else None
    return known is not None or bool(match and match[1][6:].isdigit())


def _is_country(entity: Entity) -> bool:
    match = _DIVISION.search(entity.iri)
    known = knowledge().entities.get(match[1]) if match else None
    return known is not None and known.kind == "Country"


Placed = tuple[Link, Link, tuple[int, int], float]


def _beside(masked: Masked) -> Iterator[Placed]:
    """A place right before the name of a site or an organisation (耒阳市蔡伦竹海, 美国哥伦比亚大学), or 海拔2000米的 between."""
    for match in _adjacent().finditer(masked.text):
        place = masked.groups[match.start("place")][-1]
        listed = len(masked.groups[match.start("place")]) > 1 or masked.text[match.start() - 1 : match.start()] in _LISTED
        if listed or (place.entity is not None and place.entity.iri.endswith(_CHINA)):
            continue  # 长江、黄河等七大流域, 我国深海: no place of its own
        for thing in masked.groups[match.start("thing")]:
            named = thing.entity is not None and place.entity is not None and not thing.entity.label.startswith(place.entity.label[:2])
            if thing.mention.kind != "Place" or (named and thing.entity is not None and not is_around(thing.entity)):
                yield thing, place, match.span(), _BESIDE


def _lying(masked: Masked) -> Iterator[Placed]:
    """位于〔place〕的 a site or organisation; an event or programme that is held in a place (在某地举行)."""
    for expression in (_lies(), _takes_place()):
        for match in expression.finditer(masked.text):
            for thing in masked.groups[match.start("thing")]:
                if thing.mention.kind != "Place" or (thing.entity is not None and not is_around(thing.entity)):
                    yield thing, masked.groups[match.start("place")][-1], match.span(), _BESIDE


def _topics(masked: Masked) -> Iterator[Placed]:
    """What takes place where a clause begins with 在〔place〕, up to the next such place or the end of the clauses parted by ；"""
    heads = list(_topic().finditer(masked.text))
    for index, head in enumerate(heads):
        end = heads[index + 1].start() if index + 1 < len(heads) else len(masked.text)
        stop = re.compile("[；。]").search(masked.text, head.end(), end)
        end = stop.start() if stop else end
        place = masked.groups[head.start("place")][-1]
        for at in range(head.end(), min(end, head.end() + _NEAR)):
            links = masked.groups.get(at, ())
            if not links or _elsewhere(masked, head.end(), at):
                continue
            if masked.text[at] in marks("Event") + marks("Place"):
                for thing in links:
                    if thing.mention.kind != "Place" or (thing.entity is not None and not is_around(thing.entity)):
                        yield thing, place, (head.start("place"), at + 1), _TOPIC
    for match in _hosted().finditer(masked.text):
        if masked.text.endswith(_JOINERS, 0, match.start()):
            continue
        for thing in masked.groups[match.start("thing")]:
            yield thing, masked.groups[match.start("place")][-1], match.span(), _TOPIC


def _pilots(masked: Masked) -> Iterator[Placed]:
    """The places that a pilot is held in: 选择甲、乙等11个城市…组织开展某试点."""
    for match in _chosen().finditer(masked.text):
        stop = re.compile("[；。]").search(masked.text, match.end())
        end = min(stop.start() if stop else len(masked.text), match.end() + _FAR)
        for at in range(match.end(), end):
            pilots = [link for link in masked.groups.get(at, ()) if link.entity is not None and _pilot().search(link.entity.label)]
            if pilots:
                for place in masked.groups[match.start("place")]:
                    yield from ((thing, place, (match.start(), at + 1), _PILOT) for thing in pilots)


def _elsewhere(masked: Masked, start: int, at: int) -> bool:
    """Whether another place, or one who speaks, stands between the head of the clause and a name."""
    between = masked.text[start:at]
    behind = masked.text[at + 1 : at + 3]
    said_of = _said_of().search(between) or behind.startswith((_SPIRIT, *words("_not-itself")))
    return bool(said_of) or any(character in marks("Place") + marks("Person") for character in between)


@cache
def _festival() -> re.Pattern[str]:
    """Ends of the names of days and festivals, which are everywhere."""
    return re.compile(alternation("_festival-end") + "$")


@cache
def _said_of() -> re.Pattern[str]:
    """Words right in front of an event that make it no event held here."""
    return re.compile(alternation("_studying", "_not-held") + "$")


@cache
def _lies() -> re.Pattern[str]:
    thing = "|".join(marks(kind) for kind in ("Place", "Organization", "Programme"))
    return re.compile(rf"{alternation('_lying')}(?P<place>{marks('Place')})的(?P<thing>{thing})")


@cache
def _takes_place() -> re.Pattern[str]:
    held = alternation("_held", "_opened", "_starting")
    time = rf"(?:{alternation('_relation-filler')}|[\s\d年月日上下午晚]|（[^（）]*+）)*+"
    thing = rf"(?P<thing>{marks('Event')}|{marks('Programme')})(?:{alternation('_held-as')})?"
    return re.compile(rf"{thing}{time}在(?P<place>{marks('Place')})[^，。；：]{{0,6}}?{held}")


@cache
def _adjacent() -> re.Pattern[str]:
    around = rf"(?P<place>{marks('Place')})(?:海拔[\d一-鿿]{{1,8}}的|[，]?(?:热门|著名)景区|\])?"
    return re.compile(rf"{around}(?P<thing>{marks('Place')}|{marks('Organization')})(?!{marks('Person')})")


@cache
def _topic() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[；。，])(?:[^，。；]{{0,10}}，)?在[^，。；]{{0,10}}?(?P<place>{marks('Place')})[，,]")


@cache
def _hosted() -> re.Pattern[str]:
    host = alternation("_hosting")
    return re.compile(rf"(?P<place>{marks('Place')})[^，。；：、]{{0,4}}{host}了?[^，。；：、]{{0,12}}(?P<thing>{marks('Event')})")


@cache
def _chosen() -> re.Pattern[str]:
    choose = alternation("_choosing")
    kinds = alternation("_place-group")
    return re.compile(rf"{choose}(?P<place>{marks('Place')})(?:等)?\d{{0,3}}个?{kinds}")


@cache
def _pilot() -> re.Pattern[str]:
    return re.compile(alternation("_pilot-head") + "$")
