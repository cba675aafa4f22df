"""The command line: one function a verb. Results go to stdout, everything else to stderr; this module alone prints.

Exit status: 0 done, 1 some documents failed or a check failed, 2 the command was wrong.
"""

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DocumentError, KgError, QueryError
from kg.many_verbs import load, push
from kg.store_verbs import backup, build, restore, status
from kg.verbs import DEFAULT_STORE, Form, Paths, StoreFolder, failures_told, network, say, serve

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

DEFAULT_BASE = "https://w3id.org/govkg/"

Base = Annotated[str, typer.Option("--base", help="What every IRI of ours begins with.", metavar="IRI")]
Question = Annotated[str, typer.Argument(help="A shipped question, a file, or standard input.", metavar="NAME|FILE.rq|-")]


class Shape(StrEnum):
    """How candidates are printed."""

    text = "text"
    json = "json"


class Verdict(StrEnum):
    """What an editor rules of two things."""

    same = "same"
    different = "different"


@app.callback()
def kg() -> None:
    """kg builds a knowledge graph from Chinese government announcements; every fact carries the characters that say it."""


@app.command(epilog="Example: kg read announcements/ | head -1")
def read(paths: Paths, base: Base = DEFAULT_BASE) -> None:
    """Read documents and print what was read from each, as JSON Lines."""
    from kg.build import documents
    from kg.interchange import document_json
    from kg.progress import shown

    with failures_told() as failures:
        for document in documents(paths, base, shown("reading")):
            if isinstance(document, DocumentError):
                failures.append(document)
            else:
                _print_json(document_json(document))


@app.command(epilog="Example: kg annotate announcement.html | python3 -m json.tool --no-ensure-ascii")
def annotate(paths: Paths, base: Base = DEFAULT_BASE) -> None:
    """Find and link the names in documents and print the annotations, as JSON Lines."""
    from kg.build import documents
    from kg.interchange import annotation_json
    from kg.pipeline import annotate as annotation_of
    from kg.progress import shown

    with failures_told() as failures:
        for document in documents(paths, base, shown("annotating")):
            if isinstance(document, DocumentError):
                failures.append(document)
            else:
                _print_json(annotation_json(annotation_of(document, base)))


app.command(epilog="Example: kg build announcements/ --store graph")(build)


@app.command(epilog="Example: kg query documents-per-agency since=2022-01-01 --format csv")
def query(
    question: Question = "",
    values: Annotated[list[str] | None, typer.Argument(help="Parameters of the question.", metavar="name=value")] = None,
    store: StoreFolder = DEFAULT_STORE,
    form: Annotated[Form, typer.Option("--format", help="How the answer is printed.")] = Form.table,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A picture of it, .png or .svg.", metavar="FILE")] = None,
    endpoint: Annotated[str, typer.Option("--endpoint", help="Ask this SPARQL endpoint instead of a graph here.", metavar="URL")] = "",
    base: Annotated[str, typer.Option("--base", help="What IRIs of ours begin with at the endpoint.", metavar="IRI")] = DEFAULT_BASE,
) -> None:
    """Ask the graph a question; without one, list the shipped questions."""
    from kg.answers import rendered
    from kg.queries import bound, load, parse, run, shipped
    from kg.remote import ask
    from kg.store import Store

    if not question:
        for one in shipped():
            takes = "  ".join(f"{parameter.name}={parameter.default.value}" for parameter in one.parameters)
            print(f"{one.name}  {one.title} · {one.title_en}\n    {one.about}" + (f"\n    {takes}" if takes else ""))
        return
    asked = parse("standard input", sys.stdin.read()) if question == "-" else load(question)
    settings = _settings(values or [])
    answer = ask(endpoint, bound(asked, settings, base)) if endpoint else run(Store.reading(store), asked, settings)
    if output:
        from kg.pictures import draw_answer

        draw_answer(answer, asked, output, settings)
        say(f"{output} written")
        return
    print(rendered(answer, form.value), end="")


@app.command(epilog="Example: kg show 厦门市市场监督管理局")
def show(
    name: Annotated[str, typer.Argument(help="An IRI, or any name of the thing.", metavar="IRI|NAME")],
    store: StoreFolder = DEFAULT_STORE,
) -> None:
    """Show an entity: its names and kind, what is said of it, and the sentences that say so."""
    from kg.portraits import candidates_text, portrait_text
    from kg.show import show as said_of
    from kg.store import Store

    found = said_of(Store.reading(store), name)
    print(candidates_text(found) if isinstance(found, list) else portrait_text(found), end="")


@app.command(epilog="Example: kg export graph.ttl.gz · kg export tables/ · kg export claims.csv")
def export(
    file: Annotated[Path, typer.Argument(help="Where to; its name tells what, its suffix how.", metavar="FILE|FOLDER/")],
    values: Annotated[list[str] | None, typer.Argument(help="Parameters of the query.", metavar="name=value")] = None,
    store: StoreFolder = DEFAULT_STORE,
    graph: Annotated[str, typer.Option("--graph", help="Only this graph: an IRI, or a document's id.", metavar="GRAPH")] = "",
    question: Annotated[str, typer.Option("--query", help="What a CONSTRUCT gives.", metavar="NAME|FILE.rq|-")] = "",
    parquet: Annotated[bool, typer.Option("--parquet", help="The tables of a folder as Parquet.")] = False,
) -> None:
    """Write the graph to a file: .ttl .nt .nq .trig .jsonld .rdf, also .gz; void.ttl describes it; or tables of it.

    claims.csv, documents, entities, mentions, observations and figures are tables, .csv or .parquet; a folder holds all of them.
    """
    from kg.export import export as write
    from kg.export import export_answer, unit
    from kg.queries import load, parse
    from kg.store import Store

    if question and graph:
        raise QueryError("give --graph or --query, not both.")
    if question:
        asked = parse("standard input", sys.stdin.read()) if question == "-" else load(question)
        count = export_answer(Store.reading(store), file, asked, _settings(values or []))
    elif values:
        raise QueryError(f"{values[0]} sets a parameter, but there is no --query.")
    else:
        count = write(Store.reading(store), file, graph, ".parquet" if parquet else ".csv")
    say(f"{file}: {count:,} {unit(file)}")


@app.command(epilog="Example: kg digest · kg digest --document ID · kg digest graph.nq.gz")
def digest(
    file: Annotated[Path | None, typer.Argument(help="An RDF file, instead of a graph.", metavar="FILE")] = None,
    store: StoreFolder = DEFAULT_STORE,
    document: Annotated[str, typer.Option("--document", help="Only what this document says: its id or IRI.", metavar="ID|IRI")] = "",
) -> None:
    """Print the SHA-256 of the graph's canonical form (RDFC-1.0): two people with the same graph see the same digest."""
    from kg.digest import file_digest, store_digest
    from kg.store import Store

    if file and document:
        raise QueryError("give a FILE or --document, not both.")
    print(file_digest(file) if file else store_digest(Store.reading(store), document))


@app.command(epilog="Example: kg check --store graph")
def check(store: StoreFolder = DEFAULT_STORE) -> None:
    """Check the graph: every query in queries/checks must come back empty, and the shapes must hold."""
    from kg.check import check as failing
    from kg.check import notices
    from kg.store import Store

    graph = Store.reading(store)
    failures = failing(graph, say)
    for notice in notices(graph):
        say(notice)
    for failure in failures:
        print(f"{failure.check}: {failure.title}")
        for row in failure.rows[:20]:
            print(f"    {row}")
    if failures:
        raise typer.Exit(1)
    say("everything holds")


@app.command(epilog="Example: kg resolve 市文旅局 --place 厦门 --date 2022-04-19")
def resolve(
    name: Annotated[str, typer.Argument(help="A name of an agency, or a document number.", metavar="NAME")] = "",
    place: Annotated[str, typer.Option("--place", help="Where it is said: a name, code or IRI.", metavar="PLACE")] = "",
    date: Annotated[str, typer.Option("--date", help="When it is said: a day or a year.", metavar="DATE")] = "",
    near: Annotated[str, typer.Option("--near", help="A text around the name.", metavar="TEXT")] = "",
    batch: Annotated[Path | None, typer.Option("--batch", help="A CSV or TSV file with a column of names.", metavar="FILE")] = None,
    form: Annotated[Shape, typer.Option("--format", help="How the candidates are printed.")] = Shape.text,
) -> None:
    """Say which agency a name means, and why; with --batch add iri, official name, score and why to the rows of a file."""
    from kg.resolver import lines
    from kg.resolver import resolve as candidates_of

    if batch is not None:
        from csv import writer

        from kg.batch import delimiter_of, resolved

        writer(sys.stdout, delimiter=delimiter_of(batch), lineterminator="\n").writerows(resolved(batch, place, date))
    elif not name:
        raise QueryError("give a NAME, or a file of names with --batch FILE.")
    elif form is Shape.json:
        _print_json([asdict(candidate) for candidate in candidates_of(name, place, date, near)])
    else:
        for line in lines(candidates_of(name, place, date, near)):
            print(line)


@app.command(epilog='Example: kg rule same 厦门市工商局 厦门市市场监督管理局 --because "2018 年机构改革"')
def rule(
    verdict: Annotated[Verdict, typer.Argument(help="same: A is B and called so. different: never joined.", metavar="same|different")],
    first: Annotated[str, typer.Argument(help="An IRI, or a name that means one thing.", metavar="A")],
    second: Annotated[str, typer.Argument(help="The same.", metavar="B")],
    because: Annotated[str, typer.Option("--because", help="Why; kept with the ruling.", metavar="REASON")],
    rulings: Annotated[Path | None, typer.Option("--rulings", help="The file of rulings [./rulings.ttl].", metavar="FILE")] = None,
) -> None:
    """Rule that two things are the same or different; the next build obeys, whatever their names say."""
    from kg.editing import ruling_of
    from kg.rulings import DEFAULT_FILE, write

    print(write(rulings or DEFAULT_FILE, ruling_of(first, second, verdict is Verdict.same, because)))


@app.command(epilog="Example: kg unknown --store graph")
def unknown(
    store: StoreFolder = DEFAULT_STORE,
    limit: Annotated[int, typer.Option("--limit", help="How many names.", metavar="N")] = 20,
) -> None:
    """List the most frequent names that no knowledge has, with examples: what an editor may add."""
    from kg.store import Store
    from kg.unknown import lines
    from kg.unknown import unknown as names

    for line in lines(names(Store.reading(store), limit)):
        print(line)


app.command(epilog="Example: kg network joint-issuance --from 2018 --until 2024 --measures degree,betweenness -o joint.gexf")(network)
app.command(epilog="Example: kg serve --store graph")(serve)
app.command(epilog="Example: kg load parts/ --store graph")(load)
app.command(epilog="Example: kg push parts/ --graph-store http://localhost:7878/store")(push)
app.command(epilog="Example: kg status --store graph")(status)
app.command(epilog="Example: kg backup /backups/graph --store graph")(backup)
app.command(epilog="Example: kg restore /backups/graph --store graph")(restore)


@app.command(epilog="Example: kg demo")
def demo(store: Annotated[Path | None, typer.Option("--store", help="Keep the graph of the samples here.", metavar="DIR")] = None) -> None:
    """Build the shipped sample announcements and show what came out of them."""
    from kg.demo import demo as shown

    for line in shown(store):
        print(line)


def _settings(values: list[str]) -> dict[str, str]:
    """The parameters given as name=value."""
    for value in values:
        if "=" not in value:
            raise QueryError(f"{value!r} sets no parameter; write name=value.")
    return dict(value.split("=", 1) for value in values)


def _print_json(row: object) -> None:
    print(json.dumps(row, ensure_ascii=False))


def main() -> None:
    """Run a command; what kg can explain is explained in one line, with status 2."""
    try:
        app()
    except KgError as error:
        say(f"kg: {error}")
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output (head) has seen enough
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
