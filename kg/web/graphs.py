"""The SPARQL 1.1 Graph Store Protocol at /graphs: `?graph=IRI` or `?default`; what it writes keeps the store's law."""

from collections.abc import AsyncGenerator
from urllib.parse import parse_qsl, quote

from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from kg.nodes import hashed
from kg.records import RECORDS
from kg.web.links import is_iri
from kg.web.replies import Refused, body_of, etag, is_known, response, said
from kg.web.state import State, state_of
from kg.web.writing import must_be_allowed, written

_METHODS = "DELETE, GET, HEAD, OPTIONS, POST, PUT"


async def graphs(request: Request) -> Response:
    """Give, put, add to or take out one graph; where the address names none, a POST makes a new one."""
    state = state_of(request)
    try:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": _METHODS, "KG-Default-Graph": "what the named graphs say"})
        graph = _named(request)
        if request.method in ("GET", "HEAD"):
            if graph is None:
                raise Refused(400, "say which graph: ?default or ?graph=IRI.")
            return await read(request, graph)
        if request.method not in _METHODS:
            raise Refused(405, "the graph store takes GET, HEAD, PUT, POST and DELETE.", Allow=_METHODS)
        return await _write(request, state, graph)
    except Refused as refused:
        return refused.response


async def read(request: Request, graph: str) -> Response:
    """A named graph, or the default graph where it is empty, in the format that is asked for."""
    state = state_of(request)
    accept, form = request.headers.get("accept", ""), request.query_params.get("format", "")
    tag = etag(state, "graph", graph, accept, form)
    headers = {"ETag": tag, "Vary": "Accept"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    return response(await state.queries.ask({"job": "graph", "iri": graph, "wanted": (accept, form)}), headers)


def _named(request: Request) -> str | None:
    """The IRI of the graph that a request is about, the empty string for the default graph, None where it names none."""
    try:
        pairs = parse_qsl(request.url.query, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise Refused(400, f"the address is not well formed: {error}.") from error
    told = [(key, value) for key, value in pairs if key in ("graph", "default")]
    if len(told) > 1:
        raise Refused(400, "name one graph: ?default or ?graph=IRI.")
    if not told:
        return None
    if told[0][0] == "default":
        return ""
    if not is_iri(told[0][1]):
        raise Refused(400, f"{told[0][1]!r} is no absolute IRI.")
    if told[0][1] == RECORDS:
        raise Refused(403, "what the store remembers for itself is no graph to be given or changed.")
    return told[0][1]


async def _write(request: Request, state: State, graph: str | None) -> Response:
    must_be_allowed(request, state)
    if request.method == "DELETE":
        if graph is None:
            raise Refused(400, "say which graph to take out: ?default or ?graph=IRI.")
        return response(await written(request, state, {"do": "delete", "graph": graph}))
    body = await body_of(request, state.settings.limits.upload * 2**20)
    kind = request.headers.get("content-type", "").strip()
    parts = [(body, kind.partition(";")[0].strip().lower())]
    if parts[0][1] == "multipart/form-data":
        parts = await _parts(request, body)
    if graph is None:
        if request.method == "PUT":
            raise Refused(400, "say which graph to put: ?default or ?graph=IRI.")
        graph = f"{state.base}graph/{hashed(body.hex())}"
    job = {"do": request.method.lower(), "graph": graph, "parts": [(len(data), kind) for data, kind in parts]}
    reply = await written(request, state, job, b"".join(data for data, _ in parts))
    return said(201, graph, Location=f"{state.settings.address}graphs?graph={quote(graph)}") if reply.status == 201 else response(reply)


async def _parts(request: Request, body: bytes) -> list[tuple[bytes, str]]:
    """The files of a form, each with its media type."""

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await MultiPartParser(request.headers, stream()).parse()
    except MultiPartException as error:
        raise Refused(400, f"the form is not well formed: {error.message}") from error
    return [(await part.read(), (part.content_type or "").partition(";")[0]) for _, part in form.multi_items() if not isinstance(part, str)]
