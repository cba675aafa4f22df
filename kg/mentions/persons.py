"""Names of persons: behind and before titles, before verbs of speech, in lists and bylines; and their repetitions."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.mentions.foreign_names import dotted_names, foreign_run, minority_item, parts_alone
from kg.mentions.name_forms import NAME_FLAGS, PUNCTUATION, evidence_left, evidence_right, form, name_ends, name_lists
from kg.model import Mention
from kg.scan import Scan

_TITLE = re.compile(r"《[^《》\n]{0,80}(?:《[^《》\n]{0,60}》[^《》\n]{0,60})*》")
_BLANK = " 　\u00a0\t"
_BRACKETED = re.compile(r"[（(]((?:[一-龥]{2,4}[ 　、]{0,2}){1,6})(?:[）)](?P<end>\s*(?:\n|$))?|\n|$)")
_PIECE = re.compile(r"[一-龥]+")
_ENOUGH = 1.2
_SURE = 1.45


class _Name(NamedTuple):
    start: int
    end: int
    points: float
    full: str = ""


def persons(scan: Scan) -> Iterator[Mention]:
    """Every name of a person in the document; `value` is the full name where only a part of it stands."""
    text, doctrine = scan.text, tuple(name_lists().doctrine)
    closed = [match.span() for match in _TITLE.finditer(text)] if "《" in text else []
    taken: dict[int, _Name] = {}
    for name in _shown(scan):
        old = taken.get(name.start)
        if old is None or name.end > old.end:
            taken[name.start] = name
    _walk_lists(scan, taken)
    for name in _repeated(scan, taken):
        taken.setdefault(name.start, name)
    done = 0
    for name in sorted(taken.values(), key=lambda name: (name.start, -name.end)):
        if name.start < done or text.startswith(doctrine, name.end):
            continue
        if any(start <= name.start and name.end <= end for start, end in closed):
            continue
        done = name.end
        score = 0.9 if name.points >= _SURE else 0.7
        yield Mention(scan.span(name.start, name.end), "Person", "persons", name.full or None, score)


def _shown(scan: Scan) -> Iterator[_Name]:
    """Names that their own surroundings show."""
    text = scan.text
    letters = name_lists().transliteration
    for start, end, _ in scan.found("person-known"):
        alone = text[start - 1 : start] not in letters and text[end : end + 1] not in letters
        if (alone or (start in scan.word_at and end in scan.word_before)) and _stands_alone(scan, start, end):
            yield _Name(start, end, 2.0)
    for start, end in dotted_names(scan):
        yield _Name(start, end, 2.0)
        yield from (_Name(at, behind, 1.5, text[start:end]) for at, behind in parts_alone(scan, start, end))
    for start, end, _ in scan.found("person-title"):
        yield from _behind_title(scan, start, end)
    for _, end, _ in scan.found("person-byline-mark"):
        yield from _byline(scan, end)
    for tag in ("person-title-after", "person-verb"):
        for start, _, _ in scan.found(tag):
            name = _backward(scan, start)
            if name:
                yield name
    yield from _bracketed(scan)
    yield from _chains(scan)


def _behind_title(scan: Scan, start: int, end: int) -> Iterator[_Name]:
    text, lists = scan.text, name_lists()
    if end not in scan.word_at and not _inside_name_word(scan, end):
        return
    title = text[start:end]
    if title in lists.byline:
        yield from _byline(scan, end)
        return
    at = end + (text[end : end + 1] in (":", "："))
    at += _blanks(text, at)
    name = _forward(scan, at, 0.4 if title in lists.weak_title else 0.6)
    if name is None or title in lists.foreign_title:
        run = foreign_run(scan, at)
        likely = run - at >= 3 or (run > at and title in lists.foreign_title)
        if likely and (name is None or run > name.end) and title not in lists.weak_title - lists.foreign_title:
            name = _Name(at, run, 1.3)
    end = minority_item(scan, at) if name is None or name.end - at < 4 else 0
    if end - at > 3 and (name is None or end > name.end):
        name = _Name(at, end, 1.3)
    if name:
        yield name


def _bracketed(scan: Scan) -> Iterator[_Name]:
    """Bylines of names alone in brackets: at a paragraph's end, or behind a dateline (`…电（甲 乙）`)."""
    text, lists = scan.text, name_lists()
    for match in _BRACKETED.finditer(text):
        names = []
        for piece in _PIECE.finditer(text, match.start(1), match.end(1)):
            if piece.end() not in name_ends(text, piece.start()) or form(scan, *piece.span()) < 0.7:
                break
            names.append(_Name(piece.start(), piece.end(), 1.5))
        else:
            if len(names) > 1 or match["end"] is not None or text[match.start() - 1 : match.start()] in lists.dispatch:
                yield from names


def _inside_name_word(scan: Scan, at: int) -> bool:
    """Whether the segmenter glued the characters around `at` into what it takes for a name."""
    before = at
    while before > 0 and before not in scan.word_at:
        before -= 1
    index = scan.word_at.get(before)
    return index is not None and scan.words[index][2] in NAME_FLAGS


def _byline(scan: Scan, at: int) -> Iterator[_Name]:
    """The names of a byline, divided by spaces or 、."""
    text = scan.text
    while True:
        at += text[at : at + 1] in tuple(":：/／、，,")
        name = _forward(scan, at + _blanks(text, at), 0.6)
        if name is None:
            return
        yield name
        at = name.end
        if text[at : at + 1] not in tuple(_BLANK + "、，,"):
            return


def _blanks(text: str, at: int) -> int:
    count = 0
    while text[at + count : at + count + 1] and text[at + count] in _BLANK:
        count += 1
    return count


def _forward(scan: Scan, start: int, left: float) -> _Name | None:
    """The likeliest Chinese name that begins at `start`, if any is likely enough."""
    best: _Name | None = None
    for end in name_ends(scan.text, start):
        likeness, right = form(scan, start, end), evidence_right(scan, end)
        points = likeness + left + right if likeness else 0.0
        if points >= _ENOUGH and (best is None or points > best.points + 0.001 or _better_cut(scan, best.end, likeness, right)):
            best = _Name(start, end, points)
    return best


def _better_cut(scan: Scan, shorter: int, likeness: float, right: float) -> bool:
    """Whether a name one character longer ends at a clear place while the one to `shorter` ends nowhere in particular."""
    return likeness >= 0.35 and right >= 0.2 and evidence_right(scan, shorter) <= 0.05


def _backward(scan: Scan, end: int, more: float = 0.0) -> _Name | None:
    """The likeliest Chinese name that ends at `end`, if any is likely enough."""
    best: _Name | None = None
    right = evidence_right(scan, end)
    for start in range(max(0, end - 4), end - 1):
        if end not in name_ends(scan.text, start):
            continue
        likeness = form(scan, start, end)
        points = likeness + evidence_left(scan, start) + right + more if likeness else 0.0
        if points >= _ENOUGH and (best is None or points > best.points + 0.001):
            best = _Name(start, end, points)
    return best


def _chains(scan: Scan) -> Iterator[_Name]:
    """Lists of names by their form alone: items between 、 that all look like names."""
    text = scan.text
    chain: list[_Name] = []
    at = text.find("、")
    while at >= 0:
        following = text.find("、", at + 1)
        likeness = 0.0
        if 3 <= following - at <= 5 and following in name_ends(text, at + 1):
            likeness = form(scan, at + 1, following)
        if likeness >= 0.5:
            chain.append(_Name(at + 1, following, likeness + 0.6))
        else:
            if chain:
                yield from _whole_chain(scan, chain, at)
            else:
                yield from _pair(scan, at)
            chain = []
        at = following


def _whole_chain(scan: Scan, chain: list[_Name], end: int) -> Iterator[_Name]:
    """The items of a list when enough of it looks like names; its first and last are found from them."""
    if len(chain) < 2 and (chain[0].points < 1.4 or not _backward(scan, chain[0].start - 1) or not _forward(scan, end + 1, 0.5)):
        return
    yield from chain


def _pair(scan: Scan, mark: int) -> Iterator[_Name]:
    """Two names and 、 between them at the start of a clause (`甲、乙参加`)."""
    text, lists = scan.text, name_lists()
    for start in (mark - 2, mark - 3, mark - 4):
        if start < 0 or mark not in name_ends(text, start) or (start and text[start - 1] not in PUNCTUATION):
            continue
        second = _forward(scan, mark + 1, 0.3)
        if second is None or min(form(scan, start, mark), form(scan, second.start, second.end)) < 0.7:
            return
        if any(text[second.end : second.end + size] in lists.end_of_list for size in (1, 2, 3, 4)):
            yield _Name(start, mark, 1.3)
            yield second


def _walk_lists(scan: Scan, taken: dict[int, _Name]) -> None:
    """Adds the names that stand beside a taken one across 、 on either side."""
    text = scan.text
    queue = list(taken.values())
    ends = {name.end for name in queue}
    while queue:
        name = queue.pop()
        beside: list[_Name] = []
        if text[name.end : name.end + 1] == "、" and name.end + 1 not in taken:
            beside.extend(_next_item(scan, name.end + 1))
        if name.start and text[name.start - 1] == "、" and name.start - 1 not in ends:
            previous = _backward(scan, name.start - 1, 0.2)
            if previous and previous.start not in taken:
                beside.append(previous)
        if text[name.end : name.end + 1] in name_lists().connectives and name.end + 1 not in taken:
            following = _forward(scan, name.end + 1, 0.5)
            if following and form(scan, following.start, following.end) >= 0.75:
                beside.append(following)
        for found in beside:
            taken[found.start] = found
            ends.add(found.end)
            queue.append(found)


def _next_item(scan: Scan, at: int) -> Iterator[_Name]:
    name = _forward(scan, at, 0.6)
    end = minority_item(scan, at)
    if end and (name is None or end > name.end):
        name = _Name(at, end, 1.3)
    if name:
        yield name


def _repeated(scan: Scan, taken: dict[int, _Name]) -> Iterator[_Name]:
    """Further occurrences of the names found."""
    text = scan.text
    surfaces = {text[name.start : name.end] for name in taken.values() if not name.full}
    for surface in sorted(surfaces, key=lambda surface: (-len(surface), surface)):
        at = text.find(surface)
        while at >= 0:
            end = at + len(surface)
            if at not in taken and _stands_alone(scan, at, end):
                yield _Name(at, end, 1.3)
            at = text.find(surface, end)


def _stands_alone(scan: Scan, start: int, end: int) -> bool:
    """Whether a known name's characters from `start` to `end` are that name and not part of other words."""
    support = evidence_left(scan, start) + evidence_right(scan, end)
    first = scan.word_at.get(start)
    if first is not None and scan.words[first][1] == end and scan.words[first][2] not in NAME_FLAGS:
        return support >= 0.6
    return support > (0 if end - start > 2 else 0.05)
