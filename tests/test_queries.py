"""A query file explains itself; its values are terms that cannot leave their braces."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions
from pyoxigraph import Store as Oxigraph

from kg.errors import QueryError, SetupError
from kg.queries import Query, answer, bound, load, page, parse, run, shipped
from kg.store import Store
from tests.small import small_store

TEXT = """#+ title: 某日之后 · After a day
#+ about: What was published on or after a day.
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX kg: <https://w3id.org/govkg/ontology#>
SELECT ?day ?name ?kind ?count WHERE {
  VALUES ?day { "2020-01-01"^^xsd:date }  #+ the first day that counts
  VALUES ?name { "厦门市"@zh }  #+ a name
  VALUES ?kind { kg:Agency }  #+ a class
  VALUES ?count { 3 }  #+ how many
}
"""


def after() -> Query:
    return parse("after", TEXT)


def test_a_query_file_tells_its_title_purpose_and_parameters() -> None:
    query = after()
    assert (query.name, query.title, query.title_en) == ("after", "某日之后", "After a day")
    assert query.about == "What was published on or after a day."
    assert [(p.name, p.about, p.default.value) for p in query.parameters] == [
        ("day", "the first day that counts", "2020-01-01"),
        ("name", "a name", "厦门市"),
        ("kind", "a class", "https://w3id.org/govkg/ontology#Agency"),
        ("count", "how many", "3"),
    ]


def test_a_query_file_tells_its_group_how_to_show_it_and_what_parameters_name() -> None:
    head = "#+ title: 一 · One\n#+ group: 发文 · Issuing\n#+ show: line x=day y=count series=of,unit\n"
    query = parse("one", head + 'SELECT ?x {\n VALUES ?x { "厦门市"@zh }  #+ [Place] a name of the place\n}')
    assert query.group == ("发文", "Issuing")
    assert query.show is not None
    assert (query.show.form, dict(query.show.columns)) == ("line", {"x": "day", "y": "count", "series": "of,unit"})
    assert [(parameter.kind, parameter.about) for parameter in query.parameters] == [("Place", "a name of the place")]
    assert (after().group, after().show, after().parameters[1].kind) == (("", ""), None, "")


def test_a_parameter_may_get_several_values_or_none() -> None:
    answered = run(Store(), after(), {"name": ["同安区", '" } #']})
    assert [row[1] and row[1].value for row in answered.rows] == ["同安区", '" } #']
    assert run(Store(), after(), {"name": []}).rows == ()


def test_a_question_is_found_by_its_name_alone() -> None:
    for name in ("../queries/documents", "pages/claims", "/etc/passwd", "checks/kind-unknown", ""):
        with pytest.raises(QueryError, match="there is no question"):
            load(name)
    assert page("claims").parameters[0].name == "thing"


def test_without_values_the_defaults_hold() -> None:
    (row,) = run(Store(), after()).rows
    assert [term and term.value for term in row] == ["2020-01-01", "厦门市", "https://w3id.org/govkg/ontology#Agency", "3"]


def test_a_value_takes_the_type_of_the_default() -> None:
    (row,) = run(Store(), after(), {"day": "2021-02-03", "name": "同安区", "kind": "kg:Place", "count": "7"}).rows
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert row == (
        Literal("2021-02-03", datatype=NamedNode(xsd + "date")),
        Literal("同安区", language="zh"),
        NamedNode("https://w3id.org/govkg/ontology#Place"),
        Literal("7", datatype=NamedNode(xsd + "integer")),
    )


def test_an_unknown_parameter_is_answered_with_those_there_are() -> None:
    with pytest.raises(QueryError, match=r"documents-per-agency has no parameter 'until'; it takes: since\."):
        run(Store(), load("documents-per-agency"), {"until": "2020-01-01"})


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("day", "yesterday", "after: day must be date like 2020-01-01, not 'yesterday'"),
        ("count", "many", "after: count must be integer like 3, not 'many'"),
        ("kind", "no iri > here", "after: kind must be an IRI"),
    ],
)
def test_a_value_that_does_not_fit_is_the_asker_s_error(name: str, value: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run(Store(), after(), {name: value})


INJECTIONS = ['" } ; DROP ALL #', "'''", '"""', "\\", "\n} #", "厦门市\" UNION { ?s ?p ?o }", "}", "\u0000", "?x", "# comment"]


@pytest.mark.parametrize("value", INJECTIONS)
def test_a_value_cannot_leave_its_braces(value: str) -> None:
    (row,) = run(Store(), after(), {"name": value}).rows
    assert row[1] == Literal(value, language="zh")


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_a_value_and_nothing_else(value: str) -> None:
    result = Oxigraph().query(bound(after(), {"name": value}))
    assert isinstance(result, QuerySolutions)
    assert [solution["name"] for solution in result] == [Literal(value, language="zh")]


@given(st.text())
def test_no_iri_leaves_its_brackets(value: str) -> None:
    try:
        text = bound(after(), {"kind": value})
    except (QueryError, UnicodeEncodeError):
        return
    result = Oxigraph().query(text)
    assert isinstance(result, QuerySolutions)
    assert len(list(result)) == 1


def test_our_terms_in_a_query_follow_the_base_and_values_do_not() -> None:
    text = bound(after(), {"name": "https://w3id.org/govkg/"}, "https://kg.example/")
    assert "PREFIX kg: <https://kg.example/ontology#>" in text
    assert '"https://w3id.org/govkg/"@zh' in text


def test_a_default_that_is_no_term_is_the_keeper_s_error() -> None:
    with pytest.raises(SetupError, match=r"broken: \?x needs exactly one default"):
        parse("broken", "SELECT ?x {\n VALUES ?x { 1 2 } #+ two\n}")
    with pytest.raises(SetupError, match=r"broken: the default of \?x is not a term"):
        parse("broken", "SELECT ?x {\n VALUES ?x { what } #+ no term\n}")


def test_an_unknown_question_is_answered_with_those_there_are() -> None:
    with pytest.raises(QueryError, match=r"there is no question 'nonsense'; there are: .*citations, .*A file is given as FILE.rq"):
        load("nonsense")


def test_a_file_with_a_query_is_a_question(tmp_path: Path) -> None:
    file = tmp_path / "my.rq"
    file.write_text("ASK { ?document a <https://w3id.org/govkg/ontology#Announcement> }", encoding="utf-8")
    query = load(str(file))
    assert (query.name, query.title, query.parameters) == ("my", "my", ())
    assert run(small_store(), query).rows == ((Literal(True),),)


def test_a_construct_answers_with_its_triples_in_order() -> None:
    found = answer(small_store(), "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o . FILTER (CONTAINS(STR(?s), '/doc/')) }")
    assert found.columns == ("subject", "predicate", "object")
    assert list(found.rows) == sorted(found.rows, key=lambda row: [str(term) for term in row])
    assert len(found.rows) == 8


def test_shipped_questions_come_by_name() -> None:
    names = [query.name for query in shipped()]
    assert names == sorted(names)
    assert len(names) >= 10
