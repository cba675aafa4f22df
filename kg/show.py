"""What is said of an entity: its names and kind, its facts with the sentences that say so, and where it is mentioned."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.answers import cells
from kg.errors import QueryError
from kg.queries import answer
from kg.store import Store
from kg.vocabulary import DCT, KG, ORG, PREFIXES, RDF, RDFS, SCHEMA, SKOS, label, local, rebased

_NAMES = "skos:prefLabel|skos:altLabel|skos:hiddenLabel|dct:title|kg:issueNumber"
_SHOWN = 10
"""How many mentions, and how many figures, are shown."""
_UNTOLD = frozenset({RDF.type, RDFS.label, SKOS.prefLabel, SCHEMA.mentions, ORG.holds, KG.vacates})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that bears a name: IRI, label, kind, and how many documents mention it."""

    iri: str
    label: str
    kind: str
    documents: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that states a fact; `start` and `end` of the quote within it. A header's statement has no sentence."""

    sentence: str
    start: int
    end: int
    document: str
    title: str
    day: str
    rule: str


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
class Figure:
    """A figure of the thing, or one that it is the indicator of; empty where the text leaves area or period open."""

    indicator: str
    area: str
    period: str
    printed: str
    change: str
    said: Said


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
    rows = [Candidate(iri, _label(store, iri), "、".join(_kinds(store, iri)), _documents(store, iri)) for iri in found]
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
    node = NamedNode(iri)
    facts = tuple(_facts(store, iri))
    claimed = {fact.relation for fact in facts if fact.outward}
    names, known = [], []
    for quad in store.match(iri, None):
        predicate, value = quad.predicate.value, quad.object
        text = value.value if isinstance(value, Literal) else _label(store, value.value) if isinstance(value, NamedNode) else ""
        if predicate in (SKOS.altLabel, SKOS.hiddenLabel):
            names.append(text)
        elif predicate not in _UNTOLD and label(predicate) not in claimed:
            known.append((label(predicate), text))
    count = _query(store, f"SELECT (COUNT(*) AS ?mentions) WHERE {{ GRAPH ?document {{ ?mention kg:means {node} }} }}")
    return Portrait(
        iri,
        _label(store, iri),
        tuple(_kinds(store, iri)),
        tuple(names),
        tuple(known),
        facts,
        int(cells(answer(store, count))[0][0]),
        _documents(store, iri),
        tuple(_mentions(store, iri)),
        tuple(_figures(store, iri)),
        _figure_count(store, iri),
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


def _label(store: Store, iri: str) -> str:
    """The official name of a thing, a document's title, or what is left of its IRI."""
    for predicate in (SKOS.prefLabel, DCT.title, RDFS.label):
        labels = [quad.object for quad in store.match(iri, predicate) if isinstance(quad.object, Literal)]
        if labels:
            return min(labels, key=lambda literal: (literal.language != "zh", literal.value)).value
    return local(iri)


def _kinds(store: Store, iri: str) -> list[str]:
    return sorted(label(quad.object.value) for quad in store.match(iri, RDF.type) if isinstance(quad.object, NamedNode))


def _documents(store: Store, iri: str) -> int:
    text = f"SELECT (COUNT(DISTINCT ?document) AS ?n) WHERE {{ ?document schema:mentions {NamedNode(iri)} }}"
    return int(cells(answer(store, _query(store, text)))[0][0])


def _facts(store: Store, iri: str) -> Iterator[Fact]:
    """The facts that claims state of the thing, those in which it is the subject first."""
    for outward, role in ((True, "rdf:subject"), (False, "rdf:object")):
        text = f"""SELECT ?predicate ?other ?post ?sentence ?from ?start ?end ?document ?title ?day ?rule WHERE {{
            GRAPH ?document {{ ?claim {role} {NamedNode(iri)} ; rdf:predicate ?predicate ; kg:rule ?rule ;
                {"rdf:object" if outward else "rdf:subject"} ?other .
                OPTIONAL {{ ?claim kg:post/skos:prefLabel ?post }}
                OPTIONAL {{ ?claim kg:sentence ?sentence }} OPTIONAL {{ ?claim kg:quote ?quote }} }}
            BIND (STRLEN(STRBEFORE(?sentence, ?quote)) AS ?start) BIND (?start + STRLEN(?quote) AS ?end)
            OPTIONAL {{ ?document dct:title ?title }} OPTIONAL {{ ?document dct:issued ?day }}
        }} ORDER BY ?predicate ?other ?post ?day ?document ?start"""
        grouped: dict[tuple[str, str, str], list[Said]] = {}
        for row in cells(answer(store, _query(store, text))):
            predicate, other, post, sentence, _, start, end, document, title, day, rule = row
            said = Said(sentence, int(start or 0), int(end or 0), document, title, day, rule)
            grouped.setdefault((predicate, other, post), []).append(said)
        for (predicate, other, post), said_by in grouped.items():
            name = _label(store, other) if "://" in other else other
            yield Fact(label(predicate), outward, name, other if "://" in other else "", post, tuple(said_by))


def _mentions(store: Store, iri: str) -> Iterator[Said]:
    """The first mentions by day, each with the characters around it."""
    text = f"""SELECT ?context ?before ?quote ?document ?title ?day ?why WHERE {{
        GRAPH ?document {{ ?mention kg:means {NamedNode(iri)} ; kg:start ?start ; kg:end ?end ; kg:quote ?quote ; kg:why ?why .
            ?document kg:text ?text }}
        OPTIONAL {{ ?document dct:title ?title }} OPTIONAL {{ ?document dct:issued ?day }}
        BIND (IF(?start > 20, 20, ?start) AS ?before)
        BIND (SUBSTR(?text, ?start - ?before + 1, ?before + ?end - ?start + 20) AS ?context)
    }} ORDER BY ?day ?document ?start LIMIT {_SHOWN}"""
    for context, before, quote, document, title, day, why in cells(answer(store, _query(store, text))):
        yield Said(context, int(before), int(before) + len(quote), document, title, day, why)


def _of(iri: str) -> str:
    """The pattern of figures about a thing, or counting it in whatever spelling, with their periods."""
    node = NamedNode(iri)
    return f"""{{ ?figure kg:area {node} ; kg:period ?when }} UNION {{ ?figure kg:indicator {node} ; kg:period ?when }}
        UNION {{ ?spelling skos:closeMatch {node} . ?figure kg:indicator ?spelling ; kg:period ?when }}"""


def _figure_count(store: Store, iri: str) -> int:
    text = f"SELECT (COUNT(DISTINCT ?figure) AS ?n) WHERE {{ {_of(iri)} }}"
    return int(cells(answer(store, _query(store, text)))[0][0])


def _figures(store: Store, iri: str) -> Iterator[Figure]:
    """The latest figures about the thing, or counting it, each with the first sentence that says it."""
    latest = f"""SELECT DISTINCT ?figure ?until WHERE {{ {_of(iri)} OPTIONAL {{ ?when time:hasEnd ?last . ?last time:inXSDDate ?until }} }}
        ORDER BY DESC(?until) ?figure LIMIT {_SHOWN}"""
    chosen = [row[0] for row in cells(answer(store, _query(store, latest)))]
    text = f"""SELECT ?figure ?indicator ?area ?period ?printed ?change ?sentence ?start ?end ?document ?title ?day ?rule WHERE {{
        VALUES ?figure {{ {" ".join(f"<{figure}>" for figure in chosen)} }}
        ?figure kg:printed ?printed ; kg:indicator ?counted ; kg:area ?where ; kg:period ?when ; qb:dataSet ?set .
        ?set dct:source ?document .
        GRAPH ?document {{ ?claim rdf:subject ?figure ; rdf:predicate kg:value ; kg:start ?at ; kg:sentence ?sentence ; kg:quote ?quote ;
            kg:rule ?rule . }}
        ?counted skos:prefLabel ?indicator FILTER (LANG(?indicator) = "zh")
        OPTIONAL {{ ?where skos:prefLabel ?area FILTER (?where != {NamedNode(store.base + "id/unstated")} && LANG(?area) = "zh") }}
        OPTIONAL {{ ?when a kg:Period ; skos:prefLabel ?period }}
        OPTIONAL {{ ?figure kg:change ?change }}
        OPTIONAL {{ ?document dct:title ?title }} OPTIONAL {{ ?document dct:issued ?day }}
        BIND (STRLEN(STRBEFORE(?sentence, ?quote)) AS ?start) BIND (?start + STRLEN(?quote) AS ?end)
    }} ORDER BY ?figure ?at"""
    found: dict[str, Figure] = {}
    for figure, indicator, area, period, printed, change, *said in cells(answer(store, _query(store, text))):
        sentence, start, end, document, title, day, rule = said
        evidence = Said(sentence, int(start), int(end), document, title, day, rule)
        found.setdefault(figure, Figure(indicator, area, period, printed, change, evidence))
    yield from (found[figure] for figure in chosen if figure in found)
