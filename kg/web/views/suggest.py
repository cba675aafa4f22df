"""How a name that someone begins to write may go on."""

from kg.web.served import Served
from kg.web.views.search import found_thing, numbered
from kg.web.views.things import kind_label

_MOST = 50


def suggest(served: Served, q: str = "", kind: str = "", limit: str = "10") -> list[dict[str, object]]:
    """The likeliest things with a name that begins with or contains the query, of a class or of any."""
    if served.index is None:
        return []
    found = served.index.starting(q, kind, min(numbered("limit", limit), _MOST))
    return [found_thing(served, one) | {"kindLabel": kind_label(one.kind)} for one in found]
