"""A person's name in its place: the likeliest name that begins or ends somewhere, weighed by form and surroundings."""

from typing import NamedTuple

from kg.mentions.name_forms import NAME_FLAGS, evidence_left, evidence_right, form, name_ends, name_lists
from kg.scan import Scan

_ENOUGH = 1.2


class PersonName(NamedTuple):
    """Characters taken for a name, how much speaks for it, and the full name where only a part of it stands."""

    start: int
    end: int
    points: float
    full: str = ""


def forward(scan: Scan, start: int, left: float) -> PersonName | None:
    """The likeliest Chinese name that begins at `start`, if any is likely enough."""
    best: PersonName | None = None
    for end in name_ends(scan.text, start):
        likeness, right = form(scan, start, end), evidence_right(scan, end)
        points = likeness + left + right if likeness else 0.0
        if points < _ENOUGH:
            continue
        if best is None or (
            not _commoner(scan, start, best.end, end) and (points > best.points + 0.001 or _better_cut(scan, best.end, likeness, right))
        ):
            best = PersonName(start, end, points)
    return _completed(scan, best) if best else None


def _completed(scan: Scan, name: PersonName) -> PersonName:
    """The name with one more character where that character follows it everywhere around (`黎宗` + `全`)."""
    text, lists = scan.text, name_lists()
    surface, behind = text[name.start : name.end], text[name.end : name.end + 1]
    longer = name.end + 1
    if longer not in name_ends(text, name.start) or behind not in lists.given or behind in lists.never_last:
        return name
    count = scan.counts.around(surface, name.start) if evidence_right(scan, name.end) <= 0.05 else 0
    return name._replace(end=longer) if count > 1 and count == scan.counts.around(surface + behind, name.start) else name


def _commoner(scan: Scan, start: int, shorter: int, longer: int) -> bool:
    """Whether the shorter name also stands without the last character of the longer one, which may follow a name."""
    text = scan.text
    if text[shorter:longer] not in name_lists().follower:
        return False
    return scan.counts.around(text[start:shorter], start) > scan.counts.around(text[start:longer], start)


def _better_cut(scan: Scan, shorter: int, likeness: float, right: float) -> bool:
    """Whether a name one character longer ends at a clear place while the one to `shorter` ends nowhere in particular.

    A connective behind the shorter one does not count when a verb follows it (`孟庆和` + `到场`).
    """
    if likeness < 0.35 or right < 0.2:
        return False
    return scan.text[shorter] in name_lists().connectives or evidence_right(scan, shorter) <= 0.05


def backward(scan: Scan, end: int, more: float = 0.0) -> PersonName | None:
    """The likeliest Chinese name that ends at `end`, if any is likely enough."""
    best: PersonName | None = None
    right = evidence_right(scan, end)
    for start in range(max(0, end - 4), end - 1):
        if end not in name_ends(scan.text, start):
            continue
        likeness = form(scan, start, end)
        extra = 0.0 if scan.text[start] in name_lists().everyday else more
        points = likeness + evidence_left(scan, start) + right + extra if likeness else 0.0
        if points >= _ENOUGH and (best is None or points > best.points + 0.001):
            best = PersonName(start, end, points)
    return best


def stands_alone(scan: Scan, start: int, end: int) -> bool:
    """Whether a known name's characters from `start` to `end` are that name and not part of other words."""
    support = evidence_left(scan, start) + evidence_right(scan, end)
    first = scan.word_at.get(start)
    if first is not None and scan.words[first][1] == end and scan.words[first][2] not in NAME_FLAGS:
        return support >= 0.6
    return support > (0 if end - start > 2 else 0.05)
