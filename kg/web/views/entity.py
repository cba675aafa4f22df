"""The page of a thing: what it is called, what it was and became, what is said of it and by which sentence, and where it is mentioned."""

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from kg.answers import cells
from kg.errors import Missing
from kg.network import Edge, around
from kg.queries import page, run
from kg.said import Claimed, claimed, mentioned
from kg.show import documents_of, label_of, mentions_of
from kg.vocabulary import DCT, ELI, KG, ORG, OWL, RDF, RDFS, SCHEMA, SKOS, rebased
from kg.web.extension import preview
from kg.web.served import Served
from kg.web.views.figures import series_of
from kg.web.views.kin import kin
from kg.web.views.network import drawn
from kg.web.views.things import Data, alternatives, both, line, sentence, sentences, terms, text, texts, thing, value
from kg.web.views.timeline import timeline

TELLING = (
    *(KG.issuedBy, KG.signedBy, KG.undertakenBy, KG.organizedBy, KG.jurisdiction, KG.originatesFrom, KG.protectedAs, KG.holdsPost),
    *(KG.leavesPost, KG.memberOf, KG.partOf, KG.cooperatesWith, KG.party, KG.participatesIn, KG.stage, KG.begins, KG.ends),
    *(ELI.first_date_entry_in_force, ELI.date_no_longer_in_force, KG.restsOn, KG.implements, KG.forwards, KG.prints, KG.amends),
    *(KG.repeals, KG.cites, KG.addressedTo, KG.locatedIn, KG.publishedBy),
)
"""Relations, the most telling first; others follow."""
CITATIONS = frozenset({KG.restsOn, KG.implements, KG.forwards, KG.prints, KG.amends})
"""What a citation is for: each states a kg:cites beside it."""
_ROWS, _SAID, _DRAWN = 12, 3, 40
"""How many facts of a relation, sentences of a fact, and things around this one are shown."""
_NAMES = {SKOS.altLabel: False, SKOS.hiddenLabel: True}
_ELSEWHERE = frozenset(
    {RDF.type, RDFS.label, SKOS.prefLabel, SCHEMA.mentions, ORG.holds, KG.vacates, ORG.subOrganizationOf, KG.parent, KG.successor}
    | {KG.predecessor, ORG.changedBy, ORG.resultedFrom, *_NAMES}
)
"""What has a place of its own on the page, or on that of another thing."""


def entity(served: Served, iri: str) -> Data:
    """All that the page of a thing shows; an IRI that nothing in the store has, and no knowledge makes up, is Missing."""
    store = served.store
    if not store.match(iri, None):
        return _known_alone(served, iri)
    facts = _distinct(claimed(store, iri), served.base)
    return {
        **thing(served, iri),
        "kindLabels": [both(kind) for kind in texts(store, iri, RDF.type)],
        "names": _names(served, iri),
        "known": _known(served, iri, {fact.predicate for fact in facts if fact.outward}),
        **kin(served, iri),
        "read": next((line(served, one) for one in store.pointing(OWL.sameAs, NamedNode(iri)) if text(store, one, DCT.title)), None),
        "documents": documents_of(store, iri),
        "mentions": mentions_of(store, iri),
        "facts": _facts(served, facts),
        "figures": series_of(served, iri),
        "timeline": timeline(served, iri, facts),
        "neighbours": _neighbours(served, iri, facts),
        "samples": [sentence(served, said) for said in mentioned(store, iri)],
        "downloads": alternatives(served, iri),
    }


def _known_alone(served: Served, iri: str) -> Data:
    """What knowledge tells of an agency that no document names: what follows from its place and body."""
    if not iri.startswith(f"{served.base}id/"):
        raise Missing(iri)
    empty = ("before", "after", "parents", "units", "agencies", "facts", "timeline", "samples", "downloads")
    nothing: dict[str, list[Data]] = {name: [] for name in empty}
    counts = dict.fromkeys(("unit_count", "agency_count", "mentions"), 0)
    more = {"read": None, "figures": {"total": 0, "series": []}, "neighbours": {"nodes": [], "edges": [], "total": 0}}
    return {**preview(served, iri.removeprefix(f"{served.base}id/")), **nothing, **counts, **more}


def _names(served: Served, iri: str) -> list[Data]:
    """What else it is called, the official name in English among it; then weak names, and how texts write it."""
    shown = label_of(served.store, iri)
    names = [(term.value, False) for term in terms(served.store, iri, SKOS.prefLabel) if term.value != shown]
    names += [(name, weak) for predicate, weak in _NAMES.items() for name in texts(served.store, iri, predicate)]
    names += [(row[0], True) for row in cells(run(served.store, page("written"), {"thing": iri}))]
    strong = {name for name, weak in names if not weak} | {shown}
    return [{"name": name, "weak": weak} for name, weak in dict.fromkeys(names) if not (weak and name in strong)]


def _known(served: Served, iri: str, told: set[str]) -> list[Data]:
    """What is known of it and no sentence says, by property."""
    hidden = {rebased(term, served.base) for term in _ELSEWHERE} | told
    grouped: dict[str, list[Data]] = {}
    for quad in served.store.match(iri, None):
        if quad.predicate.value not in hidden:
            literal = isinstance(quad.object, Literal)
            found = {"label": quad.object.value} if literal else value(served, quad.object.value)  # type: ignore[union-attr]
            grouped.setdefault(quad.predicate.value, []).append(found)
    return [{"label": both(predicate), "values": values} for predicate, values in grouped.items()]


def _distinct(facts: Sequence[Claimed], base: str) -> list[Claimed]:
    """The facts without citations that another fact tells the purpose of."""
    cites, purposes = rebased(KG.cites, base), {rebased(term, base) for term in CITATIONS}
    closer = {(fact.outward, fact.other) for fact in facts if fact.predicate in purposes}
    return [fact for fact in facts if fact.predicate != cites or (fact.outward, fact.other) not in closer]


def _facts(served: Served, facts: Sequence[Claimed]) -> list[Data]:
    """The facts by relation, the most telling first; of each relation those most often said."""
    order = {rebased(term, served.base): place for place, term in enumerate(TELLING)}
    grouped: dict[tuple[str, bool], list[Claimed]] = {}
    for fact in facts:
        grouped.setdefault((fact.predicate, fact.outward), []).append(fact)
    for rows in grouped.values():
        rows.sort(key=lambda fact: (-len(fact.claims), fact.day or "9999", fact.other, fact.post))
    shown = [fact for rows in grouped.values() for fact in rows[:_ROWS]]
    said = sentences(served, [claim for fact in shown for claim in fact.claims[:_SAID]])
    first = sorted(grouped, key=lambda relation: (order.get(relation[0], len(order)), not relation[1], relation[0]))
    return [
        {
            "predicate": predicate,
            "label": both(predicate),
            "outward": outward,
            "total": len(grouped[predicate, outward]),
            "rows": [_row(served, fact, [said[claim] for claim in fact.claims[:_SAID]]) for fact in grouped[predicate, outward][:_ROWS]],
        }
        for predicate, outward in first
    ]


def _row(served: Served, fact: Claimed, said: list[Data]) -> Data:
    return {"other": value(served, fact.other), "post": fact.post, "said": said, "total": len(fact.claims)}


def _neighbours(served: Served, iri: str, facts: Sequence[Claimed]) -> Data:
    """What stands around it: across documents, and by what is said of it."""
    edges: dict[str, Edge] = {}
    told: dict[str, Sequence[str]] = {}
    for fact in facts:
        if fact.other.startswith(served.base):
            ends = (iri, fact.other) if fact.outward else (fact.other, iri)
            edge = Edge(" ".join((fact.predicate, *ends)), fact.predicate, *ends, len(fact.documents), fact.day)
            told.setdefault(edge.iri, fact.documents)
            edges.setdefault(edge.iri, edge)
    found = around(served.store, iri, more=edges.values(), most=_DRAWN)
    return drawn(served, found, len(found), told)
