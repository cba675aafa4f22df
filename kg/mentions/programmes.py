"""Programmes: named policies-in-action, known ones, ones with a head noun, ones in quotes."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import begins_with_verb
from kg.mentions.headed import headed
from kg.mentions.quoted import Quotes, numbered, quotes, tail
from kg.model import Mention
from kg.scan import Scan

_LONGEST_ORDER = 6
_SHORTEST_MADE = 4
_LONGEST_FILLER = 6
_SHORTEST_QUOTE, _LONGEST_QUOTE = 2, 20
_ACRONYM_FIRST = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z0-9-]{1,9})[（(]([^（()）\n]{4,30})[）)]")


def programmes(scan: Scan) -> Iterator[Mention]:
    """Every programme that the text names; candidates may overlap."""
    yield from _known(scan)
    found = [*headed(scan), *_in_quotes(scan)]
    yield from found
    yield from _acronyms(scan, found)


def _known(scan: Scan) -> Iterator[Mention]:
    """Programmes known nationwide, unless the characters belong to a longer word (`失业保险` in `失业保险金`)."""
    for start, end, key in scan.found("programme"):
        if end in scan.word_before and (start in scan.word_at) and not scan.starting("programme-known-blocker", end):
            yield Mention(scan.span(start, end), "Programme", "programmes", scan.knowledge[key].label, 0.9)
    for start, end, _ in scan.found("doctrine"):
        yield Mention(scan.span(start, end), "Programme", "programmes", None, 0.5)


def _in_quotes(scan: Scan) -> Iterator[Mention]:
    """Names in quotes: with an empty head noun the name alone, with a contentful one the whole (`“三高四新”战略`)."""
    text = scan.text
    for group in quotes(text):
        first = group.names[0]
        single = len(group.names) == 1 and not group.more
        issue = numbered(text, first[0] - 1)
        if single and issue < first[0] - 1 and not text[group.end : group.end + 1].isalnum():
            yield Mention(scan.span(issue, first[1] + 1), "Programme", "quoted", None, 0.85)
        if not all(_may_be_name(scan, start, end) for start, end in group.names) or _on_screen(scan, first[0] - 1):
            continue
        head = tail(scan, group.end, "quote-head-full", "quote-head-empty")
        if head is not None and scan.starting("programme-head-blocker", head[0]):
            continue
        if head is not None and single and head[2] == "quote-head-full" and head[0] - group.end <= _LONGEST_FILLER:
            if head[0] == group.end or not scan.starting("programme", first[0]):
                yield Mention(scan.span(first[0] - 1, head[1]), "Programme", "quoted", None, 0.85)
        elif (head is not None and head[0] - group.end <= _LONGEST_FILLER) or _made(scan, group) or all(_ends_with_head(scan, start, end) for start, end in group.names):
            for start, end in group.names:
                yield Mention(scan.span(start, end), "Programme", "quoted", None, 0.8)


def _on_screen(scan: Scan, at: int) -> bool:
    """Whether an instruction for a screen stands before the quotes (`点击“…”`)."""
    return bool(scan.ending("quote-ui", at))


def _may_be_name(scan: Scan, start: int, end: int) -> bool:
    """Whether the words in quotes may be a name: no sentence or order, no slogan, no count of things (`三项改革`)."""
    name = scan.text[start:end]
    index = scan.word_at.get(start)
    if index is not None and len(name) > _LONGEST_ORDER and begins_with_verb(scan, index):
        return False
    if not _SHORTEST_QUOTE <= len(name) <= _LONGEST_QUOTE or re.search("[，。；：！？、+]", name):
        return False
    return name not in _list("quote-slogan") and name[-1] not in _list("_quote-manner") and not _counted_things().fullmatch(name)


def _made(scan: Scan, group: Quotes) -> bool:
    """Whether a verb that founds or runs programmes stands before the quotes, and no noun behind them."""
    start = group.names[0][0] - 1
    if min(end - begin for begin, end in group.names) < _SHORTEST_MADE:
        return False
    text = scan.text
    founded = any(scan.ending("quote-verb", start)) or text[start - 1 : start] in _list("_quote-joint")
    return founded and (not text[group.end : group.end + 1].isalnum() or any(scan.starting("quote-after", group.end)))


def _ends_with_head(scan: Scan, start: int, end: int) -> bool:
    """Whether the words in quotes themselves end in a programme's head noun (`“春蕾计划”`)."""
    return end - start >= _SHORTEST_MADE and bool(scan.ending("quote-inner-head", end))


def _acronyms(scan: Scan, found: list[Mention]) -> Iterator[Mention]:
    """An acronym whose long form follows in brackets (`TISC（技术与创新支持中心）`)."""
    spans = {(mention.span.start, mention.span.end) for mention in found}
    for match in _ACRONYM_FIRST.finditer(scan.text):
        if match.span(2) in spans:
            yield Mention(scan.span(*match.span(1)), "Programme", "programmes", match[2], 0.9)


@cache
def _counted_things() -> re.Pattern[str]:
    return re.compile(f"[两一二三四五六七八九十0-9]+{alternation('_programme-measure')}[\u4e00-\u9fff]{{2,4}}")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(words(name))
