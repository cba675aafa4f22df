"""A name that stands alone (an issuer in a header, the front of 省政府令第181号) → the agency, by the grammar the text is read with."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from kg.knowledge import Knowledge
from kg.links.agencies import link_agency
from kg.links.context import Context
from kg.links.names import mint
from kg.links.numbers import issuers_of_number
from kg.links.places import link_place
from kg.links.whole import tables, whole_name
from kg.mentions.agencies import agencies
from kg.mentions.organizations import organizations
from kg.mentions.overlaps import without_overlaps
from kg.model import AgencyName, Document, Entity, Header, Link, Mention, PlaceName, Span
from kg.scan import Scan

WHOLE = 0.95
"""How sure it is that a name which is an agency's from end to end is meant as one."""


@lru_cache(maxsize=10_000)
def mentions_of_name(name: str, knowledge: Knowledge) -> Sequence[Mention]:
    """The agencies and organisations found in a name that stands alone; the same names come again and again."""
    scan = Scan(Document("", "", "", "", name, Header(), ""), (), knowledge)
    return tuple(without_overlaps([*agencies(scan), *organizations(scan)]))


def mention_of_whole(name: str, knowledge: Knowledge) -> Mention | None:
    """The name as one mention when all of it is an agency's or organisation's: by look-ups, else by the grammar."""
    parts = whole_name(name, tables(knowledge))
    if parts is not None:
        return Mention(Span("", 0, len(name)), "Agency", "agencies", parts, WHOLE)
    for mention in mentions_of_name(name, knowledge):
        if mention.span.start == 0 and len(mention.span) == len(name):
            return mention
    return None


def resolve_name(name: str, context: Context) -> Entity | None:
    """The agency or organisation that a whole name means, or None when nothing takes all of it for one."""
    name = name.strip()
    mention = mention_of_whole(name, context.knowledge)
    return _link(mention, name, context).entity if mention else None


def resolver(context: Context) -> Callable[[str, str, Document], Entity | None]:
    """What rules ask for names that are no mention in the text: `resolve("市教育局", "Agency", document)`.

    An agency must parse; a place must be a division with that strong name; a `NumberPrefix` is the issuer whose numbers are
    like this one; anything else is an entity by its own name.
    """

    def resolve(name: str, kind: str, document: Document) -> Entity | None:
        if kind == "Agency":
            entity = resolve_name(name, context)
            return entity if entity is not None and entity.kind == "Agency" else None
        if kind == "NumberPrefix":
            return _issuer(name, context)
        if kind == "Place":
            places = context.knowledge.named(name, "place")
            return link_place(_mention(name, tuple(place.key for place in places)), context).entity if places else None
        entity = resolve_name(name, context) if kind == "Organization" else None
        return entity or mint(context, kind, name)

    return resolve


def _issuer(number: str, context: Context) -> Entity | None:
    """The agency that a document number comes from; None where the likeliest two are equally likely."""
    found = list(islice(issuers_of_number(number, context), 2))
    if not found or (len(found) > 1 and found[0].score == found[1].score):
        return None
    return found[0].entity


def _mention(name: str, keys: tuple[str, ...]) -> Mention:
    return Mention(Span("", 0, len(name)), "Place", "places", PlaceName(known=keys))


def _link(mention: Mention, name: str, context: Context) -> Link:
    if isinstance(mention.value, AgencyName):
        return link_agency(mention, replace(context, document=replace(context.document, text=name)))
    known = context.knowledge.named(name, "organization")
    entity = Entity(context.iri(known[0].key), "Organization", known[0].label) if known else mint(context, "Organization", name)
    return Link(mention, entity, mention.score, "named in full")
