"""What names an organisation: whether characters are the noun that ends a name, and whether the words before it name one or a kind."""

import re
from functools import cache

from kg.lexicon import alternation, words
from kg.scan import Scan

HAN = re.compile(r"[一-龥]")
_LATIN = re.compile(r"[A-Za-z]")
_QUOTED = re.compile(r"[“‘「].+[”’」]")
_ITEM = re.compile(r"[^、，。；：\-—－→～~\n]+")
_STOP_MARKS = frozenset("、-—－→～~（(")
_PROPER = frozenset({"nr", "nrt", "nrfg", "ns", "nz", "nt", "j", "eng", "x"})
_STOPS_NEEDED = 2
_NEAR = 40


def free(scan: Scan, start: int, end: int) -> bool:
    """Whether a known name's characters are that name and not the inside of other words."""
    text = scan.text
    if _LATIN.match(text[start]):
        return not (_LATIN.match(text[start - 1 : start] or " ") or _LATIN.match(text[end : end + 1] or " "))
    if end - start > 4:
        return True
    inside_left = start not in scan.word_at
    inside_right = end not in scan.word_before
    return not (inside_left or inside_right) if end - start <= 2 else not (inside_left and inside_right)


def blocked(scan: Scan, end: int) -> bool:
    """Whether what follows makes another word of the name's end (`大学` + `生`)."""
    text = scan.text
    return text.startswith(words("_organization-blocker"), end) or text.startswith(words("_organization-blocker-word"), end - 1)


def is_suffix(scan: Scan, head: int, end: int) -> bool:
    """Whether the characters are the noun that ends a name, and not a verb, the inside of other words, or a stop's name."""
    text = scan.text
    if end < len(text) and end not in scan.word_at and HAN.match(text[end]):
        return False
    if text.endswith(words("_organization-kind"), 0, end):
        return False
    index = scan.word_at.get(head)
    is_verb = index is not None and scan.words[index][1] == end and scan.words[index][2] in ("v", "d")
    if is_verb and text[head:end] in words("_organization-verblike"):
        return False
    return not blocked(scan, end) and not is_stop(scan, end)


def is_stop(scan: Scan, end: int) -> bool:
    """Whether the name is a stop of a line or a gate (`医院北站`, `大学东门`), or an item in a list of stops."""
    text = scan.text
    if _compass().match(text, end):
        return True
    if text[end : end + 1] not in _STOP_MARKS:
        return False
    items = [*_ITEM.findall(text[max(0, end - _NEAR) : end])[-4:-1], *_ITEM.findall(text[end : end + _NEAR])[:3]]
    return sum(item.endswith(words("_organization-stop")) for item in items) >= _STOPS_NEEDED


@cache
def _compass() -> re.Pattern[str]:
    side, gate = alternation("_organization-compass"), alternation("_organization-gate")
    return re.compile(rf"{side}(?:{gate}|(?=[、，。；）)\-—～~→\s]|$))")


@cache
def ordinal() -> re.Pattern[str]:
    ordinal, measure = alternation("_organization-ordinal"), alternation("_organization-measure")
    return re.compile(rf"{ordinal}[一二三四五六七八九十百\d]+{measure}?")


def placed(scan: Scan, start: int, head: int) -> int:
    """The end of the place, the level that stands for one, or the known name that the name begins with, or 0."""
    ends = [found[1] for tag in ("place", "agency", "organization") for found in scan.starting(tag, start) if found[1] <= head]
    if ends:
        return max(ends)
    for level in words("_organization-level"):
        end = start + len(level)
        if end <= head and scan.text.startswith(level, start) and start in scan.word_at and (end in scan.word_at or end == head):
            return end
    return 0


@cache
def generic() -> re.Pattern[str]:
    return re.compile(alternation("_organization-generic"))


@cache
def _class() -> re.Pattern[str]:
    return re.compile(alternation("_organization-class"))


def is_name(scan: Scan, start: int, head: int, end: int) -> bool:
    """Whether the words before the suffix name one organisation instead of telling a kind."""
    body, suffix = scan.text[start:head], scan.text[head:end]
    place = placed(scan, start, head)
    own = generic().sub("", scan.text[place or start : head])
    if any(word in body or scan.text.endswith(word, 0, start) for word in words("_organization-anonymous")):
        return False
    if suffix in words("_organization-named"):
        return len(body) >= 2 and bool(place or own)
    if _class().search(body):
        return False
    if suffix in words("_organization-placed"):
        return bool(place) or _looks_placed(body)
    if place == head:
        return _bare(scan, start, head, suffix)
    if place:
        return bool(own) or suffix not in words("_organization-bare-class")
    if suffix in words("_organization-short") and len(own) >= 2:
        return True
    return bool(_QUOTED.search(body) or ordinal().search(body)) or is_distinct(scan, start, head)


def _looks_placed(body: str) -> bool:
    """Whether the body begins with what looks like the full name of a place (`龙海市`)."""
    return any(body[size - 1 : size] in words("_organization-level-character") for size in (3, 4))


def _bare(scan: Scan, start: int, head: int, suffix: str) -> bool:
    """Whether nothing but a place before the suffix makes a name (`厦门` + `大学`; not `美国` + `公司`, `天河区` + `小学`)."""
    places = [scan.knowledge[found[2]] for found in scan.starting("place", start) if found[1] == head]
    if any(place.kind == "Country" for place in places):
        return suffix in words("_organization-national")
    body = scan.text[start:head]
    full = any(place.label == body for place in places) or len(body) == 1
    if suffix in words("_organization-bare-class") or (full and suffix in words("_organization-school")):
        return False
    return not scan.ending("agency", head)


def is_distinct(scan: Scan, start: int, head: int) -> bool:
    """Whether a word from `start` to `head` is a proper one (a brand, a surname, a place), by the segmenter's hint."""
    at = start
    while at < head:
        index = scan.word_at.get(at)
        if index is None:
            return head - start >= 2
        if proper_at(scan, at, head):
            return True
        at = scan.words[index][1]
    return False


def proper_at(scan: Scan, at: int, head: int) -> bool:
    index = scan.word_at.get(at)
    if index is None:
        return head - at > 1
    first, end, flag = scan.words[index]
    word = scan.text[first : min(end, head)]
    return flag in _PROPER and len(word) > 1 and not generic().fullmatch(word)
