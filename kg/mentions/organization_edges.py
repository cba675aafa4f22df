"""Where an organisation's name with a known last noun begins, and where the branch behind it ends."""

import re

from kg.lexicon import words
from kg.mentions.boundaries import FARTHEST, left_edge
from kg.mentions.foreign_names import DOTS
from kg.mentions.organization_names import HAN, generic, has_own, ordinal, placed, proper_at
from kg.scan import Scan

_LETTERS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*$")
_BREAK = re.compile(r"[\s，。；！？：:;,!?]+")
_BRACKETED_PART = re.compile(r"[（(][^（）()\n]{2,12}[）)]")
_CLOSERS = frozenset("”’」）)》、")
_CALENDAR = frozenset("年月日")
_GLUED = frozenset({"nr", "ns", "g"})
_KNOWN_INSIDE = 4
_LONGEST_BRANCH = 6
_INNER = re.compile(r"[（(][一-龥]{2,6}[）)]$")
_LONGEST_INNER = 8
_MOST_PARTS = 3  # ordinals and dots that a name may go on over


def branch_end(scan: Scan, end: int) -> int:
    """Where the campus, branch or department that stands behind an organisation's name ends (`end` if there is none)."""
    text = scan.text
    bracket = _BRACKETED_PART.match(text, end)
    if bracket and text.endswith(words("organization-branch"), end, bracket.end() - 1):
        return bracket.end()
    for at in range(end, end + _LONGEST_BRANCH):
        branches = scan.starting("organization-branch", at)
        named = at > end + 1 and bool(branches) and text[at : branches[0][1]] in words("_organization-campus") and _is_brand(scan, end, at)
        one_word = at > end + 1 and scan.word_at.get(end) == scan.word_before.get(at)
        if branches and (at == end or scan.starting("place", end) or one_word or named):
            return branches[0][1]
        if not HAN.match(text[at : at + 1] or " "):
            break
    return end


def _is_brand(scan: Scan, start: int, end: int) -> bool:
    """Whether only nouns stand from `start` to `end`, as in the name of a campus."""
    at = start
    while at < end:
        index = scan.word_at.get(at)
        if index is None or scan.words[index][1] > end or scan.words[index][2][0] not in "njg":
            return False
        at = scan.words[index][1]
    return True


def beginning(scan: Scan, head: int, end: int) -> int:
    """Where the name with the suffix from `head` to `end` begins; `head` when nothing of a name stands before it."""
    if scan.text[end : end + 1] == "》" and scan.text[head:end] in words("_organization-quoted"):
        return scan.text.rfind("《", max(0, head - FARTHEST), head) + 1
    start = extended(scan, left_edge(scan, _before_bracket(scan.text, head)))
    if scan.text[head:end] in words("_organization-named"):
        start = _over_brand(scan, start)
    for found, _, _ in scan.ending("organization", end):
        if start < found < head:
            return found
    start = min([_cleaned(scan, start, head), *(found[0] for found in scan.ending("organization", head))])
    for width in (1, 2, 3):  # the walk may have stopped inside the name of a place
        start = min([start, *(found[0] for found in scan.ending("place", start + width) if found[0] < start)])
    if not placed(scan, start, head):
        for at in range(start + 1, head):
            if any(found[1] - at >= _KNOWN_INSIDE for found in scan.starting("organization", at)):
                return at
    return _without_country(scan, start, head, end)


def _over_brand(scan: Scan, start: int) -> int:
    """`start` moved left over a brand that the segmenter only guesses at, where a place stands before that (`北京` + `首新`)."""
    index = scan.word_before.get(start)
    if index is None:
        return start
    begin, end, flag = scan.words[index]
    places = scan.ending("place", begin)
    guessed = flag != "x" and end - begin > 1 and not scan.in_dictionary_word(begin + 1)
    return places[0][0] if places and guessed else start


def _before_bracket(text: str, head: int) -> int:
    """Where a short bracket directly before `head` opens behind a name (`…钢铁` + `（集团）`), or `head`."""
    bracket = _INNER.search(text, max(0, head - _LONGEST_INNER), head)
    return bracket.start() if bracket and HAN.match(text[bracket.start() - 1 : bracket.start()] or " ") else head


def extended(scan: Scan, start: int) -> int:
    """`start` moved left over an ordinal, a known organisation, and the letters of a brand."""
    text = scan.text
    for _ in range(_MOST_PARTS):
        number = ordinal().search(text, max(0, start - 8), start)
        if number and number.end() == start:
            start = left_edge(scan, number.start())
            continue
        known = [found[0] for tag in ("organization", "place") for found in scan.ending(tag, start)]
        if known:
            return min(known)
        level = next((level for level in words("_organization-level-before") if text.endswith(level, 0, start)), "")
        if level:
            return start - len(level)
        if text[start - 1 : start] not in tuple(DOTS) or not HAN.match(text[start - 2 : start - 1] or " "):
            break
        start = left_edge(scan, start - 1)
    letters = _LETTERS.search(text, max(0, start - 10), start)
    return letters.start() if letters else start


def _cleaned(scan: Scan, start: int, head: int) -> int:
    """`start` moved right past all that only stands in front of the name: roles, verbs, conjunctions, titles, dates."""
    text = scan.text
    for match in _BREAK.finditer(text, start, head):
        start = match.end()
    for role in words("_organization-role"):
        at = text.rfind(role, start, head)
        start = at + len(role) if at >= 0 else start
    closer = max(text.rfind(mark, start, head) for mark in "）)")
    opener = max(text.rfind(mark, start, closer) for mark in "（(") if closer > 0 else -1
    if opener > 0 and scan.starting("person-title", opener + 1):
        start = closer + 1
    while text[start] in _CLOSERS:
        start += 1
    if text[start] in "（(" and start in scan.word_before:
        start = scan.words[scan.word_before[start]][0]
    for at in range(start + 1, head):
        if scan.starting("place", at) and (
            text.endswith(words("_organization-glued"), start, at)
            or (scan.ending("organization-suffix", at) and not placed(scan, start, head))
        ):
            start = at
        elif text[at] in words("_organization-list-mark") and scan.ending("organization-suffix", at):
            start = at + 1
    return _behind_governors(scan, start, head)


def _behind_governors(scan: Scan, start: int, head: int) -> int:
    """`start` moved right past the words that govern the name or point at it."""
    index = scan.word_at.get(start)
    first = start
    while index is not None and index < len(scan.words) and scan.words[index][1] <= head:
        begin, end, flag = scan.words[index]
        word = scan.text[begin:end]
        joins = flag == "c" or word in words("_organization-list-mark")
        outside = _divides(scan, start, begin, end) if joins else word in words("_organization-post")
        if not outside and not joins and _governs(word, flag):
            ended = any(found[0] > start for found in scan.ending("organization-suffix", begin))
            outside = flag == "p" or ended or not placed(scan, start, head) or _names_behind(scan, end, head)
            outside = outside or (word in words("_governing-verb") and not has_own(scan, end, head))
        if outside or (begin == first and _leads_in(scan, begin, end)):
            start = first = end
        elif begin == first and _begins_with_preposition(scan, begin, end, flag):
            start = begin + 1
        index += 1
    return start


def _begins_with_preposition(scan: Scan, begin: int, end: int, flag: str) -> bool:
    """Whether the segmenter glued a preposition to the brand behind it (`对鑫源`)."""
    word = scan.text[begin:end]
    if word[0] not in words("_organization-preposition") or word.startswith(words("_organization-unglued")):
        return False
    return (flag in _GLUED or (flag in ("n", "x") and len(word) == 3)) and not scan.starting("place", begin)


def _governs(word: str, flag: str) -> bool:
    """Whether a word inside what was taken for a name is a verb or preposition with the name as its object."""
    if flag == "p" or word in words("_organization-copula"):
        return True
    return flag == "v" and len(word) > 1 and not generic().fullmatch(word) and word not in words("_organization-verb")


def _names_behind(scan: Scan, at: int, head: int) -> bool:
    """Whether a place or a known organisation begins between `at` and `head`."""
    return any(scan.starting(tag, index) for tag in ("place", "organization") for index in range(at, head))


def _divides(scan: Scan, start: int, begin: int, end: int) -> bool:
    """Whether the conjunction from `begin` to `end` stands between two names and not inside one."""
    if any(scan.starting(tag, end) for tag in ("place", "organization", "agency")):
        return True
    return bool(scan.ending("organization-suffix", begin)) or scan.text.endswith(words("_organization-end"), start, begin)


def _leads_in(scan: Scan, begin: int, end: int) -> bool:
    """Whether the word at the start only stands in front of the name: a title, a role, the rest of a date."""
    word = scan.text[begin:end]
    if word in words("_organization-lead") or (word in _CALENDAR and scan.text[begin - 1 : begin].isdigit()):
        return True
    return any(found[1] == end for found in scan.starting("person-title", begin))


def _is_own(scan: Scan, at: int, head: int) -> bool:
    return proper_at(scan, at, head) and has_own(scan, at, head)


def _without_country(scan: Scan, start: int, head: int, end: int) -> int:
    """`start` behind a foreign country where a proper name follows it (`美国` + `哥伦比亚大学`)."""
    if scan.text[head:end] in words("_organization-countryless"):
        for _, behind, key in scan.starting("place", start):
            if behind < head and scan.knowledge[key].kind == "Country" and key != "place/100000" and _is_own(scan, behind, head):
                return behind
    return start
