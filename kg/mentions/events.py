"""Named meetings, sessions, fairs, ceremonies, festivals, days, games and disasters."""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from kg.lexicon import alternation, words
from kg.mentions.boundaries import left_edge
from kg.mentions.event_names import HAN, beginning, is_named, numbered
from kg.mentions.seasons import counted, in_quotes, joined, seasons
from kg.mentions.sessions import plenums, sessions
from kg.model import Mention
from kg.scan import Scan

_LONGEST_NUMBER = 12
_LONGEST_DAY = 5
_LONG_END = 7
_CHINA = "place/100000"
_STORM_NAME = re.compile(r"“[^”\n]{1,10}”")


def events(scan: Scan) -> Iterator[Mention]:
    """Every event that is named; `value` is the full name where a part or a short form of it stands."""
    begins = cache(partial(beginning, scan))
    named = [*_known(scan), *plenums(scan), *sessions(scan), *_fairs_and_meetings(scan, begins), *seasons(scan), *in_quotes(scan)]
    named.extend(joined(scan, named))
    yield from named
    yield from _days(scan)
    yield from _festivals(scan)
    yield from _disasters(scan)
    yield from _pointed_at(scan, named)
    yield from _ends_of(scan, named, begins)


def _mention(scan: Scan, start: int, end: int, score: float, value: str | None = None) -> Mention:
    return Mention(scan.span(start, end), "Event", "events", value, score)


def _known(scan: Scan) -> Iterator[Mention]:
    """Known events, with a year, an ordinal or a known place in front (`2022年` + `杭州` + `亚运会`); weak names in quotes."""
    text = scan.text
    for start, end, key in scan.found("event"):
        if not _free(scan, start, end):
            continue
        at = start
        if text[start:end] in _games():
            at = _place_before(scan, start)
        yearly = at < start or text[start:end].endswith(_heads())
        while (number := numbered().search(text, max(0, at - _LONGEST_NUMBER), at)) and (yearly or not number["year"]):
            at = number.start()
        if at == start and text[end - 1] in _day_heads() and scan.starting("event-scope", at):
            at = counted(scan, at)
        label = scan.knowledge[key].label
        value = label if label != text[start:end] and at == start and label in text else None
        yield _mention(scan, at, end, 0.95, value)
    for start, end, key in scan.found("event-weak"):
        if text[start - 1 : start] == "“" and text[end : end + 1] == "”":
            yield _mention(scan, start, end, 0.7, scan.knowledge[key].label)


def _place_before(scan: Scan, at: int) -> int:
    """Where the place in front of games begins (`杭州` + `亚运会`), or `at`; the segmenter knows more cities than we do."""
    known = [found[0] for found in scan.ending("place", at)]
    index = scan.word_before.get(at)
    if not known and index is not None and scan.words[index][2] in ("ns", "nrt"):
        return scan.words[index][0]
    return min(known, default=at)


def _free(scan: Scan, start: int, end: int) -> bool:
    """Whether the known name is not the inside of other words, and not another party's congress."""
    text = scan.text
    if text.endswith(words("_event-foreign-party"), 0, start):
        return False
    if end - start > 3 or not HAN.match(text[start]):
        return True
    whole = end in scan.word_before or text[end - 1] in _day_heads()
    return whole and (start in scan.word_at or not HAN.match(text[start - 1 : start] or " "))


@cache
def _games() -> frozenset[str]:
    return frozenset(words("event-games"))


@cache
def _heads() -> tuple[str, ...]:
    """What the names of events end in that are held again and again."""
    return words("event-festival") + words("event-meeting")


def _fairs_and_meetings(scan: Scan, begins: Callable[[int], int]) -> Iterator[Mention]:
    """Names that end in a noun for an event: fairs and games by themselves, meetings when something definite is said."""
    heads: dict[int, tuple[int, bool]] = {}
    for tag, definite in (("event-festival", True), ("event-meeting", False)):
        for start, end, _ in scan.found(tag):
            if end not in heads or start < heads[end][0]:
                heads[end] = (start, definite)
    for end, (head, definite) in sorted(heads.items()):
        if scan.text[head:end] in _games() or scan.in_dictionary_word(end):
            continue
        start = begins(head)
        if start < head and is_named(scan, start, head, definite):
            yield _mention(scan, start, _with_stage(scan, end), 0.85 if definite else 0.75)


def _with_stage(scan: Scan, end: int) -> int:
    """The end of the part of an event that is named right behind it (`…论坛` + `开幕式`), or `end`."""
    part = _part().match(scan.text, end)
    end = part.end() if part else end
    stages = scan.starting("event-stage", end)
    return stages[0][1] if stages else end


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"[（(][一-龥]{{1,5}}{alternation('_event-part')}[）)]")


def _days(scan: Scan) -> Iterator[Mention]:
    """Days and festivals by their scope (`世界` + `水` + `日`)."""
    text, rows = scan.text, scan.words
    for start, end, _ in scan.found("event-scope"):
        first = scan.word_at.get(end)
        if first is None:
            continue
        for index in range(first, min(first + _LONGEST_DAY, len(rows))):
            word = text[rows[index][0] : rows[index][1]]
            if rows[index][2][0] not in "nvajbszldi" or word.endswith(_no_days()):
                break
            if word[-1] in _day_heads() and (len(word) > 1 or index > first) and rows[index][1] - start >= 4:
                yield _mention(scan, counted(scan, start), rows[index][1], 0.85)
                break


def _festivals(scan: Scan) -> Iterator[Mention]:
    """Festivals by their last character alone, where the segmenter leaves it alone (`花街` + `节`)."""
    text, rows = scan.text, scan.words
    for start, end, _ in scan.found("event-day"):
        index = scan.word_at.get(start)
        if index and rows[index][1] == end and rows[index - 1][2][0] in "nv" and HAN.match(text[start - 1]):
            edge = left_edge(scan, start)
            name = text[edge:end]
            if start - edge >= 2 and not name.endswith(_no_days()) and name not in _heads():
                yield _mention(scan, edge, end, 0.6)


@cache
def _no_days() -> tuple[str, ...]:
    return words("_event-day-no")


@cache
def _day_heads() -> frozenset[str]:
    return frozenset(words("_event-day-head"))


@cache
def _quake_size() -> re.Pattern[str]:
    return re.compile(rf"(?:\d(?:\.\d)?{alternation('_event-magnitude')})?{alternation('_event-severity')}?$")


def _disasters(scan: Scan) -> Iterator[Mention]:
    """Storms with a quoted name; earthquakes and the like behind the name of a place; conflicts behind those of countries."""
    for start, end, _ in scan.found("event-storm"):
        name = _STORM_NAME.match(scan.text, end)
        if name:
            yield _mention(scan, start, name.end(), 0.85)
    for start, end, _ in scan.found("event-conflict"):
        pair = next((pair for pair in words("_event-pair") if scan.text.endswith(pair, 0, start)), "")
        countries = [found[0] for found in scan.ending("place", start) if scan.knowledge[found[2]].kind == "Country"]
        if pair or countries:
            yield _mention(scan, start - len(pair) if pair else min(countries), end, 0.65)
    for start, end, _ in scan.found("event-quake"):
        size = _quake_size().search(scan.text, max(0, start - _LONGEST_NUMBER), start)
        places = scan.ending("place", size.start() if size else start)
        if places and (size is None or size[0] or places[0][2] != _CHINA):
            yield _mention(scan, places[0][0], end, 0.65)


def _pointed_at(scan: Scan, named: list[Mention]) -> Iterator[Mention]:
    """Later uses of the last words of an event's name: `此次` + `发布活动`, or a long head alone (`高峰论坛`)."""
    text = scan.text
    tails: dict[str, str] = {}
    for mention in sorted(named, key=lambda mention: (mention.span.start, -len(mention.span))):
        for tag in ("event-festival", "event-meeting"):
            for start, _, _ in scan.ending(tag, mention.span.end):
                if start > mention.span.start:
                    tails.setdefault(text[start : mention.span.end], mention.span.of(text))
    for tail, name in tails.items():
        at = text.find(tail)
        while at >= 0:
            end = at + len(tail)
            if text.endswith(words("_event-pointer"), 0, at) or (tail in words("_event-alone") and at in scan.word_at):
                behind = _with_stage(scan, end)
                yield _mention(scan, at, behind, 0.7, name + text[end:behind])
            at = text.find(tail, end)


def _ends_of(scan: Scan, named: list[Mention], begins: Callable[[int], int]) -> Iterator[Mention]:
    """Uses of a long end of an event's name (`双向投资推介会` for `中国－巴西双向投资推介会`)."""
    text = scan.text
    names = {mention.span.of(text) for mention in named}
    found = [row for tag in ("event-festival", "event-meeting") for row in scan.found(tag)] if names else []
    ends = [(start, end) for head, end, _ in found if (start := begins(head)) < head and end - start >= _LONG_END]
    parts = {text[start:end] for start, end in ends}
    wholes: dict[str, str] = {}
    for name in sorted(names):
        for at in range(1, len(name) - _LONG_END + 1):
            if name[at:] in parts:
                wholes.setdefault(name[at:], name)
    for start, end in ends:
        if whole := wholes.get(text[start:end]):
            yield _mention(scan, start, end, 0.7, whole)
