"""RDFC-1.0 as the recommendation tells it (https://www.w3.org/TR/rdf-canon/), slowly: what the tests hold the fast one against."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import permutations

from pyoxigraph import BlankNode, DefaultGraph, Quad


class Issuer:
    """Gives blank nodes new labels in the order in which they are asked for."""

    def __init__(self, prefix: str, given: dict[str, str] | None = None) -> None:
        self.prefix, self.given = prefix, dict(given or {})

    def issue(self, node: str) -> str:
        return self.given.setdefault(node, f"{self.prefix}{len(self.given)}")

    def copy(self) -> "Issuer":
        return Issuer(self.prefix, self.given)


class Canonicalizer:
    """The state of the algorithm over some quads."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = list(dict.fromkeys(quads))
        self.canonical = Issuer("c14n")
        self.quads_of: dict[str, list[Quad]] = defaultdict(list)
        for quad in self.quads:
            for node in {node for _, node in blank(quad)}:
                self.quads_of[node].append(quad)
        self.first = {node: self.first_degree(node) for node in self.quads_of}

    def lines(self) -> list[str]:
        """The canonical form, sorted."""
        nodes: dict[str, list[str]] = defaultdict(list)
        for node, digest in self.first.items():
            nodes[digest].append(node)
        for digest in sorted(nodes):
            if len(nodes[digest]) == 1:
                self.canonical.issue(nodes[digest][0])
        for digest in sorted(nodes):
            results = []
            for node in nodes[digest]:
                if node not in self.canonical.given:
                    temporary = Issuer("b")
                    temporary.issue(node)
                    results.append(self.n_degree(node, temporary))
            for _, issuer in sorted(results, key=lambda result: result[0]):
                for node in issuer.given:
                    self.canonical.issue(node)
        return sorted(line(quad, self.canonical.given.__getitem__) for quad in self.quads)

    def first_degree(self, node: str) -> str:
        return sha256("".join(sorted(line(quad, lambda one: "a" if one == node else "z") for quad in self.quads_of[node])))

    def related(self, node: str, place: tuple[str, Quad], issuer: Issuer) -> str:
        position, quad = place
        told = position if position == "g" else f"{position}{quad.predicate}"
        known = self.canonical.given.get(node) or issuer.given.get(node)
        return sha256(told + (f"_:{known}" if known else self.first[node]))

    def n_degree(self, node: str, issuer: Issuer) -> tuple[str, Issuer]:
        around: dict[str, list[str]] = defaultdict(list)
        for quad in self.quads_of[node]:
            for position, other in blank(quad):
                if other != node:
                    around[self.related(other, (position, quad), issuer)].append(other)
        data = ""
        for digest in sorted(around):
            found = [self.path(order, issuer) for order in permutations(around[digest])]
            path, issuer = min(found, key=lambda one: one[0])
            data += digest + path
        return sha256(data), issuer

    def path(self, order: Iterable[str], issuer: Issuer) -> tuple[str, Issuer]:
        issuer, path, deeper = issuer.copy(), "", []
        for node in order:
            if node in self.canonical.given:
                path += f"_:{self.canonical.given[node]}"
            else:
                deeper += [] if node in issuer.given else [node]
                path += f"_:{issuer.issue(node)}"
        for node in deeper:
            digest, result = self.n_degree(node, issuer)
            path += f"_:{issuer.issue(node)}<{digest}>"
            issuer = result
        return path, issuer


def blank(quad: Quad) -> list[tuple[str, str]]:
    """The blank nodes of a quad with their positions."""
    parts = (("s", quad.subject), ("o", quad.object), ("g", quad.graph_name))
    return [(position, part.value) for position, part in parts if isinstance(part, BlankNode)]


def line(quad: Quad, called: Callable[[str], str]) -> str:
    """A quad as a line of N-Quads with its blank nodes called so."""
    parts = [quad.subject, quad.predicate, quad.object, *([] if isinstance(quad.graph_name, DefaultGraph) else [quad.graph_name])]
    return " ".join(f"_:{called(part.value)}" if isinstance(part, BlankNode) else str(part) for part in parts) + " .\n"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
