"""The nouns that end places' names, by sort, and the word lists about what stands before them."""

import re
from functools import cache

from kg.lexicon import alternation, words

TOWN, VILLAGE, ZONE, SITE, NATURE, ROAD, DIVISION = "town", "village", "zone", "site", "nature", "road", "division"
_SORTS = (DIVISION, NATURE, ROAD, SITE, ZONE, VILLAGE, TOWN)
_JOINTS = tuple("及与和")
_LEAST_JOINED = 3


@cache
def heads() -> dict[str, str]:
    """The sort of every head noun; of a word in two lists the later sort."""
    return {word: sort for sort in _SORTS for word in words(f"_place-{sort}")}


@cache
def head_lengths() -> dict[str, tuple[int, ...]]:
    """The lengths of the heads that end in a character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for head in heads():
        lengths.setdefault(head[-1], set()).add(len(head))
    return {character: tuple(sorted(found, reverse=True)) for character, found in lengths.items()}


def longest_head(text: str, at: int, end: int) -> int:
    """The end of the longest head that begins at `at`, though the segmenter divides it otherwise (`水利枢纽工程|项目`).

    Two heads may be joined (`主题公园及度假区`).
    """
    end = max((at + len(head) for head in _heads_with_heads() if text.startswith(head, at)), default=end)
    if text[end : end + 1] in _JOINTS and end - at >= _LEAST_JOINED:
        end += max((len(head) + 1 for head in words("_place-zone") if len(head) > 2 and text.startswith(head, end + 1)), default=0)
    return end


@cache
def _heads_with_heads() -> tuple[str, ...]:
    """The heads that have another head at their beginning."""
    known = heads()
    return tuple(head for head in known if any(head != other and head.startswith(other) and len(other) > 2 for other in known))


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a word list, to look up one word in."""
    return frozenset(words(name))


@cache
def any_of(name: str) -> re.Pattern[str]:
    """A pattern that finds any word of a word list."""
    return re.compile(alternation(name))


@cache
def verbs() -> frozenset[str]:
    """Verbs of two characters and more that govern a place's name and never stand in one."""
    lists = ("_governing-verb", "_opening-verb", "_place-weak-before", "_stop-before")
    return frozenset(word for name in lists for word in words(name) if len(word) > 1)
