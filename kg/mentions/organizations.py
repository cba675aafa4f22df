"""Organisations: known ones, and by grammar (place | level) name suffix, with campuses and branches behind them."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import left_edge
from kg.model import Mention
from kg.scan import Scan

_HAN = re.compile(r"[一-龥]")
_LIST_MARKS = "、和及与"
_LATIN = re.compile(r"[A-Za-z]")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[批届]?")
_BRACKETED_PART = re.compile(r"[（(][^（）()\n]{2,12}[）)]")
_BREAK = re.compile(r"[\s，。；！？：:;,!?]+")
_CLOSERS = "”’」）)》、"
_KNOWN_INSIDE = 4
_CALENDAR = "年月日"
_LETTERS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*$")
_QUOTED = re.compile(r"[“‘「].+[”’」]")
_COMPASS = re.compile(r"[东南西北](?:[站门口侧]|(?=[、，。；）)\-—\s]|$))")
_ITEM = re.compile(r"[^、，。；\-—－→\n]{1,15}")
_PROPER = frozenset({"nr", "nrt", "nrfg", "ns", "nz", "nt", "j", "eng", "x"})
_LONGEST = 40


def organizations(scan: Scan) -> Iterator[Mention]:
    """Every organisation that is named; `value` is the official or fullest name where another form of it stands."""
    known = list(_known(scan))
    yield from known
    yield from _listed(scan, known)
    named = list(_named(scan))
    yield from named
    yield from _tails(scan, [*known, *named])


def _mention(scan: Scan, start: int, end: int, score: float, value: str | None = None) -> Mention:
    return Mention(scan.span(start, end), "Organization", "organizations", value, score)


def _known(scan: Scan) -> Iterator[Mention]:
    """Known organisations, with the campus or branch that stands behind (`中国人民大学通州校区`)."""
    text = scan.text
    for start, end, key in scan.found("organization"):
        if not _free(scan, start, end) or _blocked(scan, end):
            continue
        behind = _branch(scan, end)
        label = scan.knowledge[key].label
        yield _mention(scan, start, end, 0.95, label if label != text[start:end] else None)
        if behind > end:
            yield _mention(scan, start, behind, 0.9)


def _free(scan: Scan, start: int, end: int) -> bool:
    """Whether a known name's characters are that name and not the inside of other words."""
    text = scan.text
    if _LATIN.match(text[start]):
        return not (_LATIN.match(text[start - 1 : start] or " ") or _LATIN.match(text[end : end + 1] or " "))
    if end - start > 4:
        return True
    inside_left = start not in scan.word_at
    inside_right = end not in scan.word_before
    if end - start <= 2:
        return not inside_left and not inside_right
    return not (inside_left and inside_right)


def _blocked(scan: Scan, end: int) -> bool:
    """Whether what follows makes another word of the name's end (`大学` + `生`)."""
    text = scan.text
    return text.startswith(words("_organization-blocker"), end) or text.startswith(words("_organization-blocker-word"), end - 1)


def _listed(scan: Scan, known: list[Mention]) -> Iterator[Mention]:
    """Weak names: beside a known organisation in a list, or where the text also gives the full name."""
    ends = {mention.span.end for mention in known}
    starts = {mention.span.start for mention in known}
    text = scan.text
    for start, end, key in sorted(scan.found("organization-weak")):
        entity = scan.knowledge[key]
        beside = (text[start - 1 : start] in tuple(_LIST_MARKS) and start - 1 in ends) or (
            text[end : end + 1] in tuple(_LIST_MARKS) and end + 1 in starts
        )
        if (beside or any(name in text for name in entity.strong)) and _free(scan, start, end):
            ends.add(end)
            yield _mention(scan, start, end, 0.7, entity.label)


def _named(scan: Scan) -> Iterator[Mention]:
    """Names by their suffix."""
    text = scan.text
    heads: dict[int, int] = {}
    for start, end, _ in scan.found("organization-suffix"):
        heads[end] = min(start, heads.get(end, start))
    begun: dict[int, int] = {}
    for end, head in sorted(heads.items()):
        if not _is_suffix(scan, head, end):
            continue
        start = _beginning(scan, head, end)
        while start in begun:
            start = begun[start]
        if start >= head or end - start > _LONGEST or not _is_name(scan, start, head, end):
            continue
        begun[end] = start
        score = 0.9 if text[head:end] in _named_suffixes() else 0.8 if _placed(scan, start, head) else 0.72
        yield _mention(scan, start, end, score)
        behind = _branch(scan, end)
        if behind > end:
            begun[behind] = start
            yield _mention(scan, start, behind, score)


def _is_suffix(scan: Scan, head: int, end: int) -> bool:
    """Whether the characters are the noun that ends a name, and not a verb or the inside of other words."""
    text = scan.text
    if end < len(text) and end not in scan.word_at and _HAN.match(text[end]):
        return False
    index = scan.word_at.get(head)
    if index is not None and scan.words[index][1] == end and scan.words[index][2] in ("v", "d"):
        return False
    return not _blocked(scan, end) and not _is_stop(scan, end)


def _is_stop(scan: Scan, end: int) -> bool:
    """Whether the name is a stop of a line or a gate (`医院北站`, `大学东门`), or an item in a list of stops."""
    text = scan.text
    if _COMPASS.match(text, end):
        return True
    mark = text[end : end + 1]
    if mark not in tuple("、-—－→～~"):
        return False
    item = _ITEM.match(text, end + 1)
    return item is not None and item[0].endswith(words("_organization-stop"))


@cache
def _named_suffixes() -> frozenset[str]:
    return frozenset(words("_organization-named"))


def _branch(scan: Scan, end: int) -> int:
    """Where the campus, branch or department that stands behind an organisation's name ends (`end` if there is none)."""
    text = scan.text
    bracket = _BRACKETED_PART.match(text, end)
    if bracket and text.endswith(words("organization-branch"), end, bracket.end() - 1):
        return bracket.end()
    for at in range(end, end + 6):
        branches = scan.starting("organization-branch", at)
        if branches and (at == end or scan.starting("place", end) or scan.word_at.get(end) == scan.word_before.get(at)):
            return branches[0][1]
        if not _HAN.match(text[at : at + 1] or " "):
            break
    return end


def _beginning(scan: Scan, head: int, end: int) -> int:
    """Where the name with this suffix begins."""
    text = scan.text
    start = _extended(scan, left_edge(scan, head))
    for found, stop, _ in scan.ending("organization", end):
        if start < found < head and stop == end:
            return found
    start = _cleaned(scan, start, head)
    for width in (1, 2, 3):
        start = min([start, *(found[0] for found in scan.ending("place", start + width) if found[0] < start)])
    if not _placed(scan, start, head):
        for at in range(start + 1, head):
            if any(found[1] - at >= _KNOWN_INSIDE for found in scan.starting("organization", at)):
                return at
    return start


def _cleaned(scan: Scan, start: int, head: int) -> int:
    """`start` moved right past all that only stands in front of the name: roles, verbs, conjunctions, titles, dates."""
    text = scan.text
    for match in _BREAK.finditer(text, start, head):
        start = match.end()
    for role in words("_organization-role"):
        at = text.rfind(role, start, head)
        start = at + len(role) if at >= 0 else start
    closer = max(text.rfind(mark, start, head) for mark in "）)")
    opener = max(text.rfind(mark, start, closer) for mark in "（(") if closer > 0 else -1
    if opener > 0 and scan.starting("person-title", opener + 1):
        start = closer + 1
    while text[start] in _CLOSERS:
        start += 1
    if text[start] in "（(" and start in scan.word_before:
        start = scan.words[scan.word_before[start]][0]
    placed = bool(_placed(scan, start, head))
    index = scan.word_at.get(start)
    first = start
    while index is not None and index < len(scan.words) and scan.words[index][1] <= head:
        begin, end, flag = scan.words[index]
        word = text[begin:end]
        if (_governs(word, flag) and not (placed and flag == "v" and not _names_behind(scan, end, head))) or (flag == "c" and _divides(scan, start, begin, end)) or (
            begin == first and _leads_in(scan, begin, end)
        ):
            start = first = end
        index += 1
    return start


def _leads_in(scan: Scan, begin: int, end: int) -> bool:
    """Whether the word at the start only stands in front of the name: a title, a role, the rest of a date."""
    word = scan.text[begin:end]
    return word in _leads() or _is_title(scan, begin, end) or (word in _CALENDAR and scan.text[begin - 1 : begin].isdigit())


def _names_behind(scan: Scan, at: int, head: int) -> bool:
    """Whether a place or a known organisation begins between `at` and `head`."""
    return any(scan.starting(tag, index) for tag in ("place", "organization") for index in range(at, head))


def _governs(word: str, flag: str) -> bool:
    """Whether a word inside what was taken for a name is a verb or preposition with the name as its object."""
    if flag == "p":
        return True
    return flag == "v" and len(word) > 1 and not _generic().fullmatch(word) and word not in words("_organization-verb")


def _divides(scan: Scan, start: int, begin: int, end: int) -> bool:
    """Whether the conjunction from `begin` to `end` stands between two names and not inside one."""
    if any(scan.starting(tag, end) for tag in ("place", "organization", "agency")):
        return True
    return scan.text.endswith(words("_organization-end"), start, begin)


def _is_title(scan: Scan, begin: int, end: int) -> bool:
    return any(found[1] == end for found in scan.starting("person-title", begin))


def _extended(scan: Scan, start: int) -> int:
    """`start` moved left over an ordinal, a known organisation, a place before it, and letters or digits of a brand."""
    text = scan.text
    ordinal = _ORDINAL.search(text, max(0, start - 8), start)
    if ordinal:
        return _extended(scan, left_edge(scan, ordinal.start()))
    known = [found[0] for found in scan.ending("organization", start)]
    if known:
        return min(known)
    letters = _LETTERS.search(text, max(0, start - 10), start)
    return letters.start() if letters else start


@cache
def _leads() -> frozenset[str]:
    return frozenset(words("_organization-lead"))


def _placed(scan: Scan, start: int, head: int) -> int:
    """The end of the place, the level that stands for one, or the known name that the name begins with, or 0."""
    ends = [found[1] for tag in ("place", "agency", "organization") for found in scan.starting(tag, start) if found[1] <= head]
    if ends:
        return max(ends)
    text = scan.text
    for level in words("_organization-level"):
        end = start + len(level)
        if end <= head and text.startswith(level, start) and start in scan.word_at and (end in scan.word_at or end == head):
            return end
    return 0


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(alternation("_organization-generic"))


@cache
def _class() -> re.Pattern[str]:
    return re.compile(alternation("_organization-class"))


def _is_name(scan: Scan, start: int, head: int, end: int) -> bool:
    """Whether the words before the suffix name one organisation instead of telling a kind."""
    body, suffix = scan.text[start:head], scan.text[head:end]
    placed = _placed(scan, start, head)
    if "各" in body or scan.text[start - 1 : start] in ("×", "某"):
        return False
    if suffix in _named_suffixes():
        return len(body) >= 2 and bool(placed or _generic().sub("", body))
    if _class().search(body):
        return False
    if suffix in words("_organization-placed"):
        return bool(placed)
    if placed == head:
        bare = suffix not in words("_organization-bare-class") and not body.endswith(words("_organization-level-character"))
        return bare and not scan.ending("agency", head)
    if placed:
        return bool(_generic().sub("", scan.text[placed:head])) or suffix not in words("_organization-bare-class")
    return _QUOTED.search(body) is not None or _ORDINAL.search(body) is not None or _distinct(scan, start, head)


def _distinct(scan: Scan, start: int, head: int) -> bool:
    """Whether a word of the body is a proper one (a brand, a surname, a place), by the segmenter's hint."""
    text = scan.text
    at = start
    while at < head:
        index = scan.word_at.get(at)
        if index is None:
            return head - start >= 2
        first, at, flag = scan.words[index]
        word = text[first : min(at, head)]
        if flag in _PROPER and not _generic().fullmatch(word) and len(word) > 1:
            return True
    return False


def _tails(scan: Scan, found: list[Mention]) -> Iterator[Mention]:
    """Later uses of a long name's last words (`公交集团` for `北京公交集团`), and those the publisher's name holds."""
    text = scan.text
    publisher = scan.document.header.publisher
    full: dict[str, str] = {}
    for mention in found:
        name = mention.span.of(text)
        for start, _, _ in scan.ending("organization-suffix", mention.span.end):
            index = scan.word_before.get(start)
            if index is not None and scan.words[index][0] > mention.span.start:
                tail = text[scan.words[index][0] : mention.span.end]
                full.setdefault(tail, mention.value if isinstance(mention.value, str) else name)
    for start, end, _ in scan.found("organization-suffix"):
        index = scan.word_before.get(start)
        if index is None or not _is_suffix(scan, start, end):
            continue
        begin = scan.words[index][0]
        tail = text[begin:end]
        value = full.get(tail) or (publisher if publisher and tail in publisher else "")
        if len(tail) < 4 or not value or _extended(scan, left_edge(scan, begin)) != begin:
            continue
        if _distinct(scan, begin, start) or text[start:end] in words("_organization-short"):
            yield _mention(scan, begin, end, 0.75, value)
