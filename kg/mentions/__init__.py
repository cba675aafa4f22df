"""Sentences in, Mentions out: one finder a kind, each a function listed here."""

from collections.abc import Iterable, Sequence

from kg.mentions.agencies import agencies
from kg.mentions.dates import dates
from kg.mentions.events import events
from kg.mentions.numbers import numbers
from kg.mentions.organizations import organizations
from kg.mentions.overlaps import without_overlaps
from kg.mentions.persons import persons
from kg.mentions.places import places
from kg.mentions.products import products
from kg.mentions.programmes import programmes
from kg.mentions.quantities import quantities
from kg.mentions.repeats import repeats, short_forms
from kg.mentions.titles import letters, plans, statutes, titles
from kg.model import Mention
from kg.scan import Scan

FINDERS = (
    titles,
    numbers,
    statutes,
    plans,
    letters,
    agencies,
    organizations,
    events,
    products,
    programmes,
    places,
    persons,
)
"""Every finder; at equal length the earlier one wins."""


def mentions(scan: Scan) -> tuple[Mention, ...]:
    """All mentions of a document in the order of the text, none overlapping another."""
    found = without_overlaps([mention for finder in FINDERS for mention in finder(scan)])
    found = without_overlaps([*short_forms(scan, found), *found])
    return tuple(without_overlaps([*found, *repeats(scan, found)]))


def periods(scan: Scan, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """The time expressions of a document that are no part of a name, in order."""
    return _beside(dates(scan), names)


def figures(scan: Scan, others: Sequence[Mention]) -> tuple[Mention, ...]:
    """The numbers with their units that are no part of another mention, a name or a time expression, in order."""
    return _beside(quantities(scan), others)


def _beside(found: Iterable[Mention], others: Sequence[Mention]) -> tuple[Mention, ...]:
    taken = bytearray(max((mention.span.end for mention in others), default=0))
    for mention in others:
        taken[mention.span.start : mention.span.end] = b"\x01" * len(mention.span)
    return tuple(mention for mention in found if not any(taken[mention.span.start : mention.span.end]))
