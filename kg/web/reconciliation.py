"""The reconciliation service on the wire: forms by GET and POST, JSON or JSONP back."""

import re
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.web.formats import accepted, liking
from kg.web.replies import Refused, body_of, response, said
from kg.web.state import state_of
from kg.web.wire import Reply

_CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.A)
_LARGEST = 2 * 2**20
"""Bytes of a batch."""


async def reconcile(request: Request) -> Response:
    """The manifest, or the answer to `queries`, `query` or `extend`; a browser gets a page that explains the service."""
    try:
        form = await _form(request)
    except Refused as refused:
        return refused.response
    wanted = accepted(request.headers.get("accept", ""))
    if request.method == "GET" and not form and liking(wanted, "text/html") > liking(wanted, "application/json"):
        return RedirectResponse(f"{request.scope.get('root_path', '')}/reconcile.html", 303, headers={"Vary": "Accept"})
    return await _answered(request, "reconciled", form)


async def reconcile_part(request: Request) -> Response:
    """Suggestions of entities, types and properties, and the properties that can be fetched."""
    form = dict(request.query_params)
    form["part"] = request.path_params["part"]
    return await _answered(request, "reconciled_part", form)


async def _answered(request: Request, job: str, form: dict[str, str]) -> Response:
    state, callback = state_of(request), form.pop("callback", "")
    if callback and not _CALLBACK.fullmatch(callback):
        return said(400, "callback is no name of a function.")
    reply = await state.pages.ask({"job": job, "form": form, "address": state.settings.address.rstrip("/")})
    if callback and reply.status == 200:
        return response(Reply(200, f"/**/{callback}({reply.text});".encode(), "application/javascript; charset=utf-8"))
    return response(reply)


async def _form(request: Request) -> dict[str, str]:
    form = dict(request.query_params)
    if request.method == "POST":
        try:
            form |= dict(parse_qsl((await body_of(request, _LARGEST)).decode(), keep_blank_values=True, max_num_fields=100))
        except ValueError as error:
            raise Refused(400, f"the form is not well formed: {error}.") from error
    return {key: value for key, value in form.items() if key in ("queries", "query", "extend", "callback")}
