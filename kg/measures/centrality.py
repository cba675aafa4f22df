"""Who stands in the middle: degree, betweenness, closeness, eigenvector; and how much the network turns around its middle."""

import random
from typing import Any

import networkx as nx

from kg.measures.net import SEED, Net, Values

_EXACT = 500_000_000
"""Up to so many steps (nodes × edges) shortest paths are counted from every node, beyond from a sample of them."""
_SAMPLED = 256
"""From how many nodes then."""
_TURNS = 10_000
_STILL = 1e-12


def degree(net: Net) -> Values:
    """How many neighbours a node has: degree centrality, not normalised (Freeman 1979)."""
    return net.values(net.degrees)


def weighted_degree(net: Net) -> Values:
    """The summed weight of a node's ties: node strength (Barrat et al. 2004)."""
    total = [0.0] * net.size
    for (one, other), weight in net.weights.items():
        total[one] += weight
        total[other] += weight
    return net.values([int(value) if value == int(value) else value for value in total])


def in_degree(net: Net) -> Values:
    """How many nodes have an arrow to this one: degree prestige, not normalised (Wasserman & Faust 1994). Without arrows none has it."""
    return _arrows(net, "predecessors")


def out_degree(net: Net) -> Values:
    """How many nodes this one has an arrow to: expansiveness (Wasserman & Faust 1994). Without arrows none has it."""
    return _arrows(net, "successors")


def _arrows(net: Net, side: str) -> Values:
    if not net.graph.is_directed():
        return {}
    ends = getattr(net.graph, side)
    return {node: len(set(ends(node)) - {node}) for node in net.nodes}


def betweenness(net: Net) -> Values:
    """The share of shortest paths between two others that pass a node, 0 to 1, weights left aside (Freeman 1977; Brandes 2001).

    In a large network it is estimated from paths of 256 nodes, drawn from a fixed seed (Geisberger, Sanders & Schultes 2008).
    """
    return net.values(net.once(_between))


def _between(net: Net) -> list[float]:
    from networkit.centrality import Betweenness, EstimateBetweenness

    if net.size < 3:
        return [0.0] * net.size
    kit = net.kit(weighted=False)
    counted = Betweenness(kit, normalized=True) if _small(net) else EstimateBetweenness(kit, _SAMPLED, normalized=True)
    counted.run()
    return [float(value) for value in counted.scores()]


def closeness(net: Net) -> Values:
    """How near all that a node reaches are, times the share that it reaches (Freeman 1979; Wasserman & Faust 1994, for parts apart).

    In large components the mean distance is estimated from 256 nodes, drawn from a fixed seed (Eppstein & Wang 2004).
    """
    return net.values(net.once(_close))


def _close(net: Net) -> list[float]:
    draw, found = random.Random(SEED), [0.0] * net.size
    for part in net.components:
        if len(part) > 1:
            exact = _small(net) or len(part) <= _SAMPLED
            pivots = part if exact else sorted(draw.sample(part, _SAMPLED))
            chosen, share = set(pivots), (len(part) - 1) / (net.size - 1)
            for node, far in zip(part, _distances(net, part, pivots), strict=True):
                found[node] = share * (len(pivots) - (node in chosen)) / far
    return found


def _distances(net: Net, part: list[int], pivots: list[int]) -> list[float]:
    """The distances of the nodes of a component to some of them, summed; all its nodes are within reach."""
    if len(part) <= _SAMPLED:  # networkit would tell every distance in the network
        lengths = [nx.single_source_shortest_path_length(net.plain, node) for node in part]
        return [float(sum(some.values())) for some in lengths]
    import numpy as np
    from networkit.distance import BFS

    kit, far = net.once(_unweighted), np.zeros(len(part))
    for pivot in pivots:
        search = BFS(kit, pivot, False)
        search.run()
        far += np.array(search.getDistances())[part]
    return [float(value) for value in far]


def _unweighted(net: Net) -> Any:
    return net.kit(weighted=False)


def _small(net: Net) -> bool:
    return net.size * len(net.weights) <= _EXACT


def eigenvector(net: Net) -> Values:
    """A node is central as its neighbours are: the principal eigenvector of the ties, of length 1, weights left aside (Bonacich 1972).

    Outside the component with the largest eigenvalue it is 0. With weights one heavy tie would take it all. Power iteration.
    """
    return net.values(principal(net.binary))


def principal(matrix: Any) -> list[float]:
    """The principal eigenvector of a symmetric matrix without negative values."""
    import numpy as np

    if not matrix.nnz:
        return [0.0] * int(matrix.shape[0])
    vector = np.full(matrix.shape[0], matrix.shape[0] ** -0.5)
    for _ in range(_TURNS):
        turned = matrix @ vector + vector
        turned /= np.linalg.norm(turned)
        moved, vector = float(np.abs(turned - vector).max()), turned
        if moved < _STILL:
            break
    return [float(value) for value in vector]


def centralisation(net: Net) -> dict[str, float]:
    """How far the most central node stands above the others, 0 to 1 with 1 for a star: by degree, betweenness, closeness (Freeman 1979)."""
    count = net.size
    if count < 3:
        return dict.fromkeys(("degree_centralisation", "betweenness_centralisation", "closeness_centralisation"), 0.0)
    worst = {"degree": (count - 1) * (count - 2), "betweenness": count - 1, "closeness": (count - 1) * (count - 2) / (2 * count - 3)}
    found = {"degree": [float(value) for value in net.degrees], "betweenness": net.once(_between), "closeness": net.once(_close)}
    return {f"{name}_centralisation": (count * max(some) - sum(some)) / worst[name] for name, some in found.items()}
