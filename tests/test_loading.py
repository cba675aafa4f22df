"""A store loaded from partitions is one that was built: asked, checked and built on alike; stopped, it goes on where it was."""

import gzip
import shutil
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet
from pyoxigraph import DefaultGraph

import kg.derived
import kg.loading
import kg.parts
from kg.build import build
from kg.check import check
from kg.demo import samples
from kg.digest import store_digest
from kg.errors import QueryError, SetupError
from kg.indexing import FILE
from kg.loading import load
from kg.parts import COLUMNS
from kg.queries import load as question
from kg.queries import run
from kg.search import Index
from kg.snapshots import newest
from kg.store import Store
from tests.test_cli import kg as command


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The samples, built here."""
    store = Store(base="https://example.org/kg/")
    build([samples()], store, root=samples().parent)
    return store


@pytest.fixture(scope="module")
def parts(built: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as partitions of every form, the lines of a graph in several of them."""
    folder, quads = tmp_path_factory.mktemp("parts"), list(built.quads())
    lines = [f"{quad} .\n" for quad in quads]
    (folder / "part-0.nq").write_text("".join(lines[::3]), encoding="utf-8")
    (folder / "part-1.nq.gz").write_bytes(gzip.compress("".join(lines[1::3]).encode()))
    terms = [("" if quad.graph_name == DefaultGraph() else str(quad.graph_name), *quad.triple) for quad in quads[2::3]]
    rows = [dict(zip(COLUMNS, (*map(str, triple), graph), strict=True)) for graph, *triple in terms]
    parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "part-2.parquet")
    return folder


@pytest.fixture(scope="module")
def loaded(parts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that the command loaded."""
    store = tmp_path_factory.mktemp("loaded") / "graph"
    run = command("load", str(parts), "--store", str(store))
    assert (run.returncode, "21 documents" in run.stderr) == (0, True), run.stderr
    return store


def test_what_was_loaded_is_what_was_built_under_its_base_with_an_index(built: Store, loaded: Path) -> None:
    store = Store.reading(loaded)
    assert (store.base, store_digest(store)) == (built.base, store_digest(built))
    answers = [run(one, question("products-of-place"), {"place": "同安"}).rows for one in (store, built)]
    assert answers[0] == answers[1] != ()
    assert [failure.check for failure in check(store)] == [failure.check for failure in check(built)]
    index = Index.reading(loaded / FILE)
    assert index is not None and [found.label for found in index.things("同安凤梨穗")] == ["同安凤梨穗"]
    index.close()
    assert newest(loaded) is not None and sorted(loaded.parent.iterdir()) == [loaded]


def test_a_build_into_what_was_loaded_leaves_what_a_build_from_nothing_leaves(
    built: Store, loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.derived, "_CHUNK", 5)
    shutil.copytree(loaded, tmp_path / "graph")
    store = Store(tmp_path / "graph")
    build([samples()], store, root=samples().parent)
    assert store_digest(store) == store_digest(built)


def test_files_that_changed_or_went_since_take_back_what_was_loaded_of_them(parts: Path, tmp_path: Path) -> None:
    shutil.copytree(samples(), tmp_path / "samples")
    (tmp_path / "samples" / "06-xiamen-joint-notice.txt").write_text("标题：另一份通知\n\n厦门市教育局印发通知。", encoding="utf-8")
    (tmp_path / "samples" / "12-business-tax-repeal.txt").unlink()
    rows = tmp_path / "samples" / "11-two-places-one-name.jsonl"
    rows.write_text("".join(rows.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
    fresh = Store(base="https://example.org/kg/")
    build([tmp_path / "samples"], fresh, root=tmp_path)
    load([parts], tmp_path / "graph")
    store = Store(tmp_path / "graph")
    build([tmp_path / "samples"], store, root=tmp_path, prune=True)
    assert store_digest(store) == store_digest(fresh)


def test_a_damaged_partition_is_told_with_its_line_and_when_it_is_mended_loading_goes_on(built: Store, parts: Path, tmp_path: Path) -> None:
    taken: list[str] = []
    shutil.copytree(parts, tmp_path / "parts")
    whole = gzip.decompress((tmp_path / "parts" / "part-1.nq.gz").read_bytes())
    damaged = whole.replace(b" .\n", b" nonsense\n", 1)
    (tmp_path / "parts" / "part-1.nq.gz").write_bytes(gzip.compress(damaged))
    with pytest.raises(QueryError, match=r"part-1.nq.gz: line 1 is damaged"):
        load([tmp_path / "parts"], tmp_path / "graph")
    assert not (tmp_path / "graph").exists()
    (tmp_path / "parts" / "part-1.nq.gz").write_bytes(gzip.compress(whole))
    load([tmp_path / "parts"], tmp_path / "graph", lambda left: taken.extend(left) or left)  # type: ignore[func-returns-value]
    assert len(taken) == 2, "part-0 was in"
    assert store_digest(Store.reading(tmp_path / "graph")) == store_digest(built)


def test_stopped_at_any_partition_and_called_again_it_goes_on_with_that_one(
    built: Store, parts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    original = kg.parts.opened

    def opened(part: Path) -> object:
        taken.append(part.name)
        if len(taken) in (2, 4):
            raise KeyboardInterrupt
        return original(part)

    monkeypatch.setattr(kg.loading, "opened", opened)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            load([parts], tmp_path / "graph")
    load([parts], tmp_path / "graph")
    assert taken == ["part-0.nq", "part-1.nq.gz", "part-1.nq.gz", "part-2.parquet", "part-2.parquet"]
    assert store_digest(Store.reading(tmp_path / "graph")) == store_digest(built)


def test_a_folder_that_holds_something_is_not_touched(parts: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(SetupError, match="holds something already"):
        load([parts], tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_partitions_without_a_document_make_no_graph(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("<http://example.org/s> <http://example.org/p> <http://example.org/o> .\n", encoding="utf-8")
    with pytest.raises(QueryError, match="there is no document"):
        load([tmp_path], tmp_path / "graph")
    assert not (tmp_path / "graph").exists()
