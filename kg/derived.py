"""Edges derived across documents, as a graph of their own: who issues with whom, who is named with whom, what cites and reprints what.

Law of the state: the graph is a function of the documents' graphs. It is rebuilt only where they changed: every edge lists the
documents it rests on, so the edges that a document touches, before and after, are found from the document.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from kg.likeness import FORM
from kg.model import Document, Header
from kg.nodes import hashed, score
from kg.reprints import Families, Library, closure, mentions, originals, similarity
from kg.sentences import sentences
from kg.store import RECORDS, Store
from kg.vocabulary import KG, RDF, XSD, rebased

_FORM = f"1/{FORM}"
"""Changes with what is derived from the same documents; another one derives everything anew."""
_CHUNK = 5_000
"""How many documents that changed are taken up in one transaction."""
_NAMED = ("agency/", "organization/", "programme/")
"""What the keys of those begin with who are named together."""
_CROWD = 40
"""A sentence that names more than so many is a list, and tells nothing of any two."""
_DATATYPE = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}

Edge = tuple[str, str, str]
"""Kind and both ends."""


def derived_graph(base: str) -> str:
    """The IRI of the graph that holds what is derived."""
    return f"{base}graph/derived"


def derive(store: Store) -> None:
    """Bring the edges up to date with the graphs that changed; one that is left undone by an interruption stays noted."""
    noted, current = store.changed(), store.about().get("derived") == _FORM
    waiting = noted if current else sorted({*noted, *store.documents()})
    for start in range(0, len(waiting), _CHUNK):
        chunk = waiting[start : start + _CHUNK]
        _update(store, frozenset(chunk))
        store.settle(chunk)
    if not current:
        store.note(derived=_FORM)


def _update(store: Store, changed: frozenset[str]) -> None:
    """Derive what some graphs changed, in one transaction; doing so twice changes nothing."""
    library, families = Library(store, changed), Families(store, derived_graph(store.base))
    scope, pairs = closure(library, families)
    families.now = {document: document for document in scope} | originals(library, scope, pairs)
    weaver = _Weaver(library, families)
    dirty = scope | weaver.tellers(scope)
    resting = weaver.resting(dirty)
    gone = {quad for edge in resting for quad in weaver.stored(weaver.node(edge))}
    come = {quad for edge, documents in resting.items() if documents for quad in weaver.quads(edge, documents)}
    for document in changed:
        node, old, new = NamedNode(document), library.stored(document), library.sketches.get(document, frozenset())
        gone |= {Quad(node, NamedNode(KG.sketch), Literal(key), NamedNode(RECORDS)) for key in old - new}
        come |= {Quad(node, NamedNode(KG.sketch), Literal(key), NamedNode(RECORDS)) for key in new - old}
    store.change(gone - come, come - gone)


@dataclass(slots=True)
class _Weaver:
    """Makes edges from documents, each folded to its original, and a named document to the one read under its number."""

    library: Library
    families: Families
    _folded: dict[str, str] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.library.store

    def iri(self, term: str) -> str:
        """A term or thing under the store's base."""
        return rebased(term, self.store.base)

    def node(self, edge: Edge) -> str:
        """The IRI of an edge; it depends on the kind and the ends alone."""
        return f"{self.store.base}id/edge/{hashed('|'.join(part.removeprefix(self.store.base) for part in edge))}"

    def stored(self, node: str) -> list[Quad]:
        """The quads of an edge in the store, with what it says of its ends."""
        quads = self.store.match(node, None, self.families.graph)
        edge = self._edge(quads)
        if edge and edge[0] == "reprint":
            quads += self.store.match(edge[1], self.iri(KG.reprintOf), self.families.graph)
        return quads

    def _edge(self, quads: list[Quad]) -> Edge | None:
        value = {quad.predicate.value: quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)}
        return (value[self.iri(KG.kind)], value[self.iri(KG.one)], value[self.iri(KG.other)]) if value else None

    def tellers(self, scope: Iterable[str]) -> set[str]:
        """The documents that tell of named documents which, by number, may now mean another one read."""
        named: set[str] = set()
        for key in {key for document in scope for key in self.library.stored(document) | self.library.keys_of(document)}:
            if key[0] == "n":
                named |= {*self.store.pointing(self.iri(KG.issueNumber), Literal(key[2:]))}
            elif key[0] == "x":
                named.add(key[2:])
        found: set[str] = set()
        for one in named:
            found |= {*self.store.stating(one, self.iri(KG.issuedBy), None), *self.store.stating(one, self.iri(KG.cites), None)}
            found |= {*self.store.stating(None, self.iri(KG.cites), one)}
        return {document for document in found if self.library.publication(document)}

    def resting(self, dirty: set[str]) -> dict[Edge, set[str]]:
        """The edges that some documents touch, before and now, each with all the documents it now rests on."""
        found: dict[Edge, set[str]] = {}
        for document in dirty:
            for node in self.store.pointing(self.iri(KG.document), NamedNode(document), self.families.graph):
                edge = self._edge(self.store.match(node, None, self.families.graph))
                if edge:
                    found.setdefault(edge, self._documents(node) - dirty)
        for document in dirty:
            for edge in self._woven(document):
                if edge not in found:
                    found[edge] = self._documents(self.node(edge)) - dirty
                found[edge].add(document)
        return found

    def _documents(self, node: str) -> set[str]:
        quads = self.store.match(node, self.iri(KG.document), self.families.graph)
        return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}

    def _woven(self, document: str) -> Iterator[Edge]:
        """The edges that a document makes."""
        publication = self.library.publication(document)
        if publication is None:
            return
        for pair in self._together(document, publication.text):
            yield ("coMention", *pair)
        for issuers in self._issuers(document).values():
            for one, other in combinations(sorted(issuers), 2):
                yield "jointIssuance", one, other
        for quad in self.store.match(None, self.iri(KG.cites), document):
            one, other = self.folded(quad.subject.value), self.folded(quad.object.value)  # type: ignore[union-attr]
            if one != other:
                yield "citation", one, other
        if self.families.original(document) != document:
            yield "reprint", document, self.families.original(document)

    def _together(self, document: str, text: str) -> set[tuple[str, str]]:
        """The institutions and programmes that one sentence names, in pairs."""
        starts = [sentence.span.start for sentence in sentences(Document(document, "", "", "", text, Header(), ""))]
        named: dict[int, set[str]] = {}
        for key, start, _ in mentions(self.store, document):
            if key.startswith(_NAMED):
                named.setdefault(bisect_right(starts, start), set()).add(f"{self.store.base}id/{key}")
        return {pair for things in named.values() if len(things) <= _CROWD for pair in combinations(sorted(things), 2)}

    def _issuers(self, document: str) -> dict[str, set[str]]:
        """The documents that a document tells the issuers of."""
        found: dict[str, set[str]] = {}
        for quad in self.store.match(None, self.iri(KG.issuedBy), document):
            found.setdefault(quad.subject.value, set()).add(quad.object.value)  # type: ignore[union-attr]
        return found

    def folded(self, document: str) -> str:
        """The original of a document read; of a document only named the one read under its number, where there is one."""
        if document not in self._folded:
            self._folded[document] = self._fold(document)
        return self._folded[document]

    def _fold(self, document: str) -> str:
        if self.library.publication(document):
            return self.families.original(document)
        read: set[str] = set()
        for quad in self.store.match(document, self.iri(KG.issueNumber)):
            number = quad.object.value  # type: ignore[union-attr]
            found = map(self.library.publication, self.library.holders(f"n-{number}"))
            read |= {self.families.original(one.iri) for one in found if one and one.number == number}
        return read.pop() if len(read) == 1 else document

    def quads(self, edge: Edge, documents: set[str]) -> Iterator[Quad]:
        """An edge with its weight, its days and the documents it rests on."""
        kind, one, other = edge
        graph, node = NamedNode(self.families.graph), NamedNode(self.node(edge))
        counted = {self.families.original(document) for document in documents}
        days = {self.library.day(document) for document in counted} - {""}
        if kind == "jointIssuance":
            told = (self._issuers(document).items() for document in documents)
            counted = {self.folded(issued) for issuers in told for issued, who in issuers if {one, other} <= who}
        values: list[tuple[str, NamedNode | Literal]] = [
            (RDF.type, NamedNode(self.iri(KG.Edge))),
            (KG.kind, Literal(kind)),
            (KG.one, NamedNode(one)),
            (KG.other, NamedNode(other)),
            (KG.weight, Literal(len(counted))),
            *((KG.document, NamedNode(document)) for document in documents),
        ]
        if kind == "reprint":
            days |= {self.library.day(one)} - {""}
            values.append((KG.similarity, score(similarity(self.library, one, other))))
            yield Quad(NamedNode(one), NamedNode(self.iri(KG.reprintOf)), NamedNode(other), graph)
        if days:
            values += [(KG.firstDay, _day(min(days))), (KG.lastDay, _day(max(days)))]
        for predicate, value in values:
            yield Quad(node, NamedNode(self.iri(predicate)), value, graph)


def _day(day: str) -> Literal:
    return Literal(day, datatype=NamedNode(_DATATYPE.get(len(day), XSD.string)))
