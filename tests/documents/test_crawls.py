"""Crawls: pages in WARC files."""

import gzip
import zlib
from pathlib import Path

import pytest

from kg.documents import Found, Item, items, read_item
from kg.errors import DocumentError
from kg.model import Document
from tests.inputs import compressed, response

PAGE = "<html><head><title>关于停水的通告</title></head><h1>关于停水的通告</h1><p>因管道检修，明日停水，请各户储水。</p></html>"
URL = "http://example.org/a"


def told(folder: Path, data: bytes, name: str = "c.warc") -> list[Document | str]:
    """The documents, and what the faults say, in order."""
    (folder / name).write_bytes(data)
    pieces = list(items(Found(folder / name, name)))
    documents = [document for one in pieces for document in ((one,) if isinstance(one, DocumentError) else read_item(one, ""))]
    return [one if isinstance(one, Document) else str(one) for one in documents]


def one(folder: Path, data: bytes) -> Document:
    (document,) = told(folder, data)
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_the_pages_of_a_crawl_are_documents_of_their_addresses(tmp_path: Path, packing: str) -> None:
    data = b"".join(compressed(response(f"{URL}{number}", PAGE.encode()), packing) for number in range(3))
    found = told(tmp_path, data, "c.warc" + packing)
    stated = [(document.id, document.header.url, document.title) for document in found if isinstance(document, Document)]
    assert stated == [(f"c.warc{packing}#{URL}{number}", f"{URL}{number}", "关于停水的通告") for number in range(3)]


def test_the_address_may_tell_the_day_and_the_time_of_the_crawl_does_not(tmp_path: Path) -> None:
    dated = one(tmp_path, response("http://example.org/zw/2022-04/19/c_1.html", PAGE.encode(), date="2024-03-05T08:00:00Z"))
    assert dated.header.published == "2022-04-19"
    text = "关于停水的通告\n明日停水。".encode()
    again = response(URL, text, "Content-Type: text/plain") + response(URL, text, "Content-Type: text/plain", date="2024-04-01T00:00:00Z")
    assert [document.header.published for document in told(tmp_path, again) if isinstance(document, Document)] == ["", ""]


@pytest.mark.parametrize(
    ("stated", "declared", "real"),
    [("gb2312", "", "gb18030"), ("big5", "", "big5"), ("iso-8859-1", "", "gb18030"), ("utf-8", "", "gb18030"), ("gbk", "utf-8", "utf-8"),
     ("big5", "gbk", "big5"), ("no-such-thing", "big5", "big5"), ("windows-1252", "gb2312", "gb18030")],
)  # fmt: skip
def test_the_charset_a_server_states_counts_where_it_can_be_right(tmp_path: Path, stated: str, declared: str, real: str) -> None:
    page = f"<meta charset='{declared}'><h1>臺北市政府的通告</h1><p>因管道檢修，明日停水，請各戶儲水。</p>"
    document = one(tmp_path, response(URL, page.encode(real), f"Content-Type: text/html; charset={stated}"))
    assert "因管道檢修，明日停水，請各戶儲水。" in document.text


def test_a_page_captured_again_has_the_time_in_its_name(tmp_path: Path) -> None:
    times = ("2024-03-05T08:00:00Z", "2024-04-01T08:00:00Z", "2024-04-01T08:00:00Z")
    first, second, third = told(tmp_path, b"".join(response(URL, PAGE.encode(), date=time) for time in times))
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.id, second.id) == (f"c.warc#{URL}", f"c.warc#{URL} 2024-04-01T08:00:00Z")
    assert first.header.url == second.header.url == URL
    assert third == f"c.warc: {URL}: was captured before at that very time; the first counts."


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    records = [
        response(URL, b"x", "Content-Type: image/jpeg"), response(URL, b"x", "Content-Type: image/jpeg"),
        response(URL, PAGE.encode(), status="404 Not Found"), response(URL, PAGE.encode()),
        response(URL, b"x").replace(b"WARC-Type: response", b"WARC-Type: request"),
    ]  # fmt: skip
    page, left = told(tmp_path, b"".join(records))
    assert isinstance(page, Document)
    assert left == "c.warc: 3 responses are left out (2 image/jpeg, 1 status 404): pages are HTML or text, of status 200."


@pytest.mark.parametrize(
    ("coding", "sent"),
    [
        ("Content-Encoding: gzip", gzip.compress(PAGE.encode())),
        ("Content-Encoding: deflate", zlib.compress(PAGE.encode())),
        ("Content-Encoding: zstd", compressed(PAGE.encode(), ".zst")),
        ("Transfer-Encoding: chunked", b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode())),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", PAGE.encode()),  # undone by the crawler
        ("Content-Encoding: unheard-of", PAGE.encode()),
    ],
)
def test_a_page_is_read_in_whatever_coding_it_was_sent(tmp_path: Path, coding: str, sent: bytes) -> None:
    assert one(tmp_path, response(URL, sent, f"Content-Type: text/html\r\n{coding}")).title == "关于停水的通告"


def test_a_page_of_which_no_type_is_stated_is_read_by_its_beginning(tmp_path: Path) -> None:
    assert one(tmp_path, response("http://example.org/v1.2/index.v3.x", PAGE.encode(), "Server: x")).title == "关于停水的通告"


def test_a_page_that_unpacks_to_more_than_a_document_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    bomb = response("http://example.org/bomb", gzip.compress(bytes(100 * 2**20)), "Content-Type: text/html\r\nContent-Encoding: gzip")
    large, page = told(tmp_path, bomb + response(URL, PAGE.encode()))
    assert str(large).startswith("c.warc: http://example.org/bomb: has more than 32 MB") and isinstance(page, Document)


def test_a_page_with_an_endless_head_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    fault, page = told(tmp_path, response("http://example.org/b", PAGE.encode(), "X: " + "a" * 100_000) + response(URL, PAGE.encode()))
    assert str(fault).startswith("c.warc: http://example.org/b: has no head that can be read") and isinstance(page, Document)


@pytest.mark.parametrize("packing", ["", ".gz"])
def test_what_stands_before_the_damage_is_read(tmp_path: Path, packing: str) -> None:
    records = [compressed(response(f"{URL}{number}", PAGE.encode()), packing) for number in range(3)]
    first, second, *faults = told(tmp_path, b"".join(records)[:-60], "c.warc" + packing)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert all(str(fault).endswith("fetch it again.") for fault in faults) and faults


@pytest.mark.parametrize("name", ["c.warc", "c.warc.gz"])
def test_a_file_that_is_no_crawl_or_holds_no_response_is_reported(tmp_path: Path, name: str) -> None:
    packing = Path(name).suffix.removesuffix(".warc")
    (fault,) = told(tmp_path, compressed("停水".encode() * 900, packing), name)
    assert str(fault).startswith(f"{name}: is damaged")
    other = response(URL, b"x").replace(b"WARC-Type: response", b"WARC-Type: conversion")
    (fault,) = told(tmp_path, compressed(other, packing), name)
    assert fault == f"{name}: holds no response of a server; WARC files of another kind are not read."


def test_an_item_of_a_crawl_is_named_by_file_and_address(tmp_path: Path) -> None:
    (tmp_path / "c.warc").write_bytes(response("<http://example.org/甲 乙>", PAGE.encode()))
    (item,) = items(Found(tmp_path / "c.warc", "c.warc"))
    assert isinstance(item, Item) and item.key == "c.warc#http://example.org/甲%20乙"
