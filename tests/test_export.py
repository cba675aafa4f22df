"""A graph as a file: read back whole, the same bytes each time, never half a file."""

import gzip
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph

from kg.errors import QueryError
from kg.export import FORMATS, export
from tests.small import small_store


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


@pytest.mark.parametrize("suffix", [*FORMATS, ".nq.gz"])
def test_the_same_graph_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"
    export(small_store(), one)
    export(small_store(), other)
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
