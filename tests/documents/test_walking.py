"""The files under folders: their order, and what is no file to read."""

import os
import socket
from pathlib import Path

import pytest

from kg.documents import Found, contains_several, items, walk
from kg.errors import DocumentError, SetupError

NOTICE = "关于停水的通告\n因管道检修，明日停水。"


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(NOTICE, encoding="utf-8")


def told(folder: Path, *more: Path) -> dict[str, str]:
    """Sources, told from the folder, and what is wrong with each."""
    found = list(walk([folder, *more], folder))
    return {one.source: one.fault for one in found if isinstance(one, Found)}


def sources(paths: list[Path], root: Path | None = None) -> list[str]:
    found = list(walk(paths, root))
    assert all(isinstance(one, Found) and not one.fault for one in found), found
    return [one.source for one in found if isinstance(one, Found)]


def test_files_are_walked_in_the_order_of_their_sources_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "b/2.txt", "b/10.txt", "a.txt", ".hidden/x.txt", "b/.x.txt")
    expected = ["a.txt", "b/10.txt", "b/2.txt"]
    assert sources([Path("./b"), Path("a.txt"), Path("b/2.txt")]) == expected
    assert sources([Path()]) == expected
    assert sources([Path("b").absolute(), Path("a.txt")]) == expected
    assert sources([Path("b").absolute()], Path("b").absolute()) == ["10.txt", "2.txt"]


def test_the_order_is_that_of_the_whole_sources(tmp_path: Path) -> None:
    names = ["a/b/c.txt", "a/b-c.txt", "a/b.txt", "a-b/c.txt", "a.txt", "ab.txt", "!.txt", "~.txt", "a/b/d/e.txt", "a/b/d.txt"]
    write(tmp_path, *names)
    assert sources([tmp_path], tmp_path) == sorted(names)
    assert sources([tmp_path / "a", tmp_path, tmp_path / "a" / "b"], tmp_path) == sorted(names)


def test_a_folder_around_the_current_one_gives_its_files_the_addresses_they_have_from_there(tmp_path: Path) -> None:
    write(tmp_path, "here/a.txt", "here/b/c.txt", "there/d.txt")
    expected = sorted([f"{tmp_path.as_posix()}/there/d.txt", "a.txt", "b/c.txt"])
    assert sources([tmp_path], tmp_path / "here") == expected


def test_size_and_time_of_change_are_told(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (found,) = walk([tmp_path])
    state = (tmp_path / "a.txt").stat()
    assert isinstance(found, Found) and (found.size, found.mtime_ns) == (state.st_size, state.st_mtime_ns)


def test_a_path_that_is_not_there_is_the_askers_mistake_at_once(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no such file"):
        walk([tmp_path / "missing"])


def test_files_that_no_reader_knows_are_counted_one_message_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "a.html", "x.css", *(f"img/{number}.JPG" for number in range(3)), "img/a.png", "img/b.txt")
    faults = told(tmp_path)
    assert list(faults) == ["./", "a.html", "img/", "img/b.txt"]
    assert faults["./"].startswith("1 file is left out (1 .css); make HTML")
    assert faults["img/"].startswith("4 files are left out (3 .jpg, 1 .png); make HTML")


def test_a_file_given_by_name_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf")
    assert sources([tmp_path / "a.pdf"], tmp_path) == ["a.pdf"]


def test_links_are_followed_to_files_inside_the_folder_only(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "out/b.txt")
    folder = tmp_path / "in"
    (folder / "inside.txt").symlink_to("a.txt")
    (folder / "outside.txt").symlink_to(tmp_path / "out" / "b.txt")
    (folder / "around").symlink_to(folder)
    (folder / "gone.txt").symlink_to("nothing")
    (folder / "circle.txt").symlink_to("circle.txt")
    faults = told(folder)
    assert list(faults) == ["a.txt", "around", "circle.txt", "gone.txt", "inside.txt", "outside.txt"]
    assert faults["a.txt"] == faults["inside.txt"] == ""
    assert "is a link to a folder" in faults["around"]
    assert "is a link out of the folder" in faults["outside.txt"]
    assert "cannot be opened: No such file" in faults["gone.txt"] and "cannot be opened" in faults["circle.txt"]


def test_a_link_given_by_name_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt")
    (tmp_path / "latest").symlink_to(tmp_path / "in")
    assert sources([tmp_path / "latest"], tmp_path) == ["latest/a.txt"]


def test_pipes_and_sockets_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.txt"))
        faults = told(tmp_path)
    assert "is a named pipe" in faults["pipe.txt"] and "is a socket" in faults["socket.txt"]
    (error,) = items(Found(tmp_path / "pipe.txt", "pipe.txt"))
    assert isinstance(error, DocumentError) and "is a named pipe" in str(error)


@pytest.mark.parametrize(("name", "shown"), [(b"a\xff.txt", "a\\udcff.txt"), ("甲\n乙.txt".encode(), "甲\\n乙.txt")])
def test_a_name_that_no_output_can_hold_is_reported_in_one_that_can(tmp_path: Path, name: bytes, shown: str) -> None:
    (tmp_path / os.fsdecode(name)).write_text(NOTICE, encoding="utf-8")
    (found,) = walk([tmp_path], tmp_path)
    assert isinstance(found, Found) and found.source == shown
    (error,) = items(found)
    assert str(error).startswith(f"{shown}: has a name that is not UTF-8 or holds control characters; rename it")


def test_a_folder_with_such_a_name_is_reported_once(tmp_path: Path) -> None:
    write(tmp_path / os.fsdecode(b"\xff"), "a.txt", "b.txt")
    assert list(told(tmp_path)) == ["\\udcff/"]


def test_a_folder_that_cannot_be_listed_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/c.txt", "d.txt")
    found = walk([tmp_path], tmp_path)
    assert isinstance(next(found), Found)
    (tmp_path / "b" / "c.txt").unlink()
    (tmp_path / "b").rmdir()
    error, last = found
    assert str(error).startswith("b/: cannot be listed: No such file or directory")
    assert isinstance(last, Found) and last.source == "d.txt"


def test_folders_deeper_than_any_stack_are_walked(tmp_path: Path) -> None:
    write(tmp_path, "b.txt")
    deep = tmp_path
    for _ in range(1200):
        deep /= "a"
        deep.mkdir()
    (deep / "a.txt").write_text(NOTICE, encoding="utf-8")
    try:
        assert sources([tmp_path], tmp_path) == ["a/" * 1200 + "a.txt", "b.txt"]
    finally:
        (deep / "a.txt").unlink()
        os.removedirs(deep)


@pytest.mark.parametrize(
    ("name", "several"),
    [("a.html", False), ("a.json.gz", False), ("a.csv", False), ("a.jsonl", True), ("a.ndjson.zst", True), ("a.ZIP", True),
     ("a.tgz", True), ("a.tar", True), ("a.tar.zst", True), ("a.warc.gz", True), ("a.pdf", False), ("README", False)],
)  # fmt: skip
def test_a_name_tells_whether_a_file_holds_several_items(name: str, several: bool) -> None:
    assert contains_several(Path("folder") / name) is several
