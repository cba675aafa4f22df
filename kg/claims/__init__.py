"""Sentences and Links in, Claims out: one file a kind of statement, each a function listed here."""

from kg.claims.enclosed import printed
from kg.claims.frame import addressees, heading, letterhead, signature
from kg.claims.header import header
from kg.claims.mentioned import mentioned
from kg.claims.named import BY_NAME, named
from kg.claims.numbers import bracketed_numbers
from kg.claims.posts import appointments, posts
from kg.claims.reading import Resolve, read
from kg.claims.titled import titled
from kg.claims.triggers import triggers
from kg.model import Annotation, Claim, Literal
from kg.vocabulary import KG

RULES = (
    header,
    heading,
    letterhead,
    addressees,
    signature,
    titled,
    printed,
    bracketed_numbers,
    posts,
    appointments,
    triggers,
    named,
    mentioned,
)
"""Every rule. Where several find one fact at one place, the earlier one keeps it."""


def claims(annotation: Annotation, resolve: Resolve) -> tuple[Claim, ...]:
    """Everything that the document states, what its header states first and then in the order of the text."""
    reading = read(annotation, resolve)
    found: dict[tuple[object, ...], Claim] = {}
    for rule in RULES:
        for claim in rule(reading):
            found.setdefault((claim.subject.iri, claim.predicate, claim.object, claim.post, claim.evidence), claim)
    return tuple(sorted(found.values(), key=_place))


def relations(annotation: Annotation) -> tuple[Claim, ...]:
    """The claims that relate what the text names: terms of our own, between the document and entities that it mentions.

    A place inside the name of a programme or product counts as mentioned; an issuer inside a title does not.
    """
    mentioned_iris = {link.entity.iri for link in annotation.links if link.entity} | {annotation.document.iri}

    def inside(claim: Claim) -> bool:
        known = isinstance(claim.object, Literal) or claim.object.iri in mentioned_iris or claim.rule == BY_NAME
        return claim.subject.iri in mentioned_iris and known

    return tuple(claim for claim in annotation.claims if claim.predicate in KG and inside(claim))


def _place(claim: Claim) -> tuple[int, int]:
    return (claim.evidence.start, claim.evidence.end) if claim.evidence else (-1, -1)
