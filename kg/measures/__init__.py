"""Measures of networks: of every node, and of the whole; each says in its docstring what it is and whose.

A measure is a function of a `Net`; it is called as it is named, and what is measured stands in the two lists.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import networkx as nx

from kg.errors import QueryError
from kg.measures.centrality import betweenness, centralisation, closeness, degree, eigenvector, in_degree, out_degree, weighted_degree
from kg.measures.cohesion import closure, clustering, cohesion, communities, component, core_number, leiden, louvain
from kg.measures.groups import breadth, depth, ei_level, ei_place, outwardness, role
from kg.measures.holes import constraint, effective_size
from kg.measures.net import Net, Value, Values, rounded
from kg.measures.paths import main_path, path_figures
from kg.measures.periphery import core, core_fit, coreness

Measure = Callable[[Net], Values]
Whole = Callable[[Net], dict[str, Any]]

MEASURES: tuple[Measure, ...] = (
    degree,
    weighted_degree,
    in_degree,
    out_degree,
    betweenness,
    closeness,
    eigenvector,
    constraint,
    effective_size,
    clustering,
    component,
    core_number,
    core,
    coreness,
    louvain,
    leiden,
    ei_level,
    ei_place,
    breadth,
    depth,
    role,
    main_path,
)
"""Every measure of nodes."""
FIGURES: tuple[Whole, ...] = (cohesion, closure, centralisation, core_fit, communities, outwardness, path_figures)
"""Everything that is told of a whole network."""


def names() -> list[str]:
    """What the measures of nodes are called."""
    return [measure.__name__ for measure in MEASURES]


def chosen(wanted: Iterable[str]) -> list[Measure]:
    """The measures of these names (`all` for every one), `-` as `_`; an unknown one is a QueryError that lists what there is."""
    known = {measure.__name__: measure for measure in MEASURES}
    found: dict[str, Measure] = {}
    for name in wanted:
        plain = name.strip().replace("-", "_")
        if plain != "all" and plain not in known:
            raise QueryError(f"there is no measure {name.strip()!r}; there are: {', '.join(known)}; or all.")
        found |= known if plain == "all" else {plain: known[plain]}
    return list(found.values())


def measured(graph: "nx.Graph[Any]", wanted: Iterable[str], net: Net | None = None) -> Any:
    """A copy of the graph with the measures of these names as attributes of its nodes; a node that a measure has no value for has none.

    `net` is the graph prepared, if more is to be asked of it.
    """
    some, copy, net = chosen(wanted), graph.copy(), net or Net(graph)
    for measure in some:
        for node, value in measure(net).items():
            copy.nodes[node][measure.__name__] = value
    return copy


def figures(graph: "nx.Graph[Any]", wanted: Sequence[Whole] = FIGURES, net: Net | None = None) -> dict[str, Value]:
    """What is told of the whole network, by name, floats to nine digits."""
    net = net or Net(graph)
    return {name: rounded(value) for whole in wanted for name, value in whole(net).items()}


def about(measure: Measure | Whole) -> str:
    """What a measure is, in one sentence."""
    return (measure.__doc__ or "").strip().split("\n")[0]
