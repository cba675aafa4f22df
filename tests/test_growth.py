"""Bringing a store up to date: what is read again and what is not, side by side and one by one, and what is lost on the way (nothing)."""

import json
import os
import time
import zipfile
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

import kg
from kg.build import build
from kg.errors import SetupError
from kg.records import FORM, RECORD, RECORDS_GRAPH, FileRecord, file_node
from kg.report import Report
from kg.store import Store

LONG_AGO = 1_600_000_000 * 10**9


def notice(number: int, agency: str = "市教育局") -> str:
    return (
        f"标题：关于做好第{number}批课后服务工作的通知\n发布日期：2022-04-{number % 28 + 1:02}\n\n"
        f"厦门{agency}印发《课后服务办法》（厦教〔2022〕{number + 1}号），第{number}所学校参加，共有{number + 100}名学生。\n"
    )


def written(path: Path, text: str, mtime: int = LONG_AGO) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(mtime, mtime))
    return path


def folder_of(path: Path, count: int) -> Path:
    for number in range(count):
        written(path / f"{number % 3}" / f"{number:03}.txt", notice(number))
    return path


def fresh(path: Path) -> bytes:
    store = Store()
    build([path], store)
    return store.dump()


def lines(path: Path, *records: tuple[str, str]) -> Path:
    return written(path, "".join(json.dumps({"id": key, "text": text}, ensure_ascii=False) + "\n" for key, text in records))


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.files, report.unchanged, report.read, report.removed


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_any_number_of_jobs_leaves_the_same_graph(tmp_path: Path, jobs: int) -> None:
    folder_of(tmp_path, 60)
    lines(tmp_path / "more.jsonl", *((f"k{number}", notice(100 + number)) for number in range(30)))
    store = Store()
    report = build([tmp_path], store, jobs=jobs)
    assert counts(report) == (61, 0, 90, 0)
    assert store.dump() == fresh(tmp_path)


def test_a_file_with_the_size_and_time_it_had_is_not_opened(tmp_path: Path) -> None:
    store, path = Store(), written(tmp_path / "a.txt", notice(1))
    assert counts(build([tmp_path], store)) == (1, 0, 1, 0)
    written(path, notice(2))  # as long as before, and as old: nothing but opening it could tell
    assert counts(build([tmp_path], store)) == (1, 1, 0, 0)
    os.utime(path)
    assert counts(build([tmp_path], store)) == (1, 0, 1, 0)


def test_a_file_that_was_only_touched_is_not_annotated_again(tmp_path: Path) -> None:
    store, path = Store(), written(tmp_path / "a.txt", notice(1))
    build([tmp_path], store)
    os.utime(path, ns=(LONG_AGO + 10**9, LONG_AGO + 10**9))
    assert counts(build([tmp_path], store)) == (1, 1, 0, 0)
    written(path, notice(2), LONG_AGO + 10**9)  # its new time is known now
    assert counts(build([tmp_path], store)) == (1, 1, 0, 0)


def test_a_file_that_was_read_just_after_it_changed_is_looked_at_again(tmp_path: Path) -> None:
    store, path = Store(), written(tmp_path / "a.txt", notice(1))
    now = time.time_ns() + 60 * 10**9  # a clock that is ahead, so that it is new however slow this machine
    written(path, notice(1), now)
    build([tmp_path], store)
    written(path, notice(2), now)
    assert counts(build([tmp_path], store)) == (1, 0, 1, 0)
    assert store.dump() == fresh(tmp_path)


def test_changed_added_and_removed_files_leave_what_a_fresh_build_leaves(tmp_path: Path) -> None:
    folder_of(tmp_path, 30)
    store = Store()
    build([tmp_path], store)
    written(tmp_path / "0" / "000.txt", notice(77))
    written(tmp_path / "new.txt", notice(78, "市财政局"))
    (tmp_path / "1" / "001.txt").unlink()
    assert counts(build([tmp_path], store, prune=True, jobs=2)) == (30, 28, 2, 1)
    assert store.dump() == fresh(tmp_path)


def test_of_json_lines_only_what_changed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines(path, *((f"k{number}", notice(number)) for number in range(10)))
    store = Store()
    assert counts(build([tmp_path], store)) == (1, 0, 10, 0)
    lines(path, *((f"k{number}", notice(number + 50 * (number == 3))) for number in range(1, 12)))
    os.utime(path)
    assert counts(build([tmp_path], store)) == (1, 0, 3, 1)
    assert store.dump() == fresh(tmp_path)
    assert {record.part_of for record in store.records() if record.documents} == {str(path)}


def test_an_id_that_comes_twice_is_told_and_the_first_counts(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", ("k1", notice(1)), ("k1", notice(2)), ("k2", notice(3)))
    report = build([tmp_path], Store())
    assert counts(report) == (1, 0, 2, 0)
    assert ["#k1" in str(failure) and "earlier one" in str(failure) for failure in report.failures] == [True]


def test_what_a_damaged_archive_no_longer_gives_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.txt", notice(number))
    store = Store()
    assert counts(build([tmp_path], store)) == (1, 0, 5, 0)
    before = store.dump()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    report = build([tmp_path], store)
    assert report.failures and report.removed == 0
    assert store.dump() == before


def test_a_document_that_takes_too_long_is_told_and_tried_again_the_next_time(tmp_path: Path) -> None:
    folder_of(tmp_path, 2)
    store = Store()
    report = build([tmp_path], store, time_limit=0.0001)
    assert report.read == 0
    assert all("took longer than a document may" in str(failure) for failure in report.failures)
    assert len(report.failures) == 2
    assert counts(build([tmp_path], store)) == (2, 0, 2, 0)


def test_another_version_reads_everything_anew_and_says_so_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(tmp_path, 3)
    store = Store()
    said: list[str] = []
    build([tmp_path], store, tell=said.append)
    build([tmp_path], store, tell=said.append)
    assert said == []
    monkeypatch.setattr(kg, "__version__", "99.0")
    assert counts(build([tmp_path], store, tell=said.append)) == (3, 0, 3, 0)
    assert len(said) == 1 and "this is 99.0" in said[0] and "3 documents are in the store" in said[0]
    assert counts(build([tmp_path], store, tell=said.append)) == (3, 3, 0, 0)


def test_a_reading_anew_that_was_interrupted_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(tmp_path, 3)
    store = Store()
    build([tmp_path], store)
    monkeypatch.setattr(kg, "__version__", "99.0")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(kg.build, "derive", interrupted)
        build([tmp_path / "0", tmp_path / "1"], store)
    assert counts(build([tmp_path], store)) == (3, 2, 1, 0)


def interrupted(store: Store) -> None:
    raise KeyboardInterrupt


def test_a_store_of_an_older_kg_is_brought_up_to_date_by_a_build(tmp_path: Path) -> None:
    store, path = Store(), lines(tmp_path / "a.jsonl", ("k1", notice(1)), ("k2", notice(2)))
    build([tmp_path], store)
    said: list[str] = []
    documents = store.documents()
    for record in list(store.records()):
        store.update({}, [record.path])
    source = str(path)
    old = {"path": source, "digest": "0" * 64, "documents": documents, "problem": ""}  # as kg kept it before items had records
    store.change(set(), {Quad(file_node(source), RECORD, Literal(json.dumps(old)), RECORDS_GRAPH)})
    store.note(form="1", stamp="")
    build([tmp_path], store, tell=said.append)
    assert said and "annotated anew" in said[0]
    assert store.dump() == fresh(tmp_path)
    assert store.about()["form"] == str(FORM)


def test_a_store_of_a_newer_kg_is_not_written_to(tmp_path: Path) -> None:
    store = Store(tmp_path / "graph")
    store.note(form=str(FORM + 1), version="99.0")
    store.flush()
    del store
    with pytest.raises(SetupError, match=r"made by kg 99\.0, which is newer; install that version"):
        Store(tmp_path / "graph")


def test_a_document_and_its_record_go_in_together() -> None:
    store = Store()
    line = b"<https://w3id.org/govkg/doc/a> <https://w3id.org/govkg/ontology#text> \"x\" <https://w3id.org/govkg/doc/a> .\n"
    record = FileRecord("a.txt", "d", ("https://w3id.org/govkg/doc/a",), size=3, mtime=4, stamp="s", part_of="a.zip")
    store.add({"https://w3id.org/govkg/doc/a": line}, [record])
    assert store.record("a.txt") == record
    assert list(store.parts("a.zip")) == [record]
    assert store.changed() == ["https://w3id.org/govkg/doc/a"]
    store.update({}, ["a.txt"])
    assert store.record("a.txt") is None and list(store.parts("a.zip")) == []
    assert not store.has("urn:kg:partOf", RECORDS_GRAPH.value)


def test_a_report_tells_in_json_what_a_build_did(tmp_path: Path) -> None:
    folder_of(tmp_path, 2)
    written(tmp_path / "empty.txt", "")
    told = build([tmp_path], Store()).told()
    assert (told["files"], told["read"], told["version"]) == (3, 2, kg.__version__)
    assert [str(tmp_path / "empty.txt") in failure for failure in told["failures"]] == [True]  # type: ignore[attr-defined]
