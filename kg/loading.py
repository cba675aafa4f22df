"""Makes a store of the partitions of a graph, in bulk: ready to be asked, served, checked and built on."""

import json
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path, PurePosixPath

import pyoxigraph
from pyoxigraph import QuerySolutions, RdfFormat

import kg
from kg.background import background_graphs
from kg.documents.names import form_of
from kg.errors import QueryError, SetupError
from kg.indexing import FILE, refresh
from kg.ordered import in_order
from kg.parts import identity, opened, parts_of
from kg.progress import Progress, quiet
from kg.records import FORM, FileRecord
from kg.store import Store
from kg.vocabulary import DCT, KG, rebased

_AT_ONCE = 10_000
"""So many records are stored together."""
_THROUGH = "loaded.txt"
"""Names in an unfinished store the partitions that are in."""


def load(paths: Sequence[Path], folder: Path, progress: Progress = quiet) -> int:
    """Make the store `folder` of all partitions under `paths`, just as they are; the number of its documents.

    It is made beside its place and moved there when it is whole. Killed or stopped by a damaged partition, which is a QueryError
    that names the line, and called again, it goes on with the partition it was at. A folder that holds something is a SetupError.
    """
    parts = parts_of(paths)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SetupError(f"{folder}: holds something already; give a new folder with --store, or send the parts to a server: kg push.")
    place = folder.with_name(f".{folder.name}.loading")
    try:
        _fill(place, parts, progress)
        documents = _finished(place)
        if folder.exists():
            folder.rmdir()
        place.rename(folder)
    except OSError as error:
        raise SetupError(f"{place}: cannot be written: {error}. Make room there, or let us write; then load again.") from error
    return documents


def _fill(place: Path, parts: Sequence[Path], progress: Progress) -> None:
    """Load the partitions that are not in yet; if one that is in is not as it was, all."""
    through, named = place / _THROUGH, {identity([part]): part for part in parts}
    before = through.read_text(encoding="utf-8").split() if through.is_file() else []
    if not before or not {*before} <= {*named}:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
    store = pyoxigraph.Store(str(place))
    with through.open("a", encoding="utf-8") as done:
        for name in progress([name for name in named if name not in before]):
            with opened(named[name]) as stream:
                store.bulk_load(input=stream, format=RdfFormat.N_QUADS)
            store.flush()
            done.write(f"{name}\n")
            done.flush()


def _finished(place: Path) -> int:
    """Give a store that holds everything what a build gives it: its base, records, an index, a snapshot; the number of its documents.

    Which files there were is known, and not what was in them, nor whose knowledge this is: a build into it reads what it is given
    again, and learns and derives anew.
    """
    store = Store(place, _base(place))
    records = _records(store)
    while some := list(islice(records, _AT_ONCE)):
        store.add({}, some)
    store.note(background="loaded", version=kg.__version__, form=str(FORM), built=datetime.now(UTC).isoformat(timespec="seconds"))
    documents = len(store.documents())
    if not documents:
        raise QueryError("there is no document in these partitions; give the folder that kg build --engine spark wrote.")
    refresh(store, place / FILE, ())
    store.publish()
    store.note(published=kg.__version__)
    store.flush()
    (place / _THROUGH).unlink()
    return documents


def _records(store: Store) -> Iterator[FileRecord]:
    """A record for each file of documents, or for each item in one that holds many: all of them to be read again."""
    source, identifier = rebased(KG.source, store.base), DCT.identifier
    told = store.query(f"SELECT ?source ?document ?id {{ ?document <{source}> ?source ; <{identifier}> ?id }}")
    assert isinstance(told, QuerySolutions)
    rows = map(json.loads, in_order(json.dumps([term.value for term in row]).encode() + b"\n" for row in told))
    for source, some in groupby(rows, key=itemgetter(0)):
        if form_of(PurePosixPath(source).name).kind == "document":
            yield FileRecord(source, "", tuple(document for _, document, _ in some))
        else:
            for _, document, name in some:
                key = name if name.startswith(f"{source}#") else f"{source}#{name}"
                yield FileRecord(key, "", (document,), part_of=source)


def _base(place: Path) -> str:
    """What the IRIs begin with: what stands in front of the name of the ontology's graph."""
    (ending, *_) = background_graphs("")
    names = (graph.value for graph in pyoxigraph.Store(str(place)).named_graphs() if isinstance(graph, pyoxigraph.NamedNode))
    return next((name.removesuffix(ending) for name in names if name.endswith(ending)), "")
