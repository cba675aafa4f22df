"""What the pages of questions, networks and the editor show."""



import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import Missing, QueryError
from kg.queries import shipped
from kg.vocabulary import SKOS
from kg.web.links import href
from kg.web.served import Served
from kg.web.views.editor import editor
from kg.web.views.gexf import gexf
from kg.web.views.network import network
from kg.web.views.question import question
from kg.web.views.questions import questions
from tests.marked import BASE
from tests.marked import entity as named
from tests.small import figure_store, small_store
from tests.web.seen import EDUCATION, small


def test_every_question_stands_in_a_group() -> None:
    groups = questions(small())["groups"]
    assert [group["label"]["en"] for group in groups][:2] == ["Issuing", "Citations and force"]
    assert sorted(one["name"] for group in groups for one in group["questions"]) == [query.name for query in shipped()]
    assert all(group["label"]["zh"] and group["label"]["zh"] != group["label"]["en"] for group in groups)


def test_a_question_answers_with_cells_that_lead_to_what_they_name() -> None:
    page = question(small(), "citations")
    row = dict(zip(page["columns"], page["rows"][0], strict=True))
    assert (row["cited"]["text"], row["cited"]["href"]) == ("义务教育法", href(named("Document", "义务教育法").iri, BASE))
    assert row["document"] == {"text": "通知a", "href": "/doc/a.html", "type": "iri"}
    assert "href" not in row["sentence"]
    assert (page["total"], page["shown"]) == (1, 1)
    assert page["network"]["edges"][0]["source"] == "通知a"


def test_a_name_that_several_bear_leads_to_the_search_for_it() -> None:
    store = small_store()
    name = Literal("厦门市教育局", language="zh")
    store.fill([Quad(NamedNode(f"{BASE}id/x"), NamedNode(SKOS.prefLabel), name, NamedNode("urn:g"))])
    page = question(Served(store, None), "documents-per-agency")
    assert page["rows"][0][0]["href"] == "/search?q=%E5%8E%A6%E9%97%A8%E5%B8%82%E6%95%99%E8%82%B2%E5%B1%80&go=1"


def test_a_question_s_form_tells_what_each_field_takes() -> None:
    page = question(small(), "in-force", on="")
    assert [(field["name"], field["type"], field["kind"], field["value"]) for field in page["parameters"]] == [
        ("name_of_stage", "text", "Stage", ""),
        ("on", "day", "", ""),
    ]
    (field,) = question(small(), "products-of-place", place="厦门")["parameters"]
    assert (field["kind"], field["about"], field["value"], field["default"]) == ("Place", "a name of the place", "厦门", "厦门市")


def test_values_stand_in_the_question_s_text_and_in_its_links() -> None:
    page = question(small(), "products-of-place", place='厦门" } DROP')
    assert r'VALUES ?place { "厦门\" } DROP"@zh }' in page["text"]
    assert page["links"]["csv"] == "/questions/products-of-place.csv?place=%E5%8E%A6%E9%97%A8%22+%7D+DROP"
    assert page["rows"] == []


def test_a_question_may_have_a_parameter_called_name() -> None:
    assert question(small(), question="persons-and-posts", name="厦门市教育局")["total"] == 2


def test_an_unknown_parameter_of_a_question_is_told_with_those_there_are() -> None:
    with pytest.raises(QueryError, match="it takes: since"):
        question(small(), "documents", until="2020-01-01")


def test_a_series_is_drawn_as_a_line_and_counts_as_bars() -> None:
    served = Served(figure_store(), None)
    chart = question(served, "series", indicator="有效发明专利")["chart"]
    assert (chart["kind"], chart["x"], chart["y"]) == ("line", "end", "件")
    assert chart["series"] == [{"label": "厦门市 · 件 · achieved", "points": [["2021-12-31", 18000.0], ["2021-12-31", 19000.0]]}]
    assert question(served, "documents-per-agency")["chart"]["series"][0]["points"] == [["厦门市教育局", 1.0]]
    assert question(served, "citations")["chart"] is None


def test_what_a_question_shows_are_columns_that_it_has(samples_served: Served) -> None:
    for query in shipped():
        page = question(samples_served, query.name)
        assert query.show is None or set(",".join(query.show.columns.values()).split(",")) <= set(page["columns"]), query.name


def test_a_network_is_drawn_with_what_it_may_be_narrowed_to() -> None:
    page = network(small())
    assert page["view"] == "joint-issuance"
    assert {node["label"] for node in page["network"]["nodes"]} == {"厦门市教育局", "厦门市财政局"}
    (edge,) = page["network"]["edges"]
    assert (edge["weight"], edge["label"]["zh"], edge["directed"]) == (1, "联合发文", False)
    assert edge["documents"] == [{"href": "/doc/b.html", "title": "通知b"}]
    assert [view["name"] for view in page["views"]] == ["joint-issuance", "citations", "co-mention", "around"]
    assert [level["value"] for level in page["levels"]] == ["central", "province", "prefecture", "county", "township"]


def test_a_network_around_a_thing_is_its_own() -> None:
    page = network(small(), around=EDUCATION)
    assert (page["view"], page["around"]["label"]) == ("around", "厦门市教育局")
    assert all(EDUCATION in (edge["source"], edge["target"]) for edge in page["network"]["edges"][:1])
    with pytest.raises(Missing):
        network(small(), around=f"{BASE}id/agency/nowhere")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"view": "friends"}, "there are: joint-issuance, citations"),
        ({"minimum": "many"}, "minimum must be a number"),
        ({"level": "village"}, "there are: central"),
        ({"view": "around"}, "Give the IRI"),
        ({"colour": "red"}, "no parameter 'colour'"),
    ],
)
def test_a_network_that_is_none_is_the_asker_s_error(asked: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        network(small(), **asked)


def test_the_network_is_a_file_too() -> None:
    assert gexf(small())["text"].startswith("<?xml") and "厦门市财政局" in gexf(small())["text"]


def test_the_editor_knows_terms_prefixes_and_examples() -> None:
    page = editor(small(), seconds="10")
    (issued,) = [term for term in page["terms"] if term["prefixed"] == "kg:issuedBy"]
    assert (issued["label"]["zh"], issued["comment"][:4]) == ("发布机关", "Who ")
    assert page["prefixes"]["kg"] == f"{BASE}ontology#"
    assert len(page["examples"]) == len(shipped())
