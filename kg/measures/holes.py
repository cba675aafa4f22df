"""Structural holes: how far a node's contacts are tied to one another, and so tie it (Burt 1992)."""

from collections.abc import Iterator
from typing import Any

from kg.measures.net import Net, Values, rounded

_ROWS = 500
"""So many rows of a product of matrices are held at once."""


def constraint(net: Net) -> Values:
    """How far a node's ties lead, straight or through each other, to the same contacts: Σj (pij + Σq piq pqj)² (Burt 1992), with weights.

    A node without ties has none.
    """
    import numpy as np

    found = np.zeros(net.size)
    shares = _shares(net)
    for rows, some in _slices(shares):
        ties = some.copy()
        ties.data[:] = 1.0
        found[rows] = ((some + some @ shares).multiply(ties).power(2)).sum(axis=1)
    return _tied(net, found)


def effective_size(net: Net) -> Values:
    """How many contacts a node has, less what they share with its others: Σj (1 − Σq piq mjq) (Burt 1992), with weights.

    Where all ties weigh the same it is n − 2t/n, of n contacts with t ties among them (Borgatti 1997). A node without ties has none.
    """
    import numpy as np

    found = np.zeros(net.size)
    shares, strengths = _shares(net), _scaled(net, "max")
    for rows, some in _slices(shares):
        ties = some.copy()
        ties.data[:] = 1.0
        found[rows] = ties.sum(axis=1) - (some @ strengths).multiply(ties).sum(axis=1)
    return _tied(net, found)


def _shares(net: Net) -> Any:
    """The share of a node's weight that each of its ties has."""
    return _scaled(net, "sum")


def _scaled(net: Net, by: str) -> Any:
    """The matrix with rows (`sum`) or columns (`max`) scaled by the sum or the greatest of a node's weights."""
    import numpy as np
    from scipy.sparse import diags_array

    join = np.add if by == "sum" else np.maximum
    whole, ends = np.zeros(net.size), np.array(list(net.weights), dtype=np.int64).reshape(-1, 2)
    for side in (0, 1):
        join.at(whole, ends[:, side], np.array(list(net.weights.values()), dtype=float))
    scale = diags_array(np.divide(1.0, whole, out=np.zeros(net.size), where=whole > 0))
    return (scale @ net.matrix if by == "sum" else net.matrix @ scale).tocsr()


def _slices(matrix: Any) -> Iterator[tuple[slice, Any]]:
    for start in range(0, matrix.shape[0], _ROWS):
        rows = slice(start, min(start + _ROWS, matrix.shape[0]))
        yield rows, matrix[rows]


def _tied(net: Net, found: Any) -> Values:
    return {node: rounded(float(value)) for node, value, ties in zip(net.nodes, found, net.degrees, strict=True) if ties}
