"""Brings a store up to date with files: what is read, described and kept, and what follows from it; the order of a build."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

import kg
from kg.background import background_digest, learn
from kg.crew import Crew
from kg.derived import derive
from kg.documents import items, read_item, walk
from kg.errors import DocumentError
from kg.indexing import FILE, refresh
from kg.intake import Intake, Outcome, Task, failed, worker
from kg.model import Document
from kg.progress import Progress, quiet
from kg.records import FORM, FileRecord
from kg.report import Report
from kg.rulings import files
from kg.store import Store
from kg.vocabulary import DEFAULT_BASE, KG, rebased

_BATCH = 200
"""How many documents are stored at once, at most: loading more at once takes more memory and is no faster."""
_BYTES = 12_000_000
"""How many bytes of N-Quads are stored at once, at most but for one document: some 65,000 quads."""
_FEW = 24
"""So many files are worth calling other processes in."""
TIME_LIMIT = 60.0
"""Seconds that a document may take, unless told otherwise: a thousand times what most take."""


def documents(
    paths: Sequence[Path], base: str = DEFAULT_BASE, progress: Progress = quiet, root: Path | None = None
) -> Iterator[Document | DocumentError]:
    """The documents of files and folders in the order of their sources; what cannot be read comes as an error in its place."""
    for found in progress(walk(paths, root)):
        for item in (found,) if isinstance(found, DocumentError) else items(found):
            yield from (item,) if isinstance(item, DocumentError) else read_item(item, base)


def build(
    paths: Sequence[Path],
    store: Store,
    *,
    jobs: int = 0,
    prune: bool = False,
    progress: Progress = quiet,
    tell: Callable[[str], None] = lambda line: None,
    own_rulings: Path | None = None,
    root: Path | None = None,
    time_limit: float = TIME_LIMIT,
) -> Report:
    """Bring the store up to date with the files under `paths`: an unchanged file is not opened, a changed one is replaced.

    `jobs` processes read and annotate, beside this one that stores; with 0 this one does all. A document that takes longer than
    `time_limit` seconds is left out and reported. With `prune`, files the store knows that are not under `paths` are taken out
    with their documents. A new version of kg or of its knowledge makes every file count as changed, and so does another set of
    rulings (`own_rulings`, or `./rulings.ttl`); `tell` is told so first. Killed at any moment and called again, it goes on from
    what is stored.
    """
    report, stamp = Report(), _stamp(own_rulings)
    _warn(store, stamp, tell)
    learn(store, files(own_rulings)[1:])
    intake, batch = Intake(store, report, stamp), _Batch(store, report)
    make = (store.base, own_rulings, time_limit)
    for outcome in progress(_carried_out(intake.tasks(walk(paths, root)), make, jobs)):
        batch.forget(intake.gone)
        batch.add(outcome)
        intake.stored(outcome)
        batch.keep(intake.done)
    batch.forget(intake.gone)
    batch.keep(intake.done)
    batch.write()
    if prune:
        batch.forget(list(intake.missing()))
    batch.write()
    report.failures.sort(key=str)
    if store.changed():
        store.note(published="")
    if store.path is not None:
        refresh(store, store.path / FILE, store.changed())
    derive(store)
    report.reprints = len(store.match(None, rebased(KG.reprintOf, store.base)))
    store.note(version=kg.__version__, form=str(FORM), stamp=stamp, built=datetime.now(UTC).isoformat(timespec="seconds"))
    if not store.about().get("published"):
        store.publish()
        store.note(published=kg.__version__)
    store.flush()
    return report


def _stamp(own_rulings: Path | None) -> str:
    """Names the version of kg, its ontology, its knowledge and the rulings: what an annotation rests on beside the document."""
    return hashlib.sha256(f"{kg.__version__} {background_digest(files(own_rulings)[1:])}".encode()).hexdigest()[:16]


def _warn(store: Store, stamp: str, tell: Callable[[str], None]) -> None:
    """Say that everything will be read anew, and why, if so."""
    about = store.about()
    if "version" in about and about.get("stamp") != stamp:
        before, now = about["version"], kg.__version__
        why = f"kg {before} made this store, this is {now}" if before != now else "the ontology, the knowledge or the rulings changed"
        tell(f"{why}: what is given is read and annotated anew ({len(store.documents()):,} documents are in the store).")


def _carried_out(tasks: Iterator[Task], make: tuple[str, Path | None, float], jobs: int) -> Iterator[Outcome]:
    """The outcomes of tasks: of a few by this process, of more by `jobs` others."""
    first = list(islice(tasks, _FEW))
    if jobs and len(first) == _FEW:
        yield from Crew(jobs, worker, make, failed).outcomes(chain(first, tasks), make[2])
    else:
        yield from map(worker(*make), chain(first, tasks))


class _Batch:
    """Documents and records on their way into the store: an item goes in with its record or not at all."""

    def __init__(self, store: Store, report: Report) -> None:
        self._store, self._report = store, report
        self._new: dict[str, bytes] = {}
        self._new_records: list[FileRecord] = []
        self._changed: dict[str, bytes] = {}
        self._records: dict[str, FileRecord | str] = {}
        self._closed: list[FileRecord] = []

    def add(self, outcome: Outcome) -> None:
        """Take in the documents of an item; those it no longer holds are taken out."""
        report, old = self._report, outcome.task.old
        report.failures += map(DocumentError, outcome.problems)
        report.unchanged += outcome.same
        if outcome.same:
            self._records[outcome.record.path] = outcome.record
        elif old is None:
            self._new |= {one.iri: one.lines for one in outcome.documents}
            self._new_records.append(outcome.record)
        else:
            self._changed |= dict.fromkeys(old.documents, b"") | {one.iri: one.lines for one in outcome.documents}
            self._records[outcome.record.path] = outcome.record
        for one in outcome.documents:
            report.read += 1
            report.mentions += one.mentions
            report.claims += one.claims
            report.unlinked.update(one.unlinked)
        self._write_if_full()

    def keep(self, records: list[FileRecord]) -> None:
        """Take in the records of files whose items are all in; the list is emptied."""
        self._closed += records
        records.clear()

    def forget(self, records: list[FileRecord]) -> None:
        """Take files and items out with their documents; the list is emptied."""
        for record in records:
            self._report.removed += len(record.documents)
            self._changed |= dict.fromkeys(record.documents, b"")
            self._records[record.path] = record.path
            self._write_if_full()
        records.clear()

    def _write_if_full(self) -> None:
        waiting = (self._new, self._changed)
        if sum(map(len, waiting)) >= _BATCH or sum(len(lines) for graphs in waiting for lines in graphs.values()) > _BYTES:
            self.write()

    def write(self) -> None:
        """Write what has gathered: what is taken out or replaced first, files last when all their items are in."""
        if self._changed or self._records:
            self._store.update({iri: _own(lines) for iri, lines in self._changed.items()}, self._records.values())
        if self._new or self._new_records:
            self._store.add(self._new, self._new_records)
        if self._closed:
            self._store.update({}, self._closed)
        self._new, self._new_records, self._changed, self._records, self._closed = {}, [], {}, {}, []


def _own(lines: bytes) -> Iterable[Quad]:
    """The quads of a document's own graph."""
    return (quad for quad in pyoxigraph.parse(lines, format=RdfFormat.N_QUADS) if quad.graph_name != DefaultGraph())
