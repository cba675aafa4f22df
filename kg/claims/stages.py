"""How far documents and programmes have come: 将印发 planned, 征求意见稿 draft, 新修订的 amended, 同时废止 repealed; 正式启动 started."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.kinds import is_official
from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading
from kg.claims.roles import concept
from kg.claims.titles import same_title
from kg.lexicon import alternation
from kg.model import Claim, Span
from kg.occurrences import ends
from kg.vocabulary import KG

_RULE = "stage"


def stages(reading: Reading) -> Iterator[Claim]:
    """The stages of documents and programmes by the words around their names, and of drafts by their titles."""
    yield from _by_title(reading)
    for masked in reading.masked:
        if not _staged().search(masked.text):
            continue
        for stage, expression in _expressions():
            for match in expression.finditer(masked.text):
                found = _stage(stage, match)
                if found:
                    yield from _claims(reading, masked, (match, found))
        plan = _plan().search(masked.text)
        for match in _goes_on().finditer(masked.text, plan.end()) if plan else ():
            if plan and not _other().search(masked.text, plan.end(), match.start()):
                yield from _claims(reading, masked, (match, "planned"))


def _by_title(reading: Reading) -> Iterator[Claim]:
    """Drafts and amended versions as the title, or the bracket right behind it, marks them."""
    if _draft_mark().search(reading.document.title) and is_official(reading):
        yield reading.says((reading.this, KG.stage, concept("stage", "draft")), None, (_RULE, 0.95))
    seen: set[tuple[str, str]] = set()
    text = reading.document.text
    for link in reading.annotation.links:
        if link.entity is None or link.mention.kind != "Document":
            continue
        span = link.mention.span
        named = _bracket().match(text, span.end)
        words = span.of(text) + (named[0] if named else "")
        for stage, mark in (("draft", _draft_mark()), ("amended", _amended_mark())):
            if mark.search(words) and (stage, link.entity.iri) not in seen:
                seen.add((stage, link.entity.iri))
                evidence = Span(span.document, span.start, named.end() if named and not mark.search(span.of(text)) else span.end)
                yield reading.says((link.entity, KG.stage, concept("stage", stage)), evidence, (_RULE, 0.95 * link.score))


def _stage(stage: str, match: re.Match[str]) -> str:
    """The stage that a match tells, the empty string for none: words in front may deny, ask for or only plan the act."""
    groups = match.groupdict()
    planned = ends(match.string, match.start(), "_planned-only")
    if ends(match.string, match.start(), "_stage-forbids"):
        return ""
    if stage == "planned" and _going_on().search(match[0]):
        return "underway"
    if stage in ("started", "completed"):
        if planned or groups.get("plan"):
            return "planned"
        return stage if groups.get("happened") or groups.get("done") else ""
    return "" if stage == "repealed" and planned else stage


def _claims(reading: Reading, masked: Masked, found: tuple[re.Match[str], str]) -> Iterator[Claim]:
    match, stage = found
    evidence = masked.span(reading.document, match.start(), match.end())
    for link in masked.groups[match.start("name")]:
        own = stage == "repealed" and link.entity is not None and same_title(link.entity.label, reading.document.title)
        if link.entity is not None and not own:  # a new version repeals the old one of the same title
            yield reading.says((link.entity, KG.stage, concept("stage", stage)), evidence, (_RULE, 0.85 * link.score))


@cache
def _expressions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The stages with the expressions that tell them, over masked sentences; the name is the group `name`."""
    document, programme = f"(?P<name>{marks('Document')})", f"(?P<name>{marks('Programme')})"
    filler, planned, only = alternation("_relation-filler"), alternation("_planned-before"), alternation("_planned-only")
    making, happened = alternation("_making"), alternation("_happened")
    start, end = alternation("_starting"), alternation("_completing")
    running = rf"{alternation('_running-now')}{filler}{{0,2}}{alternation('_running')}"
    repeal = rf"{alternation('_repealing-how')}{{1,2}}{alternation('_repealing')}"
    last = r"(?=[，。；、！,;\s]|$)"
    told = (
        ("planned", rf"{planned}{filler}{{0,2}}{making}{document}"),
        ("planned", rf"{document}{filler}{{0,2}}{only}(?:于[^，。；]{{1,8}})?{filler}{{0,2}}{making}"),
        ("draft", rf"{document}[^，。；]{{0,4}}?{alternation('_draft-said')}"),
        ("amended", rf"{alternation('_amended-before')}的?{document}"),
        ("amended", rf"[对将]{document}{filler}{{0,2}}{alternation('_amending-how')}"),
        ("repealed", rf"{document}[^，。；]{{0,6}}?{repeal}"),
        ("repealed", rf"{alternation('_repealing-transitive')}{document}"),
        ("planned", rf"{only}{filler}{{0,2}}{alternation('_undertaking-verb')}[^，。；：、]{{0,4}}?{programme}"),
        ("planned", rf"{alternation('_striving')}(?P<name>{marks('Programme')}|{marks('Institution')})"),
        ("started", rf"(?P<happened>{happened})?{start}(?P<done>了)?{programme}"),
        ("started", rf"{programme}{filler}{{0,2}}(?:(?P<happened>{happened})|(?P<plan>{only}))[^，。；]{{0,6}}?{start}{last}"),
        ("underway", rf"{running}{programme}"),
        ("underway", rf"{programme}{running}"),
        ("completed", rf"(?P<happened>{happened})?{end}(?P<done>了)?{programme}{last}"),
        ("completed", rf"{programme}{filler}{{0,2}}(?:(?P<happened>{happened})|(?P<plan>{only}))[^，。；]{{0,6}}?{end}"),
    )
    return tuple((stage, re.compile(expression)) for stage, expression in told)


@cache
def _staged() -> re.Pattern[str]:
    """Names of what has stages."""
    return re.compile(f"{marks('Document')}|{marks('Programme')}|{marks('Institution')}")


@cache
def _going_on() -> re.Pattern[str]:
    return re.compile(alternation("_going-on"))


@cache
def _plan() -> re.Pattern[str]:
    """The verb of a plan, whose objects may go on over several clauses."""
    return re.compile(rf"{alternation('_planned-only')}(?:{alternation('_relation-filler')}){{0,2}}{alternation('_undertaking-verb')}")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"[，；、]{alternation('_undertaking-verb')}(?P<name>{marks('Programme')})")


@cache
def _other() -> re.Pattern[str]:
    """What ends a plan in a sentence: words of what has happened or goes on, or another who acts."""
    done = alternation("_happened", "_running-now")
    return re.compile(rf"[，；](?:{done}|[^，；]{{0,4}}[{marks('Actor')[1:-1]}{marks('Place')[1:-1]}])")


@cache
def _draft_mark() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_draft-mark')}[）)》〉”\s]*$")


@cache
def _amended_mark() -> re.Pattern[str]:
    return re.compile(rf"[（(]\s*(?:\d{{4}}年?)?(?:\d{{1,2}}月)?{alternation('_amended-mark')}\s*[）)]")


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"[》〉”\"]?\s*[（(][^（）()。]{1,20}[）)]")
