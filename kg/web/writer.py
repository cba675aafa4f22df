"""A process that writes once: it opens the store, carries out one job from its standard input, makes a snapshot, and ends."""

import json
import sys
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.errors import KgError, QueryError, SetupError
from kg.indexing import FILE, refresh
from kg.store import Store
from kg.web.confine import confine, limit_memory
from kg.web.formats import GRAPHS, chosen
from kg.web.jobs import explained, prefixes
from kg.web.tokens import refuse_calls
from kg.web.using import with_dataset
from kg.web.wire import LENGTHS, Job, Reply, packed_reply

_READ = tuple(form for form in GRAPHS if form.name in ("ttl", "nt", "rdf", "jsonld"))
"""What a graph may be sent to the server as."""


def main() -> None:
    """Carry out `writer.py STORE SETTINGS`: the job is read from standard input, the reply goes to standard output."""
    path, told = Path(sys.argv[1]), json.loads(sys.argv[2])
    confine(alone=not told["hosts"])
    limit_memory(told["memory"])
    head, body = LENGTHS.unpack(sys.stdin.buffer.read(LENGTHS.size))
    job = json.loads(sys.stdin.buffer.read(head))
    data = sys.stdin.buffer.read(body)
    sys.stdout.buffer.write(packed_reply(_reply(path, job, data, frozenset(told["hosts"]))))


def _reply(path: Path, job: Job, data: bytes, hosts: frozenset[str]) -> Reply:
    try:
        store = Store(path)
    except SetupError:
        return Reply(503, b"the store is being written by a build; try again when it is done.", more={"retry": "30"})
    try:
        reply = _update(store, job, hosts) if job["do"] == "update" else _graph(store, job, data)
    except KgError as error:
        return Reply(400, str(error).encode())
    if reply.status < 300:
        refresh(store, path / FILE, store.changed())
        store.publish()
    return reply


def _update(store: Store, job: Job, hosts: frozenset[str]) -> Reply:
    text = with_dataset(job["text"], job["default"], job["named"])
    options: dict[str, Any] = {"base_iri": store.base, "prefixes": prefixes(store.base)}
    try:
        refuse_calls(text, hosts, lambda one: pyoxigraph.Store().update(one, **options))
        store.apply(text, **options)
    except QueryError as error:
        raise QueryError(explained(str(error), text)) from error
    except RuntimeError as error:  # a graph that is not there, or is there already
        raise QueryError(f"the update cannot be carried out: {error}") from error
    return Reply(204)


def _graph(store: Store, job: Job, data: bytes) -> Reply:
    """Put, add to, or take out a graph. What is said of the default graph is kept as a graph of its own, so that it is stated by one."""
    graph = job["graph"] or f"{store.base}graph/own"
    there = store.has_graph(graph)
    if job["do"] == "delete":
        if not there:
            return Reply(404, f"there is no graph <{graph}> here.".encode())
        store.remove(graph)
        return Reply(204)
    quads: set[Quad] = set()
    for content, kind in _parts(job, data):
        quads |= set(_parsed(content, kind, graph))
    if job["do"] == "post":
        quads |= set(store.quads(graph))
    store.update({graph: quads})
    store.make_graph(graph)
    return Reply(204 if there else 201)


def _parts(job: Job, data: bytes) -> list[tuple[bytes, str]]:
    """The pieces of what was sent, each with its media type."""
    pieces, start = [], 0
    for size, kind in job["parts"]:
        pieces.append((data[start : start + size], kind))
        start += size
    return pieces


def _parsed(data: bytes, kind: str, graph: str) -> list[Quad]:
    form = chosen(_READ, "", kind or "text/turtle")
    if form is None or not isinstance(form.writes, RdfFormat):
        raise QueryError(f"a graph is sent as {', '.join(one.types[0] for one in _READ)}, not as {kind}.")
    options: dict[str, Any] = {"base_iri": graph, "without_named_graphs": True, "rename_blank_nodes": True}
    try:
        node = NamedNode(graph)
        return [Quad(quad.subject, quad.predicate, quad.object, node) for quad in pyoxigraph.parse(data, form.writes, **options)]
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the graph cannot be read as {form.types[0]}: {error}") from error


if __name__ == "__main__":
    main()
