"""A thing through time: what is said of it by the day of the document or of the event, and the years of its own."""

from collections.abc import Iterator, Sequence

from kg.said import Claimed, evidence
from kg.show import label_of
from kg.vocabulary import DCT, ELI, KG, rebased
from kg.web.links import href, quote_href
from kg.web.served import Served
from kg.web.views.things import Data, both, text

_ENTRIES = 60
_OWN = (
    *(DCT.created, DCT.issued, KG.validFrom, KG.validUntil, ELI.first_date_entry_in_force, ELI.date_no_longer_in_force),
    *(KG.begins, KG.ends),
)
_UNTIMED = (KG.documentKind, KG.issueNumber, KG.locatedIn, KG.value, DCT.title, DCT.publisher, KG.publishedBy, *_OWN)
"""What tells nothing by the day on which it is said."""


def timeline(served: Served, iri: str, facts: Sequence[Claimed]) -> list[Data]:
    """The latest entries in order of their days: `text` names the other end, `outward` tells whether the relation leads there."""
    entries = [*_own(served, iri), *_told(served, facts)]
    return sorted(sorted(entries, key=lambda entry: str(entry["day"]))[-_ENTRIES:], key=lambda entry: (entry["day"], entry["text"]))


def _own(served: Served, iri: str) -> Iterator[Data]:
    """The days and years that the thing has itself."""
    name, page = label_of(served.store, iri), href(iri, served.base)
    for predicate in _OWN:
        day = text(served.store, iri, predicate)
        if day:
            yield {"day": day, "label": both(predicate), "outward": True, "text": name, "href": page}


def _told(served: Served, facts: Sequence[Claimed]) -> Iterator[Data]:
    """The facts by the day of the event they are about, else by the first day on which they are said."""
    untimed = {rebased(term, served.base) for term in _UNTIMED}
    dated = [(_day(served, fact), fact) for fact in facts if fact.predicate not in untimed]
    latest = sorted(((day, fact) for day, fact in dated if day), key=lambda entry: entry[0])[-_ENTRIES:]
    said = evidence(served.store, [fact.claims[0] for _, fact in latest])
    for day, fact in latest:
        first = said[fact.claims[0]]
        name = label_of(served.store, fact.other) if fact.other.startswith(served.base) else fact.other
        place = quote_href(first.document, first.first, first.last, served.base)
        words = f"{name} · {fact.post}" if fact.post else name
        yield {"day": day, "label": both(fact.predicate), "outward": fact.outward, "text": words, "href": place}


def _day(served: Served, fact: Claimed) -> str:
    event = text(served.store, fact.other, KG.begins) if "/event/" in fact.other else ""
    return event or fact.day
