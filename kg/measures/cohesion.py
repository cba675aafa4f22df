"""How a network holds together: clustering, components, k-cores and communities."""

from collections.abc import Callable
from typing import Any

import networkx as nx

from kg.measures.net import Net, Values

Method = Callable[[Any], Any]
"""Makes of a graph of networkit what finds its communities."""


def clustering(net: Net) -> Values:
    """The share of pairs of a node's neighbours that are tied (Watts & Strogatz 1998); 0 for fewer than two neighbours."""
    return net.values(net.once(_clustering))


def _triangles(net: Net) -> list[int]:
    found = nx.triangles(net.plain)
    return [found[node] for node in range(net.size)]


def _clustering(net: Net) -> list[float]:
    corners = zip(net.once(_triangles), net.degrees, strict=True)
    return [2 * triangles / (ties * (ties - 1)) if ties > 1 else 0.0 for triangles, ties in corners]


def component(net: Net) -> Values:
    """The number of the connected component, 1 for the largest."""
    return _numbered(net, net.components)


def core_number(net: Net) -> Values:
    """The largest k for which a node is in the k-core, where all have k neighbours in it (Seidman 1983; Batagelj & Zaversnik 2003)."""
    return net.values(net.once(_cores))


def _cores(net: Net) -> list[int]:
    found = nx.core_number(net.plain)
    return [found[node] for node in range(net.size)]


def louvain(net: Net) -> Values:
    """The number of the community by the Louvain method, 1 for the largest (Blondel et al. 2008); weights count, the seed is fixed."""
    return _numbered(net, net.once(louvain_parts))


def leiden(net: Net) -> Values:
    """The number of the community by the Leiden method, 1 for the largest (Traag, Waltman & van Eck 2019), as Louvain."""
    return _numbered(net, net.once(leiden_parts))


def louvain_parts(net: Net) -> list[list[int]]:
    """The communities by the Louvain method, the largest first."""
    from networkit.community import PLM

    return _communities(net, lambda kit: PLM(kit, refine=False, par="none"))


def leiden_parts(net: Net) -> list[list[int]]:
    """The communities by the Leiden method, the largest first."""
    from networkit.community import ParallelLeiden

    return _communities(net, lambda kit: ParallelLeiden(kit, iterations=10))


def _communities(net: Net, method: Method) -> list[list[int]]:
    if not net.weights:
        return [[node] for node in range(net.size)]
    run = method(net.kit(weighted=True))
    run.run()
    parts: dict[int, list[int]] = {}
    for node, part in enumerate(run.getPartition().getVector()):
        parts.setdefault(part, []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part))


def _numbered(net: Net, parts: list[list[int]]) -> Values:
    found = {node: number for number, part in enumerate(parts, 1) for node in part}
    return net.values([found[node] for node in range(net.size)])


def modularity(net: Net, parts: list[list[int]]) -> float:
    """How much more of the weight lies within the parts than chance would put there (Newman & Girvan 2004)."""
    return float(nx.community.modularity(net.plain, parts)) if net.weights else 0.0


def cohesion(net: Net) -> dict[str, int | float]:
    """Nodes, edges, density (Wasserman & Faust 1994), mean degree, components, and the greatest core number (degeneracy)."""
    count, ties = net.size, len(net.weights)
    return {
        "nodes": count,
        "edges": ties,
        "density": 2 * ties / (count * (count - 1)) if count > 1 else 0.0,
        "mean_degree": 2 * ties / count if count else 0.0,
        "isolates": sum(1 for value in net.degrees if not value),
        "components": len(net.components),
        "largest_component": len(net.components[0]) if count else 0,
        "degeneracy": max(net.once(_cores), default=0),
    }


def closure(net: Net) -> dict[str, float]:
    """The share of connected triples that are closed (transitivity: Newman, Watts & Strogatz 2002), and the mean of nodes' clustering."""
    triples = sum(ties * (ties - 1) for ties in net.degrees)
    closed = 2 * sum(net.once(_triangles)) / triples if triples else 0.0
    return {"transitivity": closed, "mean_clustering": sum(net.once(_clustering)) / net.size if net.size else 0.0}


def communities(net: Net) -> dict[str, int | float]:
    """How many communities the Louvain and the Leiden method find, and their modularity."""
    found: dict[str, int | float] = {}
    for name, parts in (("louvain", net.once(louvain_parts)), ("leiden", net.once(leiden_parts))):
        found |= {f"{name}_communities": len(parts), f"{name}_modularity": modularity(net, parts)}
    return found
