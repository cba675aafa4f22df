"""What the pages of things and documents show, on small graphs that a reader can check and on the shipped samples."""


import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import Missing, QueryError
from kg.model import Header
from kg.quads import quads
from kg.vocabulary import SCHEMA
from kg.web.links import href, quote_href
from kg.web.served import Served
from kg.web.views.document import document
from kg.web.views.entity import entity
from kg.web.views.home import home
from kg.web.views.marks import Mark, paragraphs
from tests.marked import BASE, marked, told
from tests.small import FIRST, figure_store, rule_store, small_store
from tests.web.seen import EDUCATION, OFFICE, ZHANG, quoted, small, told_rows


def test_a_thing_has_its_page_by_its_iri_and_a_foreign_one_none_of_ours() -> None:
    assert href(f"{BASE}id/agency/350200/market-regulation", BASE) == "/id/agency/350200/market-regulation.html"
    assert href(f"{BASE}doc/0f8e", BASE) == "/doc/0f8e.html"
    assert href(f"{BASE}ontology#issuedBy", BASE) == "/ontology#issuedBy"
    assert href(f"{BASE}id/x/\"><script>", BASE) == "/id/x/%22%3E%3Cscript%3E.html"
    assert href("https://www.gov.cn/a", BASE) == "https://www.gov.cn/a"
    assert href("javascript:alert(1)", BASE) == href("urn:x", BASE) == ""
    assert quote_href(f"{BASE}doc/a", 3, 9, BASE) == "/doc/a.html?from=3&to=9#quote"
    assert quote_href(f"{BASE}doc/a", 0, 0, BASE) == "/doc/a.html"


def test_an_entity_shows_what_is_said_of_it_the_most_telling_first() -> None:
    page = entity(small(), EDUCATION)
    assert (page["label"], page["kind"], page["kindLabels"]) == ("厦门市教育局", "Agency", [{"zh": "机关", "en": "agency"}])
    assert told_rows(page) == ["发布机关 ← 课后办法 ×2", "发布机关 ← 通知a ×1", "任职于 ← 张明/局长 ×1", "离任于 ← 张明/局长 ×1"]
    assert (page["documents"], page["mentions"]) == (3, 5)


def test_a_fact_shows_the_quote_in_its_sentence_and_leads_to_it() -> None:
    page = entity(small(), OFFICE)
    (issuers,) = [group for group in page["facts"] if group["label"]["en"] == "issued by"]
    said = issuers["rows"][0]["said"]
    assert quoted(said[0]) == "根据《义务教育法》，【市教育局印发《课后办法】》。"
    assert (said[0]["title"], said[0]["day"], said[0]["score"] > 0) == ("通知a", "2021-05-01", True)
    text = "市教育局关于课后服务的通知\n"
    start = len(text) + said[0]["start"]
    assert said[0]["href"] == f"/doc/a.html?from={start}&to={start + said[0]['end'] - said[0]['start']}#quote"


def test_a_header_s_statement_has_no_sentence_and_leads_to_the_document() -> None:
    (number,) = [group for group in entity(small(), f"{BASE}doc/a")["facts"] if group["label"]["en"] == "issue number"]
    said = number["rows"][0]["said"][0]
    assert (said["sentence"], said["start"], said["end"], said["href"]) == ("", 0, 0, "/doc/a.html")


def test_what_is_not_in_the_graph_is_missing() -> None:
    for iri in (f"{BASE}id/agency/nowhere", "https://example.org/x"):
        with pytest.raises(Missing, match=r"nowhere|example"):
            entity(small(), iri)
    with pytest.raises(Missing):
        document(small(), f"{BASE}doc/none")


def test_what_a_person_did_stands_in_time() -> None:
    timeline = entity(small(), ZHANG)["timeline"]
    assert [(entry["day"], entry["label"]["zh"], entry["text"]) for entry in timeline] == [
        ("2021-05-01", "任职于", "厦门市教育局 · 局长"),
        ("2023-05", "离任于", "厦门市教育局 · 局长"),
    ]
    assert timeline[1]["href"].startswith("/doc/c.html?from=")


def test_a_place_shows_what_it_lies_in_and_what_lies_in_it() -> None:
    served = small()
    page = entity(served, f"{BASE}id/place/350200")
    assert [unit["label"] for unit in page["units"]] == ["同安区"]
    assert page["names"] == [{"name": "厦门", "weak": False}]
    assert ("代码", ["350200"]) in [(known["label"]["zh"], [value["label"] for value in known["values"]]) for known in page["known"]]
    assert [parent["label"] for parent in entity(served, f"{BASE}id/place/350212")["parents"]] == ["厦门市"]


def test_around_a_thing_stand_those_named_with_it_and_those_it_is_related_to() -> None:
    drawn = entity(small(), EDUCATION)["neighbours"]
    labels = {node["id"]: node["label"] for node in drawn["nodes"]}
    found = {(labels[edge["source"]], edge["kind"], labels[edge["target"]]) for edge in drawn["edges"]}
    assert ("张明", "holdsPost", "厦门市教育局") in found
    assert {"厦门市教育局", "厦门市财政局"} == {end for one, kind, other in found if kind == "jointIssuance" for end in (one, other)}
    assert all(edge["documents"] for edge in drawn["edges"])


def test_figures_of_one_indicator_area_and_unit_are_a_series() -> None:
    page = entity(Served(figure_store(), None), f"{BASE}id/place/350200")["figures"]
    assert page["total"] == 7
    first = page["series"][0]
    assert (first["indicator"]["label"], first["area"]["label"], first["unit"]) == ("有效发明专利", "厦门市", "件")
    assert [(point["value"], point["end"], point["period"]) for point in first["points"]] == [
        (18000, "2021-12-31", "2021年底"),
        (19000, "2021-12-31", "2021年底"),
        (19000, "2021-12-31", "2021年底"),
    ]
    assert FIRST in {point["said"]["sentence"] for series in page["series"] for point in series["points"]}


def test_a_document_is_shown_as_published_with_every_name_a_link_that_says_why() -> None:
    page = document(small(), f"{BASE}doc/a")
    assert ["".join(segment["text"] for segment in line) for line in page["paragraphs"]] == [
        "市教育局关于课后服务的通知",
        "根据《义务教育法》，市教育局印发《课后办法》。",
        "市教育局局长张明到会。",
    ]
    first = page["paragraphs"][0][0]
    assert (first["text"], first["kind"], first["label"], first["why"]) == ("市教育局", "Agency", "厦门市教育局", "marked")
    assert first["href"] == href(EDUCATION, BASE)
    assert [kind["kind"] for kind in page["kinds_present"]] == ["Agency", "Document", "Person"]
    assert (page["number"], page["day"]) == ("厦教〔2021〕3号", "2021-05-01")
    assert [issuer["label"] for issuer in page["issuers"]] == ["厦门市教育局"]
    assert [(cited["label"], cited["label2"]["zh"]) for cited in page["cites"]] == [("义务教育法", "依据")]
    assert ("张明", "任职于", "厦门市教育局", "局长") in [
        (claim["subject"]["label"], claim["label"]["zh"], claim["object"]["label"], claim["post"]) for claim in page["claims"]
    ]


def test_a_quote_is_marked_across_the_names_that_it_cuts() -> None:
    text = "市教育局关于课后服务的通知\n"
    page = document(small(), f"{BASE}doc/a", **{"from": str(len(text) + 4), "to": str(len(text) + 12)})
    marked_parts = [segment["text"] for line in page["paragraphs"] for segment in line if segment.get("quoted")]
    assert "".join(marked_parts) == "务教育法》，市教"
    assert [segment["id"] for line in page["paragraphs"] for segment in line if segment.get("id")] == [
        *(f"m{start}-{end}" for start, end in ((0, 4), (17, 22), (24, 28), (31, 35), (38, 42), (44, 46)))
    ]


@pytest.mark.parametrize("asked", [{"from": "a", "to": "3"}, {"from": "1", "to": "x"}, {"page": "3"}])
def test_a_quote_that_is_no_place_is_the_asker_s_error(asked: dict[str, str]) -> None:
    with pytest.raises(QueryError, match="from"):
        document(small(), f"{BASE}doc/a", **asked)


def test_a_quote_that_lies_outside_marks_nothing() -> None:
    for asked in ({"from": "9", "to": "3"}, {"from": "5000", "to": "6000"}, {"from": "-3", "to": "-1"}):
        page = document(small(), f"{BASE}doc/a", **asked)
        assert not any(segment.get("quoted") for line in page["paragraphs"] for segment in line)


def test_segments_join_to_the_text_whatever_overlaps() -> None:
    text = "甲乙\n\n丙丁戊己"
    marks = [Mark(1, 5, "Place", "/p", "x", "y", 1.0), Mark(6, 7, "Agency", "", "", "a class", 0.5)]
    lines = paragraphs(text, marks, (0, 6))
    assert [[segment["text"] for segment in line] for line in lines] == [["甲", "乙"], ["丙", "丁", "戊", "己"]]
    assert [[segment.get("kind", "") for segment in line] for line in lines] == [["", "Place"], ["Place", "", "Agency", ""]]
    assert [segment["text"] for line in lines for segment in line if segment.get("quoted")] == ["甲", "乙", "丙", "丁"]


def test_a_class_of_organs_is_marked_and_leads_nowhere() -> None:
    store = small_store()
    store.fill(quads(told(marked("[有关部门|Agency?]要[通知|Document]。", "x", Header(), "x"))))
    (line,) = document(Served(store, None), f"{BASE}doc/x")["paragraphs"]
    assert (line[0]["text"], line[0]["kind"], line[0]["href"], line[0]["label"]) == ("有关部门", "Agency", "", "")


def test_a_rule_tells_from_when_it_is_in_force_and_what_it_repeals() -> None:
    page = document(Served(rule_store(), None), f"{BASE}doc/rule")
    told_facts = {claim["label"]["en"]: claim["object"]["label"] for claim in page["claims"]} | {
        fact["label"]["en"]: fact["value"]["label"] for fact in page["facts"]
    }
    assert told_facts["repeals"] == "旧夜市办法"
    assert (told_facts["in force from"], told_facts["in force until"]) == ("2022-01-01", "2026-12-31")


def test_a_script_s_address_is_no_link() -> None:
    store = small_store()
    graph = NamedNode(f"{BASE}doc/a")
    store.fill([Quad(graph, NamedNode(SCHEMA.url), Literal("javascript:alert(1)"), graph)])
    assert document(Served(store, None), f"{BASE}doc/a")["url"] == ""


def test_an_agency_shows_what_it_came_from(samples_served: Served) -> None:
    page = entity(samples_served, f"{BASE}id/agency/350200/market-regulation")
    assert {"工商行政管理", "质量技术监督"} <= {one["label"] for one in page["before"]}
    assert [unit["label"] for unit in page["units"]] == ["厦门市市场监督管理局知识产权保护处"]
    assert entity(samples_served, page["units"][0]["iri"])["parents"][0]["label"] == "厦门市市场监督管理局"
    title = "厦门市市场监督管理局 厦门市农业农村局 厦门市财政局关于印发厦门市地理标志保护提升行动方案的通知"
    assert told_rows(page)[0] == f"发布机关 ← {title} ×3"


def test_joint_issuers_stand_in_their_order(samples_served: Served) -> None:
    (notice,) = [line["iri"] for line in home(samples_served)["newest"] if "地理标志保护提升行动方案" in line["title"]]
    assert [(one["label"], one["role"]) for one in document(samples_served, notice)["issuers"]] == [
        ("厦门市市场监督管理局", "lead"),
        ("厦门市农业农村局", "joint"),
        ("厦门市财政局", "joint"),
    ]


def test_every_quote_of_a_page_is_what_its_link_marks(samples_served: Served) -> None:
    for iri in samples_served.store.documents():
        page = document(samples_served, iri)
        evidence = [claim["said"] for claim in page["claims"]] + [figure["said"] for figure in page["figures"]]
        for said in evidence[:5]:
            if said["sentence"]:
                first, last = said["href"].partition("from=")[2].partition("#")[0].split("&to=")
                marked_page = document(samples_served, iri, **{"from": first, "to": last})
                shown = "".join(segment["text"] for line in marked_page["paragraphs"] for segment in line if segment.get("quoted"))
                assert shown == said["sentence"][said["start"] : said["end"]].replace("\n", ""), said


def test_every_document_and_what_it_names_has_a_page_of_plain_data(samples_served: Served) -> None:
    for iri in samples_served.store.documents()[:8]:
        page = document(samples_served, iri)
        assert json.loads(json.dumps(page)) == page
        things = {claim["subject"]["iri"] for claim in page["claims"]}
        for one in sorted(things)[:5]:
            assert json.loads(json.dumps(entity(samples_served, one)))["iri"] == one
