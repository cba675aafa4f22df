"""A query cannot hurt the server: it is stopped at the limits, others are answered meanwhile, and no process is left over."""

import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.serving import Server, serving

RUNAWAYS = [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d",
    "SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "ASK { ?a (!<urn:none>|^!<urn:none>)* ?b . ?c (!<urn:none>|^!<urn:none>)* ?d . FILTER (?a = ?b && ?c = <urn:none>) }",
    "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) = 1) }",
]
SMALL = "SELECT ?name { <id/place/350200> skos:prefLabel ?name }"


@pytest.fixture(scope="module")
def limited(samples_graph: Path) -> Iterator[Server]:
    """A server with tight limits: half a second, two workers, a queue of two."""
    with serving(samples_graph, "--timeout", "0.5", "--workers", "2", "--queue", "2", "--memory", "300") as one:
        yield one


def ask(server: Server, query: str) -> httpx.Response:
    return httpx.get(f"{server.url}/sparql", params={"query": query}, timeout=60)


def processes(server: Server) -> list[int]:
    """The processes that the server has started and that still run."""
    told = subprocess.run(["ps", "-o", "pid=,stat=", "--ppid", str(server.process.pid)], capture_output=True, text=True, check=False)
    return [int(line.split()[0]) for line in told.stdout.splitlines() if not line.split()[1].startswith("Z")]


def settled(server: Server, count: int) -> bool:
    """Whether the server comes to have so many processes."""
    for _ in range(200):
        if len(processes(server)) == count:
            return True
        time.sleep(0.05)
    return False


def test_twenty_runaway_queries_are_stopped_while_small_ones_are_answered(limited: Server) -> None:
    before, done, small = len(processes(limited)), threading.Event(), list[int]()

    def keep_asking() -> None:
        while not done.is_set():
            small.append(ask(limited, SMALL).status_code)

    asking = threading.Thread(target=keep_asking)
    asking.start()
    try:
        replies = [ask(limited, RUNAWAYS[count % len(RUNAWAYS)]) for count in range(20)]
    finally:
        done.set()
        asking.join()
    assert [(reply.status_code, "limit of 0.5 seconds" in reply.text or "memory" in reply.text) for reply in replies] == [(503, True)] * 20
    assert all("retry-after" in reply.headers for reply in replies)
    assert set(small) == {200}
    assert settled(limited, before), "a worker is left over, or missing"


def test_a_query_that_eats_memory_is_stopped_and_says_so(samples_graph: Path) -> None:
    with serving(samples_graph, "--timeout", "60", "--memory", "100") as server:
        reply = ask(server, "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f")
        assert (reply.status_code, "memory" in reply.text) == (503, True)
        assert ask(server, SMALL).status_code == 200


def test_too_many_at_once_are_told_to_come_again(limited: Server) -> None:
    replies = list[httpx.Response]()
    threads = [threading.Thread(target=lambda: replies.append(ask(limited, RUNAWAYS[0]))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    busy = [reply for reply in replies if "too many" in reply.text]
    assert len(replies) == 12
    assert busy and all((reply.status_code, reply.headers["retry-after"]) == (503, "2") for reply in busy)
    assert ask(limited, SMALL).status_code == 200


def test_a_worker_that_dies_is_replaced(limited: Server) -> None:
    before = processes(limited)
    subprocess.run(["kill", "-KILL", str(before[0])], check=True)
    assert settled(limited, len(before))
    assert [ask(limited, SMALL).status_code for _ in range(4)] == [200] * 4


def test_workers_die_with_the_server_even_if_it_is_killed(samples_graph: Path) -> None:
    with serving(samples_graph) as server:
        workers = processes(server)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        time.sleep(0.5)
        assert workers and not [pid for pid in workers if Path(f"/proc/{pid}/exe").exists()]


def test_what_is_under_way_is_finished_when_the_server_is_told_to_stop(samples_graph: Path) -> None:
    with serving(samples_graph, "--timeout", "3") as server:
        found = list[int]()
        asking = threading.Thread(target=lambda: found.append(ask(server, RUNAWAYS[0]).status_code))
        asking.start()
        time.sleep(0.7)
        server.process.send_signal(signal.SIGTERM)
        asking.join()
        assert (found, server.process.wait(20)) == ([503], 0)


def test_a_client_that_is_slow_to_ask_or_sends_nonsense_does_not_hold_the_server(limited: Server) -> None:
    host, port = limited.url.removeprefix("http://").split(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(100)]
    for one in slow:
        one.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    with socket.create_connection((host, int(port))) as odd:
        odd.sendall(b"\x00\xff\r\n\r\n")
        assert odd.recv(100).startswith(b"HTTP/1.1 400")
    assert ask(limited, SMALL).status_code == 200
    for one in slow:
        one.close()


def test_a_body_that_is_too_large_is_refused(limited: Server) -> None:
    reply = httpx.post(f"{limited.url}/sparql", content=b"x" * 3_000_000, headers={"Content-Type": "application/sparql-query"})
    assert reply.status_code == 413


def test_workers_open_no_connections(limited: Server) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(1)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for query in (
            f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ VALUES ?e {{ <{address}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
        ):
            assert ask(limited, query).status_code == 400
        with pytest.raises(TimeoutError):
            listener.accept()
