"""The server as a list of routes: what it answers, and what every answer passes through on its way."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from kg.web import pages
from kg.web.access_log import AccessLog
from kg.web.description import description
from kg.web.formats import accepted, liking
from kg.web.graphs import graphs
from kg.web.linked import resource
from kg.web.openapi import openapi
from kg.web.pool import Pool
from kg.web.protocol import sparql
from kg.web.reconciliation import reconcile, reconcile_part
from kg.web.replies import said
from kg.web.ruling import rule
from kg.web.state import Settings, State, state_of
from kg.web.wire import Reply

_ANY = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]
_EXPOSED = ["ETag", "Location", "Retry-After"]
_LONGEST = 100
"""Characters of a file's name."""
_PAGE_SECONDS, _PAGE_WORKERS = 10.0, 2
"""The least time that a page may take, and how many workers make pages."""


def app(settings: Settings) -> Starlette:
    """The application that serves a store; its workers start and end with it."""

    @contextlib.asynccontextmanager
    async def lifespan(application: Starlette) -> AsyncIterator[None]:
        queries = Pool(settings.store, settings.limits, settings.limits.workers, "kg.web.jobs")
        own = replace(settings.limits, hosts=frozenset(), seconds=max(settings.limits.seconds, _PAGE_SECONDS))
        pages_pool = Pool(settings.store, own, _PAGE_WORKERS, "kg.web.page_jobs")
        await asyncio.gather(queries.start(), pages_pool.start())
        application.state.kg = State(settings, queries.base, queries, pages_pool)
        yield
        await asyncio.gather(queries.stop(), pages_pool.stop())

    middleware = [
        Middleware(AccessLog),
        Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=_ANY[:-1], allow_headers=["*"], expose_headers=_EXPOSED),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
    ]
    handlers = {HTTPException: _refused}
    found = Starlette(routes=ROUTES, middleware=middleware, lifespan=lifespan, exception_handlers=handlers)  # type: ignore[arg-type]
    found.router.redirect_slashes = False
    return found


async def _refused(request: Request, error: HTTPException) -> Response:
    """What is not there or not allowed, as a page for a browser and in words for a program."""
    text = f"there is nothing at {request.url.path}." if error.status_code == 404 else str(error.detail)
    if liking(accepted(request.headers.get("accept", "")), "text/html") and "text/html" in request.headers.get("accept", ""):
        page = pages.failed(request, Reply(error.status_code, text.encode()))
        page.headers.update(error.headers or {})
        return page
    return said(error.status_code, text, **(error.headers or {}))


async def health(request: Request) -> Response:
    """Whether workers are there to answer: 200, else 503."""
    state = state_of(request)
    alive = state.queries.alive
    facts = {"status": "ok" if alive else "down", "workers": alive, "waiting": state.queries.waiting, "store": state.version}
    return JSONResponse(facts, 200 if alive else 503, headers={"Cache-Control": "no-store"})


async def static(request: Request) -> Response:
    """A file of the pages: style, script, picture."""
    name = request.path_params["name"]
    path = pages.STATIC / name
    if len(name) > _LONGEST or path.parent != pages.STATIC or not path.is_file():
        raise HTTPException(404)
    kept = "public, max-age=31536000, immutable" if request.url.query else "no-cache"
    return FileResponse(path, headers={"Cache-Control": kept})


ROUTES = [
    Route("/", pages.home),
    Route("/search", pages.search),
    Route("/suggest", pages.suggest),
    Route("/questions", pages.questions),
    Route("/questions/{name}", pages.question),
    Route("/network", pages.network),
    Route("/network.json", pages.network),
    Route("/network.gexf", pages.network),
    Route("/editor", pages.editor),
    Route("/review", pages.review),
    Route("/review", rule, methods=["POST"]),
    Route("/sparql", sparql, methods=_ANY),
    Route("/sparql/", sparql, methods=_ANY),
    Route("/graphs", graphs, methods=_ANY),
    Route("/graphs/", graphs, methods=_ANY),
    Route("/.well-known/void", description),
    Route("/openapi.json", openapi),
    Route("/reconcile", reconcile, methods=["GET", "POST"]),
    Route("/reconcile.html", pages.about_reconciling),
    Route("/reconcile/preview", pages.preview),
    Route("/reconcile/{part:path}", reconcile_part),
    Route("/version", pages.facts),
    Route("/static/{name}", static),
    Route("/health", health),
    Route("/ontology", resource),
    Route("/ontology.{suffix}", resource),
    Route("/dataset", resource),
    *(Route(f"/{space}/{{key:path}}", resource) for space in ("id", "doc", "graph")),
]
