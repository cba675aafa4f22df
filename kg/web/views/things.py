"""The parts that pages are made of: a thing with its link, a line for a document, a sentence that says something."""

from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.network import kind_of
from kg.said import Said, evidence
from kg.show import label_of
from kg.store import Store
from kg.vocabulary import DC, DCT, KG, SKOS, label, local, rebased
from kg.web.links import href, is_iri, quote_href
from kg.web.served import Served

Data = dict[str, Any]
"""JSON: what a template or a program reads."""
SUFFIXES = (".ttl", ".jsonld", ".nt", ".rdf")
"""What a thing may be downloaded as."""


def both(iri: str) -> Data:
    """What a term is called, in Chinese and English."""
    return {"zh": label(iri, "zh"), "en": label(iri, "en")}


def kind_label(kind: str) -> Data:
    """What a class of ours is called, by its local name, in Chinese and English."""
    return both(KG.Entity.removesuffix("Entity") + kind)


def thing(served: Served, iri: str) -> Data:
    """A thing with its name, its class and its page."""
    return {"iri": iri, "label": label_of(served.store, iri), "kind": kind_of(served.store, iri), "href": href(iri, served.base)}


def value(served: Served, text: str) -> Data:
    """A thing if the text is an IRI, else the text alone."""
    return thing(served, text) if "://" in text and is_iri(text) else {"label": text}


def terms(store: Store, iri: str, predicate: str) -> list[NamedNode | Literal]:
    """What a thing has for a property, sorted."""
    found = [quad.object for quad in store.match(iri, rebased(predicate, store.base))]
    return [term for term in found if isinstance(term, NamedNode | Literal)]


def texts(store: Store, iri: str, predicate: str) -> list[str]:
    """The values of a property as text, sorted."""
    return [term.value for term in terms(store, iri, predicate)]


def text(store: Store, iri: str, predicate: str) -> str:
    """The first value of a property, the empty string if there is none."""
    return next(iter(texts(store, iri, predicate)), "")


def line(served: Served, iri: str) -> Data:
    """A document on one line: title, day, publisher and number."""
    store = served.store
    return {
        "iri": iri,
        "href": href(iri, served.base),
        "title": label_of(store, iri),
        "day": text(store, iri, DCT.issued) or text(store, iri, DCT.created),
        "publisher": text(store, iri, DC.publisher),
        "number": text(store, iri, KG.issueNumber),
    }


def sentence(served: Served, said: Said) -> Data:
    """A sentence with its quote marked, and the page where the quote stands in its document."""
    return {
        "sentence": said.sentence,
        "start": said.start,
        "end": said.end,
        "href": quote_href(said.document, said.first, said.last, served.base),
        "title": said.title or local(said.document),
        "day": said.day,
        "rule": said.rule,
        "score": said.score,
    }


def sentences(served: Served, claims: list[str]) -> dict[str, Data]:
    """What claims rest on, by the claim's IRI."""
    return {claim: sentence(served, said) for claim, said in evidence(served.store, claims).items()}


def alternatives(served: Served, iri: str) -> list[Data]:
    """Where a thing can be had as RDF."""
    page = href(iri, served.base).removesuffix(".html")
    return [{"suffix": suffix, "href": page + suffix} for suffix in SUFFIXES]


def concept(served: Served, iri: str) -> Data:
    """What a concept (stage, kind of document) is called, in Chinese and English."""
    labels = {term.language or "": term.value for term in terms(served.store, iri, SKOS.prefLabel) if isinstance(term, Literal)}
    fallback = labels.get("zh") or next(iter(labels.values()), local(iri))
    return {"zh": fallback, "en": labels.get("en", fallback)}
