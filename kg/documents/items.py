"""Items: the pieces of the input that are read on their own, and the documents that each of them holds."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeVar

from kg.documents.archives import members
from kg.documents.crawls import pages
from kg.documents.days import day_in_address
from kg.documents.decoding import decode
from kg.documents.drafts import Draft, document
from kg.documents.names import Form, form_of, printable
from kg.documents.readers import is_json_lines, reader_of
from kg.documents.records import id_of, line_draft
from kg.documents.streams import LARGEST, Stream, lines, too_large, unpacked, whole
from kg.documents.walking import Found, not_a_file
from kg.errors import DocumentError
from kg.model import Document

_CHINESE = re.compile(r"[㐀-鿿]")
_LEAST_CHINESE = 0.05
_MOST_FAULTS = 1000
"""So many faults of one file are told one by one; beyond, they are counted."""
_HOPELESS = 100
_CHANGING = "changes while it is read; build again when nobody writes to it."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of the input that is read on its own: a file, a member of an archive, a line of JSON Lines, a page of a crawl.

    `source` is its address in outputs (`crawl/a.html`, `crawl.zip/x/a.html`, `news.jsonl.gz`), `name` a file name whose suffix
    tells the format, `record` its id or number in a source that holds several (the address of a page in a crawl), else empty;
    `charset` is what a server said of the data.
    """

    source: str
    name: str
    data: bytes
    record: str = ""
    charset: str = ""

    @property
    def key(self) -> str:
        """What names the item in all the input, as far as ids in its source are used once."""
        return f"{self.source}#{self.record}" if self.record else self.source


def contains_several(path: Path) -> bool:
    """Whether a file holds many items, which `items` streams: an archive, JSON Lines, a WARC file."""
    return form_of(path.name).kind not in ("document", "")


def items(found: Found) -> Iterator[Item | DocumentError]:
    """The items of a file, in order and one at a time; what cannot be read comes as a DocumentError in its place, never raised.

    Of faults beyond a thousand only the number is told. Ids used twice are for the caller to notice.
    """
    return _bounded(found.source, _items(found))


def read_item(item: Item, base: str) -> Iterator[Document | DocumentError]:
    """The documents of an item, in order; what cannot be read comes as a DocumentError in its place and is never raised.

    `base` is the beginning of the documents' IRIs.
    """
    return _bounded(printable(item.key), _documents(item, base))


def _bounded(name: str, found: Iterator[T | DocumentError]) -> Iterator[T | DocumentError]:
    """What is found, with a fault that ends it, and no more faults than anybody reads; a DocumentError where it is nothing."""
    faults = good = 0
    try:
        for one in found:
            if not isinstance(one, DocumentError):
                good += 1
                yield one
                continue
            faults += 1
            if faults <= _MOST_FAULTS:
                yield one
            elif faults > _HOPELESS * max(good, _HOPELESS):
                raise DocumentError(f"is given up behind {faults + good:,} pieces, nearly all of them faulty; look at what it is.")
        if not good and not faults:
            raise DocumentError("holds nothing to read; take it out or fetch it again.")
    except DocumentError as error:
        yield DocumentError(f"{name}: {error}")
    if faults > _MOST_FAULTS:
        yield DocumentError(f"{name}: has {faults - _MOST_FAULTS:,} more faults like these.")


def _items(found: Found) -> Iterator[Item | DocumentError]:
    """The items of a file; a DocumentError where it is none, or changes while it is read."""
    if found.fault:
        raise DocumentError(found.fault)
    form = form_of(found.path.name)
    try:
        mode = found.path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise DocumentError(not_a_file(mode))
        if form.kind in ("document", ""):
            yield Item(found.source, form.bare, _steady(found.path, form.packing))
            return
        with found.path.open("rb") as file:
            before = _state(os.fstat(file.fileno()))
            yield from _streamed(file, found.source, form)
            if _state(found.path.stat()) != before:
                yield DocumentError(f"{found.source}: {_CHANGING}")
    except OSError as error:
        raise DocumentError(f"cannot be opened: {error.strerror}.") from error


def _steady(path: Path, packing: str) -> bytes:
    """What is in a file that holds one document, read again once if it changed meanwhile."""
    for _ in range(2):
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > LARGEST:
                raise too_large(before.st_size)
            data = whole(unpacked(file, packing))
        if _state(path.stat()) == _state(before):
            return data
    raise DocumentError(_CHANGING)


def _state(state: os.stat_result) -> tuple[int, int, int]:
    """What changes where a file changes, or another takes its place."""
    return state.st_size, state.st_mtime_ns, state.st_ino


def _streamed(file: BinaryIO, source: str, form: Form) -> Iterator[Item | DocumentError]:
    """The items of a file that holds several."""
    if form.kind == "lines":
        yield from _lines(unpacked(file, form.packing), source, form.bare)
    elif form.kind == "warc":
        for page in pages(unpacked(file, form.packing)):
            if isinstance(page, DocumentError):
                yield DocumentError(f"{source}: {page}")
            else:
                last = re.split("[ ?#]", page.record, maxsplit=1)[0].rsplit("/", 1)[-1]
                yield Item(source, last.split(".", 1)[0] + page.suffix, page.data, page.record, page.charset)
    else:
        for member in members(file, form):
            if isinstance(member, DocumentError):
                yield DocumentError(f"{source}: {member}")
            else:
                yield from _member(f"{source}/{member.name}", member.stream)


def _member(source: str, stream: Stream) -> Iterator[Item | DocumentError]:
    """The items of a file in an archive."""
    form = form_of(PurePosixPath(source).name)
    try:
        if form.kind == "lines":
            yield from _lines(unpacked(stream, form.packing), source, form.bare)
        elif form.kind == "document":
            yield Item(source, form.bare, whole(unpacked(stream, form.packing)))
        else:
            raise DocumentError("is an archive inside an archive, which is not opened; unpack the outer one.")
    except DocumentError as error:
        yield DocumentError(f"{source}: {error}")


def _lines(stream: Stream, source: str, name: str) -> Iterator[Item | DocumentError]:
    """A record a line, as UTF-8; named by its id, or by its number among the lines that are not empty."""
    number, settled = 0, False
    for at, line in enumerate(lines(stream), start=1):
        if isinstance(line, bytes) and not line.strip(b"\xef\xbb\xbf \t"):
            continue
        number += 1
        try:
            if isinstance(line, DocumentError):
                raise line
            text = line.decode("utf-8", "replace") if settled else decode(line)
            record = id_of(text) or str(number)
        except DocumentError as error:
            yield DocumentError(f"{source}: line {at} {error}")
        else:
            settled = settled or (not line.isascii() and text.encode() == line)
            yield Item(source, name, text.encode(), record)


def _documents(item: Item, base: str) -> Iterator[Document | DocumentError]:
    """The documents of an item; a DocumentError where it is no document."""
    text = decode(item.data, item.charset).replace("\r\n", "\n").replace("\r", "\n")
    a_line = bool(item.record) and is_json_lines(item.name)
    reader = reader_of(item.name, text)
    for found in (line_draft(text, item.record),) if a_line else reader(text, PurePosixPath(item.name).stem):
        if isinstance(found, DocumentError):
            yield DocumentError(f"{printable(item.key)}: {found}")
        elif not found.named and _foreign(found.text):
            yield DocumentError(f"{printable(item.key)}: holds hardly any Chinese: no announcement; leave it out.")
        else:
            yield document(found if a_line or not item.record else _fetched(found, item.record), item.source, base)


def _fetched(draft: Draft, record: str) -> Draft:
    """A page of a crawl with the address it was fetched from, which may tell its day, too."""
    address = record.split(" ", 1)[0]
    header = replace(draft.header, url=address, published=draft.header.published or day_in_address(address))
    return replace(draft, header=header, record=f"{record}#{draft.record}" if draft.record else record)


def _foreign(text: str) -> bool:
    """Whether next to none of the characters are Chinese."""
    return len(_CHINESE.findall(text)) < _LEAST_CHINESE * len(text)
