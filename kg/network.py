"""Who stands with whom, across documents: the edges of a store as a networkx graph, whole or around one thing.

A node is an IRI with `label`, `kind`, `level` and `place`; an edge has `kind`, `weight` (in how many documents), `first` and `last` day.
Citations and reprints lead from the later document to the earlier one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import networkx as nx
from pyoxigraph import Literal, NamedNode

from kg.answers import cells
from kg.queries import answer, bound, page, run
from kg.show import label_of
from kg.store import Store
from kg.vocabulary import KG, OWL, RDF, above, local, rebased

KINDS = {
    "jointIssuance": ("联合发文", "joint issuance"),
    "coMention": ("同句提及", "named together"),
    "citation": ("引用", "citation"),
    "reprint": ("转载", "reprint"),
}
"""Every kind of edge that a build derives, in Chinese and English."""
LEVELS = ("central", "province", "prefecture", "county", "township")
"""Administrative levels, from above."""
_DIRECTED = frozenset({"citation", "reprint"})
_CLASSES = ("Agency", "Organization", "Person", "Programme", "Event", "Product", "Document", "Place", "Indicator", "Period")
_CHINA = "100000"
_BATCH = 500
"""How many edges are asked for at once."""
_HEAVY = 100
"""Of an edge in more documents than so many, not all are fetched."""


@dataclass(frozen=True, slots=True)
class Edge:
    """That two things stand together in `weight` documents, from the `first` to the `last` day (ISO, empty if no day is told)."""

    iri: str
    kind: str
    one: str
    other: str
    weight: int
    first: str = ""
    last: str = ""

    @property
    def directed(self) -> bool:
        """Whether it leads from one end to the other."""
        return self.kind in _DIRECTED


@dataclass(frozen=True, slots=True)
class Choice:
    """Which edges count: in `minimum` documents or more, told of days between two (ISO), both ends of a class and level, and in a place.

    An empty field chooses nothing out; an edge of no day is none of a period.
    """

    since: str = ""
    until: str = ""
    kind: str = ""
    level: str = ""
    minimum: int = 1
    place: str = ""


class Nodes:
    """What is known of the ends of edges, each asked for once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kinds: dict[str, str] = {}
        self._places: dict[str, tuple[str, str]] = {}

    def kind(self, iri: str) -> str:
        """The class of a thing."""
        if iri not in self._kinds:
            self._kinds[iri] = kind_of(self._store, iri)
        return self._kinds[iri]

    def place(self, iri: str) -> tuple[str, str]:
        """The place that a thing is of, and its level."""
        if iri not in self._places:
            place = place_of(self._store, iri)
            self._places[iri] = (place, level_of(self._store, place))
        return self._places[iri]

    def __getitem__(self, iri: str) -> dict[str, str]:
        place, level = self.place(iri)
        return {"label": label_of(self._store, iri), "kind": self.kind(iri), "level": level, "place": place}

    def suit(self, one: str, other: str, choice: Choice) -> bool:
        """Whether both ends are of the class and level chosen, and in the place."""
        return all(
            (not choice.kind or self.kind(end) == choice.kind)
            and (not choice.level or self.place(end)[1] == choice.level)
            and (not choice.place or self._lies(end, choice.place))
            for end in (one, other)
        )

    def _lies(self, iri: str, whole: str) -> bool:
        """Whether what a thing is of is a place, or in it."""
        place = self.place(iri)[0]
        while place and place != whole:
            place = next(iter(_objects(self._store, place, KG.parent)), "")
        return place == whole


def edges(store: Store, kind: str, choice: Choice = Choice(), most: int | None = None) -> tuple[list[Edge], int]:
    """The edges of a kind that are as chosen, the heaviest first, no more than `most`; and how many there are."""
    nodes = Nodes(store)
    rows = cells(run(store, page("edges"), {"kind": kind, "minimum": str(choice.minimum)}))
    chosen = [edge for edge, one, other in rows if nodes.suit(one, other, choice)]
    timed = bool(choice.since or choice.until)
    found = [edge for some in _batches(chosen if timed else chosen[:most]) for edge in _read(store, some) if _within(edge, choice)]
    return found[:most], len(found) if timed else len(chosen)


def around(store: Store, iri: str, choice: Choice = Choice(), more: Iterable[Edge] = (), most: int = 40) -> list[Edge]:
    """The edges between a thing and those that stand with it most, and between these, the heaviest first.

    `more` are edges of the thing that no build derived; of all its neighbours the `most` heaviest count.
    """
    nodes = Nodes(store)
    own = [*_read(store, [*_ending(store, KG.one, [iri]), *_ending(store, KG.other, [iri])]), *more]
    own = [edge for edge in own if _fits(nodes, edge, choice)]
    weights: Counter[str] = Counter()
    for edge in own:
        weights[edge.other if edge.one == iri else edge.one] += edge.weight
    chosen = sorted(weights, key=lambda end: (-weights[end], end))[: most - 1]
    among = _read(store, sorted(_ending(store, KG.one, chosen) & _ending(store, KG.other, chosen)))
    found = [edge for edge in own if {edge.one, edge.other} <= {iri, *chosen}]
    found += [edge for edge in among if _fits(nodes, edge, choice)]
    return sorted(found, key=lambda edge: (-edge.weight, edge.one, edge.other, edge.kind))


def _fits(nodes: Nodes, edge: Edge, choice: Choice) -> bool:
    return edge.weight >= choice.minimum and _within(edge, choice) and nodes.suit(edge.one, edge.other, choice)


def resting(store: Store, some: Sequence[Edge], most: int) -> dict[str, list[str]]:
    """Documents that edges rest on, no more than `most` for each, by the edge's IRI; of heavy edges those that are found first."""
    found: dict[str, list[str]] = {}
    for few in _batches([edge.iri for edge in some if edge.weight <= _HEAVY]):
        for iri, document in cells(run(store, page("edge-documents"), {"edge": few})):
            found.setdefault(iri, []).append(document)
    for edge in some:
        if edge.weight > _HEAVY:
            text = bound(page("edge-documents"), {"edge": edge.iri}, store.base)
            found[edge.iri] = [row[1] for row in cells(answer(store, f"{text.rpartition('ORDER BY')[0]} LIMIT {most}"))]
    return {iri: documents[:most] for iri, documents in found.items()}


def _ending(store: Store, side: str, things: Iterable[str]) -> set[str]:
    """The edges that have any of the things at one side."""
    return {edge for thing in things for edge in store.pointing(rebased(side, store.base), NamedNode(thing))}


def between(store: Store, one: str, other: str, kind: str) -> list[Edge]:
    """The edges of a kind between two things."""
    ends = [one, other]
    return [edge for edge in _read(store, sorted(_ending(store, KG.one, ends) & _ending(store, KG.other, ends))) if edge.kind == kind]


def graph(store: Store, found: Iterable[Edge]) -> nx.Graph:
    """The edges as a graph: directed if all of them are, undirected if none is, with several edges a pair if some are and some are not."""
    some = list(found)
    directed = {edge.directed for edge in some}
    woven: Any = nx.MultiDiGraph() if len(directed) > 1 else nx.DiGraph() if True in directed else nx.Graph()
    if len({edge.kind for edge in some}) > 1 and not woven.is_multigraph():
        woven = nx.MultiDiGraph() if woven.is_directed() else nx.MultiGraph()
    nodes = Nodes(store)
    for iri in sorted({end for edge in some for end in (edge.one, edge.other)}):
        woven.add_node(iri, **nodes[iri])
    for edge in some:
        told = {"kind": edge.kind, "weight": edge.weight, "first": edge.first, "last": edge.last}
        woven.add_edge(edge.one, edge.other, **({"key": edge.kind} if woven.is_multigraph() else {}), **told)
    return woven


def place_of(store: Store, iri: str) -> str:
    """The place that a thing is of: a place itself, an institution's, or that of who issued a document; empty if none is told."""
    if _is(iri, "place"):
        return iri
    placed = _objects(store, iri, KG.place)
    if not placed and not _is(iri, "agency"):
        issuers = [issuer for document in (iri, *_objects(store, iri, OWL.sameAs)) for issuer in _objects(store, document, KG.issuedBy)]
        placed = [place for issuer in issuers for place in _objects(store, issuer, KG.place)]
    return placed[0] if placed else ""


def level_of(store: Store, place: str) -> str:
    """The administrative level of a place, empty if it has none."""
    if not place:
        return ""
    code = local(place)
    if code == _CHINA:
        return LEVELS[0]
    told = [quad.object.value for quad in store.match(place, rebased(KG.level, store.base)) if isinstance(quad.object, Literal)]
    if told:
        return told[0]
    return LEVELS[-1] if code.isdigit() and len(code) > 6 else ""


def kind_of(store: Store, iri: str) -> str:
    """The class of a thing by which it is told apart: the widest that a mention may have, else its own; empty if it has none."""
    kinds = [quad.object.value for quad in store.match(iri, RDF.type) if isinstance(quad.object, NamedNode)]
    return widest(*sorted(kinds))


@cache
def widest(*kinds: str) -> str:
    """Of classes, by IRI or local name, the local name of the widest that a mention may have, else of the first."""
    names = [name for kind in kinds for name in _above(local(kind))]
    return next((name for name in _CLASSES if name in names), local(kinds[0]) if kinds else "")


def _above(name: str) -> tuple[str, ...]:
    return tuple(map(local, above(name))) if f"{_terms()}{name}" in KG else (name,)


@cache
def _terms() -> str:
    return KG.Entity.removesuffix("Entity")


def _is(iri: str, kind: str) -> bool:
    return iri.rpartition("/id/")[2].startswith(kind + "/")


def _objects(store: Store, iri: str, predicate: str) -> list[str]:
    found: Iterator[Any] = (quad.object for quad in store.match(iri, rebased(predicate, store.base)))
    return [value.value for value in found if isinstance(value, NamedNode)]


def _within(edge: Edge, choice: Choice) -> bool:
    """Whether an edge is told of days between two; days are compared as far as both are told."""
    if not choice.since and not choice.until:
        return True
    if not edge.first:
        return False
    return _prefix(edge.last, choice.since, str.__ge__) and _prefix(edge.first, choice.until, str.__le__)


def _prefix(day: str, bound: str, compare: Callable[[str, str], bool]) -> bool:
    shared = min(len(day), len(bound))
    return compare(day[:shared], bound[:shared])


def _read(store: Store, iris: Sequence[str]) -> list[Edge]:
    """The edges with these IRIs, the heaviest first."""
    rows = cells(run(store, page("edge"), {"edge": iris}))
    return [Edge(edge, kind, one, other, int(weight), first, last) for edge, kind, one, other, weight, first, last in rows]


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))
