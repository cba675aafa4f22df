"""Known places in running text: which occurrences of their names are names, and chains of them (`福州连江县`)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.lexicon import words
from kg.scan import Scan

_DIVISIONS = frozenset({"Division", "Zone"})
_LEVELS = {"country": 0, "central": 0, "province": 1, "prefecture": 2, "county": 3, "township": 4}
_ITEM_ENDS = "、，。；：\n"
_LONG = 4
CHINA = "place/100000"
_ALIGNED_FLAGS = "nj"
_COMMON_FLAGS = frozenset({"v", "vn", "a", "an", "ad", "d"})
_NOUN_FLAGS = frozenset({"n", "ng", "g", "zg", "x"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One known place, or a chain of them: `keys` are what its lowest name, from `inner` on, may mean, the likeliest first.

    `outer` are what the name right before the lowest may mean.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    inner: int
    outer: tuple[str, ...] = ()


def known_places(scan: Scan) -> list[Piece]:
    """The known places named in the text, chains as one, in the order of the text and without overlaps."""
    strong, weak = _spans(scan)
    ends: set[int] = set()
    standing = []
    for start, end in sorted(strong, key=lambda span: (span[0], -span[1])):
        if stands(scan, start, end, ends):
            standing.append((start, end))
            ends.add(end)
    pieces = [Piece(start, end, ordered(scan, strong[start, end], start, end), start) for start, end in _longest(standing)]
    return _chained(scan, _with_weak(scan, pieces, weak) if weak else pieces)


def stands(scan: Scan, start: int, end: int, ends: Iterable[int] = ()) -> bool:
    """Whether a known name at these characters is that name and not the inside of other words.

    `ends` are where other names end: one place may stand right behind another.
    """
    text = scan.text
    if start not in scan.word_at and start not in ends and (scan.in_dictionary_word(start) or _in_person(scan, start)):
        return False
    if end not in scan.word_before and not scan.starting("place", end) and text[end] not in words("_place-inside-level"):
        first, last, flag = scan.word_over(end)
        if scan.in_dictionary_word(end) and not (first == start and (flag == "ns" or (last - end > 1 and flag != "nt"))):
            return False
    if _one_more(scan, end) or _one_less(scan, start):
        return False
    return not _blocked(scan, end) and not _demonym(text, end)


def _blocked(scan: Scan, end: int) -> bool:
    """Whether the next word makes another word of the name: `老挝文`, `中国特色`."""
    whole, long = _blockers()
    index = scan.word_at.get(end)
    return (index is not None and scan.text[end : scan.words[index][1]] in whole) or scan.text.startswith(long, end)


@cache
def _blockers() -> tuple[frozenset[str], tuple[str, ...]]:
    found = words("_place-blocker-right")
    return frozenset(found), tuple(word for word in found if len(word) > 1)


def _one_more(scan: Scan, end: int) -> bool:
    """Whether one noun of one character follows that closes the phrase: `中国鲎`, `北京版`."""
    index = scan.word_at.get(end)
    if index is None:
        return False
    _, last, flag = scan.words[index]
    if scan.text.startswith(words("_place-weak-behind"), end):
        return False
    return (
        last == end + 1
        and "㐀" <= scan.text[end] <= "鿿"
        and flag in _NOUN_FLAGS
        and not "㐀" <= scan.text[last : last + 1] <= "鿿"
        and scan.text[end] not in words("_place-inside-level")
    )


def _one_less(scan: Scan, start: int) -> bool:
    """Whether one direction or surname stands before, so that the name is the end of another: `东巴勒斯坦`, `沈丹阳`."""
    index = scan.word_before.get(start)
    if index is None or scan.words[index][0] != start - 1:
        return False
    if scan.words[index][2].startswith("nr"):
        return start > 1 and scan.text[start - 2] in _ITEM_ENDS
    return scan.text[start - 1] in words("_place-side")


def _in_person(scan: Scan, at: int) -> bool:
    first, last, flag = scan.word_over(at)
    return flag == "nr" and last - first <= 3


def _demonym(text: str, end: int) -> bool:
    return text.startswith(words("_place-demonym"), end) and not text.startswith(words("_place-demonym-unless"), end)


_Spans = dict[tuple[int, int], list[str]]


def _spans(scan: Scan) -> tuple[_Spans, _Spans]:
    """Where strong names stand and where names that need a context do, with what they may mean."""
    strong: _Spans = defaultdict(list)
    weak: _Spans = defaultdict(list)
    for start, end, key in scan.found("place"):
        (weak if scan.knowledge[key].fact("needsContext") else strong)[start, end].append(key)
    for start, end, key in scan.found("place-weak"):
        weak[start, end].append(key)
    return strong, weak


def _longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that stand when a longer one displaces what it overlaps, by start."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            if end - start > kept[-1][1] - kept[-1][0]:
                kept[-1] = (start, end)
            continue
        kept.append((start, end))
    return kept


def ordered(scan: Scan, keys: Iterable[str], start: int, end: int) -> tuple[str, ...]:
    """The keys, those first that exist at the document's day, bear the name in full, and stand highest."""
    name = scan.text[start:end]
    day = scan.document.header.written or scan.document.header.published

    def rank(key: str) -> tuple[bool, bool, int, str]:
        known = scan.knowledge[key]
        return (not known.current(day), known.label != name, _LEVELS.get(known.level, 5), key)

    return tuple(sorted(set(keys), key=rank))


def _with_weak(scan: Scan, pieces: list[Piece], weak: _Spans) -> list[Piece]:
    """The pieces with the weak names that the text confirms: behind an outer place, in a list of places, in full elsewhere."""
    around = _spoken_of(scan, pieces)
    by_end = {piece.end: piece for piece in pieces}
    starts = {piece.start for piece in pieces}
    taken = bytearray(len(scan.text) + 1)
    for piece in pieces:
        taken[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
    found = []
    for start, end in sorted(weak, key=lambda span: (span[0], -span[1])):
        keys = ordered(scan, weak[start, end], start, end)
        outer = by_end.get(start)
        if outer is not None and (end in scan.word_before or end in starts):
            inside = tuple(key for key in keys if _lies_in(scan, key, outer.keys) and CHINA not in outer.keys)
            if inside and stands(scan, start, end, by_end) and _apart(scan, outer.start, start, end):
                found.append(Piece(start, end, inside, start))
                by_end[end] = found[-1]
                continue
        likely = tuple(key for key in keys if _confirmed(scan, (start, end), key, around))
        if likely and stands(scan, start, end):
            found.append(Piece(start, end, likely, start))
            by_end[end] = found[-1]
    free = [piece for piece in found if not any(taken[piece.start : piece.end])]
    kept = {(piece.start, piece.end): piece for piece in (*pieces, *free)}
    return [kept[span] for span in _longest(kept)]


def _apart(scan: Scan, outer: int, start: int, end: int) -> bool:
    """Whether a weak name behind an outer place that is also a common word is the end of a phrase: `在青海互助，`, not `辽宁振兴`."""
    index = scan.word_at.get(start)
    if index is None or scan.words[index][1] != end or scan.words[index][2] not in _COMMON_FLAGS:
        return True
    text = scan.text
    before = outer == 0 or not "㐀" <= text[outer - 1] <= "鿿" or text.endswith(words("_place-weak-before"), 0, outer)
    return before and (end == len(text) or text[end] in words("_place-weak-right"))


def _spoken_of(scan: Scan, pieces: Iterable[Piece]) -> set[str]:
    """The places named, in the text and its header, and the places they lie in."""
    header = f"{scan.document.title} {scan.document.header.publisher}"
    keys = [key for _, _, tags in scan.knowledge.matches(header) for tag, key in tags if tag == "place"]
    keys += [piece.keys[0] for piece in pieces]
    return {known.key for key in keys for known in scan.knowledge.ancestors(key) if known.kind in _DIVISIONS}


def _confirmed(scan: Scan, span: tuple[int, int], key: str, around: set[str]) -> bool:
    """Whether a weak name that stands as a word of its own means the place `key` here."""
    start, end = span
    if start not in scan.word_at or end not in scan.word_before:
        return False
    if end - start < _LONG and (
        scan.word_at[start] != scan.word_before[end] or scan.words[scan.word_at[start]][2][0] not in _ALIGNED_FLAGS
    ):
        return False
    known, text = scan.knowledge[key], scan.text
    if known.label != text[start:end] and scan.counts.holds(known.label):
        return True
    if known.kind in _DIVISIONS and known.parent not in around and key not in around:
        return False
    before = text.endswith(words("_place-weak-before"), 0, start)
    return before or text.startswith(words("_place-weak-behind"), end) or _listed(scan, start, end)


def _listed(scan: Scan, start: int, end: int) -> bool:
    """Whether the neighbour in a list is a known place."""
    text = scan.text
    if start > 0 and text[start - 1] == "、" and scan.ending("place", start - 1):
        return True
    return text[end : end + 1] == "、" and bool(scan.starting("place", end + 1))


def holds(scan: Scan, piece: Piece) -> bool:
    """Whether a mountain or lake named right behind a place lies in it and is named with it: behind the short name of a city or county."""
    place = scan.knowledge[piece.keys[0]]
    return place.level in ("prefecture", "county") and place.label != scan.text[piece.inner : piece.end]


def _lies_in(scan: Scan, key: str, outer: Iterable[str]) -> bool:
    ancestors = {known.key for known in scan.knowledge.ancestors(key)} - {key}
    return not ancestors.isdisjoint(outer)


def _chained(scan: Scan, pieces: list[Piece]) -> list[Piece]:
    """Neighbours of which the second lies in the first joined to one piece that means the second."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and last.end == piece.start:
            inside = tuple(key for key in piece.keys if _lies_in(scan, key, last.keys))
            if not inside and scan.knowledge[piece.keys[0]].kind == "Feature" and holds(scan, last):
                inside = piece.keys
            if inside:
                joined[-1] = Piece(last.start, piece.end, inside, piece.start, last.keys)
                continue
        joined.append(piece)
    return joined
