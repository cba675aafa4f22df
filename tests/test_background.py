"""Ontology and knowledge in a store: learnt once, brought up to date, told apart from documents."""

from kg.background import background_digest, background_graphs, learn
from kg.store import Store
from kg.vocabulary import KG
from tests.marked import BASE


def test_a_store_learns_once() -> None:
    store = Store()
    assert learn(store) is True
    dump = store.dump()
    assert learn(store) is False
    assert store.dump() == dump
    assert store.about()["background"] == background_digest()


def test_what_is_learnt_stands_in_two_graphs_and_the_default_graph() -> None:
    store = Store()
    learn(store)
    ontology, knowledge = background_graphs(BASE)
    assert store.match(KG.issuedBy, None, ontology)
    assert len(list(store.quads(knowledge))) > 1000
    default, own = store.match(KG.issuedBy, None), store.match(KG.issuedBy, None, ontology)
    assert [quad.triple for quad in default] == [quad.triple for quad in own]
    assert store.documents() == []


def test_changed_knowledge_is_learnt_anew() -> None:
    store = Store()
    learn(store)
    dump = store.dump()
    store.note(background="of an older version")
    store.replace(background_graphs(BASE)[1], [])
    assert learn(store) is True
    assert store.dump() == dump


def test_another_base_moves_every_iri_of_ours() -> None:
    store = Store(base="https://kg.example/")
    learn(store)
    assert BASE.encode() not in store.dump().replace(b'"https://w3id.org/govkg/', b"")
    assert store.match("https://kg.example/ontology#issuedBy", None)
