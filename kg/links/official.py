"""What an agency is officially called: the place's full name and the form that the body bears at its level."""

import hashlib
from functools import cache

from kg.knowledge import Knowledge, Known, body_forms

_MUNICIPALITIES = frozenset({"place/110000", "place/120000", "place/310000", "place/500000"})
_LEVEL_NAMES = {"province": "provinceName", "prefecture": "prefectureName", "county": "countyName", "township": "townshipName"}
_OFFICIAL = ("name", "provinceName", "prefectureName", "municipalityName", "countyName", "townshipName")
_HOST = "{host}"
_TELLING = 4


def hashed(text: str) -> str:
    """Twelve hexadecimal digits that stand for a text in an IRI."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def place_code(place: Known) -> str:
    """The last part of a place's key: its code, or a country's."""
    return place.key.removeprefix("place/")


def agency_key(place: Known, body: Known) -> str:
    """The key composed of a place and a body: `agency/350200/market-regulation`."""
    return f"agency/{place.key[6:]}/{body.key[5:]}"


@cache
def central_of(knowledge: Knowledge, body: str) -> Known | None:
    """The one agency of the centre that is a body there (国务院法制办公室 where others have 政府法制办公室); None if none or several."""
    agencies = (known for known in knowledge.entities.values() if known.key.startswith("agency/100000/"))
    found = [known for known in agencies if known.fact("body") == body]
    return found[0] if len(found) == 1 else None


def full_name(place: Known, knowledge: Knowledge) -> str:
    """The official name of a place as agencies bear it: districts of a city with the city's name in front."""
    if place.kind != "Division" or place.level != "county":
        return place.label
    return _of_city(knowledge, place.key, place.label)


@cache
def _of_city(knowledge: Knowledge, key: str, label: str) -> str:
    parent = knowledge.entities.get(knowledge[key].parent)
    if parent is None:
        return label
    of_city = label.endswith("区") and parent.label.endswith("市")
    return parent.label + label if of_city or parent.key in _MUNICIPALITIES else label


def official_names(body: Known, place: Known, tail: str, knowledge: Knowledge) -> tuple[str, str]:
    """The full name of a body at a place by the official form that `tail` is or shortens, and by the form usual there.

    Both are what an exception says where one is known.
    """
    exception = knowledge.entities.get(agency_key(place, body))
    if exception is not None:
        return exception.label, exception.label
    level, full, brief = _named(knowledge, place.key) if place.key in knowledge.entities else _names(place, knowledge)
    form, usual, short = _forms(knowledge, body.key, level, tail)
    where = brief if short else full
    if _HOST in usual:
        outer = knowledge.entities.get(place.parent)
        host = full_name(outer, knowledge) if outer else ""
        form, usual = form.replace(_HOST, host), usual.replace(_HOST, host)
    label = form.replace("{}", where)
    return label, label if form is usual else usual.replace("{}", where)


@cache
def _named(knowledge: Knowledge, key: str) -> tuple[str, str, str]:
    """The same for a known place, once."""
    return _names(knowledge[key], knowledge)


def _names(place: Known, knowledge: Knowledge) -> tuple[str, str, str]:
    """The property that holds the official names at this place's level, the place's full name, and its short one."""
    level = "municipalityName" if place.key in _MUNICIPALITIES else _LEVEL_NAMES.get(place.level, "name")
    return level, full_name(place, knowledge), place.strong[1] if len(place.strong) > 1 else place.label


@cache
def _forms(knowledge: Knowledge, key: str, level: str, tail: str) -> tuple[str, str, bool]:
    """The official form of a body that a tail is or shortens, the usual one, and whether the place's short name goes into `{}`."""
    body = knowledge[key]
    usual = body.fact(level) or body.fact("name") or body.label
    others = [name for prop in ("variant", "name", *_LEVEL_NAMES.values()) for name in body.facts.get(prop, ())]
    exact = [name for name in others if name.rsplit("{}", 1)[-1] == tail]
    form = next((name for name in (usual, *exact, *others) if _shortens(tail, name.rsplit("{}", 1)[-1])), usual)
    form, usual = (name if "{}" in name else "{}" + name for name in (form, usual))
    return usual if form == usual else form, usual, body.fact("placeForm") == "short"


def _shortens(short: str, full: str) -> bool:
    """Whether `short` is `full` with characters left out (市场监管局 of 市场监督管理局)."""
    rest = iter(full)
    return all(character in rest for character in short)


@cache
def official_tails(knowledge: Knowledge, key: str) -> frozenset[str]:
    """What stands behind the place in the official names of a body, the variants some places bear included."""
    body = knowledge[key]
    names = [name for prop in (*_OFFICIAL, "variant") for name in body.facts.get(prop, ())]
    return frozenset(name.rsplit("{}", 1)[-1] for name in names)


@cache
def bodies_called(knowledge: Knowledge, tail: str) -> tuple[str, ...]:
    """The keys of the bodies that have this name right behind a place."""
    return tuple(known.key for known in knowledge.named(tail, "body"))


@cache
def ranked_bodies(knowledge: Knowledge, keys: tuple[str, ...], level: str, told: tuple[str, str]) -> tuple[str, ...]:
    """The bodies that a name may mean, the likeliest first, at a place's level; `told` is the name's tail and the day's year.

    Likelier is what exists at that level, existed in that year, and officially bears the name.
    """
    tail, year = told

    def fitness(key: str) -> tuple[bool, bool, bool, str]:
        body = knowledge[key]
        levels = body.facts.get("level", ())
        return (bool(levels) and level not in levels, not body.current(year), tail not in official_tails(knowledge, key), key)

    return tuple(sorted(dict.fromkeys(keys), key=fitness))


@cache
def leads(knowledge: Knowledge, tail: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What may stand before a place whose name `tail` follows (`中共` before 委组织部), the longest first, and the bodies meant."""
    found: dict[str, list[str]] = {}
    for tag in ("body", "body-led"):
        for body in knowledge.named(tail, tag):
            for form in body_forms(body):
                if form.lead and form.tail == tail and "{" not in form.lead and body.key not in found.setdefault(form.lead, []):
                    found[form.lead].append(body.key)
    return tuple((lead, tuple(found[lead])) for lead in sorted(found, key=lambda lead: (-len(lead), lead)))


@cache
def vertical_bodies(knowledge: Knowledge, tail: str) -> tuple[str, ...]:
    """The bodies under a system of the centre that this tail names even where the centre's name is left out (宜春监管分局)."""
    if len(tail) < _TELLING:
        return ()
    return tuple(known.key for known in knowledge.named(tail, "body-led") if known.fact("system"))
