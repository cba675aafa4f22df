"""Ties → a networkx graph: those of a period, a level and a place, each pair an edge that tells its documents and days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from typing import Any

import networkx as nx

from kg.network import Nodes
from kg.ties import Papers, Places, Tie
from kg.vocabulary import KG

_GAP = timedelta(days=366)
"""Days no further apart belong to one spell."""

Pair = tuple[str, str]
Acts = dict[str, list[Tie]]
"""The documents that tie two ends, each with all that tells of it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a network is wanted: documents of days from `since` to `until` (ISO, or a part of it), ends of a level and of a place with
    all below it, ties of `minimum` documents or more, and predecessors taken as their successors (`fold`).

    An empty field cuts nothing off. A document of no day is none of a period. Of two modes level and place ask for the first alone.
    """

    since: str = ""
    until: str = ""
    level: str = ""
    place: str = ""
    minimum: int = 1
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """How ties become a graph: the kind of its edges; whether they have a direction; whether they tie things of two kinds, of which
    `side` (0 or 1) is kept, tied by what it shares, or both (None)."""

    name: str
    kind: str
    directed: bool = False
    two_mode: bool = False
    side: int | None = None


class Weaver:
    """Makes graphs of the same ties, read once."""

    def __init__(self, papers: Papers, pattern: Pattern, ties: Iterable[Tie]) -> None:
        self.papers, self.pattern, self.ties = papers, pattern, sorted(set(ties), key=_order)
        self._nodes, self._suits = Nodes(papers.store), dict[tuple[str, Cut], bool]()

    def woven(self, cut: Cut) -> Any:
        """The graph of the ties that are wanted; the same ties give the same graph, in the same order."""
        pairs = self._pairs(cut)
        pattern, left, right = self.pattern, {one for one, _ in pairs}, {other for _, other in pairs}
        graph: Any = nx.DiGraph() if pattern.directed else nx.Graph()
        graph.graph |= {"name": pattern.name, "since": cut.since, "until": cut.until, "base": self.papers.store.base}
        found = _shared(pairs, pattern.side) if pattern.side is not None else {pair: _told(told) for pair, told in pairs.items()}
        found = {pair: told for pair, told in sorted(found.items()) if told["weight"] >= cut.minimum}
        for node in sorted({end for pair in found for end in pair}):
            graph.add_node(node, **self._node(node))
            if pattern.two_mode and pattern.side is None:
                graph.nodes[node]["bipartite"] = int(node in right and node not in left)
        for pair, told in found.items():
            graph.add_edge(*pair, kind=pattern.kind, **told)
        return graph

    def _pairs(self, cut: Cut) -> dict[Pair, Acts]:
        found: dict[Pair, Acts] = {}
        for tie in self.ties:
            if not within(tie.day, cut.since, cut.until):
                continue
            one, other = (self._heirs(tie.one), self._heirs(tie.other)) if cut.fold else (tie.one, tie.other)
            if one == other or not self._suit(one, cut) or not (self.pattern.two_mode or self._suit(other, cut)):
                continue
            pair = (one, other) if self.pattern.directed or self.pattern.two_mode else (min(one, other), max(one, other))
            found.setdefault(pair, {}).setdefault(tie.act, []).append(tie)
        return found

    def _node(self, iri: str) -> dict[str, str]:
        told = self._nodes[iri]
        return told | {"day": self.papers.day(iri)} if told["kind"] == "Document" else told

    def _suit(self, iri: str, cut: Cut) -> bool:
        """Whether a thing is of the level and place wanted."""
        if not cut.level and not cut.place:
            return True
        if (iri, cut) not in self._suits:
            place, level = self._nodes.place(iri)
            fits = not cut.level or level == cut.level
            self._suits[iri, cut] = fits and (not cut.place or self._places.lies(place, cut.place))
        return self._suits[iri, cut]

    @cached_property
    def _places(self) -> Places:
        return Places(self.papers.store)

    def _heirs(self, iri: str) -> str:
        """What an agency became, through all reforms: its one successor, else the agency of the same place whose body is its body's one.

        What was divided among several, and what became a body that this graph does not have, stays what it is.
        """
        seen = {iri}
        while (heir := self._heir(iri)) and heir not in seen:
            seen.add(heir)
            iri = heir
        return iri

    def _heir(self, iri: str) -> str:
        own = self._successors.get(iri, [])
        if own:
            return own[0] if len(own) == 1 else ""
        place, _, body = iri.rpartition("/")
        later = self._successors.get(f"{self.papers.store.base}id/body/{body}", [])
        heir = f"{place}/{later[0].rpartition('/')[2]}" if len(later) == 1 and "/id/agency/" in iri else ""
        return heir if heir and self.papers.store.match(heir, None) else ""

    @cached_property
    def _successors(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for former, later in self.papers.pairs(KG.successor):
            found.setdefault(former, []).append(later)
        return found


def _order(tie: Tie) -> tuple[str, ...]:
    """Ties by their ends first; comparing them as they are takes much longer."""
    return tie.one, tie.other, tie.act, tie.day, tie.source


def within(day: str, since: str, until: str) -> bool:
    """Whether a day, as far as it is told, is one of a period; no day is one of no period alone."""
    if not since and not until:
        return True
    return bool(day) and day[: len(since)] >= since[: len(day)] and (not until or day[: len(until)] <= until[: len(day)])


def spells(days: Iterable[str]) -> list[list[str]]:
    """The times that days make, each from its first to its last, without a gap of more than a year; a month or year is all of its days."""
    found: list[list[date]] = []
    for first, last in sorted(_span(day) for day in days):
        if found and first - found[-1][1] <= _GAP:
            found[-1][1] = max(found[-1][1], last)
        else:
            found.append([first, last])
    return [[first.isoformat(), last.isoformat()] for first, last in found]


def _span(day: str) -> tuple[date, date]:
    """The first and the last day of a day, month or year."""
    first = date.fromisoformat(f"{day}-01-01"[:10])
    if len(day) == 10:
        return first, first
    after = date(first.year + 1, 1, 1) if len(day) == 4 or first.month == 12 else date(first.year, first.month + 1, 1)
    return first, after - timedelta(days=1)


def _told(acts: Acts) -> dict[str, Any]:
    """What an edge tells of its documents: how many they are, their days, and the documents that say so."""
    days = sorted(filter(None, map(_day, acts.values())))
    first, last = (days[0], days[-1]) if days else ("", "")
    sources = sorted({tie.source for ties in acts.values() for tie in ties})
    return {"weight": len(acts), "first": first, "last": last, "documents": sources, "spells": spells(days)}


def _day(ties: list[Tie]) -> str:
    """The first day that is told of a document."""
    return min((tie.day for tie in ties if tie.day), default="")


def _shared(pairs: dict[Pair, Acts], side: int) -> dict[Pair, dict[str, Any]]:
    """The ties among the things of one side: how many of the other they share, from when on both were tied to one of these."""
    by_thing: dict[str, dict[str, Acts]] = {}
    for pair, acts in pairs.items():
        by_thing.setdefault(pair[1 - side], {})[pair[side]] = acts
    counts: dict[Pair, int] = {}
    rests: dict[Pair, Acts] = {}
    begins: dict[Pair, list[str]] = {}
    for _, tied in sorted(by_thing.items()):
        starts = {end: min(filter(None, map(_day, acts.values())), default="") for end, acts in tied.items()}
        for pair in combinations(sorted(tied), 2):
            counts[pair] = counts.get(pair, 0) + 1
            rests.setdefault(pair, {}).update(tied[pair[0]] | tied[pair[1]])
            if starts[pair[0]] and starts[pair[1]]:
                begins.setdefault(pair, []).append(max(starts[pair[0]], starts[pair[1]]))
    found = {}
    for pair, acts in rests.items():
        told = _told(acts)
        found[pair] = told | {"weight": counts[pair], "first": min(begins.get(pair, [told["first"]]))}
    return found
