"""A picture of a network: colours and marks by kind, sizes by weight, the heaviest named."""

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import QueryError
from kg.graph_parts import COLOURS, Edge, Node, Parts
from kg.pictures.layout import Places, placed
from kg.pictures.sheet import LEGEND, QUIET, SIZE, cut, sheet_for
from kg.vocabulary import TERMS, label

_UNKNOWN = "Other"
_MARKS = {
    "Agency": "s", "Organization": "p", "Place": "^", "Programme": "D", "Product": "h",
    "Document": "8", "Event": "*", "Person": "o", "Indicator": "d", _UNKNOWN: "o",
}  # fmt: skip
_NAMED = 80
"""So many nodes at most are named, the heaviest first."""
_ALWAYS = 14
"""So many are named even where a name covers marks of others."""
_CUT = 22
_MOST = 4_000
"""A picture of more nodes than so many shows nothing."""
_STRETCHED = 1.6
"""So much wider a drawing may become than its forces made it, to use the sheet."""
_SIDES = (((0, -1), "center", "top"), ((0, 1), "center", "bottom"), ((1, 0), "left", "center"), ((-1, 0), "right", "center"))
"""Where a name may stand: under its mark, over it, right and left of it."""
_ARROWS = 600
"""More edges than so many have no arrows."""


def draw_network(network: nx.Graph, file: Path, title: str = "") -> None:
    """A picture of a network: colours and marks by kind with a legend, sizes by weight, the heaviest named, edges as wide as they weigh.

    Anything but .png and .svg is a QueryError; without matplotlib, or a font with Chinese, it is a SetupError.
    """
    parts = Parts(network)
    nodes, edges, weights = list(parts.nodes()), list(parts.edges()), parts.strengths()
    if len(nodes) > _MOST:
        told = f"{file}: a picture of {len(nodes):,} nodes shows nothing; no more than {_MOST:,} are drawn"
        raise QueryError(f"{told}. Choose a smaller network by weight, period or level, or write .gexf for Gephi.")
    with sheet_for(file, title) as axes:
        places = _stretched(placed(network, SIZE[0] / SIZE[1]))
        _edges(axes, edges, places, parts.directed)
        sizes = _nodes(axes, nodes, places, weights)
        axes.set_aspect("equal")
        axes.axis("off")
        axes.margins(0.06)
        counts = Counter(node.kind for node in nodes)
        if counts.keys() - {_UNKNOWN}:
            _legend(axes, [kind for kind in COLOURS if kind in counts], counts)
        _names(axes, sorted(nodes, key=lambda node: (-weights.get(node.id, 0), node.id)), places, sizes)


def _stretched(places: Places) -> Places:
    """A drawing that is higher than the sheet, made wider."""
    wide, high = (max(row[side] for row in places.values()) - min(row[side] for row in places.values()) if places else 0 for side in (0, 1))
    factor = min(_STRETCHED, max(1.0, high * SIZE[0] / SIZE[1] / wide)) if wide else 1.0
    return {node: (x * factor, y) for node, (x, y) in places.items()}


def _edges(axes: Any, edges: Sequence[Edge], places: Places, directed: bool) -> None:
    from matplotlib.collections import LineCollection

    weights = [edge.weight for edge in edges]
    least, most = min(weights, default=0), max(weights, default=0)
    widths = [0.5 + 3.5 * math.sqrt((weight - least) / (most - least or 1)) for weight in weights]
    ends = [[places[edge.one], places[edge.other]] for edge in edges]
    axes.add_collection(LineCollection(ends, linewidths=widths, colors=QUIET, alpha=0.35 if len(edges) < 1500 else 0.16, zorder=1))
    if directed and len(edges) <= _ARROWS:
        for (one, other), width in zip(ends, widths, strict=True):
            middle = (one[0] + 0.62 * (other[0] - one[0]), one[1] + 0.62 * (other[1] - one[1]))
            arrow = {"arrowstyle": "-|>", "color": QUIET, "alpha": 0.6, "linewidth": 0, "mutation_scale": 6 + width}
            axes.annotate("", xy=middle, xytext=one, arrowprops=arrow, zorder=1)


def _nodes(axes: Any, nodes: Sequence[Node], places: Places, weights: dict[str, float]) -> dict[str, float]:
    """Draws nodes, and returns their sizes in square points."""
    heaviest = max(weights.values(), default=1) or 1
    least, most = (16.0, 340.0) if len(nodes) < 400 else (5.0, 260.0)
    sizes = {node.id: least + (most - least) * max(weights.get(node.id, 0), 0) / heaviest for node in nodes}
    for kind in COLOURS:
        some = [node for node in nodes if node.kind == kind]
        if some:
            xs, ys = zip(*(places[node.id] for node in some), strict=True)
            area = [sizes[node.id] * (1.7 if _MARKS[kind] == "*" else 1) for node in some]
            axes.scatter(xs, ys, s=area, c=COLOURS[kind], marker=_MARKS[kind], edgecolors="white", linewidths=0.7, zorder=2)
    return sizes


def _legend(axes: Any, kinds: Sequence[str], counts: Counter[str]) -> None:
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], linestyle="", marker=_MARKS[kind], color=COLOURS[kind], markersize=7) for kind in kinds]
    if handles:
        names = [f"{_kind(kind)} {counts[kind]:,}" for kind in kinds]
        axes.legend(handles, names, bbox_to_anchor=(0.5, -0.01), ncols=len(handles), **LEGEND)


def _kind(kind: str) -> str:
    """What a kind is called."""
    iri = next((iri for iri in TERMS if iri.endswith(f"ontology#{kind}")), "")
    return label(iri) if iri else "·"


def _names(axes: Any, nodes: Sequence[Node], places: Places, sizes: dict[str, float]) -> None:
    """Names of the heaviest beside their marks, none over another name, and none but the very heaviest over another mark."""
    from matplotlib.patheffects import withStroke

    sheet = axes.figure
    sheet.draw_without_rendering()
    sheet.set_layout_engine("none")
    render = sheet.canvas.get_renderer()
    frame = axes.get_window_extent(render).padded(8)
    point = sheet.dpi / 72
    marks = [(*axes.transData.transform(places[node.id]), math.sqrt(sizes[node.id]) / 2 * point) for node in nodes]
    taken: list[Any] = []
    look: dict[str, Any] = {"fontsize": 8.5, "path_effects": [withStroke(linewidth=2.4, foreground="white")], "zorder": 4}
    for rank, node in enumerate(nodes[: _NAMED * 4]):
        gap = math.sqrt(sizes[node.id]) / 2 + 2
        found: list[tuple[float, int, Any, Any]] = []
        for (right, up), ha, va in _SIDES:
            shift = (right * gap, up * gap)
            text = axes.annotate(cut(node.label, _CUT), places[node.id], xytext=shift, textcoords="offset points", ha=ha, va=va, **look)
            box = text.get_window_extent(render).padded(1.5)
            covered = sum(r for x, y, r in marks if box.x0 < x + r and x - r < box.x1 and box.y0 < y + r and y - r < box.y1)
            inside = frame.contains(box.x0, box.y0) and frame.contains(box.x1, box.y1)
            if inside and not any(box.overlaps(other) for other in taken):
                found.append((covered, len(found), text, box))
            else:
                text.remove()
        found.sort(key=lambda row: row[:2])
        kept = found[:1] if found and (found[0][0] <= 0 or rank < _ALWAYS) else []
        for row in found[len(kept) :]:
            row[2].remove()
        taken += [row[3] for row in kept]
        if len(taken) >= _NAMED:
            return
