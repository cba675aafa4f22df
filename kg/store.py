"""The embedded Oxigraph: one graph a document, and a default graph that is exactly the set of what the graphs state.

Law of the state: a triple stands in the default graph if and only if some named graph states it (`is_said`). Ontology and
knowledge are named graphs too. A change of several graphs and of the records of their files is one transaction. Graphs that
changed are noted in the same transaction, until `settle` forgets them: what is derived from them is brought up to date in between.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from kg.errors import QueryError, SetupError
from kg.records import (
    FORM,
    PART_OF,
    RECORD,
    RECORDS,
    RECORDS_GRAPH,
    STORE,
    FileRecord,
    facts_of,
    file_node,
    form_of,
    record_of,
    record_quads,
    recorded,
)
from kg.snapshots import newest, publish
from kg.vocabulary import DEFAULT_BASE, KG, RDF, rebased

_CHANGED = NamedNode(KG.changed)
_MANY = 20_000
"""So many quads at once are loaded in bulk: twice as fast, and still all or nothing."""
Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


def unsaid_terms(base: str) -> frozenset[str]:
    """The predicates whose triples stand in no default graph."""
    return frozenset(rebased(term, base) for term in (KG.text, KG.digest))


def saying(base: str) -> Callable[[Quad], bool]:
    """Tells whether a quad of a named graph also stands in the default graph: facts do; text, mentions, claims do not."""
    unsaid = unsaid_terms(base)

    def is_said(quad: Quad) -> bool:
        if quad.graph_name == RECORDS_GRAPH or quad.predicate.value in unsaid:
            return False
        return not _iri(quad.subject).startswith(_iri(quad.graph_name) + "#")

    return is_said


class Store:
    """A graph store in the folder `path`, or in memory; only one process at a time may have it open to write."""

    def __init__(self, path: Path | None = None, base: str = "") -> None:
        """Open or create; a store keeps the base it was created with, and a different one is a SetupError."""
        self._inner, self.path = _opened(path), path
        self.base = self.about().get("base", "") or base or DEFAULT_BASE
        if base and base != self.base:
            raise SetupError(f"{path}: this store has the base {self.base}, not {base}; build into another folder.")
        if form_of(self.about()) > FORM:
            raise SetupError(f"{path}: made by kg {self.about().get('version', '')}, which is newer; install that version to write to it.")
        self.is_said = saying(self.base)

    @classmethod
    def reading(cls, path: Path) -> "Store":
        """The store in a folder as its last build left it, opened to read only; a folder without a store is a SetupError."""
        store = cls.__new__(cls)
        store._inner, store.path = _opened_to_read(newest(path) or path), path
        store.base = store.about().get("base", DEFAULT_BASE)
        store.is_said = saying(store.base)
        return store

    def add(self, documents: Mapping[str, bytes], records: Iterable[FileRecord] = ()) -> None:
        """Load documents that are not in the store yet, given as `kg.pipeline.described` writes them, and the records of their files.

        All at once or, if the process is killed, nothing (up to a million quads, which is how the store loads in bulk).
        """
        kept = [quad for record in records for quad in record_quads(record)]
        noted = pyoxigraph.serialize([*_noted(documents), *kept], format=RdfFormat.N_QUADS) or b""
        self._inner.bulk_load(input=b"".join([*documents.values(), noted]), format=RdfFormat.N_QUADS)

    def fill(self, quads: Iterable[Quad]) -> None:
        """Add whole graphs that are not in the store yet, fast; ends as `update` would, but not in one transaction."""
        self._inner.bulk_extend(self._with_default(quads))

    def _with_default(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        graphs: set[str] = set()
        for quad in quads:
            graphs.add(_iri(quad.graph_name))
            yield quad
            if self.is_said(quad):
                yield Quad(quad.subject, quad.predicate, quad.object)
        yield from _noted(graphs)

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Make the graph exactly these quads, and the default graph what all graphs then state."""
        self.update({graph: quads})

    def remove(self, graph: str) -> None:
        """Take a graph back, and from the default graph what no other graph states."""
        self.update({graph: ()})

    def update(self, graphs: Mapping[str, Iterable[Quad]], records: Iterable[FileRecord | str] = ()) -> None:
        """Replace several graphs and set the records of files (a path alone forgets its file), all in one transaction."""
        gone: set[Quad] = set()
        come: set[Quad] = set()
        for graph, quads in graphs.items():
            old, new = set(self._inner.quads_for_pattern(None, None, None, NamedNode(graph))), set(quads)
            gone |= old - new
            come |= new - old
        for record in records:
            old = set(self._inner.quads_for_pattern(file_node(record), None, None, RECORDS_GRAPH))
            new = set(record_quads(record)) if isinstance(record, FileRecord) else set()
            gone |= old - new
            come |= new - old
        self.change(gone, come | _noted(graphs))
        for graph in graphs:
            if next(self._inner.quads_for_pattern(None, None, None, NamedNode(graph)), None) is None:
                self._inner.remove_graph(NamedNode(graph))

    def change(self, gone: set[Quad], come: set[Quad]) -> None:
        """Take quads out of named graphs and put others in, and bring the default graph in line, in one transaction."""
        said = {Quad(q.subject, q.predicate, q.object) for q in come if self.is_said(q)}
        unsaid = {Quad(q.subject, q.predicate, q.object) for q in gone if self.is_said(q)} - said
        orphans = {quad for quad in unsaid if not self._stated(quad, gone)}
        self._change(gone | orphans, come | said)

    def _stated(self, triple: Quad, gone: set[Quad]) -> bool:
        """Whether a graph that keeps it states the triple."""
        found = self._inner.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(quad.graph_name != DefaultGraph() and quad not in gone and self.is_said(quad) for quad in found)

    def changed(self) -> list[str]:
        """The graphs that changed, or went, since they were settled, sorted."""
        return sorted(_iri(quad.subject) for quad in self._inner.quads_for_pattern(None, _CHANGED, None, RECORDS_GRAPH))

    def settle(self, graphs: Iterable[str]) -> None:
        """Forget that these graphs changed."""
        self._change(_noted(graphs), set())

    def _change(self, gone: set[Quad], come: set[Quad]) -> None:
        nameless = {quad for quad in gone | come if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)}
        for quad in nameless & gone:  # an update cannot name them; our own builds make none
            self._inner.remove(quad)
        if nameless & come:
            self._inner.extend(nameless & come)
        gone, come = gone - nameless, come - nameless
        if gone:
            self._inner.update(f"DELETE DATA {{ {_data(gone)} }} ; INSERT DATA {{ {_data(come)} }}")
        elif len(come) > _MANY:
            self._inner.bulk_extend(come)
        elif come:
            self._inner.extend(come)

    def records(self) -> Iterator[FileRecord]:
        """What is known of every source file and of every item in one, in no order."""
        for quad in self._inner.quads_for_pattern(None, RECORD, None, RECORDS_GRAPH):
            if quad.subject != STORE:
                yield record_of(quad)

    def record(self, path: str) -> FileRecord | None:
        """What is known of one source file or item."""
        return next(map(record_of, self._inner.quads_for_pattern(file_node(path), RECORD, None, RECORDS_GRAPH)), None)

    def parts(self, path: str) -> Iterator[FileRecord]:
        """What is known of the items in a file."""
        for quad in self._inner.quads_for_pattern(None, PART_OF, file_node(path), RECORDS_GRAPH):
            if isinstance(quad.subject, NamedNode):
                yield from map(record_of, self._inner.quads_for_pattern(quad.subject, RECORD, None, RECORDS_GRAPH))

    def about(self) -> dict[str, str]:
        """What the store remembers of itself: base, version of kg, digest of the knowledge."""
        quads = list(self._inner.quads_for_pattern(STORE, RECORD, None, RECORDS_GRAPH))
        return facts_of(quads[0]) if quads else {}

    def note(self, **facts: str) -> None:
        """Remember facts about the store itself, beside those it has."""
        old = set(self._inner.quads_for_pattern(STORE, RECORD, None, RECORDS_GRAPH))
        self._change(old, {recorded(STORE, {"base": self.base} | self.about() | facts)})

    def documents(self) -> list[str]:
        """The IRIs of the documents in the store, sorted."""
        kind = NamedNode(rebased(KG.Announcement, self.base))
        found = self._inner.quads_for_pattern(None, NamedNode(RDF.type), kind, DefaultGraph())
        return sorted(_iri(quad.subject) for quad in found)

    def query(self, text: str, **options: Any) -> Results:
        """The answer to a SPARQL query over the default graph and, with GRAPH, the named ones; a bad query is a QueryError.

        `options` are those of pyoxigraph: `base_iri`, `prefixes`, `default_graph`, `named_graphs`.
        """
        try:
            return self._inner.query(text, **options)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query cannot be run: {error}") from error

    def match(self, subject: str | None, predicate: str | None, graph: str | None = None) -> list[Quad]:
        """The quads with a subject and predicate (None: any) in the graph `graph`, or in the default graph, sorted."""
        where = NamedNode(graph) if graph else DefaultGraph()
        one, two = (NamedNode(iri) if iri else None for iri in (subject, predicate))
        return sorted(self._inner.quads_for_pattern(one, two, None, where), key=str)

    def telling(self, predicate: str, graph: str) -> Iterator[Quad]:
        """The quads of a graph with a predicate, in no order."""
        yield from self._inner.quads_for_pattern(None, NamedNode(predicate), None, NamedNode(graph))

    def pointing(self, predicate: str, value: NamedNode | Literal, graph: str | None = None) -> list[str]:
        """The IRIs of what has a value for a predicate in the graph `graph`, or in the default graph, sorted."""
        where = NamedNode(graph) if graph else DefaultGraph()
        return sorted({_iri(quad.subject) for quad in self._inner.quads_for_pattern(None, NamedNode(predicate), value, where)})

    def has(self, predicate: str, graph: str) -> bool:
        """Whether anything in a graph has a value for a predicate."""
        return any(True for _ in self._inner.quads_for_pattern(None, NamedNode(predicate), None, NamedNode(graph)))

    def stating(self, subject: str | None, predicate: str, value: str | None) -> list[str]:
        """The IRIs of the graphs that state a triple with this subject and object (None: any), sorted."""
        one, other = (NamedNode(iri) if iri else None for iri in (subject, value))
        found = {_iri(quad.graph_name) for quad in self._inner.quads_for_pattern(one, NamedNode(predicate), other, None)}
        return sorted(found - {"", RECORDS})

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Every quad, or those of one graph; the store's own records are left out."""
        for quad in self._inner.quads_for_pattern(None, None, None, NamedNode(graph) if graph else None):
            if quad.graph_name != RECORDS_GRAPH:
                yield quad

    def has_graph(self, graph: str) -> bool:
        """Whether there is a named graph, if only an empty one."""
        return self._inner.contains_named_graph(NamedNode(graph))

    def make_graph(self, graph: str) -> None:
        """Make a named graph, empty if it was not there."""
        self._inner.add_graph(NamedNode(graph))

    def apply(self, update: str, **options: Any) -> None:
        """Carry out a SPARQL update as it is written; it may break the law above, which `replace` and `remove` keep."""
        try:
            self._inner.update(update, **options)
        except (SyntaxError, ValueError, OSError) as error:
            raise QueryError(f"the update cannot be carried out: {error}") from error

    def dump(self) -> bytes:
        """Everything as sorted N-Quads: equal graphs give equal bytes."""
        lines = sorted(_line(quad) for quad in self.quads())
        return "".join(lines).encode()

    def flush(self) -> None:
        """Write to disk what is in memory; done at a build's checkpoints and at its end."""
        self._inner.flush()

    def publish(self) -> None:
        """Let those who read the store see what it now holds, and keep that on disk; a store in memory has no readers."""
        if self.path is not None:
            self._inner.flush()
            publish(self.path, self._inner.backup)

    def optimize(self) -> None:
        """Compact the files after a large change."""
        self._inner.optimize()


def _opened(path: Path | None) -> pyoxigraph.Store:
    if path is None:
        return pyoxigraph.Store()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return pyoxigraph.Store(str(path))
    except OSError as error:
        raise SetupError(f"{path}: cannot be opened to write: {error}. Is another build running?") from error


def _opened_to_read(path: Path) -> pyoxigraph.Store:
    if not (path / "CURRENT").is_file():
        raise SetupError(f"{path}: no graph is there. Build one: kg build PATH… --store {path}")
    try:
        return pyoxigraph.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise SetupError(f"{path}: cannot be opened to read: {error}") from error


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _noted(graphs: Iterable[str]) -> set[Quad]:
    """What notes that graphs changed."""
    return {Quad(NamedNode(graph), _CHANGED, Literal(True), RECORDS_GRAPH) for graph in graphs}


def _data(quads: set[Quad]) -> str:
    """Quads as the data of a SPARQL update."""
    parts = []
    for quad in quads:
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        parts.append(triple if quad.graph_name == DefaultGraph() else f"GRAPH {quad.graph_name} {{ {triple} }}")
    return "\n".join(parts)


def _line(quad: Quad) -> str:
    graph = "" if quad.graph_name == DefaultGraph() else f" {quad.graph_name}"
    return f"{quad.subject} {quad.predicate} {quad.object}{graph} .\n"
