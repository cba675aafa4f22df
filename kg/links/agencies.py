"""Which agency is meant: jurisdiction × body × unit, composed; the name's parts make its IRI and its official full name."""

import hashlib
from dataclasses import replace

from kg.knowledge import Known
from kg.links.choice import choose
from kg.links.context import CHINA, Context
from kg.model import AgencyName, Entity, Link, Mention

_MUNICIPALITIES = frozenset({"place/110000", "place/120000", "place/310000", "place/500000"})
_JOINT = "、"
_NATIONAL_LEVELS = frozenset({"国家", "全国", "中央"})
_LEVEL_NAMES = {"province": "provinceName", "prefecture": "prefectureName", "county": "countyName", "township": "townshipName"}


def link_agency(mention: Mention, context: Context) -> Link:
    """The agency a mention means; no entity for a class of organs or when no place tells whose organ it is."""
    name = mention.value
    if not isinstance(name, AgencyName):
        raise TypeError(f"an agency's mention has the value {name!r}")
    if name.generic:
        return Link(mention, None, mention.score, "a class of organs, not one")
    if name.known:
        known = _then(name, context)
        entity = _with_unit(context, known.key, known.label, name.unit)
        return Link(mention, entity, mention.score, f"{name.tail} is a name of {known.label}")
    if name.place.startswith("organization/"):
        return _of_organization(mention, name, context)
    place, why = jurisdiction(name, context, mention.span.start)
    if place is None:
        return _without_place(mention, name, context)
    return _composed(mention, name, place, (context, why))


def _then(name: AgencyName, context: Context) -> Known:
    """Of the known agencies that bear the name, the one that existed on the document's day."""
    bearers = context.knowledge.named(name.tail, "agency") or context.knowledge.named(name.tail, "agency-weak")
    return min(bearers, key=lambda known: (not known.current(context.day), known.key != name.known), default=context.knowledge[name.known])


def jurisdiction(name: AgencyName, context: Context, at: int = 0) -> tuple[Known | None, str]:
    """The place whose organ is named at character `at`, and why: written out, meant by a level word, or the document's home.

    Where the home has no such level, a level word means the nearest such place named before.
    """
    if name.place:
        named, why = choose(name.places or (name.place,), context)
        return (_climb(named, name.level, context), why) if named else (None, why)
    if name.level in _NATIONAL_LEVELS:
        return context.knowledge.entities.get(CHINA), f"{name.level} is the whole country"
    if name.level:
        home = context.home_at(name.level)
        if home is not None:
            return home, f"{name.level} stands for {home.label}: {context.why_home}"
        near = context.before(at, name.level)
        return near, f"{name.level} stands for {near.label}, named before" if near else f"no {name.level} is known here"
    if context.home:
        return context.knowledge[context.home], f"no place is named, so the document's own: {context.why_home}"
    return None, "no place is named or known"


def _of_organization(mention: Mention, name: AgencyName, context: Context) -> Link:
    """A Party body of a university or an enterprise; its committee is named as one of a place is."""
    organization = context.knowledge[name.place]
    body = context.knowledge["body/party-committee"]
    label = body.fact("name").replace("{}", organization.label)
    if name.tail not in body.strong:
        label = organization.label + name.tail
    key = f"agency/{_hash(label)}"
    return Link(mention, _with_unit(context, key, label, name.unit), mention.score, f"of {organization.label}")


def _climb(place: Known, level: str, context: Context) -> Known:
    """The place, or with a level word the nearest around it of that level (`省` of 广州市 is 广东省)."""
    if level:
        for known in context.knowledge.ancestors(place.key):
            if known.label.endswith(level):
                return known
    return place


def _without_place(mention: Mention, name: AgencyName, context: Context) -> Link:
    """An organ whose place is unknown keeps its own name when the name is long enough to be one."""
    surface = name.tail + name.unit
    for body in context.knowledge.named(name.tail, "body") if not name.level else ():
        central = _central(body, context)
        if central is not None and (name.tail in (*central.strong, *central.weak) or central.label.endswith(name.tail)):
            entity = _with_unit(context, central.key, central.label, name.unit)
            return Link(mention, entity, 0.6, f"no place is named or known, and {central.label} bears the name")
    if name.level or name.body or len(name.tail) < 6:
        return Link(mention, None, 0.3, "nothing tells whose organ it is")
    return Link(mention, Entity(context.iri(f"agency/{_hash(surface)}"), "Agency", surface), 0.6, "named in full, no place known")


def _composed(mention: Mention, name: AgencyName, place: Known, told: tuple[Context, str]) -> Link:
    context, why = told
    if name.township:
        place = _township(place, name.township, context)
    body = body_for(name, place, context)
    if body is None:
        front = name.level if place.key == CHINA and not name.place else full_name(place, context)
        key, label = f"agency/{place_code(place)}/{_hash(front + name.tail)}", front + name.tail
        return Link(mention, _with_unit(context, key, label, name.unit), mention.score * 0.9, why)
    if place.key == CHINA:
        central = _central(body, context)
        if central is not None:
            return Link(mention, _with_unit(context, central.key, central.label, name.unit), mention.score, why)
    key = f"agency/{place_code(place)}/{body.key.removeprefix('body/')}"
    label, official = (official_name(body, place, tail, context) for tail in (name.tail, ""))
    if name.unit and _JOINT in label:  # a unit of two organs in one office is named after neither in full
        label = full_name(place, context) + name.tail
    entity = _with_unit(context, key, label, name.unit)
    if official != label and not name.unit:
        entity = replace(entity, official=official)
    return Link(mention, entity, mention.score, f"{why}; {name.tail} is a name of the body {body.label}")


def _township(place: Known, name: str, context: Context) -> Known:
    """A town or street as a place of its own, under the place around it."""
    key = f"{place.key}/{_hash(name)}"
    return Known(key, "Division", full_name(place, context) + name, (name,), (), {"level": ("township",), "parent": (place.key,)})


def _central(body: Known, context: Context) -> Known | None:
    return context.knowledge.entities.get(f"agency/100000/{body.key.removeprefix('body/')}")


def body_for(name: AgencyName, place: Known, context: Context) -> Known | None:
    """The body that the name's tail means at this place's level and on the document's day, or None when none is known."""
    if place.kind in ("Country", "Region") and place.key != CHINA:
        return None
    candidates = context.knowledge.named(name.tail, "body")
    if not candidates and name.body:
        candidates = [context.knowledge[name.body]]

    def fitness(body: Known) -> tuple[bool, bool, bool, str]:
        levels = body.facts.get("level", ())
        written = name.tail in official_tails(body)
        return (bool(levels) and place.level not in levels, not body.current(context.day), not written, body.key)

    return min(candidates, key=fitness) if candidates else None


def official_tails(body: Known) -> tuple[str, ...]:
    """What stands behind the place in the official names of a body, the variants some places bear included."""
    names = [name for prop in (*_LEVEL_NAMES.values(), "name", "variant") for name in body.facts.get(prop, ())]
    return tuple(name.rsplit("{}", 1)[-1] for name in names)


def official_name(body: Known, place: Known, tail: str, context: Context) -> str:
    """The official full name of a body at a place: as an exception says, else composed of the place and the body's official form."""
    exception = context.knowledge.entities.get(f"agency/{place_code(place)}/{body.key.removeprefix('body/')}")
    if exception is not None:
        return exception.label
    template = _official_form(body, place, tail)
    where = full_name(place, context)
    if body.fact("placeForm") == "short":
        where = place.strong[1] if len(place.strong) > 1 else place.label
    return template.replace("{}", where) if "{}" in template else where + template


def _official_form(body: Known, place: Known, tail: str) -> str:
    """Of a body's official names the one that the tail is or shortens, first the one usual at the place's level."""
    template = _template(body, place)
    others = [name for prop in ("variant", "name", *_LEVEL_NAMES.values()) for name in body.facts.get(prop, ())]
    for name in (template, *others):
        if _shortens(tail, name.rsplit("{}", 1)[-1]):
            return name
    return template


def _shortens(short: str, full: str) -> bool:
    """Whether `short` is `full` with characters left out (市场监管局 of 市场监督管理局)."""
    rest = iter(full)
    return all(character in rest for character in short)


def _template(body: Known, place: Known) -> str:
    level = "municipalityName" if place.key in _MUNICIPALITIES else _LEVEL_NAMES.get(place.level, "name")
    return body.fact(level) or body.fact("name") or body.label


def full_name(place: Known, context: Context) -> str:
    """The official name of a place as agencies bear it: districts of a city with the city's name in front."""
    parent = context.knowledge.entities.get(place.parent)
    if parent is None or place.kind != "Division" or place.level != "county":
        return place.label
    of_city = place.label.endswith("区") and parent.label.endswith("市")
    return parent.label + place.label if of_city or parent.key in _MUNICIPALITIES else place.label


def place_code(place: Known) -> str:
    """The last part of a place's key: its code, or a country's."""
    return place.key.removeprefix("place/")


def _with_unit(context: Context, key: str, label: str, unit: str) -> Entity:
    if unit:
        return Entity(context.iri(f"{key}/{_hash(unit)}"), "Agency", label + unit)
    known = context.knowledge.entities.get("body/" + key.rsplit("/", 1)[-1])
    return Entity(context.iri(key), known.fact("kind") or "Agency" if known else "Agency", label)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
