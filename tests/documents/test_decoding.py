"""Bytes to text: encodings declared, undeclared and wrongly declared."""

import codecs

import pytest

from kg.documents.decoding import decode
from kg.errors import DocumentError

TEXT = "朱镕基总理考察㙍头村，要求做好防汛工作。"


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf_8_is_read_with_and_without_a_mark(mark: bytes) -> None:
    assert decode(mark + TEXT.encode("utf-8")) == TEXT


def test_utf_16_is_read_by_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")) == TEXT


def test_gb18030_needs_no_declaration() -> None:
    assert decode(TEXT.encode("gb18030")) == TEXT


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "x-gbk"])
def test_a_page_that_declares_gb2312_may_use_the_characters_of_gb18030(declared: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{TEXT}</p>'
    assert TEXT in decode(page.encode("gb18030"))


def test_utf_8_wins_over_a_wrong_declaration() -> None:
    page = f'<meta charset="gb2312"><p>{TEXT}</p>'
    assert TEXT in decode(page.encode("utf-8"))


def test_an_unknown_declaration_does_no_harm() -> None:
    page = f'<meta charset="hex"><p>{TEXT}</p>'
    assert TEXT in decode(page.encode("gb18030"))


def test_one_broken_byte_does_not_turn_utf_8_into_another_encoding() -> None:
    data = ("通知" * 200).encode("utf-8") + b"\xe5\x8e" + ("公告" * 200).encode("utf-8")
    assert decode(data).startswith("通知通知") and decode(data).endswith("公告公告")


def test_big5_is_read_where_it_is_declared() -> None:
    page = '<meta charset="big5"><p>臺北市政府教育局</p>'
    assert "臺北市政府教育局" in decode(page.encode("big5"))


@pytest.mark.parametrize("data", [b"", b" \n\t ", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n"])
def test_an_empty_file_is_reported_as_empty(data: bytes) -> None:
    with pytest.raises(DocumentError, match="is empty"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"%PDF-1.7\n...", "a PDF"), (b"PK\x03\x04...", "Office file"), (b"\x89PNG\r\n", "a picture"), (b"ab\x00cd" * 9, "binary")],
)
def test_a_file_that_is_no_text_is_reported_with_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(DocumentError, match=what):
        decode(data)


def test_noise_is_not_text() -> None:
    with pytest.raises(DocumentError, match=r"encoding|binary"):
        decode(bytes(range(128, 256)) * 40 + b"\xff\xff\xff" * 300)
