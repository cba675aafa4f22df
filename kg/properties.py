"""What is known of a thing, property by property: what the store says of it, and what its place and body tell of a composed agency."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg import townships
from kg.knowledge import Known, knowledge
from kg.links.context import CHINA
from kg.links.official import full_name, official_names
from kg.store import Store
from kg.vocabulary import DCT, ELI, KG, ORG, OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS, TERMS, XSD, above, label, local, rebased

MENTIONED = "mentioned"
"""The property that counts the documents that name a thing; no term of the vocabulary."""
_YEARS = (KG.validFrom, KG.validUntil, KG.predecessor, KG.successor)
_FORCE = (ELI.first_date_entry_in_force, ELI.date_no_longer_in_force)
_BESIDE = {
    KG.Entity: (SKOS.prefLabel, SKOS.altLabel),
    KG.Institution: (ORG.subOrganizationOf, KG.level, *_YEARS),
    KG.Place: (KG.level, *_YEARS),
    KG.Body: (SKOS.prefLabel, SKOS.altLabel, ORG.subOrganizationOf, KG.level, *_YEARS),
    KG.Person: (ORG.holds,),
    KG.Document: (DCT.title, DCT.created, DCT.issued, DCT.publisher, SCHEMA.url, *_FORCE),
}
"""The properties of a class that `kg.ttl` gives no domain: of other vocabularies, and those of several classes."""
_LONGEST_KEY = 400

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Property:
    """A property by its id (`place`, `skos:prefLabel`): its IRI under the default base, its name in Chinese, and what it tells."""

    id: str
    iri: str
    name: str
    about: str
    range: str = ""


@cache
def kinds() -> tuple[str, ...]:
    """The classes a thing with a key of its own may have, by local name: all under Entity but what is read and not named."""
    classes = (local(iri) for iri in KG if local(iri)[0].isupper() and iri not in (KG.Announcement, KG.Period))
    return tuple(kind for kind in classes if kind == "Body" or KG.Entity in above(kind))


@cache
def properties(kind: str = "") -> tuple[Property, ...]:
    """The properties that things of a kind may have, or all of them: names first, then those of the class and those above it."""
    if not kind:
        return tuple({one.id: one for kind in kinds() for one in properties(kind)}.values())
    classes = above(kind)
    iris = [iri for one in reversed(classes) for iri in (*_BESIDE.get(one, ()), *(iri for iri in KG if TERMS[iri].domain == one))]
    counted = Property(MENTIONED, "", "提及文件数", "How many documents name it.")
    return (*(_property(iri) for iri in dict.fromkeys(iris)), counted)


def _property(iri: str) -> Property:
    term = TERMS[iri]
    prefix = next(name for name, start in PREFIXES.items() if name and iri.startswith(start) and "/" not in iri[len(start) :])
    id = local(iri) if iri in KG else f"{prefix}:{local(iri)}"
    return Property(id, iri, label(iri), term.comment, local(term.range) if term.range in KG else "")


def values(store: Store, iri: str, wanted: Property) -> list[Value]:
    """The values of a property of a thing: names in Chinese where it has any; what a document read says of itself counts for its name."""
    if wanted.id == MENTIONED:
        return [Literal(count(store, iri))]
    found = [value for one in (iri, *_read_as(store, iri)) for value in stated(store, one, wanted.iri)]
    chinese = [value for value in found if isinstance(value, Literal) and value.language == "zh"]
    if not found:
        return list(composed(store, iri).get(wanted.iri, ()))
    return list(dict.fromkeys(chinese or found))


def stated(store: Store, iri: str, predicate: str) -> Iterator[Value]:
    """What the default graph has as values of a predicate (an IRI under the default base) of a thing, sorted."""
    found = (quad.object for quad in store.match(iri, rebased(predicate, store.base)))
    yield from (value for value in found if isinstance(value, NamedNode | Literal))


def _read_as(store: Store, iri: str) -> list[str]:
    """The documents read that are the document with this IRI."""
    return store.pointing(OWL.sameAs, NamedNode(iri)) if iri.startswith(f"{store.base}id/document/") else []


def count(store: Store, iri: str) -> int:
    """How many documents name a thing."""
    return len(store.pointing(SCHEMA.mentions, NamedNode(iri)))


def iri_of(key: str, base: str) -> str:
    """The IRI of a key (`place/350200`) or of an IRI given as one; empty where it cannot be one of a thing."""
    key = key.strip().removeprefix(f"{base}id/")
    if not key or "://" in key or len(key) > _LONGEST_KEY:
        return ""
    try:
        return NamedNode(f"{base}id/{key}").value
    except ValueError:  # characters that no IRI has
        return ""


def key_of(iri: str, base: str) -> str:
    """The key of a thing, or the empty string for what has none: documents read, and what is not ours."""
    start = f"{base}id/"
    return iri.removeprefix(start) if iri.startswith(start) else ""


def name_of(store: Store, iri: str) -> str:
    """The official name of a thing, Chinese where there is one, else a title; that of a composed agency or a town; else empty."""
    for predicate in (SKOS.prefLabel, DCT.title, RDFS.label):
        names = [value for value in stated(store, iri, predicate) if isinstance(value, Literal)]
        if names:
            return min(names, key=lambda name: (name.language != "zh", name.value)).value
    town = _place(key_of(iri, store.base))
    return next((value.value for value in composed(store, iri).get(SKOS.prefLabel, ())), town.label if town else "")


def kinds_of(store: Store, iri: str) -> tuple[str, ...]:
    """The classes of ours that a thing has, by local name, the narrowest first; also of a composed agency that no document names."""
    own = f"{store.base}ontology#"
    found = [value.value.removeprefix(own) for value in stated(store, iri, RDF.type) if value.value.startswith(own)]
    if not found:
        found = [value.value for value in composed(store, iri).get(KG.kind, ())]
    return tuple(sorted(found, key=lambda kind: (-len(above(kind)), kind)))


def composed(store: Store, iri: str) -> dict[str, tuple[Value, ...]]:
    """What follows for an agency from the place and the body that its IRI is composed of, by predicate; for anything else nothing."""
    known = knowledge()
    parts = key_of(iri, store.base).split("/")
    place, body = _place(f"place/{parts[1]}") if len(parts) == 3 else None, f"body/{parts[-1]}"
    if parts[0] != "agency" or place is None or body not in known:
        return {}
    return {
        predicate: tuple(_node(value, store.base) if "/" in value else _literal(value, predicate) for value in found)
        for predicate, found in _composed(place, known[body]).items()
    }


def _place(key: str) -> Known | None:
    """A known place, or a town or street of the table of townships, which is called by the county's name and its own."""
    known = knowledge()
    around = known.entities.get(townships.parent(key))
    if key in known or around is None:
        return known.entities.get(key) if key.startswith("place/") else None
    name = townships.name(key)
    return Known(key, "Division", full_name(around, known) + name, (name,), (), {"level": ("township",), "parent": (around.key,)})


def _node(key: str, base: str) -> NamedNode:
    return NamedNode(f"{base}id/{key}")


def _literal(value: str, predicate: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD.gYear)) if predicate in (KG.validFrom, KG.validUntil) else Literal(value)


@cache
def _former() -> dict[str, tuple[str, ...]]:
    """The bodies that a body came from, by key."""
    found: dict[str, tuple[str, ...]] = {}
    for one in knowledge().entities.values():
        for successor in one.facts.get("successor", ()) if one.kind == "Body" else ():
            found[successor] = (*found.get(successor, ()), one.key)
    return found


def _composed(place: Known, body: Known) -> dict[str, tuple[str, ...]]:
    """What a body at a place is, by predicate: values, and keys of things."""
    known = knowledge()
    since = max((one.fact("validFrom") for one in (place, body)), default="")
    until = min((one.fact("validUntil") for one in (place, body) if one.fact("validUntil")), default="")
    here = f"agency/{place.key[6:]}/"
    above_it = (*body.facts.get("system", ()), *(here + key[5:] for key in body.facts.get("subOrganizationOf", ())))
    return {
        SKOS.prefLabel: (official_names(body, place, "", known)[1],),
        KG.kind: (body.fact("kind") or "Agency",),
        KG.place: (place.key,),
        KG.body: (body.key,),
        KG.level: ("central",) if place.key == CHINA else (place.level,) if place.level else (),
        KG.validFrom: (since,) if since else (),
        KG.validUntil: (until,) if until else (),
        KG.successor: tuple(here + key[5:] for key in body.facts.get("successor", ()) if key.startswith("body/")),
        KG.predecessor: tuple(here + key[5:] for key in _former().get(body.key, ()) if key.startswith("body/")),
        ORG.subOrganizationOf: above_it,
    }
