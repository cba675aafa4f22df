"""Mentions in, Links out: which entity is meant, and why."""

from collections import Counter
from collections.abc import Callable, Sequence

from kg.knowledge import Knowledge
from kg.links.agencies import link_agency
from kg.links.context import Context, places_named
from kg.links.documents import link_document
from kg.links.home import BY_NAMINGS, home, place_of_name
from kg.links.names import link_name
from kg.links.places import link_place
from kg.links.resolve import resolver
from kg.model import AgencyName, Document, Entity, Link, Mention

__all__ = ["LINKERS", "context_of", "home_of", "links", "resolver"]

LINKERS: dict[str, Callable[[Mention, Context], Link]] = {
    "Document": link_document,
    "Place": link_place,
}
"""How a mention of a kind is linked; a parsed agency's name is composed, every other kind is linked by name."""

_TITLE_START = 12
"""A place among the first characters of a title is what the document is about, whoever publishes it."""


def links(mentions: Sequence[Mention], context: Context) -> tuple[Link, ...]:
    """One link for each mention, in their order."""
    return tuple(_linker(mention)(mention, context) for mention in mentions)


def _linker(mention: Mention) -> Callable[[Mention, Context], Link]:
    return link_agency if isinstance(mention.value, AgencyName) else LINKERS.get(mention.kind, link_name)


def context_of(document: Document, mentions: Sequence[Mention], knowledge: Knowledge, base: str) -> Context:
    """What the whole document tells: its home and the places it names."""
    trail = places_named(mentions, document, knowledge)
    places = Counter(key for _, key in trail)
    key, why = home(document, knowledge, places)
    return Context(document, knowledge, base, key, why, places, trail)


def home_of(context: Context) -> Entity | None:
    """The place that the document speaks from by its header, title or beginning, None where these do not tell."""
    titled = place_of_name(context.document.title[:_TITLE_START], context.knowledge)
    key = titled if titled and not context.document.header.issuers else "" if context.why_home.startswith(BY_NAMINGS) else context.home
    return Entity(context.iri(key), "Place", context.knowledge[key].label) if key else None
