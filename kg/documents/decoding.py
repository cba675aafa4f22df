"""Bytes in, str out: what encoding a file is in, whatever it says of itself."""

import codecs
import re

from kg.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CHINESE = ("gb2312", "gb18030", "gbk", "x-gbk", "gb_2312-80", "cp936", "ms936", "euc-cn")
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOST = 0.02  # more than this part of characters unreadable: not text, or not in that encoding


def decode(data: bytes, stated: str = "") -> str:
    """The text of a file; a DocumentError says so when it is empty or not text.

    A byte order mark decides; else UTF-8 where it fits without a fault; else the encoding `stated` by the server that sent it,
    then the one the file declares (all the GB encodings are read as GB18030, which contains them: pages that say gb2312 use
    characters of GBK; an encoding that cannot write Chinese is not believed); else GB18030.
    """
    if not data.strip():
        raise DocumentError("is empty: nothing to read; take it out or fetch it again.")
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise DocumentError(f"is {what}, not text: convert it to HTML, Markdown or plain text first.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace"))
    if b"\x00" in data:
        raise DocumentError("is binary, not text: convert it to HTML, Markdown or plain text first.")
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_best(data, stated))


def _best(data: bytes, stated: str) -> str:
    """The first decoding that loses next to nothing: as stated or declared, as UTF-8 with a few broken bytes, as GB18030."""
    declared = _DECLARED.search(data, 0, 4096)
    names = (stated, declared[1].decode("ascii") if declared else "")
    for encoding in dict.fromkeys((*filter(None, map(_known, names)), "utf-8", "gb18030")):
        text = data.decode(encoding, errors="replace")
        beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
        if text.count("\ufffd") <= _LOST * beyond_ascii:
            return text
    raise DocumentError("is in no encoding known here (UTF-8, GB18030, what it declares): save it as UTF-8.")


def _known(name: str) -> str:
    """An encoding by a name for it, if Python knows it and it can write Chinese, else nothing; GB18030 for all the GB names."""
    name = name.strip().lower()
    if name in _CHINESE:
        return "gb18030"
    try:
        "的".encode(name)  # unlike codecs.lookup this refuses what is no text encoding
    except (LookupError, ValueError):
        return ""
    return name


def _checked(text: str) -> str:
    """`text` itself, unless control characters show that it is none."""
    if len(_BINARY.findall(text, 0, 65536)) > _LOST * min(len(text), 65536):
        raise DocumentError("is binary, not text: convert it to HTML, Markdown or plain text first.")
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError("is empty: nothing to read; take it out or fetch it again.")
    return text
