"""Sends the partitions of a graph to a SPARQL 1.1 Graph Store: named graphs are replaced whole, what the default graph says is added.

A journal beside the first partition keeps which graphs are through, so that a push that was stopped goes on.
"""

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.canonical import in_graph_order
from kg.errors import QueryError
from kg.parts import identity, parts_of, quads_of
from kg.progress import Progress, quiet
from kg.remote import Remote, Reply, Unanswered

AT_ONCE = 8_000_000
"""About so many bytes are sent in one request; a larger graph is put and then added to."""
WAITS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Seconds before a request is tried again; a server that says when to come again is believed, up to the longest."""
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_TYPE = "application/n-triples"


@dataclass(slots=True)
class Pushed:
    """What a push did: how many graphs and triples it sent, and how many graphs were through before."""

    graphs: int = 0
    triples: int = 0
    before: int = 0
    with_default: bool = True


@dataclass(slots=True)
class GraphStore:
    """A graph store at a URL; whoever may write to it bears the token. A request is tried again after each of `waits` seconds."""

    url: str
    token: str = ""
    waits: Sequence[float] = WAITS
    tell: Callable[[str], None] = lambda line: None
    _server: Remote = field(init=False)

    def __post_init__(self) -> None:
        self._server = Remote(self.url, 300.0, {"Authorization": f"Bearer {self.token}"} if self.token else {})

    def keeps_default(self) -> bool:
        """Whether it has a default graph to be told of; that of kg serve is what its named graphs say."""
        return "kg-default-graph" not in self._sent("OPTIONS", {}, b"").headers

    def send(self, method: str, graph: str, triples: bytes) -> None:
        """PUT triples in place of a graph, or add them by POST; the default graph has no name. A refusal is a QueryError."""
        reply = self._sent(method, {"graph": graph} if graph else {"default": ""}, triples)
        if reply.status >= 300:
            raise QueryError(f"{self.url}: refuses {f'<{graph}>' if graph else 'the default graph'} ({reply.status}): {reply.words}")

    def close(self) -> None:
        """Let the connection go."""
        self._server.close()

    def _sent(self, method: str, query: dict[str, str], body: bytes) -> Reply:
        waits = iter(self.waits)
        while True:
            try:
                reply = self._server.send(method, query, body, Content_Type=_TYPE)
                if reply.status not in _AGAIN:
                    return reply
                why, told = f"{self.url}: {reply.status}: {reply.words}", reply.headers.get("retry-after", "")
            except Unanswered as error:
                why, told = str(error), ""
            wait = next(waits, None)
            if wait is None:
                raise QueryError(f"{why} It was tried {len(self.waits) + 1} times; push again to go on from here.")
            wait = min(float(told), max(self.waits)) if told.isdigit() else wait
            self.tell(f"{why} Trying again in {wait:g} s.")
            time.sleep(wait)


def push(paths: Sequence[Path], store: GraphStore, progress: Progress = quiet) -> Pushed:
    """Send all partitions under `paths`: every named graph by PUT in place of what was there, then the default graph by POST.

    Of a graph that stands in several partitions or is large, the first piece is put and the others are added. What a server does
    not take in spite of trying again is a QueryError; called again with the same partitions, a push goes on where it was.
    """
    parts, done = parts_of(paths), Pushed()
    steps: list[tuple[int, bool]] = [(at, True) for at in range(len(parts))] + [(at, False) for at in range(len(parts))]
    with closing(store), closing(_Journal(parts, store.url)) as journal:
        done.with_default = store.keeps_default()
        for at, named in progress(steps if done.with_default else steps[: len(parts)]):
            quads = (quad for quad in quads_of(parts[at]) if (quad.graph_name != DefaultGraph()) == named)
            for graph, name, pieces in _named(quads) if named else _default(quads):
                if journal.through(at, name):
                    done.before += named
                    continue
                for triples in pieces:
                    store.send("POST" if not graph or journal.begun(graph) else "PUT", graph, "".join(triples).encode())
                    done.triples += len(triples)
                    journal.begin(graph)
                journal.finish(at, name)
                done.graphs += named
        journal.forget()
    return done


_Step = tuple[str, str, Iterable[list[str]]]
"""A graph, what the journal calls it, and the pieces of it to send."""


def _named(quads: Iterable[Quad]) -> Iterator[_Step]:
    """The named graphs one after the other, however they were mixed."""
    for graph, some in groupby(in_graph_order(quads), key=lambda quad: quad.graph_name):
        if not isinstance(graph, NamedNode):
            raise QueryError(f"{graph}: a graph store has no graph without an IRI; give it one.")
        yield graph.value, graph.value, _pieces(some)


def _default(quads: Iterable[Quad]) -> Iterator[_Step]:
    """What stands in the default graph, in pieces."""
    for number, piece in enumerate(_pieces(quads)):
        yield "", str(number), [piece]


def _pieces(quads: Iterable[Quad]) -> Iterator[list[str]]:
    """Lines of N-Triples, so many at once as one request sends."""
    piece: list[str] = []
    size = 0
    for quad in quads:
        piece.append(f"{quad.subject} {quad.predicate} {quad.object} .\n")
        size += len(piece[-1])
        if size >= AT_ONCE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


class _Journal:
    """Keeps beside the first partition which graphs are through; that of other partitions, or of others since, counts for nothing."""

    def __init__(self, parts: Sequence[Path], url: str) -> None:
        self._path = parts[0].with_name(f"push-{hashlib.sha256(url.encode()).hexdigest()[:8]}.journal")
        try:
            self._open(identity(parts))
        except sqlite3.OperationalError as error:
            raise QueryError(f"{self._path}: the journal of this push cannot be written: {error}.") from error

    def _open(self, told: str) -> None:
        self._base = sqlite3.connect(self._path)
        self._base.executescript(
            "CREATE TABLE IF NOT EXISTS push (told TEXT); CREATE TABLE IF NOT EXISTS begun (graph TEXT PRIMARY KEY) WITHOUT ROWID;"
            "CREATE TABLE IF NOT EXISTS through (part INTEGER, name TEXT, PRIMARY KEY (part, name)) WITHOUT ROWID;"
        )
        if self._base.execute("SELECT told FROM push").fetchall() != [(told,)]:
            for table in ("push", "begun", "through"):
                self._base.execute(f"DELETE FROM {table}")
            self._base.execute("INSERT INTO push VALUES (?)", (told,))
            self._base.commit()

    def begun(self, graph: str) -> bool:
        """Whether a piece of a graph was sent."""
        return self._base.execute("SELECT 1 FROM begun WHERE graph = ?", (graph,)).fetchone() is not None

    def begin(self, graph: str) -> None:
        """Keep that a piece of a graph was sent."""
        with self._base:
            self._base.execute("INSERT OR IGNORE INTO begun VALUES (?)", (graph,))

    def through(self, part: int, name: str) -> bool:
        """Whether all that a partition has of a graph was sent, or a piece of its default graph."""
        return self._base.execute("SELECT 1 FROM through WHERE part = ? AND name = ?", (part, name)).fetchone() is not None

    def finish(self, part: int, name: str) -> None:
        """Keep that it was."""
        with self._base:
            self._base.execute("INSERT INTO through (part, name) VALUES (?, ?)", (part, name))

    def forget(self) -> None:
        """Take the journal away: all is through."""
        self._base.close()
        self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave it for the next time."""
        self._base.close()
