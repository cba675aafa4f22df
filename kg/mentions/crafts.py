"""Ships, spacecraft and aircraft by the grammar of their names (`南宁舰`, `风云三号F星`, `长征五号B运载火箭`, `歼-20`)."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation
from kg.model import Mention
from kg.scan import Scan

_NUMBER = "[一二三四五六七八九十百〇零0-9]{1,4}"


def crafts(scan: Scan) -> Iterator[Mention]:
    """Ships, spacecraft and aircraft that the text names."""
    yield from _ships(scan)
    text = scan.text
    for match in _spacecraft().finditer(text):
        yield Mention(scan.span(*match.span()), "Product", "crafts", None, 0.9)
        at = match.end()
        series = match["series"]
        while series and (more := _member().match(text, at)):
            value = f"{series}{match['number']}{more[1]}"
            yield Mention(scan.span(at + 1, more.end()), "Product", "crafts", value, 0.75)
            at = more.end()
    for match in _aircraft().finditer(text):
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
