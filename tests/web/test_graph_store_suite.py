"""The W3C's tests of the Graph Store Protocol, by their names (w3c/rdf-tests, sparql/sparql11/http-rdf-update), against the running server.

They build on one another: all requests go out once, in the suite's order, and each test looks at the reply to its own. Where the
suite wants 200 for a change, 204 counts too, as the protocol has it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

TURTLE = "text/turtle; charset=utf-8"
PREFIXES = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix v: <http://www.w3.org/2006/vcard/ns#> . "
PERSON = "<http://example.org/suite/person/1>"
CARD = PREFIXES + PERSON + ' a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn "%s" ] . '
NAMED = PREFIXES + PERSON + ' foaf:name "Jane Doe" .'
PARTS = {"family": PREFIXES + PERSON + ' foaf:familyName "Doe" .', "given": PREFIXES + PERSON + ' foaf:givenName "Jane" .'}
SOMEBODY = PREFIXES + '[] a foaf:Person ; foaf:businessCard [ a v:VCard ; v:given-name "Alice" ] .'
JANE = CARD % "Jane Doe"
FIRST, SECOND, THIRD = ({"graph": f"http://example.org/suite/person/{number}"} for number in "123")
DEFAULT, NEW = {"default": ""}, {"graph": "(the new one)"}
CHANGED = frozenset({200, 204})


@dataclass(frozen=True)
class Step:
    """A request about a graph, the statuses it may be answered with, and the Turtle that must come back."""

    name: str
    method: str
    graph: Mapping[str, str]
    status: frozenset[int]
    body: str = ""
    type: str = TURTLE
    holds: str = ""


def wanted(*statuses: int) -> frozenset[int]:
    return frozenset(statuses)


STEPS = (
    Step("put__initial_state", "PUT", FIRST, wanted(201), CARD % "John Doe"),
    Step("get_of_put__initial_state", "GET", FIRST, wanted(200), holds=CARD % "John Doe"),
    Step("put__graph_already_in_store", "PUT", FIRST, CHANGED, JANE),
    Step("get_of_put__graph_already_in_store", "GET", FIRST, wanted(200), holds=JANE),
    Step("put__default_graph", "PUT", DEFAULT, CHANGED | {201}, SOMEBODY),
    Step("get_of_put__default_graph", "GET", DEFAULT, wanted(200), holds=SOMEBODY + JANE),  # it is what all graphs state
    Step("put__mismatched_payload", "PUT", DEFAULT, wanted(400), JANE, "application/rdf+xml"),
    Step("(put what is taken out)", "PUT", SECOND, wanted(201), JANE),
    Step("delete__existing_graph", "DELETE", SECOND, CHANGED),
    Step("get_of_delete__existing_graph", "GET", SECOND, wanted(404)),
    Step("delete__nonexistent_graph", "DELETE", SECOND, wanted(404)),
    Step("post__existing_graph", "POST", FIRST, CHANGED, NAMED),
    Step("get_of_post__existing_graph", "GET", FIRST, wanted(200), holds=JANE + NAMED),
    Step("post__multipart_formdata", "POST", FIRST, CHANGED, type="multipart/form-data"),
    Step("get_of_post__multipart_formdata", "GET", FIRST, wanted(200), holds=JANE + NAMED + "".join(PARTS.values())),
    Step("post__create__new_graph", "POST", {}, wanted(201), SOMEBODY),
    Step("get_of_post__create__new_graph", "GET", NEW, wanted(200), holds=SOMEBODY),
    Step("(post nothing)", "POST", NEW, CHANGED, ""),
    Step("get_of_post__after_noop", "GET", NEW, wanted(200), holds=SOMEBODY),
    Step("head_on_an_existing_graph", "HEAD", FIRST, wanted(200)),
    Step("head_on_a_nonexisting_graph", "HEAD", THIRD, wanted(404)),
)
Replies = dict[str, httpx.Response]


@pytest.fixture(scope="module")
def replies(empty_writable_server: Any) -> Replies:
    """The replies to all requests of the suite, on an empty store."""
    server = empty_writable_server
    found: Replies = {}
    with httpx.Client(headers={"Authorization": f"Bearer {server.token}"}, timeout=30) as client:
        client.post(f"{server.url}/sparql", data={"update": "DROP ALL"}).raise_for_status()
        for step in STEPS:
            url, graph = f"{server.url}/graphs", step.graph
            if graph is NEW:
                url, graph = found["post__create__new_graph"].headers.get("Location", url), {}
            found[step.name] = sent(client, step, url, graph)
    return found


def sent(client: httpx.Client, step: Step, url: str, graph: Mapping[str, str]) -> httpx.Response:
    if step.type == "multipart/form-data":
        files = [(name, (f"{name}.ttl", text, TURTLE)) for name, text in PARTS.items()]
        return client.request(step.method, url, params=graph or None, files=files)
    headers = {"Content-Type": step.type} if step.method in ("PUT", "POST") else {"Accept": "text/turtle"}
    return client.request(step.method, url, params=graph or None, content=step.body.encode(), headers=headers)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_the_graph_store_suite_passes(replies: Replies, step: Step) -> None:
    reply = replies[step.name]
    assert reply.status_code in step.status, reply.text
    if step.method == "HEAD":
        assert reply.content == b""
    elif reply.status_code >= 400:
        assert reply.text.strip(), "a refusal says what was wrong"
    if step.holds:
        assert reply.headers["content-type"].partition(";")[0] == "text/turtle"
        assert isomorphic(Graph().parse(data=reply.text, format="turtle"), Graph().parse(data=step.holds, format="turtle")), reply.text


def test_head_says_what_get_says(replies: Replies) -> None:
    head, get = replies["head_on_an_existing_graph"], replies["get_of_post__multipart_formdata"]
    assert head.headers["content-type"] == get.headers["content-type"]


def test_a_new_graph_is_where_its_location_says(empty_writable_server: Any, replies: Replies) -> None:
    assert replies["post__create__new_graph"].headers["Location"].startswith(empty_writable_server.url)


def test_all_tests_of_the_graph_store_suite_are_here() -> None:
    assert len({step.name for step in STEPS if not step.name.startswith("(")}) == 19
