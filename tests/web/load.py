"""How the server does under load; part of `make bench`: small queries alone, beside the native Oxigraph server, beside runaways."""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx

from kg.build import build
from kg.demo import samples
from kg.snapshots import newest
from kg.store import Store
from tests.web.serving import Server, oxigraph, serving

SMALL = "SELECT ?n WHERE { <https://w3id.org/govkg/id/place/350200> <http://www.w3.org/2004/02/skos/core#prefLabel> ?n }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_SECONDS, _CONNECTIONS = 6, 16


def figures() -> Iterator[tuple[str, str]]:
    """What was measured, in words and figures."""
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph"
        build([samples()], Store(graph), root=samples().parent)
        with serving(graph, "--quiet") as server:
            yield "kg serve, small SELECT, requests/s", f"{_rate(server.url + '/sparql'):,.0f}"
        with oxigraph("serve-read-only", newest(graph) or graph) as url:
            yield "oxigraph serve-read-only, the same", f"{_rate(url + '/query'):,.0f}"
        with serving(graph, "--quiet", "--timeout", "2") as server:
            yield from _beside_runaways(server)
        with serving(graph, "--quiet") as server:
            yield from _pages(server)


def _rate(endpoint: str) -> float:
    """Requests a second over several connections, by a client of its own process."""
    address = f"{endpoint}?query={quote(SMALL)}"
    command = [sys.executable, "-m", "tests.web.load", address]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


async def _flood(address: str) -> float:
    """Requests a second with as little work for the client as may be: bytes out, bytes in, lengths read off the head."""
    host, port = address.removeprefix("http://").split("/")[0].split(":")
    path = "/" + address.removeprefix("http://").split("/", 1)[1]
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: application/sparql-results+json\r\n\r\n".encode()
    until, count = time.perf_counter() + _SECONDS, 0

    async def one() -> int:
        reader, writer = await asyncio.open_connection(host, int(port))
        done = 0
        while time.perf_counter() < until:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            assert b" 200 " in head.split(b"\r\n", 1)[0], head
            if b"content-length: " in head:
                await reader.readexactly(int(head.split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0]))
            else:
                while (size := int(await reader.readline(), 16)) >= 0:
                    await reader.readexactly(size + 2)
                    if not size:
                        break
            done += 1
        writer.close()
        return done

    started = time.perf_counter()
    count = sum(await asyncio.gather(*(one() for _ in range(_CONNECTIONS))))
    return count / (time.perf_counter() - started)


def _beside_runaways(server: Server) -> Iterator[tuple[str, str]]:
    """Latencies of small queries from four clients while 20 runaways are stopped one after another, and what memory does."""
    before, workers = _memory(server), httpx.get(f"{server.url}/health").json()["workers"]
    taken, stopped = asyncio.run(_stopped(server))
    time.sleep(1)
    taken.sort()
    yield "20 runaways under a limit of 2 s, stopped after", f"{min(stopped):.2f}–{max(stopped):.2f} s"
    yield (
        "small queries meanwhile, 50 % / 99 % / slowest",
        " / ".join(f"{1000 * value:.0f} ms" for value in (statistics.median(taken), taken[int(len(taken) * 0.99)], taken[-1])),
    )
    after = httpx.get(f"{server.url}/health").json()["workers"]
    yield "workers before and after; memory of all processes", f"{workers} → {after}; {before:,.0f} → {_memory(server):,.0f} MB"


async def _stopped(server: Server) -> tuple[list[float], list[float]]:
    taken, stopped = list[float](), list[float]()
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:

        async def small() -> None:
            while len(stopped) < 20:
                started = time.perf_counter()
                (await client.get("/sparql", params={"query": SMALL})).raise_for_status()
                taken.append(time.perf_counter() - started)
                await asyncio.sleep(0.01)

        async def runaways() -> None:
            for _ in range(20):
                started = time.perf_counter()
                reply = await client.get("/sparql", params={"query": RUNAWAY})
                assert reply.status_code == 503, reply.text
                stopped.append(time.perf_counter() - started)

        await asyncio.gather(runaways(), *(small() for _ in range(4)))
    return taken, stopped


def _memory(server: Server) -> float:
    """MB in memory of the server and its workers."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(server.process.pid), "--ppid", str(server.process.pid)], capture_output=True, check=True
    )
    return sum(map(int, told.stdout.split())) / 1024


def _pages(server: Server) -> Iterator[tuple[str, str]]:
    """The median time of each page, asked for ten times without what is known already."""
    paths = (
        "/",
        "/search?q=市场监管局",
        "/id/agency/350200/market-regulation.html",
        "/questions",
        "/questions/series.html",
        "/network",
        "/editor",
        "/review",
    )
    document = httpx.get(f"{server.url}/questions/documents.json").json()["results"]["bindings"][0]["document"]["value"]
    with httpx.Client(base_url=server.url, timeout=30) as client:
        for path in (*paths, f"/doc/{document.rsplit('/', 1)[1]}.html"):
            times = []
            for _ in range(10):
                started = time.perf_counter()
                client.get(path).raise_for_status()
                times.append(time.perf_counter() - started)
            yield f"page {path.split('?')[0]}", f"{1000 * statistics.median(times):.0f} ms"


if __name__ == "__main__":
    print(asyncio.run(_flood(sys.argv[1])))
