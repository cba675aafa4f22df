"""Which agency is meant: jurisdiction × body × unit, composed; the name's parts make its IRI and its official full name.

A name can be read in several ways. `readings` yields them, the likeliest first, each with its reasons; a link takes the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.knowledge import Knowledge, Known
from kg.lexicon import words
from kg.links.choice import ranked
from kg.links.context import CHINA, Context
from kg.links.official import (
    agency_key,
    bodies_called,
    central_of,
    full_name,
    hashed,
    leads,
    official_names,
    place_code,
    ranked_bodies,
    vertical_bodies,
)
from kg.links.reasons import body_told, known_told, year_told
from kg.links.whole import tables, whole_name
from kg.model import AgencyName, Entity, Link, Mention
from kg.townships import parent, township

_JOINT = "、"
_NATIONAL_LEVELS = frozenset({"国家", "全国", "中央"})
_LONGEST_ZONE = 14
_UNFIT = 0.75
"""Below this a body does not exist at the level of the place: then it is no second choice."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One agency that a name may mean: `score` in 0..1 is how well the name fits, `reasons` say why in words.

    `place` and `body` are the keys of the parts it was read into, empty where there are none; `decided` is False where another
    reading is as likely and nothing tells which.
    """

    entity: Entity
    score: float
    reasons: tuple[str, ...]
    place: str = ""
    body: str = ""
    unit: str = ""
    decided: bool = True


def link_agency(mention: Mention, context: Context) -> Link:
    """The agency a mention means; no entity for a class of organs or when nothing tells whose organ it is."""
    name = mention.value
    if not isinstance(name, AgencyName):
        raise TypeError(f"an agency's mention has the value {name!r}")
    if name.generic:
        return Link(mention, None, mention.score, "a class of organs, not one")
    reading = next(readings(name, mention.span.of(context.document.text), (context, mention.span.start)), None)
    if reading is None:
        return Link(mention, None, 0.3, jurisdictions(name, context, mention.span.start)[0][0][1] or "nothing tells whose organ it is")
    why = "; ".join(reading.reasons)
    if not reading.decided:
        return Link(mention, None, 0.3, why)
    return Link(mention, reading.entity, mention.score * reading.score, why)


def readings(name: AgencyName, surface: str, where: tuple[Context, int]) -> Iterator[Reading]:
    """Every agency that a parsed name may mean, the likeliest first; `where` is the context and the character it starts at."""
    context, at = where
    if name.known and name.unit:  # a branch of an agency of the centre may be a body of its own (国家金融监督管理总局宜春监管分局)
        whole = whole_name(surface, tables(context.knowledge))
        name = whole if whole is not None and not whole.known else name
    if name.known:
        yield from _known(name, context)
        return
    if name.place.startswith("organization/"):
        yield _of_organization(name, context)
        return
    places, decided = jurisdictions(name, context, at)
    if not decided:
        places = [(place, why) for place, why in places if place]
    for rank, (place, why) in enumerate(places):
        if place is None:
            yield from _without_place(name, context)
        else:
            share = 1.0 if decided and not rank else 0.9 / len(places)
            yield from _at(name, surface, (place, context), (share, why, decided))


def jurisdictions(name: AgencyName, context: Context, at: int = 0) -> tuple[list[tuple[Known | None, str]], bool]:
    """The places whose organ may be named at character `at`, the likeliest first, each with why; and whether the first is decided.

    Written out, meant by a level word, or the document's home. Where the home has no such level, a level word means the nearest
    such place named before.
    """
    if name.place:
        if not name.places and not name.level:
            place = context.knowledge.entities[name.place]
            return [(place, f"{place.label} is named")], True
        places, decided = ranked(name.places or (name.place,), context)
        return [(_climb(place, name.level, context), why) for place, why in places], decided
    if name.level in _NATIONAL_LEVELS:
        return [(context.knowledge.entities.get(CHINA), f"{name.level} is the whole country")], True
    if name.level:
        home = context.home_at(name.level)
        if home is not None:
            return [(home, f"{name.level} stands for {home.label}: {context.why_home}")], True
        near = context.before(at, name.level)
        return [(near, f"{name.level} stands for {near.label}, named before" if near else f"no {name.level} is known here")], True
    if (former := context.former(at)) is not None:
        return [(former, f"{former.label} is named before it")], True
    if context.home:
        return [(context.knowledge[context.home], f"no place is named, so the document's own: {context.why_home}")], True
    return [(None, "")], True


def _climb(place: Known, level: str, context: Context) -> Known:
    """The place, or with a level word the nearest around it of that level (`省` of 广州市 is 广东省)."""
    if level:
        for known in context.knowledge.ancestors(place.key):
            if known.label.endswith(level):
                return known
    return place


def _known(name: AgencyName, context: Context) -> Iterator[Reading]:
    """The known agencies that bear the name, first the one that existed on the document's day; then what an abolished one became."""
    knowledge, day = context.knowledge, context.day
    bearers = knowledge.named(name.tail, "agency") or knowledge.named(name.tail, "agency-weak") or [knowledge[name.known]]
    bearers = sorted(bearers, key=lambda known: (not known.current(day), known.key != name.known, known.key))
    later = [knowledge[key] for known in bearers[:1] if not known.current(day) for key in known.facts.get("successor", ())]
    for rank, known in enumerate([*bearers, *(known for known in later if known not in bearers)]):
        score = (1.0 if known.current(day) else 0.8) * (0.4 if rank else 1.0)
        entity, reasons = _with_unit(context, known.key, known.label, name.unit), known_told(name.tail, known, day, knowledge)
        yield Reading(entity, score, reasons, known.fact("place"), known.fact("body"), name.unit)


def _of_organization(name: AgencyName, context: Context) -> Reading:
    """A Party body of a university or an enterprise; its committee is named as one of a place is."""
    organization = context.knowledge[name.place]
    body = context.knowledge["body/party-committee"]
    label = body.fact("name").replace("{}", organization.label)
    if name.tail not in body.strong:
        label = organization.label + name.tail
    entity = _with_unit(context, f"agency/{hashed(label)}", label, name.unit)
    return Reading(entity, 1.0, (f"of {organization.label}",), name.place, body.key, name.unit)


def _without_place(name: AgencyName, context: Context) -> Iterator[Reading]:
    """An organ whose place is unknown: one of the centre that bears the name, else its own name when that is long enough."""
    if not name.level:
        for body in context.knowledge.named(name.tail, "body"):
            central = context.knowledge.entities.get(f"agency/100000/{body.key.removeprefix('body/')}")
            if central is not None and (name.tail in (*central.strong, *central.weak) or central.label.endswith(name.tail)):
                entity = _with_unit(context, central.key, central.label, name.unit)
                why = f"no place is named or known, and {central.label} bears the name"
                yield Reading(entity, 0.7, (why,), CHINA, body.key, name.unit)
                return
    if not (name.level or name.body or len(name.tail) < 6):
        surface = name.tail + name.unit
        entity = Entity(context.iri(f"agency/{hashed(surface)}"), "Agency", surface)
        yield Reading(entity, 0.7, ("named in full, no place known: unknown",), unit=name.unit)


def _at(name: AgencyName, surface: str, where: tuple[Known, Context], told: tuple[float, str, bool]) -> Iterator[Reading]:
    """The agencies of one place that the name may mean, the likeliest first; `told` is how well the place fits, why, and if decided."""
    place, context = where
    share, why_here, decided = told
    knowledge, year = context.knowledge, context.year
    if name.township:
        place = _township(place, name.township, context)
    name, place, keys = _split(name, surface, (place, knowledge))
    if year and not place.current(year):
        why_here = "; ".join((why_here, *year_told(place, "", year)))
    if not keys:
        front = name.level if place.key == CHINA and not name.place else full_name(place, knowledge)
        entity = _with_unit(context, f"agency/{place_code(place)}/{hashed(front + name.tail)}", front + name.tail, name.unit)
        what = "a coordination body" if _coordinates(name.tail, knowledge) else f"unknown: no body is called {name.tail}"
        why = f"{what}; read as {front} × {name.tail}"
        yield Reading(entity, 0.8 * share, (why_here, why), place.key, "", name.unit, decided)
        return
    level = place.level
    for rank, key in enumerate(ranked_bodies(knowledge, keys, level, (name.tail, year))):
        fit, why = body_told(knowledge, key, name.tail, (level, year))
        if rank and fit < _UNFIT:
            return
        entity = compose(name, place, knowledge.entities[key], context)
        yield Reading(entity, fit * (0.5 * share if rank else share), (why_here, why), place.key, key, name.unit, decided)


def _coordinates(tail: str, knowledge: Knowledge) -> bool:
    """Whether a name ends as coordination bodies do (…工作领导小组), which are called as they please, and not as a known body."""
    known = any(bodies_called(knowledge, tail[start:]) for start in range(1, len(tail) - 3))
    return tail.endswith(words("agency-suffix-free")) and not known


def _split(name: AgencyName, surface: str, told: tuple[Known, Knowledge]) -> tuple[AgencyName, Known, tuple[str, ...]]:
    """The name, its place, and the keys of the bodies it may mean; where only another split of the name gives a body, that one.

    A unit may belong to the body's name (委员会 + 宣传部), the tail's beginning to a zone's (高新技术产业开发区 + 管理委员会).
    """
    place, knowledge = told
    if place.kind in ("Country", "Region") and place.key != CHINA:
        return name, place, ()
    if name.unit:
        whole = name.tail + name.unit
        if keys := _bodies(whole, surface, knowledge):
            return replace(name, tail=whole, unit=""), place, keys
    if keys := _bodies(name.tail, surface, knowledge):
        return name, place, keys
    if keys := vertical_bodies(knowledge, name.tail) or ((name.body,) if name.body else ()):
        return name, place, keys
    zone, tail = _zone(knowledge, place.key, name.tail)
    if zone:
        return replace(name, tail=tail), knowledge[zone], bodies_called(knowledge, tail)
    return name, place, ()


def _bodies(tail: str, surface: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The bodies that a tail names: those led by what the name begins with, else those that bear it right behind a place."""
    for lead, keys in leads(knowledge, tail):
        if surface.startswith(lead):
            return keys
    return bodies_called(knowledge, tail)


@cache
def _zone(knowledge: Knowledge, place: str, tail: str) -> tuple[str, str]:
    """The zone of a place that the tail begins with, by its name without the place's, and the rest that names a body."""
    known = knowledge.entities.get(place)
    for short in known.strong[:2] if known else ():
        for end in range(min(len(tail) - 2, _LONGEST_ZONE), 1, -1):
            if not bodies_called(knowledge, tail[end:]):
                continue
            for zone in knowledge.named(short + tail[:end], "place"):
                if zone.kind == "Zone" and any(outer.key == place for outer in knowledge.ancestors(zone.key)):
                    return zone.key, tail[end:]
    return "", ""


def compose(name: AgencyName, place: Known, body: Known, context: Context) -> Entity:
    """The agency that a body makes at a place, called by the official form that the name's tail shortens; the centre's by its own name."""
    knowledge, key = context.knowledge, agency_key(place, body)
    if place.key == CHINA:
        central = knowledge.entities.get(key) or central_of(knowledge, body.key)
        if central is not None:
            return _with_unit(context, central.key, central.label, name.unit)
    label, official = official_names(body, place, name.tail, knowledge)
    if name.unit:
        if _JOINT in label:  # a unit of two organs in one office is named after neither in full
            label = full_name(place, knowledge) + name.tail
        return _with_unit(context, key, label, name.unit)
    return Entity(f"{context.base}id/{key}", body.fact("kind") or "Agency", label, official if official != label else "")


def _township(place: Known, name: str, context: Context) -> Known:
    """A town or street as a place of its own: by its code where the table has it, else under the place around it."""
    key = township(name, place.key)
    if parent(key) in context.knowledge:
        place = context.knowledge[parent(key)]
    label = full_name(place, context.knowledge) + name
    key = key or f"{place.key}/{hashed(name)}"
    return Known(key, "Division", label, (name,), (), {"level": ("township",), "parent": (place.key,)})


def _with_unit(context: Context, key: str, label: str, unit: str) -> Entity:
    if unit:
        return Entity(context.iri(f"{key}/{hashed(unit)}"), "Agency", label + unit)
    known = context.knowledge.entities.get("body/" + key.rsplit("/", 1)[-1])
    return Entity(context.iri(key), known.fact("kind") or "Agency" if known else "Agency", label)
