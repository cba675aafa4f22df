"""Documents that a notice passes on (《…》已经国务院同意，现转发给你们) and letters that it answers (你省《…》收悉)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.claims.enclosed import MOST_MAKERS, issuers
from kg.claims.frame import addressees
from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading
from kg.claims.roles import CITED_FOR, role_of
from kg.lexicon import alternation
from kg.model import Claim, Entity, Span
from kg.vocabulary import KG, TERMS

_RULE = ("passed-on", 0.9)


def passed_on(reading: Reading) -> Iterator[Claim]:
    """What the document prints it issues with its own issuers; what it forwards was issued by whoever is named in front."""
    own = cache(lambda: issuers(reading, KG.issuedBy))
    for masked in reading.masked:
        for match in _passed().finditer(masked.text):
            role, evidence = role_of(match["verb"]), masked.span(reading.document, match.start(), match.end())
            prints = CITED_FOR[role] == KG.prints
            makers = own() if prints else _named(masked, match, "who")
            for document in _named(masked, match, "document"):
                yield replace(reading.says((reading.this, KG.cites, document), evidence, _RULE), role=role)
                yield from _issued(reading, document, (makers, evidence))


def answered(reading: Reading) -> Iterator[Claim]:
    """A letter that the document answers is what it rests on; it comes from whoever is named in front, or from the addressees."""
    addressed = cache(lambda: [claim.object for claim in addressees(reading) if isinstance(claim.object, Entity)])
    for masked in reading.masked:
        for match in _answered().finditer(masked.text):
            evidence = masked.span(reading.document, match.start(), match.end())
            makers = _named(masked, match, "who") if match["who"] else []
            if match["you"]:
                makers = addressed()
            for document in _named(masked, match, "document"):
                yield replace(reading.says((reading.this, KG.cites, document), evidence, ("answered", 0.9)), role="basis")
                yield from _issued(reading, document, (makers, evidence))


def _issued(reading: Reading, document: Entity, told: tuple[list[Entity], Span]) -> Iterator[Claim]:
    makers, evidence = told
    for maker in makers[:MOST_MAKERS]:
        if maker.kind in ("Agency", "Organization"):
            yield reading.says((document, KG.issuedBy, maker), evidence, _RULE)


def _named(masked: Masked, match: re.Match[str], group: str) -> list[Entity]:
    if not match[group]:
        return []
    return [link.entity for link in masked.groups[match.start(group)] if link.entity is not None]


@cache
def _passed() -> re.Pattern[str]:
    verbs = {verb for property in (KG.prints, KG.forwards) for verb in TERMS[property].triggers}
    verb = "|".join(sorted(verbs, key=lambda word: (-len(word), word)))
    agreed = rf"(?:已?经?[^，。；]{{1,20}}?{alternation('_agreed')}[，,])"
    now = alternation("_passing-now")
    return re.compile(rf"{_who()}(?P<document>{marks('Document')}){agreed}?{now}(?P<verb>{verb})")


@cache
def _answered() -> re.Pattern[str]:
    you = rf"(?P<you>{alternation('_you')})"
    return re.compile(rf"(?:{you}的?|{_who()})(?P<document>{marks('Document')})(?:均|已|及[^，。；]{{1,12}})?{alternation('_received')}")


@cache
def _who() -> str:
    return rf"(?:(?P<who>{marks('Institution')})(?:{alternation('_drawn-up')}的?|的)?)?"
