"""Words that point to a place instead of naming one: `我市`, `全省`, `本区`, `我国`."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation
from kg.model import Mention, PlaceName
from kg.scan import Scan

_SCORE = 0.7


def deictics(scan: Scan) -> Iterator[Mention]:
    """The pointing words that stand as words of their own."""
    text = scan.text
    for match in _pattern().finditer(text):
        start, end = match.span()
        if end not in scan.word_before and scan.in_dictionary_word(end):
            continue
        if start not in scan.word_at and scan.in_dictionary_word(start):
            continue
        yield Mention(scan.span(start, end), "Place", "places", PlaceName(deictic=match["level"] or text[start:end]), _SCORE)


@cache
def _pattern() -> re.Pattern[str]:
    pointing, level = alternation("_place-deictic"), alternation("_place-level")
    return re.compile(rf"{pointing}(?P<level>{level})|{alternation('_place-homeland')}")
