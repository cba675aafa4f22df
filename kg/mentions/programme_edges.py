"""Where a programme's name begins: what the walk to the left gives, corrected by what stands before and at the front."""

import re
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import left_edge, without_opening_verbs
from kg.mentions.sited import sited_edge
from kg.scan import Scan

_DIGITS = re.compile(r"[0-9]+(\.[0-9]+)?$")
_YEAR = re.compile(r"[0-9]{4}年度?$")


def programme_edge(scan: Scan, start: int, end: int) -> int:
    """Where the name with the head noun `start` to `end` begins: the left edge, less an agency or owner, plus year, number or size."""
    return _without_owner(scan, _edge(scan, start, end), start)


def _edge(scan: Scan, start: int, end: int) -> int:
    text = scan.text
    known = scan.ending("programme", end)
    if known and known[0][0] < start:
        start = known[0][0]
        edge = without_opening_verbs(scan, left_edge(scan, start), end)
        return edge if _qualifies(scan, edge, start) else start
    if scan.ending("programme", start) and text[start:end] in _list("_programme-joined-fund"):
        return end
    edge = left_edge(scan, start)
    phrase = next((word for word in words("_programme-opening-phrase") if text.startswith(word, edge)), "")
    if edge + len(phrase) < start:
        edge += len(phrase)
    if text[start:end] in _list("_programme-sited"):
        edge = min(edge, sited_edge(scan, start))
    edge = _behind_agency(scan, edge, start)
    edge = _opened(scan, edge, start)
    if text[edge] in _list("_name-stop") and edge + 1 < start:  # 实施好 + 大数据, split 好大 + 数据 by the segmenter
        edge += 1
    head = text[start:end]
    if _leveled(scan, edge, head):
        return edge - 1
    return _with_number(scan, edge, head)


def _with_number(scan: Scan, edge: int, head: str) -> int:
    """`edge` moved left over an ordinal, a year, a size or a telephone number that belongs to the name."""
    before = scan.text[max(0, edge - 12) : edge]
    if head in _list("_programme-numbered"):
        national = re.search(alternation("_national") + "$", before)
        issues = [*ordinal().finditer(before[: national.start()] if national else before)]
        if issues and issues[-1].end() == (national.start() if national else len(before)):
            return edge - len(before) + issues[-1].start()
    year = _YEAR.search(before) if head in _list("_programme-yearly") else None
    if year:
        return edge - len(before) + year.start()
    size = _size().search(before)
    if size:
        return edge - len(before) + size.start()
    digits = _DIGITS.search(before)
    if digits and (digits[1] or head in _list("_programme-with-digits")):
        at = edge - len(before) + digits.start()
        return left_edge(scan, at) if digits[1] or scan.ending("place", at) else at
    return edge


def _leveled(scan: Scan, edge: int, head: str) -> bool:
    """Whether the bare level of an issuer stands before a prize or project (`申报市科学技术奖`)."""
    index = scan.word_before.get(edge)
    if index is None or not index or scan.text[edge - 1 : edge] not in _list("_programme-level"):
        return False
    behind_verb = scan.words[index - 1][2][0] in "vx" or scan.words[index - 1][2] == "nz"
    return scan.words[index][0] == edge - 1 and behind_verb and head in _list("_programme-leveled")


def _without_owner(scan: Scan, edge: int, start: int) -> int:
    """`edge` moved to a quote inside the name when only a place or an actor stands before the quote."""
    quote = scan.text.find("“", edge + 1, start)
    if quote < 0:
        return edge
    place = any(found[1] == quote for found in scan.starting("place", edge))
    actor = bool(scan.starting("programme", quote)) and scan.text[edge:quote].endswith(words("_quote-actor"))
    return quote if place or actor else edge


def _behind_agency(scan: Scan, edge: int, start: int) -> int:
    """`edge` moved behind an agency's name that the walk took in (`科技部颠覆性技术备选库`)."""
    index = scan.word_at.get(edge)
    while index is not None and index < len(scan.words) and scan.words[index][1] < start:
        at = scan.words[index][1]
        bodies = [found for found in scan.ending("body", at) if edge < found[0]]
        agency = any(found[0] >= edge for found in scan.ending("agency", at))
        if agency or any(place[0] >= edge for body in bodies for place in scan.ending("place", body[0])):
            edge = at
        index += 1
    return edge


def _qualifies(scan: Scan, edge: int, start: int) -> bool:
    """Whether `edge` to `start` are nouns that tell a kind of the known programme that follows (水稻 + 良种补贴)."""
    index = scan.word_at.get(edge)
    if index is None or any(found[1] == start for found in scan.starting("place", edge)):
        return False
    while index < len(scan.words) and scan.words[index][0] < start:
        word = scan.text[slice(*scan.words[index][:2])]
        if scan.words[index][2][0] not in "njlb" or word in _list("_phrase-end"):
            return False
        index += 1
    return start - edge >= 2


def _opened(scan: Scan, edge: int, start: int) -> int:
    """`edge` moved right of a verb that stands before a word that begins names (`备案国家…基地`)."""
    index = scan.word_at.get(edge)
    if index is None:
        return edge
    while scan.words[index][1] < start and scan.words[index][2].startswith("v"):
        end = scan.words[index][1]
        if scan.starting("programme-opener", end) or scan.starting("place", end):
            edge = end
        index += 1
    return edge


@cache
def _size() -> re.Pattern[str]:
    return re.compile(r"[0-9]+(?:\.[0-9]+)?" + alternation("_programme-unit") + "$")


@cache
def ordinal() -> re.Pattern[str]:
    """The number of an issue in front of a name (第六期)."""
    return re.compile("第[一二三四五六七八九十百0-9]{1,4}" + alternation("_ordinal-measure"))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(words(name))
