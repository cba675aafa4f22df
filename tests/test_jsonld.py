"""Compact JSON-LD says exactly what the quads say, of whatever kind their values are."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg.canonical import canonical_lines, in_graph_order
from kg.errors import QueryError
from kg.jsonld import context, json_ld
from kg.vocabulary import DCT, DEFAULT_BASE, KG, RDF, SKOS, XSD

ODD: list[NamedNode | BlankNode | Literal] = [
    *(Literal(text) for text in ("", "http://example.org/x", "kg:issuedBy", "_:x", "7", "true")),
    Literal("a", language="zh"),
    Literal("a", language="en-gb"),
    *(Literal(text, datatype=NamedNode(XSD.integer)) for text in ("7", "-7", "007", "+7", "-0", "9" * 40)),
    *(Literal(text, datatype=NamedNode(XSD.boolean)) for text in ("true", "false", "1")),
    *(Literal(text, datatype=NamedNode(XSD.decimal)) for text in ("7", "0.9")),
    *(Literal(text, datatype=NamedNode(XSD.double)) for text in ("7", "1e0")),
    *(Literal(text, datatype=NamedNode(XSD.date)) for text in ("2022-05-01", "no day")),
    Literal("2022-05", datatype=NamedNode(XSD.gYearMonth)),
    Literal("x", datatype=NamedNode("http://example.org/datatype")),
    *(NamedNode(DEFAULT_BASE + rest) for rest in ("id/place/1", "", "id/../x", "id/./x", "id/a:b", "id/a?b", "doc/a#m0-2", "厦门")),
    *(NamedNode(iri) for iri in ("urn:x:y", "https://schema.org//x", "http://example.org/", KG.issuedBy, XSD.date)),
    BlankNode("x"),
]
PREDICATES = ("http://example.org/p", KG.issuedBy, KG.score, KG.start, KG.validFrom, SKOS.prefLabel, DCT.issued, RDF.type, RDF.object)


def written(quads: list[Quad], base: str = DEFAULT_BASE) -> str:
    return "".join(json_ld(in_graph_order(quads), base))


@pytest.mark.parametrize("predicate", PREDICATES)
@pytest.mark.parametrize("graph", [None, NamedNode(f"{DEFAULT_BASE}doc/a"), BlankNode("g")])
def test_every_kind_of_value_reads_back_as_it_was(predicate: str, graph: NamedNode | BlankNode | None) -> None:
    subjects: list[NamedNode | BlankNode] = [NamedNode(f"{DEFAULT_BASE}doc/a#c1"), BlankNode("x"), NamedNode("http://example.org/s")]
    quads = [Quad(subject, NamedNode(predicate), value, graph) for subject in subjects for value in ODD]
    quads += [Quad(subjects[0], NamedNode(KG.means), value) for value in ODD[:3]]
    for one in ODD:
        quads.append(Quad(NamedNode(f"http://example.org/{ODD.index(one)}"), NamedNode(predicate), one, graph))
    for base in (DEFAULT_BASE, "http://example.org/graph/"):
        read = parse(written(quads, base), format=RdfFormat.JSON_LD)
        assert list(canonical_lines(read)) == list(canonical_lines(quads))


def test_nothing_is_an_empty_graph() -> None:
    assert list(parse(written([]), format=RdfFormat.JSON_LD)) == []


def test_an_iri_that_the_context_would_take_for_a_prefixed_name_is_refused() -> None:
    with pytest.raises(QueryError, match="begins like our prefix schema:"):
        written([Quad(NamedNode("schema:thing"), NamedNode(KG.means), NamedNode("http://example.org/"))])


def test_names_of_the_context_are_ours_before_those_of_other_vocabularies() -> None:
    found = context(DEFAULT_BASE)
    assert found["issuedBy"] == {"@id": "kg:issuedBy", "@type": "@id"}
    assert found["Document"] == "kg:Document"
    assert found["prefLabel"] == {"@id": "skos:prefLabel", "@container": "@language"}
    assert found["place"] == {"@id": "kg:place", "@type": "@id"}
