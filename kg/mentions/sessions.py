"""Numbered sessions of congresses, committees and councils, and the plenums of the Party's Central Committee."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import FARTHEST, left_edge
from kg.model import Mention
from kg.scan import Scan

_DIGITS = "一二三四五六七八九十百零〇○"
_NUMBER = re.compile(rf"第?(?:[{_DIGITS}]+|\d+)$")
_TERM = re.compile(rf"第?(?:[{_DIGITS}]+|\d+)届$")
_ORGAN_TAGS = ("event-organ", "place", "agency", "agency-weak", "organization")


@cache
def _plenum() -> re.Pattern[str]:
    """`党的十九届二中、三中全会`, read backwards from 中全会: the term, the listed plenums and the last one."""
    party = alternation("_event-party")
    return re.compile(
        rf"(?:(?P<head>{party}?第?(?P<term>[{_DIGITS}]+)届(?:中央委员会)?))?"
        rf"(?P<items>(?:[{_DIGITS}]+中[、和及]){{0,8}})(?P<last>[{_DIGITS}]+)$"
    )


def plenums(scan: Scan) -> Iterator[Mention]:
    """Plenums of the Central Committee, each item of a list its own mention with the expanded name as value."""
    text = scan.text
    party = words("_event-party")[-1]
    term = ""
    for tail, end, _ in scan.found("event-plenum"):
        match = _plenum().search(text, max(0, tail - 60), tail)
        if match is None:
            continue
        term = match["term"] or term
        items = [(found.start(), found.end()) for found in re.finditer(rf"[{_DIGITS}]+中", text[match.start("items") : match.end("items")])]
        starts = [match.start("items") + start for start, _ in items] + [match.start("last")]
        ends = [match.start("items") + stop for _, stop in items] + [end]
        for index, (start, stop) in enumerate(zip(starts, ends, strict=True)):
            number = text[start:stop].rstrip(text[tail:end])
            begin = match.start("head") if index == 0 and match["head"] else start
            value = f"{party}{term}{words('_event-term')[0]}{number}{text[tail:end]}" if term else None
            if value == text[begin:stop]:
                value = None
            yield Mention(scan.span(begin, stop), "Event", "events", value, 0.95)


def sessions(scan: Scan) -> Iterator[Mention]:
    """Numbered sessions with the body that holds them (`省十三届人大常委会第二十一次会议`)."""
    text = scan.text
    ends: dict[int, int] = {}
    for start, end, _ in scan.found("event-session"):
        ends[start] = max(end, ends.get(start, 0))
    for tail, end in sorted(ends.items()):
        number = _NUMBER.search(text, max(0, tail - 10), tail)
        if number is None:
            continue
        start = _holder(scan, number.start())
        if start == number.start():
            if not number[0].startswith(words("_event-ordinal")):
                continue
            start = left_edge(scan, start)
        elif text.startswith(words("_event-organ-general"), start):
            start = left_edge(scan, start)
        if start < number.start():
            yield Mention(scan.span(start, end), "Event", "events", None, 0.9)


def _holder(scan: Scan, at: int) -> int:
    """Where the name of the body that ends at `at` begins, its place and its term of office included."""
    text = scan.text
    start = at
    while start > 0 and at - start <= FARTHEST:
        term = _TERM.search(text, max(0, start - 8), start)
        longest = min((found[0] for tag in _ORGAN_TAGS for found in scan.ending(tag, start)), default=start)
        before = min(term.start() if term else start, longest)
        if before == start:
            break
        start = before
    return start
