"""Which thing of the graph a name in somebody's table means: candidates with scores, each with what speaks for it.

Agencies and places are told by the resolver, which also says what is left open. Everything else is found by the names that the
graph has. A candidate is sure where exactly one thing can be meant and nothing that the table tells speaks against it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode

from kg.knowledge import knowledge
from kg.links.numbers import is_number
from kg.properties import Property, count, iri_of, key_of, kinds, kinds_of, name_of, stated, values
from kg.resolver import place_key, resolve
from kg.search import Index
from kg.store import Store
from kg.vocabulary import DCT, KG, OWL, SKOS, above, local, rebased

_SURE = 0.8
"""The resolver's score from which on a name is surely meant so; below are guesses by rule and bodies that did not exist that year."""
_CALLED = ((SKOS.prefLabel, 100), (DCT.title, 100), (KG.issueNumber, 100), (SKOS.altLabel, 90), (SKOS.hiddenLabel, 50))
"""How well a thing fits that bears the name so; a weak name, the last, only confirms."""
_STRONG = 90
_CONTAINING = 80
"""The score of a name that contains the query, times the share of it that the query is."""
_PLACED = (KG.place, KG.originatesFrom, KG.jurisdiction, KG.locatedIn, KG.parent)
_MANY = 50
"""So many things that contain a name, or have a value, are looked at."""
_YEAR = re.compile(r"[〔\[［（(【]((?:19|20)\d\d)年?[〕\]］）)】]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of a table: a name, and what else is told; `told` are properties with the words or keys of which one must be had."""

    name: str
    kinds: tuple[str, ...] = ()
    strict: str = "should"
    place: str = ""
    date: str = ""
    told: tuple[tuple[Property, tuple[str, ...]], ...] = ()

    @property
    def home(self) -> str:
        """The key of the place told; a QueryError where nothing or several things are called so."""
        return place_key(self.place, knowledge()) if self.place else ""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that may be meant: `score` 0..100, `features` what speaks for or against it, and `why` in words."""

    iri: str
    name: str
    kinds: tuple[str, ...]
    score: float
    sure: bool
    why: str
    features: dict[str, bool | float] = field(default_factory=dict)
    years: tuple[str, str] = ("", "")


def candidates(store: Store, index: Index | None, asked: Asked) -> list[Found]:
    """What a row may mean, the likeliest first; at most one is sure. A place told badly is a QueryError."""
    found: dict[str, Found] = {}
    for one in _found(store, index, asked):
        known = found.get(one.iri)
        found[one.iri] = _joined(known, one) if known else one
    judged = (_judged(store, one, asked) for one in found.values())
    ranked = sorted((one for one in judged if one.score), key=lambda one: (-one.score, -one.features["documents"], one.iri))
    alone = sum(one.sure for one in ranked) == 1
    return [replace(one, sure=one.sure and alone, score=round(one.score, 1)) for one in ranked]


def _found(store: Store, index: Index | None, asked: Asked) -> Iterator[Found]:
    if not asked.name:
        yield from _having(store, asked)
        return
    identified = list(_identified(store, asked.name))
    yield from identified
    if identified:
        return
    resolved = list(_resolved(store, asked))
    yield from resolved
    for one in _bearing(store, asked):
        told = any(other.sure for other in resolved) and key_of(one.iri, store.base).startswith(("agency/", "place/"))
        yield replace(one, sure=one.sure and not told)
    yield from _containing(store, index, asked)


def _joined(one: Found, other: Found) -> Found:
    """One thing found twice; what the resolver leaves open stays open."""
    sure = one.features.get("decided", True) is True and (one.sure or other.sure)
    return replace(one, score=max(one.score, other.score), sure=sure, features=other.features | one.features)


def _identified(store: Store, name: str) -> Iterator[Found]:
    """The thing whose key or IRI the name is."""
    iri = iri_of(name, store.base) if "/" in name else ""
    label = name_of(store, iri) if iri else ""
    if label:
        yield Found(iri, label, kinds_of(store, iri), 100, True, "its identifier")


def _resolved(store: Store, asked: Asked) -> Iterator[Found]:
    """What the resolver answers, without names that neither it nor the graph knows."""
    answers = [one for one in resolve(asked.name, asked.place, asked.date) if one.iri]
    number = is_number("".join(asked.name.split()))
    here = knowledge()[asked.home].label if asked.home else ""
    living = {one.kind for one in answers if not one.until}
    for one in answers:
        iri = rebased(one.iri, store.base)
        stored = kinds_of(store, iri)
        if not stored and not (one.place and one.body) and not name_of(store, iri):
            continue
        gone = one.kind == "Place" and bool(one.until) and not asked.date and "Place" in living
        sure = one.decided and not gone and (one.score >= _SURE or (one.body != "" and one.place == here))
        if number:  # a document is not its issuer, unless issuers are asked for
            sure = sure and one.score >= _SURE and "Agency" in asked.kinds
        score = 100 * one.score * (0.8 if gone else 1)
        features: dict[str, bool | float] = {"resolver": one.score, "decided": one.decided}
        yield Found(iri, one.name, stored or (one.kind,), score, sure, one.why, features, (one.since, one.until))


def _bearing(store: Store, asked: Asked) -> list[Found]:
    """What bears the name exactly in the graph; a document read counts as the document that it is."""
    found: dict[str, int] = {}
    for predicate, score in _CALLED:
        for name in _spellings(asked.name):
            for literal in (Literal(name, language="zh"), Literal(name), Literal(name, language="en")):
                for bearer in store.pointing(rebased(predicate, store.base), literal):
                    for iri in [bearer] if key_of(bearer, store.base) else _same(store, bearer):
                        found.setdefault(iri, score)
    bearers = [(iri, score, kinds_of(store, iri), name_of(store, iri)) for iri, score in found.items()]
    bearers = [one for one in bearers if set(one[2]) & set(kinds())]
    if any(not is_number(name) for *_, name in bearers):  # a document known by its title stands for the one known by its number alone
        bearers = [(iri, _CONTAINING if is_number(name) else score, have, name) for iri, score, have, name in bearers]
    strong = [iri for iri, score, have, _ in bearers if score >= _STRONG and _fits(have, asked)]
    bodies = "Body" in asked.kinds  # a kind of body is no agency: it is meant only where kinds are asked for
    why = f"bears the name {asked.name}"
    return [
        Found(iri, name, have, score, [iri] == strong and (bodies or "Body" not in have), why, {"name": score / 100})
        for iri, score, have, name in bearers
    ]


def _spellings(name: str) -> tuple[str, ...]:
    """The name, without marks around it, and as a document number with the brackets that numbers have."""
    bare = name.strip().strip('《》“”"')
    number = "".join(bare.split())
    return tuple(dict.fromkeys((name.strip(), bare, *([_YEAR.sub(r"〔\1〕", number)] if is_number(number) else ()))))


def _same(store: Store, iri: str) -> list[str]:
    """The documents with a key of their own that a document read is."""
    return [one.value for one in stated(store, iri, OWL.sameAs) if key_of(one.value, store.base)]


def _containing(store: Store, index: Index | None, asked: Asked) -> Iterator[Found]:
    """What is called by a name that contains the one asked for, or is it in another spelling."""
    query = "".join(asked.name.split())
    for kind in asked.kinds or ("",) if index else ():
        for one in index.things(asked.name, kind, _MANY) if index else ():
            longest = min(len(name) for name in (one.names or (one.label,)))
            share = min(1.0, len(query) / max(longest, 1))
            if key_of(one.iri, store.base):
                why = f"{(one.names or (one.label,))[0]} contains {asked.name}"
                yield Found(one.iri, one.label, (one.kind,), _CONTAINING * share, False, why, {"name": round(share, 3)})


def _having(store: Store, asked: Asked) -> Iterator[Found]:
    """Without a name: what has every value told."""
    sets = []
    for one, wanted in asked.told:
        terms = [term for word in wanted for term in _terms(word, store.base)]
        sets.append({iri for term in terms for iri in store.pointing(rebased(one.iri, store.base), term)} if one.iri else set())
    having = sorted(iri for iri in set.intersection(*sets) if key_of(iri, store.base)) if sets else []
    fitting = [iri for iri in having if _fits(kinds_of(store, iri), asked)]
    for iri in fitting[:_MANY]:
        yield Found(iri, name_of(store, iri), kinds_of(store, iri), 100, len(fitting) == 1, "has every value told")


def _terms(word: str, base: str) -> list[Literal | NamedNode]:
    iri = iri_of(word, base) if "/" in word else ""
    return [*([NamedNode(iri)] if iri else []), Literal(word), Literal(word, language="zh")]


def _fits(have: tuple[str, ...], asked: Asked) -> bool:
    """Whether classes are, or lie under, those asked for: one of them, or with `all` every one."""
    if not asked.kinds:
        return True
    wider = {local(iri) for kind in have for iri in above(kind)}
    return (all if asked.strict == "all" else any)(kind in wider for kind in asked.kinds)


def _judged(store: Store, one: Found, asked: Asked) -> Found:
    """The candidate weighed by what else the row tells: what contradicts it takes from the score, and it is no longer sure."""
    features = one.features | {"documents": count(store, one.iri)}
    weight, against = 1.0, False
    for name, fit in _compared(store, one, asked):
        features[name] = fit
        if not fit:
            against = True
            weight *= 0 if name == "type" and asked.strict != "should" else 0.8 if name == "date" else 0.5
    return replace(one, score=one.score * weight, sure=one.sure and not against, features=features)


def _compared(store: Store, one: Found, asked: Asked) -> Iterator[tuple[str, bool]]:
    """What the row tells, and whether the candidate agrees; what nobody knows of the candidate is not compared."""
    if asked.kinds:
        yield "type", _fits(one.kinds, asked)
    places = _places(store, one.iri) if asked.home else set()
    if places:
        yield "place", any(_within(asked.home, place) or _within(place, asked.home) for place in places)
    since, until = one.years
    if asked.date and (since or until):
        year = asked.date[:4]
        yield "date", (not since or since <= year) and (not until or year <= until)
    for wanted, words in asked.told:
        had = values(store, one.iri, wanted)
        names = {value.value for value in had} | {key_of(value.value, store.base) for value in had}
        names |= {name_of(store, value.value) for value in had if isinstance(value, NamedNode)}
        if had:
            yield wanted.id, any(word in names for word in words)


def _places(store: Store, iri: str) -> set[str]:
    """The keys of the known places that a thing is, is of, comes from or lies in."""
    key = key_of(iri, store.base)
    found = {key if key.startswith("place/") else ""}
    if key.startswith("agency/"):
        found.add(f"place/{key.split('/')[1]}")
    for predicate in _PLACED:
        found |= {key_of(value.value, store.base) for value in stated(store, iri, predicate)}
    return {place for place in found if place in knowledge()}


def _within(inner: str, outer: str) -> bool:
    return any(place.key == outer for place in knowledge().ancestors(inner))
