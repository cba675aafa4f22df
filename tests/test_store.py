"""The law of the store: the default graph is exactly the set of what the named graphs state."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.errors import QueryError, SetupError
from kg.quads import quads
from kg.queries import answer
from kg.records import FileRecord
from kg.store import Store
from kg.vocabulary import KG
from tests.marked import BASE, marked, told

FACT = "[市教育局|Agency]印发《[课后办法|Document]》。"


def documents(*names: str, text: str = FACT) -> dict[str, list[Quad]]:
    """The graphs of documents with different names that state the same."""
    return {f"{BASE}doc/{name}": quads(told(marked(text, name))) for name in names}


def filled(graphs: dict[str, list[Quad]]) -> Store:
    store = Store()
    for graph, found in graphs.items():
        store.replace(graph, found)
    return store


def count(store: Store, pattern: str) -> int:
    text = f"PREFIX kg: <{BASE}ontology#> SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    value = answer(store, text).rows[0][0]
    return int(value.value) if value else 0


def law_holds(store: Store) -> bool:
    """Whether the default graph is the set of the triples that the named graphs say."""
    default = {quad.triple for quad in store.quads() if quad.graph_name == DefaultGraph()}
    return default == {quad.triple for quad in store.quads() if quad.graph_name != DefaultGraph() and store.is_said(quad)}


def test_three_documents_that_state_one_fact_count_one() -> None:
    store = filled(documents("a", "b", "c"))
    assert count(store, "?document kg:issuedBy ?agency") == 1
    assert count(store, "?document kg:issuedBy ?agency . ?agency a kg:Agency") == 1
    assert count(store, "GRAPH ?g { ?document kg:issuedBy ?agency }") == 3


def test_a_fact_stays_while_one_document_states_it_and_goes_with_the_last() -> None:
    store = filled(documents("a", "b", "c"))
    store.remove(f"{BASE}doc/a")
    store.remove(f"{BASE}doc/b")
    assert count(store, "?document kg:issuedBy ?agency") == 1
    store.remove(f"{BASE}doc/c")
    assert count(store, "?document kg:issuedBy ?agency") == 0
    assert store.dump() == b""


def test_a_union_of_graphs_is_never_asked_for() -> None:
    """The store does not deduplicate unions: a query that names no graph sees the default graph alone."""
    store = filled(documents("a", "b", "c"))
    assert count(store, "?mention a kg:Mention") == 0
    assert count(store, "GRAPH ?g { ?mention a kg:Mention }") == 6


def test_text_mentions_and_claims_are_not_said() -> None:
    store = filled(documents("a"))
    for pattern in ("?s kg:text ?o", "?s kg:digest ?o", "?s kg:means ?o", "?s kg:quote ?o", "?s a kg:Claim"):
        assert count(store, pattern) == 0, pattern
        assert count(store, f"GRAPH ?g {{ {pattern} }}") > 0, pattern


def test_a_document_that_says_something_else_now_is_replaced_whole() -> None:
    store = filled(documents("a"))
    store.replace(f"{BASE}doc/a", quads(told(marked("[市财政局|Agency]发布《[预算办法|Document]》。", "a"))))
    assert store.dump() == filled(documents("a", text="[市财政局|Agency]发布《[预算办法|Document]》。")).dump()


def test_taking_a_document_back_leaves_what_a_build_without_it_leaves() -> None:
    store = filled(documents("a", "b") | documents("c", text="[市财政局|Agency]发布《[预算办法|Document]》。"))
    store.remove(f"{BASE}doc/c")
    assert store.dump() == filled(documents("a", "b")).dump()


def test_filling_at_once_and_replacing_one_by_one_end_alike() -> None:
    graphs = documents("a", "b") | documents("c", text="[市财政局|Agency]发布《[预算办法|Document]》。")
    at_once = Store()
    at_once.fill(quad for found in graphs.values() for quad in found)
    assert at_once.dump() == filled(graphs).dump()


def test_replacing_twice_changes_nothing_and_order_does_not_matter() -> None:
    graphs = documents("a", "b", "c")
    store = filled(graphs)
    before = store.dump()
    for graph in reversed(graphs):
        store.replace(graph, graphs[graph])
    assert store.dump() == before


def test_a_knowledge_triple_outlives_the_documents_that_state_it() -> None:
    store = filled(documents("a"))
    known = [quad for quad in store.quads(f"{BASE}doc/a") if quad.predicate == NamedNode(KG.issuedBy)]
    knowledge = NamedNode(f"{BASE}graph/knowledge")
    store.replace(knowledge.value, [Quad(quad.subject, quad.predicate, quad.object, knowledge) for quad in known])
    store.remove(f"{BASE}doc/a")
    assert count(store, "?document kg:issuedBy ?agency") == 1


TRIPLES = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("pq"), st.sampled_from("uvw")), max_size=6)
STEPS = st.lists(st.tuples(st.sampled_from("abc"), TRIPLES), max_size=12)


def written(graph: str, triples: Iterable[tuple[str, str, str]]) -> list[Quad]:
    node = NamedNode(f"{BASE}doc/{graph}")
    return [Quad(NamedNode(BASE + s), NamedNode(BASE + p), Literal(o), node) for s, p, o in triples]


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_the_law_holds_after_any_sequence_of_replacements(steps: list[tuple[str, list[tuple[str, str, str]]]]) -> None:
    store, last = Store(), {}
    for graph, triples in steps:
        store.replace(f"{BASE}doc/{graph}", written(graph, triples))
        last[graph] = triples
        assert law_holds(store)
    fresh = Store()
    fresh.fill(quad for graph, triples in last.items() for quad in written(graph, triples))
    assert store.dump() == fresh.dump()


def test_the_record_of_a_file_changes_with_its_documents_in_one_step() -> None:
    store = Store()
    record = FileRecord("news/1.txt", "d1", (f"{BASE}doc/a",))
    store.update(documents("a"), [record, FileRecord("news/2.txt", "d2", (), "empty file")])
    empty = FileRecord("news/2.txt", "d2", (), "empty file")
    assert {*store.records()} == {record, empty}
    store.update({f"{BASE}doc/a": []}, ["news/1.txt"])
    assert list(store.records()) == [empty]
    assert store.dump() == b""


def test_records_are_no_part_of_the_graph() -> None:
    store = Store()
    store.update({}, [FileRecord("news/1.txt", "d1")])
    store.note(version="1")
    assert list(store.quads()) == []
    assert store.about() == {"base": BASE, "version": "1"}


def test_a_store_on_disk_is_found_again_and_read_without_writing(tmp_path: Path) -> None:
    store = Store(tmp_path / "graph")
    store.update(documents("a"), [FileRecord("1.txt", "d", (f"{BASE}doc/a",))])
    store.note(version="1")
    store.flush()
    dump = store.dump()
    del store
    reader = Store.reading(tmp_path / "graph")
    assert reader.dump() == dump
    assert reader.documents() == [f"{BASE}doc/a"]
    assert [record.path for record in reader.records()] == ["1.txt"]


def test_a_store_keeps_its_base(tmp_path: Path) -> None:
    store = Store(tmp_path / "graph", "https://kg.example/")
    store.note(version="1")
    del store
    with pytest.raises(SetupError, match=r"has the base https://kg.example/, not https://other.example/"):
        Store(tmp_path / "graph", "https://other.example/")
    assert Store(tmp_path / "graph").base == "https://kg.example/"


def test_reading_where_no_store_is_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"no graph is there\. Build one: kg build"):
        Store.reading(tmp_path)


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path / "graph")
    with pytest.raises(SetupError, match="cannot be opened to write"):
        Store(tmp_path / "graph")
    del store


def test_a_query_that_is_no_sparql_is_the_asker_s_error() -> None:
    with pytest.raises(QueryError, match="the query cannot be run"):
        Store().query("SELECT nonsense")


def test_awkward_characters_survive_a_replacement() -> None:
    awkward = 'line\nbreak "quoted" back\\slash 〔〕 tab\t } ; DROP ALL ; {'
    node, graph = NamedNode(BASE + "x"), NamedNode(f"{BASE}doc/a")
    store = Store()
    store.replace(graph.value, [Quad(node, node, Literal("old"), graph)])
    store.replace(graph.value, [Quad(node, node, Literal(awkward), graph)])
    assert [quad.object.value for quad in store.match(node.value, None)] == [awkward]  # type: ignore[union-attr]
