"""A network prepared for measuring: its nodes in order of their names, numbered, as matrices and as a graph of networkit.

Ties are taken as undirected, several between two nodes as one with their summed weight, and those of a node with itself as none.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

import networkx as nx

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")
Value = int | float | str
Values = dict[Any, Value]
"""A value for every node that has one."""
SEED = 20180317
"""Whatever is drawn is drawn from this seed, so that the same network gives the same figures."""


class Net:
    """What every measure reads of a graph; what several of them need is made once."""

    def __init__(self, graph: "nx.Graph[Any]") -> None:
        self.graph: Any = graph
        self.nodes: list[Any] = sorted(graph)
        self._made: dict[Any, Any] = {}
        self.index = {node: place for place, node in enumerate(self.nodes)}
        weights: dict[tuple[int, int], float] = {}
        for one, other, weight in graph.edges(data="weight", default=1):
            first, second = sorted((self.index[one], self.index[other]))
            if first != second:
                weights[first, second] = weights.get((first, second), 0) + weight
        self.weights = dict(sorted(weights.items()))

    def once(self, work: "Callable[[Net], T]") -> T:
        """What a function makes of the network, made once."""
        if work not in self._made:
            self._made[work] = work(self)
        return cast(T, self._made[work])

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.nodes)

    @cached_property
    def plain(self) -> "nx.Graph[int]":
        """The network with numbers as nodes and `weight` on its edges."""
        plain: Any = nx.Graph()
        plain.add_nodes_from(range(self.size))
        plain.add_weighted_edges_from((*pair, weight) for pair, weight in self.weights.items())
        return plain

    @cached_property
    def neighbours(self) -> list[list[int]]:
        """The neighbours of every node, in order."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for one, other in self.weights:
            found[one].append(other)
            found[other].append(one)
        return found

    @cached_property
    def degrees(self) -> list[int]:
        """How many neighbours every node has."""
        return [len(some) for some in self.neighbours]

    @cached_property
    def matrix(self) -> Any:
        """The symmetric matrix of weights, sparse, in rows."""
        import numpy as np
        from scipy.sparse import coo_array

        ends: NDArray[Any] = np.array(list(self.weights), dtype=np.int64).reshape(-1, 2)
        weights = np.array(list(self.weights.values()), dtype=float)
        half = coo_array((weights, (ends[:, 0], ends[:, 1])), shape=(self.size, self.size))
        return (half + half.T).tocsr()

    @cached_property
    def binary(self) -> Any:
        """The symmetric matrix of ties, sparse, in rows."""
        ties = self.matrix.copy()
        ties.data[:] = 1.0
        return ties

    def kit(self, weighted: bool) -> Any:
        """The network as a graph of networkit, which from here on runs one thread and draws from the seed."""
        import networkit

        networkit.setNumberOfThreads(1)
        networkit.setSeed(SEED, False)
        made = networkit.Graph(self.size, weighted=weighted)
        for (one, other), weight in self.weights.items():
            made.addEdge(one, other, weight)
        return made

    @cached_property
    def components(self) -> list[list[int]]:
        """The connected components, the largest first, each in order."""
        parts = [sorted(part) for part in nx.connected_components(self.plain)]
        return sorted(parts, key=lambda part: (-len(part), part))

    def values(self, found: Iterable[float | int | str]) -> Values:
        """Values in order of the nodes as values of nodes, rounded."""
        return {node: rounded(value) for node, value in zip(self.nodes, found, strict=True)}


def rounded(value: Any) -> Any:
    """A float to nine digits after the point, so that the last bits of different machines do not show; anything else as it is."""
    return round(float(value), 9) + 0.0 if isinstance(value, float) else value
