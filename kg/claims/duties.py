"""Who leads and who supports: 由甲牵头，乙、丙配合; 甲会同乙开展…; （甲牵头，乙参与） and （责任单位：甲、乙） at the end of a task."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading
from kg.claims.roles import JOINT, LEAD
from kg.lexicon import alternation, words
from kg.model import Claim, Link, Span
from kg.vocabulary import KG

SUPPORT = "support"
_RULE, _SCORE, _BRACKETED = "duty", 0.85, 0.75
_NEAR = 20  # characters in front of a name that may deny, plan or do something
_MOST = 500  # parts in programmes that one clause tells
_LONGEST = 600
"""The most characters from a task's programme to the bracket that says whose it is."""
Duty = tuple[tuple[Link, ...], str]
"""Institutions with their part."""


def duties(reading: Reading) -> Iterator[Claim]:
    """The parts of those who lead and support a programme or an event, in clauses and in the brackets behind tasks."""
    for masked in reading.masked:
        for expression in (_passive(), _active(), _with()):
            for match in expression.finditer(masked.text):
                if not _planned().search(masked.text, max(0, match.start("lead") - _NEAR), match.start("lead")):
                    yield from _clause(reading, masked, match)
    for match in _bracket().finditer(reading.document.text):
        yield from _task(reading, match)


def _clause(reading: Reading, masked: Masked, match: re.Match[str]) -> Iterator[Claim]:
    """A claim for the first of those who lead, one for each other of them, and for those who support."""
    leading = masked.groups[match.start("lead")]
    parts: list[Duty] = [(leading[:1], LEAD), (leading[1:], JOINT)]
    others = masked.groups[match.start("others")] if match["others"] else ()
    if others:
        parts.append((others, _part(match["part"] or "")))
    span = masked.span(reading.document, match.start(), match.end())
    things = masked.groups[match.start("thing")]
    for thing in things[: max(1, _MOST // (len(leading) + len(others)))]:
        yield from _claims(reading, thing, (parts, span, _SCORE))


def _task(reading: Reading, bracket: re.Match[str]) -> Iterator[Claim]:
    """The programmes of a task's first sentence, which those in the bracket at its end lead or support."""
    text, start = reading.document.text, reading.document.text.rfind("\n", 0, bracket.start()) + 1
    stop = text.find("。", start, bracket.start())
    first = stop if stop >= 0 else bracket.start()
    within = reading.links(max(start, bracket.end() - _LONGEST), bracket.end())
    named = [link for link in within if link.mention.span.end <= first and link.mention.kind == "Programme"]
    done = [
        link
        for link in named
        if _deed().search(text, max(start, link.mention.span.start - _NEAR), link.mention.span.start)
        and _whole().match(text, link.mention.span.end)
        and not _judged().search(text, link.mention.span.end, first)
    ]
    parts: list[Duty] = []
    for clause in _DIVIDED.finditer(text, bracket.start() + 1, bracket.end() - 1):
        held = reading.links(*clause.span())
        bodies = tuple(link for link in held if link.mention.kind in ("Agency", "Organization") and link.entity is not None)
        if bodies and (_supporting().search(clause[0])):
            parts.append((bodies, SUPPORT))
        elif bodies:
            parts += [(bodies[:1], LEAD), (bodies[1:], JOINT)]
    for link in done:
        span = Span(reading.document.iri, link.mention.span.start, bracket.end())
        yield from _claims(reading, link, (parts, span, _BRACKETED))


def _claims(reading: Reading, thing: Link, told: tuple[list[Duty], Span, float]) -> Iterator[Claim]:
    parts, span, score = told
    event = thing.mention.kind == "Event"
    for links, role in parts:
        for link in links:
            if link.entity is None or thing.entity is None:
                continue
            sure = (_RULE, score * min(link.score, thing.score))
            if event and role == SUPPORT:
                yield reading.says((link.entity, KG.participatesIn, thing.entity), span, sure)
            else:
                predicate = KG.organizedBy if event else KG.undertakenBy
                yield replace(reading.says((thing.entity, predicate, link.entity), span, sure), role=role)


def _part(verb: str) -> str:
    return SUPPORT if verb in words("_supporting") else JOINT


_DIVIDED = re.compile(r"[^，；,;]+")


@cache
def _passive() -> re.Pattern[str]:
    """〔thing〕由〔lead〕牵头，〔others〕配合."""
    lead = rf"{alternation('_passive')}(?P<lead>{marks('Institution')}){alternation('_leading')}"
    return re.compile(rf"(?P<thing>{marks('Programme')}|{marks('Event')})[^，。；]{{0,6}}?{lead}{_others('?')}")


@cache
def _active() -> re.Pattern[str]:
    """〔lead〕牵头，〔others〕配合，实施〔thing〕."""
    done = rf"(?:{alternation('_relation-filler')}){{0,2}}{alternation('_undertaking-verb')}了?[^，。；：、]{{0,6}}?"
    return re.compile(rf"(?P<lead>{marks('Institution')})牵头{_others('?')}[，,]?{done}(?P<thing>{marks('Programme')})")


@cache
def _with() -> re.Pattern[str]:
    """〔lead〕…，会同〔others〕开展〔thing〕, apart from the list that 会同 makes of names side by side."""
    done = rf"(?:{alternation('_relation-filler')}){{0,2}}{alternation('_undertaking-verb')}了?[^，。；：、]{{0,6}}?"
    others = rf"[，,]?{alternation('_joining')}(?P<others>{marks('Institution')})(?P<part>)"
    return re.compile(rf"(?P<lead>{marks('Institution')}){others}{done}(?P<thing>{marks('Programme')})")


def _others(count: str) -> str:
    fill = rf"(?:{alternation('_relation-filler')}|[^，。；]{{0,6}}?)"
    return rf"(?:[，,；](?P<others>{marks('Institution')}){fill}(?P<part>{alternation('_supporting', '_sharing')})){count}"


@cache
def _bracket() -> re.Pattern[str]:
    labelled = rf"{alternation('_duty-label')}[：:][^（）()\n]{{2,120}}"
    told = rf"[^（）()\n]{{2,120}}?{alternation('_leading', '_supporting', '_sharing')}[^（）()\n]{{0,40}}"
    return re.compile(rf"[（(](?:{labelled}|{told})[）)]。?(?=\s*(?:\n|$))")


@cache
def _deed() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_undertaking-verb')}[^，。；：、]{{0,6}}$")


@cache
def _whole() -> re.Pattern[str]:
    """What may follow a programme that a task itself is: nothing that makes it the modifier of something else."""
    return re.compile(rf"[”》]?(?:{alternation('_task-end')})?(?:[，。、；：和及与]|\s|$)")


@cache
def _judged() -> re.Pattern[str]:
    """Words that make a task one for those who did well in a programme: 对实施某战略成效明显的省."""
    return re.compile(alternation("_judged"))


@cache
def _supporting() -> re.Pattern[str]:
    return re.compile(alternation("_supporting"))


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_relation-denial', '_planned-only')}(?:{alternation('_passive')})?$")
