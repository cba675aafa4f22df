"""What a thing came from and became, what it is part of, and what its parts are."""

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.network import level_of
from kg.store import Store
from kg.vocabulary import KG, ORG, RDF, rebased
from kg.web.served import Served
from kg.web.views.things import Data, text, texts, thing

_SHOWN = 60
"""How many parts are shown."""


def kin(served: Served, iri: str) -> Data:
    """The things before and after this one, above and below it, and the agencies of a place; with how many parts and agencies there are."""
    store = served.store
    units = [*_pointing(store, ORG.subOrganizationOf, iri), *_pointing(store, KG.parent, iri), *_pointing(store, KG.partOf, iri)]
    units += _composed_units(store, iri)
    parents = [parent for predicate in (ORG.subOrganizationOf, KG.parent, KG.partOf) for parent in texts(store, iri, predicate)]
    parents += [above for above in [iri.rpartition("/")[0]] if "/agency/" in iri and _is_there(store, above)]
    agencies = _pointing(store, KG.place, iri)
    return {
        "before": _things(served, _changed(store, iri, before=True)),
        "after": _things(served, _changed(store, iri, before=False)),
        "parents": _things(served, parents),
        "units": _things(served, units),
        "unit_count": len(dict.fromkeys(units)),
        "agencies": _things(served, agencies),
        "agency_count": len(agencies),
    }


def _things(served: Served, iris: Iterable[str]) -> list[Data]:
    return [thing(served, iri) for iri in list(dict.fromkeys(iris))[:_SHOWN]]


def _pointing(store: Store, predicate: str, iri: str) -> list[str]:
    return store.pointing(rebased(predicate, store.base), NamedNode(iri))


def _is_there(store: Store, iri: str) -> bool:
    return bool(store.match(iri, RDF.type))


def _changed(store: Store, iri: str, before: bool) -> list[str]:
    """What it came from, or became: itself, or by the kind of body that it is at its place."""
    own = _next(store, iri, before)
    if own:
        return own
    place, found = text(store, iri, KG.place), []
    level = level_of(store, place)
    for body in texts(store, iri, KG.body):
        for other in _next(store, body, before):
            levels = texts(store, other, KG.level)
            if levels and level not in levels:
                continue
            agency = f"{store.base}id/agency/{place.rpartition('/')[2]}/{other.rpartition('/')[2]}"
            found.append(agency if _is_there(store, agency) else other)
    return found


def _next(store: Store, iri: str, before: bool) -> list[str]:
    """The things that this one succeeds, or those that succeed it."""
    if before:
        return sorted({*_pointing(store, KG.successor, iri), *texts(store, iri, KG.predecessor)})
    return sorted({*texts(store, iri, KG.successor), *_pointing(store, KG.predecessor, iri)})


def _composed_units(store: Store, iri: str) -> list[str]:
    """The internal units of an agency: agencies of its place whose IRI goes on where its own ends."""
    if "/agency/" not in iri:
        return []
    return [one for place in texts(store, iri, KG.place) for one in _pointing(store, KG.place, place) if one.startswith(iri + "/")]
