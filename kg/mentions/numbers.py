"""Document numbers (文号): 国办发〔2019〕6号, 国务院令第707号, TSG 08-2026; their normal form is the mention's value."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from kg.knowledge import Knowledge
from kg.lexicon import alternation
from kg.mentions.parts import left_part
from kg.model import Mention
from kg.scan import Scan

_YEAR_NUMBER = re.compile(
    r"[〔\[［（(【﹝〈]\s?(?P<year>(?:19|20)\d{2})\s?年?[〕\]］）)】﹞〉]\s?(?:第\s?)?(?P<number>\d{1,5})\s?号"
)
_PREFIX = re.compile(r"[一-鿿A-Za-z（）()·]{1,20}\s?$")
_STANDARD = re.compile(
    r"(?<![A-Za-z])(?:GB|TSG|DB\d{0,4}|HJ|JGJ|CJJ|WS|YY|NY|SL|JT|GA|MH|ISO|IEC)(?:/[A-Z])?\s?[A-Z]?\d[\d.]*(?:[-—]\d{4})?(?![\d])"
)
_NUMERAL = r"[\d〇零一二三四五六七八九十百]{1,6}"


def numbers(scan: Scan) -> Iterator[Mention]:
    """Every document number with its normal form as value: brackets 〔〕, no spaces, no 第 before a serial number."""
    text = scan.text
    for match in _YEAR_NUMBER.finditer(text):
        prefix = _PREFIX.search(text, max(0, match.start() - 21), match.start())
        start = _number_start(scan, prefix.start(), match.start()) if prefix else match.start()
        written = re.sub(r"\s", "", text[start : match.start()])
        if written:
            value = f"{written}〔{match['year']}〕{match['number']}号"
            yield Mention(scan.span(start, match.end()), "Document", "numbers", value, 0.97)
    for match in _order().finditer(text):
        issuer = _issuer_start(scan, match.start())
        if issuer is None:
            continue
        value = re.sub(r"\s", "", text[issuer : match.end()])
        yield Mention(scan.span(issuer, match.end()), "Document", "numbers", value, 0.95)
    for match in _STANDARD.finditer(text):
        yield Mention(scan.span(match.start(), match.end()), "Document", "numbers", match[0], 0.8)


@cache
def _order() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_order-head')}(?:[〔\[（(]?(?:19|20)\d{{2}}年?[〕\]）)]?)?[ 　]?第[ 　]?{_NUMERAL}[ 　]?号")


@cache
def _abbreviations(knowledge: Knowledge) -> frozenset[str]:
    """What stands for bodies in numbers, verbs among them (发改)."""
    return frozenset(short for known in knowledge.entities.values() for short in known.facts.get("numberAbbreviation", ()))


@cache
def _left_stop() -> re.Pattern[str]:
    return re.compile(".*(?:" + alternation("_number-left-stop") + "|[）)（(·]|年|月|日)(?=.)")


def _number_start(scan: Scan, start: int, end: int) -> int:
    """Where the prefix of a number begins, what governs it left out (`根据国发` → `国发`)."""
    match = _left_stop().match(scan.text, start, end)
    if match:
        start = match.end()
    for index in range(bisect_left(scan.words, (start, 0, "")), len(scan.words)):
        first, last, flag = scan.words[index]
        if last >= end:
            break
        if flag in ("v", "p") and last - first > 1 and scan.text[first:last] not in _abbreviations(scan.knowledge):
            # a verb in front: 对照财税〔2016〕36号
            start = last
    while start < end and scan.text[start] in "（）()· ":
        start += 1
    return start


def _issuer_start(scan: Scan, head: int) -> int | None:
    """Where the issuer named right before an order (`住房城乡建设部` before `令第11号`) begins, or None."""
    text = scan.text
    for tag in ("agency", "agency-weak"):
        rows = scan.ending(tag, head)
        if rows:
            return rows[0][0]
    for start, _, _ in scan.ending("body", head):
        left = left_part(scan, start)
        if left is not None:
            return left.start
    if text.endswith("主席", max(0, head - 2), head) or text.startswith("主席", head):
        return head
    return None
