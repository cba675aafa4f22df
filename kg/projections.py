"""Networks from a store as networkx graphs: agencies, programmes, documents and places, tied by what documents say.

A node is an IRI with `label`, `kind`, `level` and `place` (of a document also `day`; `bipartite` 0 or 1 where there are two modes); an edge
has `kind`, `weight` (in how many documents; of a projection, how many things are shared), `first`, `last`, `documents` and `spells`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from kg.errors import QueryError
from kg.network import LEVELS, Choice, Edge, around, graph, resting
from kg.said import claimed
from kg.show import candidates
from kg.store import Store
from kg.ties import Papers, Reader, citations, co_mention, forms, joint_issuance, leading, neighbouring, topics, undertaking
from kg.vocabulary import KG, rebased
from kg.weaving import Cut, Pattern, Weaver

NEIGHBOURHOOD = "neighbourhood"
"""What the network around one thing is called."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A network that can be made: what it shows, how its ties are read, and how they become a graph."""

    about: str
    read: Reader
    pattern: Pattern

    @property
    def name(self) -> str:
        """What it is called."""
        return self.pattern.name


_SHARED = "shares"

PROJECTIONS: tuple[Projection, ...] = (
    Projection("institutions that issue documents together", joint_issuance, Pattern("joint-issuance", "jointIssuance")),
    Projection("who leads a document issued together → who joins", leading, Pattern("lead-cosigner", "leads", directed=True)),
    Projection("institutions and programmes that one sentence names", co_mention, Pattern("co-mention", "coMention")),
    Projection("agencies, programmes named with them in a sentence", undertaking, Pattern("agency-programme", "coMention", two_mode=True)),
    Projection("agencies by programmes that they share", undertaking, Pattern("agencies-by-programme", _SHARED, two_mode=True, side=0)),
    Projection("programmes by agencies that they share", undertaking, Pattern("programmes-by-agency", _SHARED, two_mode=True, side=1)),
    Projection("issuers, programmes named in what they issued", topics, Pattern("agency-topic", "topic", two_mode=True)),
    Projection("issuers by programmes named in what they issued", topics, Pattern("agencies-by-topic", _SHARED, two_mode=True, side=0)),
    Projection("programmes by issuers that name them", topics, Pattern("topics-by-agency", _SHARED, two_mode=True, side=1)),
    Projection("issuers, kinds of document (文种)", forms, Pattern("agency-form", "documentKind", two_mode=True)),
    Projection("issuers by kinds of document (文种)", forms, Pattern("agencies-by-form", _SHARED, two_mode=True, side=0)),
    Projection("documents → what they cite", citations, Pattern("citations", "citation", directed=True)),
    Projection("places that one sentence names, none within the other", neighbouring, Pattern("places", "coMention")),
)
"""Every network of a whole store; `neighbourhood` is that of one thing."""


def projection(name: str) -> Projection:
    """The network of this name; another one is a QueryError that lists what there is."""
    for one in PROJECTIONS:
        if one.name == name:
            return one
    raise QueryError(f"there is no network {name!r}; there are: {', '.join(one.name for one in PROJECTIONS)}, {NEIGHBOURHOOD}.")


def weaver(store: Store, name: str) -> Weaver:
    """What makes the network of this name for one period, place or level after another; reading it takes most of the time."""
    one, papers = projection(name), Papers(store)
    return Weaver(papers, one.pattern, one.read(papers))


def project(store: Store, name: str, cut: Cut | None = None) -> Any:
    """The network of this name, as far as it is wanted; an unknown name or level is a QueryError."""
    return weaver(store, name).woven(checked(cut or Cut()))


def checked(cut: Cut) -> Cut:
    """What is wanted, if there is such a level."""
    if cut.level and cut.level not in LEVELS:
        raise QueryError(f"there is no level {cut.level!r}; there are: {', '.join(LEVELS)}.")
    return cut


def snapshots(made: Weaver, cut: Cut, years: int, step: int = 1) -> Iterator[Any]:
    """The network in periods of so many whole years, each so many later than the one before, from the first day told to the last."""
    if years < 1 or step < 1:
        raise QueryError("a period has one year or more, and the next one begins a year later or more.")
    told = sorted({tie.day[:4] for tie in made.ties if tie.day} & {f"{year:04}" for year in range(*_range(cut))})
    if told:
        first, last = int(told[0]), int(told[-1])
        for start in range(first, max(first, last - years + 1) + 1, step):
            yield made.woven(replace(cut, since=f"{start:04}-01-01", until=f"{start + years - 1:04}-12-31"))


def _range(cut: Cut) -> tuple[int, int]:
    return int(cut.since[:4] or 1), int(cut.until[:4] or 9999) + 1


def neighbourhood(store: Store, iri: str, choice: Choice | None = None, most: int = 40) -> Any:
    """What stands around a thing: edges derived across documents and facts stated of it, with its `most` heaviest neighbours."""
    choice = choice or Choice()
    base, stating = rebased(KG.Edge, store.base).removesuffix("Edge"), dict[Edge, tuple[str, ...]]()
    for fact in claimed(store, iri):
        if "://" in fact.other:
            one, other = (iri, fact.other) if fact.outward else (fact.other, iri)
            name, count = fact.predicate.removeprefix(base), len(set(fact.documents))
            stating[Edge(f"{one}|{fact.predicate}|{other}", name, one, other, count, fact.day, fact.last)] = fact.documents
    found = around(store, iri, choice, stating, most)
    derived = [edge for edge in found if edge not in stating]
    documents = resting(store, derived, max((edge.weight for edge in derived), default=0))
    woven = graph(store, found)
    for edge in found:
        told = woven.edges[(edge.one, edge.other, edge.kind) if woven.is_multigraph() else (edge.one, edge.other)]
        told["documents"] = sorted(stating[edge] if edge in stating else documents.get(edge.iri, ()))
    woven.graph |= {"name": NEIGHBOURHOOD, "since": choice.since, "until": choice.until, "base": store.base}
    return woven


def ego(woven: Any, iri: str) -> Any:
    """The part of a network that is a thing, what it is tied to, and the ties among them; a QueryError if it is not in the network."""
    if iri not in woven:
        raise QueryError(f"<{iri}> is tied to nothing in this network ({woven.graph.get('name', '')}); widen the period, level or place.")
    return woven.subgraph([iri, *nx.all_neighbors(woven, iri)]).copy()


def named(store: Store, name: str) -> str:
    """The IRI of the one thing with this name or IRI; several, or none, are a QueryError."""
    found = candidates(store, name)
    mentioned = [one for one in found if one.documents]
    if len(found) == 1 or len(mentioned) == 1:
        return (mentioned if len(mentioned) == 1 else found)[0].iri
    if not found:
        raise QueryError(f"nothing in this graph is called {name!r}.")
    raise QueryError(f"{name!r} may be {'; '.join(f'{one.label} <{one.iri}>' for one in found[:8])}: give the IRI.")
