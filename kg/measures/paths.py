"""The main path of a citation network: the chain along which most ways from the newest documents to the oldest lead."""

from itertools import pairwise
from typing import Any

import networkx as nx

from kg.measures.net import Net, Values

Arrow = tuple[Any, Any]


def main_path(net: Net) -> Values:
    """The place on the main path, 1 for the oldest document, and 0 for what is not on it; of no node if there are no arrows.

    The main path is the one with the greatest sum of search path counts (Hummon & Doreian 1989; SPC and critical path: Batagelj 2003).
    """
    if not net.graph.is_directed():
        return {}
    path = {node: step for step, node in enumerate(net.once(chain), 1)}
    return {node: path.get(node, 0) for node in net.nodes}


def path_figures(net: Net) -> dict[str, int]:
    """How many documents the main path has, and how many arrows were left out because they lead around in circles."""
    if not net.graph.is_directed():
        return {}
    arrows = {(one, other) for one, other in net.graph.edges() if one != other}
    return {"main_path_length": len(net.once(chain)), "circular_arrows": len(arrows) - net.once(_acyclic).number_of_edges()}


def chain(net: Net) -> list[Any]:
    """The documents of the main path, the oldest first; where several ways are as good, the one of the name that comes first."""
    woven = net.once(_acyclic)
    counts = search_path_counts(woven)
    total, onward = dict.fromkeys(woven, 0), dict[Any, Any]()
    for node in reversed(list(nx.topological_sort(woven))):  # what a document cites comes before it
        for cited in sorted(woven.successors(node)):
            if counts[node, cited] + total[cited] > total[node]:
                total[node], onward[node] = counts[node, cited] + total[cited], cited
    path = [max(sorted(woven), key=lambda node: total[node])] if counts else []
    while path and path[-1] in onward:
        path.append(onward[path[-1]])
    return path[::-1]


def search_path_counts(woven: Any) -> dict[Arrow, int]:
    """For every arrow of an acyclic graph how many ways from a source to a sink use it (SPC, Batagelj 2003)."""
    order = list(nx.topological_sort(woven))
    down, up = dict.fromkeys(order, 0), dict.fromkeys(order, 0)
    for node in order:
        down[node] = sum(down[before] for before in woven.predecessors(node)) or 1
    for node in reversed(order):
        up[node] = sum(up[after] for after in woven.successors(node)) or 1
    return {(one, other): down[one] * up[other] for one, other in woven.edges()}


def acyclic(graph: Any) -> Any:
    """The graph without circles: where documents cite in a circle, arrows to a later one go, and if it still is one all between them.

    Circles are what strong components are (Batagelj 2003 shrinks them, which would lose the documents); days are the nodes' `day`.
    """
    woven = nx.DiGraph()
    woven.add_nodes_from(sorted(graph))
    woven.add_edges_from(sorted({(one, other) for one, other in graph.edges() if one != other}))
    day = {node: str(graph.nodes[node].get("day") or "") for node in graph}
    inner = _circular(woven)
    woven.remove_edges_from((one, other) for one, other in inner if day[one] and day[other] > day[one])
    woven.remove_edges_from(_circular(woven))
    return woven


def _acyclic(net: Net) -> Any:
    return acyclic(net.graph)


def _circular(woven: Any) -> list[Arrow]:
    """The arrows within strong components."""
    part = {node: number for number, some in enumerate(nx.strongly_connected_components(woven)) for node in some}
    return [(one, other) for one, other in woven.edges() if part[one] == part[other]]


def on_path(net: Net) -> list[Arrow]:
    """The arrows of the main path, as they stand in the graph."""
    return [(later, earlier) for earlier, later in pairwise(net.once(chain))]
