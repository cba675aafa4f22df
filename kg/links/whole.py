"""A whole name read by look-ups alone, without the grammar of running text: place × body × unit, level × body, or a known agency.

It reads what the grammar reads when a name stands alone, many times faster; what it does not know is left to the grammar.
"""

from functools import cache

from kg.knowledge import Knowledge
from kg.lexicon import words
from kg.links.official import leads, vertical_bodies
from kg.model import AgencyName

_PLACES = frozenset({"Division", "Zone", "Feature"})
_DEPTH = 3
_AUTONOMOUS = "自治"

Names = dict[str, tuple[str, ...]]


class Tables:
    """The names of the knowledge as dictionaries: `places`, `bodies` (behind a place), `agencies`, `levels`, `units`, `leads`,
    `vertical` (what a branch of a system of the centre is called without the centre's name)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.places: Names = {}
        for name, keys in knowledge.names("place").items():
            if kept := tuple(key for key in keys if knowledge[key].kind in _PLACES):
                self.places[name] = kept
        for name, keys in knowledge.names("place-weak").items():  # an official name that is a common word, too, is none in a whole name
            official = tuple(key for key in keys if knowledge[key].label == name and knowledge[key].kind in _PLACES)
            if official and name not in self.places:
                self.places[name] = official
        self._add_short_autonomous()
        self.sizes: dict[str, tuple[int, ...]] = {}
        for name in sorted(self.places, key=lambda name: (-len(name), name)):
            sizes = self.sizes.get(name[:2], ())
            if len(name) not in sizes:
                self.sizes[name[:2]] = (*sizes, len(name))
        self.bodies = knowledge.names("body")
        self.led = knowledge.names("body-led")
        organizations = knowledge.names("organization")
        self.agencies = {name: keys[0] for name, keys in knowledge.names("agency").items() if name not in organizations}
        for name, keys in knowledge.names("agency-weak").items():
            if len(name) > 2 and name not in organizations and name not in self.bodies and name not in self.agencies:
                self.agencies[name] = keys[0]
        national = set(words("national-prefix"))
        self.levels = frozenset(word for word in words("agency-level") if word not in national)
        self.units = frozenset(words("agency-unit"))
        self.never = frozenset(words("_no-agency"))
        tails = (*self.bodies, *self.led)
        self.vertical = {tail: bodies for tail in self.led if (bodies := vertical_bodies(knowledge, tail))}
        self.leads: Names = {}
        for lead in sorted({lead for tail in tails for lead, _ in leads(knowledge, tail)}):
            self.leads[lead[:1]] = (*self.leads.get(lead[:1], ()), lead)


    def _add_short_autonomous(self) -> None:
        """Names of autonomous places without their peoples: 恩施自治州, 宁夏区."""
        for known in self.knowledge.entities.values():
            if known.kind == "Division" and _AUTONOMOUS in known.label and not known.fact("validUntil"):
                end = known.label[known.label.rindex(_AUTONOMOUS) :]
                for short in known.strong[1:]:
                    for name in (short + end, short + end[-1]):
                        if not short.endswith(end[-1]) and name not in self.places:
                            self.places[name] = (known.key,)


@cache
def tables(knowledge: Knowledge) -> Tables:
    """The dictionaries of a knowledge, made once."""
    return Tables(knowledge)


def whole_name(name: str, known: Tables) -> AgencyName | None:
    """The parts of a name that is an agency's from its first to its last character; None when look-ups do not tell."""
    key = known.agencies.get(name)
    if key:
        return AgencyName(known=key, tail=name)
    if name in known.never:
        return None
    found = _behind_place(name, 0, ((), ""), known)
    if found is not None:
        return found
    for lead in known.leads.get(name[:1], ()):
        if name.startswith(lead):
            found = _behind_place(name, len(lead), ((), lead), known) or _behind_level(name, lead, known)
            if found is not None:
                return found
    found = _behind_level(name, "", known)
    if found is not None:
        return found
    for size in known.sizes.get(name[:2], ()):
        keys, bodies = known.places.get(name[:size], ()), known.vertical.get(name[size:], ())
        if keys and bodies:
            return _parts(keys, "", (name[size:], bodies[0], ""))
    return None


def _behind_place(name: str, at: int, before: tuple[tuple[str, ...], str], known: Tables, depth: int = 0) -> AgencyName | None:
    """The name read as a chain of places from `at` on and a body; `before` are the places so far and the lead in front of them."""
    outer, lead = before
    for size in known.sizes.get(name[at : at + 2], ()):
        keys = known.places.get(name[at : at + size])
        if keys is None or at + size == len(name):
            continue
        if outer:
            keys = _inside(known.knowledge, keys, outer)
            if not keys:
                continue
        found = _tail(name, at + size, (keys, lead), known)
        if found is None and depth < _DEPTH:
            found = _behind_place(name, at + size, (keys, lead), known, depth + 1)
        if found is not None:
            return found
    return None


def _behind_level(name: str, lead: str, known: Tables) -> AgencyName | None:
    """The name read as a level word behind the lead and a body (市教育局, 团市委)."""
    for size in range(4, 0, -1):
        if name[len(lead) : len(lead) + size] in known.levels:
            found = _tail(name, len(lead) + size, ((), lead), known)
            if found is not None:
                return found
    return None


def _tail(name: str, at: int, before: tuple[tuple[str, ...], str], known: Tables) -> AgencyName | None:
    """The rest of a name read as a body, or as a body and one of its units."""
    keys, lead = before
    rest = name[at:]
    table = known.bodies
    bodies = _led(known.knowledge, lead, rest) if lead else table.get(rest, ())
    if bodies:
        return _parts(keys, name[len(lead) : at], (rest, bodies[0], ""))
    for cut in range(len(rest) - 2, 1, -1):
        if rest[cut:] in known.units:
            bodies = _led(known.knowledge, lead, rest[:cut]) if lead else table.get(rest[:cut], ())
            if bodies:
                return _parts(keys, name[len(lead) : at], (rest[:cut], bodies[0], rest[cut:]))
    return None


def _parts(keys: tuple[str, ...], level: str, told: tuple[str, str, str]) -> AgencyName:
    tail, body, unit = told
    if not keys:
        return AgencyName(level=level, tail=tail, body=body, unit=unit)
    return AgencyName(place=keys[0], tail=tail, body=body, unit=unit, places=keys if len(keys) > 1 else ())


@cache
def _led(knowledge: Knowledge, lead: str, tail: str) -> tuple[str, ...]:
    """The bodies that have this lead before the place and this tail behind it."""
    return next((keys for found, keys in leads(knowledge, tail) if found == lead), ())


@cache
def _inside(knowledge: Knowledge, keys: tuple[str, ...], outer: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the places that lie in one of the outer ones."""
    return tuple(key for key in keys if any(known.key in outer for known in knowledge.ancestors(key)))
