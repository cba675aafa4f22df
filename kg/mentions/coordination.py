"""Coordination bodies, whose middle is free text: 领导小组, 指挥部, 联席会议, 工作专班 and their offices."""

from collections.abc import Iterator, Set
from functools import cache

from kg.lexicon import words
from kg.mentions.boundaries import FARTHEST, left_edge
from kg.mentions.parts import blocked, left_part, units
from kg.model import AgencyName, Mention
from kg.scan import Scan

_LONGEST = 40


def coordination_bodies(scan: Scan, taken: Set[int]) -> Iterator[Mention]:
    """Organs that end in a head of the list `agency-suffix-free`, from the place, level or first noun of the name on.

    `taken` are the ends of agencies already found: what the stricter grammar parsed is not parsed again.
    """
    for head, end, _ in scan.found("agency-suffix-free"):
        longest = scan.starting("agency-suffix-free", head)[0][1]
        if end < longest or end in taken or blocked(scan, head, end):
            continue
        edge = _begin_with_place(scan, _edge(scan, head), head)
        if end - edge > _LONGEST or head - edge < 2 or scan.text[edge:head] in _verbs() or _class_word_at(scan, edge, head):
            continue
        if "各" in scan.text[edge:end] or scan.text[edge - 1 : edge] == "个":
            continue
        end_of_units, unit = units(scan, end)
        begins, place, level, generic = _left(scan, edge, head)
        name = AgencyName(place=place, level=level, tail=scan.text[begins:end], unit=unit, generic=generic)
        anchored = bool(place or level or scan.text.startswith(tuple(words("national-prefix")), edge))
        kind = "Organization" if scan.starting("organization", edge) else "Agency"
        yield Mention(scan.span(edge, end_of_units), kind, "agencies", name, 0.9 if anchored else 0.7)


def _begin_with_place(scan: Scan, edge: int, head: int) -> int:
    """`edge`, moved right over openers (`到`, `报`) and on to the first division named when one follows them."""
    while edge < head and scan.text[edge].isspace():
        edge += 1
    settled = False
    for at in range(edge, head):
        if not settled:
            before, edge = edge, _past_opener(scan.text, edge, head)
            settled = edge == before
        if at >= edge and any(scan.knowledge[key].kind == "Division" for _, end, key in scan.starting("place", at) if end <= head):
            return at
    return edge


def _past_opener(text: str, edge: int, head: int) -> int:
    """`edge`, or the end of the word there that only introduces a name (`到`, `报`)."""
    openers = [word for word in words("_agency-opener") if text.startswith(word, edge) and edge + len(word) < head]
    return edge + max(map(len, openers), default=0)


def _edge(scan: Scan, head: int) -> int:
    """The left edge; what is before 和, 与 or a verb (`市推进…领导小组`) belongs to the name if a place or level begins it."""
    edge = left_edge(scan, head)
    while edge > 2 and head - edge <= FARTHEST:
        further = left_edge(scan, edge - 1) if scan.text[edge - 1] in "和与及" else _before_verb(scan, edge)
        if further >= edge - 1 or not _anchored(scan, further, head):
            break
        edge = further
    return edge


def _before_verb(scan: Scan, edge: int) -> int:
    """Where a place or level word right before the verb that ends at `edge` begins, else `edge`."""
    for start in range(edge - 2, max(edge - 5, 0), -1):
        if scan.text[start:edge] in _verbs():
            left = left_part(scan, start)
            return left.start if left is not None else edge
    return edge


@cache
def _verbs() -> frozenset[str]:
    return frozenset(words("_coordination-verb"))


def _anchored(scan: Scan, start: int, head: int) -> bool:
    text = scan.text
    if scan.starting("place", start) or text.startswith(tuple(words("national-prefix")), start):
        return True
    return any(end < head and left_part(scan, end) is not None for _, end, _ in scan.starting("agency-level", start))


def _left(scan: Scan, edge: int, head: int) -> tuple[int, str, str, bool]:
    """The chain of places or the level word the name begins with: where it ends, place, level, generic."""
    at, place = edge, ""
    while rows := [row for row in scan.starting("place", at) if row[1] <= head]:
        at, place = rows[0][1], rows[0][2]
    if place:
        left = left_part(scan, at)
        return at, left.place if left else place, "", bool(left and left.generic)
    for _, end, _ in scan.starting("agency-level", edge):
        if end < head:
            left = left_part(scan, end)
            if left is not None and left.level:
                return end, "", left.level, left.generic
    return edge, "", "", False


def _class_word_at(scan: Scan, edge: int, head: int) -> bool:
    """Whether a word that makes a class (`各`, `有关`) begins the name: what it heads is no name."""
    rows = scan.starting("agency-class-modifier", edge)
    return bool(rows) and rows[0][1] <= head and scan.text[edge : rows[0][1]] not in words("national-prefix")
