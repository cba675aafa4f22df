"""A network as one HTML file that works from disk: drawn, searched and filtered in the browser, with what its edges rest on.

The file asks nobody for anything: its policy allows no address, and no script but its own.
"""

import base64
import hashlib
import html as markup
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import QueryError, SetupError
from kg.graph_evidence import Evidence, Paper, Quote, key_of
from kg.graph_parts import Edge, Node, Parts

ASSETS = Path(__file__).parent / "web" / "static"
_NODES, _EDGES = 8_000, 25_000
"""A browser draws no more than so many."""
_OWN = frozenset({"label", "kind", "level", "place", "day"})
"""Attributes of nodes that the page shows in places of their own; numbers beside them are measures."""
_DOCUMENTS = 12
"""So many documents of an edge are named."""


def html(parts: Parts, evidence: Evidence | None = None, assets: Path = ASSETS) -> Iterator[str]:
    """The page; too large a network is a QueryError, and a script and style that are not built into `assets` are a SetupError."""
    nodes, edges = parts.counts()
    if nodes > _NODES or edges > _EDGES:
        told = f"a browser draws no more than {_NODES:,} nodes and {_EDGES:,} edges well, and this network has {nodes:,} and {edges:,}"
        raise QueryError(f"{told}. Choose a smaller one by weight, period or level, or write .gexf for Gephi.")
    script, style, licences = (_asset(assets / f"graph-page.{kind}") for kind in ("js", "css", "LICENSES.txt"))
    sources = f"script-src {_hash(script)}; style-src {_hash(style)}; img-src data: blob:"
    policy = f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
    yield '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
    yield '<link rel="icon" href="data:,">\n'
    yield f"<title>{markup.escape(parts.name)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    yield "<noscript>请允许脚本运行，以绘制关系图。 · Allow scripts: they draw the network.</noscript>\n"
    yield f'<script type="application/json" id="network">{_inside(_data(parts, evidence or Evidence()))}</script>\n'
    yield f'<script type="application/json" id="licences">{_inside(licences)}</script>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


@cache
def _asset(file: Path) -> str:
    """What was built of a part of the page."""
    if not file.is_file():
        built = "the script and style of the page are built by `python kg/web/ui/build.py`, with Node.js"
        raise SetupError(f"{file} is not there: {built}.")
    text = file.read_text(encoding="utf-8")
    tag = "</style" if file.suffix == ".css" else "</script"
    if tag in text.lower() and file.suffix != ".txt":
        raise SetupError(f"{file}: holds {tag} and cannot stand inside a page; build it anew.")
    return text


def _hash(text: str) -> str:
    """What the page's policy calls a script or style by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inside(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _data(parts: Parts, evidence: Evidence) -> dict[str, Any]:
    """What the page draws: nodes, edges that name them and their documents by number, and the documents."""
    numbers: dict[str, int] = {}
    strengths = parts.strengths()
    nodes = []
    for number, node in enumerate(parts.nodes()):
        numbers[node.id] = number
        nodes.append(_node(node, strengths.get(node.id, 0)))
    papers: dict[str, int] = {}
    edges = [_edge(edge, numbers, papers, evidence) | ({"directed": True} if parts.directed else {}) for edge in parts.edges()]
    told = {name: value for name, value in parts.told.items() if name in ("since", "until") and value}
    return {
        "name": parts.name,
        **told,
        "nodes": nodes,
        "edges": edges,
        "papers": [_paper(evidence.papers.get(iri), iri) for iri in papers],
    }


def _node(node: Node, strength: float) -> dict[str, Any]:
    told = {name: node.told[name] for name in ("kind", "level", "day") if node.told.get(name)}
    shown = {name: value for name, value in node.told.items() if name not in _OWN and isinstance(value, str | int | float | bool)}
    measures = {name: round(value, 6) if isinstance(value, float) else value for name, value in shown.items() if value != ""}
    return {"id": node.id, "label": node.label, **told, "weight": strength, **({"measures": measures} if measures else {})}


def _edge(edge: Edge, numbers: dict[str, int], papers: dict[str, int], evidence: Evidence) -> dict[str, Any]:
    documents = list(edge.told.get("documents") or [])
    quotes = evidence.quotes.get(key_of(edge), {})
    shown = sorted(documents[:_DOCUMENTS], key=lambda iri: ((evidence.papers.get(iri) or Paper("")).day, iri))
    resting = [[papers.setdefault(iri, len(papers)), *map(_quote, quotes.get(iri, []))] for iri in shown]
    told = {name: edge.told[name] for name in ("kind", "first", "last") if edge.told.get(name)}
    found = {"source": numbers[edge.one], "target": numbers[edge.other], "weight": edge.weight, **told}
    return found | ({"papers": resting} if resting else {}) | ({"more": len(documents) - len(shown)} if len(documents) > len(shown) else {})


def _quote(quote: Quote) -> list[Any]:
    return [quote.sentence, *quote.marks]


def _paper(paper: Paper | None, iri: str) -> dict[str, str]:
    if paper is None:
        return {"title": iri}
    told = {"title": paper.title, "day": paper.day, "address": paper.address}
    return {name: value for name, value in told.items() if value}
