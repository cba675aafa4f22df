"""A graph as a file: read back whole, the same bytes each time, never half a file."""

import csv
import gzip
import io
import json
import sys
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, parse

from kg import queries
from kg.digest import digest_of
from kg.errors import QueryError
from kg.export import FORMATS, export, export_answer
from tests.small import FIRST, figure_store, small_store


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("suffix", FORMATS)
def test_an_independent_reader_reads_the_file_back(suffix: str, tmp_path: Path) -> None:
    store, file = small_store(), tmp_path / f"graph{suffix}"
    count = export(store, file)
    if suffix in (".ttl", ".nt", ".rdf"):
        read: rdflib.Graph = rdflib.Graph()
        wanted = sum(quad.graph_name == DefaultGraph() for quad in store.quads())
    else:
        read = rdflib.Dataset(default_union=False)
        wanted = sum(1 for _ in store.quads())
    read.parse(file, format={".ttl": "turtle", ".rdf": "xml", ".nq": "nquads", ".jsonld": "json-ld"}.get(suffix, suffix[1:]))
    found = sum(1 for _ in read.quads()) if isinstance(read, rdflib.Dataset) else len(read)
    assert found == count == wanted


@pytest.mark.parametrize("suffix", [*FORMATS, ".nq.gz", ".jsonld.gz", ".csv", ".csv.gz"])
def test_the_same_graph_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"
    export(figure_store(), one)
    export(figure_store(), other)
    assert one.read_bytes() == other.read_bytes()


def test_gz_is_the_same_file_compressed(tmp_path: Path) -> None:
    export(small_store(), tmp_path / "g.nq")
    export(small_store(), tmp_path / "g.nq.gz")
    assert gzip.decompress((tmp_path / "g.nq.gz").read_bytes()) == (tmp_path / "g.nq").read_bytes()


def test_turtle_uses_our_prefixes(tmp_path: Path) -> None:
    export(small_store(), tmp_path / "g.ttl")
    text = (tmp_path / "g.ttl").read_text(encoding="utf-8")
    assert "@prefix kg: <https://w3id.org/govkg/ontology#> ." in text
    assert "kg:issuedBy" in text


def test_an_unknown_suffix_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"a graph is written to \.ttl, \.nt, .*; not to '\.txt'"):
        export(small_store(), tmp_path / "g.txt")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="cannot be written"):
        export(small_store(), tmp_path / "missing" / "g.nt")
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "g.nt"
    file.write_text("old", encoding="utf-8")
    export(small_store(), file)
    assert file.read_text(encoding="utf-8") != "old"
    assert list(tmp_path.iterdir()) == [file]


def test_figures_are_a_table_with_a_row_for_each_time_one_is_said(tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    assert export(figure_store(), file) == 9
    with file.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines))
    assert len(found) == 9
    assert {name: value for name, value in found[0].items() if name not in ("document", "area_iri", "quote", "rule", "score")} == {
        "title": "公报e",
        "published": "2022-01-01",
        "indicator": "有效发明专利",
        "indicator_normal": "有效发明专利",
        "value": "19000",
        "unit": "件",
        "base_value": "19000",
        "base_unit": "件",
        "printed": "19000件",
        "qualifier": "",
        "low": "",
        "high": "",
        "period": "2021年底",
        "start": "2021-12-31",
        "end": "2021-12-31",
        "area": "厦门市",
        "change": "同比+20.11%",
        "rank": "居全省第1位",
        "status": "achieved",
        "sentence": FIRST,
    }


def test_a_graph_without_figures_gives_the_head_of_the_table(tmp_path: Path) -> None:
    assert export(small_store(), tmp_path / "figures.csv") == 0
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8").startswith("document,title,published,indicator,")


def test_without_pyarrow_a_parquet_file_is_refused_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(QueryError, match=r"needs pyarrow: pip install 'kg\[parquet\]'"):
        export(figure_store(), tmp_path / "figures.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_parquet_file_has_numbers_as_numbers(tmp_path: Path) -> None:
    import pyarrow.parquet

    export(figure_store(), tmp_path / "figures.parquet")
    export(figure_store(), tmp_path / "again.parquet")
    found = pyarrow.parquet.read_table(io.BytesIO((tmp_path / "figures.parquet").read_bytes())).to_pylist()
    assert (len(found), found[0]["value"], found[0]["low"], found[0]["area"]) == (9, 19000.0, None, "厦门市")
    assert (tmp_path / "figures.parquet").read_bytes() == (tmp_path / "again.parquet").read_bytes()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_json_ld_has_our_terms_and_reads_back_as_the_same_graph(tmp_path: Path) -> None:
    store, file = figure_store(), tmp_path / "g.jsonld"
    export(store, file)
    found = json.loads(file.read_text(encoding="utf-8"))
    graphs = {node["id"]: node["@graph"] for node in found["@graph"] if "@graph" in node}
    announcement = next(node for node in graphs["doc/a"] if node["id"] == "doc/a")
    assert announcement["type"] == ["Announcement", "Document"]
    assert (announcement["issueNumber"], announcement["issued"]) == ("厦教〔2021〕3号", "2021-05-01")
    read = rdflib.Dataset(default_union=False)
    read.parse(file, format="json-ld")
    assert digest_of(parse(read.serialize(format="nquads"), format=RdfFormat.N_QUADS)) == digest_of(store.quads())


def test_one_graph_is_asked_for_by_iri_by_what_stands_behind_the_base_or_by_a_documents_id(tmp_path: Path) -> None:
    store = small_store()
    names = {}
    for number, name in enumerate(("https://w3id.org/govkg/doc/a", "doc/a", "a")):
        export(store, tmp_path / f"{number}.nq", graph=name)
        names[name] = (tmp_path / f"{number}.nq").read_bytes()
    assert len(set(names.values())) == 1
    lines = names["a"].decode().splitlines()
    assert len(lines) == sum(1 for _ in store.quads("https://w3id.org/govkg/doc/a"))
    assert all(line.endswith("<https://w3id.org/govkg/doc/a> .") for line in lines)


def test_a_format_of_triples_holds_one_graph_without_its_name(tmp_path: Path) -> None:
    count = export(small_store(), tmp_path / "g.ttl", graph="graph/knowledge")
    assert len(rdflib.Graph().parse(tmp_path / "g.ttl")) == count > 0


def test_an_unknown_graph_is_answered_with_where_to_look(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no graph or document is called 'nobody'; kg query documents"):
        export(small_store(), tmp_path / "g.ttl", graph="nobody")
    assert list(tmp_path.iterdir()) == []


CONSTRUCT = """CONSTRUCT { ?document kg:issuedBy ?agency . ?agency kg:name [ skos:prefLabel ?name ] } WHERE {
  VALUES ?name { "厦门市教育局"@zh }  #+ who
  ?agency skos:prefLabel ?name . ?document kg:issuedBy ?agency }"""


def test_what_a_construct_gives_is_a_file_with_a_parameter_and_our_prefixes(tmp_path: Path) -> None:
    query = queries.parse("mine", CONSTRUCT)
    count = export_answer(small_store(), tmp_path / "c.ttl", query, {})
    again = export_answer(small_store(), tmp_path / "d.ttl", query, {})
    assert count == again == len(rdflib.Graph().parse(tmp_path / "c.ttl")) > 0
    assert (tmp_path / "c.ttl").read_bytes() == (tmp_path / "d.ttl").read_bytes(), "blank nodes are called the same each time"
    assert export_answer(small_store(), tmp_path / "e.ttl", query, {"name": "厦门市财政局"}) not in (0, count)


def test_rows_are_no_graph_and_leave_an_old_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "c.ttl"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(QueryError, match="only a CONSTRUCT or DESCRIBE gives a graph"):
        export_answer(small_store(), file, queries.load("documents"), {})
    with pytest.raises(QueryError, match=r"not to '\.csv'"):
        export_answer(small_store(), tmp_path / "c.csv", queries.parse("mine", CONSTRUCT), {})
    assert (file.read_text(encoding="utf-8"), list(tmp_path.iterdir())) == ("old", [file])


def test_a_file_called_void_describes_the_graph_by_what_it_holds(tmp_path: Path) -> None:
    store, void = small_store(), rdflib.Namespace("http://rdfs.org/ns/void#")
    export(store, tmp_path / "void.ttl")
    found = rdflib.Graph().parse(tmp_path / "void.ttl")
    data = rdflib.URIRef("https://w3id.org/govkg/dataset")
    assert found.value(data, void.triples) == rdflib.Literal(len(store.match(None, None)))
    assert found.value(data, void.documents) == rdflib.Literal(4)
    parts = {
        found.value(part, void["class"]): found.value(part, void.entities) for part in found.objects(data, void.classPartition)
    }
    assert parts[rdflib.URIRef("https://w3id.org/govkg/ontology#Announcement")] == rdflib.Literal(4)
    assert sum(int(str(found.value(part, void.triples))) for part in found.objects(data, void.propertyPartition)) == len(
        store.match(None, None)
    )
