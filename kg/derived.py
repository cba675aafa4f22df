"""Edges derived across documents, as a graph of their own: who issues with whom, who is named with whom, what cites and reprints what.

Law of the state: the graph is a function of the documents' graphs. It is rebuilt only where they changed: every edge lists the
documents it rests on, so the edges that a document touches, before and after, are found from the document.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.edges import Edge, Weighed, derived_graph, edge_node, edge_quads, issued_together, resting, together
from kg.likeness import FORM
from kg.publications import originals, similarity
from kg.records import RECORDS
from kg.reprints import Families, Library, closure
from kg.store import Store
from kg.vocabulary import KG, OWL, rebased

_FORM = f"2/{FORM}"
"""Changes with what is derived from the same documents; another one derives everything anew."""
_CHUNK = 500
"""How many documents that changed are taken up in one transaction: some 200 MB."""


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
    publications = {found.iri: found for found in map(library.publication, scope) if found}
    families.now = {document: document for document in scope} | originals(publications, pairs)
    weaver = _Weaver(library, families)
    dirty = scope | weaver.tellers(scope)
    touched = weaver.resting(dirty)
    gone = {quad for edge in touched for quad in weaver.stored(edge_node(edge, store.base).value)}
    come = {quad for edge, documents in touched.items() if documents for quad in weaver.quads(edge, documents)}
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
        """The documents that tell of others which may now count with another one: by number, as printed by it, as the same."""
        named: set[str] = {*scope}
        for key in {key for document in scope for key in self.library.stored(document) | self.library.keys_of(document)}:
            if key[0] == "n":
                named |= {*self.store.pointing(self.iri(KG.issueNumber), Literal(key[2:]))}
            elif key[0] == "x":
                named.add(key[2:])
        named |= {printed for notice in named for printed in self._told(notice, KG.prints)}
        found: set[str] = set()
        for one in named - {*scope}:
            found |= {*self.store.stating(one, self.iri(KG.issuedBy), None), *self.store.stating(one, self.iri(KG.cites), None)}
            found |= {*self.store.stating(None, self.iri(KG.cites), one)}
        return {document for document in found if self.library.publication(document)}

    def _told(self, subject: str, term: str) -> list[str]:
        """What any graph says of a thing, by a property."""
        return [quad.object.value for quad in self.store.match(subject, self.iri(term)) if isinstance(quad.object, NamedNode | Literal)]

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
                    found[edge] = self._documents(edge_node(edge, self.store.base).value) - dirty
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
        for pair in together(publication, self.store.base):
            yield ("coMention", *pair)
        for one, other, _ in issued_together(publication):
            yield "jointIssuance", one, other
        for citing, cited in publication.cites:
            one, other = self.folded(citing), self.folded(cited)
            if one != other:
                yield "citation", one, other
        if self.families.original(document) != document:
            yield "reprint", document, self.families.original(document)

    def folded(self, document: str) -> str:
        """The original of a document read; of a document only named the one read under its number, where there is one."""
        if document not in self._folded:
            self._folded[document] = self._fold(document)
        return self._folded[document]

    def _fold(self, document: str) -> str:
        if self.library.publication(document):
            return self.families.original(document)
        read: set[str] = set()
        for number in self._told(document, KG.issueNumber):
            found = map(self.library.publication, self.library.holders(f"n-{number}"))
            read |= {self.families.original(one.iri) for one in found if one and one.number == number}
        return read.pop() if len(read) == 1 else document

    def act(self, issued: str) -> str:
        """What an issued document counts as: of what a notice prints the notice, of a named one the one read, of a reprint the original."""
        notices = self.store.pointing(self.iri(KG.prints), NamedNode(issued))
        bearing = notices[0] if notices else issued
        texts = [text for text in self.store.pointing(OWL.sameAs, NamedNode(bearing)) if self.library.publication(text)]
        return self.families.original(texts[0]) if texts else self.folded(bearing)

    def quads(self, edge: Edge, documents: set[str]) -> Iterator[Quad]:
        """An edge with its weight, its days and the documents it rests on."""
        kind, one, other = edge
        read = [found for found in map(self.library.publication, sorted(documents)) if found]
        counted = {self.families.original(document.iri) for document in read}
        days = {self.library.day(document) for document in counted} - {""}
        alike = 0.0
        if kind == "jointIssuance":
            counted = {self.act(issued) for document in read for *ends, issued in issued_together(document) if ends == [one, other]}
        if kind == "reprint":
            days |= {self.library.day(one)} - {""}
            first, second = self.library.publication(one), self.library.publication(other)
            alike = similarity(first, second) if first and second else 0.0
        yield from edge_quads(Weighed(edge, len(counted), min(days, default=""), max(days, default=""), alike), self.store.base)
        for document in read:
            yield resting(edge, document.iri, self.store.base)
