"""Networks as pages show them: joint issuance, citations, who is named with whom, and what stands around one thing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from kg.errors import Missing, QueryError
from kg.network import KINDS, LEVELS, Choice, Edge, Nodes, around, edges, resting
from kg.queries import load
from kg.show import label_of
from kg.vocabulary import label, local
from kg.web.links import href
from kg.web.served import Served
from kg.web.views.things import Data, kind_label, thing

VIEWS = {"joint-issuance": "jointIssuance", "citations": "citation", "co-mention": "coMention"}
"""The networks of the whole store, and the kind of edge that each is made of."""
_AROUND = "around"
_LEVELS = dict(zip(LEVELS, ("中央", "省级", "地级", "县级", "乡级"), strict=True))
_ENDS = ("Agency", "Organization", "Programme", "Document")
_DOCUMENTS = 5
"""How many documents of an edge are named."""
_MOST = 2_000
"""More edges than so many are never drawn."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn."""

    view: str = "joint-issuance"
    around: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""
    level: str = ""
    minimum: str = "1"
    limit: str = "400"

    @property
    def choice(self) -> Choice:
        return Choice(self.since, self.until, self.kind, self.level, _number("minimum", self.minimum))

    @property
    def most(self) -> int:
        return min(_number("limit", self.limit), _MOST)


def network(served: Served, **parameters: str) -> Data:
    """A network with what it may be narrowed to: `view`, `around`, `since`, `until`, `kind`, `level`, `minimum`, `limit`."""
    asked = asked_for(parameters)
    some, total = found(served, asked)
    titles = {view: {"zh": KINDS[kind][0], "en": KINDS[kind][1]} for view, kind in VIEWS.items()}
    titles[_AROUND] = {"zh": load("edges").title, "en": load("edges").title_en}
    return {
        "view": asked.view,
        "parameters": {name: value for name, value in asdict(asked).items() if name != "view"},
        "network": drawn(served, some, total),
        "views": [{"name": name, "label": title} for name, title in titles.items()],
        "levels": [{"value": level, "label": {"zh": _LEVELS[level], "en": level}} for level in LEVELS],
        "kinds": [{"kind": kind, "label": kind_label(kind)} for kind in _ENDS],
        "around": thing(served, asked.around) if asked.around else None,
    }


def drawn(served: Served, some: Sequence[Edge], total: int, told: Mapping[str, Sequence[str]] | None = None) -> Data:
    """Edges with their nodes as a page draws them; a node weighs what its edges do together.

    `told` are the documents of edges that no build derived, by the edge's IRI.
    """
    nodes, weights = Nodes(served.store), Counter[str]()
    for edge in some:
        weights[edge.one] += edge.weight
        weights[edge.other] += edge.weight
    documents = {**resting(served.store, [edge for edge in some if edge.kind in KINDS], _DOCUMENTS), **(told or {})}
    titles = {iri: label_of(served.store, iri) for edge in some for iri in documents.get(edge.iri, ())[:_DOCUMENTS]}
    lines = {iri: {"href": href(iri, served.base), "title": title} for iri, title in titles.items()}
    return {
        "nodes": [{"id": iri, **nodes[iri], "href": href(iri, served.base), "weight": weight} for iri, weight in weights.most_common()],
        "edges": [_edge(edge, [lines[iri] for iri in documents.get(edge.iri, ())[:_DOCUMENTS]]) for edge in some],
        "total": total,
    }


def _edge(edge: Edge, documents: list[Data]) -> Data:
    chinese, english = KINDS.get(edge.kind) or (label(edge.kind, "zh"), label(edge.kind, "en"))
    return {
        "source": edge.one,
        "target": edge.other,
        "kind": local(edge.kind),
        "label": {"zh": chinese, "en": english},
        "directed": edge.directed or edge.kind not in KINDS,
        "weight": edge.weight,
        "first": edge.first,
        "last": edge.last,
        "documents": documents,
    }


def found(served: Served, asked: Asked) -> tuple[list[Edge], int]:
    """The edges asked for, and how many there are."""
    if asked.view == _AROUND:
        if not served.store.match(asked.around, None):
            raise Missing(asked.around)
        some = around(served.store, asked.around, asked.choice)
        return some[: asked.most], len(some)
    return edges(served.store, VIEWS[asked.view], asked.choice, asked.most)


def asked_for(parameters: dict[str, str]) -> Asked:
    """The parameters, with one thing asked around if any is named; an unknown one is a QueryError."""
    known = Asked.__dataclass_fields__
    for name in parameters:
        if name not in known:
            raise QueryError(f"network has no parameter {name!r}; it takes: {', '.join(known)}.")
    given = {name: value for name, value in parameters.items() if value}
    asked = Asked(**({"view": _AROUND} if given.get("around") else {}) | given)
    if asked.view not in (*VIEWS, _AROUND):
        raise QueryError(f"there is no network {asked.view!r}; there are: {', '.join((*VIEWS, _AROUND))}.")
    if asked.view == _AROUND and not asked.around:
        raise QueryError("around what? Give the IRI of a thing as around=….")
    if asked.level and asked.level not in LEVELS:
        raise QueryError(f"there is no level {asked.level!r}; there are: {', '.join(LEVELS)}.")
    return asked


def _number(name: str, value: str) -> int:
    try:
        return max(int(value), 1)
    except ValueError as error:
        raise QueryError(f"network: {name} must be a number, not {value!r}.") from error
