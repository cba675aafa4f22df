"""What attackers try: each attempt is answered with what was wrong, none is obeyed, and none ends a worker or holds the server."""

import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.records import RECORDS
from kg.store import Store
from tests.web.serving import Server, serving

SCRIPT = "<script>alert(1)</script>"
EVIL = "http://127.0.0.1:1/"


def raw(server: Server, sent: bytes, *more: bytes) -> bytes:
    """All that the server answers to some bytes, sent in pieces, until it closes or is silent for a while."""
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.settimeout(0.5)
        for piece in (sent, *more):
            line.sendall(piece)
            time.sleep(0.1 if more else 0)
        found = b""
        while True:
            try:
                part = line.recv(65536)
            except (TimeoutError, ConnectionError):
                return found
            if not part:
                return found
            found += part


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3})", answer)]


@pytest.mark.parametrize(
    "path",
    [
        "/search?q={}",
        "/search?q=a&kind={}",
        "/search?q=a&page={}",
        "/questions/{}",
        "/questions/citations?{}=1",
        "/questions/facts-about?name={}",
        "/questions/in-force?day={}",
        "/network?view={}",
        "/network?around={}",
        "/network?since={}",
        "/network?kind={}",
        "/editor?query={}",
        "/review?page={}",
        "/reconcile/preview?id={}",
        "/id/{}.html",
        "/doc/{}.html",
        "/nothing/{}",
        "/?lang={}",
    ],
)
def test_script_in_an_address_is_never_part_of_a_page(server: Server, path: str) -> None:
    address = server.url + path.replace("{}", "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27")
    reply = httpx.get(address, headers={"Accept": "text/html"}, timeout=30)
    assert reply.status_code in (200, 400, 404), reply.text
    assert reply.headers["content-type"].startswith("text/html")
    assert SCRIPT not in reply.text
    assert "script-src 'self'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (404, "/id/%FF.html"),
        (404, "/id/%EF%BF%BF.ttl"),
        (404, "/id/[a].html"),
        (404, "/id/%25zz.ttl"),
        (404, "/id/a%7Cb.ttl"),
        (404, "/id/%3C.html"),
        (404, "/graph/%C2%80.ttl"),
        (400, "/graphs?graph=:"),
        (400, "/graphs?graph=a:%25zz"),
        (400, "/graphs?graph=a:%EF%BF%BD"),
        (400, "/search?q=a&page=99999999999999999999"),
        (400, "/search?q=a&page=" + "9" * 5_000),
        (400, "/suggest?q=a&limit=" + "9" * 5_000),
        (400, "/review?page=" + "9" * 5_000),
        (400, "/network?minimum=" + "9" * 5_000),
        (400, "/network?around=no%20iri"),
        (400, "/network?around=http%3A%2F%2F%5B"),
        (400, "/network?served=x"),
        (400, "/questions/citations.html?served=x"),
        (400, "/questions/citations.html?question=x"),
        (400, "/questions/citations.json?question=x"),
        (404, "/static/" + "a" * 300),
        (404, "/static/..%2F..%2Fpages.py"),
        (404, "/static/a%00.css"),
        (404, "/questions/..%2F..%2Fpyproject"),
        (400, "/reconcile?queries=%7B%22q%22%3A%7B%22query%22%3A%22%5Cud800%22%7D%7D"),
        (400, "/reconcile?queries=%7B%22%5Cud800%22%3A%7B%22query%22%3A%22x%22%7D%7D"),
        (400, "/reconcile?extend=%7B%22ids%22%3A%5B%22%5Cud800%22%5D%2C%22properties%22%3A%5B%7B%22id%22%3A%22place%22%7D%5D%7D"),
        (400, "/reconcile?queries=" + "%5B" * 5_000),
        (400, "/reconcile?query=a&callback=alert(1)"),
        (400, "/reconcile?query=a&callback=a%0D%0Ab"),
        (400, "/reconcile?query=a&callback=%E4%B8%AD"),
        (403, f"/graphs?graph={RECORDS}"),
    ],
)
def test_what_makes_no_sense_is_the_askers_mistake_and_ends_no_worker(server: Server, status: int, path: str) -> None:
    reply = httpx.get(server.url + path, timeout=30)
    assert (reply.status_code, len(reply.text) > 10) == (status, True), reply.text
    assert "a worker ended" not in server.logged()


@pytest.mark.parametrize(
    "query",
    [
        "市" * 5_000,
        " ".join(map(str, range(400))),
        '" OR "',
        "NEAR(a b)",
        "a* -b ^c {d} e:f",
        "\x00\x01",
        "\u202e市",
        "😀",
    ],
)
def test_the_search_takes_any_text_as_text(server: Server, query: str) -> None:
    for path in ("/search", "/suggest"):
        assert httpx.get(server.url + path, params={"q": query}, timeout=30).status_code == 200


@pytest.mark.parametrize("path", ["/id/a%250d%250aSet-Cookie:x=1", "/id//evil.test/", "/doc/..%2f..%2f%2fevil.test"])
def test_a_redirect_stays_here_and_carries_no_header_of_others(server: Server, path: str) -> None:
    reply = httpx.get(server.url + path, headers={"Accept": "text/turtle"})
    assert reply.status_code == 303
    assert re.match(r"/(id|doc)/", reply.headers["location"])
    assert "set-cookie" not in reply.headers


def test_a_language_or_a_host_that_is_given_reaches_no_header(server: Server) -> None:
    for reply in (
        httpx.get(f"{server.url}/?lang=en%0d%0aX-Evil:1"),
        httpx.get(f"{server.url}/id/place/350200", headers={"Host": "evil.test"}),
    ):
        assert "x-evil" not in reply.headers
        assert "set-cookie" not in reply.headers
        assert "evil.test" not in str(reply.headers)


POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
SMUGGLED = [
    b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /version HTTP/1.1\r\nHost: x\r\n\r\n",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\nGET /version HTTP/1.1\r\nHost: x\r\n\r\n",
    b"Content-Length: 3\r\nContent-Length: 6\r\n\r\nASK{}x",
    b"Content-Length: +5\r\n\r\nASK{}",
    b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    b"X: a\r\n b\r\n\r\n",
]


@pytest.mark.parametrize("head", SMUGGLED)
def test_a_request_whose_end_is_in_doubt_is_refused_and_the_line_closed(server: Server, head: bytes) -> None:
    assert statuses(raw(server, POST + head)) == [400]


def test_raw_chinese_in_a_body_behind_another_request_stays_as_it_is(server: Server) -> None:
    body = "ASK { ?s ?p '中文' }".encode()
    head = POST + b"Content-Length: %d\r\n\r\n" % len(body)
    last = b"GET /version HTTP/1.1\r\nHost: x\r\n\r\n"
    assert statuses(raw(server, last + head, body + last)) == [200, 200, 200]


def test_a_head_or_a_trailer_without_end_is_cut_off(server: Server) -> None:
    start = b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 100_000
    assert statuses(raw(server, start, b"a" * 100_000)) == [431]
    body = POST + b"Transfer-Encoding: chunked\r\n\r\n6\r\nASK {}\r\n0\r\n"
    with pytest.raises(ConnectionError):
        raw(server, body, *[b"X: " + b"a" * 60_000 + b"\r\n"] * 20)


def test_a_body_that_ends_early_is_no_failure_of_the_server(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(POST + b"Content-Length: 100\r\n\r\nASK")
    assert httpx.get(f"{server.url}/health").status_code == 200
    assert "Traceback" not in server.logged()


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE SILENT <{EVIL}> {{ ?s ?p ?o }} }}",
        f"PREFIX SERVICE: <http://x.test/> PREFIX : <{EVIL}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(1 AS ?a) FILTER(?a<1)#>'''\nSERVICE <{EVIL}> {{ ?s ?p ?o }} #'''\n}}",
        f"SELECT * {{ BIND('a' AS ?a) FILTER(?a<'>')SERVICE <{EVIL}> {{ ?s ?p ?o }} #'\n}}",
        f"SELECT * {{ OPTIONAL {{ <http://e.test/\u3000#> ?p ?q }} SERVICE <{EVIL}> {{ ?s ?p ?o }}\n}}",
    ],
)
def test_a_disguised_call_of_another_host_is_refused(server: Server, text: str) -> None:
    reply = httpx.post(f"{server.url}/sparql", data={"query": text})
    assert (reply.status_code, "refused" in reply.text) == (400, True)


def test_an_allowed_host_lets_nobody_through_to_others(samples_graph: Path) -> None:
    with socket.socket() as listener, serving(samples_graph, "--allow-host", "good.test", "--workers", "1") as server:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.5)
        evil = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for text in (
            f"SELECT * {{ SERVICE <{evil}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE <http://good.test@{evil[7:]}> {{ ?s ?p ?o }} }}",
            f"PREFIX SILENTe: <http://good.test/> PREFIX e: <{evil}> SELECT * {{ SERVICE SILENTe:x {{ ?s ?p ?o }} }}",
            f"SELECT * {{ # SERVICE\n<http://good.test/> ?p ?q . SERVICE <{evil}> {{ ?s ?p ?o }}\n}}",
            f"ASK {{ VALUES ?e {{ <{evil}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
        ):
            assert httpx.post(f"{server.url}/sparql", data={"query": text}, timeout=30).status_code == 400
        assert httpx.get(f"{server.url}/sparql", params={"query": f"SELECT * FROM <{evil}> {{ ?s ?p ?o }}"}).status_code == 200
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }",
        "ASK " + "{" * 45_000 + "}" * 45_000,
        "ASK { FILTER(" + "!" * 90_000 + "true) }",
        "ASK { FILTER(1" + "+1" * 45_000 + ">0) }",
        "SELECT (STRLEN(?x40) AS ?n) { BIND('a' AS ?x0) " + " ".join(f"BIND(CONCAT(?x{n},?x{n}) AS ?x{n + 1})" for n in range(40)) + " }",
        "SELECT (STRLEN(?c) AS ?n) { BIND('" + "a" * 40_000 + "' AS ?a) BIND(REPLACE(?a,'a',?a) AS ?b) BIND(REPLACE(?b,'a',?a) AS ?c) }",
    ],
    ids=["brackets", "braces", "not", "sum", "doubled text", "replaced text"],
)
def test_a_query_too_deep_or_too_greedy_ends_its_worker_and_no_other(server: Server, query: str) -> None:
    reply = httpx.post(f"{server.url}/sparql", data={"query": query}, timeout=30)
    assert (reply.status_code, "nested too deep" in reply.text) == (503, True)
    assert httpx.get(f"{server.url}/sparql", params={"query": "ASK {}"}).status_code == 200


def test_a_text_that_is_slow_to_cut_into_words_holds_nobody_else(server: Server) -> None:
    """The server itself must not read queries: what is slow to read may only hold a worker."""
    slow = threading.Thread(target=lambda: httpx.post(f"{server.url}/sparql", data={"query": "a." * 49_000}, timeout=60))
    slow.start()
    assert httpx.get(f"{server.url}/health", timeout=5).status_code == 200
    slow.join()


def test_answers_in_several_languages_and_formats_have_tags_of_their_own(server: Server) -> None:
    tags: dict[str, str] = {}
    for language in ("zh", "en"):
        for accept in ("text/html", "application/json", "text/csv"):
            headers = {"Accept": accept, "Accept-Language": language}
            reply = httpx.get(f"{server.url}/questions/citations", headers=headers)
            kind = f"{accept} {language if accept == 'text/html' else ''}"
            assert tags.setdefault(reply.headers["etag"], kind) == kind
            again = httpx.get(f"{server.url}/questions/citations", headers=headers | {"If-None-Match": reply.headers["etag"]})
            assert (again.status_code, again.headers["vary"].split(",")[0]) == (304, "Accept")
    assert len(tags) == 4


def test_a_condition_is_no_answer_to_what_is_not_there_or_to_a_post(server: Server) -> None:
    assert httpx.get(f"{server.url}/id/nothing.ttl", headers={"If-None-Match": "*"}).status_code == 404
    tag = httpx.post(f"{server.url}/sparql", data={"query": "ASK {}"}).headers["etag"]
    assert httpx.post(f"{server.url}/sparql", data={"query": "ASK {}"}, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/search?q=a", "/questions/citations", "/network", "/editor", "/review", "/sparql", "/nothing"])
def test_every_address_takes_head_and_refuses_trace(server: Server, path: str) -> None:
    got, head = httpx.get(server.url + path), httpx.head(server.url + path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert httpx.request("TRACE", server.url + path).status_code in (404, 405)


@pytest.mark.parametrize("path", ["/sparql", "/graphs"])
def test_options_tells_the_methods(server: Server, path: str) -> None:
    reply = httpx.options(server.url + path)
    assert (reply.status_code, {"GET", "HEAD", "OPTIONS", "POST"} <= set(reply.headers["allow"].split(", "))) == (204, True)


def test_the_log_keeps_tokens_and_controls_to_itself(server: Server) -> None:
    httpx.get(f"{server.url}/nothing-%C2%9B31m-%E2%80%A8-%0a%7B%22fake%22:1%7D?token=secret-{server.token}&x=1")
    for _ in range(100):
        if "nothing-" in server.logged():
            break
        time.sleep(0.02)
    line = next(line for line in server.logged().split("\n") if "nothing-" in line)
    assert "\\u009b31m-\\u2028-\\n" in line
    assert "token=…&x=1" in line
    assert server.token not in server.logged()


@pytest.fixture(scope="module")
def writable(samples_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a copy of the samples' graph that may be written to."""
    path = tmp_path_factory.mktemp("attacked") / "graph"
    shutil.copytree(samples_graph, path)
    with serving(path, "--writable", "--memory", "400", "--rulings", str(path.parent / "rulings.ttl")) as one:
        yield one


def write(server: Server, method: str, path: str, **options: object) -> httpx.Response:
    headers = {"Authorization": f"Bearer {server.token}"} | dict(options.pop("headers", {}))  # type: ignore[call-overload]
    return httpx.request(method, server.url + path, headers=headers, timeout=60, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Basic YS10b2tlbi1mb3ItdGhlLXRlc3RzLW9ubHk="},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer A-TOKEN-FOR-THE-TESTS-ONLY"},
        {"Authorization": "Token a-token-for-the-tests-only"},
        {"Cookie": "token=a-token-for-the-tests-only"},
        {"X-Authorization": "Bearer a-token-for-the-tests-only"},
        {"Authorization": "Bearer \xff"},
    ],
)
def test_a_token_counts_only_where_it_belongs(writable: Server, headers: dict[str, str]) -> None:
    sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    address = f"{writable.url}/graphs?graph=urn%3Anone&token={writable.token}"
    reply = httpx.delete(address, headers=sent)
    assert (reply.status_code, reply.headers["www-authenticate"]) == (401, 'Bearer realm="kg"')


def test_a_method_in_a_header_or_parameter_is_no_method(writable: Server) -> None:
    address = f"{writable.url}/graphs?graph=https%3A%2F%2Fw3id.org%2Fgovkg%2Fgraph%2Fontology&_method=DELETE"
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert write(writable, "GET", address.removeprefix(writable.url), headers={name: "DELETE"}).status_code == 200
    assert httpx.get(address).status_code == 200


def test_who_may_not_write_need_not_send_all_of_a_large_body(writable: Server) -> None:
    for method, path, kind in (("POST", "/sparql", "application/sparql-update"), ("PUT", "/graphs?default", "text/turtle")):
        head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: 60000000\r\n\r\n"
        assert statuses(raw(writable, head.encode())) == [401]


@pytest.mark.parametrize(
    ("status", "kind", "content"),
    [
        (400, "text/turtle", b"<a <b"),
        (400, "text/turtle", b"\x00\xff\xfe"),
        (400, "image/png", b"x"),
        (400, "application/n-quads", b"<urn:a> <urn:b> <urn:c> <urn:d> ."),
        (400, "application/ld+json", b'{"@context":"http://127.0.0.1:1/","a":"b"}'),
        (400, "application/ld+json", b'{"@graph":[{"@id":"urn:x","@graph":[{"@id":"urn:y","urn:p":"1"}]}]}'),
        (400, "application/rdf+xml", b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'),
        (400, "multipart/form-data", b"x"),
        (400, 'multipart/form-data; boundary=""', b"--x\r\n"),
    ],
)
def test_a_graph_that_cannot_be_read_changes_nothing(writable: Server, status: int, kind: str, content: bytes) -> None:
    reply = write(writable, "PUT", "/graphs?graph=urn%3Abroken", content=content, headers={"Content-Type": kind})
    assert (reply.status_code, len(reply.text) > 20) == (status, True)
    assert httpx.get(f"{writable.url}/graphs?graph=urn%3Abroken").status_code == 404


def test_entities_that_multiply_meet_the_limit_of_memory(writable: Server) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "a" * 10}">' for n in range(12))
    names = 'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e"'
    text = f'<!DOCTYPE r [{entities}]><r:RDF {names}><r:Description r:about="urn:a"><e:b>&a11;</e:b></r:Description></r:RDF>'
    reply = write(writable, "PUT", "/graphs?graph=urn%3Abomb", content=text.encode(), headers={"Content-Type": "application/rdf+xml"})
    assert (reply.status_code, "memory" in reply.text) == (503, True)


def test_what_the_store_remembers_for_itself_is_not_to_be_written(writable: Server) -> None:
    address = f"/graphs?graph={RECORDS}"
    for method in ("PUT", "POST", "DELETE"):
        assert write(writable, method, address, headers={"Content-Type": "text/turtle"}).status_code == 403


def test_an_update_that_fails_half_way_is_explained_and_leaves_nothing(writable: Server) -> None:
    update = "INSERT DATA { <urn:half> <urn:half> 1 } ; DROP GRAPH <urn:not-there>"
    reply = write(writable, "POST", "/sparql", data={"update": update})
    assert (reply.status_code, "does not exist" in reply.text) == (400, True)
    assert httpx.get(f"{writable.url}/sparql?query=ASK{{<urn:half>?p?o}}&format=csv").text.strip() == "false"


def test_a_ruling_cannot_break_out_of_its_line_and_none_is_lost(writable: Server) -> None:
    rulings = writable.store.parent / "rulings.ttl"
    form = {
        "one": "agency/350200/education",
        "ruling": "different",
        "because": 'x" . <urn:a> <urn:b> <urn:c> . #\n<y>',
        "token": writable.token,
    }
    done = list[int]()
    threads = [
        threading.Thread(
            target=lambda n=n: done.append(
                httpx.post(f"{writable.url}/review", data=form | {"other": f"agency/350200/x-{n}"}, timeout=60).status_code
            )
        )
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    text = rulings.read_text(encoding="utf-8")
    assert done == [303] * 8
    assert {f"x-{n}" for n in range(8)} <= set(re.findall(r"x-\d", text))
    assert len([line for line in text.splitlines() if "owl:differentFrom" in line]) == 8
    assert not [line for line in text.splitlines() if line.startswith(("<urn", "<y"))]


def test_a_ruling_comes_with_a_token_and_never_by_itself(writable: Server) -> None:
    form = {"one": "agency/350200/education", "other": "agency/350200/finance", "ruling": "same", "because": "x"}
    headers = {"Origin": "https://evil.test", "Cookie": f"token={writable.token}", "Authorization": f"Bearer {writable.token}"}
    reply = httpx.post(f"{writable.url}/review?token={writable.token}", data=form, headers=headers)
    assert (reply.status_code, reply.headers["www-authenticate"]) == (401, 'Bearer realm="kg"')


def test_script_in_names_and_texts_of_the_store_is_text_on_every_page(writable: Server) -> None:
    base = "https://w3id.org/govkg/"
    turtle = f"""
        @prefix kg: <{base}ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix dct: <http://purl.org/dc/terms/> . @prefix schema: <http://schema.org/> .
        <{base}id/agency/evil> a kg:Agency ; skos:prefLabel "{SCRIPT}"@zh ; skos:altLabel "</script>{SCRIPT}" ;
            kg:website "javascript:alert(1)" .
        <{base}doc/evil> a kg:Announcement ; dct:title "{SCRIPT}"@zh ; kg:text "{SCRIPT} </script>" ; dct:issued "{SCRIPT}" ;
            schema:url "javascript:alert(1)" ; schema:mentions <{base}id/agency/evil> ; kg:issuedBy <{base}id/agency/evil> .
    """
    assert (
        write(writable, "PUT", f"/graphs?graph={base}doc/evil", content=turtle, headers={"Content-Type": "text/turtle"}).status_code == 201
    )
    pages = [
        "/id/agency/evil.html",
        "/doc/evil.html?from=0&to=9",
        "/",
        "/search?q=script",
        "/reconcile/preview?id=agency/evil",
        "/questions/documents.html",
        "/editor?query=SELECT%20*%20%7B%20%3Chttps://w3id.org/govkg/id/agency/evil%3E%20?p%20?o%20%7D",
        "/network?around=https://w3id.org/govkg/id/agency/evil",
        "/review",
    ]
    for _ in range(100):  # the workers of pages follow a moment later
        if httpx.get(writable.url + pages[0], timeout=30).status_code == 200:
            break
        time.sleep(0.1)
    for page in pages:
        reply = httpx.get(writable.url + page, timeout=30)
        assert reply.status_code == 200, page
        assert SCRIPT not in reply.text, page
        assert 'href="javascript' not in reply.text, page
    assert "a worker ended" not in writable.logged()


def test_a_server_of_a_store_without_snapshots_follows_the_first_and_an_older_one_that_is_put_back(
    samples_graph: Path, tmp_path: Path
) -> None:
    path = tmp_path / "graph"
    shutil.copytree(samples_graph, path)
    shutil.rmtree(path / "snapshots")
    with serving(path, "--workers", "1") as server:

        def version() -> str:
            return str(httpx.get(f"{server.url}/version").json()["store"])

        def comes(wanted: str) -> bool:
            for _ in range(200):
                if version() == wanted:
                    return True
                time.sleep(0.05)
            return False

        assert version() == "-"
        for _ in range(2):
            Store(path).publish()
        one, two = sorted(snapshot.name for snapshot in (path / "snapshots").iterdir())
        assert comes(two)
        (path / "snapshots" / two).rename(tmp_path / two)
        assert comes(one)
        assert httpx.get(f"{server.url}/sparql?query=ASK{{}}").status_code == 200


def test_workers_do_not_hear_what_a_terminal_tells_the_server(server: Server) -> None:
    def sessions(option: str) -> set[str]:
        told = subprocess.run(["ps", "-o", "sid=", option, str(server.process.pid)], capture_output=True, text=True, check=False)
        return set(told.stdout.split())

    assert sessions("--ppid")
    assert not sessions("--ppid") & sessions("-p")
