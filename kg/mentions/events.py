"""Named meetings, sessions, fairs, ceremonies, festivals, days, games and disasters."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import OPENERS, left_edge
from kg.mentions.sessions import plenums, sessions
from kg.model import Mention
from kg.scan import Scan

_YEAR = re.compile(r"(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年?(?:度)?")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百零〇\d]+[届次期回]|首届|(?:\d+|[一二三四五六七八九十百]+)周年")
_ANNIVERSARY = re.compile(r"(?:\d+|[一二三四五六七八九十百]+)周年")
_NUMBERED = re.compile(rf"(?:(?P<year>{_YEAR.pattern})|{_ORDINAL.pattern})$")
_COUNTED = re.compile(r"(?:[一二两三四五六七八九十几数多\d]+[余多]?|这|那|该|此|本|首|每)[场个次项期批轮站]")
_QUOTED = re.compile(r"[“‘「][^”’」]{2,}[”’」]")
_SHORT = re.compile(r"[一-龥]{2,8}")
_JOINTS = "·－—-+"
_LONGEST_QUOTE = 30
_STOP_FLAGS = frozenset({"uj", "ul", "ug", "uv", "uz", "ud", "u", "p", "c", "d", "r", "y", "e", "o", "m", "q", "mq", "f", "t", "v", "ad"})
_STORM_NAME = re.compile(r"“[^”\n]{1,10}”")
_QUAKE_SIZE = re.compile(r"(?:\d(?:\.\d)?级)?(?:特大|强烈|大)?$")
_HAN = re.compile(r"[一-龥]")


def events(scan: Scan) -> Iterator[Mention]:
    """Every event that is named; `value` is the full name where a part or a short form of it stands."""
    named = [*_known(scan), *plenums(scan), *sessions(scan), *_fairs_and_meetings(scan)]
    yield from named
    yield from _days(scan)
    yield from _disasters(scan)
    yield from _pointed_at(scan, named)


def _mention(scan: Scan, start: int, end: int, score: float, value: str | None = None) -> Mention:
    return Mention(scan.span(start, end), "Event", "events", value, score)


def _known(scan: Scan) -> Iterator[Mention]:
    """Known events, with a year or a known place in front (`2022年` + `杭州` + `亚运会`) and a stage behind."""
    text = scan.text
    for start, end, key in scan.found("event"):
        if not _free(scan, start, end):
            continue
        at = start
        if text[start:end] in _games():
            places = [found[0] for found in scan.ending("place", start)]
            at = min(places, default=start)
        while text[start:end].endswith(_heads()) and (number := _NUMBERED.search(text, max(0, at - 12), at)):
            at = number.start()
        label = scan.knowledge[key].label
        value = label if label != text[start:end] and at == start and label in text else None
        yield _mention(scan, at, end, 0.95, value)


def _free(scan: Scan, start: int, end: int) -> bool:
    """Whether the known name is not the inside of other words."""
    text = scan.text
    if text.endswith(words("_event-foreign-party"), 0, start):
        return False
    if end - start > 3 or not _HAN.match(text[start]):
        return True
    whole = end in scan.word_before or text[end - 1] in _day_heads()
    return whole and (start in scan.word_at or not _HAN.match(text[start - 1 : start] or " "))


@cache
def _games() -> frozenset[str]:
    return frozenset(words("event-games"))


@cache
def _heads() -> tuple[str, ...]:
    """What the names of events end in that are held again and again."""
    return words("event-festival") + words("event-meeting")


def _fairs_and_meetings(scan: Scan) -> Iterator[Mention]:
    """Names that end in a noun for an event: fairs and games by themselves, meetings when something definite is said."""
    heads: dict[int, tuple[int, bool]] = {}
    for tag, definite in (("event-festival", True), ("event-meeting", False)):
        for start, end, _ in scan.found(tag):
            old = heads.get(end)
            if old is None or start < old[0]:
                heads[end] = (start, definite)
    for end, (head, definite) in sorted(heads.items()):
        if scan.text[head:end] in _games():
            continue
        if end not in scan.word_before and end not in heads:
            continue
        if end < len(scan.text) and end not in scan.word_at:
            continue
        start = _beginning(scan, head)
        if start < head and _is_named(scan, start, head, definite):
            stage = scan.starting("event-stage", end)
            yield _mention(scan, start, stage[0][1] if stage else end, 0.85 if definite else 0.75)


def _beginning(scan: Scan, head: int) -> int:
    """Where the name of an event before its head noun begins, without the day it is held on and what counts it."""
    start = _walk(scan, head)
    while start < head:
        unwanted = _COUNTED.match(scan.text, start, head)
        length = unwanted.end() - start if unwanted else _lead(scan, start)
        if not length:
            break
        start += length
    return start


def _walk(scan: Scan, head: int) -> int:
    """Walks left from a head noun over ordinals, years, quoted parts and words that may stand in an event's name."""
    text, rows = scan.text, scan.words
    start = head
    while start > 0:
        number = _NUMBERED.search(text, max(0, start - 12), start)
        if number:
            start = number.start()
            if number["year"]:
                series = scan.ending("event", start)
                return series[0][0] if series else start
            continue
        if text[start - 1] in _JOINTS and start < head and _HAN.match(text[start - 2 : start - 1] or " "):
            start -= 1
            continue
        if text[start - 1] in OPENERS:
            opener = _opener(text, start - 1)
            if opener < 0:
                break
            start = opener
            continue
        known = [found[0] for tag in ("event-scope", "organization", "agency") for found in scan.ending(tag, start)]
        if known:
            start = min(known)
            continue
        joint = next((word for word in words("_event-inside") if text.endswith(word, 0, start)), "")
        if joint and start < head:
            further = _walk(scan, start - len(joint))
            opens = _scope_at(scan, further) or bool(scan.starting("event", further))
            if further < start - len(joint) and opens and not _ends_event(scan, start - len(joint)):
                return further
        index = scan.word_before.get(start)
        if index is None or _stops(text[rows[index][0] : start], rows[index][2]):
            break
        start = rows[index][0]
    celebration = next((word for word in words("_event-celebration") if text.endswith(word, 0, start)), "")
    return start - len(celebration) if celebration and _ANNIVERSARY.search(text, start, head) else start


def _opener(text: str, closer: int) -> int:
    """Where the quotation or the short bracket that closes at `closer` opens, or -1 when it is no part of a name."""
    opener = text.rfind(OPENERS[text[closer]], max(0, closer - _LONGEST_QUOTE), closer)
    inside = text[opener + 1 : closer]
    if opener < 0 or "\n" in inside or text[closer] == "》":
        return -1
    if text[closer] in "）)" and (not _SHORT.fullmatch(inside) or not _HAN.match(text[opener - 1 : opener] or " ")):
        return -1
    return opener


def _stops(word: str, flag: str) -> bool:
    """Whether a word never stands in an event's name."""
    if word in _inside():
        return False
    return word in _outside() or flag in _STOP_FLAGS or not (_HAN.match(word) or word.isalnum())


def _ends_event(scan: Scan, at: int) -> bool:
    return any(scan.ending(tag, at) for tag in ("event-festival", "event-meeting", "event"))


@cache
def _outside() -> frozenset[str]:
    return frozenset(words("_governing-verb")) | frozenset(words("_name-stop")) | frozenset(words("_event-outside"))


@cache
def _inside() -> frozenset[str]:
    return frozenset(words("_event-verb")) | frozenset(words("event-scope"))


def _lead(scan: Scan, start: int) -> int:
    """The length of a word at `start` that is a time, only points, or only governs (`今天`, `本次`, `利用`), or 0."""
    index = scan.word_at.get(start)
    if index is None:
        return 0
    _, end, _ = scan.words[index]
    word = scan.text[start:end]
    leads = words("_event-pointer") + words("_opening-verb") + words("_event-lead")
    return end - start if word in leads or (word.isdigit() and not _YEAR.match(scan.text, start)) else 0


def _scope_at(scan: Scan, start: int) -> bool:
    return bool(scan.starting("event-scope", start)) or bool(_YEAR.match(scan.text, start)) or bool(_ORDINAL.match(scan.text, start))


def _is_named(scan: Scan, start: int, head: int, definite: bool) -> bool:
    """Whether what stands before the head noun makes it one definite event."""
    body = scan.text[start:head]
    marked = bool(_ORDINAL.search(body) or _YEAR.match(body) or _QUOTED.search(body))
    rest = re.sub(alternation("_event-generic"), "", body)
    if len(rest) < 2 and not marked:
        return False
    if definite:
        return True
    if marked:
        return True
    placed = any(found[1] < head for tag in ("place", "agency", "organization") for found in scan.starting(tag, start))
    return (_scope_at(scan, start) or placed) and len(body) >= 4 and len(rest) >= 2


def _days(scan: Scan) -> Iterator[Mention]:
    """Days and festivals by their scope (`世界` + `水` + `日`)."""
    text = scan.text
    for start, end, _ in scan.found("event-scope"):
        index = scan.word_at.get(end)
        steps = 0
        while index is not None and index < len(scan.words) and steps < 5:
            first, last, flag = scan.words[index]
            word = text[first:last]
            if flag[0] not in "nvajbszldi" or word.endswith(_no_days()):
                break
            if word[-1] in _day_heads() and (len(word) > 1 or steps > 0) and last - start >= 4:
                yield _mention(scan, start, last, 0.85)
                break
            index += 1
            steps += 1
    for start, end, _ in scan.found("event-day"):
        index = scan.word_at.get(start)
        if index and scan.words[index][1] == end and scan.words[index - 1][2][0] in "nv" and _HAN.match(text[start - 1]):
            edge = left_edge(scan, start)
            if start - edge >= 2 and not text[edge:end].endswith(_no_days()) and text[edge:end] not in _heads():
                yield _mention(scan, edge, end, 0.6)


@cache
def _no_days() -> tuple[str, ...]:
    return words("_event-day-no")


@cache
def _day_heads() -> frozenset[str]:
    return frozenset(words("_event-day-head"))


def _disasters(scan: Scan) -> Iterator[Mention]:
    """Storms with a quoted name, and earthquakes and the like behind the name of a place."""
    text = scan.text
    for start, end, _ in scan.found("event-storm"):
        name = _STORM_NAME.match(text, end)
        if name:
            yield _mention(scan, start, name.end(), 0.85)
    for start, end, _ in scan.found("event-quake"):
        size = _QUAKE_SIZE.search(text, max(0, start - 10), start)
        at = size.start() if size else start
        places = scan.ending("place", at)
        if places:
            yield _mention(scan, places[0][0], end, 0.65)


def _pointed_at(scan: Scan, named: list[Mention]) -> Iterator[Mention]:
    """Later uses of the last words of an event's name: `此次` + `发布活动`, or a long head alone (`高峰论坛`)."""
    text = scan.text
    tails: dict[str, str] = {}
    for mention in sorted(named, key=lambda mention: (mention.span.start, -len(mention.span))):
        name = mention.span.of(text)
        for tag in ("event-festival", "event-meeting"):
            for start, _, _ in scan.ending(tag, mention.span.end):
                if start > mention.span.start:
                    tails.setdefault(text[start : mention.span.end], name)
    for tail, name in tails.items():
        at = text.find(tail)
        while at >= 0:
            end = at + len(tail)
            if text.endswith(words("_event-pointer"), 0, at) or (tail in words("_event-alone") and at in scan.word_at):
                stage = scan.starting("event-stage", end)
                behind = text[end : stage[0][1]] if stage else ""
                yield _mention(scan, at, end + len(behind), 0.7, name + behind)
            at = text.find(tail, end)
