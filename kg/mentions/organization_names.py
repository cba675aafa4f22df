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
_MARKS = re.compile(r"[^\w]")
_STOPS_NEEDED = 2
_LONG_NATIONAL = 5
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
    if text.startswith(words("_organization-blocker-word"), end - 1):
        return True
    if not text.startswith(words("_organization-blocker"), end):
        return False
    index = scan.word_at.get(end)
    word = text[end : scan.words[index][1]] if index is not None else ""
    blockers = [blocker for blocker in words("_organization-blocker") if text.startswith(blocker, end)]
    return any(len(blocker) >= len(word) or not scan.in_dictionary_word(end + 1) for blocker in blockers)


def is_suffix(scan: Scan, head: int, end: int) -> bool:
    """Whether the characters are the noun that ends a name, and not a verb, the inside of other words, or a stop's name."""
    text = scan.text
    if end < len(text) and HAN.match(text[end]) and scan.in_dictionary_word(end):
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
    return sum(1 for item in items if item.endswith(words("_organization-stop"))) >= _STOPS_NEEDED


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
    rest = scan.text[place or start : head]
    own = _MARKS.sub("", generic().sub("", rest))
    if any(word in body or scan.text.endswith(word, 0, start) for word in words("_organization-anonymous")):
        return False
    if suffix in words("_organization-named"):
        return len(body) >= 2 and bool(place or own)
    if place and suffix in words("_organization-association"):
        return not _class().fullmatch(rest) if place < head else _bare(scan, start, head, suffix)
    if _class().search(body):
        return False
    if suffix in words("_organization-placed"):
        if place == head and suffix in words("_organization-bare-class"):
            return False
        if not place:
            return _looks_placed(body)
        if place == head:
            level = body in words("_organization-level-bare") or _is_country(scan, start, head)
            return not level or suffix in words("_organization-national")
        return bool(own) or _known_place(scan, start)
    if place == head:
        return _bare(scan, start, head, suffix)
    if place:
        national = body.startswith(words("_organization-level-before")) and head - place >= _LONG_NATIONAL
        return bool(own) or national or suffix not in words("_organization-bare-class")
    if suffix in words("_organization-short") and len(own) >= 2 and not _is_verb(scan, start, head):
        return True
    return bool(_QUOTED.search(body) or ordinal().search(body)) or is_distinct(scan, start, head)


def _is_verb(scan: Scan, start: int, end: int) -> bool:
    """Whether the characters are one verb (`事关`)."""
    index = scan.word_at.get(start)
    return index is not None and scan.words[index][1] == end and scan.words[index][2] == "v"


def _is_country(scan: Scan, start: int, end: int) -> bool:
    return any(found[1] == end and scan.knowledge[found[2]].kind == "Country" for found in scan.starting("place", start))


def _known_place(scan: Scan, start: int) -> bool:
    """Whether the name begins with a known name and not with a level only (`省工程研究中心` tells a class)."""
    return any(scan.starting(tag, start) for tag in ("place", "agency", "organization"))


def _looks_placed(body: str) -> bool:
    """Whether the body begins with what looks like the full name of a place (`龙海市`)."""
    return any(body[size - 1 : size] in words("_organization-level-character") for size in (3, 4))


def _bare(scan: Scan, start: int, head: int, suffix: str) -> bool:
    """Whether nothing but a place before the suffix makes a name (`厦门` + `大学`; not `美国` + `公司`, `天河区` + `小学`)."""
    if _is_country(scan, start, head):
        return suffix in words("_organization-national")
    body = scan.text[start:head]
    last = [(found[0], scan.knowledge[found[2]].label) for found in scan.ending("place", head)]
    full = len(body) == 1 or any(begin >= start and label == scan.text[begin:head] for begin, label in last)
    if suffix in words("_organization-bare-class") or (full and suffix in words("_organization-school")):
        return False
    return not scan.ending("agency", head)


def has_own(scan: Scan, start: int, head: int) -> bool:
    """Whether something besides words for a kind stands from `start` to `head`."""
    return len(generic().sub("", scan.text[start:head])) > 1


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
    return flag in _PROPER and len(word) > 1 and bool(generic().sub("", word))
