"""A graph in Python: `kg.open("graph")`, what it answers, and what it knows of things and documents, each with its evidence.

>>> graph = open("graph")
>>> graph
<graph of 21 documents in graph>
>>> sorted({row.product for row in graph.query("products-of-place", place="同安")})
['同安凤梨穗', '同安封肉', '同安小吃', '同安红三角梅']
>>> graph.query("SELECT (COUNT(*) AS ?n) { ?document a kg:Announcement }")[0].n
21
>>> agency = graph.entity("厦门市市场监督管理局")
>>> agency.label, agency.kinds
('厦门市市场监督管理局', ('机关',))
>>> document = graph.document(graph.query("documents")[0].document)
>>> all(document.text[one.start : one.end] == one.quote for one in document.mentions)
True
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.digest import store_digest
from kg.errors import QueryError
from kg.export import export
from kg.graphs import document_named
from kg.highlight import Marked, fact_html, heading_html, text_html
from kg.portraits import candidates_text
from kg.queries import bound, load, parse
from kg.results import Table, table_of
from kg.rows import CLAIMS, DOCUMENTS, MENTIONS, OBSERVATIONS, Row, Tables
from kg.show import Portrait, show
from kg.store import Store
from kg.tables import fields as fields_of
from kg.vocabulary import PREFIXES, rebased

if TYPE_CHECKING:
    import networkx

_QUERY = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.I)
_SENTENCES = 3
"""How many sentences of one fact a notebook shows."""
_TYPES: dict[str, Callable[[str], object]] = {"string": str, "integer": int, "number": float, "date": date.fromisoformat}
Value = str | int | float | date


class Entity(Portrait):
    """What the graph says of a thing: see `kg.show.Portrait`; every fact has its sentences in `said`."""

    def _repr_html_(self) -> str:
        about = (" · ".join((*self.kinds, self.iri)), "; ".join(self.names), *(f"{name}: {value}" for name, value in self.known))
        parts = [heading_html(self.label, about)]
        for fact in self.facts:
            other = f"{fact.other} · {fact.post}" if fact.post else fact.other
            parts.append(fact_html(f"{fact.relation} {'→' if fact.outward else '←'}", other, fact.said[:_SENTENCES]))
        for figure in self.figures:
            where = [part for part in (figure.period, figure.area) if part and part != self.label]
            told = f"{figure.printed} {figure.change}".strip()
            parts.append(fact_html(" · ".join([*where, figure.indicator]), told, [figure.said]))
        parts.append(fact_html(f"{self.mentions} mentions in {self.documents} documents", "", self.samples))
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Document:
    """A document read: what its header says, its text, and tables of its mentions, claims and observations (see `kg export tables/`)."""

    iri: str
    id: str
    title: str
    number: str
    issuers: str
    published: str
    publisher: str
    url: str
    text: str = field(repr=False)
    mentions: Table = field(repr=False)
    claims: Table = field(repr=False)
    observations: Table = field(repr=False)

    def _repr_html_(self) -> str:
        marks = [
            Marked(one.start, one.end, one.quote, one.kind or "", one.entity, one.label or "", one.score or 0.0, one.why or "")
            for one in self.mentions
            if one.entity
        ]
        about = (" · ".join(part for part in (self.number, self.issuers, self.publisher, self.published) if part), self.iri, self.url)
        return heading_html(self.title, about) + text_html(self.text, marks)


class Graph:
    """A graph that a build left in a folder, opened to read; what a later build brings is seen by opening it again."""

    def __init__(self, path: str | Path) -> None:
        """Open the graph in a folder; a folder without one is a SetupError."""
        self.path = Path(path)
        self.store = Store.reading(self.path)

    def __repr__(self) -> str:
        return f"<graph of {len(self.store.documents())} documents in {self.path}>"

    def query(self, question: str, /, **parameters: Value | Sequence[Value]) -> Table:
        """The answer to a shipped question by its name, a file `FILE.rq`, or SPARQL, in which our prefixes need not be declared.

        A parameter is a value, or a list of them. A bad query, an unknown name or an unfit value is a QueryError.
        """
        is_query = bool(_QUERY.search(question)) and "{" in question
        query = parse("query", question) if is_query else load(question)
        prefixes = {name: rebased(iri, self.store.base) for name, iri in PREFIXES.items()}
        values = {name: _written(value) for name, value in parameters.items()}
        return table_of(self.store.query(bound(query, values, self.store.base), base_iri=self.store.base, prefixes=prefixes))

    def entity(self, name: str) -> Entity:
        """What the graph says of the one thing with this name or IRI; none, or several, are a QueryError that lists them."""
        found = show(self.store, name)
        if isinstance(found, list):
            raise QueryError(candidates_text(found).rstrip())
        return Entity(**{one.name: getattr(found, one.name) for one in fields(found)})

    def document(self, name: str) -> Document:
        """The document with this id or IRI; none, or several, are a QueryError."""
        iri = document_named(self.store, name)
        rows: dict[str, list[Row]] = {}
        for table, row in Tables(self.store).of_document(iri, DOCUMENTS, MENTIONS, CLAIMS, OBSERVATIONS):
            rows.setdefault(table, []).append(row)
        head = rows[DOCUMENTS][0]
        told = {key: head[key] or "" for key in ("id", "title", "number", "issuers", "published", "publisher", "url", "text")}
        mentions, claims, observations = (_table(name, rows.get(name, ())) for name in (MENTIONS, CLAIMS, OBSERVATIONS))
        return Document(iri, **told, mentions=mentions, claims=claims, observations=observations)

    def table(self, name: str) -> Table:
        """A whole table: `documents`, `entities`, `mentions`, `claims` or `observations`, as `kg export` writes them."""
        return _table(name, list(Tables(self.store).rows(name)))

    def network(self, projection: str, /, **options: str | int | bool) -> "networkx.Graph":
        """A network by its name (`joint-issuance`, `citations` …) as a networkx graph; an unknown name is a QueryError that has them all.

        Options are those of `kg network`: `since`, `until`, `level`, `place`, `minimum`, `fold`, `around`; with `measures`
        (names with commas between) the nodes have them as attributes.
        """
        from kg.networks_command import Wanted, answered, network_of  # late: it needs networkx

        known = [one.name for one in fields(Wanted)][1:]
        for name in options:
            if name not in known:
                raise QueryError(f"a network has no option {name!r}; it takes: {', '.join(known)}.")
        wanted = Wanted(projection, **options)  # type: ignore[arg-type]
        return answered(self.store, wanted)[0] if wanted.measures else network_of(self.store, wanted)

    def export(self, file: str | Path, graph: str = "") -> int:
        """Write the graph, one graph of it, or tables to a file or folder, as `kg export`; how many statements or rows it has."""
        return export(self.store, Path(file), graph)

    def digest(self, document: str = "") -> str:
        """The digest that `kg digest` prints, of the graph or of one document."""
        return store_digest(self.store, document)


def open(path: str | Path = "graph") -> Graph:
    """The graph that a build left in a folder; a folder without one is a SetupError."""
    return Graph(path)


def _table(name: str, rows: Sequence[Row]) -> Table:
    kinds = fields_of(name)
    return Table(list(kinds), ([None if (text := row[key]) is None else _TYPES[kind](text) for key, kind in kinds.items()] for row in rows))


def _written(value: Value | Sequence[Value]) -> str | list[str]:
    """A value, or several, as a parameter takes them: a day in ISO 8601, yes and no as true and false."""
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return [str(_written(one)) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
