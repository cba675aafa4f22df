"""Every shipped query explains itself, keeps clear of the store's traps, and answers on a small graph."""

import re

import pytest
from pyoxigraph import Literal

from kg.queries import Query, run, shipped
from kg.store import Store
from kg.vocabulary import KG
from tests.query_traps import traps, unbound_first
from tests.small import FIGURES, FIRST, figure_store, rule_store, small_store

QUESTIONS, CHECKS, PAGES = shipped(), shipped("checks"), shipped("pages")
ALL = [*QUESTIONS, *CHECKS, *PAGES]


def test_the_lint_sees_every_trap() -> None:
    for text in (
        "SELECT * WHERE { ?s <a:p> ?o }",
        "SELECT ?g WHERE { GRAPH ?g { SELECT (COUNT(?s) AS ?n) WHERE { ?s <a:p> ?o } } }",
        "SELECT ?g WHERE { GRAPH ?g { VALUES ?x { 1 } } }",
        "SELECT ?s FROM <a:b> WHERE { ?s <a:p> ?o }",
        "SELECT ?s WHERE { SERVICE <a:b> { ?s <a:p> ?o } }",
        "SELECT ?s WHERE { ?s <a:p> ?o OPTIONAL { { SELECT ?s WHERE { ?s <a:q> ?x } } } }",
        "SELECT ?s WHERE { ?s <a:p> ?o OPTIONAL { ?s <a:q> ?x . BIND (?o AS ?y) } }",
        "SELECT (MIN(?x) AS ?least) WHERE { ?s <a:p> ?o OPTIONAL { ?s <a:q> ?x } }",
    ):
        assert len(traps(Query("", "", "", "", (), text + "\n"))) == 1, text


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_a_query_explains_itself(query: Query) -> None:
    assert re.search(r"[一-鿿]", query.title), "a Chinese title"
    assert query.title_en != query.title, "an English title"
    assert query.about.endswith(".")
    assert len({query.title for query in ALL}) == len(ALL), "a title of its own"
    assert all(parameter.about for parameter in query.parameters)


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_a_query_keeps_clear_of_the_traps(query: Query) -> None:
    assert traps(query) == []


def test_the_lint_sees_a_pattern_that_starts_unbound() -> None:
    assert unbound_first(Query("", "", "", "", (), "SELECT ?s WHERE { ?s ?p ?o . ?p a <a:b> }\n")) == {"p"}
    assert unbound_first(Query("", "", "", "", (), "SELECT ?s WHERE { ?p a <a:b> . ?s ?p ?o }\n")) == set()


@pytest.mark.parametrize("query", [*QUESTIONS, *PAGES], ids=lambda query: query.name)
def test_a_question_starts_from_what_is_bound(query: Query) -> None:
    assert unbound_first(query) == set()


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_a_query_answers_in_a_fixed_order(query: Query) -> None:
    assert "ORDER BY" in query.text


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_an_empty_store_answers_every_query_with_nothing(query: Query) -> None:
    assert [row for row in run(Store(), query).rows if row != (Literal(0),)] == []


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_a_question_stands_in_a_group_and_its_drawing_takes_columns_that_it_has(query: Query) -> None:
    assert re.search(r"[一-鿿]", query.group[0]) and query.group[1].isascii()
    columns = set(run(Store(), query).columns)
    drawn = query.show.columns if query.show else {}
    assert {name for told in drawn.values() for name in told.split(",")} <= columns
    takes = {"line": {"x", "y"}, "bar": {"x", "y"}, "network": {"one", "other"}, "time": {"day", "label"}}
    assert not query.show or takes[query.show.form] <= set(drawn)


def test_there_are_questions_for_every_part_of_the_field() -> None:
    assert len(QUESTIONS) >= 30
    assert {query.group[1] for query in QUESTIONS} == {
        *("Issuing", "Citations and force", "Programmes and products", "Persons and institutions"),
        *("Events", "Figures", "Evidence", "What is missing"),
    }


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_what_a_parameter_names_is_of_a_class_of_ours(query: Query) -> None:
    assert all(parameter.kind == "" or hasattr(KG, parameter.kind) for parameter in query.parameters)
    assert "question" not in {parameter.name for parameter in query.parameters}, "pages call the question itself so"


@pytest.mark.parametrize("query", CHECKS, ids=lambda query: query.name)
def test_a_check_comes_back_empty_on_a_sound_graph(query: Query) -> None:
    own_terms_have_labels_only_with_the_ontology = query.name == "kind-unknown"
    if not own_terms_have_labels_only_with_the_ontology:
        assert run(figure_store(), query).rows == ()


def rows(name: str, /, store: Store | None = None, **values: str) -> list[tuple[str, ...]]:
    """The answer of a question on the small graph, without the IRIs of documents."""
    (query,) = [query for query in QUESTIONS if query.name == name]
    answer = run(store or small_store(), query, values)
    iris = ("document", "document_less", "document_more", "example")
    keep = [index for index, column in enumerate(answer.columns) if column not in iris]
    return [tuple(row[index].value if row[index] else "" for index in keep) for row in answer.rows]  # type: ignore[union-attr]


def test_documents_are_counted_per_agency() -> None:
    assert rows("documents-per-agency") == [("厦门市教育局", "1", "2021-05-01", "2021-05-01")]
    assert rows("documents-per-agency", since="2022-01-01") == []


def test_documents_are_listed_newest_first() -> None:
    assert rows("documents") == [
        ("2023-05", "通知c", "", "", ""),
        ("2022-05-01", "通知b", "", "", ""),
        ("2021-05-01", "通知a", "厦教〔2021〕3号", "厦门市教育局", ""),
        ("", "通知d", "", "", ""),
    ]


def test_programmes_and_products_of_a_place_come_with_their_sentence() -> None:
    assert rows("programmes-of-place", place="厦门") == [("厦门夜市行动", "所属地", "厦门市", "", "", "厦门的厦门夜市行动启动。")]
    assert rows("products-of-place", place="厦门市") == [("同安凤梨穗", "同安区", "地理标志同安凤梨穗走俏。", "通知d")]


def test_a_name_is_found_in_every_form_it_is_written_in() -> None:
    found = rows("mentions-of-name", name="厦门市教育局")
    assert [row[0] for row in found] == ["市教育局"] * 5
    assert found[0][1].startswith("市教育局关于课后服务的通知 根据")


def test_documents_about_a_place_are_those_that_name_it_or_something_of_it() -> None:
    assert rows("documents-about-place", place="厦门市") == [("", "通知d", "1")]
    assert rows("documents-about-place", place="同安区") == []


def test_facts_about_a_thing_come_with_sentence_and_rule() -> None:
    sentence = "市教育局和市财政局印发《课后办法》。"
    found = rows("facts-about", name="厦门市教育局")
    assert ("课后办法", "发布机关", "厦门市教育局", sentence, "0.9", "issuedBy: O 关于? ~ S") in found


def test_who_is_named_and_issues_with_whom() -> None:
    assert rows("named-together", name="厦门市教育局") == [("厦门市财政局", "1")]
    assert [set(row[:2]) | {row[2]} for row in rows("joint-issuers")] == [{"厦门市教育局", "厦门市财政局", "1"}]


def test_citations_name_the_sentence() -> None:
    (row,) = rows("citations")
    assert (row[0], row[2], row[3]) == ("义务教育法", "basis", "通知a")
    assert row[4].startswith("根据《义务教育法》")
    assert rows("citations", role="basis") == [row]
    assert rows("citations", title="别的文件") == rows("citations", role="implements") == []


def test_documents_are_counted_by_kind() -> None:
    found = {row[0]: row[2:] for row in rows("documents-by-kind", rule_store())}
    assert found["管理办法"] == ("1", "1")
    assert found["法"] == ("1", "0")
    assert [row[0] for row in rows("documents-by-kind", rule_store(), name="条例")] == ["条例"]


def test_the_first_of_several_issuers_leads() -> None:
    assert rows("lead-issuers") == [("厦门市教育局", "厦门市财政局", "1", "2022-05-01", "2022-05-01", "1")]
    assert rows("lead-issuers", name="厦门市财政局") == rows("lead-issuers")
    assert rows("lead-issuers", name="厦门市公安局") == []


def test_documents_are_listed_with_how_far_they_have_come_and_until_when() -> None:
    sentence = "第二条 本办法自2022年1月1日起施行，有效期5年。"
    assert rows("in-force", rule_store(), name_of_stage="施行") == [("夜市管理办法", "施行", "2022-01-01", "2026-12-31", "", sentence)]
    assert [row[0] for row in rows("in-force", rule_store(), name_of_stage="废止")] == ["旧夜市办法"]
    assert len(rows("in-force", rule_store(), on="2026-12-31")) == 1
    assert rows("in-force", rule_store(), on="2027-01-01") == []


def test_posts_tell_who_came_and_who_went() -> None:
    assert [row[:5] for row in rows("persons-and-posts")] == [
        ("厦门市教育局", "局长", "张明", "任职于", "2021-05-01"),
        ("厦门市教育局", "局长", "张明", "离任于", "2023-05"),
    ]


def test_names_without_knowledge_are_those_minted() -> None:
    assert [row[0] for row in rows("unknown-names")] == ["厦门市教育局", "厦门市财政局"]


def figures(name: str, /, **values: str) -> list[tuple[str, ...]]:
    """The answer of a question on the small graph with figures."""
    return rows(name, figure_store(), **values)


YEAR_END = ("厦门市", "2021年底", "2021-12-31", "2021-12-31")


@pytest.mark.parametrize("indicator", ["有效发明专利", "有效发明专利数量", "有效发明专利拥有量"])
def test_a_series_has_every_spelling_of_an_indicator_and_each_value_once(indicator: str) -> None:
    assert figures("series", indicator=indicator, area="厦门") == [
        (*YEAR_END, "18000", "件", "", "", "achieved", "1", FIGURES["g"]),
        (*YEAR_END, "19000", "件", "同比+20.11%", "居全省第1位", "achieved", "2", FIRST),
    ]


def test_a_series_is_of_one_area_or_of_all() -> None:
    assert len(figures("series", indicator="有效发明专利")) == 2
    assert figures("series", indicator="有效发明专利", area="同安区") == []
    assert [row[0] for row in figures("series", indicator="为农服务中心")] == ["未说明"]


def test_a_target_is_told_apart_from_what_is_achieved() -> None:
    (row,) = figures("series", indicator="每万人发明专利拥有量")
    assert (row[1], row[4], row[8]) == ("2025年", "50", "target")


def test_indicators_are_counted_by_unit() -> None:
    assert figures("indicators")[:2] == [("有效发明专利", "件", "3", "2", "1", "1", "3"), ("注册商标", "件", "2", "1", "1", "1", "2")]
    assert {row[0] for row in figures("indicators", area="厦门市")} == {row[0] for row in figures("indicators")} - {"为农服务中心"}
    assert figures("indicators", area="同安区") == []


def test_a_figure_that_two_documents_say_is_corroborated() -> None:
    assert figures("corroborated") == [("有效发明专利", "厦门市", "2021年底", "19000", "件", "achieved", "2")]


def test_two_values_conflict_with_both_sentences_and_what_is_left_open_does_not() -> None:
    conflict = ("有效发明专利", "厦门市", "2021年底", "件", "achieved", "18000", "19000", FIGURES["g"])
    assert figures("conflicts") == [(*conflict, FIRST), (*conflict, FIGURES["f"])]


def test_every_time_a_figure_is_said_is_a_row() -> None:
    found = figures("figures")
    assert len(found) == 9
    assert [row[2:8] for row in found if row[2] == "粮食种植面积"] == [("粮食种植面积", "粮食播种面积", "1", "亩", "666.6667", "平方米")]
    (bare,) = [row for row in found if row[2] == "为农服务中心"]
    assert bare[12:19] == ("", "", "", "", "", "", "")
