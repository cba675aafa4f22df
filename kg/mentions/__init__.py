"""Sentences in, Mentions out: one finder a kind, each a function listed here."""

from kg.mentions.agencies import agencies
from kg.mentions.events import events
from kg.mentions.numbers import numbers
from kg.mentions.organizations import organizations
from kg.mentions.overlaps import without_overlaps
from kg.mentions.persons import persons
from kg.mentions.places import places
from kg.mentions.products import products
from kg.mentions.programmes import programmes
from kg.mentions.repeats import repeats, short_forms
from kg.mentions.titles import plans, statutes, titles
from kg.model import Mention
from kg.scan import Scan

FINDERS = (
    titles,
    numbers,
    statutes,
    plans,
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
