"""Where a name begins in running text: the grammar of left boundaries, shared by the finders of free names."""

from functools import cache

from kg.lexicon import words
from kg.scan import Scan

OPENERS = {"”": "“", "’": "‘", "》": "《", ")": "(", "）": "（", "」": "「"}
_QUOTES = "”’」"
_NEVER = frozenset("，。；：！？、\n\t")
_BRACKETS = ")）"
_STOP_FLAGS = frozenset({"uj", "ul", "ug", "uv", "uz", "ud", "u", "p", "c", "d", "vd", "r", "y", "e", "o", "m", "mq", "t", "f", "z"})
_LEAST_LEFT = 3
FARTHEST = 40
"""Characters in front of its head noun in which a name begins: an organisation's name has no more, and those of the corpus begin
within 30. All walks to the left end there, so that a text of nothing but head nouns takes no more time than others."""
_NUMERALS = frozenset("0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿两半几多数第")
_LONGEST_QUOTE = 30
_LONGEST_BRACKET = 8
_WHOLE_NAMES = ("place", "agency", "body", "organization", "programme", "programme-head", "programme-head-strict")
_FREE_BEFORE_BRACKET = 2
_STOP, _OPENING, _OBJECT, _INSIDE, _CONJUNCTION = "stop", "opening", "object", "inside", "conjunction"


def left_edge(scan: Scan, head: int, through: frozenset[str] = frozenset()) -> int:
    """Where the name whose head noun starts at `head` begins, walking left word by word.

    The walk stops at punctuation, function words, governing verbs (word list `_governing-verb`) and words that never
    stand in a name (`_name-stop`); a part in quotes or a short part in brackets is taken whole, and a conjunction joins
    two words of one sort (`培训和评价服务平台`). A verb of `_opening-verb` is passed inside a name but never begins one; a
    verb of `_object-verb` is passed only right before the head (`人才支持计划`).
    `through` are parts of speech the walk may pass although they usually stop it. Returns `head` when nothing stands
    in front.
    """
    text, rows = scan.text, scan.words
    kinds = _kinds()
    index = scan.word_before.get(head)
    edge = head
    if index is None:  # the head lies inside a word of the segmenter
        index = _word_around(scan, head)
        if index is None:
            return head
        edge = rows[index][0]
        index -= 1
    free = 0  # words that may be of any sort: what stands before a bracket inside a name (`中新（厦门）产业园`)
    while index >= 0:
        start, end, flag = rows[index]
        if head - start > FARTHEST:
            break
        word = text[start:end]
        if word in OPENERS:
            opener = _opener(text, word, start)
            if opener < 0 or (word in _BRACKETS and (edge == head or not text[opener - 1 : opener].isalnum())):
                break
            edge = opener
            index = scan.word_before.get(opener, -1)
            free = _FREE_BEFORE_BRACKET if word in _BRACKETS else 0
            continue
        kind = kinds.get(word)
        if (kind is _STOP and _belongs(scan, index, head)) or _split(scan, index):
            kind = _INSIDE
        if kind is _CONJUNCTION and flag not in through:
            if edge == head or not _joins(scan, index):
                break
            edge = rows[index - 1][0]
            index -= 2
            continue
        if kind is _STOP or (kind is _OBJECT and edge < head):
            break
        if kind is not _INSIDE and (word in _NEVER or (not free and flag not in through and _stops(scan, index))):
            break
        edge = start
        index -= 1
        free = max(0, free - 1)
    return without_opening_verbs(scan, edge, head)


def _belongs(scan: Scan, index: int, head: int) -> bool:
    """Whether a word that usually ends a name belongs to this one: a degree before a noun, a verb between a noun and the head."""
    rows = scan.words
    start, end, _ = rows[index]
    word = scan.text[start:end]
    if end < head:
        noun = rows[index + 1][2][0] == "n" or rows[index + 1][1:] == (head, "vn")
        return noun and word in _list("_name-degree")
    takes = _list("_verb-taking-head")
    if not any(scan.text.startswith(noun, head) for noun in takes):
        return False
    if word not in _list("_head-verb") or not index or rows[index - 1][2][0] not in "na":
        return False
    return not any(scan.ending(tag, start) for tag in _WHOLE_NAMES)


def _stops(scan: Scan, index: int) -> bool:
    """Whether the word at `index` stops the walk by its part of speech, or by the verb it begins with (`继续加强`)."""
    start, end, flag = scan.words[index]
    word = scan.text[start:end]
    if flag == "x":  # punctuation, or characters the segmenter does not know
        return not word.isalnum()
    if flag == "m":
        return len(word) == 1 or not _NUMERALS.isdisjoint(word)
    if flag == "q":  # a measure only behind a number
        return index > 0 and scan.words[index - 1][2] in {"m", "r"}
    if flag in _STOP_FLAGS and len(word) > 1:  # the segmenter takes some places for adverbs and the like
        return flag != "uv" and not any(found[1] == end for found in scan.starting("place", start))
    return flag in _STOP_FLAGS or (len(word) == 4 and _STOP in {_kinds().get(word[:2]), _kinds().get(word[2:])})


def _opener(text: str, closer: str, at: int) -> int:
    """Where the quote or bracket closed at `at` opens, or -1 when it is too long or a title."""
    if closer == "》":
        return -1
    opener = text.rfind(OPENERS[closer], max(0, at - (_LONGEST_QUOTE if closer in _QUOTES else _LONGEST_BRACKET)), at)
    return -1 if opener < 0 or "\n" in text[opener:at] else opener


def _joins(scan: Scan, index: int) -> bool:
    """Whether the conjunction at word `index` joins two words of one sort inside one name."""
    rows, text = scan.words, scan.text
    if index < 1:
        return False
    start, end, before = rows[index - 1]
    after = rows[index + 1][2]
    word = text[start:end]
    if before[0] not in "nvj" or after[0] not in "nvjl" or _kinds().get(word) is _STOP or word in _list("_phrase-end"):
        return False
    return not any(scan.ending(tag, end) for tag in _WHOLE_NAMES)


def without_opening_verbs(scan: Scan, edge: int, head: int) -> int:
    """`edge` moved right past verbs that only govern what follows, as long as enough of a name remains."""
    rows, kinds = scan.words, _kinds()
    index = scan.word_at.get(edge)
    while index is not None and index + 2 < len(rows):
        start, end, _ = rows[index]
        if head - end < _LEAST_LEFT or kinds.get(scan.text[start:end]) not in {_OPENING, _OBJECT, _CONJUNCTION}:
            break
        edge = end
        index += 1
    return edge


def begins_with_verb(scan: Scan, index: int) -> bool:
    """Whether the word at `index` is a verb that governs what follows."""
    start, end, _ = scan.words[index]
    return end - start > 1 and _kinds().get(scan.text[start:end]) in {_STOP, _OBJECT}


def _split(scan: Scan, index: int) -> bool:
    """Whether the word at `index` is the first or second part of a word that the segmenter split (`可` + `持续`)."""
    start = scan.words[index][0]
    if scan.text.startswith(_split_words(), start):
        return True
    return index > 0 and scan.words[index - 1][0] == start - 1 and scan.text.startswith(_split_words(), start - 1)


@cache
def _split_words() -> tuple[str, ...]:
    return words("_name-inside-split")


def _word_around(scan: Scan, at: int) -> int | None:
    for start in range(at, max(-1, at - 12), -1):
        index = scan.word_at.get(start)
        if index is not None:
            return index
    return None


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(words(name))


@cache
def _kinds() -> dict[str, str]:
    """What a word means for the walk; a word without an entry is decided by its part of speech."""
    kinds = dict.fromkeys(words("_name-inside"), _INSIDE)
    kinds.update(dict.fromkeys(words("_opening-verb"), _OPENING))
    kinds.update(dict.fromkeys(words("_object-verb"), _OBJECT))
    kinds.update(dict.fromkeys((*words("_governing-verb"), *words("_name-stop")), _STOP))
    kinds.update(dict.fromkeys(words("_name-conjunction"), _CONJUNCTION))
    return kinds
