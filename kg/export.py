"""A graph as a file other tools read: the same graph gives the same bytes, and a file is whole or not there."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import Quad, QueryTriples, RdfFormat

from kg.canonical import canonical_lines, in_graph_order, in_one_graph
from kg.errors import QueryError
from kg.graphs import graph_named
from kg.jsonld import json_ld
from kg.queries import Query, bound
from kg.store import Store
from kg.tables import is_folder, put_folder, put_table, table_named
from kg.tidy import TABLES as SUFFIXES
from kg.vocabulary import PREFIXES, rebased
from kg.void import counts, void
from kg.void import prefixes as void_prefixes
from kg.whole import whole_file

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}
"""What a suffix stands for; with .gz behind it the file is compressed."""
_TRIPLES = frozenset({RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML})
_LINES = frozenset({RdfFormat.N_TRIPLES, RdfFormat.N_QUADS})
_DESCRIPTION = "void"


def export(store: Store, file: Path, graph: str = "", suffix: str = ".csv") -> int:
    """Write the graph to a file and return how many statements, or rows, it has.

    .ttl .nt .rdf hold the default graph, what is said; .nq .trig .jsonld hold every graph, with who says it and where; both hold
    nothing but the graph called `graph` where one is given. A file `void.ttl`, in any of the formats, describes the graph.
    .csv .parquet hold the table that the file is called after (`claims.csv`), else the figures; a name without suffix is a
    folder for all tables, in files with `suffix`.
    """
    if graph:
        form = format_of(file)
        quads = store.quads(graph_named(store, graph))
        return write(in_one_graph(quads) if form in _TRIPLES else quads, file, store.base)
    if is_folder(file):
        return put_folder(store, file, suffix)
    if is_table(file):
        return put_table(store, file)
    if _stem(file) == _DESCRIPTION:
        described = (Quad(*triple) for triple in void(store.base, counts(store)))
        return write(described, file, store.base, void_prefixes())
    return write(_said(store) if format_of(file) in _TRIPLES else store.quads(), file, store.base)


def export_answer(store: Store, file: Path, query: Query, values: Mapping[str, str]) -> int:
    """Write the triples that a CONSTRUCT or DESCRIBE gives and return how many there are; our prefixes need not be declared.

    A query that gives rows is a QueryError.
    """
    format_of(file)
    return write(_constructed(store, query, values), file, store.base)


def unit(file: Path) -> str:
    """What is counted in a file of this name."""
    return f"rows of {table_named(file)}" if is_table(file) else "rows" if is_folder(file) else "statements"


def format_of(file: Path) -> RdfFormat:
    """The format of a graph that a file's name asks for; any other is a QueryError."""
    suffix = _suffix(file)
    if suffix not in FORMATS:
        tables = "" if suffix in SUFFIXES else f", its tables to {', '.join(SUFFIXES)}"
        known = f"a graph is written to {', '.join(FORMATS)}{tables}, each also with .gz"
        raise QueryError(f"{file}: {known}; not to {suffix!r}.")
    return FORMATS[suffix]


def is_table(file: Path) -> bool:
    """Whether a file's name asks for a table."""
    return _suffix(file) in SUFFIXES


def write(quads: Iterable[Quad], file: Path, base: str, prefixes: Mapping[str, str] | None = None) -> int:
    """Write quads, in the order of their canonical form, to a file in the format of its name, and return how many there are.

    .nq and .nt are the canonical form of RDFC-1.0 itself: the SHA-256 of the file is what `kg digest` prints.
    """
    count, form = 0, format_of(file)

    def counted(items: Iterable[Any]) -> Iterator[Any]:
        nonlocal count
        for item in items:
            count += 1
            yield item

    with whole_file(file) as out:
        if form in _LINES:
            out.writelines(counted(canonical_lines(quads)))
        elif form is RdfFormat.JSON_LD:
            out.writelines(part.encode() for part in json_ld(counted(in_graph_order(quads)), base))
        else:
            ordered = counted(in_graph_order(quads))
            statements = (quad.triple for quad in ordered) if form in _TRIPLES else ordered
            names = {name: rebased(iri, base) for name, iri in sorted(PREFIXES.items())} if prefixes is None else dict(prefixes)
            pyoxigraph.serialize(statements, out, form, prefixes=names)
    return count


def _said(store: Store) -> Iterator[Quad]:
    """The default graph, as it comes."""
    found = store.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    return (Quad(row[0], row[1], row[2]) for row in found)  # type: ignore[union-attr]


def _constructed(store: Store, query: Query, values: Mapping[str, str]) -> Iterator[Quad]:
    prefixes = {name: rebased(iri, store.base) for name, iri in PREFIXES.items()}
    found = store.query(bound(query, values, store.base), base_iri=store.base, prefixes=prefixes)
    if not isinstance(found, QueryTriples):
        raise QueryError(f"{query.name}: only a CONSTRUCT or DESCRIBE gives a graph; print rows with kg query {query.name} --format csv.")
    try:
        yield from (Quad(*triple) for triple in found)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed while it ran: {error}") from error


def _suffix(file: Path) -> str:
    return Path(file.name.removesuffix(".gz")).suffix


def _stem(file: Path) -> str:
    return Path(file.name.removesuffix(".gz")).stem
