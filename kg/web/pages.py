"""The pages: each is a view of the store, made by a worker, put into its template."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

import kg
from kg.web.charts import drawn, series_chart
from kg.web.formats import accepted, liking
from kg.web.links import href
from kg.web.replies import etag, is_known, response, said
from kg.web.state import State, state_of
from kg.web.wire import Job, Reply
from kg.web.words import COOKIE, LANGUAGES, language_of, word, words

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {}"
)
_ROWS = 1_000
"""So many rows of an answer are shown where no script fetches them."""
_VARY = "Accept, Accept-Language, Cookie"
HEADERS = {"Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"}


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(_HERE / "templates")
    found = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.globals.update(has=lambda key: key in words(), drawn=drawn, series_chart=series_chart)
    return found


@cache
def _digest(name: str) -> str:
    path = STATIC / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else ""


def rendered(request: Request, template: str, page: object, status: int = 200, framed: bool = False) -> Response:
    """A template with its data as a page; `framed` ones may stand in the frames of others."""
    state, language = state_of(request), language_of(request)
    root = request.scope.get("root_path", "")

    def static(name: str) -> str:
        return f"{root}/static/{name}?{_digest(name)}"

    def t(key: str, **values: Any) -> str:
        return word(key, language, **values)

    names = {"page": page, "lang": language, "root": root, "t": t, "static": static, "here": template, "version": kg.__version__}
    names |= {"url": request.url.path + (f"?{request.url.query}" if request.url.query else ""), "writable": bool(state.settings.token)}
    names |= {"base": state.base, "address": state.settings.address.rstrip("/")}
    text = _templates().get_template(f"{template}.html").render(names)
    policy = _POLICY.format("*" if framed else "'none'")
    headers = {"Content-Security-Policy": policy, "Content-Language": language, "Vary": _VARY, **HEADERS}
    page_response = Response(text, status, headers, media_type="text/html")
    if request.query_params.get("lang") in LANGUAGES:
        page_response.set_cookie(COOKIE, language, max_age=365 * 86400, samesite="lax", httponly=True, path=f"{root}/")
    return page_response


def failed(request: Request, reply: Reply) -> Response:
    """A reply that is no data, as a page that says what is wrong."""
    page = rendered(request, "error", {"status": reply.status, "message": reply.text, "hint": ""}, reply.status)
    if "retry" in reply.more:
        page.headers["Retry-After"] = reply.more["retry"]
    return page


async def data_of(request: Request, view: str, /, **parameters: str) -> Reply:
    """What a view says to these parameters, as JSON."""
    return await state_of(request).pages.ask({"job": "view", "name": view, "parameters": parameters})


async def shown(request: Request, view: str, /, **parameters: str) -> Response:
    """The page of a view."""
    state = state_of(request)
    headers = _validators(request, state, view, parameters)
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    reply = await data_of(request, view, **parameters)
    if reply.status != 200:
        return failed(request, reply)
    page = rendered(request, view, reply.json())
    page.headers.update(headers)
    return page


def _validators(request: Request, state: State, view: str, parameters: dict[str, str]) -> dict[str, str]:
    told = (f"{key}={value}" for key, value in sorted(parameters.items()))
    made = (state.pages.version, kg.__version__, _digest("app.js"), str(bool(state.settings.token)))
    tag = etag(state, "page", *made, language_of(request), str(request.url), view, *told)
    return {"ETag": tag, "Cache-Control": "no-cache", "Vary": _VARY}


async def home(request: Request) -> Response:
    """What the graph holds, and where to start."""
    return await shown(request, "home")


async def search(request: Request) -> Response:
    """What is found by name and in texts; with `go`, the one thing that is called so."""
    given = request.query_params
    q = given.get("q", "")
    if "go" in given:
        reply = await data_of(request, "suggest", q=q, kind=given.get("kind", ""), limit="2")
        named = [one for one in reply.json() if one["label"] == q.strip()] if reply.status == 200 else []
        if len(named) == 1:
            return RedirectResponse(request.scope.get("root_path", "") + named[0]["href"], 303)
    return await shown(request, "search", q=q, kind=given.get("kind", ""), page=given.get("page", "1"))


async def suggest(request: Request) -> Response:
    """Names that begin with or contain what is typed, as JSON."""
    given = request.query_params
    reply = await data_of(request, "suggest", q=given.get("q", ""), kind=given.get("kind", ""), limit=given.get("limit", "10"))
    return response(reply)


async def thing(request: Request, iri: str) -> Response:
    """The page of a document or of anything else under the base."""
    state = state_of(request)
    if iri.startswith(f"{state.base}doc/"):
        given = request.query_params
        return await shown(request, "document", iri=iri, **{"from": given.get("from", ""), "to": given.get("to", "")})
    if iri == f"{state.base}ontology":
        reply = await data_of(request, "editor")
        return rendered(request, "ontology", reply.json()) if reply.status == 200 else failed(request, reply)
    return await shown(request, "entity", iri=iri)


async def questions(request: Request) -> Response:
    """The shipped questions in groups."""
    return await shown(request, "questions")


async def question(request: Request) -> Response:
    """A shipped question with its form and its answer: as a page, as JSON or as CSV, by suffix or Accept."""
    name, _, suffix = request.path_params["name"].partition(".")
    given = {key: value for key, value in request.query_params.items() if key not in ("lang", "format")}
    suffix = suffix or request.query_params.get("format", "")
    if not suffix:
        wanted = accepted(request.headers.get("accept", ""))
        ranked = (("html", "text/html"), ("json", "application/json"), ("json", "application/sparql-results+json"), ("csv", "text/csv"))
        liked, suffix = max(((liking(wanted, kind), form) for form, kind in ranked), key=lambda row: row[0])
        if not liked:
            return said(406, "this can be sent as html, json, csv.")
    if suffix == "html":
        if "question" in given:
            return failed(request, Reply(400, b"no question has a parameter 'question'."))
        return await shown(request, "question", question=name, **given)
    if suffix not in ("json", "csv"):
        return said(404, f"there is no .{suffix} of this; there are .html, .json, .csv.")
    state = state_of(request)
    headers = {"Vary": "Accept", "ETag": etag(state, "question", name, suffix, str(sorted(given.items())))}
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    job = {"job": "question", "name": name, "values": given, "form": suffix}
    return response(await state.queries.ask(job), headers)


async def network(request: Request) -> Response:
    """The network as a drawing with its filters, or as JSON or GEXF by suffix."""
    given = {key: value for key, value in request.query_params.items() if key != "lang"}
    path = request.url.path
    if path.endswith(".json"):
        return response(await data_of(request, "network", **given))
    if path.endswith(".gexf"):
        reply = await data_of(request, "gexf", **given)
        if reply.status != 200:
            return response(reply)
        headers = {"Content-Disposition": 'attachment; filename="network.gexf"'}
        return Response(reply.json()["text"], headers=headers, media_type="application/gexf+xml")
    return await shown(request, "network", **given)


async def editor(request: Request) -> Response:
    """The SPARQL editor; a query in the address is answered at once, so that it works without scripts, too."""
    reply = await data_of(request, "editor")
    if reply.status != 200:
        return failed(request, reply)
    page, query = reply.json(), request.query_params.get("query", "")
    limits = state_of(request).settings.limits
    page["limits"] = {"seconds": limits.seconds, "megabytes": limits.answer, "characters": limits.characters}
    page["query"], page["result"] = query, await _result(request, query) if query else None
    return rendered(request, "editor", page)


async def _result(request: Request, query: str) -> dict[str, Any]:
    """The answer to a query as a table whose IRIs lead to our pages, or what is wrong with it."""
    state = state_of(request)
    if len(query) > state.settings.limits.characters:
        return {"error": f"the query is longer than {state.settings.limits.characters:,} characters.", "columns": [], "rows": []}
    job: Job = {"job": "sparql", "text": query, "wanted": ("application/sparql-results+json, application/n-triples", "")}
    job |= {"graphs": {"default": [], "named": []}, "hosts": sorted(state.settings.limits.hosts)}
    reply = await state.queries.ask(job)
    if reply.status != 200:
        return {"error": reply.text, "columns": [], "rows": []}
    if "json" not in reply.type:
        lines = reply.text.splitlines()
        return {"error": "", "columns": ["graph"], "rows": [[{"text": line, "type": "literal"}] for line in lines[:_ROWS]]}
    answer = reply.json()
    if "boolean" in answer:
        return {"error": "", "columns": ["ASK"], "rows": [[{"text": str(answer["boolean"]).lower(), "type": "literal"}]]}
    columns = answer["head"]["vars"]
    bindings = answer["results"]["bindings"][:_ROWS]
    return {"error": "", "columns": columns, "rows": [[_cell(row.get(name), state.base) for name in columns] for row in bindings]}


def _cell(term: dict[str, str] | None, base: str) -> dict[str, str] | None:
    if term is None:
        return None
    if term["type"] == "uri":
        return {"text": term["value"], "type": "iri", "href": href(term["value"], base)}
    return {"text": str(term["value"]), "type": "literal"}


async def review(request: Request) -> Response:
    """Pairs that may be one and names nobody knows, for an editor to rule on."""
    return await shown(request, "review", page=request.query_params.get("page", "1"))


async def preview(request: Request) -> Response:
    """A small card about a thing, for the frames of OpenRefine."""
    job = {"job": "previewed", "thing": request.query_params.get("id", "")}
    reply = await state_of(request).pages.ask(job)
    return rendered(request, "preview", reply.json(), framed=True) if reply.status == 200 else failed(request, reply)


async def about_reconciling(request: Request) -> Response:
    """How to use the reconciliation service."""
    return rendered(request, "reconcile", {})


async def facts(request: Request) -> Response:
    """The version of kg, of the store, and the base."""
    state = state_of(request)
    return JSONResponse({"kg": kg.__version__, "store": state.version, "base": state.base})
