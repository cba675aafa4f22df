"""A graph as a file: read back whole, the same bytes each time, never half a file."""

import csv
import gzip
import io
import sys
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph

from kg.errors import QueryError
from kg.export import FORMATS, export
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


@pytest.mark.parametrize("suffix", [*FORMATS, ".nq.gz", ".csv", ".csv.gz"])
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
