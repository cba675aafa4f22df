"""The SPARQL endpoint over HTTP: formats, errors that say where, validators, compression, what it refuses."""

import csv
import io
import json

import httpx
import pyoxigraph
import pytest

from tests.web.serving import Server

KINDS = "SELECT ?kind (COUNT(?s) AS ?n) { ?s a ?kind } GROUP BY ?kind ORDER BY ?kind"


def ask(server: Server, query: str, **more: str) -> httpx.Response:
    headers = {"Accept": more.pop("accept")} if "accept" in more else {}
    return httpx.get(f"{server.url}/sparql", params={"query": query, **more}, headers=headers, timeout=30)


def test_a_table_is_the_same_in_every_format(server: Server) -> None:
    found = json.loads(ask(server, KINDS).text)["results"]["bindings"]
    expected = [(row["kind"]["value"], row["n"]["value"]) for row in found]
    assert len(expected) > 20
    for form in (pyoxigraph.QueryResultsFormat.XML, pyoxigraph.QueryResultsFormat.TSV):
        reply = ask(server, KINDS, format=form.file_extension if form.file_extension != "srx" else "xml")
        parsed = pyoxigraph.parse_query_results(reply.content, form)
        assert [(row["kind"].value, row["n"].value) for row in parsed] == expected, form  # type: ignore[union-attr]
    rows = list(csv.reader(io.StringIO(ask(server, KINDS, accept="text/csv").text)))
    assert rows == [["kind", "n"], *map(list, expected)]


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "jsonld", "trig", "nq"])
def test_a_graph_is_the_same_in_every_format(server: Server, suffix: str) -> None:
    query = "CONSTRUCT { ?s skos:prefLabel ?o } { ?s kg:parent <id/place/350200> ; skos:prefLabel ?o }"
    expected = set(pyoxigraph.parse(ask(server, query, format="nt").content, pyoxigraph.RdfFormat.N_TRIPLES))
    form = pyoxigraph.RdfFormat.from_extension(suffix)
    reply = ask(server, query, format=suffix)
    assert form and form.media_type in reply.headers["content-type"]
    assert len(expected) > 5
    assert set(pyoxigraph.parse(reply.content, form)) == expected


def test_our_prefixes_and_the_base_need_not_be_declared(server: Server) -> None:
    reply = ask(server, "ASK { <id/place/350200> skos:prefLabel '厦门市'@zh }", format="csv")
    assert reply.text.strip() == "true"


def test_the_default_graph_holds_a_fact_once_however_many_documents_state_it(server: Server) -> None:
    labels = "{ <id/place/350200> skos:prefLabel ?name }"
    once = ask(server, f"SELECT (COUNT(*) AS ?n) {labels}", format="csv").text.split()[1]
    many = ask(server, f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {labels} }}", format="csv").text.split()[1]
    assert (once, int(many) > 3) == ("1", True)


def test_several_default_graphs_are_merged_and_not_counted_twice(server: Server) -> None:
    query = "SELECT ?g { GRAPH ?g { <id/place/350200> skos:prefLabel ?name } } ORDER BY ?g LIMIT 3"
    graphs = ask(server, query, format="csv").text.split()[1:]
    count = "SELECT (COUNT(*) AS ?n) { <id/place/350200> skos:prefLabel ?name }"
    reply = httpx.get(
        f"{server.url}/sparql", params=[("query", count), ("format", "csv"), *(("default-graph-uri", graph) for graph in graphs)]
    )
    froms = " ".join(f"FROM <{graph}>" for graph in graphs)
    assert reply.text.split() == ["n", "1"]
    assert ask(server, count.replace("{", f"{froms} {{", 1), format="csv").text.split() == ["n", "1"]


def test_a_bad_query_is_a_400_that_says_what_and_where(server: Server) -> None:
    reply = ask(server, "SELECT ?s\nWHERE {\n  ?s a kg:Agency ; }} ORDER BY ?s")
    assert reply.status_code == 400
    assert reply.headers["content-type"].startswith("text/plain")
    assert "line 3, near column 28: expected OPTIONAL" in reply.text
    assert "  ?s a kg:Agency ; }} ORDER BY ?s" in reply.text
    assert reply.text.splitlines()[-1].index("^") == 27


@pytest.mark.parametrize(
    ("status", "query", "more"),
    [
        (406, "SELECT * { ?s ?p ?o } LIMIT 1", {"accept": "text/html"}),
        (406, "SELECT * { ?s ?p ?o } LIMIT 1", {"format": "ttl"}),
        (406, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", {"format": "csv"}),
        (400, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", {}),
        (400, "SELECT * { ?s ?p ?o }", {"default-graph-uri": "no iri>"}),
        (400, "SELECT (1 AS ?x { ?s ?p ?o }", {}),
    ],
)
def test_what_cannot_be_answered_says_why(server: Server, status: int, query: str, more: dict[str, str]) -> None:
    reply = ask(server, query, **more)
    assert (reply.status_code, reply.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert len(reply.text) > 20


def test_a_query_that_is_too_long_is_a_413(server: Server) -> None:
    reply = httpx.post(f"{server.url}/sparql", data={"query": "ASK {} #" + "x" * 100_001})
    assert reply.status_code == 413


def test_an_answer_that_is_too_large_is_refused_and_says_how_to_ask_for_less(server: Server) -> None:
    reply = ask(server, "SELECT * { GRAPH ?g { ?s ?p ?o } ?a a kg:Event }")
    assert (reply.status_code, "LIMIT" in reply.text) == (400, True)


@pytest.mark.parametrize("path", ["/sparql", "/graphs"])
def test_methods_that_do_not_belong_there_are_refused_with_those_that_do(server: Server, path: str) -> None:
    reply = httpx.request("PATCH", server.url + path)
    assert (reply.status_code, "GET" in reply.headers["allow"]) == (405, True)


def test_head_says_what_get_says_without_the_body(server: Server) -> None:
    got = ask(server, KINDS)
    head = httpx.head(f"{server.url}/sparql", params={"query": KINDS})
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", got.headers["etag"])


def test_other_sites_may_ask(server: Server) -> None:
    asked = {"Origin": "https://other.test", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    before = httpx.options(f"{server.url}/sparql", headers=asked)
    reply = httpx.get(f"{server.url}/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://other.test"})
    assert (before.status_code, before.headers["access-control-allow-methods"].count("POST")) == (200, 1)
    assert reply.headers["access-control-allow-origin"] == "*"


def test_what_is_known_already_is_not_sent_again_and_what_changes_is_not_remembered(server: Server) -> None:
    tag = ask(server, KINDS).headers["etag"]
    again = httpx.get(f"{server.url}/sparql", params={"query": KINDS}, headers={"If-None-Match": tag})
    as_csv = httpx.get(f"{server.url}/sparql", params={"query": KINDS, "format": "csv"}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, as_csv.status_code) == (304, b"", 200)
    assert "etag" not in ask(server, "SELECT (NOW() AS ?now) {}").headers


def test_answers_are_compressed_for_those_who_take_that(server: Server) -> None:
    with httpx.stream("GET", f"{server.url}/sparql", params={"query": KINDS}, headers={"Accept-Encoding": "gzip"}) as reply:
        assert reply.headers["content-encoding"] == "gzip"
    assert (
        "content-encoding"
        not in httpx.get(f"{server.url}/sparql", params={"query": KINDS}, headers={"Accept-Encoding": "identity"}).headers
    )


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("POST", "/sparql", "application/sparql-update"),
        ("PUT", "/graphs?default", "text/turtle"),
        ("POST", "/graphs", "text/turtle"),
        ("DELETE", "/graphs?graph=https%3A%2F%2Fw3id.org%2Fgovkg%2Fgraph%2Fontology", "text/turtle"),
    ],
)
def test_a_server_that_was_not_started_to_write_writes_nothing(server: Server, method: str, path: str, kind: str) -> None:
    reply = httpx.request(
        method, server.url + path, content="DROP ALL", headers={"Content-Type": kind, "Authorization": f"Bearer {server.token}"}
    )
    assert (reply.status_code, "--writable" in reply.text) == (403, True)


def test_an_update_in_the_address_is_no_way_to_write(server: Server) -> None:
    assert httpx.get(f"{server.url}/sparql", params={"update": "DROP ALL"}).status_code == 400


def test_a_browser_that_comes_without_a_query_gets_the_editor(server: Server) -> None:
    reply = httpx.get(f"{server.url}/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/editor")
