"""Names in quotes: lists of quotes that share the noun behind them (`“甲”“乙”等集体商标`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon import alternation, words
from kg.scan import Scan

_LONGEST_TAIL = 12
_QUOTE = re.compile("“([^“”\n]{1,40})”|‘([^‘’\n]{1,40})’|「([^「」\n]{1,40})」")
_PUNCTUATION = "，。；：！？、,;:!?\n（）()《》“”‘’「」"


@dataclass(frozen=True, slots=True)
class Quotes:
    """Names in quotes that form one list: their spans without the quotes, and where the list and its 等 end."""

    names: tuple[tuple[int, int], ...]
    end: int
    more: bool


def quotes(text: str) -> Iterator[Quotes]:
    """The lists of names in quotes, by place; a single name in quotes is a list of one."""
    names: list[tuple[int, int]] = []
    last = 0
    for match in _QUOTE.finditer(text):
        if names and not _joint().fullmatch(text, last, match.start()):
            yield _group(text, names, last)
            names = []
        names.append((match.start() + 1, match.end() - 1))
        last = match.end()
    if names:
        yield _group(text, names, last)


def _group(text: str, names: list[tuple[int, int]], end: int) -> Quotes:
    more = text.startswith(words("_list-more"), end)
    return Quotes(tuple(names), end + more, more)


def numbered(text: str, at: int) -> int:
    """Where the number of an issue in front of the quote at `at` begins (`第六期全国“公安楷模”`), or `at` without one."""
    match = _issue().search(text, max(0, at - 10), at)
    return match.start() if match else at


def tail(scan: Scan, at: int, *lists: str) -> tuple[int, int, str] | None:
    """The first noun of `lists` that ends a word within the phrase from `at` on: start, end, its list; None without one."""
    text, rows = scan.text, scan.words
    index = scan.word_at.get(at)
    while index is not None and index < len(rows):
        start, end, flag = rows[index]
        if start - at > _LONGEST_TAIL or text[start] in _PUNCTUATION:
            return None
        found = [(e, name) for name in lists for _, e, _ in scan.starting(name, start) if e in scan.word_before]
        if found:
            longest, name = max(found)
            return start, longest, name
        if flag[0] in "urpcd" or (end - start > 1 and text[start:end] in _governing()):
            return None
        index += 1
    return None


@cache
def _governing() -> frozenset[str]:
    return frozenset((*words("_governing-verb"), *words("_name-stop")))


@cache
def _issue() -> re.Pattern[str]:
    return re.compile("第[一二三四五六七八九十百0-9]{1,4}" + alternation("_ordinal-measure") + alternation("_national") + "?$")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"[、，]?\s?{alternation('_quote-list-word')}?")
