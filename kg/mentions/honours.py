"""Honours and prizes: titles of honour that somebody is given, and prizes with their grade (`华光奖一等奖`)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.lexicon import words
from kg.mentions.boundaries import left_edge
from kg.model import Mention
from kg.scan import Scan

_SHORTEST = 2
_NEAR = 4
_LONG = 6


def honours(scan: Scan) -> Iterator[Mention]:
    """Titles of honour behind a verb of giving or before 称号, and further ones of the same list."""
    accepted: set[int] = set()
    for start, end, _ in scan.found("programme-honour"):
        if end not in scan.word_before or scan.ending("programme-honour", end)[0][0] != start:
            continue
        if any(found[1] > end for found in scan.starting("programme-honour", start)):
            continue
        edge = _from_level(scan, left_edge(scan, start))
        modifier = scan.text[edge:start]
        if len(modifier.strip("“”")) < _SHORTEST or "\n" in modifier or modifier in _list("_programme-generic"):
            continue
        if any(scan.text.endswith(mark, 0, edge) for mark in words("_programme-description-mark")):
            continue
        national = modifier.startswith(words("_national")) and len(modifier) >= _LONG
        if national or _given(scan, edge) or _called(scan, end) or edge - 1 in accepted:
            accepted.add(end)
            yield Mention(scan.span(edge, end), "Programme", "honours", None, 0.75)


def _from_level(scan: Scan, edge: int) -> int:
    """`edge` moved left over 全国 or 省级 right before it."""
    for level in (*words("_national"), *words("programme-opener")):
        if scan.text.endswith(level, 0, edge):
            return edge - len(level)
    return edge


def _given(scan: Scan, edge: int) -> bool:
    """Whether a verb of giving an honour stands before `edge`, with nothing but a place's level (全省) between."""
    index = scan.word_before.get(edge)
    while index is not None and index > 0 and scan.text[scan.words[index][0] : edge] in _list("_programme-between"):
        edge = scan.words[index][0]
        index -= 1
    return any(scan.ending("programme-honour-verb", edge))


def _called(scan: Scan, end: int) -> bool:
    """Whether a word that says what an honour is follows, behind a quote or 等 at most."""
    return any(scan.starting("programme-honour-word", at) for at in range(end, end + _NEAR))


def graded(scan: Scan, found: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, a prize with the grade behind it as one name (`国家技术发明奖` + `一等奖`)."""
    for mention in found:
        end = mention.span.end
        grade = scan.starting("programme-grade", end)
        if not grade or scan.text[end - 1] not in _list("_programme-prize"):
            yield mention
            continue
        label = None if mention.value is None else f"{mention.value}{scan.text[end : grade[0][1]]}"
        yield replace(mention, span=scan.span(mention.span.start, grade[0][1]), value=label)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(words(name))
