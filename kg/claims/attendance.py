"""Who takes part in an event: those named before 出席, 参加 or 主持, in the event named behind the verb or before."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Link
from kg.vocabulary import KG

_SCORE = 0.85
_RULE = "attendance"
_FILLER = 16  # characters between the last name and the verb (等外国领导人, 10月18日下午)


def attendance(reading: Reading) -> Iterator[Claim]:
    """The persons and institutions that attend, chair or assist an event; 会议 or 论坛 is the one that the text said is held."""
    last: Entity | None = None
    for masked in reading.masked:
        begin = 0
        for match in _verb().finditer(masked.text):
            event = _named(masked, match) or _meant(match["head"], _held(reading, masked, match.start()) or last)
            actors = _actors(masked, begin, match) if event is not None else []
            begin = match.end()
            for link in actors:
                if event is not None and link.entity is not None and link.entity != event:
                    span = masked.span(reading.document, _place(masked, link), match.end())
                    yield reading.says((link.entity, KG.participatesIn, event), span, (_RULE, _SCORE * link.score))
        for match in _chaired().finditer(masked.text):
            event = _named(masked, match) or _meant(match["head"], _held(reading, masked, match.start()) or last)
            for link in masked.groups[match.start("person")] if event is not None else ():
                if event is not None and link.entity is not None:
                    span = masked.span(reading.document, match.start(), match.end())
                    yield reading.says((link.entity, KG.participatesIn, event), span, (_RULE, _SCORE * link.score))
        last = _held(reading, masked, len(masked.text)) or last


def _actors(masked: Masked, begin: int, match: re.Match[str]) -> list[Link]:
    """Those who act in front of a verb: every person since the verb before; an institution right before it."""
    acting = [index for index in masked.groups if begin <= index < match.start() and masked.text[index] in _persons()]
    right_before = [index for index in masked.groups if index < match.start()][-1:]
    near = [*acting[-1:], *right_before]
    if not near or not _gap().fullmatch(masked.text, max(near) + 1, match.start()):
        return []
    if right_before and masked.text[right_before[0]] in _institutions() and right_before[0] >= begin:
        direct = _direct().fullmatch(masked.text, right_before[0] + 1, match.start())
        acting = [*right_before] if direct and match["verb"] in words("_assisting", "_attending-event") else []
    elif match["verb"] in words("_assisting"):
        return []
    told_by = [match.end() for match in _told_by().finditer(masked.text, begin, max(near))]
    acting = [index for index in acting if not told_by or index >= told_by[-1]]
    hidden = _met().search(masked.text, begin, acting[0]) if acting else None
    told = [index for index in acting if not _reporter().search(masked.text, 0, index)]
    return [] if hidden else [link for index in told for link in masked.groups[index]]


def _named(masked: Masked, match: re.Match[str]) -> Entity | None:
    """The event that stands right behind the verb."""
    if not match["event"]:
        return None
    links = masked.groups[match.start("event")]
    return links[0].entity


def _meant(head: str | None, event: Entity | None) -> Entity | None:
    """The event named before that 会议 or 论坛 means: one whose name has such an end; 会议 any meeting, 活动 any other event."""
    if event is None or head is None:
        return None
    if head in words("_event-whatever"):
        return None if event.label.endswith((*words("_event-meeting"), *words("_festival-end"))) else event
    heads = words("_event-meeting") if head in words("_event-any") else (head[-2:],)
    return event if event.label.endswith(heads) else None


def _held(reading: Reading, masked: Masked, at: int) -> Entity | None:
    """The event that the sentence says is held, before its character `at`; or the one that the document's title names."""
    for index in sorted(masked.groups, reverse=True):
        event = masked.groups[index][0].entity
        if index >= at or masked.text[index] not in _events() or event is None:
            continue
        here = _holding().match(masked.text, index + 1) or _convened().search(masked.text, 0, index)
        surface = masked.groups[index][0].mention.span.of(reading.document.text)
        front, _, _ = reading.document.title.partition(surface)
        if here or (surface in reading.document.title and not _studied().search(front)):
            return event
    return None


def _place(masked: Masked, link: Link) -> int:
    return next(index for index, links in masked.groups.items() if link in links)


@cache
def _persons() -> str:
    return marks("Person")


@cache
def _institutions() -> str:
    return marks("Institution")


@cache
def _events() -> str:
    return marks("Event")


@cache
def _verb() -> re.Pattern[str]:
    verb = alternation("_attending-event", "_chairing", "_assisting")
    heads = alternation("_event-anaphor")
    named = rf"(?P<event>{marks('Event')})|(?:此次|本次|这次)?(?P<head>{heads})(?![一-鿿]{{1,6}}{marks('Event')})"
    behind = rf"(?:了|并)?(?:在{marks('Place')}举行的)?(?:{named})"
    return re.compile(rf"(?P<verb>{verb})(?:{behind}|(?=[，。；\s]|$)(?P<open>))")


@cache
def _chaired() -> re.Pattern[str]:
    """〔event〕由〔person〕主持."""
    event = rf"(?:(?P<event>{marks('Event')})|(?P<head>{alternation('_event-anaphor')}))"
    chair = rf"{alternation('_passive')}[^，。；]{{0,{_FILLER}}}?(?P<person>{marks('Person')}){alternation('_chairing')}"
    return re.compile(event + chair)


@cache
def _told_by() -> re.Pattern[str]:
    return re.compile(alternation("_told-by"))


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(rf"(?!.*{alternation('_relation-denial', '_meeting-verb', '_for-others')})[^，。；：、]{{0,{_FILLER}}}")


@cache
def _direct() -> re.Pattern[str]:
    """What may stand between an institution and its verb: nothing of its officials."""
    return re.compile(rf"(?:{alternation('_relation-filler')}|[\s\d年月日])*+")


@cache
def _reporter() -> re.Pattern[str]:
    return re.compile(alternation("_reporter") + r"\s?$")


@cache
def _holding() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,16}}{alternation('_held')}")


@cache
def _studied() -> re.Pattern[str]:
    """Words in a title that make an event behind them one whose spirit is studied, not one that is held."""
    return re.compile(alternation("_studying"))


@cache
def _convened() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_held')}了?[^，。；]{{0,4}}$")


@cache
def _met() -> re.Pattern[str]:
    """Words that make the persons behind them those met, not those attending."""
    return re.compile(alternation("_meeting-verb"))
