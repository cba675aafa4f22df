"""Core and periphery: how far a network is a centre that is tied throughout, with a margin tied to it alone (Borgatti & Everett 2000)."""

from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from kg.measures.net import Net, Values

_TURNS = 2_000
_STILL = 1e-10
_MORE = 1e-12
_SMALL = 200
"""In a network of so many nodes pairs are tried as well, and cores that begin with more counts of nodes."""
_COUNTS = (1, 2, 3, 4, 5, 6, 8, 13, 21, 34, 55, 89)


def core(net: Net) -> Values:
    """1 for the nodes of the core and 0 for the periphery in the discrete model (Borgatti & Everett 2000, formula 2), as fits best.

    The fit is the correlation of the ties with the pattern in which two are tied if either is in the core. It is sought from the
    first nodes in two orders, by moving one or two at a time, and may be the best nearby only.
    """
    inside = net.once(discrete)[0]
    return net.values([int(node in inside) for node in range(net.size)])


def coreness(net: Net) -> Values:
    """How far a node is in the core, from 0, of length 1 in all: the continuous model (Borgatti & Everett 2000).

    It is the vector whose products fit the ties off the diagonal by least squares, weights left aside (MINRES: Boyd et al. 2010).
    """
    return net.values(net.once(continuous))


def discrete(net: Net) -> tuple[set[int], float]:
    """The core that fits best, and the correlation; none where no core fits better than chance."""
    orders = (sorted(range(net.size), key=lambda node: (-net.degrees[node], node)), _covering(net))
    starts = [(order, _best_start(net, order)) for order in orders]
    if net.size <= _SMALL:
        starts += [(order, set(order[:count])) for order in orders for count in _COUNTS if count < net.size]
    inside, best = max((_moved(net, order, start) for order, start in starts), key=lambda one: one[1])
    return (inside, best) if best > 0 else (set(), 0.0)


def fit(net: Net, inside: set[int]) -> float:
    """How well a core fits: the correlation of the ties with the pattern in which two are tied if either is in it."""
    return _fit(net, len(inside), sum(1 for one, other in net.weights if one not in inside and other not in inside))


def _covering(net: Net) -> list[int]:
    """The nodes in the order in which each has the most ties to those not before it."""
    left = list(net.degrees)
    waiting = [(-ties, node) for node, ties in enumerate(left)]
    heapify(waiting)
    order: dict[int, None] = {}
    while waiting:
        ties, node = heappop(waiting)
        if node not in order and -ties == left[node]:
            order[node] = None
            for other in net.neighbours[node]:
                left[other] -= 1
                if other not in order:
                    heappush(waiting, (-left[other], other))
    return list(order)


def _best_start(net: Net, order: list[int]) -> set[int]:
    """As many of the first nodes as fit best."""
    best, found, inside, margin = -1.0, 0, set[int](), len(net.weights)
    for place, node in enumerate(order):  # the ties between those outside alone count: all others lie in the pattern
        inside.add(node)
        margin -= _outside(net, node, inside)
        now = _fit(net, len(inside), margin)
        if now > best:
            best, found = now, place + 1
    return set(order[:found])


def _moved(net: Net, order: list[int], inside: set[int]) -> tuple[set[int], float]:
    """The core after moving single nodes, and in a small network changing one for another, as long as that makes it fit better."""
    margin = sum(1 for one, other in net.weights if one not in inside and other not in inside)
    best, better = fit(net, inside), True
    while better:
        better = False
        for move in _moves(net, order, inside):
            moved, size = margin, len(inside)
            for node in move:  # who leaves comes first
                size += -1 if node in inside else 1
                moved += _outside(net, node, inside) * (1 if node in inside else -1)
            if len(move) == 2 and tuple(sorted(move)) in net.weights:
                moved -= 1
            now = _fit(net, size, moved)
            if now > best + _MORE:
                inside ^= set(move)
                best, margin, better = now, moved, True
    return inside, best


def _moves(net: Net, order: list[int], inside: set[int]) -> Iterator[tuple[int, ...]]:
    """Every node alone, and in a small network every one inside with every one outside; the core may change meanwhile."""
    for node in order:
        yield (node,)
    for leaving in order if net.size <= _SMALL else ():
        for coming in order:
            if leaving in inside and coming not in inside:
                yield leaving, coming


def _outside(net: Net, node: int, inside: set[int]) -> int:
    return sum(1 for other in net.neighbours[node] if other not in inside)


def _fit(net: Net, inside: int, margin: int) -> float:
    """The correlation of the ties with the pattern of a core of so many nodes that leaves so many ties outside."""
    pairs, ties, outside = net.size * (net.size - 1) // 2, len(net.weights), net.size - inside
    ideal = pairs - outside * (outside - 1) // 2
    spread = ties * (pairs - ties) * ideal * (pairs - ideal)
    return (pairs * (ties - margin) - ties * ideal) / float(spread) ** 0.5 if spread else 0.0


def continuous(net: Net) -> list[float]:
    """The coreness of the nodes, in order."""
    import numpy as np

    from kg.measures.centrality import principal

    if not net.weights:
        return [0.0] * net.size
    matrix = net.binary
    vector = np.array(principal(matrix))
    for _ in range(_TURNS):
        rest = float(vector @ vector) - vector**2
        turned = (np.divide(matrix @ vector, rest, out=np.zeros(net.size), where=rest > 0) + vector) / 2
        moved, vector = float(np.abs(turned - vector).max()), turned
        if moved < _STILL:
            break
    length = float(np.linalg.norm(vector))
    return [float(value) / length for value in vector]


def core_fit(net: Net) -> dict[str, int | float]:
    """The number of nodes in the core and how well the ties correlate with the discrete and with the continuous pattern."""
    inside, best = net.once(discrete)
    return {"core_size": len(inside), "core_fit": best, "coreness_fit": _correlation(net, net.once(continuous))}


def _correlation(net: Net, vector: list[float]) -> float:
    """That of the ties with the products of their values over all pairs, without forming all pairs."""
    pairs = net.size * (net.size - 1) / 2
    if not pairs:
        return 0.0
    squares = sum(value**2 for value in vector)
    first, second = (sum(vector) ** 2 - squares) / 2, (squares**2 - sum(value**4 for value in vector)) / 2
    ties, both = len(net.weights), sum(vector[one] * vector[other] for one, other in net.weights)
    spread = (ties - ties**2 / pairs) * (second - first**2 / pairs)
    return float((both - ties * first / pairs) / spread**0.5) if spread > 1e-15 else 0.0
