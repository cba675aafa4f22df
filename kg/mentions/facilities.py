"""Places named by a head noun: towns, roads, bridges, parks, mountains, with the known places right before them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon import words
from kg.mentions.divisions import Piece, holds
from kg.mentions.place_edges import (
    doubtful,
    longer_by_one_word,
    may_be_person,
    only_generic,
    proper_word,
    walk,
    with_numeral,
    without_false_first,
)
from kg.mentions.place_heads import DIVISION, NATURE, ROAD, SITE, TOWN, VILLAGE, ZONE, head_lengths, heads, listed, longest_head
from kg.scan import Scan

_LONGEST = {TOWN: 7, VILLAGE: 7, ZONE: 16, SITE: 16, NATURE: 9, ROAD: 9, DIVISION: 9}
_PHRASES = frozenset({"i", "l", "z", "v", "d", "p", "c", "r", "t"})
_NAMED_BY_PLACE = frozenset({ZONE, SITE, ROAD})
_PEOPLED = frozenset({TOWN, VILLAGE})
_WILD = frozenset({NATURE, DIVISION})
_LEAST_COMMON = 4


@dataclass(frozen=True, slots=True)
class Local:
    """A place named by a head noun of one sort.

    `inner` is where its own name begins behind the known places in front, which `keys` may mean. A name that is not
    `sure` has nothing proper before its head and counts only beside other places (`城市大道、环球广场`).
    """

    start: int
    end: int
    sort: str
    inner: int
    keys: tuple[str, ...] = ()
    sure: bool = True


def local_places(scan: Scan, pieces: Sequence[Piece]) -> Iterator[Local]:
    """The names with a head noun, with the known places right before them."""
    text, sorts, lengths = scan.text, heads(), head_lengths()
    by_end = {piece.end: piece for piece in pieces}
    for index, (_, end, flag) in enumerate(scan.words):
        if text[end - 1] not in lengths:
            continue
        for length in lengths[text[end - 1]]:
            sort = sorts.get(text[end - length : end])
            if sort is not None and length <= end:
                found = None if flag in _PHRASES and length < 3 else _named(scan, (index, end - length, sort), by_end)
                if found is not None:
                    yield found
                break


def _named(scan: Scan, head: tuple[int, int, str], by_end: Mapping[int, Piece]) -> Local | None:
    """The name whose head noun of the sort begins at the given character, in the word of the index or before it."""
    index, at, sort = head
    end = longest_head(scan.text, at, scan.words[index][1])
    if sort in (SITE, NATURE) and scan.text[end : end + 1] in listed("_place-village") and not scan.in_dictionary_word(end + 1):
        sort, end = VILLAGE, end + 1  # `三洞桥村`, which the segmenter may divide before 村
    start = _word_start(scan, head, by_end)
    if end in by_end or start is None:
        return None
    edge, proper, piece = walk(scan, start, at, sort, by_end)
    noun = scan.text[at:end]
    if any(found[1] == end for tag in ("place", "place-weak") for found in scan.starting(tag, edge)):
        return None
    if noun in listed("_place-home-site") and _institution(scan, piece.start if piece is not None else edge):
        return None
    if piece is not None and edge == at:
        return _named_by_place(scan, (at, end, sort), piece, by_end.get(piece.start))
    if end - edge > _LONGEST[sort]:
        return None
    edge = _whole(scan, (edge, at, end), sort, piece)
    if edge == at or not _good(scan, (edge, at, end), sort):
        return None
    if not proper and (sort not in _NAMED_BY_PLACE or end - edge < _LEAST_COMMON or only_generic(scan, edge, at)):
        return None
    if piece is None:
        edge = with_numeral(scan, edge)
        return Local(edge, end, sort, edge, (), proper or noun in listed("_place-head-strong"))
    if (sort is NATURE or noun in listed("_place-apart")) and not holds(scan, piece):
        return Local(edge, end, sort, edge)
    if not proper:
        return Local(piece.start, end, sort, piece.inner, piece.outer)
    return Local(piece.start, end, sort, piece.inner if noun in listed("_place-with-city") else edge, piece.keys)


def _word_start(scan: Scan, head: tuple[int, int, str], by_end: Mapping[int, Piece]) -> int | None:
    """Where the segmenter's word with the head begins, without a glued function word; None when that word is no name."""
    index, at, sort = head
    text = scan.text
    while index > 0 and scan.words[index][0] > at:
        index -= 1
    start, end, _ = scan.words[index]
    if start == at:
        return at
    beside = start in by_end and end - start > 2 and text[start:end] not in listed("_place-no-name")
    if not beside and not proper_word(scan, index, sort):
        return None
    first = without_false_first(scan, start, at)
    function = text[first] in listed("_place-false-first") or text[first] in listed("_place-modifier-stop")
    return None if function and (at - first == 1 or scan.in_dictionary_word(first + 1)) else first


def _whole(scan: Scan, name: tuple[int, int, int], sort: str, piece: Piece | None) -> int:
    """Where the name begins when the walk stopped one word too early; the head's own place when it is too short to be one."""
    edge, at, end = name
    if at - edge == 1 and (sort in _PEOPLED or end - at == 1):
        edge = longer_by_one_word(scan, edge)
        if at - edge == 1 and (piece is None or edge == piece.end):
            return at
    if sort is VILLAGE and scan.text[edge] in listed("_place-town") and at - edge > 1:
        edge = longer_by_one_word(scan, edge)
    return edge


def _good(scan: Scan, name: tuple[int, int, int], sort: str) -> bool:
    """Whether the name's form is a place's: no kind of place, no person, no short guess."""
    edge, at, end = name
    text = scan.text
    if text[edge:end] in listed("_place-no-name"):
        return False
    if end - edge == 3 and text[at:end] in listed("_place-head-given") and may_be_person(scan, edge):
        return False
    if sort is DIVISION and scan.ending("place", end):
        return False
    short = end - edge < 3 and not scan.in_dictionary_word(edge + 1)
    return sort not in _WILD or not (short or (end - at == 1 and doubtful(scan, edge, at)))


def _named_by_place(scan: Scan, head: tuple[int, int, str], piece: Piece, before: Piece | None) -> Local | None:
    """A known place's name with a head right behind it: `康定机场`; of a chain the last name belongs to the head's.

    `before` is another place right before the first one (`天河区黄埔大道`).
    """
    at, end, sort = head
    noun = scan.text[at:end]
    if sort not in _NAMED_BY_PLACE and noun not in listed("_place-head-bare"):
        return None
    places = [scan.knowledge[key] for key in piece.keys]
    full = any(place.label == scan.text[piece.inner : piece.end] or place.level == "province" for place in places)
    if noun in listed("_place-head-plural") and full and any(place.level for place in places):
        return None
    if before is not None and piece.inner == piece.start and sort is ROAD:
        return Local(before.start, end, sort, piece.inner, before.keys)
    return Local(piece.start, end, sort, piece.inner, piece.outer)


def _institution(scan: Scan, at: int) -> bool:
    """Whether the name of a university, a school or a hospital ends at `at`: its campus is its own, no place's."""
    index = scan.word_before.get(at)
    if index is None:
        return False
    start, _, flag = scan.words[index]
    return flag == "nt" or scan.text.endswith(words("_place-institution"), start, at) or bool(scan.ending("organization", at))
