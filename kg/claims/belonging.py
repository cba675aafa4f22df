"""Programmes that are part of larger ones (作为甲重点项目之一，…建设乙; 乙已纳入甲), and who has a part in one: 厦门大学(TISC)."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading
from kg.lexicon import alternation
from kg.model import Claim, Span
from kg.vocabulary import KG

_RULE, _SCORE = "belonging", 0.8


def belonging(reading: Reading) -> Iterator[Claim]:
    """What a sentence says to be part of a larger programme, and institutions that have a programme in brackets behind."""
    for masked in reading.masked:
        for expression in (_one_of(), _taken_in()):
            for match in expression.finditer(masked.text):
                yield from _parts(reading, masked, match)
    text, links = reading.document.text, reading.annotation.links
    for one, other in pairwise(links):
        institution = one.mention.kind in ("Agency", "Organization") and one.entity is not None
        if institution and other.mention.kind == "Programme" and other.entity is not None and one.entity is not None:
            between, behind = text[one.mention.span.end : other.mention.span.start], text[other.mention.span.end :][:1]
            if between in ("(", "（") and behind in (")", "）"):
                fact = (one.entity, KG.participatesIn, other.entity)
                span = Span(reading.document.iri, one.mention.span.start, other.mention.span.end + 1)
                yield reading.says(fact, span, (_RULE, _SCORE * min(one.score, other.score)))


def _parts(reading: Reading, masked: Masked, match: re.Match[str]) -> Iterator[Claim]:
    whole = masked.groups[match.start("whole")][-1]
    for part in masked.groups[match.start("part")]:
        if part.entity is not None and whole.entity is not None and part.entity != whole.entity:
            span = masked.span(reading.document, match.start(), match.end())
            yield reading.says((part.entity, KG.partOf, whole.entity), span, (_RULE, _SCORE * min(part.score, whole.score)))


@cache
def _one_of() -> re.Pattern[str]:
    """作为〔whole〕重点项目之一，我市正在推进建设〔part〕."""
    whole = rf"{alternation('_as')}[^，。；]{{0,10}}?(?P<whole>{marks('Programme')})[^，。；]{{0,8}}{alternation('_one-of')}[，,]"
    part = rf"[^，。；]{{0,16}}?(?P<part>{marks('Programme')}|{marks('Event')})"
    return re.compile(whole + part)


@cache
def _taken_in() -> re.Pattern[str]:
    """〔part〕，已纳入〔whole〕."""
    part = rf"(?P<part>{marks('Programme')}|{marks('Institution')})"
    done = rf"[，,]?{alternation('_taken-in-done')}{alternation('_taken-in')}"
    return re.compile(rf"{part}{done}[^，。；]{{0,14}}?(?P<whole>{marks('Programme')})(?!{alternation('_not-whole')})")

