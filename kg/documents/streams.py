"""Bytes of files and of what is packed in them, piece by piece: within bounds, and whatever is damaged is a DocumentError."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from fastwarc.stream_io import ZstdReader

from kg.documents.decoding import UTF_16_MARKS
from kg.errors import DocumentError

LARGEST = 32 * 2**20
"""Bytes that a document, a member of an archive or a line may have: far above the longest real one, and what memory allows."""

_PIECE = 2**16
_RATIO, _FREE = 200, 64 * 2**20
"""What unpacks to more than so many times its size, beyond so many bytes, is a bomb; pages of one site reach 100."""
_XZ_MEMORY = 128 * 2**20
DAMAGE = (
    *(OSError, EOFError, ValueError, NotImplementedError, struct.error),
    *(zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError),
)
"""What the libraries raise that unpack, where something is wrong with the data."""


class Stream(io.RawIOBase):
    """Bytes as they come from `read(size)`, which may give fewer; what goes wrong is a DocumentError.

    `packed` tells how many bytes have been unpacked so far, where it is a packed stream: one that grows too much is given up.
    """

    def __init__(self, read: Callable[[int], bytes], packed: Callable[[], int] | None = None) -> None:
        self._read, self._packed, self._size = read, packed, 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._read(min(len(buffer), _PIECE))
        except DAMAGE as error:
            raise damaged(error) from error
        buffer[: len(piece)] = piece
        self._size += len(piece)
        if self._packed and self._size > max(_FREE, _RATIO * self._packed()):
            raise DocumentError(f"unpacks to more than {_RATIO} times its size, as bombs do; unpack it yourself if you trust it.")
        return len(piece)


def damaged(error: Exception) -> DocumentError:
    """What to say of a file, or of the rest of one, that cannot be read for `error`."""
    why = str(error) if not isinstance(error, OSError) or not error.strerror else error.strerror
    return DocumentError(f"is damaged ({why.strip()[:200].rstrip('.')}), and what is behind that is lost; fetch it again.")


def unpacked(file: BinaryIO | Stream, packing: str) -> Stream:
    """What is in a file that is packed as its suffix says, or not packed if that is empty."""
    if packing == ".gz":
        return Stream(gzip.GzipFile(fileobj=file).read1, file.tell)
    if packing == ".bz2":
        return Stream(_pieces(file, bz2.BZ2Decompressor), file.tell)
    if packing == ".xz":
        return Stream(_pieces(file, lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY)), file.tell)
    if packing == ".zst":
        return Stream(ZstdReader(file).read, file.tell)
    return Stream(file.read)


def _pieces(file: BinaryIO | Stream, start: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]) -> Callable[[int], bytes]:
    """Reads a file of one or more compressed streams, in bounded memory."""
    one, begun = start(), False

    def read(size: int) -> bytes:
        nonlocal one, begun
        while True:
            rest = b""
            if one.eof:
                rest = one.unused_data.lstrip(b"\x00") or file.read(_PIECE).lstrip(b"\x00")
                if not rest:
                    return b""
                one = start()
            elif one.needs_input and not (rest := file.read(_PIECE)):
                raise EOFError("ends before its end" if begun else "is empty")
            begun = True
            if piece := one.decompress(rest, size):
                return piece

    return read


def whole(stream: io.RawIOBase) -> bytes:
    """All bytes of a stream; a DocumentError where there are more than LARGEST."""
    pieces, size = [], 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise too_large()
    return b"".join(pieces)


def too_large(size: int = 0) -> DocumentError:
    """What to say of a document that is larger than a document can be."""
    told = f"has {size / 2**20:,.0f} MB" if size else f"has more than {LARGEST // 2**20} MB"
    return DocumentError(
        f"{told}; a document has up to {LARGEST // 2**20}. Split it, or make JSON Lines of it (.jsonl), which may be of any size."
    )


def lines(stream: io.RawIOBase) -> Iterator[bytes | DocumentError]:
    """The lines of a stream without their ends, in memory one at a time; UTF-16 comes as UTF-8; of one that is too long only that."""
    buffered = io.BufferedReader(stream, _PIECE)
    mark = buffered.peek(4)[:4]
    if mark.startswith(UTF_16_MARKS):
        text = io.TextIOWrapper(buffered, "utf-16", errors="replace", newline="\n")
        readline: Callable[[int], bytes] = lambda size: text.readline(size).encode("utf-8", "replace")  # noqa: E731
    else:
        readline = buffered.readline
    while line := readline(LARGEST):
        if len(line) < LARGEST or line.endswith(b"\n"):
            yield from line.rstrip(b"\r\n").split(b"\r")
            continue
        while line and not line.endswith(b"\n"):
            line = readline(LARGEST)
        yield DocumentError(f"has more than {LARGEST // 2**20} MB; a record has less. Split what it holds.")
