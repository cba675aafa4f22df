"""The page of one question: its form, its answer as a table that leads to things, and as a drawing where that suits."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from kg.queries import Answer, Parameter, Query, Show, Term, answer, bound, load
from kg.show import label_of
from kg.vocabulary import DCT, SKOS, XSD
from kg.web.links import href
from kg.web.served import Served
from kg.web.views.questions import listed
from kg.web.views.things import Data

_ROWS, _BARS, _SERIES = 1_000, 30, 12
"""How many rows are shown, and how many bars and lines drawn."""
_NAME = 60
"""Longer texts are no names."""
_UNIT = "unit"
_OPEN = ("0001-01-01", "9999-12-31")
"""Days that stand for no day."""
_TYPES = {XSD.date: "day", XSD.gYear: "year", XSD.integer: "number", XSD.decimal: "number", XSD.double: "number"}


def question(served: Served, question: str, **values: str) -> Data:
    """A question with the values given for its parameters; an empty value is the default where the parameter is no text."""
    query = load(question)
    given = {name: value for name, value in values.items() if value or name not in _others(query)}
    text = bound(query, given, served.base)
    found = answer(served.store, text)
    return {
        **listed(query),
        "text": text,
        "parameters": [_parameter(parameter, given) for parameter in query.parameters],
        "columns": list(found.columns),
        "rows": Cells(served).table(found.rows[:_ROWS]),
        "total": len(found.rows),
        "shown": min(len(found.rows), _ROWS),
        "chart": _chart(found, query.show) if query.show else None,
        "network": _network(served, found, query.show) if query.show else None,
        "links": _links(query.name, given),
    }


def _others(query: Query) -> set[str]:
    """The parameters whose empty value is none."""
    return {parameter.name for parameter in query.parameters if _type(parameter) != "text"}


def _type(parameter: Parameter) -> str:
    default = parameter.default
    return "text" if isinstance(default, NamedNode) else _TYPES.get(default.datatype.value, "text")


def _parameter(parameter: Parameter, given: Mapping[str, str]) -> Data:
    default = "" if parameter.default.value in _OPEN else parameter.default.value
    return {
        "name": parameter.name,
        "about": parameter.about,
        "kind": parameter.kind,
        "type": _type(parameter),
        "value": given.get(parameter.name, default),
        "default": default,
    }


def _links(name: str, given: Mapping[str, str]) -> Data:
    asked = f"?{urlencode(given)}" if given else ""
    return {form: f"/questions/{name}{suffix}{asked}" for form, suffix in (("self", ""), ("csv", ".csv"), ("json", ".json"))}


class Cells:
    """Terms as the cells of a table: a thing by its name with its page, a name with the page of what bears it."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._known: dict[Term, Data] = {}

    def table(self, rows: Sequence[Sequence[Term | None]]) -> list[list[Data | None]]:
        """Rows of terms as rows of cells."""
        return [[None if term is None else self.cell(term) for term in row] for row in rows]

    def cell(self, term: Term) -> Data:
        """One cell."""
        if term not in self._known:
            self._known[term] = self._made(term)
        return self._known[term]

    def _made(self, term: Term) -> Data:
        base, store = self._served.base, self._served.store
        if isinstance(term, NamedNode):
            name = label_of(store, term.value) if term.value.startswith(base) else term.value
            return {"text": name, "href": href(term.value, base), "type": "iri"}
        page = self.page(term)
        return {"text": term.value, "type": "literal"} | ({"href": page} if page else {})

    def page(self, term: Literal) -> str:
        """The page of the one thing with this official name or title; of several the search for it; none if nothing is called so."""
        if not term.value or len(term.value) > _NAME or not (term.language or term.datatype.value == XSD.string):
            return ""
        store, name = self._served.store, term if term.language else Literal(term.value, language="zh")
        bearers = store.pointing(SKOS.prefLabel, name) or store.pointing(DCT.title, name)
        if len(bearers) == 1:
            return href(bearers[0], self._served.base)
        return f"/search?{urlencode({'q': term.value, 'go': 1})}" if bearers else ""


def _chart(found: Answer, show: Show) -> Data | None:
    """The answer as lines or bars; None if it has nothing to draw. Of figures in several units the most frequent one is drawn."""
    if show.form not in ("line", "bar") or not found.rows:
        return None
    rows, unit = found.rows, ""
    if _UNIT in found.columns:
        at = found.columns.index(_UNIT)
        unit = Counter(row[at].value for row in rows if row[at] is not None).most_common(1)[0][0]  # type: ignore[union-attr]
        rows = tuple(row for row in rows if row[at] is not None and row[at].value == unit)  # type: ignore[union-attr]
    x, y = (found.columns.index(show.columns[name]) for name in ("x", "y"))
    by = [found.columns.index(name) for name in show.columns.get("series", "").split(",") if name]
    series: dict[str, list[list[Any]]] = {}
    for row in rows:
        where, size = row[x], row[y]
        if where is not None and size is not None:
            label = " · ".join(cell.value for cell in (row[column] for column in by) if cell is not None)
            series.setdefault(label, []).append([where.value, float(size.value)])
    if show.form == "bar":
        series = {label: points[:_BARS] for label, points in series.items()}
    longest = sorted(series, key=lambda label: -len(series[label]))[:_SERIES]
    drawn = [{"label": label, "points": series[label]} for label in series if label in longest]
    return {"kind": show.form, "x": show.columns["x"], "y": unit or show.columns["y"], "series": drawn} if drawn else None


def _kind(page: str) -> str:
    """The kind of what has this page, as its path tells it."""
    _, space, kind, *_ = (*page.split("/"), "", "")
    return {"id": kind.capitalize(), "doc": "Document"}.get(space, "")


def _network(served: Served, found: Answer, show: Show) -> Data | None:
    """The answer as a network of what its rows name at both ends; equal ends are one edge."""
    if show.form != "network" or not found.rows:
        return None
    cells, weights, nodes = Cells(served), dict[tuple[str, str], int](), dict[str, Data]()
    one, other = (found.columns.index(show.columns[name]) for name in ("one", "other"))
    weight = found.columns.index(show.columns["weight"]) if "weight" in show.columns else None
    for row in found.rows:
        ends = [term for term in (row[one], row[other]) if term is not None]
        if len(ends) < 2 or len(weights) >= _ROWS:
            continue
        size = row[weight] if weight is not None else None
        heavy = int(size.value) if size is not None else 1
        pair = (ends[0].value, ends[1].value)
        weights[pair] = weights.get(pair, 0) + heavy
        for term in ends:
            cell = cells.cell(term)
            place = cell.get("href", "")
            node = {"id": term.value, "label": cell["text"], "kind": _kind(place), "level": "", "href": place, "weight": 0}
            nodes.setdefault(term.value, node)["weight"] += heavy
    edges = [
        {"source": pair[0], "target": pair[1], "kind": "", "weight": size, "first": "", "last": "", "documents": []}
        for pair, size in weights.items()
    ]
    return {"nodes": list(nodes.values()), "edges": edges, "total": len(found.rows)}
