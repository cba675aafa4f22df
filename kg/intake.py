"""What a build has to read: the files and items that are new or changed since they were read last; what is gone besides.

A file whose size and time of change are those of its record is not opened. One that looks changed is read, and counts as
changed if its bytes have another digest. Of a file that holds several documents each item has a record of its own.
"""

import hashlib
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.crew import Late, within
from kg.documents import Found, Item, contains_several, items, read_item
from kg.errors import DocumentError
from kg.model import Document
from kg.pipeline import Described, described
from kg.records import FileRecord
from kg.report import Report
from kg.rulings import rulings
from kg.store import Store

_FRESH = 2 * 10**9
"""Nanoseconds within which a file may change again without its time of change telling so."""
_ITEMS = "items"
"""Stands in the record of a file whose items have digests of their own. A record without a digest is one to try again."""
_PROBLEMS = 20
"""How many problems of a file that holds many documents its record tells."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file or an item to read; `old` is what was known of it, if anything, `record` what is known before it is read."""

    of: Found | Item
    old: FileRecord | None
    record: FileRecord


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: the record to keep, the documents described, and what could not be read. Without documents and
    problems, `same` says that the bytes are those that were read before."""

    task: Task
    record: FileRecord
    documents: tuple[Described, ...] = ()
    problems: tuple[str, ...] = ()
    same: bool = False


def worker(base: str, own_rulings: Path | None, limit: float) -> Callable[[Task], Outcome]:
    """Makes what carries out tasks: reads, annotates and describes; a document may take `limit` seconds."""
    ruled = rulings(own_rulings)

    def carry_out(task: Task) -> Outcome:
        found: list[Described] = []
        problems: list[str] = []
        digest = task.record.digest
        read: Iterable[Item | DocumentError] = items(task.of) if isinstance(task.of, Found) else (task.of,)
        try:
            with within(limit):
                read = list(read)
            for item in read:
                if isinstance(item, DocumentError):
                    problems.append(str(item))
                    continue
                digest = digest_of(item)
                if task.old and task.old.digest == digest and task.old.stamp == task.record.stamp:
                    return Outcome(task, replace(task.old, size=task.record.size, mtime=task.record.mtime), same=True)
                reading = read_item(item, base)
                with within(limit):
                    documents = list(reading)
                for document in documents:
                    if isinstance(document, Document):
                        with within(limit):
                            found.append(described(document, base, ruled))
                    else:
                        problems.append(str(document))
        except Late as error:  # the time is over: tried again the next time
            problems.append(f"{task.record.path}: {error}")
            digest = ""
        record = replace(task.record, digest=digest, documents=tuple(one.iri for one in found), problem="; ".join(problems))
        return Outcome(task, record, tuple(found), tuple(problems))

    return carry_out


def failed(task: Task, why: str) -> Outcome:
    """The outcome of a task that its worker did not survive."""
    problem = f"{task.record.path}: {why}; it is left out. Look at what is in it."
    return Outcome(task, replace(task.record, problem=problem), (), (problem,))


def digest_of(item: Item) -> str:
    """The SHA-256 of the bytes of an item."""
    return hashlib.sha256(item.data).hexdigest()


class Intake:
    """Goes through the files once and hands out what has to be read; afterwards it knows what is gone.

    `gone` are records of what is no longer there, `done` those of files all of whose items have been read: to be taken up, and
    taken out of the lists, before and after the next outcome is stored.
    """

    def __init__(self, store: Store, report: Report, stamp: str) -> None:
        self._store, self._report, self._stamp = store, report, stamp
        self._seen = _Keys()
        self._open: Counter[str] = Counter()
        self._closing: dict[str, FileRecord] = {}
        self.gone: list[FileRecord] = []
        self.done: list[FileRecord] = []
        self._unlisted = False

    def tasks(self, files: Iterable[Found | DocumentError]) -> Iterator[Task]:
        """What has to be read of the files."""
        for found in files:
            if isinstance(found, DocumentError):  # a folder: what was read from it before may still be there
                self._unlisted = True
                self._report.failures.append(found)
                continue
            self._report.files += not found.source.endswith("/")
            self._seen.add(found.source)
            old = self._store.record(found.source)
            if old and old.digest and old.stamp == self._stamp and (old.size, old.mtime) == (found.size, found.mtime_ns):
                self._report.unchanged += 1
                continue
            mtime = found.mtime_ns if time.time_ns() - found.mtime_ns > _FRESH else 0
            record = FileRecord(found.source, "", size=found.size, mtime=mtime, stamp=self._stamp)
            if contains_several(found.path):
                yield from self._items(found, old, record)
            else:
                yield Task(found, old, record)

    def _items(self, found: Found, old: FileRecord | None, record: FileRecord) -> Iterator[Task]:
        """The items of a file that are new or changed; its own record is done after the last of them."""
        if old and old.documents:  # a record as kg kept it before items had their own
            self.gone.append(old)
        problems: list[DocumentError] = []
        keys = _Keys()
        for item in items(found):
            if isinstance(item, DocumentError):
                problems.append(item)
            elif not keys.add(item.key):
                problems.append(DocumentError(f"{item.key}: is the id of an earlier one, too; give it one of its own."))
            else:
                known, digest = self._store.record(item.key), digest_of(item)
                if known is None or (known.digest, known.stamp) != (digest, self._stamp):
                    self._open[found.source] += 1
                    yield Task(item, known, FileRecord(item.key, digest, stamp=self._stamp, part_of=found.source))
        self._report.failures += problems
        if not problems:  # what a damaged file no longer gives is kept
            self.gone += [part for part in self._store.parts(found.source) if part.path not in keys]
        more = [f"and {len(problems) - _PROBLEMS} more"] if len(problems) > _PROBLEMS else []
        self._closing[found.source] = replace(record, digest=_ITEMS, problem="; ".join([*map(str, problems[:_PROBLEMS]), *more]))
        self._close(found.source)

    def stored(self, outcome: Outcome) -> None:
        """Take note that an outcome is on its way into the store."""
        source = outcome.record.part_of
        if source:
            self._open[source] -= 1
            self._close(source)

    def _close(self, source: str) -> None:
        if not self._open[source] and source in self._closing:
            self.done.append(self._closing.pop(source))

    def missing(self) -> Iterator[FileRecord]:
        """The records of files that were not found, with those of their items; none where a folder could not be listed."""
        if not self._unlisted:
            yield from (record for record in self._store.records() if (record.part_of or record.path) not in self._seen)


class _Keys:
    """A set of keys that may be larger than memory."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript("PRAGMA journal_mode = OFF; CREATE TABLE keys (key TEXT PRIMARY KEY) WITHOUT ROWID")

    def add(self, key: str) -> bool:
        """Put a key in; whether it was not there yet."""
        return self._base.execute("INSERT OR IGNORE INTO keys VALUES (?)", (_plain(key),)).rowcount == 1

    def __contains__(self, key: str) -> bool:
        return self._base.execute("SELECT 1 FROM keys WHERE key = ?", (_plain(key),)).fetchone() is not None


def _plain(key: str) -> str:
    """A key as SQLite can hold it: names of files need not be UTF-8."""
    return key.encode(errors="backslashreplace").decode()
