"""What a graph holds, counted, as a VoID description (https://www.w3.org/TR/void/) of the data set."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

import kg
from kg.queries import answer
from kg.store import Store
from kg.vocabulary import DCT, PREFIXES, RDF

VOID = "http://rdfs.org/ns/void#"
_VOCABULARIES = ("dct", "eli", "org", "prov", "qb", "schema", "skos", "time")


@dataclass(frozen=True, slots=True)
class Counts:
    """What the default graph holds: triples, documents read, things that have a class, things by class, triples by property."""

    triples: int
    documents: int
    entities: int
    classes: dict[str, int]
    properties: dict[str, int]

    def json(self) -> dict[str, object]:
        """The counts as plain values: `Counts(**counts.json())` are the same."""
        return asdict(self)


def counts(store: Store) -> Counts:
    """The counts of a store, by IRI in order."""
    properties = _counted(store, "SELECT ?of (COUNT(*) AS ?n) WHERE { ?s ?of ?o } GROUP BY ?of ORDER BY ?of")
    classes = _counted(store, "SELECT ?of (COUNT(?s) AS ?n) WHERE { ?s a ?of } GROUP BY ?of ORDER BY ?of")
    entities = _counted(store, "SELECT (1 AS ?of) (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class }")
    return Counts(sum(properties.values()), len(store.documents()), sum(entities.values()), classes, properties)


def void(base: str, counts: Counts) -> Iterator[Triple]:
    """The description of the data set `dataset` under a base: its title, its vocabularies, and how much it holds of what."""
    data = NamedNode(f"{base}dataset")
    yield _said(data, RDF.type, NamedNode(f"{VOID}Dataset"))
    for text, language in _TITLE:
        yield _said(data, DCT.title, Literal(text, language=language))
    yield _said(data, PREFIXES["dct"] + "description", Literal(_ABOUT, language="en"))
    yield _said(data, f"{VOID}uriSpace", Literal(base))
    for vocabulary in (base + "ontology#", *(PREFIXES[name] for name in _VOCABULARIES)):
        yield _said(data, f"{VOID}vocabulary", NamedNode(vocabulary))
    for name in ("triples", "documents", "entities"):
        yield _said(data, f"{VOID}{name}", Literal(getattr(counts, name)))
    for name, parts in (("classes", counts.classes), ("properties", counts.properties)):
        yield _said(data, f"{VOID}{name}", Literal(len(parts)))
    for part, key, counted, found in (
        ("classPartition", "class", "entities", counts.classes),
        ("propertyPartition", "property", "triples", counts.properties),
    ):
        for at, (iri, number) in enumerate(sorted(found.items())):
            node = BlankNode(f"{key}{at}")
            yield _said(data, f"{VOID}{part}", node)
            yield _said(node, f"{VOID}{key}", NamedNode(iri))
            yield _said(node, f"{VOID}{counted}", Literal(number))


def prefixes() -> dict[str, str]:
    """The prefixes that a description is written with."""
    return {"void": VOID, "dct": PREFIXES["dct"], "rdf": PREFIXES["rdf"], "xsd": PREFIXES["xsd"]}


def _said(subject: NamedNode | BlankNode, predicate: str, value: NamedNode | BlankNode | Literal) -> Triple:
    return Triple(subject, NamedNode(predicate), value)


def _counted(store: Store, text: str) -> dict[str, int]:
    return {row[0].value: int(row[1].value) for row in answer(store, text).rows if row[0] and row[1]}


_TITLE = (("政府公告知识图谱", "zh"), ("Knowledge graph of government announcements", "en"))
_ABOUT = (
    "The default graph holds what is said, every fact once; the named graph of a document holds who says it and where. "
    f"The default graph is never a union of the named ones. Made by kg {kg.__version__}."
)
