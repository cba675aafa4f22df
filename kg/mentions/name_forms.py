"""What speaks for a stretch of characters being a Chinese name: its own form, and what stands left and right of it."""

from functools import cache
from typing import NamedTuple

from kg.lexicon import words
from kg.scan import Scan

PUNCTUATION = frozenset("，。、；：！？,.;:!?（）()《》〈〉“”‘’\"'【】[]〔〕…—-－–~～/／|｜\n\r\t 　■●▲◆>＞<＜…©")
NAME_FLAGS = frozenset({"nr", "nrt", "nrfg"})
_FUNCTION_FLAGS = frozenset({"p", "c", "d", "r", "uj", "ul", "f", "m", "q"})
_LONGEST_FOLLOWER = 4


class NameLists(NamedTuple):
    """The word lists of `ontology/lexicon/persons.ttl` that are looked up and not searched for."""

    surnames: frozenset[str]
    common: frozenset[str]
    place_ends: frozenset[str]
    strict_place_ends: frozenset[str]
    everyday: frozenset[str]
    compound: frozenset[str]
    given: frozenset[str]
    never: frozenset[str]
    never_last: frozenset[str]
    no_name: frozenset[str]
    transliteration: frozenset[str]
    transliteration_inside: frozenset[str]
    follower: frozenset[str]
    left: frozenset[str]
    byline: frozenset[str]
    weak_title: frozenset[str]
    foreign_title: frozenset[str]
    end_of_list: frozenset[str]
    and_others: frozenset[str]
    connectives: frozenset[str]
    dispatch: frozenset[str]
    title_after: frozenset[str]
    doctrine: frozenset[str]


@cache
def name_lists() -> NameLists:
    """The word lists about persons' names, read once."""
    names = (
        "_surname",
        "_surname-common",
        "_place-character",
        "_place-character-strict",
        "_surname-everyday",
        "_surname-compound",
        "_given-name-character",
        "_given-name-never",
        "_given-name-never-last",
        "_person-not",
        "_transliteration",
        "_transliteration-inside",
        "_person-follower",
        "_person-left",
        "_person-byline",
        "_person-title-weak",
        "_person-title-foreign",
        "_person-list-end",
        "_person-and-others",
        "_person-and",
        "_person-dispatch",
        "person-title-after",
        "_person-doctrine",
    )
    return NameLists(*(frozenset(words(name)) for name in names))


def name_ends(text: str, start: int) -> tuple[int, ...]:
    """Where a Chinese name that begins at `start` may end; empty when no surname stands there."""
    lists = name_lists()
    if text[start : start + 2] in lists.compound:
        return start + 3, start + 4
    return (start + 2, start + 3) if text[start : start + 1] in lists.surnames else ()


def form(scan: Scan, start: int, end: int) -> float:
    """How much the characters look like a Chinese name by themselves: from 0 (not at all) to 1."""
    text, lists, rows = scan.text, name_lists(), scan.words
    if end > len(text):
        return 0.0
    given = text[start + (2 if text[start : start + 2] in lists.compound else 1) : end]
    familiar = 0
    for character in given:
        if character in lists.never or not "一" <= character <= "龥":
            return 0.0
        familiar += character in lists.given
    name = text[start:end]
    if name[1:] in lists.title_after or (len(name) == 3 and any(found[1] == end for found in scan.starting("person-title", start + 1))):
        return 0.0
    if name[-1] in lists.never_last or (len(given) == 2 and given in lists.follower):
        return 0.1
    if name in lists.no_name or text[start : start + 3] in lists.no_name:
        return 0.05
    first, last = scan.word_at.get(start), scan.word_before.get(end)
    everyday = text[start] in lists.everyday and name[:2] not in lists.compound
    if name == name[0] * len(name):
        return 0.05
    if everyday and first is not None and rows[first][1] == start + 1 and rows[first][2] in _FUNCTION_FLAGS:
        return 0.05
    if first is not None and first == last:
        flag = rows[first][2]
        points = 0.85 if flag in NAME_FLAGS else 0.55 if flag == "nz" else 0.25
    elif first is not None and last is not None:
        points = 0.7
        if rows[last][1] - rows[last][0] == 1 and rows[last][2] in _FUNCTION_FLAGS:
            points -= 0.15
        if everyday and rows[first][1] == start + 1 and rows[first][2] in ("v", "u", "b"):
            points -= 0.25
    elif last is not None:
        points = 0.45
    elif first is not None and rows[first][1] > end:
        glued = rows[first][2] in NAME_FLAGS
        points = 0.05 if not glued else 0.5 if text[end : rows[first][1]] in lists.follower else 0.35
    else:
        rest = _rest_of_word(scan, end)
        points = 0.65 if rest in lists.and_others or rest in lists.connectives or text[end] in lists.and_others else 0.35
    if everyday:
        points -= 0.2
    if end == start + 3 and text[start : start + 2] in lists.no_name:
        points -= 0.4
    points += 0.1 if familiar == len(given) else -0.1 * (len(given) - familiar)
    if name[-1] in lists.strict_place_ends:
        points -= 0.5
    places = scan.starting("place", start)
    if any(found[1] == end for found in places):
        points -= 0.4
    elif places and end - start == 3 and text[start : start + 2] not in lists.compound:
        points -= 0.5 if any(scan.knowledge[found[2]].kind == "Country" for found in places) else 0.2
    return max(points, 0.01)


def _rest_of_word(scan: Scan, at: int) -> str:
    """What follows of the segmenter's word that goes on over `at`."""
    return scan.text[at : scan.word_over(at)[1]] if scan.words else ""


def evidence_right(scan: Scan, end: int) -> float:
    """How much what stands behind `end` says that a name ends there (negative: it says the contrary)."""
    text = scan.text
    if end >= len(text) or text[end] in PUNCTUATION or text[end].isdigit():
        return 0.3
    if scan.starting("person-title-after", end):
        return 0.45
    if scan.starting("person-verb", end):
        return 0.4
    follower = name_lists().follower
    if any(text[end : end + size] in follower for size in range(_LONGEST_FOLLOWER, 0, -1)):
        return 0.2
    if scan.starting("person-title", end):
        return 0.2
    return 0.05 if end in scan.word_at else -0.3


def evidence_left(scan: Scan, start: int) -> float:
    """How much what stands before `start` says that a name begins there (negative: it says the contrary)."""
    text, lists = scan.text, name_lists()
    if start == 0 or text[start - 1] in PUNCTUATION:
        return 0.3
    titles = scan.ending("person-title", start)
    if titles:
        return 0.6 if any(text[found[0] : start] not in lists.weak_title for found in titles) else 0.4
    if any(text[start - size : start] in lists.left for size in (1, 2, 3) if size <= start):
        return 0.3
    before = text[start - 1]
    if before in lists.surnames and before not in lists.everyday and text[start] in lists.given:
        return -0.3
    return 0.05 if start in scan.word_at else -0.3
