"""A network as a file that other programs read: by the file's name, whole or not there, the same network the same bytes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx

from kg.errors import QueryError
from kg.graph_evidence import Evidence
from kg.graph_markup import gexf, graphml
from kg.graph_page import html
from kg.graph_parts import Parts
from kg.graph_texts import cytoscape, dot, edge_table, matrix, node_link, node_table, pajek
from kg.whole import whole_file

Writer = Callable[[Parts], Iterator[str]]
FORMATS: dict[str, Writer] = {
    ".gexf": gexf,
    ".graphml": graphml,
    ".net": pajek,
    ".cyjs": cytoscape,
    ".json": node_link,
    ".matrix.csv": matrix,
    ".csv": edge_table,
    ".dot": dot,
    ".html": html,
}
"""What the end of a file's name asks for; with .gz behind it the file is compressed (not .html)."""
_TABLES = frozenset({".matrix.csv", ".csv"})
"""Beside these stands the table of nodes."""


def write(network: nx.Graph, file: Path, evidence: Evidence | None = None) -> tuple[Path, ...]:
    """Write a network in the format that the file's name asks for, and return the files written; an unknown one is a QueryError.

    Beside NAME.csv and NAME.matrix.csv stands NAME.nodes.csv, the table of nodes. `evidence` is what the page NAME.html shows of edges.
    """
    suffix = suffix_of(file)
    parts = Parts(network)
    if suffix == ".html":
        _put(file, html(parts, evidence))
        return (file,)
    _put(file, FORMATS[suffix](parts))
    if suffix not in _TABLES:
        return (file,)
    beside = nodes_beside(file)
    _put(beside, node_table(parts))
    return file, beside


def nodes_beside(file: Path) -> Path:
    """Where the table of nodes stands beside a table of edges or a matrix: NAME.csv.gz → NAME.nodes.csv.gz."""
    suffix, packed = suffix_of(file), ".gz" if file.suffix == ".gz" else ""
    return file.with_name(f"{file.name.removesuffix(packed).removesuffix(suffix)}.nodes.csv{packed}")


def suffix_of(file: Path) -> str:
    """The format that a file's name asks for, as it stands in FORMATS; an unknown one is a QueryError."""
    name = file.name.removesuffix(".gz")
    for suffix in FORMATS:
        if name.endswith(suffix) and not (suffix == ".html" and file.suffix == ".gz"):
            return suffix
    known = f"a network is written to {', '.join(FORMATS)}, all but .html also with .gz"
    raise QueryError(f"{file}: {known}; not to {''.join(file.suffixes[-2:])!r}.")


def _put(file: Path, pieces: Iterator[str]) -> None:
    with whole_file(file) as out:
        for piece in pieces:
            out.write(piece.encode())
