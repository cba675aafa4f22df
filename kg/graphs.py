"""Which graph a name means: an IRI, what stands behind the base, a prefixed name, or the id of a document."""

from pyoxigraph import Literal

from kg.errors import QueryError
from kg.store import Store
from kg.vocabulary import DCT


def graph_named(store: Store, name: str) -> str:
    """The IRI of the graph that a name means (`graph/knowledge`, a document's id or IRI); none, or several, is a QueryError."""
    found = next((iri for iri in (name, store.base + name) if "://" in iri and store.has_graph(iri)), "")
    return found or document_named(store, name)


def document_named(store: Store, name: str) -> str:
    """The IRI of the document read that has a name as its IRI, or what stands behind the base, or its id; else a QueryError."""
    for iri in (name, store.base + name):
        if "://" in iri and store.match(iri, DCT.identifier, iri):
            return iri
    found = store.pointing(DCT.identifier, Literal(name))
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{len(found)} documents have the id {name!r}; give the IRI of one: {' '.join(found[:5])}")
    raise QueryError(f"no graph or document is called {name!r}; kg query documents lists the documents, with their IRIs.")
