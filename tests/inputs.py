"""Input for tests: archives and crawls made in memory, and what is read from a file."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from fastwarc.stream_io import ZstdWriter

from kg.documents import Found, items, read_item
from kg.errors import DocumentError
from kg.model import Document


def read(path: Path, source: str, base: str) -> Iterator[Document | DocumentError]:
    """The documents of a file at the address `source`, and what cannot be read."""
    for item in items(Found(path, source)):
        yield from (item,) if isinstance(item, DocumentError) else read_item(item, base)


def compressed(data: bytes, packing: str) -> bytes:
    """The data packed as the suffix says."""
    if packing == ".zst":
        out = io.BytesIO()
        with ZstdWriter(out) as writer:
            while data:
                data = data[writer.write(data) :]
        return out.getvalue()
    if packing == ".gz":
        return gzip.compress(data, mtime=0)
    if packing == ".bz2":
        return bz2.compress(data)
    return lzma.compress(data) if packing == ".xz" else data


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files: Mapping[str, bytes], packing: str = "") -> bytes:
    """A tar file of files, packed as the suffix says."""
    out = io.BytesIO()
    with tarfile.open(mode="w", fileobj=out) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return compressed(out.getvalue(), packing)


def response(
    url: str,
    body: bytes,
    head: str = "Content-Type: text/html; charset=utf-8",
    *,
    status: str = "200 OK",
    date: str = "2024-03-05T08:00:00Z",
) -> bytes:
    """A record of a WARC file: what a server sent."""
    sent = f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + body
    fields = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: {url}",
        f"WARC-Date: {date}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(sent)}",
    ]
    return "\r\n".join(fields).encode() + b"\r\n\r\n" + sent + b"\r\n\r\n"
