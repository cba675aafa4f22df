"""What the files of a network have in common: its nodes and edges in one order, with attributes that every format can hold.

The order depends on nothing but the network: nodes by id, edges by their ends and then by what is told of them.
"""

import math
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import networkx as nx

from kg.vocabulary import local

Value = str | int | float | bool
Told = dict[str, Any]

COLOURS = {
    "Agency": "#2668ab",
    "Organization": "#00544e",
    "Place": "#55713f",
    "Programme": "#662082",
    "Product": "#8a4a00",
    "Document": "#33475a",
    "Event": "#b3318b",
    "Person": "#4d3f00",
    "Indicator": "#2745bc",
    "Other": "#66686e",
}
"""The colour of each kind on paper, as on the pages of the server; a kind that is not here is Other."""
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTH_DAYS = 31


@dataclass(frozen=True, slots=True)
class Node:
    """A node by its id, with attributes whose values are text, numbers, booleans or lists."""

    id: str
    told: Told

    @property
    def label(self) -> str:
        """What it is called, else what is left of its id."""
        return str(self.told.get("label") or local(self.id) or self.id)

    @property
    def kind(self) -> str:
        """The kind whose colour it has."""
        kind = str(self.told.get("kind", ""))
        return kind if kind in COLOURS else "Other"


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge from `one` to `other`; undirected ones lead from the lesser id."""

    one: str
    other: str
    told: Told

    @property
    def weight(self) -> int | float:
        """In how many documents, 1 if it is not told."""
        weight = self.told.get("weight", 1)
        return weight if isinstance(weight, int | float) else 1


class Parts:
    """A network as files tell it."""

    def __init__(self, network: nx.Graph) -> None:
        self._network: Any = network
        self.name = text_of(network.graph.get("name", "")) or "network"
        self.directed: bool = network.is_directed()
        self.multi: bool = network.is_multigraph()

    @property
    def told(self) -> Told:
        """What is told of the whole network."""
        return tidy(self._network.graph)

    def nodes(self) -> Iterator[Node]:
        """The nodes by id."""
        return (Node(text_of(node), tidy(told)) for node, told in self._node_rows)

    def edges(self) -> Iterator[Edge]:
        """The edges by their ends, several between two in an order of what is told of them."""
        return (Edge(text_of(one), text_of(other), tidy(told)) for one, other, told in self._edge_rows)

    @cached_property
    def _node_rows(self) -> list[tuple[str, Told]]:
        return sorted(self._network.nodes(data=True), key=lambda row: str(row[0]))

    @cached_property
    def _edge_rows(self) -> list[tuple[str, str, Told]]:
        rows = [self._row(one, other, told) for one, other, told in self._network.edges(data=True)]
        rows.sort(key=(lambda row: (row[0], row[1], repr(sorted(row[2].items())))) if self.multi else (lambda row: row[:2]))
        return rows

    def _row(self, one: object, other: object, told: Told) -> tuple[str, str, Told]:
        ends = (str(one), str(other))
        return (*(ends if self.directed else (min(ends), max(ends))), told)

    def counts(self) -> tuple[int, int]:
        """How many nodes and edges there are."""
        return self._network.number_of_nodes(), self._network.number_of_edges()

    def node_columns(self, *leave: str) -> dict[str, str]:
        """The attributes that some nodes have, by name, each with its type: integer, double, boolean, list or string."""
        return columns((told for _, told in self._node_rows), leave)

    def edge_columns(self, *leave: str) -> dict[str, str]:
        """The same for edges."""
        return columns((told for *_, told in self._edge_rows), leave)

    def strengths(self) -> dict[str, float]:
        """By id of node the weights of its edges together."""
        found: dict[str, float] = {}
        for one, other, told in self._edge_rows:
            weight = Edge(one, other, told).weight
            for end in {text_of(one), text_of(other)}:
                found[end] = found.get(end, 0) + weight
        return found

    def spans(self) -> dict[str, list[tuple[str, str]]]:
        """When each node is there: in its own spells, else from its day on, else while its edges are; nothing stands for always."""
        found: dict[str, list[tuple[str, str]]] = {}
        always: set[str] = set()
        for one, other, told in self._edge_rows:
            times = spells(told)
            for end in (one, other):
                if times:
                    found.setdefault(end, []).extend(times)
                else:
                    always.add(end)
        latest = max((end for times in found.values() for _, end in times), default="")
        for node, told in self._node_rows:
            iri, since = str(node), day(str(told.get("day", "")))
            own = spells({"spells": told["spells"]}) if told.get("spells") else []
            if own or (since and since <= latest):
                found[iri] = own or [(min([since, *(start for start, _ in found.get(iri, []))]), latest)]
            elif iri in always:
                found[iri] = []
        return {text_of(node): _merged(times) for node, times in found.items()}

    def names(self) -> dict[str, str]:
        """By id of node its label, with what is left of the id in brackets where several have the same, as no two may."""
        nodes = [(node.id, node.label) for node in self.nodes()]
        times: dict[str, int] = {}
        for _, label in nodes:
            times[label] = times.get(label, 0) + 1
        found: dict[str, str] = {}
        taken: set[str] = set()
        for iri, label in nodes:
            name = label if times[label] == 1 else f"{label} ({local(iri) or iri})"
            found[iri] = name if name not in taken else f"{label} ({iri})"
            taken.add(found[iri])
        return found


_TYPES = {bool: "boolean", int: "integer", float: "double", list: "list", tuple: "list", str: "string"}


def columns(told: Iterable[Mapping[Any, Any]], leave: Iterable[str] = ()) -> dict[str, str]:
    """Which attributes are told, by name, each with the type that holds all its values."""
    types: dict[str, set[str]] = {}
    for one in told:
        for name, value in one.items():
            known = type(value) if type(value) in _TYPES else type(_value(value))
            if known is not type(None) and (known is not float or math.isfinite(value)):
                types.setdefault(name, set()).add(_TYPES.get(known, "string"))
    left = {*leave}
    return {text_of(name): _common(types[name]) for name in sorted(types, key=str) if name not in left}


def _common(types: set[str]) -> str:
    """The type that holds values of all these types."""
    if len(types) == 1:
        return next(iter(types))
    return "double" if types == {"integer", "double"} else "string"


def tidy(told: Mapping[Any, Any]) -> Told:
    """Attributes that any format can hold: what is nothing, or no finite number, is left out; days and others become text."""
    found = {text_of(name): _value(value) for name, value in told.items()}
    return {name: value for name, value in found.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return text_of(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return [_value(part) for part in value]
    if isinstance(value, set | frozenset):
        return sorted(text_of(part) for part in value)
    if isinstance(value, dict):
        return tidy(value)
    if hasattr(value, "item"):  # a number of numpy
        value = value.item()
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return text_of(value)


def text_of(value: object) -> str:
    """A value as text without characters that XML cannot hold."""
    if isinstance(value, str) and value.isprintable():
        return value
    return _UNREADABLE.sub("", str(value))


def flat(value: Any) -> Value:
    """A value in one cell: several ones with spaces between, the two ends of a spell with a slash."""
    if isinstance(value, list):
        return " ".join("/".join(map(str, part)) if isinstance(part, list) else str(part) for part in value)
    return value if isinstance(value, str | int | float | bool) else str(value)


@lru_cache(maxsize=100_000)
def day(text: str, *, last: bool = False) -> str:
    """The first, or the last, day of what a day, month or year stands for; empty if there is none."""
    match = _DAY.fullmatch(text)
    if not match:
        return ""
    year, month, number = int(match[1]), int(match[2] or (12 if last else 1)), int(match[3] or (_MONTH_DAYS if last else 1))
    if not year or not 1 <= month <= 12 or not number:
        return ""
    return f"{year:04}-{month:02}-{min(number, monthrange(year, month)[1]):02}"


def spells(told: Told) -> list[tuple[str, str]]:
    """When something is: its spells, or from its first to its last day; whole days, empty if none is told."""
    given = told.get("spells") or [[told.get("first", ""), told.get("last", "") or told.get("first", "")]]
    found = {(day(str(start)), day(str(end), last=True)) for start, end in given}
    return sorted((start, end) for start, end in found if start and end and start <= end)


def _merged(times: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The times without overlaps."""
    found: list[tuple[str, str]] = []
    for start, end in sorted(times):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
