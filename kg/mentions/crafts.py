"""Ships, spacecraft and aircraft by the grammar of their names (`南宁舰`, `风云三号F星`, `长征五号B运载火箭`, `歼-20`)."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import left_edge
from kg.model import Mention
from kg.scan import Scan

_NUMBER = "[一二三四五六七八九十百〇零0-9]{1,4}"

_COUNTED = re.compile("[一二三四五六七八九十零〇第]$")
_FUNCTION_FLAGS = frozenset({"uj", "ul", "ug", "uz", "ud", "p", "d", "r", "c", "y", "m", "t", "f"})


def crafts(scan: Scan) -> Iterator[Mention]:
    """Ships, spacecraft and aircraft that the text names."""
    yield from _ships(scan)
    yield from _vessels(scan)
    text = scan.text
    in_space = scan.found("product-space-series") or scan.found("product-space-named")
    for match in _spacecraft().finditer(text) if in_space else ():
        yield Mention(scan.span(*match.span()), "Product", "crafts", None, 0.9)
        at = match.end()
        series = match["series"]
        while series and (more := _member().match(text, at)):
            value = f"{series}{match['number']}{more[1]}"
            yield Mention(scan.span(at + 1, more.end()), "Product", "crafts", value, 0.75)
            at = more.end()
    for match in _aircraft().finditer(text) if scan.found("product-aircraft") else ():
        yield Mention(scan.span(*match.span()), "Product", "crafts", None, 0.85)


def _ships(scan: Scan) -> Iterator[Mention]:
    """Warships: 舰 behind a place, or what follows a kind of warship up to 舰."""
    for start, end, _ in scan.found("product-ship"):
        for tag in ("place", "place-weak"):
            for place, _, _ in scan.ending(tag, start)[:1]:
                yield Mention(scan.span(place, end), "Product", "crafts", None, 0.9)
    for _, end, _ in scan.found("product-ship-class"):
        match = _ship().match(scan.text, end)
        if match:
            yield Mention(scan.span(end, match.end()), "Product", "crafts", None, 0.9)


def _vessels(scan: Scan) -> Iterator[Mention]:
    """Vessels and trains with a name in 号 (`客轮` + `海燕号`); a brand and a dot before the name belong to it."""
    text = scan.text
    for start, end, _ in scan.found("product-vessel"):
        if scan.ending("product-vessel", end)[0][0] != start:
            continue
        match = _christened().match(text, end)
        if match is None or not _christens(scan, match.start("name"), match.end()):
            continue
        brand = left_edge(scan, start) if match["dot"] else start
        yield Mention(scan.span(brand if match["dot"] else match.start("name"), match.end()), "Product", "crafts", None, 0.85)
    for match in _in_quotes().finditer(text):
        if scan.ending("product-vessel", match.start()) or scan.starting("product-vessel", match.end()):
            yield Mention(scan.span(*match.span("name")), "Product", "crafts", None, 0.85)
    for match in _dotted().finditer(text) if any(dot in text for dot in "·•・") else ():
        yield Mention(scan.span(*match.span("name")), "Product", "crafts", None, 0.85)


def _christens(scan: Scan, start: int, end: int) -> bool:
    """Whether the characters from `start` to `end` are a name in 号: no number, no clause, no longer word like 号码."""
    text = scan.text
    if start not in scan.word_at or _COUNTED.search(text, start, end - 1):
        return False
    if scan.starting("product-vessel-blocker", end) or scan.starting("product-vessel", start):
        return False
    index = scan.word_at.get(start)
    while index is not None and index < len(scan.words) and scan.words[index][1] <= end and scan.words[index][0] < end - 1:
        if scan.words[index][2] in _FUNCTION_FLAGS or text[slice(*scan.words[index][:2])] in words("product-vessel-verb"):
            return False
        index += 1
    return True


@cache
def _christened() -> re.Pattern[str]:
    return re.compile("(?P<dot>[·•・]?)(?P<name>[\u4e00-\u9fff]{2,6}?" + alternation("product-space-number") + ")")


@cache
def _in_quotes() -> re.Pattern[str]:
    return re.compile("[“‘](?P<name>[\u4e00-\u9fff·•・]{2,9}" + alternation("product-space-number") + ")[”’]")


@cache
def _dotted() -> re.Pattern[str]:
    """A brand, a dot and a name in 号 before the kind of vessel (`某某·海燕号` + `邮轮`)."""
    number, kinds = alternation("product-space-number"), alternation("product-vessel")
    return re.compile(rf"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{{2,4}}[·•・][\u4e00-\u9fff]{{2,6}}{number})(?={kinds})")


@cache
def _ship() -> re.Pattern[str]:
    return re.compile(f"[\u4e00-\u9fff]{{2,4}}?{alternation('product-ship')}")


@cache
def _spacecraft() -> re.Pattern[str]:
    series, kinds = alternation("product-space-series"), alternation("product-space-kind")
    number, member = alternation("product-space-number"), alternation("product-space-member")
    rest = rf"(?:[A-Z](?:/[A-Z])+{member}|[A-Z]?[0-9]{{0,2}}{member}|[A-Z]?{alternation('product-space-variant')}?{kinds}?)?"
    numbered = rf"(?P<series>{series})(?P<number>{_NUMBER}{number}){rest}"
    lettered = rf"{series}[0-9]{{1,2}}[A-Z]{kinds}?"
    return re.compile(rf"{numbered}|{lettered}|{alternation('product-space-named')}{kinds}")


@cache
def _member() -> re.Pattern[str]:
    return re.compile("、([A-Z0-9][0-9]{0,2}" + alternation("product-space-member") + ")")


@cache
def _aircraft() -> re.Pattern[str]:
    return re.compile(rf"{alternation('product-aircraft')}-[0-9]{{1,3}}[A-Z]{{0,2}}")
