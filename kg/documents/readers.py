"""Which reader reads what: by the suffix of a name, or by the beginning of the text where that tells more."""

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from kg.documents.drafts import Draft
from kg.documents.markdown import markdown
from kg.documents.pages import html
from kg.documents.plain import plain
from kg.documents.records import comma_separated, json_file, json_lines
from kg.errors import DocumentError

Reader = Callable[[str, str], Iterable[Draft | DocumentError]]
"""Takes the text of a file and its name without suffix; gives its documents, and a DocumentError for a bad record among
good ones; raises a DocumentError where the file as a whole is no document."""

READERS: tuple[tuple[tuple[str, ...], Reader], ...] = (
    ((".html", ".htm", ".shtml", ".xhtml"), html),
    ((".md", ".markdown"), markdown),
    ((".txt", ".text", ""), plain),
    ((".jsonl", ".ndjson"), json_lines),
    ((".json",), json_file),
    ((".csv", ".tsv"), comma_separated),
)
"""Which reader reads files with which suffixes; what a text file really is shows in its first characters (`reader_of`)."""

_BY_SUFFIX = {suffix: reader for suffixes, reader in READERS for suffix in suffixes}
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n[^\n]*[:：]")
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype html|html|head|body|div|table|meta)\b", re.I | re.S
)


def suffix_of(name: str) -> str:
    """The suffix of a file's name in lower case, with its dot; empty where there is none."""
    return PurePosixPath(name).suffix.lower()


def has_reader(name: str) -> bool:
    """Whether some reader reads files with such a name."""
    return suffix_of(name) in _BY_SUFFIX


def is_json_lines(name: str) -> bool:
    """Whether a file with such a name holds a record a line."""
    return _BY_SUFFIX.get(suffix_of(name)) is json_lines


def reader_of(name: str, text: str) -> Reader:
    """The reader for a file: by its suffix, or by its beginning where that tells more; a DocumentError where there is none."""
    reader = _BY_SUFFIX.get(suffix_of(name))
    if reader is None:
        known = " ".join(filter(None, _BY_SUFFIX))
        raise DocumentError(f"is a {suffix_of(name)} file, which no reader knows ({known}); convert or rename it.")
    if reader in (html, plain) and _FRONT_MATTER.match(text):
        return markdown
    if reader is plain and _MARKUP.match(text):
        return html
    return reader
