"""The canonical form of a graph by RDFC-1.0 (https://www.w3.org/TR/rdf-canon/): N-Quads in code point order, streamed.

Canonical labels of blank nodes follow from the quads that have blank nodes, and from no other: only those are held in memory.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import QueryError
from kg.ordered import in_order

_BATCH = 5_000
"""How many lines are read back at once."""


def canonical_lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """The lines of the canonical N-Quads form, each with its line break; a triple term of RDF 1.2 is a QueryError."""
    return in_order(f"{quad} .\n".encode() for quad in _labelled(quads))


def in_graph_order(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with canonical labels, each once, graph by graph and then as their canonical lines stand; the default graph first."""
    lines = in_order(f"{_graph(quad)}\t{quad} .\n".encode() for quad in _labelled(quads))
    bare = (line[line.index(b"\t") + 1 :] for line in lines)
    while some := b"".join(islice(bare, _BATCH)):
        yield from parse(some, format=RdfFormat.N_QUADS)


def in_one_graph(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads as those of a graph without a name."""
    return (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _graph(quad: Quad) -> str:
    return "" if quad.graph_name == DefaultGraph() else str(quad.graph_name)


def _labelled(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with blank nodes called c14n0, c14n1 …"""
    blank: list[Quad] = []
    for quad in quads:
        if isinstance(quad.object, Triple):
            raise QueryError(f"{quad.object}: the canonical form is defined for RDF 1.1, which has no triple terms; take it out.")
        if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, BlankNode) and not isinstance(quad.graph_name, BlankNode):
            yield quad
        else:
            blank.append(quad)
    if blank:
        data = Dataset(blank)
        data.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        yield from data
