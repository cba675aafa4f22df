"""Archives of files, member by member: nothing is written anywhere, and what a member is called or holds can do no harm."""

import io
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, Self

from kg.documents.names import Form, form_of, kind_of, left_out, printable
from kg.documents.readers import suffix_of
from kg.documents.streams import DAMAGE, LARGEST, Stream, damaged, too_large, unpacked
from kg.errors import DocumentError

_DIRECTORY = 64 * 2**20
"""Bytes of a ZIP file's list of members, some half a million of them: it is held in memory."""
_EXTENSION = 64 * 2**10
"""Bytes of a member's extended header in a tar file: it is held in memory, and names are short."""
_RATIO, _FREE = 200, 2**20
_EXTENDED = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_LONGEST_NAME = 1000
_ENCRYPTED = 0x1
_LENGTH_BEHIND = 0x8
_UTF_8 = 0x800
_PIECE = 2**16
_LOCAL = struct.Struct("<4s2xHH8xL4xHH")


class Member(NamedTuple):
    """A file in an archive, under its name there with `/`; `stream` is to be read before the next member is asked for."""

    name: str
    stream: Stream


def members(file: BinaryIO, form: Form) -> Iterator[Member | DocumentError]:
    """The files in a tar or ZIP file that kg may read; what is wrong with one, or with the rest, is a DocumentError.

    Folders and hidden files are passed over in silence; links and files of other kinds are counted in one DocumentError.
    """
    others: Counter[str] = Counter()
    try:
        yield from _zip(file, others) if form.kind == "zip" else _tar(unpacked(file, form.packing), others)
    except DocumentError as error:
        yield error
    except DAMAGE as error:
        yield damaged(error)
    if others:
        yield DocumentError(f"{left_out(others)}; make HTML, Markdown or plain text of what holds announcements.")


def _wanted(name: str, others: Counter[str]) -> str | DocumentError | None:
    """The name of a member in normal form, a DocumentError where it leads out of the archive; nothing for what is not read."""
    shown = printable(name)
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    if name.startswith(("/", "\\")) or re.match("[A-Za-z]:", name) or ".." in parts:
        return DocumentError(f"{shown[:_LONGEST_NAME]}: leads out of the archive; what is called so is not read. Pack it anew.")
    if shown != name or len(name) > _LONGEST_NAME:
        return DocumentError(f"{shown[:_LONGEST_NAME]}: is no name for a file; pack it anew under a plain one.")
    if not parts or any(part.startswith(".") for part in parts):
        return None
    if not form_of(parts[-1]).kind and suffix_of(parts[-1]) not in (".zip", ".7z", ".rar"):
        others[kind_of(parts[-1])] += 1
        return None
    return "/".join(parts)


def _named(raw: bytes) -> str:
    """A name of which nobody says how it is encoded: UTF-8, or what Chinese Windows writes."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


class _Header(tarfile.TarInfo):
    """A member of a tar file; what is damaged is said to be so, where tarfile would take it for the end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            found = super().frombuf(buf, encoding, errors)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            raise damaged(error) from error
        if found.size < 0 or (found.type in _EXTENDED and found.size > _EXTENSION):
            raise DocumentError("is damaged (a header of absurd size), and what is behind that is lost; fetch it again.")
        return found


class _Ends(Stream):
    """A stream that is read past its end once: of what is cut off, tarfile would do so for ever."""

    _over = False

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = super().readinto(buffer)
        if self._over and not size:
            raise damaged(EOFError("cut off"))
        self._over = not size
        return size


def _tar(stream: Stream, others: Counter[str]) -> Iterator[Member | DocumentError]:
    """The members of a tar file that is read from front to end."""
    front = _Ends(stream.read)
    with tarfile.open(mode="r|", fileobj=front, bufsize=_PIECE, tarinfo=_Header, encoding="utf-8", errors="surrogateescape") as archive:
        while (member := archive.next()) is not None:
            archive.members = []  # type: ignore[attr-defined]  # it would keep them all
            if member.isdir():
                continue
            content = archive.extractfile(member) if member.isreg() and not member.issparse() else None
            if content is None:
                others["links" if member.issym() or member.islnk() else "special"] += 1
                continue
            name = _wanted(_named(member.name.encode("utf-8", "surrogateescape")), others)
            if isinstance(name, DocumentError):
                yield name
            elif name is not None and member.size > LARGEST:
                yield DocumentError(f"{name}: {too_large(member.size)}")
            elif name is not None:
                yield Member(name, Stream(content.read))


def _zip(file: BinaryIO, others: Counter[str]) -> Iterator[Member | DocumentError]:
    """The members of a ZIP file in the order of its list; without a list, those at its front that are whole."""
    if _directory(file) > _DIRECTORY:
        raise DocumentError("holds too many files for a ZIP file (its list is held in memory); pack them as .tar.gz instead.")
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGE as error:
        yield DocumentError(f"is cut off or damaged ({error}); what can be read from its front is read. Fetch it again.")
        file.seek(0)
        yield from _torn(file, others)
        return
    with archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            flagged = info.flag_bits & _UTF_8
            name = _wanted(info.orig_filename if flagged else _named(info.orig_filename.encode("cp437", "replace")), others)
            if name is None:
                continue
            if isinstance(name, DocumentError):
                yield name
            elif stat.S_ISLNK(info.external_attr >> 16):
                others["links"] += 1
            elif info.flag_bits & _ENCRYPTED:
                yield DocumentError(f"{name}: is encrypted; unpack it with its password.")
            elif info.file_size > LARGEST:
                yield DocumentError(f"{name}: {too_large(info.file_size)}")
            elif info.file_size > max(_FREE, _RATIO * info.compress_size):
                yield DocumentError(f"{name}: unpacks to more than {_RATIO} times its size, as bombs do; unpack it if you trust it.")
            else:
                try:
                    content = archive.open(info)
                except (*DAMAGE, RuntimeError) as error:
                    yield DocumentError(f"{name}: {damaged(error)}")
                else:
                    with content:
                        yield Member(name, Stream(content.read))


def _directory(file: BinaryIO) -> int:
    """How many bytes the list of a ZIP file's members has; 0 where its end is missing."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 66_000))
    tail = file.read()
    file.seek(0)
    at, long = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    if at < 0 or at + 16 > len(tail):
        return 0
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    return int.from_bytes(tail[long + 40 : long + 48], "little") if size == 0xFFFFFFFF and long >= 0 else size


def _torn(file: BinaryIO, others: Counter[str]) -> Iterator[Member | DocumentError]:
    """The members at the front of a ZIP file without a list, as far as each tells where it ends."""
    while len(head := file.read(_LOCAL.size)) == _LOCAL.size:
        mark, flags, method, size, length, extra = _LOCAL.unpack(head)
        if mark != b"PK\x03\x04" or flags & _ENCRYPTED:
            return
        raw = file.read(length)
        file.seek(extra, 1)
        data = _inflated(file) if method == zipfile.ZIP_DEFLATED else None
        if method == zipfile.ZIP_STORED and not flags & _LENGTH_BEHIND and size <= LARGEST:
            data = file.read(size)
            if len(data) < size:
                return
        if data is None:
            return
        if flags & _LENGTH_BEHIND and not _skipped(file):
            return
        name = _wanted(_named(raw), others)
        if isinstance(name, DocumentError):
            yield name
        elif name is not None and not raw.endswith(b"/"):
            yield Member(name, Stream(io.BytesIO(data).read))


def _inflated(file: BinaryIO) -> bytes | None:
    """What is compressed from here on, with the file behind it; nothing where it is cut off or too large."""
    one, pieces, size = zlib.decompressobj(-zlib.MAX_WBITS), [], 0
    while not one.eof:
        packed = one.unconsumed_tail or file.read(_PIECE)
        if not packed or size > LARGEST:
            return None
        pieces.append(one.decompress(packed, LARGEST))
        size += len(pieces[-1])
    file.seek(-len(one.unused_data), 1)
    return b"".join(pieces)


def _skipped(file: BinaryIO) -> bool:
    """Whether the lengths that follow a member were found and passed over: with or without a mark, of 4 bytes or 8."""
    start = file.tell()
    behind = file.read(28)
    for size in (16, 12, 24, 20):
        if behind[size : size + 4] in (b"PK\x03\x04", b"PK\x01\x02"):
            file.seek(start + size)
            return True
    return False
