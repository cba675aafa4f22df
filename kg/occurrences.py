"""Where strings stand in a text, so found that many strings in a long text take no more time than the text is long."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import words

_FEW = 8
"""So many strings are looked for one by one."""
_BLOCK = 20_000
"""Characters: what a long text says of a name is counted in the block where it stands and the one before and behind."""


def occurrences(text: str, names: Iterable[str]) -> dict[str, list[int]]:
    """Where each of some strings stands, one occurrence of it behind the other; in the order of the strings."""
    found: dict[str, list[int]] = {name: [] for name in names if name}
    if len(found) <= _FEW:
        for name, places in found.items():
            places.extend(_one_by_one(text, name))
        return found
    sought = list(found)
    for number, start, end in AhoCorasick(sought, matchkind=MatchKind.Standard).find_matches_as_indexes(text, overlapping=True):
        places = found[sought[number]]
        if not places or places[-1] + end - start <= start:
            places.append(start)
    return found


def _one_by_one(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


class Counts:
    """How often a text has a string, each counted once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._held: dict[str, bool] = {}
        self._counted: dict[tuple[str, int], int] = {}

    def holds(self, name: str) -> bool:
        """Whether the string stands in the text."""
        held = self._held.get(name)
        if held is None:
            held = self._held[name] = name in self._text
        return held

    def around(self, name: str, at: int) -> int:
        """How often the string stands in the text, of a long text in what is near the character `at`."""
        block = at // _BLOCK if len(self._text) > 3 * _BLOCK else 1
        count = self._counted.get((name, block))
        if count is None:
            count = self._counted[name, block] = self._text.count(name, max(0, (block - 1) * _BLOCK), (block + 2) * _BLOCK)
        return count


class Matches:
    """Where a pattern matches in a text, found once for many questions."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._spans = [match.span() for match in pattern.finditer(text)]

    def between(self, start: int, end: int) -> bool:
        """Whether the pattern matches between two characters."""
        index = bisect_left(self._spans, (start,))
        return index < len(self._spans) and self._spans[index][1] <= end


def ends(text: str, at: int, *lists: str) -> bool:
    """Whether a word of the lists ends at the character `at` of a text."""
    return text.endswith(words(*lists), 0, at)


def stands(text: str, span: tuple[int, int], *lists: str) -> bool:
    """Whether a word of the lists stands whole in the characters `span` of a text; many such questions of one text are one pass."""
    starts, stops = _standing(text, lists)
    for index in range(bisect_left(starts, span[0]), len(starts)):
        if stops[index] <= span[1]:
            return True
        if starts[index] >= span[1]:
            break
    return False


@lru_cache(maxsize=64)
def _standing(text: str, lists: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """Where words of the lists begin in a text, and where the shortest that begins there ends."""
    found = [match.span("word") for match in _any(lists).finditer(text)]
    return [start for start, _ in found], [end for _, end in found]


@cache
def _any(lists: tuple[str, ...]) -> re.Pattern[str]:
    """A word of the lists, the shortest that begins at a character."""
    union = sorted(set(words(*lists)), key=lambda word: (len(word), word))
    return re.compile(rf"(?=(?P<word>{'|'.join(map(re.escape, union))}))")
