"""What must hold of every graph: queries that come back empty, and the shapes of `shapes.ttl`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kg.answers import cells
from kg.edges import derived_graph
from kg.queries import load, run, shipped
from kg.resources import folder
from kg.store import Store
from kg.vocabulary import DEFAULT_BASE, KG, rebased

if TYPE_CHECKING:
    import rdflib

_BATCH = 100
"""How many documents are validated together; of each batch the first with its mentions, which queries check for all."""

_EDGES = 2
"""How many edges of each document are validated."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that did not come back empty: its name, what it means, and every offending row in words."""

    check: str
    title: str
    rows: tuple[str, ...]


def check(store: Store, progress: Callable[[str], None] = lambda name: None) -> list[Failure]:
    """Every check that fails, in a fixed order; `progress` hears the name of each before it runs."""
    failures = []
    for query in shipped("checks"):
        progress(query.name)
        rows = cells(run(store, query))
        if rows:
            failures.append(Failure(query.name, query.title_en, tuple(" ".join(row) for row in rows)))
    progress("shapes")
    violations = tuple(dict.fromkeys(violated for batch in _batches(store) for violated in _violations(store, batch)))
    if violations:
        failures.append(Failure("shapes", "What the shapes forbid", violations))
    return failures


def notices(store: Store) -> list[str]:
    """What is worth a look and no failure: contradictions stand in the sources, not in the graph."""
    conflicts = len(run(store, load("conflicts")).rows)
    return [f"{conflicts} pairs of figures contradict each other in the sources: kg query conflicts"] if conflicts else []


def _batches(store: Store) -> Iterator[list[str]]:
    documents = store.documents()
    for start in range(0, len(documents), _BATCH):
        yield documents[start : start + _BATCH]


def _violations(store: Store, documents: list[str]) -> Iterator[str]:
    """What the shapes say against the graphs of some documents, in words."""
    import pyshacl  # late: 0.2 s
    import rdflib

    data = _turtle(store, "kg.ttl", lambda predicate: predicate.endswith("subClassOf"))
    for index, document in enumerate(documents):
        _add(data, store, document, with_mentions=index == 0)
        _add_edges(data, store, document)
    shapes = _turtle(store, "shapes.ttl", lambda predicate: True)
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    if conforms:
        return
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        focus, path = report.value(result, sh.focusNode), report.value(result, sh.resultPath)
        yield f"{focus} {path or ''} {report.value(result, sh.resultMessage)}"


def _add(data: "rdflib.Graph", store: Store, document: str, *, with_mentions: bool) -> None:
    """Add the graph of a document to the data, without its text; mentions of names and of periods if wanted."""
    mention = (f"{document}#m", f"{document}#t")
    for quad in store.quads(document):
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if with_mentions or not subject.startswith(mention):
            data.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))


def _add_edges(data: "rdflib.Graph", store: Store, document: str) -> None:
    """Add a few of the edges that rest on a document; queries check all."""
    graph = derived_graph(store.base)
    for node in store.pointing(rebased(KG.document, store.base), NamedNode(document), graph)[:_EDGES]:
        for quad in store.match(node, None, graph):
            data.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))


def _turtle(store: Store, name: str, wanted: Callable[[str], bool]) -> "rdflib.Graph":
    """A file of `ontology/` under the store's base, the triples whose predicate is wanted."""
    import rdflib

    text = (folder("ontology") / name).read_text(encoding="utf-8").replace(DEFAULT_BASE, store.base)
    graph = rdflib.Graph()
    for triple in pyoxigraph.parse(text, format=RdfFormat.TURTLE):
        if wanted(triple.predicate.value):
            graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def _node(term: object) -> "rdflib.term.Node":
    """A term of the store as rdflib has it."""
    import rdflib

    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    return rdflib.URIRef(term.value if isinstance(term, NamedNode) else str(term))
