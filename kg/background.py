"""What every graph starts from: the ontology and the knowledge, as two graphs beside those of the documents."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import SetupError
from kg.resources import folder
from kg.store import Store
from kg.vocabulary import DCT, KG, ORG, RDF, rebased

_GRAPHS = ("graph/ontology", "graph/knowledge")


def learn(store: Store, more: Sequence[Path] = ()) -> bool:
    """Bring ontology and knowledge in a store up to date, with the Turtle of `more` files; whether anything had changed."""
    digest = background_digest(more)
    if store.about().get("background") == digest:
        return False
    ontology, knowledge = (store.base + name for name in _GRAPHS)
    known = _quads(store, knowledge, [*_knowledge(), *more])
    graphs = {ontology: _quads(store, ontology, [_ontology()]), knowledge: [*known, *_derived(known, store.base)]}
    if store.about().get("background"):
        store.update(graphs)
    else:
        for quads in graphs.values():
            store.fill(quads)
    store.note(background=digest)
    return True


def background_digest(more: Sequence[Path] = ()) -> str:
    """SHA-256 over every file of `ontology/` and `more` ones: names, words, terms and rulings that an annotation rests on."""
    digest = hashlib.sha256()
    for path in (*sorted(folder("ontology").rglob("*.ttl")), *more):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def background_graphs(base: str) -> tuple[str, ...]:
    """The IRIs of the graphs that hold ontology and knowledge."""
    return tuple(base + name for name in _GRAPHS)


def _ontology() -> Path:
    return folder("ontology") / "kg.ttl"


def _knowledge() -> list[Path]:
    return sorted((folder("ontology") / "knowledge").glob("*.ttl"))


def _quads(store: Store, graph: str, paths: list[Path]) -> list[Quad]:
    node, found = NamedNode(graph), []
    for path in paths:
        try:
            for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
                subject, value = _rebased(triple.subject, store.base), _rebased(triple.object, store.base)
                found.append(Quad(subject, NamedNode(rebased(triple.predicate.value, store.base)), value, node))
        except SyntaxError as error:
            raise SetupError(f"{path}: not valid Turtle: {error}. Mend the line it names.") from error
    return found


def _derived(known: Sequence[Quad], base: str) -> Iterator[Quad]:
    """What follows from the knowledge: the change in which a body became another, and the bodies whose nameplate others bear.

    Whatever became the same in the same year is one org:ChangeEvent with several original organisations.
    """
    successor, until, nameplate = (rebased(term, base) for term in (KG.successor, KG.validUntil, KG.nameplate))
    of = NamedNode(rebased(KG.nameplateOf, base))
    years = {quad.subject: quad.object for quad in known if quad.predicate.value == until}
    for quad in known:
        one, other, graph = quad.subject, quad.object, quad.graph_name
        if not (isinstance(one, NamedNode) and isinstance(other, NamedNode)):
            continue
        if quad.predicate.value == nameplate:
            yield Quad(other, of, one, graph)
        elif quad.predicate.value == successor and not one.value.startswith(f"{base}id/place/"):
            year = years.get(one)
            when = f"/{year.value}" if isinstance(year, Literal) else ""
            change = NamedNode(f"{base}id/change/{other.value.rpartition('/id/')[2]}{when}")
            yield Quad(change, NamedNode(RDF.type), NamedNode(ORG.ChangeEvent), graph)
            yield Quad(change, NamedNode(ORG.originalOrganization), one, graph)
            yield Quad(change, NamedNode(ORG.resultingOrganization), other, graph)
            yield Quad(one, NamedNode(ORG.changedBy), change, graph)
            yield Quad(other, NamedNode(ORG.resultedFrom), change, graph)
            if year:
                yield Quad(change, NamedNode(DCT.date), year, graph)


def _rebased(term: Any, base: str) -> Any:
    return NamedNode(rebased(term.value, base)) if isinstance(term, NamedNode) else term
