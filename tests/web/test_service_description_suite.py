"""The W3C's tests of the SPARQL 1.1 Service Description, by their names (w3c/rdf-tests, sparql/sparql11/service-description)."""

from typing import Any

import httpx
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = "http://www.w3.org/ns/formats/"
LANGUAGES = {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update}
FEATURES = {SD.DereferencesURIs, SD.UnionDefaultGraph, SD.RequiresDataset, SD.EmptyGraphs, SD.BasicFederatedQuery}
CLASSES = {
    *(SD.Service, SD.Feature, SD.Language, SD.Function, SD.Aggregate, SD.EntailmentRegime, SD.EntailmentProfile),
    *(SD.GraphCollection, SD.Dataset, SD.Graph, SD.NamedGraph),
}
DOMAINS = {
    SD.endpoint: {SD.Service},
    SD.feature: {SD.Service},
    SD.defaultEntailmentRegime: {SD.Service},
    SD.defaultSupportedEntailmentProfile: {SD.Service},
    SD.supportedLanguage: {SD.Service},
    SD.languageExtension: {SD.Service},
    SD.propertyFeature: {SD.Service},
    SD.extensionFunction: {SD.Service},
    SD.extensionAggregate: {SD.Service},
    SD.inputFormat: {SD.Service},
    SD.resultFormat: {SD.Service},
    SD.availableGraphs: {SD.Service},
    SD.defaultDataset: {SD.Service},
    SD.entailmentRegime: {SD.NamedGraph},
    SD.supportedEntailmentProfile: {SD.NamedGraph},
    SD.defaultGraph: {SD.Dataset},
    SD.namedGraph: {SD.GraphCollection, SD.Dataset},
    SD.name: {SD.NamedGraph},
    SD.graph: {SD.NamedGraph},
}
"""Every property of the vocabulary, and what may have it."""
RANGES = {
    SD.defaultDataset: {SD.Dataset},
    SD.availableGraphs: {SD.GraphCollection, SD.Dataset},
    SD.defaultGraph: {SD.Graph},
    SD.namedGraph: {SD.NamedGraph},
    SD.graph: {SD.Graph},
}
TYPES = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")


@pytest.fixture(scope="module")
def endpoint(empty_writable_server: Any) -> str:
    return f"{empty_writable_server.url}/sparql"


def described(endpoint: str, accept: str) -> Graph:
    """The service description in a format."""
    reply = httpx.get(endpoint, headers={"Accept": accept}, timeout=30)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"].partition(";")[0] == accept
    form = RdfFormat.from_media_type(accept)
    assert form is not None
    lines = "".join(f"{quad.triple} .\n" for quad in parse(reply.text, format=form, base_iri=endpoint))
    return Graph().parse(data=lines, format="nt")


@pytest.fixture(scope="module")
def description(endpoint: str) -> Graph:
    return described(endpoint, "text/turtle")


@pytest.mark.parametrize("accept", TYPES)
def test_returns_rdf(endpoint: str, accept: str) -> None:
    assert len(described(endpoint, accept)) > 3


def test_returns_rdf_to_who_does_not_say_what_he_wants(endpoint: str) -> None:
    assert httpx.get(endpoint, timeout=30).headers["content-type"].partition(";")[0] in TYPES


def test_has_endpoint_triple(description: Graph, endpoint: str) -> None:
    assert (None, SD.endpoint, URIRef(endpoint)) in description


def kinds(description: Graph, node: Node) -> set[Node]:
    return set(description.objects(node, RDF.type))


def test_conforms_to_schema(description: Graph) -> None:
    for subject, predicate, value in description:
        if predicate == RDF.type and str(value).startswith(str(SD)):
            assert value in CLASSES, f"{value} is no class of the vocabulary"
        if str(predicate).startswith(str(SD)):
            assert predicate in DOMAINS, f"{predicate} is no property of the vocabulary"
            assert kinds(description, subject) & DOMAINS[URIRef(str(predicate))], f"{subject} may not have {predicate}"
            assert not isinstance(value, Literal), f"{predicate} has a thing as its value"
        if predicate in RANGES:
            assert kinds(description, value) & RANGES[URIRef(str(predicate))], f"{predicate} may not be {value}"


def test_conforms_to_schema_in_what_a_service_must_have(description: Graph) -> None:
    (service,) = description.subjects(RDF.type, SD.Service)
    languages = set(description.objects(service, SD.supportedLanguage))
    assert SD.SPARQL11Query in languages and languages <= LANGUAGES
    assert set(description.objects(service, SD.feature)) <= FEATURES
    for predicate in (SD.resultFormat, SD.inputFormat):
        assert all(str(value).startswith(FORMATS) for value in description.objects(service, predicate))
    assert set(description.objects(service, SD.resultFormat))
    assert len(set(description.objects(service, SD.defaultDataset))) == 1


def test_conforms_to_schema_in_named_graphs(description: Graph) -> None:
    for graph in description.subjects(RDF.type, SD.NamedGraph):
        (name,) = description.objects(graph, SD.name)
        assert isinstance(name, URIRef) and not isinstance(name, BNode)


def test_a_server_that_writes_says_so(description: Graph) -> None:
    assert (None, SD.supportedLanguage, SD.SPARQL11Update) in description


def test_queries_answer_what_the_description_offers(endpoint: str, description: Graph) -> None:
    """The default dataset is the store's own: a query without a dataset is no error."""
    assert httpx.get(endpoint, params={"query": "ASK {}"}, timeout=30).status_code == 200
    assert (None, SD.feature, SD.UnionDefaultGraph) not in description
