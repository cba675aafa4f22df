"""What programs may ask of the server, as an OpenAPI 3.1 description made from the shipped questions."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

import kg
from kg.queries import Parameter, Query, shipped
from kg.vocabulary import XSD
from kg.web.state import state_of

_SCHEMAS = {
    XSD.integer: {"type": "integer"},
    XSD.decimal: {"type": "number"},
    XSD.double: {"type": "number"},
    XSD.boolean: {"type": "boolean"},
    XSD.date: {"type": "string", "format": "date"},
}
_TEXT = {"type": "string"}
_PROTOCOL = ("query", "default-graph-uri", "named-graph-uri", "format")
_NETWORK = ("view", "around", "since", "until", "kind", "level", "minimum", "limit")
_FORMATS = {
    "application/sparql-results+json": {"schema": {"type": "object"}},
    "text/csv": {"schema": _TEXT},
    "text/html": {"schema": _TEXT},
}


async def openapi(request: Request) -> JSONResponse:
    """The description."""
    state = state_of(request)
    paths = {f"/questions/{query.name}": {"get": _question(query)} for query in shipped()}
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": "kg", "version": kg.__version__, "description": f"Announcements as a graph under {state.base}"},
            "servers": [{"url": state.settings.address.rstrip("/")}],
            "paths": paths | _others(),
        }
    )


def _question(query: Query) -> dict[str, Any]:
    return {
        "operationId": query.name,
        "summary": f"{query.title} · {query.title_en}",
        "description": query.about,
        "parameters": [_parameter(one) for one in query.parameters],
        "responses": _responses("The answer, in the format that Accept or a suffix (.json, .csv, .html) asks for.", _FORMATS),
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    kind = one.default.datatype.value if hasattr(one.default, "datatype") else ""
    schema = _SCHEMAS.get(kind, _TEXT) | {"default": one.default.value}
    return {"name": one.name, "in": "query", "required": False, "description": one.about, "schema": schema}


def _others() -> dict[str, Any]:
    anything: dict[str, Any] = {"*/*": {"schema": _TEXT}}
    turtle: dict[str, Any] = {"text/turtle": {"schema": _TEXT}}
    results = {"application/sparql-results+json": {"schema": {"type": "object"}}} | turtle
    some: dict[str, Any] = {"application/json": {"schema": {}}}

    def get(summary: str, content: dict[str, Any], *names: str) -> dict[str, Any]:
        told = [{"name": name, "in": "query", "required": False, "schema": _TEXT} for name in names]
        return {"get": {"summary": summary, "parameters": told, "responses": _responses(summary, content)}}

    return {
        "/sparql": get("SPARQL 1.1 Protocol; without query the service description", results, *_PROTOCOL),
        "/graphs": get("SPARQL 1.1 Graph Store Protocol; ?default= for the default graph", turtle, "graph", "default", "format"),
        "/search": get("Search by name and in texts", {"text/html": {"schema": _TEXT}}, "q", "kind", "page"),
        "/suggest": get("Names that begin with or contain what is typed", some, "q", "kind", "limit"),
        "/reconcile": get("Reconciliation Service API 0.2", some, "queries", "extend", "callback"),
        "/network.json": get("A network of the graph", some, *_NETWORK),
        "/network.gexf": get("A network of the graph for Gephi", anything, *_NETWORK),
        "/health": get("Whether the server can answer", some),
        "/version": get("Versions of kg and of the store", some),
    }


def _responses(summary: str, content: dict[str, Any]) -> dict[str, Any]:
    text = {"text/plain": {"schema": _TEXT}}
    return {
        "200": {"description": summary, "content": content},
        "400": {"description": "The asker must change the request; the text says how.", "content": text},
        "503": {"description": "A limit was met, or too many ask at once; the text says which.", "content": text},
    }
