"""Networks: which edges are drawn, how they are directed, what is told of nodes, and files that other programs read."""


import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.derived import derive
from kg.model import Header
from kg.network import KINDS, LEVELS, Choice, Edge, around, between, edges, graph, kind_of, level_of, place_of, resting
from kg.quads import quads
from kg.show import label_of
from kg.store import Store
from tests.marked import BASE, entity, marked, told
from tests.small import small_store

EDUCATION, FINANCE = entity("Agency", "厦门市教育局").iri, entity("Agency", "厦门市财政局").iri


def named(store: Store, found: list[Edge]) -> list[str]:
    """Edges as a reader sees them: both names, the weight, and the days."""
    return [f"{label_of(store, edge.one)}—{label_of(store, edge.other)} ×{edge.weight} {edge.first}..{edge.last}" for edge in found]


def test_who_issues_together_is_an_edge_with_its_weight_and_days() -> None:
    store = small_store()
    found, total = edges(store, "jointIssuance")
    assert total == 1
    assert [set(name.split("—")) for name in (named(store, found)[0].split(" ")[0],)] == [{"厦门市教育局", "厦门市财政局"}]
    assert (found[0].weight, found[0].first, found[0].last) == (1, "2022-05-01", "2022-05-01")


def test_a_citation_leads_from_the_document_that_cites() -> None:
    store = small_store()
    (found,), _ = edges(store, "citation")
    assert (label_of(store, found.one), label_of(store, found.other), found.directed) == ("通知a", "义务教育法", True)
    woven = graph(store, [found])
    assert woven.is_directed()
    assert list(woven.edges) == [(f"{BASE}doc/a", found.other)]


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (Choice(since="2022"), 1),
        (Choice(since="2022-05-02"), 0),
        (Choice(until="2022-04"), 0),
        (Choice(since="2021-01-01", until="2022-05-01"), 1),
        (Choice(kind="Agency"), 1),
        (Choice(kind="Programme"), 0),
        (Choice(level="central"), 0),
        (Choice(minimum=2), 0),
    ],
)
def test_edges_are_chosen_by_days_class_level_and_weight(choice: Choice, count: int) -> None:
    found, total = edges(small_store(), "jointIssuance", choice)
    assert (len(found), total) == (count, count)


def test_the_heaviest_edges_come_first_and_how_many_there_are_is_told() -> None:
    store = small_store()
    for name in ("x", "y"):
        text = "[市教育局|Agency|厦门市教育局]和[市公安局|Agency|厦门市公安局]到会。[市财政局|Agency|厦门市财政局]和[人民银行|Agency]到会。"
        store.fill(quads(told(marked(text if name == "x" else text.split("。")[0] + "。", name, Header(published="2022-01-01"), name))))
    derive(store)
    every, total = edges(store, "coMention")
    assert [edge.weight for edge in every] == sorted((edge.weight for edge in every), reverse=True)
    assert every[0].weight == 2
    assert edges(store, "coMention", most=1) == (every[:1], total)
    assert total == len(every) > 2


def test_around_a_thing_are_its_edges_and_those_between_its_neighbours() -> None:
    store = small_store()
    text = "[市教育局|Agency|厦门市教育局]、[市财政局|Agency|厦门市财政局]和[市公安局|Agency|厦门市公安局]到会。"
    text += "[人民银行|Agency]和[税务局|Agency]到会。"
    store.fill(quads(told(marked(text, "x", Header(published="2022-01-01"), "x"))))
    derive(store)
    ends = {label_of(store, end) for edge in around(store, EDUCATION) for end in (edge.one, edge.other)}
    assert ends == {"厦门市教育局", "厦门市财政局", "厦门市公安局"}
    assert between(store, FINANCE, entity("Agency", "厦门市公安局").iri, "coMention")[0] in around(store, EDUCATION)
    near = around(store, EDUCATION, most=2)
    assert {label_of(store, end) for edge in near for end in (edge.one, edge.other)} == {"厦门市教育局", "厦门市财政局"}


def test_edges_of_one_s_own_are_drawn_beside_the_derived() -> None:
    store, zhang = small_store(), entity("Person", "张明").iri
    own = Edge("own", f"{BASE}ontology#holdsPost", zhang, EDUCATION, 3)
    assert own in around(store, EDUCATION, more=[own])
    assert graph(store, around(store, EDUCATION, more=[own])).is_multigraph()


def test_the_documents_of_an_edge_are_few() -> None:
    store = small_store()
    found, _ = edges(store, "jointIssuance")
    assert resting(store, found, 5) == {found[0].iri: [f"{BASE}doc/b"]}
    heavy = Edge(found[0].iri, "jointIssuance", found[0].one, found[0].other, 1000)
    assert resting(store, [heavy], 1) == {found[0].iri: [f"{BASE}doc/b"]}


def test_a_node_tells_its_class_place_and_level() -> None:
    store = Store()
    known = f"""@base <{BASE}> . @prefix kg: <{BASE}ontology#> .
        <id/agency/350200/x> kg:place <id/place/350200> . <id/place/350200> a kg:Division ; kg:level "prefecture" .
        <id/agency/100000/y> kg:place <id/place/100000> . <id/place/350200001> a kg:Place .
        <doc/a> a kg:Announcement ; kg:issuedBy <id/agency/350200/x> ."""
    graph_iri = NamedNode(f"{BASE}graph/knowledge")
    store.fill(Quad(t.subject, t.predicate, t.object, graph_iri) for t in parse(known, format=RdfFormat.TURTLE))
    keys = ("id/agency/350200/x", "id/agency/100000/y", "doc/a", "id/place/350200001")
    levels = [level_of(store, place_of(store, f"{BASE}{key}")) for key in keys]
    assert levels == ["prefecture", "central", "prefecture", "township"]
    assert set(levels) <= set(LEVELS)
    assert (kind_of(store, f"{BASE}id/place/350200"), kind_of(store, f"{BASE}doc/a")) == ("Place", "Document")
    assert level_of(store, place_of(store, f"{BASE}id/agency/nowhere")) == ""


def test_every_kind_that_is_derived_has_a_name() -> None:
    store = small_store()
    found = {kind for kind in KINDS if edges(store, kind)[1]}
    assert found == {"jointIssuance", "coMention", "citation"}
