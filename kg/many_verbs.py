"""The verbs of the command line for what many machines make: `load` and `push`, and `build` by Spark. With cli alone it prints."""

import os
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.errors import QueryError
from kg.verbs import DEFAULT_STORE, StoreFolder, say

if TYPE_CHECKING:
    from kg.report import Report

class Engine(StrEnum):
    """What builds."""

    here = "here"
    spark = "spark"


class PartForm(StrEnum):
    """How partitions are written."""

    packed = "nq.gz"
    plain = "nq"
    parquet = "parquet"


Parts = Annotated[list[Path], typer.Argument(help="Partitions, or folders of them: .nq, .nq.gz, .parquet.", metavar="PART…")]


def load(parts: Parts, store: StoreFolder = DEFAULT_STORE) -> None:
    """Make a graph of partitions, in bulk: to be asked, served and checked like one built here. Stopped and run again, it goes on."""
    from kg.loading import load as made
    from kg.progress import shown

    say(f"{store}: {made(parts, store, shown('loading')):,} documents")


def push(
    parts: Parts,
    graph_store: Annotated[str, typer.Option("--graph-store", help="A SPARQL 1.1 Graph Store.", metavar="URL")],
    token_file: Annotated[Path | None, typer.Option("--token-file", help="Holds the token [$KG_TOKEN].", metavar="FILE")] = None,
) -> None:
    """Send partitions to a server: named graphs are replaced, the default graph is added to. Stopped and run again, it goes on."""
    from kg.progress import shown
    from kg.pushing import GraphStore
    from kg.pushing import push as sent

    done = sent(parts, GraphStore(graph_store, _token(token_file), tell=say), shown("sending"))
    before = f" ({done.before:,} were through before)" if done.before else ""
    say(f"{graph_store}: {done.graphs:,} graphs, {done.triples:,} triples sent{before}")
    if not done.with_default:
        say("its default graph says what its named graphs say and needs nothing more")


def by_spark(paths: Sequence[str], output: str, form: PartForm, told: Mapping[str, Any]) -> "Report":
    """Build by Spark into partitions, with what else the command was told."""
    from kg.spark.session import must_be_installed

    if not output:
        raise QueryError("give the folder for the partitions with --output.")
    must_be_installed()
    from kg.spark.job import Job, build

    return build(Job(paths, output, form.value, **told))


def _token(file: Path | None) -> str:
    """The first line of the file, or KG_TOKEN of the environment, or nothing."""
    try:
        text = file.read_text(encoding="utf-8") if file else os.environ.get("KG_TOKEN", "")
    except OSError as error:
        raise QueryError(f"{file}: the token cannot be read: {error}") from error
    return text.strip().partition("\n")[0]
