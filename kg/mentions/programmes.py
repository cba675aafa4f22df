"""Programmes: named policies-in-action, known ones, ones with a head noun, ones in quotes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import begins_with_verb
from kg.mentions.headed import headed
from kg.mentions.honours import graded, honours
from kg.mentions.quoted import Quotes, numbered, quotes, tail
from kg.mentions.series import series
from kg.model import Mention
from kg.scan import Scan

_SHORTEST_WEAK = 3
_SHORTEST_QUOTE, _LONGEST_QUOTE = 2, 20
_SHORTEST_MADE = 4
_COMPARED = 40  # of names with one beginning and end so many, the longest, are compared: lists of thousands stay linear
_LONG_QUOTE = 12
_LONGEST_ORDER = 6
_LONGEST_COUNT = 6
_LONGEST_FILLER = 6
_OPENING = ("“", "‘", "「")
_ACRONYM_FIRST = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z0-9-]{1,9})[（(]([^（()）\n]{4,30})[）)]")


def programmes(scan: Scan) -> Iterator[Mention]:
    """Every programme that the text names; candidates may overlap."""
    known = list(_known(scan))
    free = [*headed(scan), *_in_quotes(scan), *honours(scan), *series(scan)]
    found = [*graded(scan, [*known, *_in_full(scan, free)])]
    yield from found
    yield from _again_in_quotes(scan, found)
    yield from _campaigns(scan, found)
    yield from _acronyms(scan, found)


def _known(scan: Scan) -> Iterator[Mention]:
    """Programmes known nationwide, unless the characters belong to a longer word (`失业保险` in `失业保险金`)."""
    for start, end, key in scan.found("programme"):
        if end in scan.word_before and start in scan.word_at and not scan.starting("programme-known-blocker", end):
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
        if scan.ending("quote-ui", first[0] - 1):  # a label to press on a screen (点击“…”)
            continue
        if not all(_may_be_name(scan, start, end) for start, end in group.names):
            continue
        head = tail(scan, group.end, "quote-head-full", "quote-head-empty")
        if head is not None and scan.starting("programme-head-blocker", head[0]):
            continue
        direct = head is not None and text[head[0] : head[1]] in _list("_quote-head-direct")
        near = head is not None and head[0] - group.end <= (0 if direct else _LONGEST_FILLER)
        if head is not None and head[2] == "quote-head-empty" and min(b - a for a, b in group.names) < _SHORTEST_WEAK:
            near = near and scan.text[head[0] : head[1]] in _list("_quote-head-short")
        long = first[1] - first[0] >= _LONG_QUOTE and head is not None and text[head[0] : head[1]] in _list("_programme-outside-quotes")
        if head is not None and near and single and head[2] == "quote-head-full" and not long:
            if not (scan.starting("programme", first[0]) and text[group.end : head[0]] in _list("_programme-never-before")):
                yield Mention(scan.span(first[0] - 1, head[1]), "Programme", "quoted", None, 0.85)
        elif near or _made(scan, group) or _acts(scan, group) or all(_ends_with_head(scan, start, end) for start, end in group.names):
            yield from _each(scan, group)


def _each(scan: Scan, group: Quotes) -> Iterator[Mention]:
    for start, end in group.names:
        score = 0.8 if end - start >= _SHORTEST_MADE else 0.7
        yield Mention(scan.span(start, end), "Programme", "quoted", None, score)


def _again_in_quotes(scan: Scan, found: list[Mention]) -> Iterator[Mention]:
    """Further occurrences in quotes of names that were found in quotes."""
    text = scan.text
    names = {mention.span.of(text) for mention in found if text[mention.span.start - 1 : mention.span.start] in _OPENING}
    for group in quotes(text) if names else ():
        for start, end in group.names:
            if text[start:end] in names:
                yield Mention(scan.span(start, end), "Programme", "quoted", None, 0.7)


def _campaigns(scan: Scan, found: list[Mention]) -> Iterator[Mention]:
    """Bare later uses of the head noun of a campaign of study that the text names in full (`主题教育`)."""
    text = scan.text
    names: dict[str, tuple[int, str]] = {}
    for mention in sorted(found, key=lambda mention: mention.span.start):
        name = mention.value if isinstance(mention.value, str) else mention.span.of(text)
        for head in words("_programme-campaign"):
            if name.endswith(head) and len(name) > len(head):
                names.setdefault(head, (mention.span.end, name))
    for head, (after, name) in names.items():
        at = text.find(head, after)
        while at >= 0:
            end = at + len(head)
            if not text.endswith(_quote_ends(), 0, at) and not scan.starting("programme-campaign-blocker", end):
                yield Mention(scan.span(at, end), "Programme", "programmes", name, 0.6)
            at = text.find(head, end)


@cache
def _quote_ends() -> tuple[str, ...]:
    """What stands before a head noun that belongs to another name."""
    return ("”", "’", "」", "》", "）", ")", *words("_programme-campaign-never-behind"))


def _may_be_name(scan: Scan, start: int, end: int) -> bool:
    """Whether the words in quotes may be a name: no sentence or order, no slogan, no count of things (`三项改革`)."""
    name = scan.text[start:end]
    if not _SHORTEST_QUOTE <= len(name) <= _LONGEST_QUOTE or re.search("[，。；：！？、+]", name):
        return False
    index = scan.word_at.get(start)
    if index is not None and len(name) > _LONGEST_ORDER and begins_with_verb(scan, index):
        return False
    if name in _list("quote-slogan") or name[-1] in _list("_quote-manner"):
        return False
    counts = _counted_things().fullmatch(name)
    return not counts or (len(name) >= _LONGEST_COUNT and _ends_with_head(scan, start, end))


def _made(scan: Scan, group: Quotes) -> bool:
    """Whether a verb that founds or runs programmes stands before the quotes, and no noun behind them."""
    start = group.names[0][0] - 1
    if min(end - begin for begin, end in group.names) < _SHORTEST_MADE:
        return False
    text = scan.text
    founded = any(scan.ending("quote-verb", start)) or text[start - 1 : start] in _list("_quote-joint")
    return founded and (not text[group.end : group.end + 1].isalnum() or any(scan.starting("quote-after", group.end)))


def _acts(scan: Scan, group: Quotes) -> bool:
    """Whether an actor stands before the quotes and what its programme does behind them (`甲社区“三心”助力…`)."""
    start = group.names[0][0] - 1
    acting = any(scan.starting("quote-predicate", group.end))
    return acting and scan.text[max(0, start - 4) : start].endswith(words("_quote-subject"))


def _ends_with_head(scan: Scan, start: int, end: int) -> bool:
    """Whether the words in quotes themselves end in a programme's head noun (`“春蕾计划”`)."""
    return end - start >= _SHORTEST_MADE and bool(scan.ending("quote-inner-head", end))


def _in_full(scan: Scan, found: list[Mention]) -> Iterator[Mention]:
    """The mentions, a shorter form of a name with the document's fullest form as value (`水生态考核试点`)."""
    names = {mention.span.of(scan.text) for mention in found}
    longer: dict[str, list[str]] = {}  # those that end in a name, and those that begin and end as one does
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if not name.startswith(_levels()):
            for end in (*(name[at:] for at in range(1, len(name) - _SHORTEST_MADE + 1) if name[at:] in names), _outline(name)):
                if len(others := longer.setdefault(end, [])) < _COMPARED:
                    others.append(name)
    for mention in found:
        name = mention.span.of(scan.text)
        others = sorted((*longer.get(name, ()), *longer.get(_outline(name), ())), key=lambda other: (-len(other), other))
        full = next((other for other in others if len(other) > len(name) and _shortens(name, other)), None)
        yield replace(mention, value=full) if full is not None and len(name) >= _SHORTEST_MADE else mention


def _outline(name: str) -> str:
    """How a name begins and ends: only names that are alike in this shorten one another in the middle."""
    return f"{name[:4]}…{name[-2:]}"


@cache
def _levels() -> tuple[str, ...]:
    """The words that make another programme of a name they stand before (国家, 省级)."""
    return words("programme-opener")


def _shortens(name: str, longer: str) -> bool:
    """Whether `name` is the end of `longer`, or `longer` with something left out in the middle."""
    if longer.endswith(name):
        return True
    characters = iter(longer)
    return name[:4] == longer[:4] and name[-2:] == longer[-2:] and all(character in characters for character in name)


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
