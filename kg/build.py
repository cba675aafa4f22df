"""The only module that knows the order: Document → Sentence → Mention → Link → Claim → Quad → store."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import Quad

import kg
from kg.background import learn
from kg.claims import claims
from kg.claims.statistics import observations
from kg.derived import derive
from kg.documents import read, walk
from kg.errors import DocumentError
from kg.indexing import FILE, refresh
from kg.knowledge import knowledge
from kg.links import context_of, home_of, links, resolver
from kg.links.persons import distinguished
from kg.mentions import figures, mentions, periods
from kg.model import Annotation, Document
from kg.progress import Progress, quiet
from kg.quads import quads
from kg.rulings import Rulings, files, rulings
from kg.scan import Scan
from kg.sentences import sentences
from kg.store import FileRecord, Store
from kg.vocabulary import DEFAULT_BASE, KG, rebased

_BATCH = 200
"""How many documents are stored in one transaction."""


def annotate(document: Document, base: str = DEFAULT_BASE, ruled: Rulings | None = None) -> Annotation:
    """All that is found in one document: its sentences, mentions linked to entities, claims and observations; by the rulings, if any."""
    known = knowledge()
    parts = sentences(document)
    scan = Scan(document, parts, known)
    found = mentions(scan)
    times = periods(scan, found)
    numbers = figures(scan, (*found, *times))
    context = context_of(document, found, known, base)
    linked, resolve, home = links(found, context), resolver(context), home_of(context)
    if ruled:
        linked, resolve = ruled.links(linked, document.text), ruled.resolver(resolve)
    annotation = Annotation(document, parts, linked, periods=times, quantities=numbers)
    annotation = replace(annotation, claims=claims(annotation, resolve), observations=observations(annotation, home))
    return distinguished(annotation, context)


def documents(paths: Sequence[Path], base: str = DEFAULT_BASE, progress: Progress = quiet) -> Iterator[Document | DocumentError]:
    """The documents of files and folders in the order of their sources; what cannot be read comes as an error in its place."""
    for path, source in progress(walk(paths)):
        yield from read(path, source, base)


@dataclass(slots=True)
class Report:
    """What a build did. `unlinked` counts names by surface whose entity nobody could tell."""

    files: int = 0
    unchanged: int = 0
    read: int = 0
    removed: int = 0
    mentions: int = 0
    claims: int = 0
    reprints: int = 0
    failures: list[DocumentError] = field(default_factory=list)
    unlinked: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """The report in words, a line each."""
        yield f"{self.files} files: {self.unchanged} unchanged, {self.read} documents read, {self.removed} documents taken out."
        yield f"{self.mentions} mentions, {self.claims} claims."
        if self.reprints:
            yield f"{self.reprints} documents in the graph are reprints or excerpts of others and count once with them: kg query reprints"
        if self.unlinked:
            most = "、".join(f"{name} {count}" for name, count in self.unlinked.most_common(5))
            yield f"{self.unlinked.total()} mentions are classes of organs or words that point to nothing known here: {most} …"
        if self.failures:
            yield f"{len(self.failures)} documents could not be read."


def build(
    paths: Sequence[Path],
    store: Store,
    *,
    prune: bool = False,
    progress: Progress = quiet,
    own_rulings: Path | None = None,
    root: Path | None = None,
) -> Report:
    """Bring the store up to date with the files under `paths`: an unchanged file is not read, a changed one is replaced.

    With `prune`, files the store knows that are not under `paths` are taken out with their documents. A new version of kg or of
    its knowledge makes every file count as changed, and so does another set of rulings (`own_rulings`, or `./rulings.ttl`).
    """
    report, ruled = Report(), rulings(own_rulings)
    renewed = learn(store, files(own_rulings)[1:]) or store.about().get("version") != kg.__version__
    records = store.records()
    sources = walk(paths, root)
    report.files = len(sources)
    batch = _Batch(store)
    for path, source in progress(sources):
        digest, old = _digest(path), records.get(source)
        if old is not None and old.digest == digest and not renewed:
            report.unchanged += 1
            continue
        batch.add(_file(path, source, (store, report, ruled)), FileRecord(source, digest), old)
    if prune:
        kept = {source for _, source in sources}
        for source, record in records.items():
            if source not in kept:
                report.removed += len(record.documents)
                batch.forget(record)
    batch.write()
    if store.changed():
        store.note(published="")
    if store.path is not None:
        refresh(store, store.path / FILE, store.changed())
    derive(store)
    report.reprints = len(store.match(None, rebased(KG.reprintOf, store.base)))
    store.note(version=kg.__version__)
    store.flush()
    if not store.about().get("published"):
        store.publish()
        store.note(published=kg.__version__)
    return report


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _file(path: Path, source: str, told: tuple[Store, Report, Rulings]) -> Iterator[tuple[str, list[Quad]] | DocumentError]:
    """The graph of each document in a file, or the error in its place."""
    store, report, ruled = told
    for document in read(path, source, store.base):
        if isinstance(document, DocumentError):
            report.failures.append(document)
            yield document
            continue
        annotation = annotate(document, store.base, ruled)
        report.read += 1
        report.mentions += len(annotation.links)
        report.claims += len(annotation.claims)
        report.unlinked.update(link.mention.span.of(document.text) for link in annotation.links if link.entity is None)
        yield document.iri, quads(annotation, store.base)


class _Batch:
    """Graphs and records on their way into the store: all of a batch goes in at once, a file never without its record."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._fresh = not store.documents()
        self._graphs: dict[str, list[Quad]] = {}
        self._records: list[FileRecord | str] = []

    def add(self, found: Iterator[tuple[str, list[Quad]] | DocumentError], record: FileRecord, old: FileRecord | None) -> None:
        """Take in the documents of a file; those it no longer holds are taken out."""
        graphs, problems = {}, []
        for item in found:
            if isinstance(item, DocumentError):
                problems.append(str(item))
            else:
                graphs[item[0]] = item[1]
        gone = {document: list[Quad]() for document in old.documents} if old else {}
        self._graphs |= gone | graphs
        self._records.append(replace(record, documents=tuple(graphs), problem="; ".join(problems)))
        if len(self._graphs) >= _BATCH:
            self.write()

    def forget(self, record: FileRecord) -> None:
        """Take a file out with its documents."""
        self._graphs |= {document: [] for document in record.documents}
        self._records.append(record.path)

    def write(self) -> None:
        """Write what has gathered."""
        if self._fresh:
            self._store.fill(quad for graph in self._graphs.values() for quad in graph)
            self._store.update({}, self._records)
        else:
            self._store.update(self._graphs, self._records)
        self._graphs, self._records = {}, []
