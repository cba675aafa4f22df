"""Every IRI under the base is an address: for people a page, for programs RDF."""

import httpx
import pyoxigraph
import pytest

from tests.web.serving import Server

BASE = "https://w3id.org/govkg/"
XIAMEN = f"{BASE}id/place/350200"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def get(server: Server, path: str, accept: str = "*/*") -> httpx.Response:
    return httpx.get(server.url + path, headers={"Accept": accept}, timeout=30)


def read(reply: httpx.Response, suffix: str) -> set[pyoxigraph.Triple]:
    form = pyoxigraph.RdfFormat.from_extension(suffix)
    return {quad.triple for quad in pyoxigraph.parse(reply.content, form)}


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (BROWSER, "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("application/n-triples", "nt"),
        ("*/*", "html"),
    ],
)
def test_a_thing_leads_to_what_the_client_prefers(server: Server, accept: str, suffix: str) -> None:
    reply = get(server, "/id/place/350200", accept)
    assert (reply.status_code, reply.headers["location"], "Accept" in reply.headers["vary"]) == (303, f"/id/place/350200.{suffix}", True)


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "nt", "rdf"])
def test_the_data_of_a_thing_say_what_it_is_and_what_points_to_it(server: Server, suffix: str) -> None:
    found = read(get(server, f"/id/place/350200.{suffix}"), suffix)
    told = {(triple.subject, triple.predicate.value, triple.object) for triple in found}
    xiamen, tongan = pyoxigraph.NamedNode(XIAMEN), pyoxigraph.NamedNode(f"{BASE}id/place/350212")
    assert (xiamen, "http://www.w3.org/2004/02/skos/core#prefLabel", pyoxigraph.Literal("厦门市", language="zh")) in told
    assert (tongan, f"{BASE}ontology#parent", xiamen) in told
    assert (tongan, "http://www.w3.org/2004/02/skos/core#prefLabel", pyoxigraph.Literal("同安区", language="zh")) in told


def test_the_data_of_a_document_are_its_graph(server: Server) -> None:
    query = "SELECT ?d { ?d a kg:Announcement } ORDER BY ?d LIMIT 1"
    document = httpx.get(f"{server.url}/sparql", params={"query": query, "format": "csv"}).text.split()[1]
    by_address = read(get(server, f"/doc/{document.rsplit('/', 1)[1]}.nt"), "nt")
    by_store = read(httpx.get(f"{server.url}/graphs", params={"graph": document, "format": "nt"}), "nt")
    assert by_address == by_store
    assert any(triple.predicate.value == f"{BASE}ontology#text" for triple in by_address)


def test_the_ontology_is_an_address_too(server: Server) -> None:
    assert any(triple.subject.value == f"{BASE}ontology#issuedBy" for triple in read(get(server, "/ontology.ttl"), "ttl"))  # type: ignore[union-attr]
    assert 'id="issuedBy"' in get(server, "/ontology.html").text


@pytest.mark.parametrize("path", ["/id/agency/没有的.ttl", "/id/agency/%E6%B2%A1%E6%9C%89%E7%9A%84.ttl"])
def test_chinese_in_a_path_may_stand_raw_or_encoded_and_what_is_not_there_is_a_404_that_says_so(server: Server, path: str) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    import socket

    with socket.create_connection((host, int(port))) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        parts = []
        while part := raw.recv(65536):
            parts.append(part)
    text = b"".join(parts).decode()
    assert text.startswith("HTTP/1.1 404")
    assert f"<{BASE}id/agency/没有的>" in text


def test_a_page_that_is_not_there_is_a_404_in_words_and_in_the_readers_language(server: Server) -> None:
    chinese = httpx.get(f"{server.url}/id/agency/none.html", headers={"Accept": BROWSER, "Accept-Language": "zh-CN"})
    english = httpx.get(f"{server.url}/no/such/page.html", headers={"Accept": BROWSER, "Accept-Language": "en"})
    assert (chinese.status_code, 'lang="zh-CN"' in chinese.text) == (404, True)
    assert (english.status_code, 'lang="en"' in english.text) == (404, True)


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e%2fapp.py", "/static/..%5capp.py", "/etc/passwd", "/id/../../etc/passwd.ttl"]
)
def test_no_path_leads_out_of_the_graph(server: Server, path: str) -> None:
    with httpx.Client() as client:
        reply = client.send(httpx.Request("GET", httpx.URL(server.url).copy_with(raw_path=path.encode())))
    assert reply.status_code == 404
    assert "root:" not in reply.text and "import" not in reply.text


def test_the_well_known_description_tells_what_the_endpoint_serves(server: Server) -> None:
    void = read(get(server, "/.well-known/void", "application/n-triples"), "nt")
    told = {triple.predicate.value.rpartition("#")[2]: triple.object.value for triple in void if triple.subject.value == f"{BASE}dataset"}  # type: ignore[union-attr]
    assert (told["sparqlEndpoint"], told["uriSpace"], told["documents"]) == (f"{server.url}/sparql", BASE, "21")
    assert int(told["triples"]) > 10_000
