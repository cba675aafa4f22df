"""Where the name of a meeting, fair or game begins in front of its head noun, and whether it names one definite event."""

import re
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import FARTHEST, OPENERS
from kg.scan import Scan

HAN = re.compile(r"[一-龥]")
_DIGITS = "一二三四五六七八九十百零〇"
_YEAR = re.compile(r"(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年?(?:度)?")
_QUOTED = re.compile(r"[“‘「][^”’」]{2,}[”’」]")
_SHORT = re.compile(r"[一-龥]{2,8}")
_COUNT = re.compile(rf"(?:\d+|[{_DIGITS}]+)$")
_JOINTS = "·－—―–-+"
_LIST_JOINTS = ("·", "・")
_KNOWN_TAGS = ("event-scope", "organization", "agency", "place")
_LONGEST_QUOTE = 30
_LONGEST_NUMBER = 12
_LONGEST_ENCLOSED = 6
_MOST_JOINED = 3
_SPECIFIC = 5
_STOP_FLAGS = frozenset({"uj", "ul", "ug", "uv", "uz", "ud", "u", "p", "c", "d", "ad", "r", "y", "e", "o", "m", "q", "mq", "f", "t", "v"})


@cache
def anniversary() -> re.Pattern[str]:
    """`40周年`."""
    return re.compile(rf"(?:\d+|[{_DIGITS}]+){alternation('_event-anniversary')}")


@cache
def ordinal() -> re.Pattern[str]:
    """`第三届`, `首届`, `第12次`, `40周年`."""
    counted = rf"{alternation('_event-ordinal')}[{_DIGITS}\d]+{alternation('_event-measure')}"
    return re.compile(rf"{counted}|{alternation('_event-first')}|{anniversary().pattern}")


@cache
def numbered() -> re.Pattern[str]:
    """A year (group `year`) or an ordinal that ends where the search ends."""
    return re.compile(rf"(?:(?P<year>{_YEAR.pattern})|{ordinal().pattern})$")


@cache
def _counted() -> re.Pattern[str]:
    """`一场`, `这次`, `三项`: what counts or points at events and names none."""
    counting = rf"[{_DIGITS}\d]+{alternation('_event-about')}?|{alternation('_event-about')}"
    return re.compile(rf"(?:{counting}|{alternation('_event-determiner')}){alternation('_event-classifier')}")


def beginning(scan: Scan, head: int) -> int:
    """Where the name of the event with its head noun at `head` begins; `head` when nothing of a name stands before it."""
    start = _walk(scan, head, max(0, head - FARTHEST))
    while start < head and not _is_theme(scan, start):
        unwanted = _counted().match(scan.text, start, head)
        length = unwanted.end() - start if unwanted else _lead(scan, start)
        if not length:
            break
        start += length
    return start


def _is_theme(scan: Scan, start: int) -> bool:
    """Whether a verb at `start` begins the name because the verb before it already governs (`出席` + `振兴…座谈会`)."""
    return scan.text.startswith(words("_event-theme"), start) and is_convened(scan, start)


def is_convened(scan: Scan, start: int) -> bool:
    """Whether a verb of holding or attending stands directly before `start`."""
    return scan.text.endswith(words("_event-convening"), 0, start)


def _walk(scan: Scan, head: int, farthest: int, joined: int = 0) -> int:
    """Walks left over ordinals, years, quoted parts, known names, and words that may stand in an event's name.

    It goes no further left than `farthest`, and looks behind a joint only as long as fewer than `_MOST_JOINED` joints led to it.
    """
    text, rows = scan.text, scan.words
    around = scan.word_around(head)
    start = head
    if around is not None:  # the head noun is the end of a longer word
        start = rows[around][0]
        if _stops(text[start:head], rows[around][2]) or not HAN.match(text[start]):
            return head
    while start > farthest:
        number = numbered().search(text, max(0, start - _LONGEST_NUMBER), start)
        if number:
            start = number.start()
            if number["year"]:
                series = scan.ending("event", start)
                return series[0][0] if series else start
            continue
        joins = HAN.match(text[start - 2 : start - 1] or " ") or text[start - 2] in "）)”"
        if joins and (text[start - 1] in _JOINTS if start < head else text[start - 1] in _LIST_JOINTS):
            start -= 2 if text[start - 3 : start - 2] in _LIST_JOINTS else 1
            continue
        if count := _count_before(text, start):
            start -= count
            continue
        further = _opener(scan, start - 1) if text[start - 1] in OPENERS else _known_before(scan, start)
        if further >= 0:
            start = further
            continue
        joint = next((word for word in words("_event-joint") if text.endswith(word, 0, start)), "")
        if joint and start < head:
            if _joins_actions(scan, start - len(joint), start):
                start -= len(joint)
                continue
            further = _walk(scan, start - len(joint), farthest, joined + 1) if joined < _MOST_JOINED else start
            begun = further < start - len(joint) and (_opens(scan, further) or is_convened(scan, further))
            if begun and not _ends_event(scan, start - len(joint)):
                return further
        index = scan.word_before.get(start)
        if index is None:
            break
        if _stops(text[rows[index][0] : start], rows[index][2]):
            further = _enclosed(scan, index)
            if further < 0:
                break
            start = further
            continue
        start = rows[index][0]
    celebration = next((word for word in words("_event-celebration") if text.endswith(word, 0, start)), "")
    return start - len(celebration) if celebration and anniversary().search(text, start, head) else start


def _enclosed(scan: Scan, index: int) -> int:
    """Where the ordinal of a series ends that encloses the verb at `index` in one name (`第二届` + `深空探测` + `大会`), or -1."""
    text, rows = scan.text, scan.words
    for at in range(index, max(-1, index - _LONGEST_ENCLOSED), -1):
        start, end, flag = rows[at]
        word = text[start:end]
        outside = word in _outside() - _inside() or word in words("_event-convening")
        if flag[0] not in "nvajbslz" or flag == "vd" or outside or _ends_event(scan, end):
            return -1
        number = ordinal().search(text, max(0, start - _LONGEST_NUMBER), start)
        if number and number.end() == start and number[0].endswith(words("_event-term")):
            return start
    return -1


def _joins_actions(scan: Scan, before: int, after: int) -> bool:
    """Whether what ends at `before` and what begins at `after` are both nouns of action (`治理` + `与` + `发展`)."""
    left, right = scan.word_before.get(before), scan.word_at.get(after)
    if left is None or right is None:
        return False
    return all(not _stops(scan.text[start:end], "n") and flag[0] == "v" for start, end, flag in (scan.words[left], scan.words[right]))


def _known_before(scan: Scan, end: int) -> int:
    """Where the longest known scope, place, organisation or agency that ends at `end` begins, or -1."""
    return min((found[0] for tag in _KNOWN_TAGS for found in scan.ending(tag, end)), default=-1)


def _count_before(text: str, start: int) -> int:
    """The length of the number before `周年…` where the segmenter took that for the beginning of a longer word."""
    number = _COUNT.search(text, max(0, start - _LONGEST_NUMBER), start) if text.startswith(words("_event-anniversary"), start) else None
    return len(number[0]) if number else 0


def _opener(scan: Scan, closer: int) -> int:
    """Where the quotation or the short bracket that closes at `closer` opens, or -1 when it is no part of a name."""
    text = scan.text
    opener = text.rfind(OPENERS[text[closer]], max(0, closer - _LONGEST_QUOTE), closer)
    inside = text[opener + 1 : closer]
    if opener < 0 or "\n" in inside or text[closer] == "》":
        return -1
    byline = text[closer] in "）)" and bool(scan.starting("person-title", opener + 1))
    if byline or (text[closer] in "）)" and (not _SHORT.fullmatch(inside) or not HAN.match(text[opener - 1 : opener] or " "))):
        return -1
    return opener


def _stops(word: str, flag: str) -> bool:
    """Whether a word never stands in an event's name."""
    if word in _inside():
        return False
    return word in _outside() or flag in _STOP_FLAGS or not (HAN.match(word) or word.isalnum())


def _ends_event(scan: Scan, at: int) -> bool:
    return any(scan.ending(tag, at) for tag in ("event-festival", "event-meeting", "event"))


@cache
def _outside() -> frozenset[str]:
    return frozenset(words("_governing-verb")) | frozenset(words("_name-stop")) | frozenset(words("_event-outside"))


@cache
def _inside() -> frozenset[str]:
    return frozenset(words("_event-inside")) | frozenset(words("event-scope"))


@cache
def _leads() -> frozenset[str]:
    return frozenset(words("_event-pointer")) | frozenset(words("_opening-verb")) | frozenset(words("_event-lead"))


def _lead(scan: Scan, start: int) -> int:
    """The length of a word at `start` that only points or governs (`本次`, `推进`) or is a bare number, or 0."""
    index = scan.word_at.get(start)
    if index is None:
        return 0
    end = scan.words[index][1]
    word = scan.text[start:end]
    return end - start if word in _leads() or (word.isdigit() and not _YEAR.match(scan.text, start)) else 0


def _has_scope(scan: Scan, start: int) -> bool:
    text = scan.text
    return bool(scan.starting("event-scope", start) or _YEAR.match(text, start) or ordinal().match(text, start))


def _opens(scan: Scan, start: int) -> bool:
    """Whether a name may well begin at `start`: with a scope, a year, an ordinal or a known event."""
    return _has_scope(scan, start) or bool(scan.starting("event", start))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(alternation("_event-generic"))


def is_marked(scan: Scan, start: int, head: int) -> bool:
    """Whether a year, an ordinal, a scope or a quotation makes one definite event of the name from `start` to its head noun."""
    body = scan.text[start:head]
    return bool(_has_scope(scan, start) or ordinal().search(body) or _QUOTED.search(body) or body.startswith(words("_event-ordinal")))


def is_named(scan: Scan, start: int, head: int, definite: bool) -> bool:
    """Whether what stands from `start` to the head noun makes it one event; `definite` heads need no scope or number."""
    body = scan.text[start:head]
    marked = bool(ordinal().search(body) or _YEAR.match(body) or _QUOTED.search(body))
    rest = _generic().sub("", body)
    standing = any(start <= scan.text.find(word, start, head + len(word)) < head for word in words("_event-body"))
    if standing and not ordinal().search(body):
        return False
    if marked or (definite and len(rest) >= 2):
        return True
    if definite or len(rest) < 2 or len(body) < 4:
        return False
    if is_convened(scan, start) and len(rest) >= _SPECIFIC:
        return True
    placed = any(found[1] < head for tag in ("place", "agency", "organization") for found in scan.starting(tag, start))
    return placed or _has_scope(scan, start)
