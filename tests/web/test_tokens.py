"""What a gatekeeper reads of a query: whom it would call, which graphs it takes, whether it may answer otherwise next time."""

from functools import partial

import pyoxigraph
import pytest

from kg.errors import QueryError
from kg.web.tokens import Dataset, dataset, is_volatile, refuse_calls, tokens
from kg.web.using import with_dataset

BASE = "https://example.org/"
CALLS = [
    "SELECT * { SERVICE <http://evil.test/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://evil.test/> { ?s ?p ?o } }",
    "SELECT*{SERVICE<http://evil.test/>{?s ?p ?o}}",
    "PREFIX e: <http://evil.test/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "PREFIX e: <http://evil.test/> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <http://evil.test/> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE ?e { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e5SERVICE<http://evil.test/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1 FILTER(?a<3)SERVICE?e#>\n{ ?s ?p ?o } }",
    "BASE <http://evil.test/> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://good.test@evil.test/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://good.test.evil.test/> { ?s ?p ?o } }",
    "PREFIX SERVICE: <http://good.test/> PREFIX : <http://evil.test/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX SILENTe: <http://good.test/> PREFIX e: <http://evil.test/> SELECT * { SERVICE SILENTe:x { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { <http://e/\u3000#> ?p ?q } SERVICE <http://evil.test/> { ?s ?p ?o }\n}",
    "SELECT * { OPTIONAL { <http://e/\u00a0'> ?p ?q } SERVICE <http://evil.test/> { ?s ?p ?o } BIND('' AS ?z) }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<1)#>'''\nSERVICE <http://evil.test/> { ?s ?p ?o } #'''\n}",
    "SELECT * { BIND('a' AS ?a) FILTER(?a<'>')SERVICE <http://evil.test/> { ?s ?p ?o } #'\n}",
    "SELECT * { # SERVICE\n<http://good.test/> ?p ?q . SERVICE <http://evil.test/> { ?s ?p ?o }\n}",
    "SELECT * { SERVICE <http://good.test/> { SERVICE <http://evil.test/> { ?s ?p ?o } } }",
    "SELECT * { SERVICE SILENT <http://good.test\u3002evil.test/> { ?s ?p ?o } }",
    "LOAD <http://evil.test/x.ttl>",
    "LOAD <http://good.test/x.ttl> ; LOAD <http://evil.test/x.ttl>",
    "LOAD SILENT <http://evil.test/x.ttl> INTO GRAPH <http://good.test/>",
    "LOAD <file:///etc/passwd>",
]
CALLS_NOBODY = [
    'SELECT * { ?s ?p "SERVICE <http://evil.test/>" }',
    "SELECT * { ?s ?p '''SERVICE\n<http://evil.test/>''' }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://evil.test/> {}",
    "SELECT * { ?service ?load ?o }",
    "ASK { ?s ?p 'a service'@service } # load",
    "PREFIX x: <http://x.test/> SELECT (COUNT(?Service) AS ?services) { ?Service x:payload/x:service|^x:load _:load }",
    "SELECT * { ?s a <http://example.org/public-service> }",
    "PREFIX service: <http://example.org/> SELECT * { ?s a service:x }",
    "SELECT * { ?s <http://example.org/a#SERVICE> ?o }",
]


def refused_or_not(text: str, *allowed: str) -> None:
    run = pyoxigraph.Store().update if "LOAD <" in text or "LOAD SILENT" in text else pyoxigraph.Store().query
    refuse_calls(text, frozenset(allowed), partial(run, base_iri=BASE))


@pytest.mark.parametrize("text", CALLS)
def test_a_query_that_would_call_a_host_that_is_not_allowed_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE and LOAD are refused"):
        refused_or_not(text, "good.test")


@pytest.mark.parametrize("text", CALLS_NOBODY)
def test_words_in_strings_iris_and_comments_call_nobody(text: str) -> None:
    refused_or_not(text)


def test_a_host_that_is_allowed_by_name_may_be_called() -> None:
    refused_or_not("SELECT * { SERVICE <http://Good.Test:8080/sparql> { ?s ?p ?o } }", "good.test")


def test_a_mistake_elsewhere_in_a_text_with_such_a_word_is_told_as_what_it_is() -> None:
    with pytest.raises(QueryError, match="run: error at"):
        refused_or_not("SELECT ?s { ?s ?p 'service' . ?s <http://example.org/> ?o\nFILTER ( }")


def test_the_graphs_of_from_and_from_named_are_read_with_prefixes_and_base() -> None:
    text = "BASE <http://a.test/> PREFIX g: <http://g.test/> SELECT * FROM <one> FROM g:two FROM NAMED <three> { ?s ?p 'FROM <four>' }"
    assert dataset(tokens(text), BASE) == Dataset(("http://a.test/one", "http://g.test/two"), ("http://a.test/three",))


@pytest.mark.parametrize("text", ["SELECT (NOW() AS ?x) {}", "SELECT (rand() AS ?x) {}", "SELECT (STRUUID() AS ?x) {}"])
def test_a_query_that_may_answer_otherwise_next_time_is_known(text: str) -> None:
    assert is_volatile(tokens(text))


def test_a_name_that_only_looks_like_a_function_is_not_volatile() -> None:
    assert not is_volatile(tokens("SELECT ?now { ?now <http://a.test/RAND> 'NOW' }"))


def test_the_dataset_of_the_protocol_is_written_into_an_update() -> None:
    text = "INSERT { GRAPH <http://x/> { ?s ?p 'WHERE' } } WHERE { ?s ?p ?o } ; DELETE WHERE { ?s <http://where/> ?o }"
    assert with_dataset(text, ["http://g/"], ["http://n/"]) == (
        "INSERT { GRAPH <http://x/> { ?s ?p 'WHERE' } } USING <http://g/> USING NAMED <http://n/> WHERE { ?s ?p ?o } ; "
        "DELETE { ?s <http://where/> ?o } USING <http://g/> USING NAMED <http://n/> WHERE { ?s <http://where/> ?o }"
    )


def test_an_update_with_a_dataset_of_its_own_takes_none_from_the_protocol() -> None:
    with pytest.raises(QueryError, match="has USING of its own"):
        with_dataset("DELETE { ?s ?p ?o } USING <http://a/> WHERE { ?s ?p ?o }", ["http://g/"], [])


def test_a_graph_that_is_no_iri_cannot_break_out_of_its_brackets() -> None:
    with pytest.raises(QueryError, match="no IRI"):
        with_dataset("DELETE WHERE { ?s ?p ?o }", ["http://g/> WHERE {} ; DROP ALL #"], [])
