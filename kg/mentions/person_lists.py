"""Persons' names in lists and bylines, found by the company they keep."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.foreign_names import minority_item
from kg.mentions.name_forms import NAME_FLAGS, PUNCTUATION, form, name_ends, name_lists
from kg.mentions.person_names import PersonName, backward, forward
from kg.scan import Scan

BLANK = " 　\u00a0\t"
_BRACKETED = re.compile(r"[（(]((?:[一-龥]{2,4}[ 　、]{0,2}){1,6})(?:[）)](?P<end>\s*(?:\n|$))?|\n|$)")
_SEVERAL = re.compile(r"[一-龥][ 　、]+[一-龥]")
_LEAST_OF_TWO = 0.35
_LEAST_IN_LIST = 0.6
_LONGEST_ITEM = 4
_PROPER = NAME_FLAGS | {"ns", "nz"}
_NO_PERSONS = ("place", "organization", "agency", "agency-suffix", "organization-suffix")
_PIECE = re.compile(r"[一-龥]+")
_ITEM = re.compile(r"[一-龥]{1,12}")  # more are no names of a byline


def byline(scan: Scan, at: int) -> Iterator[PersonName]:
    """The names of a byline, divided by spaces or 、."""
    text = scan.text
    while True:
        at += text[at : at + 1] in tuple(":：/／、，,")
        at += blanks(text, at)
        names = _two_names(scan, at) or [_whole_item(scan.text, at) or forward(scan, at, 0.6)]
        for name in names:
            if name is None:
                return
            yield name
            at = name.end
        if text[at : at + 1] not in tuple(BLANK + "、，,"):
            return


def _whole_item(text: str, start: int) -> PersonName | None:
    """The item of a byline when it can be a name from mark to mark."""
    piece = _ITEM.match(text, start)
    if piece:
        caption = next((word for word in words("person-caption") if piece[0].endswith(word)), "")
        end = piece.end() - len(caption)
        if end in name_ends(text, start) and text[start:end] not in name_lists().no_name:
            return PersonName(start, end, 1.5)
    return None


def _two_names(scan: Scan, start: int) -> list[PersonName | None]:
    """Two names of a byline without a mark between them (`（记者李平王小红）`), or nothing."""
    text = scan.text
    piece = _ITEM.match(text, start)
    if piece is None or not 4 <= len(piece[0]) <= 6 or text[start : start + 2] in name_lists().compound:
        return []
    if text[piece.end() : piece.end() + 1] not in tuple("）)、\n" + BLANK):
        return []
    splits: list[tuple[float, int]] = []
    for middle in name_ends(text, start):
        if piece.end() in name_ends(text, middle):
            likeness = form(scan, start, middle), form(scan, middle, piece.end())
            if min(likeness) >= _LEAST_OF_TWO:
                splits.append((sum(likeness), middle))
    if not splits:
        return []
    middle = max(splits)[1]
    return [PersonName(start, middle, 1.5), PersonName(middle, piece.end(), 1.5)]


def captions(scan: Scan) -> Iterator[PersonName]:
    """Who took or drew a picture, before the word for it at the end of a bracket or a line (`（李平摄）`)."""
    text = scan.text
    for start, end, _ in scan.found("person-caption"):
        if end == len(text) or text[end] in ")）\n":
            name = backward(scan, start, 0.4)
            if name:
                yield name


def blanks(text: str, at: int) -> int:
    """How many blanks of any width stand at `at`."""
    count = 0
    while text[at + count : at + count + 1] and text[at + count] in BLANK:
        count += 1
    return count


def bracketed(scan: Scan) -> Iterator[PersonName]:
    """Bylines of names alone in brackets: at a paragraph's end, or behind a dateline (`…电（甲 乙）`)."""
    text, lists = scan.text, name_lists()
    for match in _BRACKETED.finditer(text):
        names = []
        dispatch = text[match.start() - 1 : match.start()] in lists.dispatch
        least = 0.3 if dispatch else 0.45 if _SEVERAL.search(match[1]) else 0.75
        for piece in _PIECE.finditer(text, match.start(1), match.end(1)):
            if piece.end() not in name_ends(text, piece.start()) or form(scan, *piece.span()) < least:
                break
            names.append(PersonName(piece.start(), piece.end(), 1.5))
        else:
            if len(names) > 1 or match["end"] is not None or dispatch:
                yield from names


def chains(scan: Scan) -> Iterator[PersonName]:
    """Lists of names by their form alone: items between 、 that all look like names."""
    text = scan.text
    for match in _others().finditer(text):
        last = backward(scan, match.start(), 0.2)
        if last:
            yield last
    chain: list[PersonName] = []
    at = text.find("、")
    while at >= 0:
        following = text.find("、", at + 1)
        likeness = 0.0
        if 3 <= following - at <= 5 and following in name_ends(text, at + 1):
            likeness = form(scan, at + 1, following)
        if likeness >= 0.5:
            chain.append(PersonName(at + 1, following, likeness + 0.6))
        else:
            if chain:
                yield from _whole_chain(scan, chain, at)
            else:
                yield from _pair(scan, at)
            chain = []
        at = following


@cache
def _others() -> re.Pattern[str]:
    """`等10人`."""
    return re.compile(rf"{alternation('_person-and-others')}[一二两三四五六七八九十\d]+{alternation('_person-counted')}")


def _whole_chain(scan: Scan, chain: list[PersonName], end: int) -> Iterator[PersonName]:
    """The items of a list when enough of it looks like names; its first and last are found from them."""
    if len(chain) < 2 and (chain[0].points < 1.4 or not backward(scan, chain[0].start - 1) or not forward(scan, end + 1, 0.5)):
        return
    yield from chain


def _pair(scan: Scan, mark: int) -> Iterator[PersonName]:
    """Two names and 、 between them at the start of a clause (`甲、乙参加`)."""
    text, lists = scan.text, name_lists()
    for start in (mark - 2, mark - 3, mark - 4):
        if start < 0 or mark not in name_ends(text, start) or (start and text[start - 1] not in PUNCTUATION):
            continue
        second = forward(scan, mark + 1, 0.5)
        likeness = (form(scan, start, mark), form(scan, second.start, second.end)) if second else (0.0, 0.0)
        if second is None or min(likeness) < 0.5 or sum(likeness) < 1.3:
            return
        if any(text[second.end : second.end + size] in lists.end_of_list for size in (1, 2, 3, 4)):
            yield PersonName(start, mark, 1.3)
            yield second


def walk_lists(scan: Scan, taken: dict[int, PersonName]) -> None:
    """Adds the names that stand beside a taken one across 、 on either side."""
    text = scan.text
    queue = list(taken.values())
    ends = {name.end for name in queue}
    while queue:
        name = queue.pop()
        beside: list[PersonName] = []
        if text[name.end : name.end + 1] == "、" and name.end + 1 not in taken:
            beside.extend(_next_item(scan, name.end + 1))
        if name.start and text[name.start - 1] == "、" and name.start - 1 not in ends:
            beside.extend(previous for previous in _previous_items(scan, name.start - 1) if previous.start not in taken)
        if text[name.end : name.end + 1] in name_lists().connectives and name.end + 1 not in taken:
            following = forward(scan, name.end + 1, 0.6)
            if following and form(scan, following.start, following.end) >= 0.6:
                beside.append(following)
        for found in beside:
            taken[found.start] = found
            ends.add(found.end)
            queue.append(found)


def _previous_items(scan: Scan, end: int) -> list[PersonName]:
    """The item of a list that ends at `end`; an item of no common form counts when a name stands on its other side too."""
    previous = backward(scan, end, 0.2)
    if previous:
        return [previous]
    text = scan.text
    start = text.rfind("、", max(0, end - _LONGEST_ITEM - 1), end) + 1
    if not start or end - start < 2 or not _PIECE.fullmatch(text, start, end) or any(scan.ending(tag, end) for tag in _NO_PERSONS):
        return []
    further = backward(scan, start - 1, 0.2)
    if further is None or form(scan, further.start, further.end) < _LEAST_IN_LIST or not _of_no_words(scan, start, end):
        return []
    return [PersonName(start, end, 1.3), further]


def _of_no_words(scan: Scan, start: int, end: int) -> bool:
    """Whether the segmenter sees a name or single characters from `start` to `end`, and no everyday word."""
    at = start
    while at < end:
        index = scan.word_at.get(at)
        if index is None or scan.words[index][1] > end:
            return False
        if scan.words[index][1] - at > 1 and scan.words[index][2] not in _PROPER:
            return False
        at = scan.words[index][1]
    return True


def _next_item(scan: Scan, at: int) -> Iterator[PersonName]:
    name = forward(scan, at, 0.6)
    end = minority_item(scan, at)
    if end and (name is None or end > name.end):
        name = PersonName(at, end, 1.3)
    if name:
        yield name
