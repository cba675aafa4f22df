"""Pairs of things that may be one, for an editor to rule on: two names of one shape, a short form and a long one, a name both bear.

A thing that was minted from its name is compared with others of its kind that documents mention. What knowledge or a ruling keeps
apart, a body and what it became, a whole and its part are no pair; what one sentence names side by side is hardly one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from pyoxigraph import Literal

from kg.answers import cells
from kg.likeness import normal
from kg.network import between
from kg.queries import page, run
from kg.store import Store
from kg.vocabulary import KG, ORG, OWL, SKOS, local, rebased

_MOST = 6_000
"""So many things, the most mentioned, are compared."""
_AMBIGUOUS = 4
"""A short name that may be short for so many things tells nothing of any."""
_LONGEST = 2.3
"""A name so many times longer than another is no longer form of it."""
_MINTED = re.compile(r"/[0-9a-f]{12}$")
_UNIT = re.compile(r"/agency/[^/]+/[^/]+/[^/]+$")
_NUMERALS = re.compile("[0-9一二三四五六七八九十百千零〇两]+")
_UNSAID = re.compile(r"[\W_]")
_PARTICLE = "的"
_SURE = 0.9
"""What two names that are one speak for; less is doubted where one sentence has both names."""
_COMPANY = "公司"
_INSTITUTIONS = frozenset({"Agency", "Organization"})
_BORNE = {
    SKOS.prefLabel: ("both are called {}", 0.9),
    SKOS.altLabel: ("{} is another name of {}", 0.9),
    SKOS.hiddenLabel: ("{} is a weak name of {}", 0.5),
}
"""What it tells that a thing bears the name of another as this, and how much that speaks for one."""
_APART = (OWL.differentFrom, OWL.sameAs, KG.successor, KG.predecessor, ORG.subOrganizationOf, KG.partOf, KG.memberOf)


@dataclass(frozen=True, slots=True)
class Double:
    """Two things that may be one: why, from 0 to 1 how much speaks for it, and how many documents mention both."""

    one: str
    other: str
    why: str
    strength: float
    shared: int


@dataclass(slots=True)
class _Named:
    """A thing with its name, as it is and without what is not said, its class, and the documents that mention it."""

    iri: str
    name: str
    kind: str
    documents: set[str] = field(default_factory=set)
    plain: str = ""
    letters: frozenset[str] = frozenset()
    numerals: tuple[str, ...] = ()

    @property
    def minted(self) -> bool:
        return bool(_MINTED.search(self.iri))

    @property
    def group(self) -> str:
        """What it is compared within: units of one agency, institutions, or its class."""
        if _UNIT.search(self.iri):
            return self.iri.rpartition("/")[0]
        return "institution" if self.kind in _INSTITUTIONS else self.kind


def doubles(store: Store) -> list[Double]:
    """The pairs, those that are likeliest one first."""
    things = _mentioned(store)
    pairs: dict[frozenset[str], Double] = {}
    for one, other, why, strength in (*_bearing(store, things), *_alike(list(things.values()))):
        shared = len(one.documents & other.documents)
        found = Double(one.iri, other.iri, why, strength + (0.1 if shared else 0.0), shared)
        known = pairs.get(frozenset((one.iri, other.iri)))
        if known is None or known.strength < found.strength:
            pairs[frozenset((one.iri, other.iri))] = found
    weight = {iri: len(thing.documents) for iri, thing in things.items()}
    left = [_doubted(store, pair) for pair in _certain(pairs.values()) if not _apart(store, pair)]
    return sorted(left, key=lambda pair: (-pair.strength, -pair.shared, -min(weight[pair.one], weight[pair.other]), pair.one, pair.other))


def _mentioned(store: Store) -> dict[str, _Named]:
    """The things that documents mention, of the kinds that may be minted, by IRI; the most mentioned if there are many."""
    found: dict[str, _Named] = {}
    for iri, kind, name, document in cells(run(store, page("mentioned"))):
        thing = found.setdefault(iri, _Named(iri, name, local(kind)))
        thing.documents.add(document)
    chosen = sorted(found.values(), key=lambda thing: (-len(thing.documents), thing.iri))[:_MOST]
    for thing in chosen:
        thing.plain = _UNSAID.sub("", normal(thing.name))
        thing.letters = frozenset(thing.plain)
        thing.numerals = tuple(_NUMERALS.findall(thing.plain))
    return {thing.iri: thing for thing in chosen}


def _bearing(store: Store, things: dict[str, _Named]) -> Iterator[tuple[_Named, _Named, str, float]]:
    """The minted things whose name another one bears, as official or as other name."""
    for thing in things.values():
        if not thing.minted:
            continue
        name = Literal(thing.name, language="zh")
        for predicate, (why, strength) in _BORNE.items():
            for iri in store.pointing(predicate, name):
                other = things.get(iri)
                if iri != thing.iri and other and other.group == thing.group:
                    yield thing, other, why.format(thing.name, other.name), strength


def _alike(things: Sequence[_Named]) -> Iterator[tuple[_Named, _Named, str, float]]:
    """The pairs whose names are alike, one of them minted; those that begin, end or count alike are compared."""
    blocks: dict[tuple[str, str], list[_Named]] = defaultdict(list)
    for thing in things:
        if len(thing.plain) >= 4:
            for key in {thing.plain[:2], thing.plain[-2:], "".join(thing.numerals)} - {""}:
                blocks[thing.group, key].append(thing)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for short, long in combinations(sorted(block, key=lambda thing: (len(thing.plain), thing.iri)), 2):
            if len(long.plain) > _LONGEST * len(short.plain) or not (short.minted or long.minted) or (short.iri, long.iri) in seen:
                continue
            seen.add((short.iri, long.iri))
            if short.numerals == long.numerals and len(short.letters - long.letters - {_PARTICLE}) == 0:
                yield from _judged(short, long)


def _judged(short: _Named, long: _Named) -> Iterator[tuple[_Named, _Named, str, float]]:
    """The pair if its names are alike, and how."""
    shared = bool(short.documents & long.documents)
    if short.plain == long.plain:
        yield short, long, f"{short.name} and {long.name} differ in nothing that is said", 0.9
    elif long.plain.endswith(short.plain):
        if shared:
            yield short, long, f"{long.name} ends with {short.name}, and one document has both", 0.5
    elif long.plain.startswith(short.plain):
        rest = len(long.plain) - len(short.plain)
        if (long.plain.endswith(_COMPANY) and not short.plain.endswith(_COMPANY) and rest <= 6) or (short.kind == "Product" and rest <= 2):
            yield short, long, f"{long.name} is {short.name} with its form", 0.6
    elif _shortens(short, long):
        yield short, long, f"{short.name} may be short for {long.name}", 0.6
    elif short.kind == "Event" and len(short.numerals) > 1 and not Counter(short.plain.replace(_PARTICLE, "")) - Counter(long.plain):
        yield short, long, f"{short.name} says in other order what {long.name} says", 0.6


def _shortens(short: _Named, long: _Named) -> bool:
    """Whether one name is the other with characters left out in several places, or very few in one."""
    if short.kind in _INSTITUTIONS and short.plain[-1] != long.plain[-1]:
        return False
    gaps = _gaps(short.plain, long.plain)
    if not gaps:
        return False
    return len(gaps) > 1 or gaps[0] == 1 or (gaps[0] == 2 and len(short.plain) >= 7)


def _gaps(short: str, long: str) -> list[int]:
    """How many characters each place leaves out where `short` is `long` with some left out; empty if it is not."""
    gaps, at = [], 0
    for place, letter in enumerate(short):
        found = long.find(letter, at)
        if found < 0:
            return []
        if found > at and place:
            gaps.append(found - at)
        elif found > at:
            return []
        at = found + 1
    return [*gaps, len(long) - at] if len(long) > at else gaps


def _certain(pairs: Iterable[Double]) -> list[Double]:
    """The pairs without names that may be short for many."""
    found = list(pairs)
    counts = Counter(pair.one for pair in found)
    return [pair for pair in found if counts[pair.one] < _AMBIGUOUS]


def _apart(store: Store, pair: Double) -> bool:
    """Whether something says that the two are not one."""
    for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
        told = {quad.object.value for predicate in _APART for quad in store.match(one, rebased(predicate, store.base))}  # type: ignore[union-attr]
        if other in told:
            return True
    return False


def _doubted(store: Store, pair: Double) -> Double:
    """The pair, with less to speak for it where one sentence names both side by side."""
    if pair.strength < _SURE and between(store, pair.one, pair.other, "coMention"):
        return replace(pair, strength=pair.strength - 0.3)
    return pair
