"""Sentences and Links in, Claims out: one file a kind of statement, each a function listed here."""

from kg.claims.agreements import agreements
from kg.claims.attendance import attendance
from kg.claims.belonging import belonging
from kg.claims.duties import duties
from kg.claims.enclosed import printed
from kg.claims.frame import addressees, heading, letterhead, signature
from kg.claims.group_lists import group_lists
from kg.claims.groups import groups
from kg.claims.header import header
from kg.claims.in_force import dated, in_force, page_status
from kg.claims.indexed import ADDED, indexed, number_prefixes
from kg.claims.inner_titles import inner_titles
from kg.claims.kinds import document_kinds, own_title
from kg.claims.mentioned import mentioned
from kg.claims.named import BY_NAME, named
from kg.claims.numbers import bracketed_numbers, heading_number, history_number
from kg.claims.passed_on import answered, passed_on
from kg.claims.posts import appointments, posts
from kg.claims.protected import protected
from kg.claims.reading import Resolve, read
from kg.claims.roles import implied, with_roles
from kg.claims.scheduled import scheduled
from kg.claims.signed import signed
from kg.claims.situated import situated
from kg.claims.sourced import sourced
from kg.claims.stages import stages
from kg.claims.titled import titled
from kg.claims.triggers import triggers
from kg.claims.undertakings import undertakings
from kg.model import Annotation, Claim, Literal
from kg.vocabulary import KG

RULES = (
    header,
    heading,
    letterhead,
    addressees,
    signature,
    titled,
    inner_titles,
    printed,
    passed_on,
    answered,
    heading_number,
    history_number,
    bracketed_numbers,
    posts,
    appointments,
    signed,
    duties,
    triggers,
    attendance,
    situated,
    undertakings,
    belonging,
    groups,
    group_lists,
    agreements,
    protected,
    scheduled,
    named,
    sourced,
    dated,
    page_status,
    in_force,
    stages,
    document_kinds,
    own_title,
    indexed,
    number_prefixes,
    mentioned,
)
"""Every rule. Where several find one fact at one place, the earlier one keeps it."""

RELATIONS = frozenset(
    (
        *(KG.issuedBy, KG.issueNumber, KG.addressedTo, KG.cites, KG.repeals),
        *(KG.holdsPost, KG.leavesPost, KG.cooperatesWith, KG.participatesIn, KG.partOf),
        *(KG.organizedBy, KG.undertakenBy, KG.jurisdiction, KG.locatedIn, KG.originatesFrom),
    )
)
"""What other programs are told as relations; the graph holds more."""


def claims(annotation: Annotation, resolve: Resolve) -> tuple[Claim, ...]:
    """Everything that the document states, what its header states first and then in the order of the text."""
    reading = read(annotation, resolve)
    found: dict[tuple[object, ...], Claim] = {}
    for rule in RULES:
        for claim in with_roles(rule(reading)):
            for one in (claim, *implied(claim)):
                found.setdefault((one.subject.iri, one.predicate, one.object, one.post, one.evidence), one)
    return tuple(sorted(found.values(), key=_place))


def relations(annotation: Annotation) -> tuple[Claim, ...]:
    """The claims that relate what the text names: terms of our own, between the document and entities that it mentions.

    A place inside the name of a programme or product counts as mentioned; an issuer inside a title does not.
    """
    mentioned_iris = {link.entity.iri for link in annotation.links if link.entity} | {annotation.document.iri}

    def inside(claim: Claim) -> bool:
        known = isinstance(claim.object, Literal) or claim.object.iri in mentioned_iris or claim.rule == BY_NAME
        return claim.subject.iri in mentioned_iris and known

    return tuple(claim for claim in annotation.claims if claim.predicate in RELATIONS and _is_stated(claim) and inside(claim))


def _is_stated(claim: Claim) -> bool:
    """Whether the text itself states the claim, and cites what it rests on, not what it prints or changes."""
    if (
        claim.predicate == KG.cooperatesWith
        and not isinstance(claim.object, Literal)
        and "Place" in (claim.subject.kind, claim.object.kind)
    ):
        return False  # it is told between institutions only
    return claim.rule not in ADDED and (claim.predicate != KG.cites or claim.role not in ("prints", "amends"))


def _place(claim: Claim) -> tuple[int, int]:
    return (claim.evidence.start, claim.evidence.end) if claim.evidence else (-1, -1)
