"""The SPARQL 1.1 Protocol at /sparql: queries by GET, form and direct POST; updates by form and direct POST where writing is on."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.web.description import description
from kg.web.formats import accepted, liking
from kg.web.replies import Refused, body_of, etag, is_known, response
from kg.web.state import State, state_of
from kg.web.wire import Job
from kg.web.writing import must_be_allowed, written

_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_METHODS = "GET, HEAD, OPTIONS, POST"
_KNOWN = frozenset(
    {"query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri", "format", "output"}
)


@dataclass(slots=True)
class Asked:
    """What a request asks for: parameters of the protocol in the order they came, and the query or update that is its body."""

    parameters: list[tuple[str, str]] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        """Every value of a parameter."""
        return [value for key, value in self.parameters if key == name]

    def one(self, name: str) -> str:
        """The first value of a parameter, or nothing."""
        return next(iter(self.all(name)), "")


async def sparql(request: Request) -> Response:
    """Answer a request to the endpoint; one without a query gets the service description, or the editor if it is a browser."""
    state = state_of(request)
    try:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": _METHODS})
        if request.method not in _METHODS:
            raise Refused(405, "the endpoint takes GET and POST.", Allow=_METHODS)
        asked = await _asked(request, state)
        queries, updates = asked.all("query"), asked.all("update")
        if not queries and not updates and request.method in ("GET", "HEAD"):
            return await _described(request)
        if len(queries) + len(updates) != 1:
            raise Refused(400, "give one query=… or one update=…, not none and not several.")
        if updates:
            return await _update(request, state, asked)
        return await _query(request, state, asked)
    except Refused as refused:
        return refused.response


async def _query(request: Request, state: State, asked: Asked) -> Response:
    text, form, accept = asked.one("query"), asked.one("format") or asked.one("output"), request.headers.get("accept", "")
    if len(text) > state.settings.limits.characters:
        raise Refused(413, f"the query is longer than {state.settings.limits.characters:,} characters.")
    graphs = {"default": asked.all("default-graph-uri"), "named": asked.all("named-graph-uri")}
    headers = {"Vary": "Accept", "ETag": etag(state, text, form, accept, *graphs["default"], "", *graphs["named"])}
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    job = {"job": "sparql", "text": text, "wanted": (accept, form), "graphs": graphs, "hosts": sorted(state.settings.limits.hosts)}
    return response(await state.queries.ask(job), headers)


async def _update(request: Request, state: State, asked: Asked) -> Response:
    if request.method != "POST":
        raise Refused(400, "an update is sent by POST.")
    job: Job = {"do": "update", "text": asked.one("update")}
    job |= {"default": asked.all("using-graph-uri"), "named": asked.all("using-named-graph-uri")}
    return response(await written(request, state, job))


async def _described(request: Request) -> Response:
    wanted = accepted(request.headers.get("accept", ""))
    if liking(wanted, "text/html") > max(liking(wanted, "text/turtle"), liking(wanted, "application/rdf+xml")):
        return RedirectResponse(f"{request.scope.get('root_path', '')}/editor", 303, headers={"Vary": "Accept"})
    return await description(request)


async def _asked(request: Request, state: State) -> Asked:
    """What a request asks for, by method and media type."""
    limits = state.settings.limits
    asked = Asked(_pairs(request.url.query, "the address"))
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in (_FORM, _QUERY, _UPDATE):
            raise Refused(415, f"a POST is sent as {_FORM}, {_QUERY} or {_UPDATE}, not as {kind or 'nothing'}.")
        if kind == _UPDATE:
            must_be_allowed(request, state)
        body = await body_of(request, limits.upload * 2**20 if kind == _UPDATE else 4 * limits.characters + 64_000)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused(400, f"the body is not UTF-8: {error}.") from error
        if kind == _FORM:
            asked.parameters += _pairs(text, "the form")
        else:
            asked.parameters.append(("query" if kind == _QUERY else "update", text))
    return asked


def _pairs(text: str, where: str) -> list[tuple[str, str]]:
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise Refused(400, f"{where} is not well formed: {error}.") from error
    return [(key, value) for key, value in pairs if key in _KNOWN]
