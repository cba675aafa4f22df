"""Programmes in a list that share one counted head noun behind it (`春雨、夏荷、秋实三大工程`)."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation
from kg.mentions.boundaries import left_edge
from kg.model import Mention
from kg.scan import Scan

_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_SHORTEST, _LONGEST = 2, 12
_NO_ITEM = re.compile("[\t \n，。；：！？的了“”‘’《》（）()0-9]")


def series(scan: Scan) -> Iterator[Mention]:
    """The names before a number and a head noun when they are exactly as many as the number says."""
    text = scan.text
    for match in _counted().finditer(text):
        count = _NUMERALS.get(match[1]) or int(match[1])
        if not 2 <= count <= 10:
            continue
        items = _items(scan, match.start(), count)
        for start, end in items or ():
            yield Mention(scan.span(start, end), "Programme", "series", f"{text[start:end]}{match['head']}", 0.7)


def _items(scan: Scan, end: int, count: int) -> list[tuple[int, int]] | None:
    """The `count` items of the list that ends at `end`; None when there are more or fewer, or one is no name."""
    text = scan.text
    items: list[tuple[int, int]] = []
    while len(items) < count - 1:
        cut = max(text.rfind("、", max(0, end - _LONGEST - 1), end), text.rfind("和", max(0, end - _LONGEST - 1), end))
        if cut < 0 or (text[cut] == "和" and items):
            return None
        items.append((cut + 1, end))
        end = cut
    first = left_edge(scan, end)
    if text[first - 1 : first] in ("、", "和"):
        return None
    items.append((first, end))
    proper = all(_SHORTEST <= b - a <= _LONGEST and not _NO_ITEM.search(text, a, b) for a, b in items)
    return items[::-1] if proper else None


@cache
def _counted() -> re.Pattern[str]:
    head = f"(?P<head>[\u4e00-\u9fff]{{0,4}}?{alternation('programme-series-head')})"
    return re.compile(f"([两二三四五六七八九十]|[0-9]{{1,2}}){alternation('_programme-measure')}{head}")
