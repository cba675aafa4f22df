"""The Python door: what `import kg` gives, on the graph of the shipped samples."""

import doctest
import importlib
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pyoxigraph import Literal, NamedNode

import kg
from kg.build import build
from kg.demo import samples
from kg.errors import QueryError, SetupError
from kg.highlight import Marked, table_html, text_html
from kg.results import Table, plain
from kg.store import Store
from kg.vocabulary import XSD

PACKAGE = Path(kg.__file__).parent
SHOWN = sorted(path for path in PACKAGE.rglob("*.py") if ">>> " in path.read_text(encoding="utf-8"))
DOCTESTED = [".".join(("kg", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__") for path in SHOWN]
"""Every module whose docstrings show what happens."""
DOOR = {"kg", "kg.opened", "kg.results", "kg.annotated", "kg.highlight", "kg.resolver"}
"""Those that the door leads to."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the graph of the samples as `graph`."""
    path = tmp_path_factory.mktemp("python")
    (path / "samples").symlink_to(samples())
    build([samples()], Store(path / "graph"), root=samples().parent)
    return path


@pytest.fixture(scope="module")
def graph(folder: Path) -> "kg.Graph":
    return kg.open(folder / "graph")


@pytest.mark.parametrize("name", DOCTESTED)
def test_what_the_docstrings_show_is_so(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert (found.failed, found.attempted > 0) == (0, True)


def test_every_module_of_the_door_shows_what_it_does() -> None:
    assert set(DOCTESTED) >= DOOR


def test_importing_kg_imports_nothing_else() -> None:
    code = "import sys, kg; print([name for name in sys.modules if name.startswith(('kg.', 'pyoxigraph', 'networkx', 'rdflib', 'pandas'))])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_opening_and_asking_does_not_import_what_only_others_need(folder: Path) -> None:
    others = ("networkx", "rdflib", "pandas", "pyarrow")
    code = f"import sys, kg; kg.open().query('documents'); print([name for name in {others} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_kg_has_no_other_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = kg.nothing
    assert {"open", "annotate", "resolve"} <= set(dir(kg))


def test_a_folder_without_a_graph_is_answered_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="kg build"):
        kg.open(tmp_path)


def test_a_question_has_columns_and_named_rows_of_plain_values(graph: "kg.Graph") -> None:
    found = graph.query("documents")
    assert (len(found), found.columns[:2]) == (21, ("day", "title"))
    row = found[0]
    assert (type(row.day), type(row.title), row[1]) == (date, str, row.title)
    assert [one.title for one in found] == [one[1] for one in found.rows]
    assert found.columns == row._fields


def test_sparql_is_asked_with_our_prefixes_and_with_a_parameter_or_several(graph: "kg.Graph") -> None:
    text = """SELECT ?label ?n {
      VALUES ?label { "厦门市"@zh }  #+ whose
      { SELECT ?label (COUNT(?agency) AS ?n) { ?agency a kg:Agency ; kg:place/skos:prefLabel ?label } GROUP BY ?label } }"""
    assert [type(value) for value in graph.query(text)[0]] == [str, int]
    assert sorted(row.label for row in graph.query(text, label=["厦门市", "福建省"])) == ["厦门市", "福建省"]
    assert graph.query("ASK { ?s a kg:Agency }").rows == ((True,),)
    assert graph.query("CONSTRUCT { ?s a kg:Agency } { ?s a kg:Agency }").columns == ("subject", "predicate", "object")


def test_a_day_is_a_parameter_as_a_date(graph: "kg.Graph") -> None:
    assert len(graph.query("documents-per-agency", since=date(2022, 1, 1))) <= len(graph.query("documents-per-agency", since="2000-01-01"))


def test_a_bad_question_says_what_is_wrong_and_where(graph: "kg.Graph") -> None:
    with pytest.raises(QueryError, match="there is no question 'nobody'"):
        graph.query("nobody")
    with pytest.raises(QueryError, match="error at 2:"):
        graph.query("SELECT ?x {\n ?x ?y }")
    with pytest.raises(QueryError, match="has no parameter 'colour'"):
        graph.query("documents", colour="red")


def test_literals_become_values_of_python() -> None:
    read = {"date": date(2022, 4, 19), "dateTime": datetime(2022, 4, 19, 8), "decimal": 0.5, "double": 0.5, "integer": 7, "boolean": True}
    texts = {"date": "2022-04-19", "dateTime": "2022-04-19T08:00:00", "decimal": "0.5", "double": "5e-1", "integer": "7", "boolean": "true"}
    for name, value in read.items():
        assert plain(Literal(texts[name], datatype=NamedNode(getattr(XSD, name)))) == value
    assert plain(Literal("2022-04", datatype=NamedNode(XSD.gYearMonth))) == "2022-04"
    assert plain(Literal("no day", datatype=NamedNode(XSD.date))) == "no day"
    assert (plain(Literal("厦门", language="zh")), plain(NamedNode("urn:x")), plain(None)) == ("厦门", "urn:x", None)


def test_pandas_gives_a_frame_where_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = pytest.importorskip("pandas")
    frame = Table(("name", "count"), [("厦门", 3), ("同安", 4)]).to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert (list(frame.columns), int(frame["count"].sum())) == (["name", "count"], 7)


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(QueryError, match="pip install pandas"):
        Table(("name",), [("厦门",)]).to_pandas()


def test_columns_that_are_no_names_of_python_are_numbered() -> None:
    assert Table(("class", "名称"), [("a", "b")])[0].名称 == "b"
    assert Table(("class", "名称"), [("a", "b")])[0]._0 == "a"


def test_a_thing_shows_its_facts_with_the_quote_marked(graph: "kg.Graph") -> None:
    agency = graph.entity("厦门市市场监督管理局")
    fact = next(fact for fact in agency.facts if any(said.sentence for said in fact.said))
    said = next(said for said in fact.said if said.sentence)
    page = BeautifulSoup(agency._repr_html_(), "html.parser")
    assert said.sentence[said.start : said.end] in [mark.text for mark in page.find_all("mark")]
    assert "厦门市市场监督管理局" in page.text


def test_a_name_of_nothing_or_of_several_is_answered_with_what_there_is(graph: "kg.Graph") -> None:
    with pytest.raises(QueryError, match="nothing in this graph is called"):
        graph.entity("没有这个机关")
    with pytest.raises(QueryError, match="no graph or document"):
        graph.document("nobody")


def test_a_document_is_found_by_id_and_iri_and_every_quote_is_its_text(graph: "kg.Graph") -> None:
    for iri in graph.store.documents():
        document = graph.document(iri)
        assert graph.document(document.id) is not document
        for one in (*document.mentions, *document.claims):
            assert one.quote is None or document.text[one.start : one.end] == one.quote
        (shown,) = BeautifulSoup(document._repr_html_(), "html.parser").select("div[style*=pre-wrap]")
        assert shown.text == document.text


def test_a_network_is_a_networkx_graph_whose_options_are_checked(graph: "kg.Graph") -> None:
    network = graph.network("joint-issuance", minimum=1)
    assert network.number_of_edges() > 0
    assert "厦门市市场监督管理局" in {told["label"] for _, told in network.nodes(data=True)}
    measured = graph.network("joint-issuance", around="厦门市市场监督管理局", measures="degree")
    assert measured.nodes["https://w3id.org/govkg/id/agency/350200/market-regulation"]["degree"] == len(measured) - 1
    with pytest.raises(QueryError, match="has no option 'colour'; it takes: since"):
        graph.network("joint-issuance", colour="red")


def test_a_graph_exports_and_has_a_digest(graph: "kg.Graph", tmp_path: Path) -> None:
    assert graph.export(tmp_path / "claims.csv") == len(graph.table("claims")) > 0
    assert graph.digest() != graph.digest(graph.store.documents()[0])


def test_an_annotation_tells_the_names_and_shows_them_in_the_text() -> None:
    text = "市市场监管局<b>印发</b>《厦门市知识产权发展条例》。"
    found = kg.annotate(text, published="2022-04-19", publisher="厦门网", title="条例")
    assert [text[one.start : one.end] for one in found.mentions] == [one.text for one in found.mentions]
    assert found.json()["mentions"]
    page = BeautifulSoup(found._repr_html_(), "html.parser")
    spans = {span.text: str(span["title"]) for span in page.select("span[title]")}
    assert spans["市市场监管局"].startswith("厦门市市场监督管理局 · 机关")
    assert text in page.text
    assert not page.find_all("b")


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(QueryError, match="is no day"):
        kg.annotate("市教育局发文。", published="soon")


def test_names_within_names_are_marked_within_them_and_crossing_ones_once() -> None:
    def mark(start: int, end: int, kind: str = "Agency") -> Marked:
        return Marked(start, end, "", kind, "http://example.org/", "<i>", 1.0, 'why "')

    shown = text_html("厦门市教育局局长", [mark(0, 6), mark(0, 3, "Place"), mark(5, 8), mark(3, 3)])
    spans = BeautifulSoup(shown, "html.parser").select("span[title]")
    assert [span.text for span in spans] == ["厦门市教育局", "厦门市"]
    assert spans[1].parent is spans[0]
    assert spans[0]["title"] == '<i> · 机关 · 1\nwhy "\nhttp://example.org/'


def test_a_table_in_a_notebook_is_escaped_cut_and_links_nothing_but_the_web() -> None:
    shown = table_html(("<b>",), [("<script>",), ("x" * 400,), ("javascript:alert(1)",), ('http://example.org/"x',), (None,)], 7)
    page = BeautifulSoup(shown, "html.parser")
    assert not page.find_all(["script", "b"])
    assert [link["href"] for link in page.find_all("a")] == ['http://example.org/"x']
    assert "7 rows, the first 5 shown" in page.text
    assert "x" * 301 not in page.text
    assert len(Table(("n",), [(n,) for n in range(100)])._repr_html_()) < 9000
