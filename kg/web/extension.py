"""What reconciliation clients ask of types, properties and things they know: suggestions, a preview, the values of properties."""

import re
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.errors import Missing, QueryError
from kg.properties import MENTIONED, Property, count, iri_of, key_of, kinds, kinds_of, name_of, properties, stated, values
from kg.vocabulary import DCT, KG, SKOS, TERMS, XSD, label, local
from kg.web.links import href
from kg.web.served import Served

Json = dict[str, Any]
IDS, MOST = 1000, 50
"""How many ids and how many properties one call may have."""
_SHOWN = 20
"""How many things are suggested at once."""
_ECHO = 80
"""How many characters of what was sent stand in a message."""
_NUMBERS = {XSD.integer: "int", XSD.gYear: "int", XSD.decimal: "float", XSD.double: "float"}
_DATED = re.compile(r"\d{4}-\d\d-\d\d")


def typed(kind: str) -> Json:
    """A class by its local name as a type with its Chinese name."""
    return {"id": kind, "name": label(getattr(KG, kind))}


def kind_called(name: str) -> str:
    """The class with an id (`Agency`) or an IRI under any base; an unknown one is a QueryError."""
    kind = name.rsplit("#", 1)[-1]
    if kind not in kinds():
        raise QueryError(f"there is no type {name[:_ECHO]!r}; there are: {', '.join(kinds())}.")
    return kind


def property_called(name: str) -> Property:
    """The property with an id (`place`, `skos:prefLabel`) or an IRI under any base; an unknown one is a QueryError."""
    wanted = name.rsplit("/ontology#", 1)[-1]
    for one in properties():
        if wanted in (one.id, one.iri):
            return one
    raise QueryError(f"there is no property {name[:_ECHO]!r}; there are: {', '.join(one.id for one in properties())}.")


def suggest_entities(served: Served, prefix: str, cursor: str = "0") -> Json:
    """The things whose names begin with a prefix or contain it, or that it identifies, from the number `cursor` on."""
    skip = _number("cursor", cursor)
    iri = iri_of(prefix, served.base) if "/" in prefix else ""
    if iri and name_of(served.store, iri):
        return {"result": [_suggestion(served, iri)][skip:]}
    found = served.index.things(prefix, "", _SHOWN, skip) if served.index else []
    return {"result": [_suggestion(served, thing.iri) for thing in found]}


def _suggestion(served: Served, iri: str) -> Json:
    have = kinds_of(served.store, iri)
    places = [value for one in ("place", "parent", "originatesFrom") for value in values(served.store, iri, property_called(one))]
    return {
        "id": key_of(iri, served.base),
        "name": name_of(served.store, iri),
        "description": " · ".join(
            [*(typed(kind)["name"] for kind in have[:1]), *(name_of(served.store, value.value) for value in places[:1])]
        ),
        "notable": [typed(kind) for kind in have],
    }


def suggest_types(served: Served, prefix: str) -> Json:
    """The types whose id or name, in Chinese or English, has a word that begins with a prefix."""
    found = [kind for kind in kinds() if _begins(prefix, kind, *TERMS[getattr(KG, kind)].labels.values())]
    return {"result": [{**typed(kind), "description": TERMS[getattr(KG, kind)].comment, "broader": _broader(kind)} for kind in found]}


def _broader(kind: str) -> list[Json]:
    return [typed(local(iri)) for iri in TERMS[getattr(KG, kind)].above if local(iri) in kinds() and iri in KG]


def suggest_properties(served: Served, prefix: str) -> Json:
    """The properties whose id or name begins so; `date` is one of a row and tells which of several a name meant at the time."""
    found = [one for one in properties() if _begins(prefix, one.id, one.id.rsplit(":")[-1], one.name, _english(one))]
    result = [{"id": one.id, "name": one.name, "description": one.about} for one in found]
    if _begins(prefix, "date", label(DCT.date)):
        result.append({"id": "date", "name": label(DCT.date), "description": "The day or year of the row, for reconciliation."})
    return {"result": result}


def _english(one: Property) -> str:
    return TERMS[one.iri].labels.get("en", "") if one.iri else MENTIONED


def _begins(prefix: str, *names: str) -> bool:
    return any(name.casefold().startswith(prefix.strip().casefold()) for name in names)


def propose_properties(served: Served, type_id: str = "", limit: str = "") -> Json:
    """The properties that things of a type may have."""
    most = _number("limit", limit or "0")
    found = properties(kind_called(type_id) if type_id else "")[: most or None]
    answer: Json = {"type": type_id, "properties": [{"id": one.id, "name": one.name} for one in found]}
    return answer | ({"limit": most} if most else {})


def extend(served: Served, asked: object) -> Json:
    """The values of properties of things, by their ids; an unknown thing has none."""
    ids, wanted = (asked.get("ids"), asked.get("properties")) if isinstance(asked, dict) else (None, None)
    if not isinstance(ids, list) or not isinstance(wanted, list) or not all(isinstance(one, str) for one in ids):
        raise QueryError("extend must be an object with ids, a list of texts, and properties, a list of objects with id.")
    if len(ids) > IDS or len(wanted) > MOST:
        raise QueryError(f"{IDS} ids and {MOST} properties may be asked for at once; send several requests.")
    columns = [_column(one) for one in wanted]
    rows = {one: {column.id: _cells(served, one, column, most) for column, most in columns} for one in ids}
    return {"meta": [_meta(column) for column, _ in columns], "rows": rows}


def _column(wanted: object) -> tuple[Property, int]:
    """A property asked for, and how many values are wanted at most (0: all)."""
    settings = wanted.get("settings") or {} if isinstance(wanted, dict) else {}
    if not isinstance(wanted, dict) or not isinstance(wanted.get("id"), str) or not isinstance(settings, dict):
        raise QueryError("a property must be an object with id and, if any, settings.")
    return property_called(wanted["id"]), _number("limit", str(settings.get("limit") or 0))


def _meta(column: Property) -> Json:
    return {"id": column.id, "name": column.name} | ({"type": typed(column.range)} if column.range in kinds() else {})


def _cells(served: Served, thing: str, column: Property, most: int) -> list[Json]:
    iri = iri_of(thing, served.base)
    if not iri or not name_of(served.store, iri):
        return []
    return [_cell(served, value) for value in values(served.store, iri, column)[: most or None]]


def _cell(served: Served, value: NamedNode | Literal) -> Json:
    if isinstance(value, NamedNode):
        name = name_of(served.store, value.value) or value.value
        key = key_of(value.value, served.base)
        return {"id": key, "name": name} if key else {"str": name}
    number = _NUMBERS.get(value.datatype.value)
    if number:
        return {number: int(value.value) if number == "int" else float(value.value)}
    if value.datatype.value == XSD.date and _DATED.fullmatch(value.value):
        return {"date": f"{value.value}T00:00:00Z"}
    return {"str": value.value}


def preview(served: Served, thing: str) -> Json:
    """What a small card shows of a thing."""
    iri = iri_of(thing, served.base)
    name = name_of(served.store, iri) if iri else ""
    if not name:
        raise Missing(iri or f"{served.base}id/{thing[:_ECHO]}")
    have = kinds_of(served.store, iri)
    names = ((SKOS.altLabel, False), (SKOS.hiddenLabel, True))
    return {
        **_thing(served, iri, name),
        "kindLabels": [_both(getattr(KG, kind)) for kind in have],
        "names": [{"name": other.value, "weak": weak} for one, weak in names for other in stated(served.store, iri, one)],
        "known": list(_known(served, iri, have)),
        "documents": count(served.store, iri),
    }


def _known(served: Served, iri: str, have: tuple[str, ...]) -> Iterable[Json]:
    for one in properties(have[0] if have else "Entity"):
        found = values(served.store, iri, one) if one.iri and one.iri not in (SKOS.prefLabel, SKOS.altLabel) else []
        if found:
            yield {"label": _both(one.iri), "values": [_shown(served, value) for value in found[:_SHOWN]]}


def _shown(served: Served, value: NamedNode | Literal) -> Json:
    if isinstance(value, Literal):
        return {"label": value.value}
    return _thing(served, value.value, name_of(served.store, value.value) or value.value)


def _thing(served: Served, iri: str, name: str) -> Json:
    have = kinds_of(served.store, iri)
    return {"iri": iri, "label": name, "kind": have[0] if have else "", "href": href(iri, served.base)}


def _both(iri: str) -> dict[str, str]:
    return {"zh": label(iri), "en": label(iri, "en")}


def _number(name: str, text: str) -> int:
    if not re.fullmatch(r"\d{1,6}(\.0)?", text.strip()):
        raise QueryError(f"{name} must be a number of at most six digits, not {text[:_ECHO]!r}.")
    return int(float(text))
