"""`kg push` sends a graph to any Graph Store: the native Oxigraph server, a server that fails now and then, and kg serve itself."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

import kg.pushing
from kg.digest import digest_of, store_digest
from kg.errors import QueryError
from kg.parts import parts_of, quads_of
from kg.pushing import GraphStore, Pushed, push
from kg.store import Store
from tests.small import small_store
from tests.test_cli import kg as command
from tests.web.serving import TOKEN, oxigraph, serving

GRAPH = "http://example.org/g"


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """A small graph in two partitions; most of its graphs stand in both."""
    lines = small_store().dump().splitlines(keepends=True)
    for number in (0, 1):
        (tmp_path / "parts").mkdir(exist_ok=True)
        (tmp_path / "parts" / f"part-{number}.nq").write_bytes(b"".join(lines[number::2]))
    return tmp_path / "parts"


@pytest.fixture
def native(tmp_path: Path) -> Iterator[str]:
    """An empty Oxigraph server."""
    with oxigraph("serve", tmp_path / "native") as url:
        yield url


def held(url: str) -> list[Quad]:
    """All that an Oxigraph server holds."""
    reply = httpx.get(f"{url}/store", headers={"Accept": "application/n-quads"}).raise_for_status()
    return list(pyoxigraph.parse(reply.content, format=RdfFormat.N_QUADS))


def test_a_server_holds_the_graph_that_was_pushed(parts: Path, native: str) -> None:
    run = command("push", str(parts), "--graph-store", f"{native}/store")
    assert run.returncode == 0, run.stderr
    assert digest_of(held(native)) == store_digest(small_store())
    assert [file.name for file in parts.iterdir() if file.suffix == ".journal"] == []


def test_named_graphs_are_replaced_whole_and_the_default_graph_is_added_to(tmp_path: Path, native: str) -> None:
    def pushed(text: str) -> set[str]:
        (tmp_path / "a.nq").write_text(text, encoding="utf-8")
        push([tmp_path / "a.nq"], GraphStore(f"{native}/store"))
        return {str(quad) for quad in held(native)}

    first = pushed(f"<x:a> <x:p> <x:b> <{GRAPH}> .\n<x:a> <x:p> <x:b> .\n")
    assert first == {f"<x:a> <x:p> <x:b> <{GRAPH}>", "<x:a> <x:p> <x:b>"}
    assert pushed(f"<x:a> <x:p> <x:c> <{GRAPH}> .\n<x:a> <x:p> <x:c> .\n") == {
        f"<x:a> <x:p> <x:c> <{GRAPH}>", "<x:a> <x:p> <x:b>", "<x:a> <x:p> <x:c>",
    }  # fmt: skip


def test_a_graph_larger_than_a_request_is_put_and_added_to(parts: Path, native: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.pushing, "AT_ONCE", 700)
    push([parts], GraphStore(f"{native}/store"))
    assert digest_of(held(native)) == store_digest(small_store())


def test_to_kg_serve_only_named_graphs_are_sent_for_its_default_graph_says_what_they_say(tmp_path: Path) -> None:
    lines = [line for line in small_store().dump().splitlines(keepends=True) if b"/doc/a" in line or b"/doc/b> .\n" in line]
    (tmp_path / "a.nq").write_bytes(b"".join(lines))
    Store(tmp_path / "graph").publish()
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    with serving(tmp_path / "graph", "--writable") as server:
        run = command("push", str(tmp_path / "a.nq"), "--graph-store", f"{server.url}/graphs", "--token-file", str(tmp_path / "token"))
        assert run.returncode == 0 and "needs nothing more" in run.stderr, run.stderr
        wrong = command("push", str(tmp_path / "a.nq"), "--graph-store", f"{server.url}/graphs")
        assert wrong.returncode == 2 and "(401)" in wrong.stderr and "Traceback" not in wrong.stderr
    expected, found = Store(), Store.reading(tmp_path / "graph")
    expected.fill(quad for quad in pyoxigraph.parse(b"".join(lines), format=RdfFormat.N_QUADS) if quad.graph_name != DefaultGraph())
    assert found.dump() == expected.dump()


@dataclass
class Flaky:
    """A graph store that keeps what it is sent, refuses some requests, and breaks off at some: by the number of the request."""

    url: str = ""
    refused: dict[int, int] = field(default_factory=dict)
    broken: frozenset[int] = frozenset()
    asked: list[str] = field(default_factory=list)
    quads: set[Quad] = field(default_factory=set)

    def take(self, method: str, query: str, body: bytes) -> int:
        """The status of a request; 0 to break off."""
        named = parse_qs(query, keep_blank_values=True)
        graph = NamedNode(named["graph"][0]) if "graph" in named else DefaultGraph()
        self.asked.append(f"{method} {graph.value if isinstance(graph, NamedNode) else 'default'}")
        if len(self.asked) in self.broken:
            return 0
        if len(self.asked) in self.refused:
            return self.refused[len(self.asked)]
        if method == "PUT":
            self.quads = {quad for quad in self.quads if quad.graph_name != graph}
        self.quads |= {Quad(one.subject, one.predicate, one.object, graph) for one in pyoxigraph.parse(body, format=RdfFormat.N_TRIPLES)}
        return 204


@contextmanager
def listening(flaky: Flaky) -> Iterator[Flaky]:
    """The store on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status = 405 if self.command == "OPTIONS" else flaky.take(self.command, urlsplit(self.path).query, body)
            if status == 0:
                self.close_connection = True
                return
            self.send_response(status)
            told = b"" if status == 204 else b"not\nnow"
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_PUT = do_POST = do_OPTIONS = _answer  # noqa: N815

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    flaky.url = f"http://127.0.0.1:{server.server_port}/store"
    try:
        yield flaky
    finally:
        server.shutdown()
        server.server_close()


def test_what_fails_for_a_while_is_tried_again(parts: Path) -> None:
    said: list[str] = []
    with listening(Flaky(refused={2: 503, 3: 500}, broken=frozenset({5}))) as flaky:
        push([parts], GraphStore(flaky.url, waits=(0.0, 0.0, 0.0), tell=said.append))
    assert flaky.quads == {*small_store().quads()}
    assert len(said) == 3 and "503: not now" in said[0] and "gives no answer" in said[2]


def test_a_push_that_was_stopped_goes_on_where_it_was(parts: Path) -> None:
    named = [{one.graph_name.value for one in quads_of(part) if isinstance(one.graph_name, NamedNode)} for part in parts_of([parts])]
    graphs, count = sorted(named[0]), sum(map(len, named))
    with listening(Flaky(refused=dict.fromkeys((4, 5), 503))) as flaky:
        with pytest.raises(QueryError, match=r"503: not now .* push again to go on"):
            push([parts], GraphStore(flaky.url, waits=(0.0,)))
        assert flaky.asked == [f"PUT {graph}" for graph in (*graphs[:3], graphs[3], graphs[3])]
        done = push([parts], GraphStore(flaky.url, waits=()))
    assert flaky.asked[5] == f"PUT {graphs[3]}"
    assert flaky.asked[-2:] == ["POST default"] * 2 and len(flaky.asked) == count + 2 + 2
    assert flaky.quads == {*small_store().quads()}
    assert done == Pushed(count - 3, done.triples, 3)


def test_the_journal_of_other_partitions_counts_for_nothing(parts: Path) -> None:
    with listening(Flaky(refused={3: 400})) as flaky:
        with pytest.raises(QueryError, match=r"refuses <.*> \(400\): not now"):
            push([parts], GraphStore(flaky.url))
        (parts / "part-1.nq").write_text(f"<x:a> <x:p> <x:b> <{GRAPH}> .\n", encoding="utf-8")
        assert push([parts], GraphStore(flaky.url)).before == 0


@pytest.mark.parametrize(
    ("url", "told"), [("http://127.0.0.1:9/store", "gives no answer"), ("nonsense", "is no address"), ("ftp://127.0.0.1/", "is no address")]
)
def test_a_server_that_is_not_there_is_told(parts: Path, url: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        push([parts], GraphStore(url, waits=()))
