"""What a title says of another document: 关于印发《…》的通知 prints it, 转发…的通知 forwards it, 关于修改〈…〉的决定 amends it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.claims.reading import Reading, is_number
from kg.claims.roles import CITED_FOR, role_of
from kg.claims.titled import issuers_named
from kg.claims.titles import bare, full_title, kind_of
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Span
from kg.vocabulary import KG, TERMS

_MARKED = re.compile(r"[《〈](?P<title>[^《〈》〉]*(?:[《〈][^《〈》〉]*[》〉][^《〈》〉]*)?)[》〉]")
_SEVERAL = re.compile(r"[\d一二两三四五六七八九十]+[个项部件][一-鿿]{2,4}$")
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
    match = _outer().match(bare(full_title(outer.document)))
    if match is None:
        return
    rule, verb = (_RULE, round(0.9 * outer.score, 3)), match["verb"]
    for front, title in _inner(match["inner"]):
        another = _verb().search(front)  # 关于废止〈…〉和修改〈…〉的决定
        verb, front = (another[0], "") if another else (verb, front)
        role, inner = role_of(verb), reading.resolve(title, "Document", reading.document)
        if inner is None or inner.iri == outer.document.iri:
            continue
        if role:
            yield replace(reading.says((outer.document, KG.cites, inner), outer.evidence, rule), role=role)
        elif verb in TERMS[KG.repeals].triggers:
            yield reading.says((outer.document, KG.repeals, inner), outer.evidence, rule)
        issuing = match["front"] if CITED_FOR.get(role) == KG.prints else front if CITED_FOR.get(role) == KG.forwards else ""
        for issuer in issuers_named(reading, issuing):
            yield reading.says((inner, KG.issuedBy, issuer), outer.evidence, rule)


def _inner(inner: str) -> Iterator[tuple[str, str]]:
    """The documents that the middle of a title names, each with what stands in front of it."""
    marked = list(_MARKED.finditer(inner))
    if marked and marked[-1].end() == len(inner) and _front_of_marked().fullmatch(inner, 0, marked[0].start()):
        at = 0
        for match in marked:
            yield inner[at : match.start()].strip(_AND), match["title"]
            at = match.end()
    elif len(inner) >= _SHORTEST and kind_of(inner) and not inner.startswith(words("_inner-vague")) and not _SEVERAL.search(inner):
        front, about, _ = inner.partition(words("_about")[0])
        yield front if about else "", inner


_AND = "、和及 的"


@cache
def _front_of_marked() -> re.Pattern[str]:
    """What may stand before the first title: nothing, or who drew it up; 实施《…》若干规定 is one title."""
    return re.compile(rf"(?:[^《〈]{{2,60}}?(?:{alternation('_about')}|的|等)?)?")


@cache
def _verb() -> re.Pattern[str]:
    verbs = {verb for property in (KG.prints, KG.forwards, KG.amends, KG.repeals) for verb in TERMS[property].triggers}
    return re.compile("|".join(sorted(verbs, key=lambda word: (-len(word), word))))


@cache
def _outer() -> re.Pattern[str]:
    verb = _verb().pattern
    about, kinds = alternation("_about"), alternation("_outer-title")
    return re.compile(rf"(?P<front>[^《〈]*?)(?:{about})?(?P<verb>{verb})(?P<inner>.+)的{kinds}$")
