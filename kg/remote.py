"""A server asked over HTTP: whatever keeps it from answering is said in words."""

import http.client
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.errors import QueryError
from kg.queries import Answer, answer_of, answer_of_triples

_RESULTS, _TRIPLES, _FORM = "application/sparql-results+json", "application/n-triples", "application/x-www-form-urlencoded"
_MOVED = (301, 302, 303, 307, 308)
_TOLD = 300
"""So many characters of what a server says of an error are passed on."""


class Unanswered(QueryError):  # noqa: N818
    """A server could not be reached, or broke off."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; the names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def words(self) -> str:
        """What it says of an error, in one line."""
        return " ".join(self.body.decode("utf-8", "replace").split())[:_TOLD] or http.client.responses.get(self.status, "nothing more")


@dataclass(slots=True)
class Remote:
    """The server at a URL, on one connection that is kept; a request may take `timeout` seconds. A URL that is none is a QueryError."""

    url: str
    timeout: float = 60.0
    headers: Mapping[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise QueryError(f"{self.url!r} is no address of a server; it begins with http:// or https://.")

    def send(self, method: str, query: Mapping[str, str], body: bytes = b"", **headers: str) -> Reply:
        """The reply to a request, whatever its status, but for one that leads elsewhere; no reply is Unanswered."""
        parts = urlsplit(self.url)
        target = "?".join(filter(None, (parts.path or "/", "&".join(filter(None, (parts.query, urlencode(query)))))))
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            if self._connection is None:
                kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
                self._connection = kind(parts.netloc.rpartition("@")[2], timeout=self.timeout)
            self._connection.request(method, target, body, {**self.headers, **named})
            response = self._connection.getresponse()
            reply = Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        except (OSError, ValueError, http.client.HTTPException) as error:
            self.close()
            why = str(error) or type(error).__name__
            raise Unanswered(f"{self.url}: gives no answer: {why}. Is the address right, and the server up?") from error
        if reply.status in _MOVED:
            raise QueryError(f"{self.url}: has moved to {reply.headers.get('location', 'elsewhere')}; give that address.")
        return reply

    def close(self) -> None:
        """Let the connection go; the next request makes a new one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def ask(url: str, text: str, timeout: float = 300.0) -> Answer:
    """The answer of the SPARQL endpoint at `url` to a query; a refusal, or anything that is no answer, is a QueryError."""
    with closing(Remote(url, timeout)) as server:
        form = urlencode({"query": text}).encode()
        reply = server.send("POST", {}, form, Content_Type=_FORM, Accept=f"{_RESULTS}, {_TRIPLES};q=0.9")
    if reply.status != 200:
        raise QueryError(f"{url}: refuses the query ({reply.status}): {reply.words}")
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == _TRIPLES:
            return answer_of_triples(pyoxigraph.parse(reply.body, format=RdfFormat.N_TRIPLES))
        if kind in (_RESULTS, "application/json"):
            return answer_of(pyoxigraph.parse_query_results(reply.body, QueryResultsFormat.JSON))
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"{url}: its answer cannot be read: {error}") from error
    raise QueryError(f"{url}: answers with {kind or 'something unnamed'}, not with results of SPARQL; give the endpoint's own address.")
