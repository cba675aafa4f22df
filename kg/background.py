"""What every graph starts from: the ontology and the knowledge, as two graphs beside those of the documents."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg.errors import SetupError
from kg.resources import folder
from kg.store import Store
from kg.vocabulary import rebased

_GRAPHS = ("graph/ontology", "graph/knowledge")


def learn(store: Store) -> bool:
    """Bring ontology and knowledge in a store up to date; whether anything had changed."""
    digest = background_digest()
    if store.about().get("background") == digest:
        return False
    ontology, knowledge = (store.base + name for name in _GRAPHS)
    graphs = {ontology: _quads(store, ontology, [_ontology()]), knowledge: _quads(store, knowledge, _knowledge())}
    if store.about().get("background"):
        store.update(graphs)
    else:
        for quads in graphs.values():
            store.fill(quads)
    store.note(background=digest)
    return True


def background_digest() -> str:
    """SHA-256 over every file of `ontology/`: names, words and terms that an annotation rests on."""
    digest = hashlib.sha256()
    for path in sorted(folder("ontology").rglob("*.ttl")):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def background_graphs(base: str) -> tuple[str, ...]:
    """The IRIs of the graphs that hold ontology and knowledge."""
    return tuple(base + name for name in _GRAPHS)


def _ontology() -> Path:
    return folder("ontology") / "kg.ttl"


def _knowledge() -> list[Path]:
    return sorted((folder("ontology") / "knowledge").glob("*.ttl"))


def _quads(store: Store, graph: str, paths: list[Path]) -> Iterator[Quad]:
    node = NamedNode(graph)
    for path in paths:
        try:
            for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
                subject, value = _rebased(triple.subject, store.base), _rebased(triple.object, store.base)
                yield Quad(subject, NamedNode(rebased(triple.predicate.value, store.base)), value, node)
        except SyntaxError as error:
            raise SetupError(f"{path}: not valid Turtle: {error}. Mend the line it names.") from error


def _rebased(term: Any, base: str) -> Any:
    return NamedNode(rebased(term.value, base)) if isinstance(term, NamedNode) else term
