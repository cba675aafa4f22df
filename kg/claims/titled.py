"""Who issued a document as its own title says: 〔agencies〕关于…的通知."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.claims.reading import Reading, is_number
from kg.claims.roles import LEAD, others
from kg.claims.titles import full_title
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Span
from kg.vocabulary import KG

_SEPARATOR = re.compile(r"[\s、，]+")
_ENDS = re.compile(r"(?<=[厅府院央部委局会署行办室])(?=.{3})")
"""Where one agency's name may end and the next begin when nothing stands between them."""

_MOST = 8
"""How many names may stand so."""


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
    for name in _SEPARATOR.split(others().sub("", front.strip())):
        agencies = _agencies(reading, name) if name else []
        found += [agency for agency in agencies if agency not in found]
    return found


def _agencies(reading: Reading, name: str) -> list[Entity]:
    """The agency of this name, or those whose names stand in it one behind the other."""
    whole = reading.resolve(name, "Agency", reading.document)
    return [whole] if whole is not None else _in_a_row(reading, name, _MOST)


def _in_a_row(reading: Reading, name: str, most: int) -> list[Entity]:
    """As many agencies as a name can be parted into, none if it cannot; an office stays with the agency before it."""
    whole = reading.resolve(name, "Agency", reading.document)
    best = [whole] if whole is not None else []
    for end in (match.start() for match in _ENDS.finditer(name) if most > 1):
        if name.startswith(words("_office"), end):
            continue
        first = reading.resolve(name[:end], "Agency", reading.document)
        rest = _in_a_row(reading, name[end:], most - 1) if first is not None else []
        if first is not None and rest and len(rest) >= len(best):
            best = [first, *rest]
    return best


def _issuers(reading: Reading, document: Entity, evidence: Span | None) -> Iterator[Claim]:
    title = full_title(document)
    match = _front().match(title)
    if match is None or (evidence is None and _headline(title, match)):
        return
    found = issuers_named(reading, match["front"])
    for agency in found:
        claim = reading.says((document, KG.issuedBy, agency), evidence, ("title", 0.95))
        leads = len(found) == 1 and others().search(match["front"].strip())
        yield replace(claim, role=LEAD) if leads else claim


def _headline(title: str, match: re.Match[str]) -> bool:
    """Whether a title tells as news what others issued: 市教育局印发《课后服务办法》, 中央军委办公厅印发学习教育规划."""
    plain = title.rstrip()
    about = title.startswith(words("_about"), match.end("front"))
    return plain.endswith("》") or not (about or plain.endswith(words("_outer-title")))


@cache
def _front() -> re.Pattern[str]:
    about = alternation("_heading-about")
    return re.compile(rf"(?!{about})(?P<front>[^〈《]{{2,60}}?){about}")
