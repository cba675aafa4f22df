"""The verbs of the command line that have many options, `network` and `serve`, and what all verbs share. With cli alone it prints."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DocumentError

DEFAULT_STORE = Path("graph")
StoreFolder = Annotated[Path, typer.Option("--store", help="The folder of the graph.", metavar="DIR")]


Paths = Annotated[list[Path], typer.Argument(help="Files, folders, archives (.zip, .tar.gz …), JSON Lines, WARC crawls.", metavar="PATH…")]


class Form(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    md = "md"


def say(message: str) -> None:
    """Print a message to standard error."""
    print(message, file=sys.stderr)


@contextmanager
def failures_told() -> Iterator[list[DocumentError]]:
    """Gathers the documents that failed; at the end names each on stderr and ends with status 1 if there were any."""
    failures: list[DocumentError] = []
    yield failures
    for failure in failures:
        say(str(failure))
    if failures:
        raise typer.Exit(1)


def network(
    projection: Annotated[str, typer.Argument(help="Which network; without it, networks and measures are listed.", metavar="NAME")] = "",
    store: StoreFolder = DEFAULT_STORE,
    since: Annotated[str, typer.Option("--from", help="Since this day, month or year.", metavar="DAY")] = "",
    until: Annotated[str, typer.Option("--until", help="Until this day, month or year.", metavar="DAY")] = "",
    level: Annotated[str, typer.Option("--level", help="central, province, prefecture, county or township.")] = "",
    place: Annotated[str, typer.Option("--place", help="Only what is of this place or below it.")] = "",
    minimum: Annotated[int, typer.Option("--minimum", help="Ties in at least so many documents.", metavar="N")] = 1,
    fold: Annotated[bool, typer.Option("--fold", help="Predecessors count as what became of them.")] = False,
    around: Annotated[str, typer.Option("--around", help="Only what stands around this.", metavar="NAME")] = "",
    measures: Annotated[str, typer.Option("--measures", help="Measures with commas between, or all.", metavar="NAMES")] = "",
    years: Annotated[int, typer.Option("--years", help="Figures of the network in periods of so many years.", metavar="N")] = 0,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A graph file, table, page or picture.", metavar="FILE")] = None,
    form: Annotated[Form, typer.Option("--format", help="How the table is printed.")] = Form.table,
    limit: Annotated[int, typer.Option("--limit", help="How many nodes are printed to read.", metavar="N")] = 30,
) -> None:
    """Weave a network out of the graph, measure it, and print or save it: .gexf .graphml .net .cyjs .json .csv .dot .html .png .svg."""
    from kg.answers import rendered
    from kg.networks_command import Wanted, answered, lines, listing, over_time, printed, saved
    from kg.store import Store

    if not projection and not around:
        for line in listing():
            print(line)
        return
    graph = Store.reading(store)
    wanted = Wanted(projection or "neighbourhood", since, until, level, place, minimum, fold, around, measures)
    if years:
        print(rendered(over_time(graph, wanted, years), form.value), end="")
        return
    woven, told = answered(graph, wanted)
    for line in lines(told):
        say(line)
    if output is None:
        print(printed(graph, woven, wanted.names, form.value, limit), end="")
    else:
        for file in saved(graph, woven, output):
            say(f"{file} written")


def serve(
    store: StoreFolder = DEFAULT_STORE,
    host: Annotated[str, typer.Option("--host", help="Where to listen; 0.0.0.0 for everywhere.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port to listen at.")] = 8000,
    base: Annotated[str, typer.Option("--base", help="What the world calls this server [http://HOST:PORT/].", metavar="URL")] = "",
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds that a query may take.")] = 10.0,
    memory: Annotated[int, typer.Option("--memory", help="MB of memory that a query may use.")] = 1024,
    answer: Annotated[int, typer.Option("--answer", help="MB that an answer may have.")] = 32,
    length: Annotated[int, typer.Option("--length", help="Characters that a query may have.")] = 100_000,
    workers: Annotated[int, typer.Option("--workers", help="Queries that run at once [cores + 2].")] = 0,
    queue: Annotated[int, typer.Option("--queue", help="Queries that may wait for a worker.")] = 128,
    allow_host: Annotated[list[str] | None, typer.Option("--allow-host", help="A host that queries may call; may be repeated.")] = None,
    writable: Annotated[bool, typer.Option("--writable", help="Let those write who have the token.")] = False,
    token_file: Annotated[Path | None, typer.Option("--token-file", help="Holds the token [KG_TOKEN in the environment].")] = None,
    rulings: Annotated[Path | None, typer.Option("--rulings", help="Where rulings are written [./rulings.ttl].", metavar="FILE")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No line for every request.")] = False,
) -> None:
    """Serve the graph: SPARQL, linked data and reconciliation for programs, pages for people."""
    from kg.web.limits import Limits
    from kg.web.serve import address_of, token_of
    from kg.web.serve import serve as run
    from kg.web.state import Settings

    hosts = frozenset(name.lower() for name in allow_host or [])
    limits = Limits(timeout, memory, answer, length, workers or Limits().workers, queue, hosts=hosts)
    token = token_of(token_file) if writable else ""
    settings = Settings(store, base or address_of(host, port), limits, token, rulings, not quiet)
    run(settings, host, port)
