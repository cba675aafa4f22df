"""A graph as a file other tools read: the same graph gives the same bytes, and a file is whole or not there."""

import gzip
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from kg.errors import QueryError
from kg.store import Store
from kg.tidy import TABLES, table
from kg.vocabulary import PREFIXES, rebased

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


def export(store: Store, file: Path) -> int:
    """Write the graph to a file and return how many statements, or rows, it has.

    .ttl .nt .rdf hold the default graph, what is said; .nq .trig .jsonld hold every graph, with who says it and where;
    .csv .parquet hold its figures as a table, a row for each time one is said.
    """
    if is_table(file):
        count, data = table(store, _suffix(file))
        _put(data, file)
        return count
    return write(_sorted(store, format_of(file)), file, store.base)


def format_of(file: Path) -> RdfFormat:
    """The format that a file's name asks for; an unknown one is a QueryError."""
    suffix = _suffix(file)
    if suffix not in FORMATS:
        known = f"a graph is written to {', '.join(FORMATS)}, its figures to {', '.join(TABLES)}, each also with .gz"
        raise QueryError(f"{file}: {known}; not to {suffix!r}.")
    return FORMATS[suffix]


def is_table(file: Path) -> bool:
    """Whether a file's name asks for the figures as a table."""
    return _suffix(file) in TABLES


def _suffix(file: Path) -> str:
    return Path(file.name.removesuffix(".gz")).suffix


def write(statements: Iterable[Quad] | Iterable[Triple], file: Path, base: str) -> int:
    """Write statements in their order to a file in the format of its name."""
    count = 0

    def counted() -> Iterator[Any]:
        nonlocal count
        for statement in statements:
            count += 1
            yield statement

    prefixes = {name: rebased(iri, base) for name, iri in sorted(PREFIXES.items())}
    data = pyoxigraph.serialize(counted(), format=format_of(file), prefixes=prefixes)
    _put(data or b"", file)
    return count


def _put(data: bytes, file: Path) -> None:
    """Write a whole file: first beside it, then moved into place."""
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(gzip.compress(data, mtime=0) if file.suffix == ".gz" else data)
        partial.replace(file)
    except OSError as error:
        raise QueryError(f"{file}: cannot be written: {error}. Give a file in a folder that is there.") from error
    finally:
        partial.unlink(missing_ok=True)


def _sorted(store: Store, form: RdfFormat) -> list[Quad] | list[Triple]:
    """The statements that a format can hold, in an order that depends on nothing but them."""
    if form in _TRIPLES:
        return [quad.triple for quad in store.match(None, None)]
    return sorted(store.quads(), key=lambda quad: (str(quad.graph_name), str(quad)))
