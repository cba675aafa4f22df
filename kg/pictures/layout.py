"""Where the nodes of a picture stand: forces between all of them and a pull to the middle; the same for the same network.

The forces are those of Fruchterman and Reingold, "Graph drawing by force-directed placement", Software: Practice and Experience 21 (1991):
d²/k draws neighbours together, k²/d drives any two apart, and no step is longer than a bound that shrinks. A pull to the middle keeps
components that nothing joins in one picture.
"""

import math
from typing import Any

import networkx as nx

Places = dict[str, tuple[float, float]]

_ROUNDS = (260, 130)
"""For few nodes and for many."""
_MANY = 800
_FAR = 30.0
"""What is farther apart than the root of this drives no other away: else what nothing joins would fly off."""
_SPIRAL = math.pi * (3 - math.sqrt(5))
"""Nodes begin on a spiral, one turned by the golden angle against the next, so that none is over another."""
_BATCH = 1_000
"""The forces on so many nodes are worked out at once."""


def placed(network: nx.Graph, proportion: float) -> Places:
    """The places of all nodes, in distances between neighbours, in a shape about `proportion` times as wide as high."""
    import numpy as np

    order = _order(network)
    count = len(order)
    if not count:
        return {}
    at = {node: number for number, node in enumerate(order)}
    pairs = sorted({(min(at[one], at[other]), max(at[one], at[other])) for one, other in network.edges() if one != other})
    one, other = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    turn = np.arange(count) * _SPIRAL
    reach = np.sqrt(np.arange(count) + 0.5)[:, None]
    places: Any = (reach * np.stack([np.cos(turn), np.sin(turn)], axis=1)).astype(np.float32)
    degree = np.maximum(np.bincount(np.concatenate([one, other]), minlength=count), 1)
    pull = np.array([1.0, proportion], dtype=np.float32) * (0.9 / math.sqrt(count) + 0.02)
    rounds = _ROUNDS[count > _MANY]
    for number in range(rounds):
        force = -places * pull
        for start in range(0, count, _BATCH):
            some = places[start : start + _BATCH]
            # Σ (one - other) / d², with d² = |one|² + |other|² - 2 one·other
            square = (some * some).sum(axis=1)[:, None] + (places * places).sum(axis=1)[None, :] - 2 * (some @ places.T)
            share = np.where(square < _FAR, 1 / (np.maximum(square, 0) + np.float32(0.01)), np.float32(0))
            force[start : start + _BATCH] += some * share.sum(axis=1)[:, None] - share @ places
        if pairs:
            apart = places[one] - places[other]
            length = np.sqrt((apart * apart).sum(axis=1))
            # a hub of many would draw all of them into itself
            draw = apart * (length / np.sqrt(np.minimum(degree[one], degree[other])))[:, None]
            np.add.at(force, one, -draw)
            np.add.at(force, other, draw)
        bound = 0.06 * math.sqrt(count) * (1 - number / rounds) + 0.02
        length = np.maximum(np.sqrt((force * force).sum(axis=1)), 1e-6)
        places += force * (np.minimum(length, bound) / length)[:, None]
    return {node: (round(float(x), 4), round(float(y), 4)) for node, (x, y) in zip(order, places, strict=True)}


def _order(network: nx.Graph) -> list[str]:
    """The nodes, neighbours near each other: those of the largest component first, each component from its best connected node on."""
    plain: Any = nx.Graph(network.to_undirected(as_view=True)) if network.is_directed() else network
    parts = sorted(nx.connected_components(plain), key=lambda part: (-len(part), min(map(str, part))))
    found: list[str] = []
    for part in parts:
        first = min(part, key=lambda node: (-plain.degree(node), str(node)))
        found.append(first)
        seen = {first}
        waiting = [first]
        while waiting:
            near = sorted({*plain.neighbors(waiting.pop(0))} - seen, key=str)
            seen.update(near)
            waiting += near
            found += near
    return found
