"""Who issued a document as its own title says: 〔agencies〕关于…的通知."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.claims.reading import Reading, is_number
from kg.claims.roles import LEAD
from kg.lexicon import alternation
from kg.model import Claim, Entity, Span
from kg.vocabulary import KG

_SEPARATOR = re.compile(r"[\s、，]+")
_ENDS = re.compile(r"(?<=[厅府院部委局会署行办室])(?=.{3})")
"""Where one agency's name may end and the next begin when nothing stands between them."""


def titled(reading: Reading) -> Iterator[Claim]:
    """The agencies in front of 关于 in the document's title, and in the titles of the documents it names."""
    yield from _issuers(reading, reading.this, None)
    seen: set[str] = set()
    for link in reading.annotation.links:
        entity = link.entity
        if entity is not None and entity.kind == "Document" and not is_number(link) and entity.iri not in seen:
            seen.add(entity.iri)
            yield from _issuers(reading, entity, link.mention.span)


def issuers_named(reading: Reading, front: str) -> list[Entity]:
    """The agencies that the issuer's part of a title names in their order, with or without a mark between them."""
    found: list[Entity] = []
    for name in _SEPARATOR.split(_others().sub("", front.strip())):
        agencies = _agencies(reading, name) if name else []
        found += [agency for agency in agencies if agency not in found]
    return found


def _agencies(reading: Reading, name: str) -> list[Entity]:
    """The agency of this name, or the two whose names stand in it one behind the other."""
    whole = reading.resolve(name, "Agency", reading.document)
    if whole is not None:
        return [whole]
    for end in (match.start() for match in _ENDS.finditer(name)):
        first, second = (reading.resolve(part, "Agency", reading.document) for part in (name[:end], name[end:]))
        if first is not None and second is not None:
            return [first, second]
    return []


def _issuers(reading: Reading, document: Entity, evidence: Span | None) -> Iterator[Claim]:
    match = _front().match(document.label)
    if match is None:
        return
    found = issuers_named(reading, match["front"])
    for agency in found:
        claim = reading.says((document, KG.issuedBy, agency), evidence, ("title", 0.95))
        leads = len(found) == 1 and _others().search(match["front"].strip())
        yield replace(claim, role=LEAD) if leads else claim


@cache
def _front() -> re.Pattern[str]:
    return re.compile(rf"(?P<front>[^〈《]{{2,60}}?){alternation('_heading-about')}")


@cache
def _others() -> re.Pattern[str]:
    """`等六部门`: that there are more than are named."""
    return re.compile(rf"{alternation('_list-etc')}[\d一二三四五六七八九十]*个?(?:{alternation('_list-tail')}|{alternation('_ministries')})$")
