"""The verbs of the command line that make a store and look after it: `build`, `status`, `backup`, `restore`. With cli alone it prints."""

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import QueryError
from kg.many_verbs import Engine, PartForm, by_spark
from kg.verbs import DEFAULT_STORE, StoreFolder, failures_told, say


class Told(StrEnum):
    """How a status is printed."""

    text = "text"
    json = "json"


def build(
    paths: Annotated[list[str], typer.Argument(help="Files or folders; for Spark also hdfs://… and the like.", metavar="PATH…")],
    store: StoreFolder = DEFAULT_STORE,
    base: Annotated[str, typer.Option("--base", help="What every IRI of ours begins with, set once per store.", metavar="IRI")] = "",
    prune: Annotated[bool, typer.Option("--prune", help="Take out documents whose files are gone from PATH.")] = False,
    rulings: Annotated[Path | None, typer.Option("--rulings", help="An editor's rulings [./rulings.ttl].", metavar="FILE")] = None,
    jobs: Annotated[int, typer.Option("--jobs", help="Processes that read and annotate [all cores].", metavar="N")] = -1,
    time_limit: Annotated[float, typer.Option("--time-limit", help="Seconds a document may take.", metavar="S", min=0.001)] = 60.0,
    report: Annotated[Path | None, typer.Option("--report", help="Write what was done to this file.", metavar="FILE.json")] = None,
    root: Annotated[str, typer.Option("--root", help="Where sources are told from [the current folder].", metavar="DIR")] = "",
    engine: Annotated[Engine, typer.Option("--engine", help="This machine into the graph, or Spark into partitions.")] = Engine.here,
    master: Annotated[str, typer.Option("--master", help="Spark's master: local[4], spark://…, yarn.", metavar="URL")] = "",
    output: Annotated[str, typer.Option("--output", "-o", help="Where Spark writes partitions, for kg load and push.", metavar="DIR")] = "",
    form: Annotated[PartForm, typer.Option("--format", help="How Spark writes them.")] = PartForm.packed,
) -> None:
    """Build the graph from documents, or bring it up to date: unchanged files are not opened. Killed and run again, it goes on."""
    from kg.build import build as bring_up_to_date
    from kg.progress import shown
    from kg.store import Store
    from kg.whole import whole_file

    if engine is Engine.here and (master or output):
        raise QueryError("--master and --output are for --engine spark.")
    if engine is Engine.spark and prune:
        raise QueryError("--prune is for a graph on this machine; partitions are made anew.")
    with failures_told() as failures:
        if engine is Engine.spark:
            told = {"master": master, "base": base, "root": root, "rulings": rulings, "time_limit": time_limit}
            done = by_spark(paths, output, form, told)
        else:
            done = bring_up_to_date(
                list(map(Path, paths)),
                Store(store, base),
                jobs=jobs if jobs >= 0 else os.cpu_count() or 1,
                prune=prune,
                progress=shown("building"),
                tell=say,
                own_rulings=rulings,
                root=Path(root) if root else None,
                time_limit=time_limit,
            )
        failures.extend(done.failures)
        for line in done.lines():
            say(line)
        if report is not None:
            with whole_file(report) as file:
                file.write(json.dumps(done.told(), ensure_ascii=False, indent=1).encode() + b"\n")


def status(
    store: StoreFolder = DEFAULT_STORE,
    form: Annotated[Told, typer.Option("--format", help="How it is printed.")] = Told.text,
) -> None:
    """Show what a store holds: documents by source and month, failures, versions, size, unknown names, time of the last build."""
    from kg.status import lines, told
    from kg.status import status as status_of
    from kg.store import Store

    found = status_of(Store.reading(store))
    if form is Told.json:
        print(json.dumps(told(found), ensure_ascii=False, indent=1))
    else:
        for line in lines(found):
            print(line)


def backup(
    folder: Annotated[Path, typer.Argument(help="Where to; an older backup there is replaced.", metavar="DIR")],
    store: StoreFolder = DEFAULT_STORE,
) -> None:
    """Copy the graph as its last build left it, with a digest of every file; builds and servers may go on meanwhile."""
    from kg.backup import backup as copied

    say(f"{folder}: {copied(store, folder) / 1e6:,.1f} MB. Bring it back: kg restore {folder} --store NEW")


def restore(
    folder: Annotated[Path, typer.Argument(help="What kg backup made.", metavar="DIR")],
    store: StoreFolder = DEFAULT_STORE,
) -> None:
    """Make a graph of a backup again, after checking every file of it; a graph that is there is never overwritten."""
    from kg.backup import restore as made

    say(f"{store}: {made(folder, store):,} documents")
