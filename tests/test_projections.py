"""Networks from a store: who is tied to whom, in how many documents and when, cut by period, level, place and weight."""

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.answers import cells
from kg.derived import derive
from kg.errors import QueryError
from kg.model import Header
from kg.projections import PROJECTIONS, ego, named, neighbourhood, project, snapshots, weaver
from kg.quads import quads
from kg.queries import load, run
from kg.store import Store
from kg.ties import Papers, Places
from kg.weaving import Cut, spells, within
from tests.marked import BASE, entity, marked, told
from tests.small import small_store

EDUCATION, FINANCE, POLICE, MINISTRY = (entity("Agency", name).iri for name in ("市教育局", "市财政局", "区公安局", "教育部"))
OLD, NEW = f"{BASE}id/agency/350200/industry-commerce", f"{BASE}id/agency/350200/market-regulation"
XIAMEN, TONGAN, QUANZHOU, CHINA = (f"{BASE}id/place/{code}" for code in (350200, 350212, 350500, 100000))
ISLAND = f"{BASE}id/place/1a"
_SAME = "[市教育局|Agency]、[市财政局|Agency]"
TEXTS: dict[str, tuple[str, dict[str, Any]]] = {
    "a": (f"{_SAME}印发《[课后办法|Document]》。", {"published": "2018-03-01"}),
    "b": (f"{_SAME}、[区公安局|Agency]印发《[校园办法|Document]》。", {"published": "2019-02-01"}),
    "c": (f"{_SAME}印发《[奖励办法|Document]》。", {"published": "2022-06-01"}),
    "d": (f"{_SAME}印发《[补助办法|Document]》。", {}),
    "e": (
        "[市教育局|Agency]实施[双减行动|Programme]。[市财政局|Agency]支持[双减行动|Programme]和[护苗行动|Programme]。",
        {"published": "2021"},
    ),
    "f": ("[市教育局|Agency]开展[护苗行动|Programme]。根据《[义务教育法|Document]》，制定本办法。", {"published": "2023-01-05"}),
    "g": ("[教育部|Agency]印发《[课程方案|Document]》。", {"published": "2020-01-01"}),
}
KNOWLEDGE = f"""@base <{BASE}> . @prefix kg: <{BASE}ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{EDUCATION}> kg:place <id/place/350200> . <{FINANCE}> kg:place <id/place/350200> . <{POLICE}> kg:place <id/place/350212> .
<{MINISTRY}> kg:place <id/place/100000> .
<id/place/350200> a kg:Division ; kg:level "prefecture" ; skos:prefLabel "厦门市"@zh .
<id/place/350212> a kg:Division ; kg:level "county" ; kg:parent <id/place/350200> ; skos:prefLabel "同安区"@zh .
<id/place/1a> a kg:Feature ; kg:parent <id/place/350200> .
<id/place/350500> a kg:Division ; kg:level "prefecture" ; skos:prefLabel "泉州市"@zh ."""


def said(turtle: str, graph: str) -> list[Quad]:
    """What a text in Turtle says, in a graph."""
    return [Quad(t.subject, t.predicate, t.object, NamedNode(graph)) for t in parse(turtle, format=RdfFormat.TURTLE)]


def filled(texts: Mapping[str, tuple[str, dict[str, Any]]], knowledge: str = KNOWLEDGE) -> Store:
    """A store of texts with their headers, and of knowledge, derived."""
    store = Store()
    store.fill(said(knowledge, f"{BASE}graph/knowledge"))
    for name, (text, header) in texts.items():
        store.fill(quads(told(marked(text, name, Header(**header), f"通知{name}"))))
    derive(store)
    return store


@cache
def city() -> Store:
    """What a city's agencies did together."""
    return filled(TEXTS)


def shown(woven: Any) -> dict[tuple[str, str], tuple[int, str, str, str]]:
    """The edges by the names of their ends: weight, days, and the documents by their letters; ends in order if there is no direction."""
    found = {}
    for one, other, edge in woven.edges(data=True):
        ends = (woven.nodes[one]["label"], woven.nodes[other]["label"])
        documents = "".join(iri.rpartition("/")[2] for iri in edge["documents"])
        key = ends if woven.is_directed() else (min(ends), max(ends))
        found[key] = (edge["weight"], edge["first"], edge["last"], documents)
    return found


def weights(woven: Any) -> dict[tuple[str, str], int]:
    return {ends: edge[0] for ends, edge in shown(woven).items()}


def test_who_issues_together_is_tied_by_documents_and_their_days() -> None:
    assert shown(project(city(), "joint-issuance")) == {
        ("市教育局", "市财政局"): (4, "2018-03-01", "2022-06-01", "abcd"),
        ("区公安局", "市教育局"): (1, "2019-02-01", "2019-02-01", "b"),
        ("区公安局", "市财政局"): (1, "2019-02-01", "2019-02-01", "b"),
    }


def test_a_network_is_in_the_form_that_all_programs_of_ours_expect() -> None:
    woven = project(city(), "joint-issuance", Cut(since="2018", until="2019"))
    assert woven.graph == {"name": "joint-issuance", "since": "2018", "until": "2019", "base": BASE}
    assert woven.nodes[EDUCATION] == {"label": "市教育局", "kind": "Agency", "level": "prefecture", "place": XIAMEN}
    edge = woven.edges[EDUCATION, FINANCE]
    assert edge["kind"] == "jointIssuance"
    assert edge["spells"] == [["2018-03-01", "2019-02-01"]]
    assert list(woven) == sorted(woven)


def test_who_leads_stands_at_the_tail_of_the_arrow() -> None:
    woven = project(city(), "lead-cosigner")
    assert woven.is_directed()
    assert weights(woven) == {("市教育局", "市财政局"): 4, ("市教育局", "区公安局"): 1}


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (Cut(since="2019-01-01"), {"市教育局市财政局": 2, "区公安局市教育局": 1, "区公安局市财政局": 1}),
        (Cut(until="2018"), {"市教育局市财政局": 1}),
        (Cut(since="2020", until="2021"), {}),
        (Cut(minimum=2), {"市教育局市财政局": 4}),
        (Cut(since="2019", minimum=3), {}),
        (Cut(level="prefecture"), {"市教育局市财政局": 4}),
        (Cut(level="county"), {}),
        (Cut(place=XIAMEN), {"市教育局市财政局": 4, "区公安局市教育局": 1, "区公安局市财政局": 1}),
        (Cut(place=TONGAN), {}),
        (Cut(place=QUANZHOU), {}),
    ],
)
def test_a_network_is_cut_by_period_weight_level_and_place(cut: Cut, expected: dict[str, int]) -> None:
    assert {"".join(ends): weight for ends, weight in weights(project(city(), "joint-issuance", cut)).items()} == expected


@pytest.mark.parametrize("question", ["joint-issuers", "lead-issuers"])
@pytest.mark.parametrize("period", [{}, {"since": "2019-01-01", "until": "2022-12-31"}])
@pytest.mark.parametrize("store", [city, small_store])
def test_the_network_tells_what_the_shipped_question_tells(question: str, period: dict[str, Any], store: Any) -> None:
    woven = project(store(), "joint-issuance" if question == "joint-issuers" else "lead-cosigner", Cut(**period))
    asked = [row[:5] for row in cells(run(store(), load(question), period))]
    rows = {tuple(row[:2] if woven.is_directed() else sorted(row[:2])): (int(row[2]), row[3], row[4]) for row in asked}
    assert {ends: edge[:3] for ends, edge in shown(woven).items()} == rows


def test_a_notice_and_what_it_prints_are_one_document() -> None:
    notice, rules = (entity("Document", name).iri for name in ("夜市通知", "夜市办法"))
    texts = {"n": (f"{_SAME}印发《[夜市办法|Document]》。{_SAME}印发《[夜市通知|Document]》。", {"published": "2020-05-01"})}
    assert weights(project(filled(texts), "joint-issuance")) == {("市教育局", "市财政局"): 2}
    prints = f"<{notice}> <{BASE}ontology#prints> <{rules}> ."
    assert weights(project(filled(texts, KNOWLEDGE + prints), "joint-issuance")) == {("市教育局", "市财政局"): 1}


def test_a_document_named_read_and_reprinted_is_one() -> None:
    read = {name: ("x", {"published": "2020", "number": number}) for name, number in (("a", "厦府〔2020〕1号"), ("b", ""), ("c", ""))}
    say = f"""@base <{BASE}> . @prefix kg: <{BASE}ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        <doc/b> kg:reprintOf <doc/a> . <doc/c> owl:sameAs <id/document/3> . <id/document/1> kg:issueNumber "厦府〔2020〕1号" .
        <id/document/2> owl:sameAs <id/document/4> ."""
    papers = Papers(filled(read, say))
    acts = {name: papers.act(f"{BASE}{name}").removeprefix(BASE) for name in ("doc/b", "id/document/1", "id/document/3", "id/document/4")}
    assert acts == {"doc/b": "doc/a", "id/document/1": "doc/a", "id/document/3": "doc/c", "id/document/4": "id/document/4"}


def test_a_document_without_a_day_has_that_of_what_forwards_it() -> None:
    store = filled({"n": ("x", {"published": "2020-05-01"})})
    forwarded = f"{BASE}id/document/1"
    say = f"<{BASE}doc/n> <{BASE}ontology#forwards> <{forwarded}> . <{forwarded}> <{BASE}ontology#issueNumber> "
    for number, day in (('"财社"', "2020-05-01"), ('"财社〔2019〕1号"', "2019")):
        store.replace(f"{BASE}graph/more", said(f"{say}{number} .", f"{BASE}graph/more"))
        assert Papers(store).day(forwarded) == day
    assert Papers(store).day(f"{BASE}doc/none") == ""


def test_predecessors_are_folded_into_what_they_became() -> None:
    knowledge = f"""@base <{BASE}> . @prefix kg: <{BASE}ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <id/body/industry-commerce> kg:successor <id/body/market-regulation> . <{NEW}> a kg:Agency ; skos:prefLabel "市监局"@zh .
        <{FINANCE}> kg:successor <id/agency/1>, <id/agency/2> . <id/body/trade> kg:successor <id/body/market-regulation>, <id/body/zz> .
        <{EDUCATION}> kg:successor <{MINISTRY}> . <{MINISTRY}> kg:successor <{POLICE}> ."""
    made = weaver(filled(TEXTS, knowledge), "joint-issuance")
    assert [made._heirs(one) for one in (OLD, FINANCE, EDUCATION)] == [NEW, FINANCE, POLICE]
    for stays in (f"{BASE}id/agency/350212/industry-commerce", f"{BASE}id/agency/350200/trade"):
        assert made._heirs(stays) == stays
    assert weights(made.woven(Cut(fold=True))) == {("区公安局", "市财政局"): 4}
    assert len(made.woven(Cut()).edges) == 3


def test_two_modes_are_told_apart_and_projected_on_either() -> None:
    both = project(city(), "agency-programme")
    assert weights(both) == {
        ("双减行动", "市教育局"): 1, ("双减行动", "市财政局"): 1, ("市教育局", "护苗行动"): 1, ("市财政局", "护苗行动"): 1,
    }  # fmt: skip
    modes = {node["label"]: node["bipartite"] for _, node in both.nodes(data=True)}
    assert modes == {"市教育局": 0, "市财政局": 0, "双减行动": 1, "护苗行动": 1}
    assert nx.is_bipartite(both)
    assert shown(project(city(), "agencies-by-programme")) == {("市教育局", "市财政局"): (2, "2021", "2023-01-05", "ef")}
    assert weights(project(city(), "programmes-by-agency")) == {("双减行动", "护苗行动"): 2}
    assert not project(city(), "agencies-by-programme", Cut(minimum=3)).edges
    assert weights(project(city(), "agency-programme", Cut(place=XIAMEN, since="2022"))) == {("市教育局", "护苗行动"): 1}


def test_two_share_a_thing_from_when_both_were_tied_to_it() -> None:
    texts = {
        "a": ("[市教育局|Agency]实施[双减行动|Programme]。", {"published": "2018"}),
        "b": ("[市财政局|Agency]支持[双减行动|Programme]。", {"published": "2020"}),
    }
    assert shown(project(filled(texts), "agencies-by-programme")) == {("市教育局", "市财政局"): (1, "2020", "2020", "ab")}


def test_a_document_that_is_no_news_has_not_the_day_of_what_names_it() -> None:
    say = f"@prefix kg: <{BASE}ontology#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."
    for number, (issuer, role) in enumerate(((EDUCATION, "lead"), (FINANCE, "joint"))):
        say += f"<{BASE}id/document/1> kg:issuedBy <{issuer}> . <{BASE}doc/n#c{number}> rdf:subject <{BASE}id/document/1> ; "
        say += f'rdf:predicate kg:issuedBy ; rdf:object <{issuer}> ; kg:role "{role}" ; kg:rule "RULE" .'
    for rule, day in (("title", ""), ("issuedBy: S ~ O", "2020")):
        store = filled({"m": ("x", {"published": "2019"})})
        issued = f'<{BASE}doc/n> <http://purl.org/dc/terms/issued> "2020" .'
        store.replace(f"{BASE}doc/n", said(say.replace("RULE", rule) + issued, f"{BASE}doc/n"))
        assert [edge["first"] for *_, edge in project(store, "joint-issuance").edges(data=True)] == [day]


def test_issuers_are_tied_to_what_their_documents_name_and_are() -> None:
    store = filled({"h": ("现就[双减行动|Programme]和[护苗行动|Programme]通知如下。[市财政局|Agency]参加。", {"published": "2020-05-01"})})
    document = NamedNode(f"{BASE}doc/h")
    store.change(set(), {Quad(document, NamedNode(f"{BASE}ontology#issuedBy"), NamedNode(FINANCE), document)})
    day = "2020-05-01"
    assert shown(project(store, "agency-topic")) == {
        ("双减行动", "市财政局"): (1, day, day, "h"),
        ("市财政局", "护苗行动"): (1, day, day, "h"),
    }
    assert weights(project(store, "topics-by-agency")) == {("双减行动", "护苗行动"): 1}
    assert weights(project(city(), "agency-form"))[("办法", "市教育局")] == 4


def test_citations_lead_to_what_is_cited_with_the_days_of_documents() -> None:
    woven = project(city(), "citations")
    assert shown(woven) == {("通知f", "义务教育法"): (1, "2023-01-05", "2023-01-05", "f")}
    assert [(node["kind"], node["day"]) for _, node in sorted(woven.nodes(data=True))] == [("Document", "2023-01-05"), ("Document", "")]


def placed(text: str, spots: list[tuple[int, str]]) -> Store:
    """A store of one document of 2020 in whose text places are mentioned: where, and which."""
    store, document = filled({"p": ("x", {"published": "2020"})}), f"{BASE}doc/p"
    say = f'<{document}> <{BASE}ontology#text> "{text}" ; <http://purl.org/dc/terms/issued> "2020" .'
    say += "".join(f"<{document}#m{at}> <{BASE}ontology#means> <{iri}> ; <{BASE}ontology#start> {at} ." for at, iri in spots)
    store.replace(document, said(say, document))
    return store


def test_places_of_one_sentence_are_tied_unless_one_lies_in_the_other() -> None:
    spots = [(0, XIAMEN), (3, QUANZHOU), (6, TONGAN), (9, QUANZHOU), (12, XIAMEN), (15, TONGAN), (18, ISLAND), (21, XIAMEN)]
    store = placed("厦门、泉州和同安。泉州。厦门、同安。鼓浪、厦门。", spots)
    assert shown(project(store, "places")) == {
        ("厦门市", "泉州市"): (1, "2020", "2020", "p"),
        ("同安区", "泉州市"): (1, "2020", "2020", "p"),
    }
    assert Places(store).lies(TONGAN, XIAMEN)
    assert not Places(store).lies(XIAMEN, TONGAN)


@pytest.mark.parametrize(("many", "ties"), [(40, 780), (41, 0)])
def test_a_sentence_of_more_than_forty_places_is_a_list(many: int, ties: int) -> None:
    store = placed("某" * many + "。", [(at, f"{BASE}id/place/{900000 + at}") for at in range(many)])
    assert project(store, "places").number_of_edges() == ties


def test_days_are_compared_as_far_as_they_are_told() -> None:
    assert within("2018", "2018-03-01", "2018-04")
    assert within("2018-04-30", "", "2018-04")
    assert not within("2018-05-01", "", "2018-04")
    assert not within("2017", "2018-03-01", "")
    assert not within("", "2018", "")
    assert within("", "", "")


def test_spells_end_where_a_year_goes_by() -> None:
    assert spells(["2020-02-01", "2018-03-01", "2019-02-28", "2022"]) == [["2018-03-01", "2020-02-01"], ["2022-01-01", "2022-12-31"]]
    assert spells(["2024-02", "2023-12"]) == [["2023-12-01", "2024-02-29"]]
    assert spells([]) == []


def test_snapshots_slide_over_the_years() -> None:
    made = weaver(city(), "joint-issuance")
    some = list(snapshots(made, Cut(), years=2))
    assert [(woven.graph["since"][:4], woven.graph["until"][:4], woven.number_of_edges()) for woven in some] == [
        ("2018", "2019", 3), ("2019", "2020", 3), ("2020", "2021", 0), ("2021", "2022", 1),
    ]  # fmt: skip
    assert [woven.graph["since"] for woven in snapshots(made, Cut(since="2019"), years=9)] == ["2019-01-01"]
    assert all(int(later.graph["since"][:4]) - int(one.graph["since"][:4]) == 3 for one, later in pairwise(snapshots(made, Cut(), 1, 3)))
    with pytest.raises(QueryError, match="one year or more"):
        list(snapshots(made, Cut(), years=0))


def test_the_same_ties_give_the_same_graph() -> None:
    one, two = (list(project(filled(dict(texts)), "joint-issuance").edges(data=True)) for texts in (TEXTS.items(), reversed(TEXTS.items())))
    assert one == two


def test_around_a_thing_are_edges_and_facts() -> None:
    woven = neighbourhood(small_store(), entity("Agency", "厦门市教育局").iri)
    kinds = {edge["kind"] for *_, edge in woven.edges(data=True)}
    assert {"jointIssuance", "coMention", "holdsPost", "issuedBy"} <= kinds
    assert woven.graph["name"] == "neighbourhood"


def test_the_edges_around_a_thing_tell_their_documents_and_days() -> None:
    """Both 通知a of 2021 and 通知b of 2022 say who issued 课后办法; the joint issuance of it 通知b alone."""
    woven = neighbourhood(small_store(), entity("Agency", "厦门市教育局").iri)
    label = {node: told["label"] for node, told in woven.nodes(data=True)}
    told = {(*sorted((label[one], label[other])), edge["kind"]): edge for one, other, edge in woven.edges(data=True)}
    a, b = f"{BASE}doc/a", f"{BASE}doc/b"
    issued = told["厦门市教育局", "课后办法", "issuedBy"]
    assert (issued["documents"], issued["weight"], issued["first"], issued["last"]) == ([a, b], 2, "2021-05-01", "2022-05-01")
    joint = next(edge for (*_, kind), edge in told.items() if kind == "jointIssuance")
    assert (joint["documents"], joint["first"], joint["last"]) == ([b], "2022-05-01", "2022-05-01")
    assert all(edge["documents"] and len(edge["documents"]) >= edge["weight"] for edge in told.values())


def test_the_part_of_a_network_around_a_thing_has_the_ties_among_its_neighbours() -> None:
    part = ego(project(city(), "lead-cosigner"), FINANCE)
    assert set(part) == {EDUCATION, FINANCE}
    assert set(ego(project(city(), "joint-issuance"), POLICE).edges) == set(project(city(), "joint-issuance").edges)
    with pytest.raises(QueryError, match=r"tied to nothing in this network \(joint-issuance\)"):
        ego(project(city(), "joint-issuance"), MINISTRY)


def test_what_is_not_there_is_told_with_what_is() -> None:
    with pytest.raises(QueryError, match=r"no network 'joint'; there are: joint-issuance, .*neighbourhood"):
        project(city(), "joint")
    with pytest.raises(QueryError, match=r"no level 'city'; there are: central"):
        project(city(), "joint-issuance", Cut(level="city"))
    with pytest.raises(QueryError, match="nothing in this graph is called"):
        named(city(), "市气象局")


@pytest.mark.parametrize("one", PROJECTIONS, ids=lambda one: one.name)
def test_every_network_of_an_empty_store_is_empty(one: Any) -> None:
    assert len(project(Store(), one.name)) == 0
