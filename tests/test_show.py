"""What `kg show` says of a thing, and how it finds the thing."""

from pathlib import Path

import pytest

from kg.build import build
from kg.errors import QueryError
from kg.portraits import candidates_text, portrait_text
from kg.rulings import Ruling, write
from kg.show import Portrait, candidates, show
from kg.store import Store
from tests.marked import BASE, entity
from tests.small import FIRST, figure_store, small_store


def portrait(name: str) -> Portrait:
    found = show(small_store(), name)
    assert isinstance(found, Portrait)
    return found


def test_a_thing_is_shown_with_its_facts_and_the_sentences_that_state_them() -> None:
    found = portrait("课后办法")
    assert (found.label, found.kinds, found.mentions, found.documents) == ("课后办法", ("文件",), 2, 2)
    by_other = {fact.other: fact for fact in found.facts}
    assert set(by_other) == {"厦门市教育局", "厦门市财政局", "办法", "印发"}
    said = by_other["厦门市财政局"].said[0]
    assert said.sentence == "市教育局和市财政局印发《课后办法》。"
    assert said.sentence[said.start : said.end] == "市教育局和市财政局印发《课后办法"
    assert (said.title, said.day) == ("通知b", "2022-05-01")
    assert len(by_other["厦门市教育局"].said) == 2


def test_relations_from_other_things_are_shown_too() -> None:
    facts = portrait("厦门市教育局").facts
    assert {(fact.relation, fact.outward, fact.other, fact.post) for fact in facts} == {
        ("发布机关", False, "课后办法", ""),
        ("发布机关", False, "通知a", ""),
        ("任职于", False, "张明", "局长"),
        ("离任于", False, "张明", "局长"),
    }


def test_what_is_known_without_a_document_is_shown() -> None:
    found = portrait("同安区")
    assert ("上级区划", "厦门市") in found.known


def test_a_thing_is_found_by_iri_and_by_another_name() -> None:
    assert portrait(entity("Agency", "厦门市教育局").iri).label == "厦门市教育局"
    assert portrait("厦门").label == "厦门市"
    assert portrait("通知a").iri == f"{BASE}doc/a"
    assert portrait("厦教〔2021〕3号").iri == f"{BASE}doc/a"


def test_several_things_of_one_name_are_listed() -> None:
    store = small_store()
    store.replace(f"{BASE}doc/e", [])
    found = show(store, "张明")
    assert isinstance(found, Portrait)
    assert "1 things" in candidates_text(candidates(store, "张明"))


def test_a_name_nothing_has_is_answered_with_those_close_to_it() -> None:
    with pytest.raises(QueryError, match=r"nothing in this graph is called '教育局'; close to it: 厦门市教育局\."):
        show(small_store(), "教育局")


def test_the_text_of_a_portrait_marks_the_quote_in_its_sentence() -> None:
    text = portrait_text(portrait("课后办法"))
    assert "发布机关 → 厦门市财政局" in text
    assert "【市教育局和市财政局印发《课后办法】》。  — 通知b, 2022-05-01  [issuedBy: O 关于? ~ S]" in text
    assert "2 mentions in 2 documents" in text


def test_an_area_is_shown_with_its_latest_figures_first() -> None:
    found = show(figure_store(), "厦门市")
    assert isinstance(found, Portrait)
    assert [figure.period for figure in found.figures] == ["2025年"] + ["2021年底"] * 6
    assert found.figure_count == 7
    text = portrait_text(found)
    assert f"2021年底 · 有效发明专利 · 19000件 (同比+20.11%)\n    【{FIRST}】  — 公报e, 2022-01-01  [figures]" in text


def test_an_indicator_is_shown_with_the_figures_of_all_its_spellings() -> None:
    found = show(figure_store(), "有效发明专利")
    assert isinstance(found, Portrait)
    assert sorted(figure.printed for figure in found.figures) == ["1.9万件", "18000件", "19000件"]
    assert "2021年底 · 厦门市 · 有效发明专利数量 · 1.9万件" in portrait_text(found)


def test_a_thing_without_figures_shows_none() -> None:
    assert portrait("课后办法").figures == ()


def test_a_ruling_about_a_thing_is_no_claim_of_a_document_about_it(tmp_path: Path) -> None:
    """A ruling has subject, predicate and object as a claim has; what texts say of the thing it is about is shown all the same."""
    paper, own, built = tmp_path / "paper.txt", tmp_path / "own.ttl", Store()
    paper.write_text("标题: 通知\n\n厦门市教育局印发《厦门市校车管理办法》。\n", encoding="utf-8")
    write(own, Ruling("agency/350200/finance", "agency/350200/education", False, "两个机关", "2022-01-01"))
    build([paper], built, own_rulings=own)
    assert built.match(f"{BASE}id/agency/350200/finance", None), "the graph tells the ruling"
    found = show(built, "厦门市教育局")
    assert isinstance(found, Portrait)
    assert [(fact.relation, fact.other) for fact in found.facts] == [("发布机关", "厦门市校车管理办法")]
    assert "发布机关 ← 厦门市校车管理办法" in portrait_text(found)
