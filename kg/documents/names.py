"""What the name of a file tells of it: how it is packed, whether it holds many documents, whether outputs can print it."""

import re
from collections import Counter
from typing import NamedTuple

from kg.documents.readers import has_reader, is_json_lines, suffix_of

PACKINGS = (".gz", ".bz2", ".xz", ".zst")
"""Suffixes of what is compressed as one stream."""

_SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}
_ARCHIVES = {".zip": "zip", ".tar": "tar", ".warc": "warc"}
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MOST_KINDS = 6
_LONGEST_SUFFIX = 8


class Form(NamedTuple):
    """What a name tells: `kind` is document, lines, zip, tar, warc, or empty for what is not read; `packing` one of PACKINGS or
    empty; `bare` the name without it."""

    kind: str
    packing: str
    bare: str


def form_of(name: str) -> Form:
    """The form of a file with such a name: `news.jsonl.zst` is lines, packed by .zst, and barely `news.jsonl`."""
    suffix = suffix_of(name)
    if suffix in _SHORT:
        name = name[: -len(suffix)] + _SHORT[suffix]
        suffix = suffix_of(name)
    packing = suffix if suffix in PACKINGS else ""
    bare = name.removesuffix(name[-len(packing) :]) if packing else name
    if is_json_lines(bare):
        return Form("lines", packing, bare)
    kind = _ARCHIVES.get(suffix_of(bare), "document" if has_reader(bare) else "")
    return Form("" if packing and kind == "zip" else kind, packing, bare)


def printable(name: str) -> str:
    r"""A name with escapes for what no output can hold: line ends, controls, bytes that are no UTF-8 (`\udcff`)."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), name)


def kind_of(name: str) -> str:
    """What a file that is left out is counted as: its suffix, if it is one."""
    suffix = suffix_of(name)
    return printable(suffix) if len(suffix) <= _LONGEST_SUFFIX else "of odd suffixes"


def left_out(kinds: Counter[str], what: str = "file") -> str:
    """How many files or other things are left out, by kind, the most frequent first: `3 files are left out (2 .jpg, 1 .css)`."""
    ordered = sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    told = [f"{count:,} {kind}" for kind, count in ordered[:_MOST_KINDS]]
    if len(ordered) > _MOST_KINDS:
        told.append(f"{sum(count for _, count in ordered[_MOST_KINDS:]):,} of other kinds")
    return f"{kinds.total():,} {what}{' is' if kinds.total() == 1 else 's are'} left out ({', '.join(told)})"
