"""Names of programmes that end in a head noun: 计划, 工程, 行动, 试点, 平台 …, and where they begin and end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import FARTHEST
from kg.mentions.programme_edges import ordinal, programme_edge
from kg.mentions.sited import town
from kg.model import Mention
from kg.scan import Scan

_RANKS = ("programme-head-kind", "programme-head-phase", "programme-head-built", "programme-head-strict", "programme-head")
_CHINA = "place/100000"
_LONG = 7
_SHORTEST = 4
_SHORTEST_CALLED = 3
_GENERIC_WORDS = 2
_SHORTEST_QUOTED = 2
_LONG_QUOTE = 14
_LONGEST_OBJECT = 6
_QUOTE = re.compile("“[^“”]+”")
_SIZE = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun in the text and the list it is in."""

    start: int
    end: int
    rank: str


def headed(scan: Scan) -> Iterator[Mention]:
    """Names that end in a head noun of the lists `programme-head…`, when enough of a name stands before it."""
    text = scan.text
    covered = _titles(text)
    accepted: set[int] = set()
    for head in _heads(scan):
        start, end, rank = head.start, head.end, head.rank
        if covered[start] or not _ends(scan, start, end):
            continue
        edge = programme_edge(scan, start, end)
        if rank == "programme-head-built":
            edge = _governed(scan, edge, start)
        if edge >= start or not _is_name(scan, edge, head, accepted):
            continue
        accepted.add(end)
        sure = rank != "programme-head-built" and (_called_for(scan, edge, accepted) or _placed(scan, edge))
        if text[start:end] in _list("_programme-outside-quotes") and start - edge >= _LONG_QUOTE and _QUOTE.fullmatch(text, edge, start):
            yield Mention(scan.span(edge + 1, start - 1), "Programme", "headed", None, 0.7)
            continue
        score = 0.85 if sure and end - edge >= _LONG else 0.7  # only long names are sure wherever they stand
        yield Mention(scan.span(edge, end), "Programme", "headed", None, score)


def _governed(scan: Scan, edge: int, head: int) -> int:
    """`edge` moved right behind a place that builds, or left over a verb inside the name (`某市` + `建设` + `践行…示范区`)."""
    placed = next((found[1] for found in scan.starting("place", edge)), edge)
    built = next((found[1] for found in scan.starting("programme-build", placed)), edge) if placed > edge else edge
    if edge < built < head - 1 and built in scan.word_at:
        return built
    index = scan.word_before.get(edge, -1)
    for at in range(index, max(-1, index - _LONGEST_OBJECT), -1):
        start, end, flag = scan.words[at]
        word = scan.text[start:end]
        if word in _list("_programme-inner-verb") and scan.ending("programme-build", start):
            return start
        if flag[0] not in "nvajbl" or word in _list("programme-build"):
            break
    return edge


def _titles(text: str) -> bytearray:
    """A mark for every character that stands in 《》."""
    marks = bytearray(len(text) + 1)
    for match in re.finditer("《[^《》\n]{1,120}》", text):
        marks[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return marks


def _heads(scan: Scan) -> list[Head]:
    """The head nouns of the text by end, one an end (the longest), with the list each is in."""
    best: dict[int, Head] = {}
    for rank in ("programme-head-numbered", *_RANKS):
        for start, end, _ in scan.found(rank):
            known = best.get(end)
            if known is None or start < known.start:
                best[end] = Head(start, end, rank)
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
    prize = scan.text[end - 1] in _list("_programme-prize")  # the prize is named, not the project that applies for it
    return prize or not any(scan.starting(rank, end) for rank in _RANKS)


def _whole(scan: Scan, head_end: int, end: int) -> bool:
    """Whether a word that ends at `end` is not cut out of the word behind the head noun (奖项 of 奖 + 项目)."""
    index = scan.word_at.get(head_end)
    return index is None or scan.words[index][1] <= end or end == head_end


def _is_name(scan: Scan, edge: int, noun: Head, accepted: set[int]) -> bool:
    text = scan.text
    start, end, rank = noun.start, noun.end, noun.rank
    modifier = text[edge:start]
    head = text[start:end]
    if rank == "programme-head-numbered" and not ordinal().match(modifier):
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
    built = parts[-1:] == list(words("_programme-building")) and (_placed(scan, edge) or called)
    built = built or (rank == "programme-head-built" and len(parts) > _GENERIC_WORDS)
    if parts and ((parts[-1] in _list("_programme-never-before") and not built) or _described_first(scan, edge, parts[0])):
        return False
    generic = _list("_programme-generic")
    if rank == "programme-head-kind":
        generic |= _list("programme-kind")
    compound = rank == "programme-head" and called and len(parts) > _GENERIC_WORDS
    if all(part in generic for part in parts) and not _SIZE.match(modifier) and not compound:
        return False
    if modifier.strip("“”") in words("quote-slogan"):
        return False
    if head in _list("_programme-quoted-only") and "”" not in modifier:
        return False
    if rank == "programme-head-kind":
        if modifier[-1] in _list("_programme-prize"):
            return False
        if scan.starting("place", edge) and not _particular(scan, edge, start):
            return False
        of_kind = any(scan.ending("programme-kind", start)) or _sited(scan, edge, start)
        return of_kind or bool(re.search(r"^\d|\.\d$", modifier)) or "”" in modifier
    if rank == "programme-head-phase":
        return modifier.endswith(words("_programme-works")) and (_placed(scan, edge) or _proper(scan, edge))
    if rank == "programme-head-built":
        in_building = scan.starting("programme-being-built", end) or scan.ending("programme-build", edge)
        return bool(in_building) or _listed(scan, edge, accepted)
    return called or rank != "programme-head-strict"


def _particular(scan: Scan, edge: int, start: int) -> bool:
    """Whether the place that begins a project's name is followed by more than general words (`某市重点建设项目`)."""
    after = scan.starting("place", edge)[0][1]
    parts = _words(scan, after, start)
    general = _list("_programme-generic") | _list("_programme-never-first") | {*words("_programme-building")}
    return not parts or (parts[0] not in _list("_programme-never-first") and not general.issuperset(parts))


def _described_first(scan: Scan, edge: int, first: str) -> bool:
    """Whether the first word makes a mere description of what follows; before a place it is part of the name (大 + 长白山)."""
    return first in _list("_programme-never-first") and not any(scan.starting("place", edge + len(first)))


def _described(scan: Scan, edge: int, head: str) -> bool:
    """Whether what stands before the name makes a description of it: 各类, 首个 …; before a weak head noun also 的."""
    text = scan.text
    if text[max(0, edge - 1) : edge] in _list("_programme-description-mark-weak"):
        placed = head in _list("_programme-sited") and _placed(scan, edge)
        return head in _list("_programme-described") or (head not in _list("programme-head") and not placed)
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
        at = max(scan.text.rfind(opener, max(0, at - FARTHEST), at) for opener in "(（")
    return at in accepted


def _placed(scan: Scan, edge: int) -> bool:
    """Whether the name begins with a place or a word like 国家, or stands behind 全国 or an agency's name."""
    before = scan.text[max(0, edge - 2) : edge]
    places = (scan.knowledge[key] for _, _, key in scan.starting("place", edge))
    home = any(place.kind != "Country" or place.key == _CHINA for place in places)
    behind_agency = bool(scan.ending("agency", edge))
    return bool(home or behind_agency or scan.starting("programme-opener", edge) or before in _list("_national"))


def _sited(scan: Scan, edge: int, start: int) -> bool:
    """Whether a place, a town, another programme or the bare level of an issuer begins the name."""
    place = any(scan.knowledge[key].kind != "Country" or key == _CHINA for _, _, key in scan.starting("place", edge))
    longer = any(found[1] + _SHORTEST < start for found in scan.starting("programme", edge))
    named = place or longer or town(scan, edge, start) is not None
    return named or scan.text[edge] in _list("_programme-level")


def _proper(scan: Scan, edge: int) -> bool:
    """Whether the first word is a proper noun to the segmenter."""
    index = scan.word_at.get(edge)
    return index is not None and scan.words[index][2] in {"ns", "nz", "nt"}


@cache
def _count() -> re.Pattern[str]:
    return re.compile("[0-9]+" + alternation("_programme-measure"))


@cache
def _counted() -> re.Pattern[str]:
    return re.compile("[0-9一二三四五六七八九十百千万余多几两]" + alternation("_programme-measure") + "$")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(words(name))
