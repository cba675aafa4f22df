"""Events that last a week, a month or a season (`全国读书月`), and event names that stand whole in quotes."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.event_names import HAN, beginning, is_marked, numbered, ordinal
from kg.mentions.quoted import quotes
from kg.model import Mention
from kg.scan import Scan

_LONGEST_NUMBER = 8
_SHORTEST_BODY = 4
_SHORTEST_YEARLY = 3
_SHORTEST_QUOTE, _LONGEST_QUOTE = 6, 36
_HEADS = ("event-festival", "event-meeting", "event-season", "event-day")


def seasons(scan: Scan) -> Iterator[Mention]:
    """Weeks, months and seasons of a theme (`消费` + `周`) whose name holds a number, a scope, a place or a theme of its own."""
    text = scan.text
    for head, end, _ in scan.found("event-season"):
        theme = next((found[0] for found in scan.ending("event-theme", head)), -1)
        if theme < 0 or not _whole(scan, end):
            continue
        start = counted(scan, beginning(scan, head))
        body = text[start:head]
        if start >= head or not HAN.search(body) or body.endswith(words("_event-season-no")):
            continue
        campaign = any(scan.ending("programme-head", end)) and not ordinal().search(body) and not body.startswith(words("_event-ordinal"))
        year = _own_year().match(body)
        if campaign or (year and (len(body) - year.end() < _SHORTEST_YEARLY or text.endswith(words("_event-range"), 0, start))):
            continue
        if is_marked(scan, start, head) or (len(body) >= _SHORTEST_BODY and _placed(scan, start, theme)):
            yield Mention(scan.span(start, end), "Event", "seasons", None, 0.75)


def counted(scan: Scan, start: int) -> int:
    """`start` moved left over the number of the event in its series (`第20个` + `全国爱鸟周`)."""
    number = _nth().search(scan.text, max(0, start - _LONGEST_NUMBER), start)
    return number.start() if number else start


def _whole(scan: Scan, end: int) -> bool:
    """Whether the character before `end` ends a word: no time of the calendar (`周一`, `月底`), no person's name."""
    return not scan.in_dictionary_word(end) and not scan.text.startswith(words("_event-season-after"), end)


def _placed(scan: Scan, start: int, theme: int) -> bool:
    """Whether a place or a scope begins the name and stands before its theme."""
    return any(found[1] <= theme for tag in ("place", "event-scope") for found in scan.starting(tag, start))


def in_quotes(scan: Scan) -> Iterator[Mention]:
    """Names in quotes that open with a year, a number or a scope and end in a noun for an event (`“2021年…月暨…季”`)."""
    text = scan.text
    for group in quotes(text):
        for start, end in group.names:
            if not _SHORTEST_QUOTE <= end - start <= _LONGEST_QUOTE or _clause().search(text, start, end):
                continue
            heads = [found[0] for tag in _HEADS for found in scan.ending(tag, end) if found[0] > start]
            if heads and is_marked(scan, start, min(heads)):
                yield Mention(scan.span(start, end), "Event", "seasons", None, 0.85)


def joined(scan: Scan, named: list[Mention]) -> Iterator[Mention]:
    """Two names joined by 暨 as one event (`…研讨会暨…论坛`); a second name with a year of its own stays by itself."""
    text = scan.text
    ends: dict[int, int] = {}
    for mention in named:
        ends[mention.span.start] = max(mention.span.end, ends.get(mention.span.start, 0))
    for first in named:
        joint = next((word for word in words("_event-and") if text.startswith(word, first.span.end)), "")
        at = first.span.end + len(joint)
        if not joint or numbered().match(text, at, at + _LONGEST_NUMBER) or _own_year().match(text, at):
            continue
        end = ends.get(at, at)
        if end == at:
            end = _head_behind(scan, at)
        if end > at:
            yield Mention(scan.span(first.span.start, end), "Event", "seasons", None, 0.85)


def _head_behind(scan: Scan, at: int) -> int:
    """The end of the first noun for an event in the clause from `at` on whose name begins at `at`, or `at`."""
    stop = _clause().search(scan.text, at, at + _LONGEST_QUOTE)
    limit = stop.start() if stop else min(len(scan.text), at + _LONGEST_QUOTE)
    tags = (*_HEADS[:3], "event-and-tail")
    nouns = [found for start in range(at + 1, limit) for tag in tags for found in scan.starting(tag, start) if found[1] <= limit]
    end, head = min(((found[1], found[0]) for found in nouns if not scan.in_dictionary_word(found[1])), default=(at, at))
    for _, season, _ in scan.starting("event-season", end):
        end = season if _whole(scan, season) else end
    stages = scan.starting("event-stage", end)
    return (stages[0][1] if stages else end) if head > at and beginning(scan, head) <= at else at


@cache
def _nth() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_event-ordinal')}[0-9一二三四五六七八九十百]+{alternation('_event-count')}$")


@cache
def _own_year() -> re.Pattern[str]:
    return re.compile(r"(?:19|20)\d\d年?度?")


@cache
def _clause() -> re.Pattern[str]:
    return re.compile("[，。；：！？、,;:!?\n（）()《》“”‘’「」]")
