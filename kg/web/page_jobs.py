"""What a worker does for pages and for the reconciliation service: give the data that they show."""

import importlib

from kg.errors import Missing, QueryError
from kg.resolver import resolve
from kg.web import extension, reconcile
from kg.web.jobs import json_reply
from kg.web.links import is_iri
from kg.web.served import Served
from kg.web.wire import Reply
from kg.web.worker import Answering

_NUMBERS, _DIGITS = frozenset({"page", "limit", "minimum", "from", "to"}), 9
_NETWORKS = ("network", "gexf")


def prepare() -> None:
    """Get ready to work: load what the resolver knows, so that nobody waits for it."""
    resolve("x")


def view(served: Served, out: Answering, name: str, parameters: dict[str, str]) -> Reply:
    """The data of a page as JSON: what the function `name` of the module `name` in kg/web/views gives."""
    function = getattr(importlib.import_module(f"kg.web.views.{name}"), name)
    for key, value in parameters.items():
        if key == "served":
            raise QueryError(f"{name} has no parameter {key!r}.")
        if key in _NUMBERS and len(value) > _DIGITS:
            raise QueryError(f"{key} must be a number of at most {_DIGITS} digits.")
        if key == "around" and name in _NETWORKS and value and not is_iri(value):
            raise QueryError(f"around must be an IRI, not {value!r}.")
    return json_reply(out, function(served, **parameters))


def reconciled(served: Served, out: Answering, form: dict[str, str], address: str) -> Reply:
    """What the reconciliation service answers to a form."""
    return json_reply(out, reconcile.answer(served, form, address))


def reconciled_part(served: Served, out: Answering, form: dict[str, str], address: str) -> Reply:
    """What a part of the reconciliation service answers: `suggest/entity`, `suggest/type`, `suggest/property`, `properties`."""
    part, prefix = form.get("part", ""), form.get("prefix", "")
    if part == "suggest/entity":
        return json_reply(out, extension.suggest_entities(served, prefix, form.get("cursor", "0")))
    if part == "suggest/type":
        return json_reply(out, extension.suggest_types(served, prefix))
    if part == "suggest/property":
        return json_reply(out, extension.suggest_properties(served, prefix))
    if part == "properties":
        return json_reply(out, extension.propose_properties(served, form.get("type", ""), form.get("limit", "")))
    raise Missing(f"{address}/reconcile/{part}")


def previewed(served: Served, out: Answering, thing: str) -> Reply:
    """The data of a small card about a thing."""
    return json_reply(out, extension.preview(served, thing))
