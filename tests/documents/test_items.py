"""Items: compressed files, JSON Lines, limits, and files that change under the reader."""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.documents import Found, Item, items, read_item
from kg.documents.streams import LARGEST
from kg.errors import DocumentError
from kg.model import Document
from tests.inputs import compressed, read

NOTICE = "关于停水的通告\n因管道检修，明日停水。".encode()
PACKINGS = ["", ".gz", ".bz2", ".xz", ".zst"]


def found(folder: Path, name: str, data: bytes) -> Found:
    (folder / name).write_bytes(data)
    return Found(folder / name, name)


def parted(pieces: Sequence[Item | DocumentError]) -> tuple[list[Item], list[str]]:
    """The items and what the faults say."""
    return [one for one in pieces if isinstance(one, Item)], [str(one) for one in pieces if isinstance(one, DocumentError)]


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize(
    ("name", "text"),
    [("a.txt", NOTICE), ("a.html", b"<h1>%s</h1>" % NOTICE), ("a.json", b'{"text": "\xe5\x81\x9c\xe6\xb0\xb4"}')],
)
def test_a_compressed_file_is_read_like_what_is_in_it(tmp_path: Path, name: str, text: bytes, packing: str) -> None:
    (item,) = items(found(tmp_path, name + packing, compressed(text, packing)))
    assert item == Item(name + packing, name, text)
    (document,) = read_item(item, "")
    assert isinstance(document, Document) and document.source == name + packing and "停水" in document.text


@pytest.mark.parametrize("packing", PACKINGS)
def test_the_lines_of_a_file_are_items_named_by_id_or_number(tmp_path: Path, packing: str) -> None:
    lines = '{"id": "n1", "text": "明日停水。"}\r\n\n{"text": "后日停水。"}'.encode()
    pieces = list(items(found(tmp_path, "a.jsonl" + packing, compressed(lines, packing))))
    assert [one.key for one in pieces if isinstance(one, Item)] == [f"a.jsonl{packing}#n1", f"a.jsonl{packing}#2"]
    documents = [document for one in pieces if isinstance(one, Item) for document in read_item(one, "doc:")]
    told = [(one.id, one.text) for one in documents if isinstance(one, Document)]
    assert told == [("n1", "明日停水。"), (f"a.jsonl{packing}#2", "后日停水。")]


def test_the_iri_of_a_line_is_a_hash_of_file_and_id_or_number(tmp_path: Path) -> None:
    first, second = read(found(tmp_path, "a.jsonl", '{"id": "n1", "text": "停水。"}\n{"text": "停电。"}'.encode()).path, "a.jsonl", "")
    assert isinstance(first, Document) and first.iri == f"doc/{hashlib.sha256(b'a.jsonl#n1').hexdigest()[:16]}"
    assert isinstance(second, Document) and second.iri == f"doc/{hashlib.sha256(b'a.jsonl#2').hexdigest()[:16]}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_lines_are_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    lines = '{"text": "明日停水，请储水。"}\n{"text": "后日停电，请备烛。"}\n'
    pieces, faults = parted(list(items(found(tmp_path, "a.jsonl", lines.encode(encoding)))))
    assert faults == []
    assert [json.loads(one.data.decode("utf-8-sig"))["text"] for one in pieces] == ["明日停水，请储水。", "后日停电，请备烛。"]


def test_a_broken_byte_in_a_line_does_not_turn_it_into_another_encoding(tmp_path: Path) -> None:
    lines = '{"text": "明日停水。"}\n{"text": "后'.encode() + b"\xe6\x97" + '停电。"}\n'.encode()
    pieces, _ = parted(list(items(found(tmp_path, "a.jsonl", lines))))
    assert json.loads(pieces[1].data)["text"] == "后\ufffd停电。"


def test_a_bad_line_is_reported_with_its_place_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = '{"text": "一。"}\n\n{broken\n["text"]\n{"title": "无文"}\n{"text": "二。"}\n'.encode()
    pieces, faults = parted(list(items(found(tmp_path, "a.jsonl", lines))))
    assert [one.record for one in pieces] == ["1", "5"]
    assert [fault[:15] for fault in faults] == ["a.jsonl: line 3", "a.jsonl: line 4", "a.jsonl: line 5"]


def test_the_lines_of_a_long_file_come_while_it_is_read(tmp_path: Path) -> None:
    """Nothing behind a line is looked at before it is asked for: so a file of any size takes the memory of a line."""
    pieces = items(found(tmp_path, "a.jsonl", b'{"text": "\xe5\x81\x9c"}\n' * 100_000))
    first = next(pieces)
    with (tmp_path / "a.jsonl").open("r+b") as file:
        file.truncate(10_000_00)
    assert isinstance(first, Item) and first.record == "1"
    assert sum(isinstance(one, Item) for one in pieces) < 99_999


def test_a_line_that_is_too_long_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.seek(LARGEST + 10)
        file.write(b'\n{"text": "\xe5\x81\x9c"}\n')
    pieces, faults = parted(list(items(Found(path, "a.jsonl"))))
    assert [one.record for one in pieces] == ["2"]
    assert faults == ["a.jsonl: line 1 has more than 32 MB; a record has less. Split what it holds."]


@pytest.mark.parametrize("name", ["a.html", "a.json", "a.csv"])
def test_a_file_that_is_too_large_is_not_opened_and_it_is_told_what_to_do(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(100 * 2**20)
    (error,) = items(Found(tmp_path / name, name))
    advice = "Split it, or make JSON Lines of it (.jsonl), which may be of any size."
    assert str(error) == f"{name}: has 100 MB; a document has up to 32. {advice}"


@pytest.mark.parametrize("packing", [".gz", ".bz2", ".xz", ".zst"])
def test_what_unpacks_to_more_than_a_document_is_given_up(tmp_path: Path, packing: str) -> None:
    (error,) = items(found(tmp_path, "a.txt" + packing, compressed(bytes(LARGEST + 1), packing)))
    assert "has more than 32 MB" in str(error)


@pytest.mark.parametrize("packing", [".gz", ".xz", ".zst"])
def test_lines_that_unpack_to_200_times_their_size_are_given_up(tmp_path: Path, packing: str) -> None:
    lines = b'{"text": "\xe5\x81\x9c\xe6\xb0\xb4"}\n' + bytes(70 * 2**20)
    pieces, faults = parted(list(items(found(tmp_path, "a.jsonl" + packing, compressed(lines, packing)))))
    assert len(pieces) == 1
    assert faults == [f"a.jsonl{packing}: unpacks to more than 200 times its size, as bombs do; unpack it yourself if you trust it."]


@pytest.mark.parametrize("packing", [".gz", ".bz2", ".xz", ".zst"])
def test_what_can_be_read_before_the_damage_is_kept(tmp_path: Path, packing: str) -> None:
    lines = "".join(f'{{"text": "{os.urandom(50).hex()}停水。"}}\n' for _ in range(20_000)).encode()
    packed = compressed(lines, packing)
    pieces, faults = parted(list(items(found(tmp_path, "a.jsonl" + packing, packed[: len(packed) * 9 // 10]))))
    assert len(pieces) > 5_000
    assert "is damaged" in faults[-1] and "what is behind that is lost" in faults[-1]


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.csv", "a.json", "a.zip", "a.tar", "a.tar.gz", "a.warc", "a.txt", "a.html", "a.jsonl.gz", "a.md.xz"]
)
def test_an_empty_file_is_reported_whatever_it_should_be(tmp_path: Path, name: str) -> None:
    (error,) = read(found(tmp_path, name, b"").path, name, "")
    assert isinstance(error, DocumentError) and str(error).startswith(f"{name}: ")


def test_a_file_of_faults_is_given_up_and_one_with_many_has_them_counted(tmp_path: Path) -> None:
    pieces, faults = parted(list(items(found(tmp_path, "a.jsonl", b"{}\n" * 50_000))))
    assert (len(pieces), len(faults)) == (0, 1002)
    assert "is given up behind 10,001 pieces, nearly all of them faulty" in faults[-2]
    pieces, faults = parted(list(items(found(tmp_path, "b.jsonl", b'{}\n{"text": "\xe5\x81\x9c"}\n' * 3000))))
    assert (len(pieces), len(faults)) == (3000, 1001)
    assert faults[-1] == "b.jsonl: has 2,000 more faults like these."


def test_a_file_that_vanished_is_reported(tmp_path: Path) -> None:
    for name in ("a.txt", "a.zip"):
        (error,) = items(Found(tmp_path / name, name))
        assert str(error) == f"{name}: cannot be opened: No such file or directory."


def changing(monkeypatch: pytest.MonkeyPatch, path: Path, times: int) -> None:
    """Something is written to the file behind the back of who opens it, so many times."""
    state, left = os.fstat, [times]

    def fstat(file: int) -> os.stat_result:
        before = state(file)
        if left[0]:
            left[0] -= 1
            with path.open("ab") as more:
                more.write("勿误。".encode())
        return before

    monkeypatch.setattr(os, "fstat", fstat)


def test_a_file_that_changes_while_it_is_read_is_read_again_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = found(tmp_path, "a.txt", NOTICE)
    changing(monkeypatch, file.path, 1)
    (item,) = items(file)
    assert isinstance(item, Item) and item.data == NOTICE + "勿误。".encode()


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_file_that_goes_on_changing_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    file = found(tmp_path, name, b'{"text": "\xe5\x81\x9c"}\n')
    changing(monkeypatch, file.path, 2)
    assert str(list(items(file))[-1]) == f"{name}: changes while it is read; build again when nobody writes to it."


def test_a_record_with_halves_of_surrogate_pairs_gives_a_document_that_can_be_written(tmp_path: Path) -> None:
    lines = b'{"id": "\\ud800", "text": "\\udfff\xe5\x81\x9c\xe6\xb0\xb4", "title": "\\ud83d\\ude00\xe5\x81\x9c\\ud800"}\n'
    (document,) = read(found(tmp_path, "a.jsonl", lines).path, "a.jsonl", "")
    assert isinstance(document, Document)
    assert (document.id, document.text, document.title) == ("\ufffd", "\ufffd停水", "😀停\ufffd")


def test_an_id_with_a_line_end_does_not_break_the_message(tmp_path: Path) -> None:
    (error,) = read(found(tmp_path, "a.json", b'[{"id": "a\\nb"}]').path, "a.json", "")
    assert str(error).startswith("a.json: record 1 has no `text`")
    (item,) = items(found(tmp_path, "a.jsonl", '{"id": "甲\\n乙", "text": "停水。"}'.encode()))
    assert isinstance(item, Item) and item.key == "a.jsonl#甲\n乙"
    (error,) = read_item(Item("a.jsonl", "a.jsonl", b"{}", "1\n2"), "")
    assert str(error) == "a.jsonl#1\\n2: has no `text`; fill it in or take the record out."


def test_a_page_of_too_many_tags_is_refused_before_it_fills_memory(tmp_path: Path) -> None:
    (error,) = read(found(tmp_path, "a.html", b"<b>" * 300_001).path, "a.html", "")
    assert "has 300,001 tags; a page has up to 300,000" in str(error)


def test_front_matter_that_multiplies_itself_is_read_as_plain_lines(tmp_path: Path) -> None:
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else '停水'}]\n" for n in range(12))
    (document,) = read(found(tmp_path, "a.md", f"---\n{bomb}title: 停水\n---\n明日停水。".encode()).path, "a.md", "")
    assert isinstance(document, Document) and document.title == "停水"


def test_what_is_nested_without_end_is_no_value(tmp_path: Path) -> None:
    lines = b'{"text": "\xe5\x81\x9c\xe6\xb0\xb4", "more": ' + b"[" * 700 + b"]" * 700 + b"}"
    (document,) = read(found(tmp_path, "a.jsonl", lines).path, "a.jsonl", "")
    assert isinstance(document, Document) and document.header.more == ()
