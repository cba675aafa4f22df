"""The files under folders, one after the other: nothing is opened, and what is no file to read is told."""

import heapq
import os
import posixpath
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.documents.names import form_of, kind_of, left_out, printable
from kg.errors import DocumentError, SetupError

_KINDS = ((stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISDIR, "a link to a folder"))


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was found: its place, its address in outputs, its size in bytes and when it was changed.

    `fault` says why it is not to be opened, if so. What a folder holds that is left out is told by a Found of its own, under
    the folder's address with a `/` behind.
    """

    path: Path
    source: str
    size: int = 0
    mtime_ns: int = 0
    fault: str = ""


def walk(paths: Sequence[Path], root: Path | None = None) -> Iterator[Found | DocumentError]:
    """The files under `paths` in the order of their sources, each once; hidden files are left out.

    A source is the path as given, with `/`; an absolute one inside `root` (the current folder) is told from there, so that a
    graph does not depend on where its files lie. Files that no reader knows are counted, a Found for each folder. A folder that
    cannot be listed is a DocumentError. Links are followed to files inside the folder given, and not to others nor to folders.
    A path that does not exist is a SetupError, at once.
    """
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110  unlike Path.exists it never raises
            raise SetupError(f"{path}: there is no such file or folder; check the path.")
    inside = Path.cwd() if root is None else root.absolute()
    return _once(heapq.merge(*(stream for path in paths for stream in _streams(path, inside)), key=_source_of))


def _source_of(found: Found | DocumentError) -> str:
    return found.source if isinstance(found, Found) else str(found)


def _once(ordered: Iterable[Found | DocumentError]) -> Iterator[Found | DocumentError]:
    """Each source once."""
    last = None
    for found in ordered:
        source = _source_of(found)
        if source != last:
            yield found
        last = source


def _streams(path: Path, inside: Path) -> Iterator[Iterator[Found | DocumentError]]:
    """The files under one path given, in order; what lies in the current folder goes by other addresses than what is around it."""
    told = path.relative_to(inside) if path.is_absolute() and path.is_relative_to(inside) else path
    source = posixpath.normpath(told.as_posix())
    if not path.is_dir():
        yield iter((_found(path, source),))
        return
    yield _under(path, "" if source == "." else source.rstrip("/") + "/", (path, inside))
    between = inside.relative_to(path).parts if path.is_absolute() and inside.is_relative_to(path) else ()
    if between and not any(part.startswith(".") for part in between):
        yield _under(inside, "", (path, inside))


def _under(folder: Path, prefix: str, known: tuple[Path, Path]) -> Iterator[Found | DocumentError]:
    """The files under a folder; of the folders `known` the first was given, and the second is left to another stream."""
    given, apart = known[0].resolve(), known[1]
    stack = [_entries(folder, prefix, given)]
    while stack:
        step = next(stack[-1], None)
        if step is None:
            stack.pop()
        elif not isinstance(step, _Below):
            yield step
        elif step.path != apart:
            stack.append(_entries(step.path, step.prefix, given))


class _Below(NamedTuple):
    """A folder to go through next."""

    path: Path
    prefix: str


def _entries(folder: Path, prefix: str, given: Path) -> Iterator[Found | DocumentError | _Below]:
    """What is in one folder, in order; its own Found stands before it, or where `./` sorts."""
    own = prefix or "./"
    if printable(prefix) != prefix:
        yield _found(folder, prefix)
        return
    try:
        names, links, others = _listed(folder)
        changed = folder.stat().st_mtime_ns
    except OSError as error:
        yield DocumentError(f"{own}: cannot be listed: {error.strerror}; what is in it is not read. Allow it to be read.")
        return
    if others:
        names.append("./" if not prefix else "")
    for name in sorted(names, key=printable):
        path = folder / name
        if name in ("", "./"):
            fault = f"{left_out(others)}; make HTML, Markdown or plain text of what holds announcements."
            yield Found(folder, own, others.total(), changed, fault)
        elif name.endswith("/"):
            yield _Below(path, prefix + name)
        else:
            yield _linked(path, prefix + name, given) if name in links else _found(path, prefix + name)


def _listed(folder: Path) -> tuple[list[str], set[str], Counter[str]]:
    """The names of files and, with a `/` behind, of folders in a folder; those that are links; how many are left out, by suffix."""
    names: list[str] = []
    links: set[str] = set()
    others: Counter[str] = Counter()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                names.append(entry.name + "/")
                continue
            if not form_of(entry.name).kind:
                others[kind_of(entry.name)] += 1
                continue
            names.append(entry.name)
            if entry.is_symlink():
                links.add(entry.name)
    return names, links, others


def _linked(path: Path, source: str, given: Path) -> Found:
    """A link in a folder, which is followed to a file inside the folder given."""
    found = _found(path, source)
    if found.fault or Path(os.path.realpath(path)).is_relative_to(given):
        return found
    return Found(path, found.source, fault="is a link out of the folder, which is not followed; copy the file, or give it by itself.")


def _found(path: Path, source: str) -> Found:
    """A file under its address, with what can be told of it without opening it."""
    shown = printable(source)
    if shown != source:
        return Found(path, shown, fault="has a name that is not UTF-8 or holds control characters; rename it.")
    try:
        state = path.stat()
    except OSError as error:
        return Found(path, source, fault=f"cannot be opened: {error.strerror}.")
    if stat.S_ISREG(state.st_mode):
        return Found(path, source, state.st_size, state.st_mtime_ns)
    return Found(path, source, fault=not_a_file(state.st_mode))


def not_a_file(mode: int) -> str:
    """What to say of something that is no file, by its mode."""
    kind = next((name for tells, name in _KINDS if tells(mode)), "a device")
    return f"is {kind}, not a file; it is not opened. Take it out{', or give the folder itself' if stat.S_ISDIR(mode) else ''}."
