"""Linked data: every IRI under the base is an address, for people and for programs, with one description each."""

import re
from urllib.parse import quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.web.formats import GRAPHS, accepted, chosen, liking
from kg.web.links import is_iri
from kg.web.replies import etag, is_known, response, said
from kg.web.state import state_of

_SUFFIX = re.compile(r"(.+)\.(html|ttl|jsonld|nt|rdf|nq|trig)")


def iri_of(request: Request, path: str) -> str:
    """The IRI under the base that a path stands for, nothing if none; Chinese may stand in it raw or percent-encoded."""
    base = state_of(request).base
    plain = base + unquote(path)
    return plain if is_iri(plain) else ""


async def resource(request: Request) -> Response:
    """An IRI under the base: 303 to its page or its data, as the client prefers; with a suffix, that."""
    path = request.url.path.removeprefix(request.scope.get("root_path", "")).lstrip("/")
    suffix = _SUFFIX.fullmatch(path)
    if suffix is None:
        return _to_suffix(request, path)
    iri = iri_of(request, suffix[1])
    if not iri:
        raise HTTPException(404)
    if suffix[2] == "html":
        from kg.web.pages import thing  # late: pages link back here

        return await thing(request, iri)
    return await data(request, iri, suffix[2])


def _to_suffix(request: Request, path: str) -> Response:
    wanted = accepted(request.headers.get("accept", ""))
    form = chosen(GRAPHS, request.headers.get("accept", ""), request.query_params.get("format", ""))
    html = liking(wanted, "text/html")
    if html and html >= max(liking(wanted, form.types[0]) if form else 0.0, 0.001) and "format" not in request.query_params:
        suffix = "html"
    elif form:
        suffix = form.name
    else:
        return said(406, f"this can be sent as html, {', '.join(one.name for one in GRAPHS)}.")
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{quote(unquote(path))}.{suffix}", 303, headers={"Vary": "Accept"})


async def data(request: Request, iri: str, suffix: str) -> Response:
    """What the graph holds about an IRI: of a document its whole graph, of anything else what it is and what points to it."""
    state = state_of(request)
    tag = etag(state, "about", iri, suffix)
    headers = {"ETag": tag, "Vary": "Accept"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    reply = await state.queries.ask({"job": "described", "iri": iri, "form": suffix})
    return response(reply, headers)
