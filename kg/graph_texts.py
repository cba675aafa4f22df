"""A network as plain text and JSON: Pajek, DOT, Cytoscape, node-link, and tables of edges, nodes and weights."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from kg.errors import QueryError
from kg.graph_parts import COLOURS, Parts, flat, text_of

_MATRIX = 5_000
"""A matrix of more nodes than so many is not written."""
_BOM = "\ufeff"
"""By this mark Pajek knows that a file is UTF-8 (http://mrvar2.fdv.si/pajek/Unicode-Pajek.htm)."""
_SHAPES = {
    "Agency": "box", "Organization": "pentagon", "Place": "triangle", "Programme": "diamond", "Product": "hexagon",
    "Document": "note", "Event": "star", "Person": "ellipse", "Indicator": "parallelogram", "Other": "ellipse",
}  # fmt: skip


def pajek(parts: Parts) -> Iterator[str]:
    """The network as Pajek reads it: labels that no two nodes share, weights, and the kind as the label of a line."""
    numbers: dict[str, int] = {}
    yield f"{_BOM}*Network {' '.join(parts.name.split())}\n*Vertices {parts.counts()[0]}\n"
    names = _distinct(parts, '"\\')
    for number, node in enumerate(parts.nodes(), 1):
        numbers[node.id] = number
        yield f'{number} "{names[node.id]}"\n'
    yield "*Arcs\n" if parts.directed else "*Edges\n"
    for edge in parts.edges():
        kind = f' l "{_quotable(str(edge.told["kind"]))}"' if edge.told.get("kind") else ""
        yield f"{numbers[edge.one]} {numbers[edge.other]} {edge.weight}{kind}\n"


def _quotable(text: str) -> str:
    """Text that can stand between quotation marks where nothing can be escaped."""
    return " ".join(text.replace('"', "'").replace("\\", "/").split())


def _distinct(parts: Parts, hostile: str) -> dict[str, str]:
    """Names of nodes on one line without some characters, still no two the same."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for iri, name in parts.names().items():
        plain = _quotable(name) if any(one in name for one in (*hostile, "\n", "\r", "\t")) else name
        found[iri] = plain if plain not in taken else f"{plain} ({_quotable(iri)})"
        taken.add(found[iri])
    return found


def dot(parts: Parts) -> Iterator[str]:
    """The network in the language of Graphviz: labels, colours and shapes by kind, widths by weight, and every attribute."""
    arrow = "->" if parts.directed else "--"
    heaviest = max((edge.weight for edge in parts.edges()), default=1) or 1
    yield f"{'digraph' if parts.directed else 'graph'} {_dotted(parts.name)} {{\n"
    yield '  graph [overlap="prism", outputorder="edgesfirst"];\n  node [style="filled", fontcolor="white", fontsize="10"];\n'
    for node in parts.nodes():
        look = {"label": node.label, "fillcolor": COLOURS[node.kind], "shape": _SHAPES[node.kind]}
        yield f"  {_dotted(node.id)} [{_attributes(look | node.told)}];\n"
    for edge in parts.edges():
        look = {"penwidth": f"{1 + 4 * max(edge.weight, 0) / heaviest:.2f}"}
        yield f"  {_dotted(edge.one)} {arrow} {_dotted(edge.other)} [{_attributes(look | edge.told)}];\n"
    yield "}\n"


def _attributes(told: dict[str, Any]) -> str:
    return ", ".join(f"{_dotted(name)}={_dotted(_lower(flat(value)))}" for name, value in told.items())


def _lower(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _dotted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n")
    return f'"{escaped}"'


def cytoscape(parts: Parts) -> Iterator[str]:
    """The network as Cytoscape and cytoscape.js read it; a spell is the text START/END."""
    nodes = ({"data": {"id": node.id, "value": node.id, "name": node.label} | _spelt(node.told)} for node in parts.nodes())
    edges = (
        {"data": {"id": f"e{number}", "source": edge.one, "target": edge.other, "interaction": edge.told.get("kind", "")}
         | ({"key": number} if parts.multi else {}) | _spelt(edge.told)}
        for number, edge in enumerate(parts.edges())
    )  # fmt: skip
    yield f'{{"data": {_json(_spelt({"name": parts.name} | parts.told))}, '
    yield f'"directed": {_json(parts.directed)}, "multigraph": {_json(parts.multi)}, "elements": {{"nodes": ['
    yield from _listed(nodes)
    yield '], "edges": ['
    yield from _listed(edges)
    yield "]}}\n"


def _spelt(told: dict[str, Any]) -> dict[str, Any]:
    """What is told with no list inside a list."""
    return {
        name: ["/".join(map(str, part)) if isinstance(part, list) else part for part in value] if isinstance(value, list) else value
        for name, value in told.items()
    }


def node_link(parts: Parts) -> Iterator[str]:
    """The network as JSON with nodes and edges, as D3 and networkx (`node_link_graph(data, edges="edges")`) read it."""
    nodes = ({"id": node.id} | node.told for node in parts.nodes())
    edges = (
        {"source": edge.one, "target": edge.other} | ({"key": number} if parts.multi else {}) | edge.told
        for number, edge in enumerate(parts.edges())
    )
    yield f'{{"directed": {_json(parts.directed)}, "multigraph": {_json(parts.multi)}, "graph": {_json(parts.told)}, "nodes": ['
    yield from _listed(nodes)
    yield '], "edges": ['
    yield from _listed(edges)
    yield "]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _listed(items: Iterable[Any]) -> Iterator[str]:
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + _json(item)


def edge_table(parts: Parts) -> Iterator[str]:
    """A row for each edge: source, target, both labels, and every attribute; several values have spaces between."""
    columns = parts.edge_columns("source", "target", "source_label", "target_label")
    labels = {node.id: node.label for node in parts.nodes()}
    yield _row(["source", "target", "source_label", "target_label", *columns])
    for edge in parts.edges():
        yield _row([edge.one, edge.other, labels[edge.one], labels[edge.other], *(_cell(edge.told, name) for name in columns)])


def node_table(parts: Parts) -> Iterator[str]:
    """A row for each node: id, the name that the matrix gives it, and every attribute."""
    columns = parts.node_columns("id", "name")
    names = parts.names()
    yield _row(["id", "name", *columns])
    for node in parts.nodes():
        yield _row([node.id, names[node.id], *(_cell(node.told, name) for name in columns)])


def matrix(parts: Parts) -> Iterator[str]:
    """The weights as a square matrix with names at its sides, as UCINET and igraph read it: from the row to the column.

    Several edges between two count together; more than 5,000 nodes are a QueryError.
    """
    count = parts.counts()[0]
    if count > _MATRIX:
        told = f"a matrix of {count:,} nodes would have {count * count:,} cells; no more than {_MATRIX:,} nodes are written"
        raise QueryError(f"{told}. Choose a smaller network, or write .csv, a list of edges.")
    names = parts.names()
    weights: dict[str, dict[str, int | float]] = {iri: {} for iri in names}
    for edge in parts.edges():
        for one, other in {(edge.one, edge.other)} if parts.directed else {(edge.one, edge.other), (edge.other, edge.one)}:
            weights[one][other] = weights[one].get(other, 0) + edge.weight
    yield _row(["", *names.values()])
    for iri, name in names.items():
        yield _row([name, *(weights[iri].get(other, 0) for other in names)])


def _cell(told: dict[str, Any], name: str) -> object:
    return _lower(flat(told[name])) if name in told else ""


def _row(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([text_of(cell) for cell in cells])
    return line.getvalue()
