"""Organs of foreign states, and words for a class of organs (`有关部门`, `市场监管部门`), which name none."""

from collections.abc import Iterator
from functools import cache

from kg.lexicon import words
from kg.mentions.boundaries import FARTHEST
from kg.mentions.parts import blocked, left_part
from kg.model import AgencyName, Mention
from kg.scan import Scan


def foreign_organs(scan: Scan) -> Iterator[Mention]:
    """A foreign country, or its one-character name, followed by an organ of state (`俄外交部`), with its committees and missions."""
    for start, end, _ in scan.found("foreign-organ"):
        countries = [row for row in scan.ending("place", start) if _foreign(scan, row[2])]
        countries += [row for row in scan.ending("place-abbreviation", start) if _foreign(scan, row[2]) and _begins(scan, row[0])]
        if not countries or blocked(scan, start, end):
            continue
        edge, _, key = countries[0]
        end = _committee_end(scan, end)
        name = AgencyName(place=key, tail=scan.text[start:end])
        yield Mention(scan.span(edge, end), "Agency", "agencies", name, 0.9)
    yield from missions(scan)


def missions(scan: Scan) -> Iterator[Mention]:
    """Embassies, consulates and missions of one country in a place (`俄罗斯驻英国大使馆`)."""
    text = scan.text
    for start, end, _ in scan.found("mission"):
        for host, _, _ in scan.ending("place", start) + scan.ending("organization", start):
            if host and text[host - 1] == "驻":
                for edge, _, key in scan.ending("place", host - 1):
                    if scan.knowledge[key].kind == "Country":
                        name = AgencyName(place=key, tail=text[host - 1 : end])
                        yield Mention(scan.span(edge, end), "Agency", "agencies", name, 0.9)


def _begins(scan: Scan, start: int) -> bool:
    """Whether a one-character name of a country begins a word here."""
    return start in scan.word_at or start == 0


def _foreign(scan: Scan, key: str) -> bool:
    known = scan.knowledge[key]
    return known.kind in ("Country", "Region") and key != "place/100000"


def _committee_end(scan: Scan, end: int) -> int:
    """The end of a committee of the organ whose name ends at `end`, else `end`."""
    for middle in range(end + 2, min(end + 10, len(scan.text))):
        rows = scan.starting("foreign-committee", middle)
        if rows and not set(scan.text[end:middle]) & set("，。、的：；在将于和与 "):
            return rows[0][1]
    return end


def class_references(scan: Scan) -> Iterator[Mention]:
    """Words for a class of organs: modifiers, functions in a list and a class head; generic, never a single body's name."""
    for head, end, _ in scan.found("agency-class-head"):
        if end < scan.starting("agency-class-head", head)[0][1]:
            continue
        start = _class_start(scan, head)
        if start == head:
            continue
        left = left_part(scan, start)
        name = AgencyName(
            place=left.place if left else "", level=left.level if left else "", tail=scan.text[start:end], generic=True
        )
        yield Mention(scan.span(left.start if left else start, end), "Agency", "agencies", name, 0.4)


@cache
def _joints() -> frozenset[str]:
    return frozenset(words("_class-joint"))


def _class_start(scan: Scan, head: int) -> int:
    start = head
    while start > 0 and head - start <= FARTHEST:
        rows = scan.ending("agency-class-modifier", start) or scan.ending("agency-function", start) or scan.ending("agency", start)
        if rows:
            start = rows[0][0]
        elif start < head and scan.text[start - 1] in _joints() and (
            scan.ending("agency-function", start - 1) or scan.ending("agency-class-modifier", start - 1)
        ):
            start -= 1
        else:
            break
    return start
