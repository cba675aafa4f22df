"""Crawls: the pages in a WARC file, as the server sent them."""

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from kg.documents.names import left_out, printable
from kg.documents.streams import DAMAGE, LARGEST, Stream, damaged, too_large, whole
from kg.errors import DocumentError

_TYPES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "": ""}
"""Which content is a page, and as what it is read; the server may have stated none."""
_CODINGS: dict[str, Callable[[BinaryIO], Callable[[int], bytes]]] = {
    "chunked": lambda data: ChunkedReader(data).read,
    "gzip": lambda data: GzipReader(data).read,
    "x-gzip": lambda data: GzipReader(data).read,
    "deflate": lambda data: GzipReader(data, zlib=True).read,
    "br": lambda data: BrotliReader(data).read,
    "zstd": lambda data: ZstdReader(data).read,
}
_LONGEST_ADDRESS, _LONGEST_TYPE = 2000, 40


class Page(NamedTuple):
    """A page as it was fetched: where (`record` has the time behind for a second capture), what it is, the charset stated."""

    record: str
    suffix: str
    charset: str
    data: bytes


def pages(stream: Stream) -> Iterator[Page | DocumentError]:
    """The pages of a WARC file: responses of status 200 with HTML or text, in order; what is damaged is a DocumentError.

    Responses of other kinds are counted in one. Of each page 8 bytes are kept, to tell a second capture.
    """
    seen: set[bytes] = set()
    others: Counter[str] = Counter()
    responses = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False, strict_mode=False):
            responses += 1
            yield from _page(record, seen, others)
        if not responses:
            yield DocumentError("holds no response of a server; WARC files of another kind are not read.")
    except DocumentError as error:
        yield error
    except DAMAGE as error:
        yield damaged(error)
    if others:
        yield DocumentError(f"{left_out(others, 'response')}: pages are HTML or text, of status 200.")


def _page(record: WarcRecord, seen: set[bytes], others: Counter[str]) -> Iterator[Page | DocumentError]:
    """The page of a response, if it is one."""
    address = printable((record.headers.get("WARC-Target-URI") or "").strip("<> ").replace(" ", "%20"))[:_LONGEST_ADDRESS]
    try:
        try:
            record.parse_http(strict_mode=False)
        except DAMAGE as error:
            raise DocumentError(f"has no head that can be read ({error}); fetch it again.") from error
        headers = record.http_headers
        status = headers.status_code if record.is_http and headers is not None else None
        kind = (record.http_content_type or "").strip().lower() if record.is_http else (record.headers.get("Content-Type") or "")
        if status != 200 or kind not in _TYPES:
            others[printable(kind)[:_LONGEST_TYPE] if kind not in _TYPES else f"status {status or 'unknown'}"] += 1
            return
        sent = record.reader.read(LARGEST + 1)
        if len(sent) > LARGEST:
            raise too_large(record.content_length)
        if not address or len(sent) < record.content_length:
            raise DocumentError("is cut off; fetch it again.")
        data = _plain(sent, [*headers.get_multiple("Transfer-Encoding"), *headers.get_multiple("Content-Encoding")])
    except DocumentError as error:
        yield DocumentError(f"{address}: {error}")
        return
    for name in (address, f"{address} {record.headers.get('WARC-Date') or ''}"):
        key = hashlib.sha256(name.encode()).digest()[:8]
        if key not in seen:
            seen.add(key)
            yield Page(name, _TYPES[kind], (record.http_charset or "").strip("\"' "), data)
            return
    yield DocumentError(f"{address}: was captured before at that very time; the first counts.")


def _plain(data: bytes, codings: list[str]) -> bytes:
    """What was sent in the codings named, outermost first; a crawler may have undone them and left their names."""
    for coding in (name.strip().lower() for names in codings for name in reversed(names.split(","))):
        if coding in _CODINGS:
            try:
                data = whole(Stream(_CODINGS[coding](io.BytesIO(data))))
            except DocumentError as error:
                if isinstance(error.__cause__, OSError):
                    continue
                raise
    return data
