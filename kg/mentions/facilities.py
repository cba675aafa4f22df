"""Places named by a head noun: towns, roads, bridges, parks, mountains; where such a name begins in running text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon import words
from kg.mentions.name_forms import name_lists
from kg.mentions.divisions import Piece, holds
from kg.scan import Scan

TOWN, VILLAGE, ZONE, SITE, NATURE, ROAD, DIVISION = "town", "village", "zone", "site", "nature", "road", "division"
_LONGEST = {TOWN: 7, VILLAGE: 7, ZONE: 16, SITE: 16, NATURE: 9, ROAD: 9, DIVISION: 9}
_PROPER = frozenset({"ns", "nr", "nrt", "nrfg", "nz", "nt"})
_ODD = frozenset({"q", "zg", "g", "x"})
_FREE = frozenset({"uv", "v", "p", "c", "uj", "ul", "f", "m", "d", "r", "t"})
_LOOSE = frozenset({"n", "ng", "g", "zg", "ag", "vg", "tg", "s", "b", "a", "f", "q", "x", "an", "vn", "nt", "h", "k", "j", "m"})
_PHRASES = frozenset({"i", "l", "z", "v", "d", "p", "c", "r", "t"})
_PEOPLED = frozenset({TOWN, VILLAGE})
_NAMED_BY_PLACE = frozenset({ZONE, SITE, ROAD})
_WILD = frozenset({NATURE, DIVISION})
_MOST_COMMON_WORDS = 2
_LONGEST_LEFT = 14
_JOINTS = tuple("及与和")
_QUOTES = {"”": "“", "’": "‘"}
_LONGEST_QUOTE = 12


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
    text, sorts, lengths = scan.text, _heads(), _lengths()
    by_end = {piece.end: piece for piece in pieces}
    for index, (_, end, flag) in enumerate(scan.words):
        for length in lengths.get(text[end - 1], ()):
            sort = sorts.get(text[end - length : end])
            if sort is not None and length <= end:
                found = None if flag in _PHRASES and length < 3 else _named(scan, (index, end - length, sort), by_end)
                if found is not None:
                    yield found
                break


def _named(scan: Scan, head: tuple[int, int, str], by_end: Mapping[int, Piece]) -> Local | None:
    """The name whose head noun of the sort begins at the given character of the word or of a word before it."""
    index, at, sort = head
    text = scan.text
    end = _longer_head(text, at, scan.words[index][1])
    if end in by_end:
        return None
    while index > 0 and scan.words[index][0] > at:
        index -= 1
    start = scan.words[index][0]
    proper = start < at and (_proper_word(scan, index, sort) or (start in by_end and end - start > 2 and text[start:end] not in _no_names()))
    if proper:
        start = _without_false_first(scan, start, at)
    if start < at and (text[start] in _false_first() or text[start] in _stops()) and (at - start == 1 or not _guessed(scan, start)):
        return None
    if start < at and not proper or start == at and scan.words[index][0] < at:
        return None
    edge, proper, piece = _walk(scan, (start, at, index, sort), proper, by_end)
    if any(found[1] == end for tag in ("place", "place-weak") for found in scan.starting(tag, edge)):
        return None
    if text[at:end] in words("_place-home-site"):
        if _institution(scan, piece.start if piece is not None else edge):
            return None
    if piece is not None and edge == at:
        return _named_by_place(scan, piece, (at, end, sort))
    if edge == at or end - edge > _LONGEST[sort] or text[edge:end] in _no_names():
        return None
    if at - edge == 1 and (sort in _PEOPLED or end - at == 1) and not scan.in_dictionary_word(at):
        edge = _longer_by_one_word(scan, edge)
        if at - edge == 1 and (piece is None or edge == piece.end):
            return None
    if sort is VILLAGE and text[edge] in words("_place-town") and at - edge > 1:
        edge = _longer_by_one_word(scan, edge)
    if end - edge == 3 and text[at:end] in words("_place-head-given") and _may_be_person(scan, edge):
        return None
    if sort is DIVISION and scan.ending("place", end):
        return None
    if sort in _WILD and (end - edge < 3 and _guessed(scan, edge) or end - at == 1 and _doubtful(scan, edge, at)):
        return None
    if not proper and (sort not in _NAMED_BY_PLACE or end - edge < 4 or _generic(scan, edge, at)):
        return None
    if piece is None:
        edge = _with_numeral(scan, edge)
        return Local(edge, end, sort, edge, (), proper or text[at:end] in words("_place-head-strong"))
    if (sort is NATURE or text[at:end] in words("_place-apart")) and not holds(scan, piece):
        return Local(edge, end, sort, edge)
    if not proper:
        return Local(piece.start, end, sort, piece.inner, piece.outer)
    return Local(piece.start, end, sort, piece.inner if text[at:end] in words("_place-with-city") else edge, piece.keys)


def _longer_by_one_word(scan: Scan, edge: int) -> int:
    """`edge` moved left over one short word when the name is only one character long so far (`望湖社区`, `王家嘴村`)."""
    index = scan.word_before.get(edge)
    if index is None:
        return edge
    start, end, flag = scan.words[index]
    word = scan.text[start:end]
    if not _han(word) or word in _stops() or word in _verbs() or word in _false_first() or flag in _FREE - {"v", "f"}:
        return edge
    return start if end - start == 1 or (end - start == 2 and (flag in _PROPER or word[-1] in words("_place-family"))) else edge


def _may_be_person(scan: Scan, edge: int) -> bool:
    """Whether three characters that begin with a surname stand where nothing says that a place is meant."""
    text = scan.text
    if text[edge] not in name_lists().surnames or text.endswith(words("_place-weak-before"), 0, edge):
        return False
    index = scan.word_at.get(edge)
    return index is None or scan.words[index][2] != "ns" or _guessed(scan, edge)


def _longer_head(text: str, at: int, end: int) -> int:
    """The end of the longest head that begins at `at`, though the segmenter divides it otherwise (`水利枢纽工程|项目`).

    Two heads may be joined (`主题公园及度假区`).
    """
    end = max((at + len(head) for head in _long_heads() if text.startswith(head, at)), default=end)
    if text[end : end + 1] in _JOINTS and end - at > 2:
        end += max((len(head) + 1 for head in words("_place-zone") if len(head) > 2 and text.startswith(head, end + 1)), default=0)
    return end


def _generic(scan: Scan, edge: int, at: int) -> bool:
    """Whether all words between are such as make a kind of place of its head."""
    index, generic = scan.word_at.get(edge), _generics()
    while index is not None and index < len(scan.words) and scan.words[index][0] < at:
        if scan.text[scan.words[index][0] : scan.words[index][1]] not in generic:
            return False
        index += 1
    return index is not None


def _guessed(scan: Scan, edge: int) -> bool:
    return not scan.in_dictionary_word(edge + 1)


def _with_numeral(scan: Scan, edge: int) -> int:
    """`edge` with a numeral in Chinese characters that begins the name: `八步沙林场`."""
    index = scan.word_before.get(edge)
    if index is None:
        return edge
    start, end, flag = scan.words[index]
    return start if flag == "m" and end - start < 3 and _han(scan.text[start:end]) and scan.text[start] not in words("_place-modifier-stop") else edge


def _institution(scan: Scan, at: int) -> bool:
    """Whether the name of a university, a school or a hospital ends at `at`: its campus is its own, no place's."""
    index = scan.word_before.get(at)
    if index is None:
        return False
    start, _, flag = scan.words[index]
    return flag == "nt" or scan.text.endswith(words("_place-institution"), start, at) or bool(scan.ending("organization", at))


def _doubtful(scan: Scan, edge: int, at: int) -> bool:
    """Whether a natural feature's name of two words or fewer may be a person's: a name word, or a lone character before it."""
    index = scan.word_at.get(edge)
    if index is None:
        return False
    if scan.words[index][2].startswith("nr") and scan.words[index][1] == at:
        return True
    before = scan.word_before.get(edge)
    if before is None:
        return False
    start, end, flag = scan.words[before]
    return end - start == 1 and _han(scan.text[start]) and flag not in _FREE


def _named_by_place(scan: Scan, piece: Piece, head: tuple[int, int, str]) -> Local | None:
    """A known place's name with a head right behind it: `康定机场`; of a chain the last name belongs to the head's."""
    at, end, sort = head
    text = scan.text
    noun = text[at:end]
    if sort not in _NAMED_BY_PLACE and noun not in _bare():
        return None
    places = [scan.knowledge[key] for key in piece.keys]
    full = any(place.label == text[piece.inner : piece.end] or place.level == "province" for place in places)
    if noun in _plural() and full and any(place.level for place in places):
        return None
    return Local(piece.start, end, sort, piece.inner, piece.outer)


def _proper_word(scan: Scan, index: int, sort: str) -> bool:
    """Whether the word that ends in the head is a name: tagged as a place, or unknown to the segmenter."""
    start, end, flag = scan.words[index]
    word = scan.text[start:end]
    if word in _no_names() or flag in _PHRASES:
        return False
    if flag == "ns":
        return True
    if sort in _WILD or not _may_be_name(word):
        return False
    return flag.startswith("nr") or not scan.in_dictionary_word(start + 1)


def _without_false_first(scan: Scan, start: int, at: int) -> int:
    """`start` moved right past a function word that the segmenter glued to a word it does not know (`对巴朗山`)."""
    if at - start >= 2 and scan.text[start] in _false_first() and not scan.in_dictionary_word(start + 1):
        return start + 1
    return start


def _walk(
    scan: Scan, head: tuple[int, int, int, str], proper: bool, by_end: Mapping[int, Piece]
) -> tuple[int, bool, Piece | None]:
    """Left from a head: where the name begins, whether something proper stands in it, the known place before it."""
    edge, at, index, sort = head
    text, rows = scan.text, scan.words
    common = singles = 0
    odd = False
    while True:
        piece = by_end.get(edge)
        if piece is not None:
            return edge, proper, piece
        index -= 1
        if index < 0 or at - edge > _LONGEST_LEFT:
            return edge, proper, None
        start, end, flag = rows[index]
        word = text[start:end]
        if word in _QUOTES and not proper and sort is SITE:
            opener = text.rfind(_QUOTES[word], max(0, start - _LONGEST_QUOTE), start)
            return (opener if opener >= 0 else edge), opener >= 0, None
        if word in _stops() or end != edge or not _han(word) or _known_but_no_place(scan, start, end):
            return edge, proper, None
        unknown = len(word) > 1 and not scan.in_dictionary_word(start + 1)
        if (unknown and not _may_be_name(word)) or (word in _verbs() and sort is not ROAD):
            return edge, proper, None
        if word not in _generics() and (flag in _PROPER or unknown or (flag == "m" and len(word) > 2)):
            proper = True
        elif len(word) == 1 and flag in _LOOSE:
            if proper and flag != "f":
                return edge, proper, None
            singles += 1
            odd = odd or flag in _ODD
            proper = proper or singles > 1 or (common > 0 and odd)
        elif (flag in _LOOSE or (odd and sort is NATURE and flag == "v" and word not in _verbs())) and not proper and common < _MOST_COMMON_WORDS:
            common += 1
            proper = word[-1] in _name_ends() or odd
        else:
            return edge, proper, None
        edge = _without_false_first(scan, start, end) if unknown else start
        if edge > start:
            return edge, proper, by_end.get(edge)


def _known_but_no_place(scan: Scan, start: int, end: int) -> bool:
    """Whether a known place's name stands here that does not mean the place (`中国` in `中国特色`)."""
    return any(found[1] == end for found in scan.starting("place", start))


def _may_be_name(word: str) -> bool:
    """Whether a word the segmenter does not know holds no function word behind its first character."""
    return not any(inside in word[1:] for inside in words("_place-never-inside"))


def _han(word: str) -> bool:
    return all("㐀" <= character <= "鿿" for character in word)


@cache
def _heads() -> dict[str, str]:
    sorts = (DIVISION, NATURE, ROAD, SITE, ZONE, VILLAGE, TOWN)
    return {word: sort for sort in sorts for word in words(f"_place-{sort}")}


@cache
def _long_heads() -> tuple[str, ...]:
    """The heads that have another head at their beginning."""
    heads = _heads()
    return tuple(head for head in heads if any(head != other and head.startswith(other) and len(other) > 2 for other in heads))


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """The lengths of the heads that end in a character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for head in _heads():
        lengths.setdefault(head[-1], set()).add(len(head))
    return {character: tuple(sorted(found, reverse=True)) for character, found in lengths.items()}


@cache
def _no_names() -> frozenset[str]:
    return frozenset(words("_place-no-name"))


@cache
def _stops() -> frozenset[str]:
    return frozenset(words("_place-modifier-stop"))


@cache
def _bare() -> frozenset[str]:
    return frozenset(words("_place-head-bare"))


@cache
def _plural() -> frozenset[str]:
    return frozenset(words("_place-head-plural"))


@cache
def _name_ends() -> frozenset[str]:
    return frozenset(words("_place-name-end"))


@cache
def _false_first() -> frozenset[str]:
    return frozenset(words("_place-false-first"))


@cache
def _generics() -> frozenset[str]:
    return frozenset(words("_place-generic"))


@cache
def _verbs() -> frozenset[str]:
    lists = ("_governing-verb", "_opening-verb", "_place-weak-before", "_stop-before")
    return frozenset(word for name in lists for word in words(name) if len(word) > 1)
