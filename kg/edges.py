"""Edges across documents: which of them one document makes, and the statements that an edge is. Nothing here asks a store."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Document, Header
from kg.nodes import hashed, score
from kg.publications import Pair, Publication
from kg.sentences import sentences
from kg.vocabulary import KG, RDF, XSD, rebased

_NAMED = ("agency/", "organization/", "programme/")
"""What the keys of those begin with who are named together."""
_CROWD = 40
"""A sentence that names more than so many is a list, and tells nothing of any two."""
_DATATYPE = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}

Edge = tuple[str, str, str]
"""Kind and both ends."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An edge with how many documents it counts and the first and last of their days (ISO, empty if none is told).

    `similarity` is that of a reprint and its original.
    """

    edge: Edge
    weight: int
    first: str = ""
    last: str = ""
    similarity: float = 0.0


def derived_graph(base: str) -> str:
    """The IRI of the graph that holds what is derived."""
    return f"{base}graph/derived"


def together(publication: Publication, base: str) -> set[Pair]:
    """The institutions and programmes that one sentence names, in pairs."""
    document = Document(publication.iri, "", "", "", publication.text, Header(), "")
    starts = [sentence.span.start for sentence in sentences(document)]
    named: dict[int, set[str]] = {}
    for key, start, _ in publication.mentions:
        if key.startswith(_NAMED):
            named.setdefault(bisect_right(starts, start), set()).add(f"{base}id/{key}")
    return {pair for things in named.values() if len(things) <= _CROWD for pair in combinations(sorted(things), 2)}


def issued_together(publication: Publication) -> Iterator[tuple[str, str, str]]:
    """What a document tells that two institutions issued together: both, and what they issued."""
    issuers: dict[str, list[str]] = {}
    for issued, issuer in publication.issuers:
        issuers.setdefault(issued, []).append(issuer)
    for issued, found in issuers.items():
        for one, other in combinations(sorted(found), 2):
            yield one, other, issued


def edge_node(edge: Edge, base: str) -> NamedNode:
    """The node of an edge; it depends on the kind and the ends alone."""
    return NamedNode(f"{base}id/edge/{hashed('|'.join(part.removeprefix(base) for part in edge))}")


def edge_quads(told: Weighed, base: str) -> Iterator[Quad]:
    """What is stated of an edge, but for the documents that it rests on."""
    kind, one, other = told.edge
    graph, node = NamedNode(derived_graph(base)), edge_node(told.edge, base)
    values: list[tuple[str, NamedNode | Literal]] = [
        (RDF.type, NamedNode(rebased(KG.Edge, base))),
        (KG.kind, Literal(kind)),
        (KG.one, NamedNode(one)),
        (KG.other, NamedNode(other)),
        (KG.weight, Literal(told.weight)),
    ]
    if kind == "reprint":
        values.append((KG.similarity, score(told.similarity)))
        yield Quad(NamedNode(one), NamedNode(rebased(KG.reprintOf, base)), NamedNode(other), graph)
    if told.first:
        values += [(KG.firstDay, _day(told.first)), (KG.lastDay, _day(told.last))]
    for predicate, value in values:
        yield Quad(node, NamedNode(rebased(predicate, base)), value, graph)


def resting(edge: Edge, document: str, base: str) -> Quad:
    """That an edge rests on a document."""
    node, graph = edge_node(edge, base), NamedNode(derived_graph(base))
    return Quad(node, NamedNode(rebased(KG.document, base)), NamedNode(document), graph)


def _day(day: str) -> Literal:
    return Literal(day, datatype=NamedNode(_DATATYPE.get(len(day), XSD.string)))
