"""The page of a document that was read: its text with what is named in it, and all that it says of itself and of others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from kg.answers import cells
from kg.errors import Missing
from kg.queries import page, run
from kg.store import Store
from kg.vocabulary import DC, DCT, ELI, KG, OWL, RDF, SCHEMA, rebased
from kg.web.links import href
from kg.web.served import Served
from kg.web.views.entity import CITATIONS, TELLING
from kg.web.views.figures import table_of
from kg.web.views.marks import kinds_present, marks_of, paragraphs, quoted_span
from kg.web.views.things import Data, alternatives, both, line, sentences, text, texts, thing, value

_OWN = frozenset({KG.issuedBy, KG.issueNumber, KG.cites, DCT.publisher, DCT.title, *CITATIONS})
"""What a document says of itself that has a place of its own on the page."""
_HEADER = (DCT.issued, DCT.created, ELI.first_date_entry_in_force, ELI.date_no_longer_in_force, DCT.language)
_LEAD = "lead"
_SHOWN = 200
"""How many claims, figures and documents that cite it are shown."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """A fact that the document states, with the claim that shows its evidence best."""

    claim: str
    subject: str
    predicate: str
    object: str
    post: str
    role: str
    place: str
    """Where the quote begins, empty if the header says so."""


def document(served: Served, iri: str, **quoted: str) -> Data:
    """All that the page of a document shows; `from` and `to` mark a quote. An IRI under which nothing was read is Missing."""
    store = served.store
    body = text_of(store, iri)
    if not body:
        raise Missing(iri)
    marks = marks_of(served, iri)
    stated = _statements(served, iri)
    said = sentences(served, [one.claim for one in stated])
    own = [one for one in stated if one.subject == iri]
    others = [one for one in stated if one.subject != iri and one.predicate != rebased(KG.documentKind, served.base)]
    named = {mark.href: mark.start for mark in reversed(marks)}
    issuers = sorted(
        (one for one in own if one.predicate == rebased(KG.issuedBy, served.base)),
        key=lambda one: (one.role != _LEAD, named.get(href(one.object, served.base), len(body)), one.object),
    )
    cites = [one for one in own if one.predicate in {rebased(term, served.base) for term in (KG.cites, *CITATIONS)}]
    publisher = texts(store, iri, DCT.publisher)
    figures = [row[0] for row in cells(run(store, page("document-figures"), {"document": iri}))]
    return {
        **line(served, iri),
        "publisher": thing(served, publisher[0]) if publisher else None,
        "publisher_printed": text(store, iri, DC.publisher),
        "source": text(store, iri, KG.source),
        "url": next((url for url in texts(store, iri, SCHEMA.url) if url.startswith(("http://", "https://"))), ""),
        "kinds": [both(kind) for kind in texts(store, iri, RDF.type)],
        "issuers": [thing(served, one.object) | {"role": one.role, "said": said[one.claim]} for one in issuers],
        "facts": _facts(served, iri, own, said),
        "paragraphs": paragraphs(body, marks, quoted_span(quoted, len(body))),
        "kinds_present": kinds_present(marks),
        "cites": [thing(served, one.object) | {"label2": both(one.predicate), "said": said[one.claim]} for one in cites],
        "cited_by": _cited_by(served, iri),
        "reprint_of": next((line(served, one) for one in texts(store, iri, KG.reprintOf)), None),
        "reprints": [line(served, one) for one in store.pointing(rebased(KG.reprintOf, served.base), NamedNode(iri))],
        "claims": [_claim(served, one, said) for one in others][:_SHOWN],
        "figures": table_of(served, figures[:_SHOWN]),
        "figure_count": len(figures),
        "downloads": alternatives(served, iri),
    }


def text_of(store: Store, iri: str) -> str:
    """The text of a document as it was read, the empty string if it was not."""
    found = store.match(iri, rebased(KG.text, store.base), iri)
    return found[0].object.value if found else ""  # type: ignore[union-attr]


def _statements(served: Served, iri: str) -> list[_Statement]:
    """The facts that a document states, each once, in order of the text: by the first sentence that does, else by the header.

    What is said of the document under the IRI that others name it by is said of itself; a citation whose purpose is told is no mere one.
    """
    other = dict.fromkeys(texts(served.store, iri, OWL.sameAs), iri)
    rows = [_Statement(*row) for row in cells(run(served.store, page("document-claims"), {"document": iri}))]
    found: dict[tuple[str, ...], _Statement] = {}
    for one in sorted(rows, key=lambda row: not row.place):
        of = replace(one, subject=other.get(one.subject, one.subject), object=other.get(one.object, one.object))
        if of.subject != of.object:
            found.setdefault((of.subject, of.predicate, of.object, of.post), of)
    purposes = {rebased(term, served.base) for term in CITATIONS}
    closer = {(one.subject, one.object) for one in found.values() if one.predicate in purposes}
    left = (one for one in found.values() if one.predicate != rebased(KG.cites, served.base) or (one.subject, one.object) not in closer)
    return sorted(left, key=lambda one: int(one.place or 0))


def _facts(served: Served, iri: str, own: Sequence[_Statement], said: dict[str, Data]) -> list[Data]:
    """What a document says of itself: days and language of its header, and what its claims tell, the most telling first."""
    told = {one.predicate for one in own}
    facts = [
        {"label": both(predicate), "value": {"label": value}, "said": None}
        for predicate in _HEADER
        for value in texts(served.store, iri, predicate)
        if predicate not in told
    ]
    order = {rebased(term, served.base): place for place, term in enumerate(TELLING)}
    hidden = {rebased(term, served.base) for term in _OWN}
    rows = sorted((one for one in own if one.predicate not in hidden), key=lambda one: order.get(one.predicate, len(order)))
    return facts + [{"label": both(one.predicate), "value": value(served, one.object), "said": said[one.claim]} for one in rows]


def _cited_by(served: Served, iri: str) -> list[Data]:
    """The documents that cite this one, under whatever IRI, and those read told with day and number."""
    store = served.store
    itself = {iri, *texts(store, iri, OWL.sameAs)}
    citing = {one for iri in itself for one in store.pointing(rebased(KG.cites, served.base), NamedNode(iri))} - itself
    return [thing(served, one) | line(served, one) for one in sorted(citing)[:_SHOWN]]


def _claim(served: Served, one: _Statement, said: dict[str, Data]) -> Data:
    return {
        "subject": thing(served, one.subject),
        "label": both(one.predicate),
        "object": value(served, one.object),
        "post": one.post,
        "said": said[one.claim],
    }
