"""Products: known ones, names in quotes with a class noun, place and good, apps and accounts, ships and spacecraft."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import left_edge
from kg.mentions.crafts import crafts
from kg.mentions.goods import goods
from kg.mentions.quoted import Quotes, quotes, tail
from kg.model import Mention
from kg.scan import Scan

_ACCOUNTS = ("product-account", "product-account-weak")
_LONGEST_ACCOUNT = 20
_LONGEST_KIND = 5
_BRACKET = re.compile("[（(][\u4e00-\u9fffA-Za-z0-9]{2,12}[）)]")
_OPENING, _CLOSING = ("“", "‘", "「"), ("”", "’", "」")


def products(scan: Scan) -> Iterator[Mention]:
    """Every product that the text names; candidates may overlap."""
    yield from _known(scan)
    yield from _quoted(scan)
    yield from _accounts(scan)
    yield from _sites(scan)
    yield from goods(scan)
    yield from crafts(scan)


def _known(scan: Scan) -> Iterator[Mention]:
    """Products known by name where the name is not the part of a word."""
    for start, end, key in scan.found("product"):
        whole = start in scan.word_at and end in scan.word_before and not scan.ending("product-known-left", start)
        if whole and not scan.starting("product-known-blocker", end):
            yield Mention(scan.span(start, end), "Product", "products", scan.knowledge[key].label, 0.9)


def _quoted(scan: Scan) -> Iterator[Mention]:
    """Names in quotes that a class noun behind them or behind their list makes products, and quoted accounts."""
    text = scan.text
    for group in quotes(text):
        start = group.names[0][0]
        if not all(2 <= b - a <= _LONGEST_ACCOUNT and not re.search("[，。；：]", text[a:b]) for a, b in group.names):
            continue
        thing = tail(scan, group.end, "product-thing") if len(group.names) == 1 else None
        if thing is not None and thing[0] - group.end <= _LONGEST_KIND:
            yield Mention(scan.span(start - 1, thing[1]), "Product", "products", None, 0.85)
            continue
        behind = tail(scan, group.end, "product-class", *_ACCOUNTS)
        direct = behind is not None and (behind[2] == "product-class" or behind[0] - group.end <= 2)
        if direct or any(scan.ending(name, start - 1) for name in _ACCOUNTS[:1]) or _used(scan, group):
            for a, b in group.names:
                yield Mention(scan.span(a, b), "Product", "products", None, 0.9)


def _used(scan: Scan, group: Quotes) -> bool:
    """Whether names in quotes end like apps and codes and stand beside a verb of using them (`“某某码”上线`)."""
    if not all(end - start > 2 and scan.ending("product-app-ending", end) for start, end in group.names):
        return False
    if scan.text.startswith(words("_quote-head-direct"), group.end):  # a scheme (“某某通”业务)
        return False
    before = scan.ending("product-app-before", group.names[0][0] - 1)
    return bool(before or scan.starting("product-app-verb", group.end))


def _accounts(scan: Scan) -> Iterator[Mention]:
    """The name before an app, a small program or an account (`穗好办` before 小程序), unless it is its owner's name."""
    text = scan.text
    for start, name in _account_words(scan):
        if text[start - 1 : start] in "”’" or any(scan.ending(other, start) for other in _ACCOUNTS):
            continue
        edge = _past_owner(scan, left_edge(scan, start), start)
        edge = max([edge, *(at for at in range(edge + 2, start + 1) if scan.ending("product-account-verb", at))])
        if not 2 <= start - edge <= _LONGEST_ACCOUNT or re.search("[“”\n]", text[edge:start]):
            continue
        parts = _parts(scan, edge, start)
        no = _list("_product-account-no")
        if text[edge:start] in no or parts[-1] in no:
            continue
        if _owner().search(text[edge:start]) or (name == "product-account-weak" and len(parts) > 2):
            continue
        yield Mention(scan.span(edge, start), "Product", "products", None, 0.85 if name == "product-account" else 0.7)


def _account_words(scan: Scan) -> Iterator[tuple[int, str]]:
    """Where the account words of the text start, one an end (the longest), and the list of each."""
    for name in _ACCOUNTS:
        for start, end, _ in scan.found(name):
            if scan.ending(name, end)[0][0] == start:
                yield start, name


def _past_owner(scan: Scan, edge: int, start: int) -> int:
    """`edge` moved behind the last word that ends an owner's name (`公交集团` before 定制公交)."""
    index = scan.word_at.get(edge)
    while index is not None and index < len(scan.words) and scan.words[index][1] < start:
        if _owner().search(scan.text[scan.words[index][0] : scan.words[index][1]]):
            edge = scan.words[index][1]
        index += 1
    return edge


def _sites(scan: Scan) -> Iterator[Mention]:
    """Sites of governments: a place and a noun like 政务服务网; what bears an agency's name is the agency's."""
    text = scan.text
    for start, end, _ in scan.found("product-site"):
        if scan.starting("product-site", start)[0][1] != end:
            continue
        edge = left_edge(scan, start)
        national = bool(scan.starting("programme-opener", edge))
        whole = end in scan.word_before or any(text.startswith(word, end) for word in words("_site-after"))
        if edge >= start or not whole or (not national and _owner().search(text[edge:start])):
            continue
        if national or scan.starting("place", edge):
            yield Mention(scan.span(edge, _second_name(scan, edge, end)), "Product", "products", None, 0.85)


def _second_name(scan: Scan, start: int, end: int) -> int:
    """The end of a second name in brackets behind a site's when quotes hold both (`“某市门户网站（某某之窗）”`), or `end`."""
    text = scan.text
    bracket = _BRACKET.match(text, end)
    quoted = text[start - 1 : start] in _OPENING and bracket is not None and text[bracket.end() : bracket.end() + 1] in _CLOSING
    return bracket.end() if bracket is not None and quoted else end


def _parts(scan: Scan, edge: int, end: int) -> list[str]:
    index = scan.word_at.get(edge)
    parts: list[str] = []
    while index is not None and index < len(scan.words) and scan.words[index][0] < end:
        parts.append(scan.text[scan.words[index][0] : scan.words[index][1]])
        index += 1
    return parts or [scan.text[edge:end]]


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(words(name))


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(alternation("_product-owner") + "$")
