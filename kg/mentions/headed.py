"""Names of programmes that end in a head noun: 计划, 工程, 行动, 试点, 平台 …, and where they begin and end."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import left_edge, without_opening_verbs
from kg.mentions.sited import sited_edge, town
from kg.model import Mention
from kg.scan import Scan

_RANKS = ("programme-head-kind", "programme-head-phase", "programme-head-built", "programme-head-strict", "programme-head")
_CHINA = "place/100000"
_LONG = 7
_SHORTEST = 4
_SHORTEST_CALLED = 3
_GENERIC_WORDS = 2
_SHORTEST_QUOTED = 2
_DIGITS = re.compile(r"[0-9]+(\.[0-9]+)?$")
_SIZE = re.compile(r"[0-9]")
_YEAR = re.compile(r"[0-9]{4}年度?$")


def headed(scan: Scan) -> Iterator[Mention]:
    """Names that end in a head noun of the lists `programme-head…`, when enough of a name stands before it."""
    text = scan.text
    covered = _titles(text)
    accepted: set[int] = set()
    for start, end, rank in _heads(scan):
        if covered[start] or not _ends(scan, start, end):
            continue
        edge = _without_owner(scan, _edge(scan, start, end), start)
        if edge >= start or not _is_name(scan, edge, start, end, rank, accepted):
            continue
        accepted.add(end)
        sure = rank != "programme-head-built" and (_called_for(scan, edge, accepted) or _placed(scan, edge))
        score = 0.85 if sure and end - edge >= _LONG else 0.7  # only long names are sure wherever they stand
        yield Mention(scan.span(edge, end), "Programme", "headed", None, score)


def _titles(text: str) -> bytearray:
    """A mark for every character that stands in 《》."""
    marks = bytearray(len(text) + 1)
    for match in re.finditer("《[^《》\n]{1,120}》", text):
        marks[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return marks


def _heads(scan: Scan) -> list[tuple[int, int, str]]:
    """The head nouns of the text by end, one an end (the longest), with the list each is in."""
    best: dict[int, tuple[int, int, str]] = {}
    for rank in ("programme-head-numbered", *_RANKS):
        for start, end, _ in scan.found(rank):
            known = best.get(end)
            if known is None or start < known[0]:
                best[end] = (start, end, rank)
    return [best[end] for end in sorted(best)]


def _ends(scan: Scan, start: int, end: int) -> bool:
    """Whether a name may end behind the head noun: not inside a word, a longer noun or a document's title."""
    if start not in scan.word_at and start - 1 in scan.word_at:  # 宅 + 基地
        return False
    straddled = end not in scan.word_before and not scan.starting("programme-head-numbered", start)
    if straddled or any(_whole(scan, end, found[1]) for found in scan.starting("programme-head-blocker", start)):
        return False
    if scan.starting("programme-tail-document", end):
        return False
    if _count().match(scan.text, end):
        return False
    return not any(scan.starting(rank, end) for rank in _RANKS)


def _whole(scan: Scan, head_end: int, end: int) -> bool:
    """Whether a word that ends at `end` is not cut out of the word behind the head noun (奖项 of 奖 + 项目)."""
    index = scan.word_at.get(head_end)
    return index is None or scan.words[index][1] <= end or end == head_end


def _edge(scan: Scan, start: int, end: int) -> int:
    """Where the name begins: the left edge, less an agency before the name, plus year, number or size."""
    text = scan.text
    known = scan.ending("programme", end)
    if known and known[0][0] < start:
        start = known[0][0]
        edge = without_opening_verbs(scan, left_edge(scan, start), end)
        return edge if _qualifies(scan, edge, start) else start
    if scan.ending("programme", start) and text[start:end] in _list("_programme-joined-fund"):
        return end
    edge = left_edge(scan, start)
    if text[start:end] in _list("_programme-sited"):
        edge = min(edge, sited_edge(scan, start))
    edge = _behind_agency(scan, edge, start)
    edge = _opened(scan, edge, start)
    if text[edge] in _list("_name-stop") and edge + 1 < start:  # 实施好 + 大数据, split 好大 + 数据 by the segmenter
        edge += 1
    head = text[start:end]
    if _leveled(scan, edge, head):
        return edge - 1
    before = text[max(0, edge - 12) : edge]
    if head in _list("_programme-numbered"):
        national = re.search(alternation("_national") + "$", before)
        ordinal = [*_ordinal().finditer(before[: national.start()] if national else before)]
        if ordinal and ordinal[-1].end() == (national.start() if national else len(before)):
            return edge - len(before) + ordinal[-1].start()
    year = _YEAR.search(before) if head in _list("_programme-yearly") else None
    if year:
        return edge - len(before) + year.start()
    size = _size().search(before)
    if size:
        return edge - len(before) + size.start()
    digits = _DIGITS.search(before)
    if digits and (digits[1] or head in _list("_programme-with-digits")):
        at = edge - len(before) + digits.start()
        return left_edge(scan, at) if digits[1] or scan.ending("place", at) else at
    return edge


def _leveled(scan: Scan, edge: int, head: str) -> bool:
    """Whether the bare level of an issuer stands before a prize or project (`申报市科学技术奖`)."""
    index = scan.word_before.get(edge)
    if index is None or not index or scan.text[edge - 1 : edge] not in _list("_programme-level"):
        return False
    behind_verb = scan.words[index - 1][2][0] in "vx" or scan.words[index - 1][2] == "nz"
    return scan.words[index][0] == edge - 1 and behind_verb and head in _list("_programme-leveled")


def _without_owner(scan: Scan, edge: int, start: int) -> int:
    """`edge` moved to a quote inside the name when only a place or an actor stands before the quote."""
    quote = scan.text.find("“", edge + 1, start)
    if quote < 0:
        return edge
    place = any(found[1] == quote for found in scan.starting("place", edge))
    return quote if place or scan.text[edge:quote].endswith(words("_quote-actor")) else edge


def _behind_agency(scan: Scan, edge: int, start: int) -> int:
    """`edge` moved behind an agency's name that the walk took in (`科技部颠覆性技术备选库`)."""
    index = scan.word_at.get(edge)
    while index is not None and index < len(scan.words) and scan.words[index][1] < start:
        at = scan.words[index][1]
        bodies = [found for found in scan.ending("body", at) if edge < found[0]]
        agency = any(found[0] >= edge for found in scan.ending("agency", at))
        if agency or any(place[0] >= edge for body in bodies for place in scan.ending("place", body[0])):
            edge = at
        index += 1
    return edge


def _qualifies(scan: Scan, edge: int, start: int) -> bool:
    """Whether `edge` to `start` are nouns that tell a kind of the known programme that follows (水稻 + 良种补贴)."""
    index = scan.word_at.get(edge)
    if index is None or any(found[1] == start for found in scan.starting("place", edge)):
        return False
    while index < len(scan.words) and scan.words[index][0] < start:
        word = scan.text[slice(*scan.words[index][:2])]
        if scan.words[index][2][0] not in "njlb" or word in _list("_phrase-end"):
            return False
        index += 1
    return start - edge >= 2


def _opened(scan: Scan, edge: int, start: int) -> int:
    """`edge` moved right of a verb that stands before a word that begins names (`备案国家…基地`)."""
    index = scan.word_at.get(edge)
    if index is None:
        return edge
    while scan.words[index][1] < start and scan.words[index][2].startswith("v"):
        end = scan.words[index][1]
        if scan.starting("programme-opener", end) or scan.starting("place", end):
            edge = end
        index += 1
    return edge


def _is_name(scan: Scan, edge: int, start: int, end: int, rank: str, accepted: set[int]) -> bool:
    text = scan.text
    modifier = text[edge:start]
    head = text[start:end]
    if rank == "programme-head-numbered" and not _ordinal().match(modifier):
        return False
    called = _called_for(scan, edge, accepted) or _placed(scan, edge)
    shortest = _SHORTEST_QUOTED if "“" in modifier else _SHORTEST_CALLED if called or _proper(scan, edge) else _SHORTEST
    if "\n" in modifier or len(modifier.strip("“”‘’")) < shortest:
        return False
    bare = any(found[1] == start for found in scan.starting("place", edge))
    if _described(scan, edge, head) or (bare and head not in _list("_programme-after-place")):
        return False
    if _counted().search(text[max(0, edge - 8) : edge + 1]) or _counted().search(text[max(0, edge - 8) : edge]):
        return False
    parts = _words(scan, edge, start)
    if parts and (parts[-1] in _list("_programme-never-before") or _described_first(scan, edge, parts[0])):
        return False
    generic = _list("_programme-generic")
    if rank == "programme-head-kind":
        generic |= _list("programme-kind")
    compound = rank == "programme-head" and called and len(parts) > _GENERIC_WORDS
    if all(part in generic for part in parts) and not _SIZE.match(modifier) and not compound:
        return False
    if rank == "programme-head-kind":
        of_kind = any(scan.ending("programme-kind", start)) or _sited(scan, edge, start)
        return of_kind or bool(re.search(r"^\d|\.\d$", modifier)) or "”" in modifier
    if rank == "programme-head-phase":
        return modifier.endswith(words("_programme-works")) and (_placed(scan, edge) or _proper(scan, edge))
    if rank == "programme-head-built":
        built = scan.starting("programme-being-built", end) or scan.ending("programme-build", edge)
        return bool(built) or _listed(scan, edge, accepted)
    return called or rank != "programme-head-strict"


def _described_first(scan: Scan, edge: int, first: str) -> bool:
    """Whether the first word makes a mere description of what follows; before a place it is part of the name (大 + 长白山)."""
    return first in _list("_programme-never-first") and not any(scan.starting("place", edge + len(first)))


def _described(scan: Scan, edge: int, head: str) -> bool:
    """Whether what stands before the name makes a description of it: 各类, 首个 …; before a weak head noun also 的."""
    text = scan.text
    if text[max(0, edge - 1) : edge] in _list("_programme-description-mark-weak"):
        return head in _list("_programme-described") or head not in _list("programme-head")
    index = scan.word_before.get(edge)
    return index is not None and text[scan.words[index][0] : edge] in _list("_programme-description-mark")


def _words(scan: Scan, edge: int, start: int) -> list[str]:
    index = scan.word_at.get(edge)
    parts: list[str] = []
    while index is not None and index < len(scan.words) and scan.words[index][0] < start:
        parts.append(scan.text[scan.words[index][0] : min(start, scan.words[index][1])])
        index += 1
    return parts


def _called_for(scan: Scan, edge: int, accepted: set[int]) -> bool:
    """Whether a verb that runs programmes stands before `edge`, or another programme of the same list."""
    index = scan.word_before.get(edge)
    while index is not None and index > 0 and scan.text[scan.words[index][0] : edge] in _list("_programme-between"):
        edge = scan.words[index][0]
        index -= 1
    return any(scan.ending("programme-verb", edge)) or _listed(scan, edge, accepted)


def _listed(scan: Scan, edge: int, accepted: set[int]) -> bool:
    """Whether another programme stands before `edge` in the same list (`甲中心（甲）、乙中心`)."""
    if not edge or scan.text[edge - 1] not in {"、", *words("_name-conjunction")}:
        return False
    at = edge - 1
    if scan.text[at - 1] in ")）":
        at = max(scan.text.rfind("(", 0, at), scan.text.rfind("（", 0, at))
    return at in accepted


def _placed(scan: Scan, edge: int) -> bool:
    """Whether the name begins with a place or a word like 国家, or stands behind 全国 or an agency's name."""
    before = scan.text[max(0, edge - 2) : edge]
    places = (scan.knowledge[key] for _, _, key in scan.starting("place", edge))
    home = any(place.kind != "Country" or place.key == _CHINA for place in places)
    behind_agency = bool(scan.ending("agency", edge))
    return bool(home or behind_agency or scan.starting("programme-opener", edge) or before in _list("_national"))


def _sited(scan: Scan, edge: int, start: int) -> bool:
    """Whether a place, a town or the bare level of an issuer begins the name."""
    return _placed(scan, edge) or town(scan, edge, start) is not None or scan.text[edge] in _list("_programme-level")


def _proper(scan: Scan, edge: int) -> bool:
    """Whether the first word is a proper noun to the segmenter."""
    index = scan.word_at.get(edge)
    return index is not None and scan.words[index][2] in {"ns", "nz", "nt"}


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile("第[一二三四五六七八九十百0-9]{1,4}" + alternation("_ordinal-measure"))


@cache
def _count() -> re.Pattern[str]:
    return re.compile("[0-9]+" + alternation("_programme-measure"))


@cache
def _counted() -> re.Pattern[str]:
    return re.compile("[0-9一二三四五六七八九十百千万余多几两]" + alternation("_programme-measure") + "$")


@cache
def _size() -> re.Pattern[str]:
    return re.compile(r"[0-9]+(?:\.[0-9]+)?" + alternation("_programme-unit") + "$")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(words(name))
