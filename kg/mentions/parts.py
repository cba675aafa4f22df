"""The parts of an agency's name around its body: the place or level on the left, internal units on the right."""

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import alternation, words
from kg.scan import Scan

_SESSION = re.compile(r"第?[一二三四五六七八九十百\d]{1,4}届$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]{1,3}")
_HAN = re.compile("[一-鿿]")
_JOINTS = frozenset("和与")
MOST_OUTER = 8
"""How many places, each in the one before it, may stand in front of a name: a country has four levels, each said twice at most."""


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a body: where it starts, the key of the place (or organisation) or the level word, whether it makes a class."""

    start: int
    place: str = ""
    level: str = ""
    generic: bool = False
    organization: str = ""
    township: str = ""
    places: tuple[str, ...] = ()


def left_part(scan: Scan, at: int) -> Left | None:
    """The place (a chain of places: the last) or level word that ends at `at`; None when there is neither."""
    text = scan.text
    session = _SESSION.search(text, max(0, at - 8), at)
    if session:
        at = session.start()
    place = _place_before(scan, at) or _township_before(scan, at)
    if place is not None:
        return place
    for start in range(max(0, at - 4), at):
        if text[start:at] in _levels() and _level_stands(scan, start, at):
            return Left(start, level=text[start:at], generic=_made_generic(scan, start))
    return None


def _place_before(scan: Scan, at: int) -> Left | None:
    rows = scan.ending("place", at) or [row for row in scan.ending("place-weak", at) if _confirmed(scan, row[2])]
    if not rows:
        return None
    start, _, key = rows[0]
    places = tuple(row[2] for row in rows if row[0] == start)
    for _ in range(MOST_OUTER):
        outer = scan.ending("place", start)
        if not outer:
            break
        inside = _inside(scan, places, outer[0][2])
        if not inside:
            break
        key, places, start = inside[0], inside, outer[0][0]
    return Left(start, place=key, generic=_class_before(scan, start), places=places if len(places) > 1 else ())


def _inside(scan: Scan, places: tuple[str, ...], outer: str) -> tuple[str, ...]:
    """Of the places that bear one name, those that lie in `outer` or in another place of its name."""
    named = {known.key for known in scan.knowledge.named(scan.knowledge[outer].label, "place")} | {outer}
    return tuple(key for key in places if any(known.key in named for known in scan.knowledge.ancestors(key)))


_TOWNSHIP = re.compile("(?:镇|[^城下家故老返]乡|街道|[^农乡村各该本全]村|[^该本各]社区)$")
_LONGEST_TOWNSHIP = 7


def _township_before(scan: Scan, at: int) -> Left | None:
    """A town or street by its own name (`培石乡` before `政府`), with the places in front when they are named."""
    if not _TOWNSHIP.search(scan.text, max(0, at - 2), at):
        return None
    for start in range(at - 2, at - _LONGEST_TOWNSHIP - 1, -1):
        left = _place_before(scan, start) if start > 0 else None
        if left is not None and _HAN.match(scan.text[start]) and at - start >= 2 and not _crosses(scan, start, at):
            return Left(left.start, place=left.place, township=scan.text[start:at], generic=left.generic)
    index = scan.word_before.get(at)
    if index is None:
        return None
    start = scan.words[index][0]
    if at - start <= 2 and index:
        start = scan.words[index - 1][0]
        if scan.words[index - 1][2][:1] not in "nabjlivzx" or scan.text[start:at][:1] in "，。、（(":
            return None
    name = scan.text[start:at]
    if not 2 < len(name) <= 6 or name in words("_no-township") or any(word in name for word in words("_township-never-inside")):
        return None
    return Left(start, township=name)


def station_name(scan: Scan, at: int) -> Left | None:
    """The free name of a station (`大同` before `派出所`): one or two words of the segmenter, four characters at most."""
    index = scan.word_before.get(at)
    if index is None:
        return None
    start, _, flag = scan.words[index]
    if flag[:1] not in "njzxa" or not _HAN.match(scan.text[start]) or at - start < 2 or at - start > 4:
        return None
    return Left(start, township=scan.text[start:at])


def _crosses(scan: Scan, start: int, end: int) -> bool:
    return not all(map(_HAN.match, scan.text[start:end])) or bool(set(scan.text[start:end]) & set("的和与在及"))


def _confirmed(scan: Scan, key: str) -> bool:
    """Whether the text says elsewhere, in full, the place that a weak name may mean."""
    return scan.counts.holds(scan.knowledge[key].label)


def _class_before(scan: Scan, start: int) -> bool:
    return bool(scan.ending("agency-class-each", start))


@cache
def _levels() -> frozenset[str]:
    return frozenset(words("agency-level"))


def _level_stands(scan: Scan, start: int, end: int) -> bool:
    """Whether a level word is a word of its own here, not the end of another (`城市`, `小区`, `超市`)."""
    text = scan.text
    if start == 0 or not _HAN.match(text[start - 1]):
        return True
    if scan.ending("level-nonword", end):
        return False
    return start in scan.word_at or text[start - 1] in "我本全各该两" or not scan.in_dictionary_word(start)


def _made_generic(scan: Scan, start: int) -> bool:
    """Whether what stands before a level word makes it a class: 各区, 全市, 县级以上, 市、区."""
    text = scan.text
    if scan.ending("agency-class-each", start):
        return True
    return start > 1 and text[start - 1] in "、和（(及" and text[start - 2] in "省市县区级州"


def blocked(scan: Scan, start: int, end: int) -> bool:
    """Whether a word that reaches over `end` shows that no name ends there (`政府` in `政府采购`, `教育部` in `教育部署`).

    A word of two characters counts only where the segmenter begins a word too: `教育部发布` is no 部发.
    """
    for at in range(max(start, end - 5), end):
        for _, stop, _ in scan.starting("agency-blocker-right", at):
            if stop > end and (stop - at > 2 or at in scan.word_at):
                return True
    return False


def units(scan: Scan, end: int) -> tuple[int, str]:
    """The end of the internal units that follow an organ's name, and the units as written; (end, "") when there are none.

    What is itself an agency of the centre is no unit of the one it stands behind: 财政部教育部 are two.
    """
    first = end
    for _ in range(3):
        step = _unit_end(scan, end)
        if step is None or blocked(scan, end, step) or any(stop == step for _, stop, _ in scan.starting("agency", end)):
            break
        end = step
    return end, scan.text[first:end]


def _unit_end(scan: Scan, at: int) -> int | None:
    text = scan.text
    ordinal = _ORDINAL.match(text, at)
    start = ordinal.end() if ordinal else at
    for _, end, _ in scan.starting("agency-unit", start):
        if not post_follows(scan, start, end):
            return end
    for tag in ("place", "place-weak"):
        for _, middle, _ in scan.starting(tag, start):
            for _, end, _ in scan.starting("agency-branch", middle):
                return end
    for _, middle, _ in scan.starting("agency-function", start):
        for _, end, _ in scan.starting("agency-unit-suffix", middle):
            if not post_follows(scan, start, end):
                return end
    return _free_unit_end(scan, start)


def _free_unit_end(scan: Scan, at: int) -> int | None:
    """The end of a unit named in free words that end in a unit's own suffix (`案件审理室`, `党风政风监督室`)."""
    index = scan.word_at.get(at)
    if index is None:
        return None
    for start, end, flag in scan.words[index : index + 5]:
        word = scan.text[start:end]
        if end - at > 12 or flag == "ns" or word in _titling() or (flag[:1] not in "nvabjl" and (word not in _JOINTS or start == at)):
            return None
        if start - at >= 2 and word[0] in _unit_ends() and any(post == end for _, post, _ in scan.starting("post-title", start + 1)):
            return start + 1
        if end - at > 2 and word[-1] in _unit_ends() and not word.endswith(_rooms()) and not post_follows(scan, at, end):
            return end
    return None


@cache
def _unit_ends() -> frozenset[str]:
    return frozenset(words("_unit-end"))


@cache
def _rooms() -> tuple[str, ...]:
    return words("_no-unit")


@cache
def _titling() -> frozenset[str]:
    """What ends the issuer's part of a title: `国务院批转特区办公室关于…` names no office of 国务院."""
    return frozenset(words("_heading-about"))


@cache
def _party_post() -> re.Pattern[str]:
    return re.compile(alternation("_party-group") + "$")


@cache
def _post_after() -> re.Pattern[str]:
    return re.compile(alternation("_party-post"))


def post_follows(scan: Scan, start: int, end: int) -> bool:
    """Whether a Party group is only part of a post (`党组书记`), or the unit's last character begins one (`处长`)."""
    text = scan.text
    if text[end : end + 1] == "长":
        return True
    return bool(_party_post().search(text, start, end) and _post_after().match(text, end))
