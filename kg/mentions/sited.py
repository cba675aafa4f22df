"""Names that begin with a place and go on over any words to their head noun (`清水镇河口村渔港改造提升项目`)."""

import re
from functools import cache

from kg.lexicon import alternation, words
from kg.scan import Scan

_LONGEST = 40
_QUOTE_MARKS = "“”‘’"
_ITEM_NUMBER = re.compile(r"(?<![0-9.])[0-9]{1,2}[.．、]$")
_CLAUSE_ENDS = frozenset("，。；：、！？\n（(）)》《;:")
_FUNCTION_FLAGS = frozenset({"uj", "ul", "ug", "uz", "ud", "u", "p", "d", "r", "y", "e", "o", "t", "f", "c"})


def sited_edge(scan: Scan, head: int) -> int:
    """Where the name that ends in the head noun at `head` begins when a place opens it; `head` when none does.

    Between the place and the head noun stand no function words and no verb that governs a name, but two verbs in a row
    right before the head noun are a compound (`巩固提升工程`).
    """
    rows = scan.words
    index = scan.word_before.get(head)
    edge = head
    while index is not None and index >= 0 and head - rows[index][0] <= _LONGEST:
        start, end, flag = rows[index]
        word = scan.text[start:end]
        if word[0] in _CLAUSE_ENDS or word[0] in _QUOTE_MARKS:
            break
        if _placed(scan, start, head):
            edge = _from_other_end(scan, start)
        elif (flag in _FUNCTION_FLAGS and not scan.text.startswith(words("_name-inside-split"), start)) or _governs(scan, index, head):
            break
        index -= 1
    item = _item(scan, head)
    return min(edge, item) if item is not None else edge


def _from_other_end(scan: Scan, at: int) -> int:
    """Where the other end of a line begins that stands before the place at `at` (`甲地至乙地…工程`), or `at`."""
    joint = next((word for word in words("_programme-route") if scan.text.endswith(word, 0, at)), "")
    before = at - len(joint)
    index = scan.word_before.get(before)
    if not joint or index is None:
        return at
    known = min((found[0] for found in scan.ending("place", before)), default=-1)
    if known >= 0:
        return known
    return scan.words[index][0] if scan.words[index][2] in {"ns", "nrt"} else at


def town(scan: Scan, at: int, end: int) -> re.Match[str] | None:
    """The name of a town or village that stands at `at`, told from its last character alone."""
    match = _township().match(scan.text, at, end)
    return None if match is None or match[0].endswith(words("_programme-not-town")) else match


def _placed(scan: Scan, start: int, head: int) -> bool:
    """Whether a known place smaller than a country starts at `start`."""
    return any(end <= head and scan.knowledge[key].kind != "Country" for _, end, key in scan.starting("place", start))


def _governs(scan: Scan, index: int, head: int) -> bool:
    """Whether the word at `index` governs what follows and so stands in no name."""
    start, end, _ = scan.words[index]
    word = scan.text[start:end]
    if scan.text.startswith(words("_name-inside-split"), start):
        return False
    return (word in _stops() or (word in _objects() and end < head)) and not _compound(scan, index, head)


def _compound(scan: Scan, index: int, head: int) -> bool:
    """Whether the verb at `index` makes one compound with a second verb that stands right before the head noun."""
    rows = scan.words
    if index < 1 or index + 1 >= len(rows) or rows[index + 1][1] != head or rows[index + 1][2][0] != "v":
        return False
    return rows[index - 1][2][0] in "na" and not _placed(scan, rows[index - 1][0], head)


def _item(scan: Scan, head: int) -> int | None:
    """Where the item of a list that the head noun ends begins, if a town or village opens it."""
    text = scan.text
    at = head
    while at and text[at - 1] not in _CLAUSE_ENDS and head - at <= _LONGEST and not _ITEM_NUMBER.search(text, at - 4, at):
        at -= 1
    match = town(scan, at, head)
    if match is None or head - match.end() < 2:
        return None
    index = scan.word_before.get(head)
    while index is not None and index >= 0 and scan.words[index][0] >= match.end():
        if scan.words[index][2] in _FUNCTION_FLAGS or _governs(scan, index, head):
            return None
        index -= 1
    return at


@cache
def _township() -> re.Pattern[str]:
    return re.compile(f"[\u4e00-\u9fff]{{2,4}}?{alternation('_programme-township')}")


@cache
def _objects() -> frozenset[str]:
    return frozenset(words("_object-verb"))


@cache
def _stops() -> frozenset[str]:
    return frozenset((*words("_governing-verb"), *words("_name-stop")))
