"""Ties within and across: the E–I index; and the part that agencies play by the breadth and the depth of what they do together."""

from statistics import median

from kg.measures.net import Net, Values, rounded


def ei_level(net: Net) -> Values:
    """Of a node's ties those that leave its level less those within, over all: −1 to 1 (E–I index, Krackhardt & Stern 1988)."""
    return _own(net, "level")


def ei_place(net: Net) -> Values:
    """Of a node's ties those that leave its place less those within, over all: −1 to 1 (E–I index, Krackhardt & Stern 1988)."""
    return _own(net, "place")


def outwardness(net: Net) -> dict[str, float]:
    """The E–I index of the network by level and by place (Krackhardt & Stern 1988); ties with an end of no group do not count."""
    found = {}
    for group in ("level", "place"):
        across = [outward for *_, outward in _ties(net, group)]
        if across:
            found[f"ei_{group}"] = (2 * sum(across) - len(across)) / len(across)
    return found


def _own(net: Net, group: str) -> Values:
    counted: dict[int, list[int]] = {}
    for one, other, across in _ties(net, group):
        for node in (one, other):
            sums = counted.setdefault(node, [0, 0])
            sums[0] += 1
            sums[1] += across
    return {net.nodes[node]: rounded((2 * across - ties) / ties) for node, (ties, across) in sorted(counted.items())}


def _ties(net: Net, group: str) -> list[tuple[int, int, int]]:
    """The ties whose ends both are of a group, with 1 if it is not the same."""
    of = [net.graph.nodes[node].get(group) or "" for node in net.nodes]
    return [(one, other, int(of[one] != of[other])) for one, other in net.weights if of[one] and of[other]]


def breadth(net: Net) -> Values:
    """With how many others an agency acts: the breadth of cooperation in studies of joint issuance (as Liu, Shan & Zhang 2022)."""
    return net.values(net.degrees)


def depth(net: Net) -> Values:
    """In how many documents it acts with each on average: the depth of cooperation (as Liu, Shan & Zhang 2022)."""
    return net.values(_depths(net))


def role(net: Net) -> Values:
    """The quadrant of breadth and depth, each above the median of those that have ties, or not: broad or narrow, deep or shallow.

    Few agencies have most ties, and pull a mean up so far that hardly any other stands above it; the median they leave where it is
    (Huber 1981; on splitting at it Iacobucci et al. 2015).
    """
    tied = [node for node in range(net.size) if net.degrees[node]]
    depths = _depths(net)
    if not tied:
        return {}
    wide = median(net.degrees[node] for node in tied)
    deep = rounded(median(depths[node] for node in tied))
    return {
        net.nodes[node]: f"{'broad' if net.degrees[node] > wide else 'narrow'}-{'deep' if rounded(depths[node]) > deep else 'shallow'}"
        for node in tied
    }


def _depths(net: Net) -> list[float]:
    total = [0.0] * net.size
    for (one, other), weight in net.weights.items():
        total[one] += weight
        total[other] += weight
    return [weight / ties if ties else 0.0 for weight, ties in zip(total, net.degrees, strict=True)]
