"""The W3C's tests of the SPARQL 1.1 Protocol, by their names (w3c/rdf-tests, sparql/sparql11/protocol), against the running server.

A 4xx must be for the fault that is tested: 401 and 403 do not count.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
XML, JSON = "application/sparql-results+xml", "application/sparql-results+json"
TYPES = {
    "true": {XML, JSON},
    "boolean": {XML, JSON},
    "table": {XML, JSON, "text/csv", "text/tab-separated-values"},
    "graph": {
        "text/turtle",
        "application/rdf+xml",
        "application/n-triples",
        "application/ld+json",
        "application/trig",
        "application/n-quads",
    },
}
"""What may come back for each expectation; `done` and `refused` are about the status alone."""

ONE, TWO, THREE, NONE = (f"http://example.org/suite/{name}" for name in ("one", "two", "three", "none"))
FOUND = "http://example.org/suite/found"
PREFIXES = "PREFIX : <http://example.org/suite/> "
DATA = " ".join(f"GRAPH <{graph}> {{ <{graph}> a :Leaflet }}" for graph in (ONE, TWO, THREE))
LOAD = f"{PREFIXES} DROP ALL ; INSERT DATA {{ {DATA} }}"
IS_DEFAULT = f"ASK {{ <{ONE}> a ?kind . <{TWO}> a ?kind }}"
IS_NAMED = f"ASK {{ GRAPH ?g {{ <{ONE}> a ?kind }} GRAPH ?h {{ <{TWO}> a ?kind }} }}"
IS_BOTH = f"ASK {{ <{THREE}> a ?kind GRAPH ?g {{ <{ONE}> a ?kind }} GRAPH ?h {{ <{TWO}> a ?kind }} }}"
FROM_QUERY = f"ASK FROM <{THREE}> {{ GRAPH ?g {{ <{ONE}> a ?kind }} GRAPH ?h {{ <{TWO}> a ?kind }} }}"
COPY = f"INSERT {{ GRAPH <{FOUND}> {{ ?leaflet a :Copied }} }} WHERE"
ONLY_TWO = (
    f"{PREFIXES} ASK {{ GRAPH <{FOUND}> {{ <{ONE}> a :Copied . <{TWO}> a :Copied }} "
    f"FILTER NOT EXISTS {{ GRAPH <{FOUND}> {{ <{THREE}> a :Copied }} }} }}"
)


@dataclass(frozen=True)
class Step:
    """A request to the endpoint and what must come back: `true`, `boolean`, `table`, `graph`, `done` or `refused`."""

    wanted: str
    method: str = "POST"
    address: tuple[tuple[str, str], ...] = ()
    body: str = ""
    type: str = ""
    charset: str = "utf-8"


@dataclass(frozen=True)
class Case:
    """A test of the suite: its requests, and whether the three graphs are there before."""

    name: str
    steps: tuple[Step, ...] = field(default_factory=tuple)
    loaded: bool = False


def get(wanted: str, *address: tuple[str, str]) -> Step:
    return Step(wanted, "GET", address)


def direct(wanted: str, query: str, *address: tuple[str, str]) -> Step:
    return Step(wanted, "POST", address, query, QUERY)


def update(text: str, *address: tuple[str, str], wanted: str = "done") -> Step:
    return Step(wanted, "POST", address, text, UPDATE)


NOTHING = ("default-graph-uri", NONE)
DEFAULTS = (("default-graph-uri", ONE), ("default-graph-uri", TWO))
NAMED = (("named-graph-uri", ONE), ("named-graph-uri", TWO))
CASES = (
    Case("query_post_form", (Step("true", address=(NOTHING,), body="query=ASK%20%7B%7D", type=FORM),)),
    Case("query_dataset_default_graphs_get", (get("true", ("query", IS_DEFAULT), *DEFAULTS),), True),
    Case("query_dataset_default_graphs_post", (direct("true", IS_DEFAULT, *DEFAULTS),), True),
    Case("query_dataset_named_graphs_post", (direct("true", IS_NAMED, *NAMED),), True),
    Case("query_dataset_named_graphs_get", (get("true", ("query", IS_NAMED), *NAMED),), True),
    Case("query_dataset_full", (direct("true", IS_BOTH, ("default-graph-uri", THREE), *NAMED),), True),
    Case("query_multiple_dataset", (direct("true", FROM_QUERY, *NAMED),), True),
    Case("query_get", (get("true", ("query", "ASK {}"), NOTHING),)),
    Case("query_content_type_select", (direct("table", "SELECT (1 AS ?value) {}", NOTHING),)),
    Case("query_content_type_ask", (direct("boolean", "ASK {}", NOTHING),)),
    Case("query_content_type_describe", (direct("graph", "DESCRIBE <http://example.org/>", NOTHING),)),
    Case("query_content_type_construct", (direct("graph", "CONSTRUCT { <s> <p> 1 } WHERE {}", NOTHING),)),
    Case(
        "update_dataset_default_graph",
        (
            update(
                f"{PREFIXES} CLEAR ALL ; INSERT DATA {{ GRAPH <{ONE}> {{ <{ONE}> a :Leaflet }} }} ; {COPY} {{ ?leaflet a :Leaflet }}",
                ("using-graph-uri", ONE),
            ),
            direct("true", f"{PREFIXES} ASK {{ GRAPH <{FOUND}> {{ <{ONE}> a :Copied }} }}"),
        ),
    ),
    Case(
        "update_dataset_default_graphs",
        (
            update(f"{LOAD} ; {COPY} {{ ?leaflet a :Leaflet }}", ("using-graph-uri", ONE), ("using-graph-uri", TWO)),
            direct("true", ONLY_TWO),
        ),
    ),
    Case(
        "update_dataset_named_graphs",
        (
            update(
                f"{LOAD} ; {COPY} {{ GRAPH ?g {{ ?leaflet a :Leaflet }} }}", ("using-named-graph-uri", ONE), ("using-named-graph-uri", TWO)
            ),
            direct("true", ONLY_TWO),
        ),
    ),
    Case(
        "update_dataset_full",
        (
            update(
                f"{LOAD} ; INSERT {{ GRAPH <{FOUND}> {{ ?leaflet :in ?where }} }} WHERE {{"
                '{ GRAPH ?where { ?leaflet a :Leaflet } } UNION { ?leaflet a :Leaflet BIND ("default" AS ?where) } }',
                ("using-graph-uri", ONE),
                ("using-named-graph-uri", TWO),
            ),
            direct(
                "true",
                f'{PREFIXES} ASK {{ GRAPH <{FOUND}> {{ <{ONE}> :in "default" . <{TWO}> :in <{TWO}> }} '
                f"FILTER NOT EXISTS {{ GRAPH <{FOUND}> {{ <{THREE}> ?p ?o }} }} }}",
            ),
        ),
    ),
    Case("update_post_form", (Step("done", body="update=CLEAR+ALL", type=FORM),)),
    Case("update_post_direct", (update("CLEAR ALL"),)),
    Case("query_post_direct", (direct("true", "ASK {}"),)),
    Case("bad_query_method", (Step("refused", "PUT", (("query", "ASK {}"), NOTHING), type=FORM),)),
    Case("bad_multiple_queries", (get("refused", ("query", "ASK {}"), ("query", "SELECT * {}")),)),
    Case("bad_query_wrong_media_type", (Step("refused", body="ASK {}", type="text/plain"),)),
    Case("bad_query_missing_form_type", (Step("refused", body="query=ASK%20%7B%7D"),)),
    Case("bad_query_missing_direct_type", (Step("refused", body="ASK {}"),)),
    Case("bad_query_non_utf8", (Step("refused", body="ASK {}", type=f"{QUERY}; charset=UTF-16", charset="utf-16"),)),
    Case("bad_query_syntax", (get("refused", ("query", "ASK {")),)),
    Case("bad_update_get", (get("refused", ("update", "CLEAR ALL")),), True),
    Case("bad_multiple_updates", (Step("refused", body="update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", type=FORM),), True),
    Case("bad_update_wrong_media_type", (Step("refused", body="CLEAR NAMED", type="text/plain"),), True),
    Case("bad_update_missing_form_type", (Step("refused", body="update=CLEAR%20NAMED"),), True),
    Case("bad_update_non_utf8", (Step("refused", body="CLEAR NAMED", type=f"{UPDATE}; charset=UTF-16", charset="utf-16"),), True),
    Case("bad_update_syntax", (Step("refused", body="update=CLEAR%20XYZ", type=FORM),), True),
    Case(
        "bad_update_dataset_conflict",
        (
            update(
                f"{PREFIXES} WITH <{ONE}> DELETE {{ ?leaflet a :Leaflet }} INSERT {{ ?leaflet a :Book }} WHERE {{ ?leaflet a :Leaflet }}",
                ("using-named-graph-uri", TWO),
                wanted="refused",
            ),
        ),
        True,
    ),
)


@pytest.fixture(scope="module")
def endpoint(empty_writable_server: Any) -> Iterator[httpx.Client]:
    """A client that speaks to the endpoint as one who may write."""
    server = empty_writable_server
    with httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {server.token}"}, timeout=30) as client:
        yield client


def sent(endpoint: httpx.Client, step: Step) -> httpx.Response:
    headers = {"Content-Type": step.type} if step.type else {}
    return endpoint.request(step.method, "/sparql", params=list(step.address), content=step.body.encode(step.charset), headers=headers)


def is_true(reply: httpx.Response) -> bool:
    """Whether an ASK was answered with yes."""
    return reply.json()["boolean"] is True if "json" in reply.headers["content-type"] else "<boolean>true</boolean>" in reply.text


def check(reply: httpx.Response, wanted: str) -> None:
    """Hold a reply against what must come back."""
    if wanted == "refused":
        assert 400 <= reply.status_code < 500 and reply.status_code not in (401, 403), reply.text
        assert reply.text.strip(), "a refusal says what was wrong"
        return
    assert 200 <= reply.status_code < 400, f"{reply.status_code}: {reply.text}"
    if wanted != "done":
        assert reply.headers["content-type"].partition(";")[0] in TYPES[wanted]
    if wanted == "true":
        assert is_true(reply), reply.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_protocol_suite_passes(endpoint: httpx.Client, case: Case) -> None:
    if case.loaded:
        check(sent(endpoint, update(LOAD)), "done")
    for step in case.steps:
        check(sent(endpoint, step), step.wanted)
    if case.loaded:
        check(sent(endpoint, direct("true", IS_NAMED)), "true")  # what is refused has changed nothing


def test_the_protocol_suite_passes_update_base_uri(endpoint: httpx.Client) -> None:
    graph = "http://example.org/suite/base"
    check(sent(endpoint, update(f"CREATE SILENT GRAPH <{graph}>")), "done")
    text = f"CLEAR GRAPH <{graph}> ; INSERT DATA {{ GRAPH <{graph}> {{ <{graph}/s> <{graph}/p> <test> }} }}"
    check(sent(endpoint, update(text)), "done")
    reply = sent(endpoint, direct("table", f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ <{graph}/s> <{graph}/p> ?o }} }}", ("format", "json")))
    check(reply, "table")
    (row,) = reply.json()["results"]["bindings"]
    assert row["o"]["type"] == "uri" and row["o"]["value"].endswith("test") and "://" in row["o"]["value"]


def test_all_tests_of_the_protocol_suite_are_here() -> None:
    assert len({case.name for case in CASES} | {"update_base_uri"}) == 34
