"""A network as XML: GEXF 1.3 with a timeline for Gephi (https://gexf.net/schema.html), and GraphML (http://graphml.graphdrawing.org)."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.graph_parts import COLOURS, Parts, Told, Value, columns, flat, spells

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
_GEXF_TYPES = {"list": "liststring", "integer": "long"}
_GRAPHML_TYPES = {"list": "string", "integer": "long"}
_SMALLEST, _LARGEST = 8.0, 48.0
"""Sizes of nodes, in the units of Gephi's drawing."""
_APART = frozenset({"label", "weight", "spells"})
"""What GEXF says in attributes and elements of its own."""


def gexf(parts: Parts) -> Iterator[str]:
    """The network as GEXF 1.3: dynamic if any edge or node has days, coloured by kind, sized by the weight of all edges of a node.

    A node is there while any of its edges is, and always if one of them has no day.
    """
    spans = parts.spans()
    nodes, edges = parts.node_columns(*_APART), parts.edge_columns(*_APART)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f"  <meta>\n    <creator>kg</creator>\n    <description>{_text(parts.name)}</description>\n  </meta>\n"
    time = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if any(spans.values()) else ' mode="static"'
    yield f'  <graph defaultedgetype="{"directed" if parts.directed else "undirected"}" idtype="string"{time}>\n'
    for kind, of in (("node", nodes), ("edge", edges)):
        if of:
            yield f'    <attributes class="{kind}" mode="static">\n'
            for number, (name, form) in enumerate(of.items()):
                yield f'      <attribute id="{number}" title="{_text(name)}" type="{_GEXF_TYPES.get(form, form)}"/>\n'
            yield "    </attributes>\n"
    count, edge_count = parts.counts()
    strengths = parts.strengths()
    heaviest = max(strengths.values(), default=1) or 1
    yield f'    <nodes count="{count}">\n'
    for node in parts.nodes():
        size = _SMALLEST + (_LARGEST - _SMALLEST) * (max(strengths.get(node.id, 0), 0) / heaviest) ** 0.5
        look = f'<viz:color {_channels(node.kind)}/><viz:size value="{size:.2f}"/>'
        told = _values(node.told, nodes) + _spells(spans.get(node.id) or []) + look
        yield f'      <node id="{_text(node.id)}" label="{_text(node.label)}">{told}</node>\n'
    yield f'    </nodes>\n    <edges count="{edge_count}">\n'
    for number, edge in enumerate(parts.edges()):
        kind = f' kind="{_text(edge.told["kind"])}"' if edge.told.get("kind") else ""
        label = f' label="{_text(edge.told["label"])}"' if edge.told.get("label") else ""
        head = f'id="{number}" source="{_text(edge.one)}" target="{_text(edge.other)}"{label}{kind} weight="{float(edge.weight):g}"'
        told = _values(edge.told, edges) + _spells(spells(edge.told))
        yield f"      <edge {head}>{told}</edge>\n" if told else f"      <edge {head}/>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def graphml(parts: Parts) -> Iterator[str]:
    """The network as GraphML: several values of one attribute with spaces between, a spell as START/END."""
    whole = {name: value for name, value in parts.told.items() if not isinstance(value, dict)}
    nodes, edges = parts.node_columns(), parts.edge_columns()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    forms = columns([whole])
    for of, told in (("graph", forms), ("node", nodes), ("edge", edges)):
        for number, (name, form) in enumerate(told.items()):
            kind = _GRAPHML_TYPES.get(form, form)
            yield f'  <key id="{of[0]}{number}" for="{of}" attr.name="{_text(name)}" attr.type="{kind}"/>\n'
    yield f'  <graph id="G" edgedefault="{"directed" if parts.directed else "undirected"}">\n'
    yield _data(whole, forms, "g")
    for node in parts.nodes():
        yield f'    <node id="{_text(node.id)}">{_data(node.told, nodes, "n")}</node>\n'
    for number, edge in enumerate(parts.edges()):
        key = f' id="{number}"' if parts.multi else ""
        yield f'    <edge source="{_text(edge.one)}" target="{_text(edge.other)}"{key}>{_data(edge.told, edges, "e")}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _text(value: object) -> str:
    return str(value).translate(_ESCAPED)


def _written(value: Value) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else _text(value)


def _values(told: Told, of: Mapping[str, str]) -> str:
    """What is told, as GEXF has it; an empty text is told too."""
    found = [f'<attvalue for="{n}" value="{_listed(told[name])}"/>' for n, name in enumerate(of) if name in told]
    return f"<attvalues>{''.join(found)}</attvalues>" if found else ""


def _listed(value: Any) -> str:
    """A value; several ones as Gephi reads a list, which takes no brackets or commas inside."""
    return _text(f"[{', '.join(map(str, value))}]") if isinstance(value, list) else _written(flat(value))


def _data(told: Told, of: Mapping[str, str], mark: str) -> str:
    return "".join(f'<data key="{mark}{n}">{_written(flat(told[name]))}</data>' for n, name in enumerate(of) if name in told)


def _channels(kind: str) -> str:
    colour = COLOURS[kind]
    return " ".join(f'{name}="{int(colour[at : at + 2], 16)}"' for name, at in (("r", 1), ("g", 3), ("b", 5)))


def _spells(some: list[tuple[str, str]]) -> str:
    told = "".join(f'<spell start="{start}" end="{end}"/>' for start, end in some)
    return f"<spells>{told}</spells>" if told else ""
