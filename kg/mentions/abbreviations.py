"""Places by their abbreviations, where the words around show it: `粤赣合作`, `沪宁高速公路`, `湘鄂赣`, `闽西北`."""

from collections.abc import Iterator
from functools import cache

from kg.knowledge import Knowledge
from kg.lexicon import words
from kg.mentions.divisions import ordered
from kg.model import Mention, PlaceName
from kg.scan import Scan

_ABBREVIATION, _REGION, _LINE = 0.8, 0.85, 0.9
_BRACKETS = "（("
_LONGEST_INITIALS = 5
_SHORT_FLAGS = frozenset({"j", "ns", "nr", "nz", "g", "zg", "x", "q"})


def abbreviations(scan: Scan) -> Iterator[Mention]:
    """The abbreviations that stand for places, alone, as regions, and in the names of lines."""
    known, plain = scan.knowledge, frozenset(words("_place-abbreviation-plain"))
    rows = scan.found("place-abbreviation")
    letters = {start for start, end, key in rows if end == start + 1 and known[key].kind == "Division"}
    behind = -1
    for at in sorted(at for at in letters if scan.text[at] in plain):
        if at >= behind:
            start, behind = _run(scan, at, letters)
            yield from _meant(scan, start, behind)
    yield from _initials(scan)


def _run(scan: Scan, at: int, letters: set[int]) -> tuple[int, int]:
    """The abbreviations side by side around one, as whole words of nothing else."""
    start, end = at, at + 1
    while (index := scan.word_before.get(start)) is not None and _short(scan, index, letters):
        start = scan.words[index][0]
    while end in letters and end not in scan.word_at:
        end += 1
    while (index := scan.word_at.get(end)) is not None and _short(scan, index, letters):
        end = scan.words[index][1]
    return start, end


def _short(scan: Scan, index: int, letters: set[int]) -> bool:
    start, end, flag = scan.words[index]
    return all(at in letters for at in range(start, end)) and (flag in _SHORT_FLAGS or end - start > 1)


def _meant(scan: Scan, start: int, end: int) -> Iterator[Mention]:
    """What the abbreviations from `start` to `end` mean."""
    text = scan.text
    if start not in scan.word_at and scan.in_dictionary_word(start):
        return
    count = end - start
    line = max((word for word in words("_place-line") if text.startswith(word, end)), key=len, default="") if count > 1 else ""
    if line:
        yield _named(scan, start, end + len(line), _LINE)
        return
    toward = max((word for word in words("_place-direction") if text.startswith(word, end)), key=len, default="")
    last = end + len(toward)
    if toward and count < 3 and _ends(scan, last) and text[start:last] not in words("_place-no-direction"):
        last += next((len(word) for word in words("_place-region-noun") if text.startswith(word, last)), 0)
        yield _named(scan, start, last, _REGION)
    elif not _ends(scan, end):
        return
    elif count == 2 and (text.startswith(words("_place-joint"), end) or _plain(scan, start, end)):
        yield _single(scan, start)
        yield _single(scan, start + 1)
    elif count > 1 and _region(scan, start, end):
        yield _named(scan, start, end, _ABBREVIATION)
    elif start in scan.word_at and start - 1 in scan.word_at and text[start - 1] in words("_place-abbreviation-before"):
        yield _single(scan, start)


def _plain(scan: Scan, start: int, end: int) -> bool:
    """Whether every abbreviation is hardly ever anything else: `沪滇` are two places side by side, `成渝` is a region."""
    return all(letter in words("_place-abbreviation-plain") for letter in scan.text[start:end])


def _region(scan: Scan, start: int, end: int) -> bool:
    """Whether abbreviations side by side with nothing else to show it name a region: all are plain, or most of three."""
    letters = scan.text[start:end]
    if len(set(letters)) < len(letters):
        return False
    plain = sum(letter in words("_place-abbreviation-plain") for letter in letters)
    one_word = scan.word_at.get(start) == scan.word_before.get(end) and scan.words[scan.word_at.get(start, 0)][2] in ("j", "ns")
    return plain == len(letters) or (plain > 1 and len(letters) > 2) or (one_word and scan.in_dictionary_word(start + 1))


def _named(scan: Scan, start: int, end: int, score: float) -> Mention:
    return Mention(scan.span(start, end), "Place", "places", PlaceName(rest=scan.text[start:end]), score)


def _single(scan: Scan, at: int) -> Mention:
    found = [key for _, end, key in scan.starting("place-abbreviation", at) if end == at + 1 and scan.knowledge[key].kind == "Division"]
    return Mention(scan.span(at, at + 1), "Place", "places", PlaceName(ordered(scan, found, at, at + 1)), _ABBREVIATION)


def _ends(scan: Scan, end: int) -> bool:
    return end in scan.word_before or not scan.in_dictionary_word(end)


def _initials(scan: Scan) -> Iterator[Mention]:
    """The first characters of a province's cities in brackets behind its name: `安徽（合芜蚌）`."""
    text = scan.text
    for _, end, key in scan.found("place"):
        if text[end : end + 1] not in tuple(_BRACKETS) or scan.knowledge[key].level != "province":
            continue
        close = min((at for mark in "）)" if (at := text.find(mark, end, end + _LONGEST_INITIALS + 2)) >= 0), default=-1)
        inside = text[end + 1 : close]
        if 2 <= len(inside) < _LONGEST_INITIALS and set(inside) <= _first_characters(scan.knowledge, key):
            yield _named(scan, end + 1, close, _REGION)


@cache
def _first_characters(knowledge: Knowledge, province: str) -> set[str]:
    """The first characters of the names of all places in a province, two levels deep."""
    entities = knowledge.entities.values()
    inside = {province} | {known.key for known in entities if known.parent == province}
    return {known.label[0] for known in entities if known.parent in inside and known.label}
