"""What a title says of another document: 关于印发《…》的通知 prints it, 转发…的通知 forwards it, 关于修改〈…〉的决定 amends it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.claims.kinds import bare, kind_of
from kg.claims.reading import Reading, is_number
from kg.claims.roles import CITED_FOR, role_of
from kg.claims.titled import issuers_named
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Span
from kg.vocabulary import KG, TERMS

_MARKED = re.compile(r"[《〈](?P<title>[^《〈》〉]*(?:[《〈][^《〈》〉]*[》〉][^《〈》〉]*)?)[》〉]")
_SHORTEST = 6
_RULE = "inner-title"


@dataclass(frozen=True, slots=True)
class Outer:
    """A document whose title names others; `evidence` is where it is named, None for the document read."""

    document: Entity
    evidence: Span | None
    score: float


def inner_titles(reading: Reading) -> Iterator[Claim]:
    """What the titles of the document and of those it names say of other documents, and who issued these."""
    seen: set[str] = {reading.document.iri}
    outers = [Outer(reading.this, None, 1.0)]
    for link in reading.annotation.links:
        entity = link.entity
        if entity is not None and entity.kind == "Document" and not is_number(link) and entity.iri not in seen:
            seen.add(entity.iri)
            outers.append(Outer(entity, link.mention.span, link.score))
    for outer in outers:
        yield from _said(reading, outer)


def _said(reading: Reading, outer: Outer) -> Iterator[Claim]:
    match = _outer().match(bare(outer.document.label))
    if match is None:
        return
    role, rule = role_of(match["verb"]), (_RULE, round(0.9 * outer.score, 3))
    for front, title in _inner(match["inner"]):
        inner = reading.resolve(title, "Document", reading.document)
        if inner is None or inner.iri == outer.document.iri:
            continue
        if role:
            yield replace(reading.says((outer.document, KG.cites, inner), outer.evidence, rule), role=role)
        elif match["verb"] in TERMS[KG.repeals].triggers:
            yield reading.says((outer.document, KG.repeals, inner), outer.evidence, rule)
        issuing = match["front"] if CITED_FOR.get(role) == KG.prints else front if CITED_FOR.get(role) == KG.forwards else ""
        for issuer in issuers_named(reading, issuing):
            yield reading.says((inner, KG.issuedBy, issuer), outer.evidence, rule)


def _inner(inner: str) -> Iterator[tuple[str, str]]:
    """The documents that the middle of a title names, each with who is named in front of it."""
    marked = list(_MARKED.finditer(inner))
    if marked:
        front = inner[: marked[0].start()].rstrip(_AND)
        for match in marked:
            yield front, match["title"]
    elif len(inner) >= _SHORTEST and kind_of(inner) and not inner.startswith(words("_inner-vague")):
        front, about, _ = inner.partition(words("_about")[0])
        yield front if about else "", inner


_AND = "、 的"


@cache
def _outer() -> re.Pattern[str]:
    verbs = {verb for property in (KG.prints, KG.forwards, KG.amends, KG.repeals) for verb in TERMS[property].triggers}
    verb = "|".join(sorted(verbs, key=lambda word: (-len(word), word)))
    about, kinds = alternation("_about"), alternation("_outer-title")
    return re.compile(rf"(?P<front>[^《〈]*?)(?:{about})?(?P<verb>{verb})(?P<inner>.+)的{kinds}$")
