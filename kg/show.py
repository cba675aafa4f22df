"""What is said of an entity: its names and kind, its facts with the sentences that say so, and where it is mentioned."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.answers import cells
from kg.errors import QueryError
from kg.queries import answer
from kg.said import Figure, Said, claimed, counted, evidence, figures, mentioned
from kg.store import Store
from kg.vocabulary import DCT, KG, ORG, PREFIXES, RDF, RDFS, SCHEMA, SKOS, label, local, rebased

_NAMES = "skos:prefLabel|skos:altLabel|skos:hiddenLabel|dct:title|kg:issueNumber"
_SHOWN = 10
"""How many figures are shown."""
_UNTOLD = frozenset({RDF.type, RDFS.label, SKOS.prefLabel, SCHEMA.mentions, ORG.holds, KG.vacates})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that bears a name: IRI, label, kind, and how many documents mention it."""

    iri: str
    label: str
    kind: str
    documents: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation to another thing or value; `outward` when the entity shown is its subject."""

    relation: str
    outward: bool
    other: str
    other_iri: str
    post: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that `kg show` shows of an entity; `figures` are the latest, `figure_count` tells how many there are."""

    iri: str
    label: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    known: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    mentions: int
    documents: int
    samples: tuple[Said, ...]
    figures: tuple[Figure, ...] = ()
    figure_count: int = 0


def candidates(store: Store, name: str) -> list[Candidate]:
    """The things that bear a name, or have it as IRI, the most mentioned first; those with it as official name alone if any.

    A name that nothing bears is looked for as it is written in the texts (TISC for 知识产权技术与创新中心).
    """
    if "://" in name:
        found = [name] if store.match(name, None) else []
    else:
        found = _bearing(store, name, "skos:prefLabel") or _bearing(store, name, _NAMES) or _written(store, name)
    rows = [Candidate(iri, label_of(store, iri), "、".join(_kinds(store, iri)), documents_of(store, iri)) for iri in found]
    return sorted(rows, key=lambda candidate: (-candidate.documents, candidate.iri))


def show(store: Store, name: str) -> Portrait | list[Candidate]:
    """The portrait of the one thing with this name or IRI, or the candidates if there are several; none is a QueryError."""
    found = candidates(store, name)
    mentioned = [candidate for candidate in found if candidate.documents]
    if not found:
        raise QueryError(f"nothing in this graph is called {name!r}; {_near(store, name)}")
    if len(found) > 1 and len(mentioned) != 1:
        return found
    return portrait(store, (mentioned or found)[0].iri)


def portrait(store: Store, iri: str) -> Portrait:
    """All that is said of the thing with this IRI."""
    facts = tuple(_facts(store, iri))
    told = {fact.relation for fact in facts if fact.outward}
    names, known = [], []
    for quad in store.match(iri, None):
        predicate, value = quad.predicate.value, quad.object
        text = value.value if isinstance(value, Literal) else label_of(store, value.value) if isinstance(value, NamedNode) else ""
        if predicate in (SKOS.altLabel, SKOS.hiddenLabel):
            names.append(text)
        elif predicate not in _UNTOLD and label(predicate) not in told:
            known.append((label(predicate), text))
    figured = [row[0] for row in counted(store, iri)]
    return Portrait(
        iri,
        label_of(store, iri),
        tuple(_kinds(store, iri)),
        tuple(names),
        tuple(known),
        facts,
        mentions_of(store, iri),
        documents_of(store, iri),
        tuple(mentioned(store, iri)),
        tuple(figures(store, figured[:_SHOWN])),
        len(figured),
    )


def _query(store: Store, text: str) -> str:
    """SPARQL with our prefixes in front, under the store's base."""
    return "".join(f"PREFIX {name}: <{rebased(iri, store.base)}>\n" for name, iri in PREFIXES.items()) + text


def _bearing(store: Store, name: str, path: str) -> list[str]:
    terms = " ".join(map(str, (Literal(name, language="zh"), Literal(name, language="en"), Literal(name))))
    text = f"SELECT DISTINCT ?thing WHERE {{ VALUES ?name {{ {terms} }} ?thing {path} ?name }} ORDER BY ?thing"
    return [row[0] for row in cells(answer(store, _query(store, text)))]


def _written(store: Store, name: str) -> list[str]:
    """What the texts mean where they write a name so."""
    text = f"SELECT DISTINCT ?thing WHERE {{ GRAPH ?document {{ ?mention kg:quote {Literal(name)} ; kg:means ?thing }} }} ORDER BY ?thing"
    return [row[0] for row in cells(answer(store, _query(store, text)))]


def _near(store: Store, name: str) -> str:
    """Names that contain the one asked for, in words."""
    text = f"""SELECT DISTINCT ?name WHERE {{ ?document schema:mentions ?thing . ?thing skos:prefLabel ?name
        FILTER (CONTAINS(?name, {Literal(name)})) }} ORDER BY STRLEN(?name) ?name LIMIT 5"""
    found = [row[0] for row in cells(answer(store, _query(store, text)))]
    return f"close to it: {'、'.join(found)}." if found else "kg query mentions-of-name name=… looks for a name, too."


def label_of(store: Store, iri: str) -> str:
    """The official name of a thing, a document's title, or what is left of its IRI."""
    for predicate in (SKOS.prefLabel, DCT.title, RDFS.label):
        labels = [quad.object for quad in store.match(iri, predicate) if isinstance(quad.object, Literal)]
        if labels:
            return min(labels, key=lambda literal: (literal.language != "zh", literal.value)).value
    return local(iri)


def _kinds(store: Store, iri: str) -> list[str]:
    return sorted(label(quad.object.value) for quad in store.match(iri, RDF.type) if isinstance(quad.object, NamedNode))


def mentions_of(store: Store, iri: str) -> int:
    """How often a thing is mentioned."""
    text = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?document {{ ?mention kg:means {NamedNode(iri)} }} }}"
    return int(cells(answer(store, _query(store, text)))[0][0])


def documents_of(store: Store, iri: str) -> int:
    """How many documents mention a thing."""
    text = f"SELECT (COUNT(DISTINCT ?document) AS ?n) WHERE {{ ?document schema:mentions {NamedNode(iri)} }}"
    return int(cells(answer(store, _query(store, text)))[0][0])


def _facts(store: Store, iri: str) -> Iterator[Fact]:
    """The facts that claims state of the thing, those in which it is the subject first."""
    found = claimed(store, iri)
    said = evidence(store, [claim for one in found for claim in one.claims])
    for one in found:
        name = label_of(store, one.other) if "://" in one.other else one.other
        sentences = sorted((said[claim] for claim in one.claims), key=_order)
        yield Fact(label(one.predicate), one.outward, name, one.other if "://" in one.other else "", one.post, tuple(sentences))


def _order(said: Said) -> tuple[str, str, bool, int, int]:
    """By day, document and place; what a header says comes first."""
    return said.day, said.document, bool(said.sentence), said.start, said.first
