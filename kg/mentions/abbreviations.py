"""Places by their abbreviations, where the words around show it: `粤赣合作`, `沪宁高速公路`, `湘鄂赣`, `闽西北`."""

from collections.abc import Iterator, Sequence

from kg.lexicon import words
from kg.mentions.divisions import ordered
from kg.model import Mention, PlaceName
from kg.scan import Scan

_ABBREVIATION, _REGION, _LINE = 0.8, 0.85, 0.9
_BRACKETS = "（("
_LONGEST_INITIALS = 5


def abbreviations(scan: Scan) -> Iterator[Mention]:
    """The abbreviations that stand for places, alone, as regions, and in the names of lines."""
    letters = {start: key for start, end, key in scan.found("place-abbreviation") if end == start + 1}
    at = -1
    for start in sorted(letters):
        if start < at:
            continue
        at = start
        while at in letters:
            at += 1
        yield from _run(scan, start, at, [letters[index] for index in range(start, at)])
    yield from _initials(scan)


def _run(scan: Scan, start: int, end: int, keys: Sequence[str]) -> Iterator[Mention]:
    """What a run of abbreviations means."""
    text = scan.text
    if start not in scan.word_at and scan.in_dictionary_word(start):
        return
    line = next((word for word in words("_place-line") if text.startswith(word, end)), "") if len(keys) > 1 else ""
    if line:
        longest = max((word for word in words("_place-line") if text.startswith(word, end)), key=len)
        yield Mention(scan.span(start, end + len(longest)), "Place", "places", PlaceName(rest=text[start : end + len(longest)]), _LINE)
        return
    toward = max((word for word in words("_place-direction") if text.startswith(word, end)), key=len, default="")
    if toward and len(keys) < 3 and _ends(scan, end + len(toward)) and text[start : end + len(toward)] not in words("_place-no-direction"):
        last = end + len(toward)
        last += next((len(word) for word in words("_place-region-noun") if text.startswith(word, last)), 0)
        yield Mention(scan.span(start, last), "Place", "places", PlaceName(rest=text[start:last]), _REGION)
        return
    if not _ends(scan, end):
        return
    if len(keys) == 2 and text.startswith(words("_place-joint"), end):
        for index in range(2):
            yield _single(scan, start + index)
    elif len(keys) > 1:
        yield Mention(scan.span(start, end), "Place", "places", PlaceName(rest=text[start:end]), _ABBREVIATION)
    elif start > 0 and text[start - 1] in words("_place-abbreviation-before") and start in scan.word_at and start - 1 in scan.word_at:
        yield _single(scan, start)


def _single(scan: Scan, at: int) -> Mention:
    keys = ordered(scan, [key for _, _, key in scan.starting("place-abbreviation", at)], at, at + 1)
    return Mention(scan.span(at, at + 1), "Place", "places", PlaceName(keys), _ABBREVIATION)


def _ends(scan: Scan, end: int) -> bool:
    return end in scan.word_before or not scan.in_dictionary_word(end)


def _initials(scan: Scan) -> Iterator[Mention]:
    """The first characters of a province's cities in brackets behind its name: `安徽（合芜蚌）`."""
    text = scan.text
    for _, end, key in scan.found("place"):
        if text[end : end + 1] not in tuple(_BRACKETS) or scan.knowledge[key].level != "province":
            continue
        close = end + 1
        while close < len(text) and close - end <= _LONGEST_INITIALS and text[close] not in "）)":
            close += 1
        inside = text[end + 1 : close]
        if 2 <= len(inside) < _LONGEST_INITIALS and text[close : close + 1] in ("）", ")") and set(inside) <= _first_characters(scan, key):
            yield Mention(scan.span(end + 1, close), "Place", "places", PlaceName(rest=inside), _REGION)


def _first_characters(scan: Scan, province: str) -> set[str]:
    """The first characters of the names of all places directly or by one step in a province."""
    inside = {province}
    inside |= {known.key for known in scan.knowledge.entities.values() if known.parent == province}
    return {known.label[0] for known in scan.knowledge.entities.values() if known.parent in inside and known.label}
