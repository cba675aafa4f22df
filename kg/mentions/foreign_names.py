"""Names written in transliteration: with dots between their parts, after a foreign title, and parts used alone."""

import re
from collections.abc import Iterator, Sequence

from kg.mentions.name_forms import NAME_FLAGS, PUNCTUATION, evidence_right, name_lists
from kg.occurrences import occurrences
from kg.scan import Scan

DOTS = "·•・‧"
HYPHENS = "-－‐"
_LONGEST = 12
_MOST_PARTS = 4
_FUNCTION_FLAGS = frozenset({"p", "c", "d", "r", "uj", "ul"})
_WORDS_OUTSIDE_NAMES = frozenset({"v", "vn", "d", "ad", "a", "l", "i", "p", "c", "t", "n"})


def foreign_run(scan: Scan, start: int, parts: int = _MOST_PARTS) -> int:
    """The end of the transliterated name that begins at `start`, of so many `parts` at most, or 0 when there is none."""
    text, letters = scan.text, name_lists().transliteration
    end = start
    while end < len(text) and text[end] in letters and end - start < _LONGEST:
        end += 1
    end = _whole_words(scan, start, end)
    if end - start >= 2 and parts > 1 and text[end : end + 1] in tuple(HYPHENS):
        end = foreign_run(scan, end + 1, parts - 1) or end
    if end - start < 2 or evidence_right(scan, end) < 0:
        return 0
    if text[start:end] in name_lists().no_name or any(found[1] >= end for found in scan.starting("place", start)):
        return 0
    at = start
    while at < end:
        index = scan.word_at.get(at)
        if index is None:
            break
        _, behind, flag = scan.words[index]
        if behind - at > 1 and flag in _WORDS_OUTSIDE_NAMES:
            return 0
        at = behind
    return end


def minority_item(scan: Scan, start: int) -> int:
    """The end of the list item at `start` when it can be an undotted Tibetan or Mongolian name (`扎西顿珠`), or 0."""
    text, letters = scan.text, name_lists().transliteration
    end = start
    while end < len(text) and text[end] not in PUNCTUATION and end - start < 6:
        end += 1
    item = text[start:end]
    if not 3 <= len(item) <= 5 or not all(character in letters for character in item):
        return 0
    return 0 if _holds_word(scan, start, end) or scan.ending("place", end) else end


def _holds_word(scan: Scan, start: int, end: int) -> bool:
    """Whether an everyday word of two or more characters lies in the item."""
    at = start
    while at < end:
        index = scan.word_at.get(at)
        if index is None:
            return False
        _, behind, flag = scan.words[index]
        if behind - at > 1 and flag in _WORDS_OUTSIDE_NAMES and scan.in_dictionary_word(at + 1):
            return True
        at = behind
    return False


def _whole_words(scan: Scan, start: int, end: int) -> int:
    """Takes back the characters of a word which begins inside the run and goes on behind it, and a function word."""
    last = scan.word_before.get(end)
    if last is not None and scan.words[last][0] == end - 1 > start and scan.words[last][2] in _FUNCTION_FLAGS:
        return end - 1
    at = end
    while at > start and at not in scan.word_at and at < len(scan.text):
        at -= 1
    if at in (start, end) or scan.words[scan.word_at[at]][2] in NAME_FLAGS or not scan.in_dictionary_word(end):
        return end
    return at


def dotted_names(scan: Scan) -> Iterator[tuple[int, int]]:
    """Start and end of the names whose parts a dot divides (`列夫·托尔斯泰`)."""
    text = scan.text
    for match in re.finditer(f"[{DOTS}]", text):
        dot = match.start()
        start = _left_part(scan, dot)
        if start == dot or text[start - 1 : start] in tuple(DOTS):
            continue
        end = dot
        while end < len(text) and text[end] in DOTS:
            end = _right_part(scan, end + 1)
        parts = re.split(f"[{DOTS}]", text[start:end])
        if not any(len(part) > 1 and _plain(part) for part in parts) or _is_division(scan, start, start + len(parts[0])):
            continue
        if dot < end - 1 and (start in scan.word_at or _name_like(parts)):
            yield start, end


def _name_like(parts: list[str]) -> bool:
    """Whether the first part is more than one Chinese character, which the end of any word could be."""
    return not (len(parts[0]) == 1 and _plain(parts[0]))


def _is_division(scan: Scan, start: int, end: int) -> bool:
    """Whether the characters are the name of a Chinese division, so that the dot stands between a place and something else."""
    return any(found[1] == end and scan.knowledge[found[2]].kind == "Division" for found in scan.starting("place", start))


def _left_part(scan: Scan, dot: int) -> int:
    """Where the part of a name that ends at `dot` begins."""
    text = scan.text
    start = first = dot
    while _letter(text, start - 1) or _letter_inside(text, start - 1):
        start -= 1
        if _letter(text, start):
            first = start
        if scan.ending("person-title", start) or scan.ending("place", start):
            return start
    if start == 0 or text[start - 1] in PUNCTUATION:
        return start
    index = _word_over(scan, first)
    if index is not None and scan.words[index][2] not in NAME_FLAGS and scan.words[index][1] < dot:
        return scan.words[index][1]
    return first


def _right_part(scan: Scan, start: int) -> int:
    """Where the part of a name that begins at `start`, behind a dot, ends."""
    text = scan.text
    end = last = start
    while _letter(text, end) or _letter_inside(text, end):
        end += 1
        if _letter(text, end - 1):
            last = end
    if last == start:
        return next((stop for stop in range(start + 2, start + 5) if _plain(text[start:stop]) and evidence_right(scan, stop) >= 0.2), start)
    if last < len(text) and text[last] not in DOTS:
        last = _whole_words(scan, start, last)
    return last


def _plain(part: str) -> bool:
    """Whether the characters are all Chinese ones that a name may hold."""
    return all("一" <= character <= "龥" and character not in name_lists().never for character in part)


def _letter(text: str, at: int) -> bool:
    if not 0 <= at < len(text):
        return False
    character = text[at]
    return character in name_lists().transliteration or (character.isascii() and character.isalpha())


def _letter_inside(text: str, at: int) -> bool:
    return at >= 0 and text[at : at + 1] in name_lists().transliteration_inside


def _word_over(scan: Scan, at: int) -> int | None:
    """The word that begins before `at` and ends behind it, if one does."""
    return None if at in scan.word_at or not scan.words else scan.word_at[scan.word_over(at)[0]]


def parts_alone(scan: Scan, dotted: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Where one part of a dotted name stands alone elsewhere (`赫什` for `西摩·赫什`): start, end, and the name it is first a part of."""
    text, letters = scan.text, name_lists().transliteration
    wholes: dict[str, tuple[int, int]] = {}
    for start, end in dotted:
        for part in sorted({piece for piece in re.split(f"[{DOTS}]", text[start:end]) if len(piece) >= 2}):
            wholes.setdefault(part, (start, end))
    for part, places in occurrences(text, wholes).items():
        start, end = wholes[part]
        for at in places:
            behind = at + len(part)
            left, right = text[at - 1 : at], text[behind : behind + 1]
            clear_left = not left or (left not in DOTS and (left not in letters or at in scan.word_at))
            clear_right = not right or (right not in DOTS and (right not in letters or behind in scan.word_at))
            if clear_left and clear_right and not start <= at < end:
                yield at, behind, text[start:end]
