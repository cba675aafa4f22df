"""The Reconciliation Service API 0.2 of the W3C community group: tables of names, as OpenRefine sends them, meet the graph.

An id is what stands behind the identifier space (`agency/350200/market-regulation`), a type the local name of a class, a property
`place` or `skos:prefLabel`. What is wrong with one query of a batch is told in its `error`; what is wrong with all, by a QueryError.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from kg.errors import QueryError
from kg.properties import Property, key_of
from kg.reconciling import Asked, Found, candidates
from kg.web.extension import MOST, Json, extend, kind_called, property_called, typed
from kg.web.served import Served

BATCH = 200
"""How many queries one batch may have."""
_LONGEST, _TYPES, _LIMIT, _MOST = 300, 10, 10, 50
"""Characters of a name or value, types of a query, and candidates given without a limit and at most."""
_DATE = re.compile(r"((?:19|20|18)\d\d)(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?(?!\d).{0,30}", re.S)
_STRICT = ("any", "all", "should")
_DEFAULT_TYPES = ("Institution", "Agency", "Place", "Organization", "Person", "Programme", "Product", "Event", "Document")


def answer(served: Served, form: Mapping[str, str], address: str) -> Json:
    """What the endpoint answers to a form or query string: the manifest, a batch of queries, a single one, or an extension."""
    if "queries" in form:
        return queries(served, _read("queries", form["queries"]))
    if "extend" in form:
        return extend(served, _read("extend", form["extend"]))
    if "query" in form:
        text = form["query"]
        return dict(queries(served, {"q": _read("query", text) if text.lstrip().startswith("{") else {"query": text}})["q"])
    return manifest(served, address)


def _read(name: str, text: str) -> Any:
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # halves of characters, which JSON may have, are no text
        return found
    except (ValueError, RecursionError) as error:
        raise QueryError(f"{name} is not JSON: {error}. Send a JSON object, URL-encoded.") from error


def manifest(served: Served, address: str) -> Json:
    """What the service is and offers; `address` is where the server is reached, without a slash at the end."""

    def service(path: str) -> Json:
        return {"service_url": address, "service_path": f"/reconcile/{path}"}

    return {
        "versions": ["0.2"],
        "name": f"kg: Chinese government announcements ({served.base})",
        "identifierSpace": f"{served.base}id/",
        "schemaSpace": f"{served.base}ontology#",
        "defaultTypes": [typed(kind) for kind in _DEFAULT_TYPES],
        "view": {"url": f"{address}/id/{{{{id}}}}"},
        "preview": {"url": f"{address}/reconcile/preview?id={{{{id}}}}", "width": 430, "height": 300},
        "suggest": {name: service(f"suggest/{name}") for name in ("entity", "type", "property")},
        "extend": {
            "propose_properties": service("properties"),
            "property_settings": [
                {"name": "limit", "label": "Limit", "type": "number", "default": 0, "help_text": "How many values at most; 0 gives all."}
            ],
        },
        "batchSize": BATCH,
    }


def queries(served: Served, batch: object) -> Json:
    """The candidates for every query of a batch, by its key."""
    if not isinstance(batch, dict):
        raise QueryError("queries must be a JSON object of queries by key.")
    if len(batch) > BATCH:
        raise QueryError(f"a batch may have {BATCH} queries, not {len(batch)}; send several.")
    return {key: _result(served, query) for key, query in batch.items()}


def _result(served: Served, query: object) -> Json:
    try:
        asked, limit = _asked(query)
        found = candidates(served.store, served.index, asked)
    except QueryError as error:
        return {"result": [], "error": str(error)}
    return {"result": [_candidate(served, one) for one in found[:limit]]}


def _candidate(served: Served, one: Found) -> Json:
    return {
        "id": key_of(one.iri, served.base),
        "name": one.name,
        "description": one.why,
        "score": one.score,
        "match": one.sure,
        "type": [typed(kind) for kind in one.kinds],
        "features": [{"id": name, "value": value} for name, value in one.features.items()],
    }


def _asked(query: object) -> tuple[Asked, int]:
    """A query as a row asked for, and how many candidates it wants; what it says wrongly is a QueryError."""
    if not isinstance(query, dict):
        raise QueryError("a query must be a JSON object.")
    name, limit, strict = query.get("query", ""), query.get("limit", _LIMIT), query.get("type_strict", "should")
    if not isinstance(name, str) or len(name) > _LONGEST:
        raise QueryError(f"query must be a text of at most {_LONGEST} characters.")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 1 <= limit <= 10**9:
        raise QueryError("limit must be a positive number.")
    if strict not in _STRICT:
        raise QueryError(f"type_strict must be one of {', '.join(_STRICT)}.")
    place, date, told = _told(query.get("properties", []))
    if not (name.strip() or told):
        raise QueryError("there is no name: give query, or properties.")
    return Asked(name.strip(), _kinds(query.get("type", [])), strict, place, date, told), min(int(limit), _MOST)


def _kinds(types: object) -> tuple[str, ...]:
    listed = [types] if isinstance(types, str) else types
    if not isinstance(listed, list) or len(listed) > _TYPES or not all(isinstance(one, str) for one in listed):
        raise QueryError(f"type must be the id of a type, or at most {_TYPES} in a list.")
    return tuple(dict.fromkeys(kind_called(one) for one in listed if one))


def _told(listed: object) -> tuple[str, str, tuple[tuple[Property, tuple[str, ...]], ...]]:
    """The place and the date that properties tell, and the others with their values as words."""
    if not isinstance(listed, list) or len(listed) > MOST:
        raise QueryError(f"properties must be a list of at most {MOST} objects with pid and v.")
    place = date = ""
    told = []
    for one in listed:
        if not isinstance(one, dict) or not isinstance(one.get("pid"), str) or "v" not in one:
            raise QueryError("a property must be an object with pid and v.")
        given = one["v"] if isinstance(one["v"], list) else [one["v"]]
        words = tuple(word for word in map(_word, given[:MOST]) if word)
        if not words:
            continue
        if one["pid"] == "place":
            place = words[0]
        elif one["pid"] == "date":
            date = _date(words[0])
        else:
            told.append((property_called(one["pid"]), words))
    return place, date, tuple(told)


def _word(value: object) -> str:
    """A value as a word: what it says, or the id of the thing it was reconciled to."""
    if isinstance(value, dict):
        value = value.get("id", value.get("name"))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise QueryError("a value must be a text, a number, or an object with id.")
    if len(str(value)) > _LONGEST:
        raise QueryError(f"a value must have at most {_LONGEST} characters.")
    return str(value).strip()


def _date(word: str) -> str:
    """A day, month or year as an ISO day begins: `2012`, `2012-05`, `2012-05-03`."""
    match = _DATE.fullmatch(word)
    if match is None:
        raise QueryError(f"date must be a day or a year (2012-05-03, 2012), not {word!r}.")
    return "-".join(part.zfill(2) for part in match.groups() if part)
