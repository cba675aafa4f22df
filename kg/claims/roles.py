"""In which part: who of several issuers leads, what a citation is for; and what such facts tell besides."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.claims.titles import same_title
from kg.knowledge import knowledge
from kg.lexicon import alternation
from kg.model import Claim, Entity
from kg.vocabulary import DEFAULT_BASE, KG, TERMS

LEAD, JOINT = "lead", "joint"
CITED_FOR = {
    "basis": KG.restsOn,
    "implements": KG.implements,
    "forwards": KG.forwards,
    "prints": KG.prints,
    "amends": KG.amends,
}
"""The roles of a citation, each with the property that says the same."""


def with_roles(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of one rule in their order; of several issuers that one heading, list or header names the first leads."""
    found = list(claims)
    several: dict[tuple[object, ...], list[str]] = {}
    for claim in found:
        if claim.predicate == KG.issuedBy and isinstance(claim.object, Entity):
            several.setdefault((claim.subject.iri, claim.evidence), []).append(claim.object.iri)
    leading = {key: issuers[0] for key, issuers in several.items() if len(set(issuers)) > 1}
    for index, claim in enumerate(found):
        lead = leading.get((claim.subject.iri, claim.evidence)) if claim.predicate == KG.issuedBy else None
        if lead and isinstance(claim.object, Entity) and not claim.role:
            found[index] = replace(claim, role=LEAD if claim.object.iri == lead else JOINT)
    return found


def role_of(words: str) -> str:
    """What a citation is for by the word that cites: `根据` basis, `落实` implements; empty for other words."""
    match = _citing().search(words)
    return next((role for role, property in CITED_FOR.items() if match[0] in TERMS[property].triggers), "") if match else ""


def implied(claim: Claim) -> Iterator[Claim]:
    """What a claim tells besides: what a citation is for, that what is repealed, amended or issued is so."""
    if claim.predicate == KG.cites and claim.role in CITED_FOR:
        yield replace(claim, predicate=CITED_FOR[claim.role], role="")
    stage = ""
    if claim.predicate == KG.repeals and isinstance(claim.object, Entity) and not same_title(claim.subject.label, claim.object.label):
        stage = "repealed"
    elif claim.predicate == KG.cites and claim.role == "amends":
        stage = "amended"
    elif claim.predicate == KG.issuedBy and claim.rule.startswith("issuedBy:"):
        stage = "issued"
    subject = claim.subject if stage == "issued" else claim.object
    if stage and isinstance(subject, Entity):
        yield replace(claim, subject=subject, predicate=KG.stage, object=concept("stage", stage), role="")


def concept(scheme: str, name: str) -> Entity:
    """A concept of the knowledge as an entity: `concept("stage", "draft")`, `concept("document-kind", "notice")`."""
    known = knowledge()[f"{scheme}/{name}"]
    return Entity(f"{DEFAULT_BASE}id/{known.key}", known.kind, known.label)


@cache
def others() -> re.Pattern[str]:
    """`等六部门` behind an issuer's name: that more issued the document than are named."""
    several = rf"(?:{alternation('_list-tail')}|{alternation('_ministries')})"
    return re.compile(rf"{alternation('_list-etc')}[\d一二三四五六七八九十]*个?{several}$")


@cache
def _citing() -> re.Pattern[str]:
    triggers = {trigger for property in CITED_FOR.values() for trigger in TERMS[property].triggers}
    return re.compile("|".join(re.escape(trigger) for trigger in sorted(triggers, key=lambda word: (-len(word), word))))
