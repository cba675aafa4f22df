"""What an editor may rule on: pairs that may be one thing, and names that no knowledge has, with the texts that use them."""

from functools import lru_cache

from pyoxigraph import Literal

from kg.doubles import Double, doubles
from kg.resolver import resolve
from kg.said import mentioned
from kg.show import documents_of
from kg.unknown import Unknown, described, unknown_names
from kg.vocabulary import KG, RDF, SKOS, rebased
from kg.web.links import href
from kg.web.served import Served
from kg.web.views.search import numbered
from kg.web.views.things import Data, sentence, texts, thing

_PAGE, _SAID, _CANDIDATES = 20, 3, 3


def review(served: Served, page: str = "1") -> Data:
    """A page of pairs and of names; both have as many as the longer needs."""
    at = numbered("page", page)
    pairs, names = _pairs(served), _unknown(served)
    here = slice((at - 1) * _PAGE, at * _PAGE)
    return {
        "page": at,
        "pages": max(-(-len(pairs) // _PAGE), -(-len(names) // _PAGE), 1),
        "pair_count": len(pairs),
        "unknown_count": len(names),
        "pairs": [_pair(served, pair) for pair in pairs[here]],
        "unknown": [_name(served, described(served.store, *row)) for row in names[here]],
    }


@lru_cache(maxsize=2)
def _pairs(served: Served) -> list[Double]:
    return doubles(served.store)


@lru_cache(maxsize=2)
def _unknown(served: Served) -> list[tuple[str, str, int]]:
    return unknown_names(served.store)


def _pair(served: Served, pair: Double) -> Data:
    """Both things with the first sentences that name them."""
    return {
        "one": thing(served, pair.one) | {"documents": documents_of(served.store, pair.one)},
        "other": thing(served, pair.other) | {"documents": documents_of(served.store, pair.other)},
        "why": pair.why,
        "shared": pair.shared,
        "said_one": _said(served, pair.one),
        "said_other": _said(served, pair.other),
    }


def _said(served: Served, iri: str) -> list[Data]:
    return [sentence(served, said) for said, _ in zip(mentioned(served.store, iri), range(_SAID), strict=False)]


def _name(served: Served, one: Unknown) -> Data:
    """A name with texts around it and whom it may mean, as `kg resolve` says."""
    named = served.store.pointing(SKOS.prefLabel, Literal(one.name, language="zh"))
    kind = rebased(KG.Entity.removesuffix("Entity") + one.kind, served.base)
    found = [iri for iri in named if kind in texts(served.store, iri, RDF.type) and documents_of(served.store, iri)] or named
    return {
        "thing": thing(served, found[0]),
        "documents": one.documents,
        "why": one.why,
        "examples": list(one.examples),
        "candidates": _candidates(served, one.name, set(named)),
    }


def _candidates(served: Served, name: str, itself: set[str]) -> list[Data]:
    """Whom the name means to the resolver, the thing itself left out."""
    found = []
    for candidate in resolve(name):
        iri = rebased(candidate.iri, served.base)
        if iri and iri not in itself and candidate.name != name:
            shown = {"iri": iri, "href": href(iri, served.base), "label": candidate.name, "score": candidate.score, "why": candidate.why}
            found.append(shown)
    return found[:_CANDIDATES]
