"""Bytes in, Documents out: one reader a format, listed in READERS."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.documents.decoding import decode
from kg.documents.drafts import Draft, document
from kg.documents.markdown import markdown
from kg.documents.pages import html
from kg.documents.plain import plain
from kg.documents.records import comma_separated, json_file, json_lines
from kg.errors import DocumentError, SetupError
from kg.model import Document

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
"""Which reader reads files with which suffixes; what a text file really is shows in its first characters (`_reader`)."""

_CHINESE = re.compile(r"[㐀-鿿]")
_LEAST_CHINESE = 0.05
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n[^\n]*[:：]")
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype html|html|head|body|div|table|meta)\b", re.I | re.S
)


def read(path: Path, source: str, base: str) -> Iterator[Document | DocumentError]:
    """The documents of a file, in order; what cannot be read comes as a DocumentError in its place and is never raised.

    `source` is the address of the file in outputs, `base` the beginning of the documents' IRIs.
    """
    try:
        data = decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
        for found in _reader(path, data)(data, path.stem):
            if isinstance(found, DocumentError):
                yield DocumentError(f"{source}: {found}")
            elif not found.named and _foreign(found.text):
                yield DocumentError(f"{source}: holds hardly any Chinese: no announcement; leave it out.")
            else:
                yield document(found, source, base)
    except DocumentError as error:
        yield DocumentError(f"{source}: {error}")
    except OSError as error:
        yield DocumentError(f"{source}: cannot be opened: {error.strerror}.")


def walk(paths: Sequence[Path], root: Path | None = None) -> list[tuple[Path, str]]:
    """The files under `paths` in the order of their sources; hidden files are left out.

    A source is the path as given, with `/`; an absolute one inside `root` (the current folder) is told from there, so that a
    graph does not depend on where its files lie. A path that does not exist is a SetupError.
    """
    found: dict[str, Path] = {}
    inside = Path.cwd() if root is None else root.absolute()
    for path in paths:
        if not path.exists():
            raise SetupError(f"{path}: there is no such file or folder; check the path.")
        for file in _files(path) if path.is_dir() else (path,):
            told = file.relative_to(inside) if file.is_absolute() and file.is_relative_to(inside) else file
            found.setdefault(posixpath.normpath(told.as_posix()), file)
    return [(found[source], source) for source in sorted(found)]


def _foreign(text: str) -> bool:
    """Whether next to none of the characters are Chinese."""
    return len(_CHINESE.findall(text)) < _LEAST_CHINESE * len(text)


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _reader(path: Path, data: str) -> Reader:
    """The reader for a file: by its suffix, or by its beginning where that tells more."""
    suffix = path.suffix.lower()
    reader = next((reader for suffixes, reader in READERS if suffix in suffixes), None)
    if reader is None:
        known = " ".join(suffix for suffixes, _ in READERS for suffix in suffixes if suffix)
        raise DocumentError(f"is a {suffix} file, which no reader knows ({known}); convert or rename it.")
    if reader in (html, plain) and _FRONT_MATTER.match(data):
        return markdown
    if reader is plain and _MARKUP.match(data):
        return html
    return reader
