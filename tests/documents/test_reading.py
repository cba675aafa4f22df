"""Files in, documents out."""

import hashlib
from pathlib import Path

import pytest

from kg.documents import READERS
from kg.errors import DocumentError
from kg.model import Document
from tests.inputs import read

BASE = "https://example.org/"
NOTICE = "关于停水的通告\n因管道检修，明日停水。"


def one(path: Path, source: str = "notices/a") -> Document:
    (found,) = read(path, source, BASE)
    assert isinstance(found, Document), found
    return found


def failure(path: Path) -> str:
    (found,) = read(path, "notices/a", BASE)
    assert isinstance(found, DocumentError), found
    return str(found)


def test_the_iri_of_a_document_is_a_hash_of_its_address(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    key = hashlib.sha256(b"notices/a").hexdigest()[:16]
    assert one(tmp_path / "a.txt").iri == f"https://example.org/doc/{key}"
    assert one(tmp_path / "a.txt").id == "notices/a"


def test_the_iri_of_a_record_is_a_hash_of_file_and_id(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "n1", "text": "明日停水。"}\n{"text": "后日停水。"}', encoding="utf-8")
    first, second = read(tmp_path / "a.jsonl", "a.jsonl", BASE)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.iri == f"{BASE}doc/{hashlib.sha256(b'a.jsonl#n1').hexdigest()[:16]}"
    assert (first.id, second.id) == ("n1", "a.jsonl#2")
    assert first.source == second.source == "a.jsonl"


def test_equal_contents_have_equal_digests_and_others_have_not(tmp_path: Path) -> None:
    for name, text in (("a.txt", NOTICE), ("b.txt", NOTICE + "\r\n"), ("c.txt", NOTICE + "勿误。")):
        (tmp_path / name).write_bytes(text.encode())
    digests = [one(tmp_path / name, name).digest for name in ("a.txt", "b.txt", "c.txt")]
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", NOTICE),
        ("a.md", "# 关于停水的通告\n\n因管道检修，明日停水。"),
        ("a.html", "<meta charset='gb2312'><h1>关于停水的通告</h1><p>因管道检修，明日停水，请各户储水。</p>"),
        ("a.csv", "title,text\n关于停水的通告,因管道检修，明日停水。\n"),
        ("a.jsonl", '{"title": "关于停水的通告", "text": "因管道检修，明日停水。"}\n'),
        ("a.json", '[{"title": "关于停水的通告", "text": "因管道检修，明日停水。"}]'),
    ],
)
def test_every_format_is_read_in_every_encoding(tmp_path: Path, name: str, data: str, encoding: str) -> None:
    if encoding == "utf-8" and name == "a.html":
        data = data.replace("gb2312", "utf-8")
    (tmp_path / name).write_text(data, encoding=encoding)
    document = one(tmp_path / name)
    assert document.title == "关于停水的通告"
    assert "因管道检修，明日停水" in document.text


def test_a_text_file_that_holds_a_page_or_front_matter_is_read_as_such(tmp_path: Path) -> None:
    page = "<!-- x -->\n<html><body><p>因管道检修，明日停水，请储水。</p></body></html>"
    (tmp_path / "a.txt").write_text(page, encoding="utf-8")
    assert one(tmp_path / "a.txt").text == "因管道检修，明日停水，请储水。"
    (tmp_path / "b.html").write_text("---\ntitle: 停水\n---\n<p>因管道检修，明日停水。</p>", encoding="utf-8")
    assert (one(tmp_path / "b.html").title, one(tmp_path / "b.html").text) == ("停水", "因管道检修，明日停水。")


def test_what_cannot_be_read_comes_as_an_error_with_source_and_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert failure(tmp_path / "a.txt").startswith("notices/a: is empty")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 ...")
    assert "is a PDF" in failure(tmp_path / "a.pdf")
    (tmp_path / "a.js").write_text("// 脚本\nvar a = 1;")
    assert "a .js file, which no reader knows" in failure(tmp_path / "a.js")
    (tmp_path / "README").write_text("These files are examples of announcements.")
    assert "hardly any Chinese" in failure(tmp_path / "README")
    assert "cannot be opened" in failure(tmp_path / "missing.txt")


def test_every_suffix_has_one_reader() -> None:
    suffixes = [suffix for suffixes, _ in READERS for suffix in suffixes]
    assert len(suffixes) == len(set(suffixes))
