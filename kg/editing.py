"""What an editor says in names becomes a ruling about keys."""

import re
from datetime import date

from kg.errors import QueryError
from kg.knowledge import knowledge
from kg.links.names import key_of_name
from kg.resolver import context_for, readings_of
from kg.rulings import Ruling

_KEY = re.compile(r"[a-z]+(?:/[0-9A-Za-z-]+)+")


def ruling_of(first: str, second: str, same: bool, because: str) -> Ruling:
    """The ruling that two things, given by IRI or name, are the same or different, made today.

    Where both names mean one thing today and are ruled different, the first is ruled to be a thing of its own name.
    """
    if not because.strip():
        raise QueryError("a ruling needs its reason: --because \"…\".")
    (one, kind, _), (other, _, name) = key_named(first), key_named(second)
    if one == other and not same:
        one = key_of_name(kind, first)
    if one == other:
        raise QueryError(f"{first!r} and {second!r} mean one thing already: {one}.")
    return Ruling(one, other, same, because, date.today().isoformat(), name)


def key_named(name: str) -> tuple[str, str, str]:
    """The key, kind and official name of what an IRI, a key or a name means; a name that several things bear is a QueryError."""
    key = name.rpartition("/id/")[2] if "/id/" in name else name
    if key in knowledge():
        return key, knowledge()[key].kind, knowledge()[key].label
    if _KEY.fullmatch(key):
        return key, key.split("/")[0].capitalize(), ""
    found = list(readings_of(name, context_for()))
    first = found[0]
    if not first.entity.iri or (not first.decided and len(found) > 1):
        options = "、".join(f"{one.entity.label} <{one.entity.iri}>" for one in found if one.entity.iri) or "; ".join(first.reasons)
        raise QueryError(f"{name!r} does not tell one thing: {options}. Give the IRI.")
    return first.entity.iri.rpartition("/id/")[2], first.entity.kind, first.entity.label
