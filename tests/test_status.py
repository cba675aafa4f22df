"""What a store holds and how it came to be, told in words and as JSON; copies of it and the way back."""

from pathlib import Path

import pytest

import kg
from kg.backup import backup, restore
from kg.build import build
from kg.errors import QueryError, SetupError
from kg.status import lines, status
from kg.store import Store
from tests.test_growth import folder_of, written


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder_of(Path("news"), 6)
    written(Path("old.txt"), "标题：关于试行课后服务的通知\n\n厦门市教育局印发《课后服务办法》，厦门市课后教育研究推进局参加。")
    written(Path("empty.txt"), "")
    written(Path("table.xyz"), "标题")
    build([Path("news"), Path("old.txt"), Path("empty.txt"), Path("table.xyz")], Store(Path("graph")))
    return Path("graph")


def test_a_status_counts_documents_by_folder_and_month_and_tells_failures(built: Path) -> None:
    found = status(Store.reading(built))
    assert found.documents == 7 and found.files == 9
    assert found.sources == {"news/0": 2, "news/1": 2, "news/2": 2, "old.txt": 1}
    assert found.months == {"": 1, "2022-04": 6}
    assert sorted(found.failures) == ["empty.txt", "table.xyz"]
    assert found.version == kg.__version__ and found.current and found.built.startswith("20")
    assert found.size == sum(file.stat().st_size for file in built.rglob("*") if "snapshots" not in file.parts and file.is_file()) + sum(
        file.stat().st_size for file in built.rglob("snapshots/*/*") if file.stat().st_nlink == 1
    )


def test_a_status_in_words_says_what_the_next_build_will_do(built: Path) -> None:
    words = "\n".join(lines(status(Store.reading(built))))
    assert words.startswith("7 documents of 9 files · ")
    assert f"by kg {kg.__version__}, current" in words
    assert "documents by source:\n  2  news/0\n" in words
    assert "documents by month:\n  1  no day\n  6  2022-04\n" in words
    assert "could not be read: 2\n  empty.txt: " in words
    store = Store(built)
    store.note(version="0.0.1", background="older")
    store.publish()
    del store
    assert "the next build reads everything anew" in "\n".join(lines(status(Store.reading(built))))


def test_a_backup_is_what_the_last_build_left_although_another_is_under_way(built: Path, tmp_path: Path) -> None:
    before = Store.reading(built).dump()
    writer = Store(built)
    writer.remove(writer.documents()[0])  # a build that has not ended yet, and holds the store
    assert backup(built, tmp_path / "copy") > 1_000_000
    assert restore(tmp_path / "copy", tmp_path / "again") == 7
    assert Store.reading(tmp_path / "again").dump() == before
    assert (tmp_path / "again" / "search.sqlite").is_file()


def test_what_was_restored_is_built_on(built: Path, tmp_path: Path) -> None:
    backup(built, tmp_path / "copy")
    restore(tmp_path / "copy", Path("again"))
    written(Path("news/new.txt"), "标题：关于表扬先进的通知\n\n厦门市教育局决定予以表扬。")
    report = build([Path("news")], Store(Path("again")))
    assert (report.unchanged, report.read) == (6, 1)


def test_an_older_backup_is_replaced_and_anything_else_is_not(built: Path, tmp_path: Path) -> None:
    backup(built, tmp_path / "copy")
    backup(built, tmp_path / "copy")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(QueryError, match=r"holds thesis\.txt, which was not written by kg"):
        backup(built, tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_damaged_backup_is_refused_and_a_graph_never_overwritten(built: Path, tmp_path: Path) -> None:
    backup(built, tmp_path / "copy")
    with pytest.raises(SetupError, match="is there already; move it away"):
        restore(tmp_path / "copy", built)
    file = next((tmp_path / "copy").glob("*.sst"))
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    with pytest.raises(SetupError, match="is missing or damaged"):
        restore(tmp_path / "copy", tmp_path / "again")
    assert not (tmp_path / "again").exists()
    with pytest.raises(SetupError, match="is no backup that kg made"):
        restore(tmp_path / "news", tmp_path / "again")


def test_a_store_without_a_finished_build_has_nothing_to_back_up(tmp_path: Path) -> None:
    Store(tmp_path / "graph").flush()
    with pytest.raises(SetupError, match="its last build did not end"):
        backup(tmp_path / "graph", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
