"""Who may write, and what it does: a server started to write, and its token."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.build import build
from kg.store import Store
from tests.web.serving import Server, serving

GRAPH = "https://w3id.org/govkg/doc/mine"
TURTLE = "<urn:a> <urn:b> <urn:c> ."


@pytest.fixture(scope="module")
def writable(samples_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a copy of the samples' graph that may be written to."""
    path = tmp_path_factory.mktemp("writable") / "graph"
    shutil.copytree(samples_graph, path)
    with serving(path, "--writable", "--rulings", str(path.parent / "rulings.ttl")) as one:
        yield one


def count(server: Server, pattern: str) -> str:
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    return httpx.get(f"{server.url}/sparql", params={"query": query, "format": "csv"}).text.split()[1]


def put(server: Server, token: str | None, text: str = TURTLE) -> httpx.Response:
    headers = {"Content-Type": "text/turtle"} | ({"Authorization": f"Bearer {token}"} if token is not None else {})
    return httpx.put(f"{server.url}/graphs", params={"graph": GRAPH}, content=text, headers=headers, timeout=30)


@pytest.mark.parametrize(
    "token", [None, "x", "wrong", "a-token-for-the-tests-onl", "a-token-for-the-tests-only2", "a-token-for-the-tests-only a"]
)
def test_without_the_token_nothing_is_written(writable: Server, token: str | None) -> None:
    header = {} if token is None else {"Authorization": f"Bearer {token}"}
    told = {"Content-Type": "application/sparql-update", **header}
    replies = [
        httpx.post(f"{writable.url}/sparql", content="DROP ALL", headers=told),
        httpx.post(f"{writable.url}/sparql", data={"update": "DROP ALL", "token": writable.token}, headers=header),
        httpx.put(f"{writable.url}/graphs?default", content=TURTLE, headers={**header, "Content-Type": "text/turtle"}),
        httpx.delete(f"{writable.url}/graphs", params={"graph": "https://w3id.org/govkg/graph/ontology"}, headers=header),
        httpx.post(f"{writable.url}/graphs", content=TURTLE, headers={**header, "Content-Type": "text/turtle"}),
    ]
    assert [(reply.status_code, "www-authenticate" in reply.headers) for reply in replies] == [(401, True)] * 5
    assert int(count(writable, "?s ?p ?o")) > 10_000


def test_a_graph_that_is_put_is_said_and_taken_back_with_its_graph(writable: Server) -> None:
    assert put(writable, writable.token).status_code == 201
    assert count(writable, "<urn:a> <urn:b> <urn:c>") == "1"
    assert put(writable, writable.token, "<urn:a> <urn:b> 'other' .").status_code == 204
    assert (count(writable, "<urn:a> <urn:b> <urn:c>"), count(writable, "<urn:a> <urn:b> 'other'")) == ("0", "1")
    headers = {"Authorization": f"Bearer {writable.token}"}
    assert httpx.delete(f"{writable.url}/graphs", params={"graph": GRAPH}, headers=headers, timeout=30).status_code == 204
    assert count(writable, "<urn:a> ?p ?o") == "0"


def test_an_update_is_seen_by_the_next_query(writable: Server) -> None:
    headers = {"Authorization": f"Bearer {writable.token}"}
    for step in range(3):
        old, new = (f"GRAPH <urn:g> {{ <urn:n> <urn:is> {value} }}" for value in ("?old", step))
        text = f"DELETE {{ {old} }} INSERT {{ {new} }} WHERE {{ OPTIONAL {{ {old} }} }}"
        assert httpx.post(f"{writable.url}/sparql", data={"update": text}, headers=headers, timeout=30).status_code == 204
        assert count(writable, f"GRAPH <urn:g> {{ <urn:n> <urn:is> {step} }}") == "1"


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1:1/x>",
        "LOAD <file:///etc/passwd>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_an_update_calls_no_host_either(writable: Server, update: str) -> None:
    reply = httpx.post(f"{writable.url}/sparql", data={"update": update}, headers={"Authorization": f"Bearer {writable.token}"}, timeout=30)
    assert (reply.status_code, "refused" in reply.text) == (400, True)


def test_while_a_build_writes_the_server_does_not(writable: Server) -> None:
    held = Store(writable.store)
    reply = put(writable, writable.token)
    del held
    assert (reply.status_code, "build" in reply.text, "retry-after" in reply.headers) == (503, True, True)


def test_a_ruling_needs_the_token_and_is_obeyed_by_the_next_build(writable: Server) -> None:
    form = {"one": "agency/350200/education", "other": "agency/350200/finance", "ruling": "different", "because": "两个局"}
    rulings = writable.store.parent / "rulings.ttl"
    refused = httpx.post(f"{writable.url}/review", data=form | {"token": "wrong"}, timeout=30)
    assert (refused.status_code, rulings.exists()) == (401, False)
    done = httpx.post(f"{writable.url}/review", data=form | {"token": writable.token}, timeout=30)
    assert (done.status_code, "owl:differentFrom" in rulings.read_text(encoding="utf-8")) == (303, True)


def test_a_build_is_followed_without_a_restart_and_what_it_takes_out_is_gone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{name}.txt").write_text(f"关于{name}的通知\n厦门市教育局印发《{name}办法》。\n", encoding="utf-8")
    build([tmp_path / "in"], Store(tmp_path / "graph"))
    with serving(tmp_path / "graph") as server:
        found = httpx.get(f"{server.url}/questions/documents.json").json()["results"]["bindings"]
        documents = sorted(row["document"]["value"] for row in found)
        (tmp_path / "in" / "two.txt").unlink()
        build([tmp_path / "in"], Store(tmp_path / "graph"), prune=True)
        for _ in range(100):
            if httpx.get(f"{server.url}/version").json()["store"] == max(one.name for one in (tmp_path / "graph" / "snapshots").iterdir()):
                break
        paths = [document.replace("https://w3id.org/govkg", server.url) for document in documents]
        for _ in range(100):
            statuses = sorted(httpx.get(f"{path}.ttl").status_code for path in paths)
            if statuses == [200, 410]:
                break
        assert statuses == [200, 410]
        assert len(httpx.get(f"{server.url}/questions/documents.json").json()["results"]["bindings"]) == 1
