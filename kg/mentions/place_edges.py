"""Where a place's own name begins before its head noun, and whether something proper stands in it."""

from collections.abc import Mapping

from kg.lexicon import words
from kg.mentions.divisions import Piece
from kg.mentions.name_forms import name_lists
from kg.mentions.place_heads import DIVISION, NATURE, ROAD, SITE, any_of, listed, verbs
from kg.scan import Scan

_PROPER = frozenset({"ns", "nr", "nrt", "nrfg", "nz", "nt"})
_LOOSE = frozenset({"n", "ng", "g", "zg", "ag", "vg", "tg", "s", "b", "a", "f", "q", "x", "an", "vn", "nt", "h", "k", "j", "m"})
_PHRASES = frozenset({"i", "l", "z", "v", "d", "p", "c", "r", "t"})
_ODD = frozenset({"q", "zg", "g", "x"})
_OUTSIDE = frozenset({"p", "c", "uj", "ul", "uv", "m", "d", "r", "t"})
_MOST_COMMON_WORDS = 2
_LONGEST_LEFT = 14
_QUOTES = {"”": "“", "’": "‘"}
_LONGEST_QUOTE = 12


def walk(scan: Scan, start: int, at: int, sort: str, by_end: Mapping[int, Piece]) -> tuple[int, bool, Piece | None]:
    """Left from a head at `at`, whose word begins at `start`: where the name begins, whether something proper stands in it, and
    the known place right before it.
    """
    edge, proper = start, start < at
    text, common, odd, single = scan.text, 0, False, False
    while (piece := by_end.get(edge)) is None and at - edge <= _LONGEST_LEFT:
        index = scan.word_before.get(edge)
        if index is None:
            return edge, proper, None
        first, last, flag = scan.words[index]
        word = text[first:last]
        if word in _QUOTES and not proper and sort is SITE:
            opener = text.rfind(_QUOTES[word], max(0, first - _LONGEST_QUOTE), first)
            return (opener if opener >= 0 else edge), opener >= 0, None
        if stops(scan, index, sort):
            return edge, proper, None
        unknown = len(word) > 1 and not scan.in_dictionary_word(first + 1)
        if word not in listed("_place-generic") and (flag in _PROPER or unknown or (flag == "m" and len(word) > 2)):
            proper = True
        elif len(word) == 1 and flag in _LOOSE:
            if proper and flag != "f":
                return edge, proper, None
            odd = odd or flag in _ODD
            proper = proper or single or (common > 0 and odd)
            single = True
        elif (
            (flag in _LOOSE or (flag == "v" and (text[first - 1] in _QUOTES or (odd and sort is NATURE))))
            and not proper
            and common < _MOST_COMMON_WORDS
        ):
            common += 1
            proper = word[-1] in listed("_place-name-end") or odd
        else:
            return edge, proper, None
        edge = without_false_first(scan, first, last) if unknown else first
        if edge > first:
            return edge, proper, by_end.get(edge)
    return edge, proper, piece


def stops(scan: Scan, index: int, sort: str) -> bool:
    """Whether the word at `index` never stands in a place's name."""
    start, end, _ = scan.words[index]
    word = scan.text[start:end]
    if word in listed("_place-modifier-stop") or not han(word):
        return True
    if any(found[1] == end for found in scan.starting("place", start)):  # a known name that is no place here: `中国特色`
        return True
    if len(word) > 1 and not scan.in_dictionary_word(start + 1) and not may_be_name(word):
        return True
    return word in verbs() and sort is not ROAD


def proper_word(scan: Scan, index: int, sort: str) -> bool:
    """Whether the word that ends in the head is a name: tagged as a place, or unknown to the segmenter."""
    start, end, flag = scan.words[index]
    word = scan.text[start:end]
    if word in listed("_place-no-name") or flag in _PHRASES:
        return False
    if flag == "ns":
        return True
    if sort in (NATURE, DIVISION) or not may_be_name(word):
        return False
    return flag.startswith("nr") or not scan.in_dictionary_word(start + 1)


def without_false_first(scan: Scan, start: int, end: int) -> int:
    """`start` moved right past a function word that the segmenter glued to a word it does not know (`对巴朗山`)."""
    if end - start >= 2 and scan.text[start] in listed("_place-false-first") and not scan.in_dictionary_word(start + 1):
        return start + 1
    return start


def longer_by_one_word(scan: Scan, edge: int) -> int:
    """`edge` moved left over one short word where the name is only one character long so far (`魏家桥镇`, `王家嘴村`)."""
    index = scan.word_before.get(edge)
    if index is None:
        return edge
    start, end, flag = scan.words[index]
    word = scan.text[start:end]
    if not han(word) or word in listed("_place-modifier-stop") or word in verbs() or word in listed("_place-false-first"):
        return edge
    short = end - start == 1 or (end - start == 2 and (flag in _PROPER or word[-1] in listed("_place-family")))
    return start if short and flag not in _OUTSIDE else edge


def with_numeral(scan: Scan, edge: int) -> int:
    """`edge` with a numeral in Chinese characters that begins the name: `八步沙林场`."""
    index = scan.word_before.get(edge)
    if index is None:
        return edge
    start, end, flag = scan.words[index]
    word = scan.text[start:end]
    return start if flag == "m" and len(word) < 3 and han(word) and word[0] not in listed("_place-modifier-stop") else edge


def only_generic(scan: Scan, edge: int, at: int) -> bool:
    """Whether all words between are such as make a kind of place of its head."""
    index = scan.word_at.get(edge)
    while index is not None and index < len(scan.words) and scan.words[index][0] < at:
        if scan.text[scan.words[index][0] : scan.words[index][1]] not in listed("_place-generic"):
            return False
        index += 1
    return index is not None


def may_be_name(word: str) -> bool:
    """Whether a word the segmenter does not know holds no function word behind its first character."""
    return any_of("_place-never-inside").search(word, 1) is None


def may_be_person(scan: Scan, edge: int) -> bool:
    """Whether three characters that begin with a surname stand where nothing says that a place is meant."""
    text = scan.text
    if text[edge] not in name_lists().surnames or text.endswith(words("_place-weak-before"), 0, edge):
        return False
    index = scan.word_at.get(edge)
    return index is None or scan.words[index][2] != "ns" or not scan.in_dictionary_word(edge + 1)


def doubtful(scan: Scan, edge: int, at: int) -> bool:
    """Whether a feature's short name may be a person's: a name word right before its head, or a lone character before it."""
    index = scan.word_at.get(edge)
    if index is None:
        return False
    if scan.words[index][2].startswith("nr") and scan.words[index][1] == at:
        return True
    before = scan.word_before.get(edge)
    if before is None:
        return False
    start, end, flag = scan.words[before]
    return end - start == 1 and han(scan.text[start]) and flag not in _OUTSIDE and flag not in ("v", "f")


def han(word: str) -> bool:
    """Whether a word is written in Chinese characters only."""
    return all("㐀" <= character <= "鿿" for character in word)
