"""Where an address goes on behind a place: towns and villages of a county, house numbers, buildings, floors, rooms."""

import re
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.place_heads import any_of
from kg.scan import Scan

_NO_NOUN = frozenset("vdpcurt")
_NO_NAME = frozenset({"v", "vn", "d", "p", "c", "r", "ad", "vd"})
_HAN = "[㐀-鿿]"
_NUMBER = r"[A-Za-z]?\d{1,5}(?:[-－—~～至、之]\d{1,4}){0,40}"


def below_county(scan: Scan, at: int) -> tuple[int, int]:
    """Where the lowest of town and village right behind a county's name at `at` begins and ends (`黄金坳镇江垅湾村`).

    Both are `at` when there is none.
    """
    town = _town().match(scan.text, at)
    if town is None or _function_word(town[0]):
        return at, at
    village = _village().match(scan.text, town.end())
    if village and _named(scan, town.end(), village.end()):
        return village.span()
    if _named(scan, at, town.end()):
        return town.span()
    return at, village_behind(scan, at)


def village_behind(scan: Scan, at: int) -> int:
    """The end of the village named right behind a town's name at `at` (`苏平镇正旺村`), or `at`."""
    village = _village().match(scan.text, at)
    return village.end() if village and _named(scan, at, village.end()) else at


def address_tail(scan: Scan, at: int, street: bool) -> int:
    """The end of the house number, building, floor and room that follow a place at `at`, or `at` when none does.

    Only behind a street a bare number with 号 is a house number; elsewhere a building or a room must be named.
    """
    text = scan.text
    number = _house().match(text, at) if street else None
    end = number.end() if number else at
    for _ in range(4):
        step = _part().match(text, end)
        if step is None or not _noun(scan, end, step.end()):
            break
        end = step.end()
    return end


def _noun(scan: Scan, start: int, end: int) -> bool:
    """Whether only nouns stand between: the name of a building before the number of its floor."""
    index = scan.word_at.get(start)
    if index is None:
        return True
    while index < len(scan.words) and scan.words[index][0] < end:
        if scan.words[index][2][:1] in _NO_NOUN or scan.text[scan.words[index][0] : scan.words[index][1]] in words("_place-modifier-stop"):
            return False
        index += 1
    return True


def _named(scan: Scan, start: int, end: int) -> bool:
    """Whether the characters can be a name of their own: they end with a word, and hold no function word."""
    if end not in scan.word_before and scan.in_dictionary_word(end):
        return False
    name = scan.text[start:end]
    if name in words("_place-no-name") or name.endswith(words("_place-no-name-end")) or _function_word(name):
        return False
    index = scan.word_at.get(start)
    while index is not None and index < len(scan.words) and scan.words[index][1] < end:
        first, last, flag = scan.words[index]
        if flag in _NO_NAME and scan.in_dictionary_word(first + 1) and last - first > 1:
            return False
        index += 1
    return True


def _function_word(name: str) -> bool:
    return any_of("_place-never-inside").search(name) is not None


@cache
def _town() -> re.Pattern[str]:
    return re.compile(rf"{_HAN}{{1,5}}?{alternation('_place-town')}")


@cache
def _village() -> re.Pattern[str]:
    return re.compile(rf"{_HAN}{{1,6}}?{alternation('_place-village')}")


@cache
def _house() -> re.Pattern[str]:
    return re.compile(rf"{_NUMBER}{alternation('_place-address-unit')}(?:{_NUMBER}(?![\d㐀-鿿]))?")


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"{_HAN}{{0,12}}?[（(]?{_NUMBER}{alternation('_place-address-room')}[）)]?")
