"""Every reader on real files that were damaged in every way: documents or DocumentErrors come out, soon, and nothing else."""

import faulthandler
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.documents import Found, Item, items, read_item
from kg.errors import DocumentError
from kg.model import Document
from kg.resources import folder
from tests.inputs import compressed, response, tarred, zipped

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
LARGEST = 25_000
"""Bytes of a sample: enough for every structure, and the test stays short."""
HANG = 60
"""Seconds after which an example hangs, and the process ends with a traceback. The slowest takes a hundredth of it."""

SUFFIXES = (".html", ".shtml", ".md", ".txt", "", ".jsonl", ".json", ".csv", ".tsv")
PACKED = (".gz", ".bz2", ".xz", ".zst")
BITS: Sequence[bytes | str] = (
    *(b"\x00", b"\r", b"\n", b"\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff", b"\xed\xa0\x80", b"\x1b", b"\x85"),
    *(b"<", b">", b"<!--", b"-->", b"<p", b"</div>", b"<tr><td rowspan=9999 colspan=-1>", b"<script>", b"<![CDATA[", b"<h1>a"),
    *(b"<table>", b"&#xd800;", b"&#0;", b"<?xml version='1.0'?>", b"<html>", b"<meta charset=utf-16>", b"<meta charset=hex>", b"<!DOCTYPE"),
    *(b"---\n", b"\n---\n", b"# ", b"**", b"`", b"[a](", b"![", b"|", b"| a | b |\n|---|---|\n", b"&a [*a]", b"a: &a [*a, *a]\n"),
    *(b'"', b"'", b",", b"\t", b"{", b"}", b"[", b"]", b"\\ud800", b"\\u0000", b"1e999", b"NaN", b"null", b'{"text": ', b'"id": [[]],'),
    *("《", "》", "（", "）", "〔", "〕", "“", "、", "。", "：", "　", "第一条", "国办发〔2024〕5号", "二〇二四年二月三十日"),
    *("发布时间：", "\u2028", "\ufeff", "𠀀"),
)


def samples() -> list[tuple[str, bytes]]:
    """Real files, name and bytes, several of each kind, cut to a size that keeps the test short."""
    root = CORPUS if CORPUS.is_dir() else folder("samples")
    folders: dict[Path, list[Path]] = {}
    for path in sorted(root.rglob("*.*")):
        if path.is_file() and path.suffix in SUFFIXES:
            folders.setdefault(path.parent, []).append(path)
    chosen = [path for paths in folders.values() for path in paths[:: max(1, len(paths) // 12)]]
    return [(path.name, path.read_bytes()[:LARGEST]) for path in [*chosen, *sorted(folder("samples").glob("*.*"))]]


SAMPLES = samples()
CHOICES = st.integers(0, len(SAMPLES) - 1)


class Damage(NamedTuple):
    """One change to bytes: what is done, at which parts of the whole (0 to 1), with what, and how often that is repeated."""

    kind: str
    at: float
    other: float
    bit: bytes
    times: int

    def done(self, data: bytes) -> bytes:
        """The bytes after the change."""
        start, end = sorted((int(self.at * len(data)), int(self.other * len(data))))
        end = min(end, start + 4000)
        if self.kind == "flip":
            return data[:start] + bytes([data[start] ^ (1 << self.times % 8)]) + data[start + 1 :] if start < len(data) else data
        changed = {
            "cut": data[:start],
            "behead": data[start:],
            "remove": data[:start] + data[end:],
            "double": data[:end] + data[start:end] * min(self.times, 20) + data[end:],
            "swap": data[end : end + 500] + data[start:end] + data[:start] + data[end + 500 :],
            "insert": data[:start] + self.bit * self.times + data[start:],
            "replace": data[:start] + self.bit * self.times + data[start + len(self.bit) * self.times :],
        }
        return changed[self.kind]


DAMAGES = st.lists(
    st.builds(
        Damage,
        st.sampled_from(("flip", "cut", "behead", "remove", "double", "swap", "insert", "insert", "replace")),
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from([bit.encode() if isinstance(bit, str) else bit for bit in BITS]),
        st.sampled_from((1, 1, 2, 3, 50, 8000)),
    ),
    min_size=1,
    max_size=4,
)


def damaged(data: bytes, damages: Sequence[Damage]) -> bytes:
    for damage in damages:
        data = damage.done(data)
    return data


@contextmanager
def in_time() -> Iterator[None]:
    """The process ends where what is inside hangs."""
    faulthandler.dump_traceback_later(HANG, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def check(name: str, data: bytes) -> None:
    """Read a file of such a name and content; what comes out is sound."""
    with tempfile.TemporaryDirectory() as place, in_time():
        path = Path(place) / name
        path.write_bytes(data)
        for item in items(Found(path, name)):
            if isinstance(item, Item):
                assert item.key.encode() and item.source.startswith(name)
            for document in read_item(item, "doc:") if isinstance(item, Item) else (item,):
                if isinstance(document, Document):
                    check_document(document)
                else:
                    assert isinstance(document, DocumentError)
                    message = str(document)
                    assert message.encode() and message.startswith(name) and "\n" not in message and len(message) < 5000, message


def check_document(document: Document) -> None:
    """The document can be written, and has what a document has."""
    said = [document.iri, document.id, document.source, document.title, document.text, document.digest]
    header = document.header
    said += [header.number, header.written, header.published, header.publisher, header.url, *header.issuers]
    said += [part for pair in header.more for part in pair]
    assert all(isinstance(one, str) and one.encode() is not None for one in said)
    assert document.text.strip() and "\n" not in document.title
    assert "\r" not in document.text or ".json" in document.source  # the text of a record stays as it is given


@settings(max_examples=1200, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(CHOICES, DAMAGES, st.sampled_from(("", "", "", *SUFFIXES)))
def test_a_damaged_file_gives_documents_or_says_what_is_wrong(sample: int, damages: Sequence[Damage], suffix: str) -> None:
    name, data = SAMPLES[sample]
    check(str(Path(name).with_suffix(suffix)) if suffix else name, damaged(data, damages))


def packages(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files packed in every way."""
    named = files | {"lines.jsonl": b"\n".join(json.dumps({"text": data.decode(errors="replace")}).encode() for data in files.values())}
    records = [response(f"http://example.org/2024-03/05/{name}", data) for name, data in files.items()]
    first = next(iter(files.values()))
    return {
        "a.zip": zipped(named),
        "a.warc": b"".join(records),
        "a.warc.gz": b"".join(compressed(record, ".gz") for record in records),
        **{f"a.tar{packing}": tarred(named, packing) for packing in ("", *PACKED)},
        **{f"a.jsonl{packing}": compressed(named["lines.jsonl"], packing) for packing in PACKED},
        **{f"a.html{packing}": compressed(first, packing) for packing in PACKED},
    }


@settings(max_examples=800, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.lists(CHOICES, min_size=1, max_size=3), DAMAGES, DAMAGES, st.sampled_from(sorted(packages({"a": b""}))))
def test_a_damaged_package_gives_documents_or_says_what_is_wrong(
    chosen: Sequence[int], inside: Sequence[Damage], outside: Sequence[Damage], name: str
) -> None:
    files = {file: damaged(data[: LARGEST // 4], inside) for file, data in (SAMPLES[one] for one in chosen)}
    check(name, damaged(packages(files)[name], outside))
