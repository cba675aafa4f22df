"""Edges across documents: weight, days and documents, reprints once; rebuilt for what changed, and equal to a rebuild."""

import random
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg.build
import kg.derived
from kg.check import check
from kg.derived import derive
from kg.edges import derived_graph
from kg.model import Header
from kg.projections import project
from kg.quads import quads
from kg.queries import load, run
from kg.store import Store
from kg.vocabulary import KG, OWL, local
from tests.marked import BASE, entity, marked, told
from tests.test_reprints import NOTICE

JOINT = "[市教育局|Agency]和[市财政局|Agency]印发《[课后办法|Document]》。" + NOTICE
TEXTS = {
    "a": (JOINT, "2021-05-01", "厦教〔2021〕3号"),
    "b": (JOINT, "2021-05-03", ""),
    "c": ("[市教育局|Agency]、[市财政局|Agency]印发《[奖励办法|Document]》。", "2022-01-02", ""),
    "d": ("根据[厦教〔2021〕3号|Number]和《[义务教育法|Document]》，制定办法。[市教育局|Agency]实施[双减行动|Programme]。", "2021-06", ""),
    "e": ("[市财政局|Agency]支持[双减行动|Programme]。[市教育局|Agency]不在此句。", "", ""),
    "f": ("根据《[厦教〔2021〕3号|Number]》，制定本办法。", "2020-01-01", "厦教〔2021〕3号"),
    "g": ("现将《[奖励办法|Document]》印发给你们。[市教育局|Agency]、[市财政局|Agency]负责解释。", "2022-03-01", "厦教〔2022〕1号"),
    "h": ("课后服务每周五天。", "2021-05-01", ""),
}
ISSUERS = {"g": ("市教育局", "市财政局")}
READ = {"h": "课后办法"}
"""Documents read that others only name."""


def graph(name: str) -> list[Quad]:
    text, day, number = TEXTS[name]
    header = Header(written=day, number=number, publisher=name, issuers=ISSUERS.get(name, ()))
    found, this = quads(told(marked(text, name, header, f"通知{name}"))), NamedNode(f"{BASE}doc/{name}")
    if name in READ:
        found.append(Quad(this, NamedNode(OWL.sameAs), NamedNode(entity("Document", READ[name]).iri), this))
    return found


def built(*names: str) -> Store:
    """A store of some of the texts, derived once."""
    store = Store()
    store.fill(quad for name in names for quad in graph(name))
    derive(store)
    return store


def label(store: Store, iri: str) -> str:
    found = [quad.object.value for quad in store.match(iri, None) if local(quad.predicate.value) in ("prefLabel", "title")]  # type: ignore[union-attr]
    return found[0] if found else iri


def edges(store: Store, kind: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The edges of a kind by the names of their ends: weight, first and last day, and the documents."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for node in store.pointing(KG.kind, Literal(kind), derived_graph(store.base)):
        facts: dict[str, list[str]] = {}
        for quad in store.match(node, None):
            facts.setdefault(local(quad.predicate.value), []).append(quad.object.value)  # type: ignore[union-attr]
        ends = [label(store, facts[end][0]) for end in ("one", "other")]
        key = tuple(ends if kind in ("citation", "reprint") else sorted(ends))
        documents = "".join(sorted(iri.rpartition("/")[2] for iri in facts["document"]))
        found[key] = (facts["weight"][0], facts.get("firstDay", [""])[0], facts.get("lastDay", [""])[0], documents)
    return found


BOTH = ("市教育局", "市财政局")


def test_who_issues_together_has_weight_days_and_documents_and_a_reprint_counts_once() -> None:
    assert edges(built("a", "b", "c"), "jointIssuance") == {BOTH: ("2", "2021-05-01", "2022-01-02", "abc")}
    assert edges(built("a", "b"), "reprint") == {("通知b", "通知a"): ("1", "2021-05-01", "2021-05-03", "b")}


def test_a_notice_and_what_it_prints_and_a_document_read_and_named_count_once() -> None:
    assert edges(built("c", "g"), "jointIssuance") == {BOTH: ("1", "2022-01-02", "2022-03-01", "cg")}
    assert edges(built("a", "c", "g", "h"), "jointIssuance")[BOTH][0] == "2"


def test_edges_weigh_what_the_network_and_the_question_of_joint_issuance_tell() -> None:
    store = built(*TEXTS)
    (weight,) = [facts[0] for facts in edges(store, "jointIssuance").values()]
    (tie,) = [edge["weight"] for *_, edge in project(store, "joint-issuance").edges(data=True)]
    (row,) = run(store, load("joint-issuers")).rows
    assert (weight, str(tie), row[2].value if row[2] else "") == ("2", "2", "2")


def test_who_is_named_in_one_sentence_stands_together_and_not_who_is_named_in_another() -> None:
    assert edges(built("a", "b", "d", "e"), "coMention") == {
        BOTH: ("1", "2021-05-01", "2021-05-01", "ab"),
        ("双减行动", "市教育局"): ("1", "2021-06", "2021-06", "d"),
        ("双减行动", "市财政局"): ("1", "", "", "e"),
    }


def test_a_sentence_that_names_a_crowd_is_a_list() -> None:
    store = Store()
    store.fill(quads(told(marked("、".join(f"[第{number}局|Agency]" for number in range(41)) + "。"))))
    derive(store)
    assert edges(store, "coMention") == {}


def test_what_is_cited_by_its_number_is_the_document_read_under_it_and_a_reprint_is_its_original() -> None:
    assert edges(built("d"), "citation") == {
        ("通知d", "厦教〔2021〕3号"): ("1", "2021-06", "2021-06", "d"),
        ("通知d", "义务教育法"): ("1", "2021-06", "2021-06", "d"),
    }
    assert ("通知d", "通知a") in edges(built("a", "b", "d"), "citation")
    assert ("通知d", "厦教〔2021〕3号") in edges(built("a", "f", "d"), "citation"), "two were read under it"
    assert edges(built("f"), "citation") == {}, "no document cites itself"


@pytest.mark.parametrize("gone", TEXTS)
def test_edges_after_taking_a_document_back_are_those_of_never_having_had_it(gone: str) -> None:
    store = built(*TEXTS)
    store.remove(f"{BASE}doc/{gone}")
    derive(store)
    assert store.dump() == built(*(name for name in TEXTS if name != gone)).dump()


def test_edges_brought_up_to_date_equal_edges_built_anew_after_any_changes() -> None:
    chance = random.Random(7)
    store, held = Store(), set[str]()
    for _ in range(40):
        for name in chance.sample(sorted(TEXTS), chance.randint(1, 3)):
            if name in held and chance.random() < 0.6:
                store.remove(f"{BASE}doc/{name}")
                held.remove(name)
            else:
                store.replace(f"{BASE}doc/{name}", graph(name))
                held.add(name)
        derive(store)
        assert store.dump() == built(*sorted(held)).dump()
    assert len(held) > 0


def test_documents_taken_up_in_several_transactions_end_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = built(*TEXTS).dump()
    monkeypatch.setattr(kg.derived, "_CHUNK", 1)
    assert built(*TEXTS).dump() == at_once


def test_what_an_interruption_left_undone_stays_noted_and_is_made_up_for() -> None:
    store = built("a", "c")
    store.update({f"{BASE}doc/b": graph("b"), f"{BASE}doc/c": []})  # and the process ends here, or in the middle of what follows
    assert store.changed() == [f"{BASE}doc/b", f"{BASE}doc/c"]
    kg.derived._update(store, frozenset(store.changed()))
    assert store.changed() != []
    derive(store)
    assert store.changed() == []
    assert store.dump() == built("a", "b").dump()


def test_a_store_built_before_there_were_edges_gets_them_with_the_next_build() -> None:
    store = Store()
    store.fill(quad for name in TEXTS for quad in graph(name))
    store.settle(store.changed())
    derive(store)
    assert store.dump() == built(*TEXTS).dump()


def test_deriving_again_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    store = built(*TEXTS)
    monkeypatch.setattr(kg.derived, "_update", lambda *told: pytest.fail("nothing changed"))
    derive(store)


def test_the_default_graph_is_still_what_the_graphs_state() -> None:
    failed = {failure.check for failure in check(built(*TEXTS))}
    assert failed <= {"kind-unknown", "entity-without-name"}, failed


def test_the_question_tells_the_edges_of_a_thing() -> None:
    rows = run(built(*TEXTS), load("edges"), {"name": "通知a"}).rows
    assert [tuple(cell.value if cell else "" for cell in row[:4]) for row in rows] == [("reprint", "←", "通知b", "1")]
    rows = run(built("a", "b", "d"), load("edges"), {"name": "通知a"}).rows
    assert ("citation", "←", "通知d", "1") in [tuple(cell.value if cell else "" for cell in row[:4]) for row in rows]


NUMBERED = (
    Header(number="国办发〔2019〕2号", published="2019-01-04", publisher="中国政府网"),
    Header(number="国办发〔2019〕3号", published="2019-01-09", publisher="中国政府网"),
    Header(number="国办发〔2019〕7号", published="2019-05-09", publisher="中国政府网"),
    Header(number="国办发〔2018〕9号", published="2018-11", publisher="中国政府网"),
)


def numbered() -> Store:
    store = Store()
    for at, header in enumerate(NUMBERED):
        store.fill(quads(told(marked(f"根据[国办发〔2019〕5号|Number]，第{at}件事项通知如下。", f"n{at}", header))))
    derive(store)
    return store


def answers(name: str) -> list[tuple[str, ...]]:
    return [tuple(cell.value if cell else "" for cell in row) for row in run(numbered(), load(name)).rows]


def test_gaps_in_numbers_are_told_by_the_two_numbers_around_them() -> None:
    assert answers("missing-numbers") == [("国办发", "2019", "3", "7", "3")]


def test_documents_named_and_never_read_are_told_with_how_many_name_them() -> None:
    assert [row[:3] for row in answers("cited-but-absent")] == [("国办发〔2019〕5号", "国办发〔2019〕5号", "4")]


def test_months_without_documents_are_told_by_the_months_around_them() -> None:
    assert answers("months-without-documents") == [("中国政府网", "2018-11", "2019-01", "1"), ("中国政府网", "2019-01", "2019-05", "3")]


def test_a_build_that_was_interrupted_before_its_edges_makes_up_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, day in (("a", "2022-04-19"), ("b", "2022-04-20")):
        (tmp_path / f"{name}.txt").write_text(f"标题：关于开展专项行动的通知\n发布日期：{day}\n\n{NOTICE}", encoding="utf-8")
    store, fresh = Store(), Store()
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(kg.build, "derive", lambda store: (_ for _ in ()).throw(KeyboardInterrupt))
        kg.build.build([tmp_path], store)
    kg.build.build([tmp_path], store)
    kg.build.build([tmp_path], fresh)
    assert store.dump() == fresh.dump()
    assert len(store.match(None, KG.reprintOf)) == 1
