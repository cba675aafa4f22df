"""What stands around the body of an announcement: letterhead number, heading, addressees, signature with its day."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.claims.reading import Reading, is_number
from kg.lexicon import alternation, words
from kg.model import Claim, Link, Literal, Span
from kg.vocabulary import KG

_TOP = 8
"""How many lines from the top a letterhead, a heading or an addressee can stand."""
_MOST = 100
"""How many names a heading or a signature may have: each is told with the words of all."""
_NUMERAL = r"[\d〇○零一二三四五六七八九十]"
_DAY = rf"\s*+(?:[（(]\s*+)?{_NUMERAL}{{2,4}}\s*+年\s*+{_NUMERAL}{{1,3}}\s*+月(?:\s*+{_NUMERAL}{{1,3}}\s*+日)?\s*(?:[）)]\s*)?"
_DAY_LINE = re.compile(rf"(?:{_DAY})(?=\n|$)")
_SENTENCE_END = frozenset("。！？；：:;\n")

Line = tuple[int, int, list[Link]]
"""Start and end of a line that is not empty, and the links inside it."""


def letterhead(reading: Reading) -> Iterator[Claim]:
    """A number that fills a line near the top is the document's own."""
    for start, end, links in _lines(reading)[:_TOP]:
        if len(links) == 1 and is_number(links[0]) and links[0].entity and _fills(reading, start, end, links):
            fact = (reading.this, KG.issueNumber, Literal(links[0].entity.label))
            yield reading.says(fact, links[0].mention.span, ("letterhead", links[0].score))
            return


def heading(reading: Reading) -> Iterator[Claim]:
    """The institutions that a heading near the top begins with, 〔agencies〕关于…, issued the document."""
    text = reading.document.text
    above: list[Link] = []
    for start, end, links in _lines(reading)[:_TOP]:
        front = _front(reading, start, links)
        alone = bool(front) and _joined().fullmatch(text, front[-1].mention.span.end, end)
        front = [*above, *front] if front else []
        above = front if alone else []  # below a line of names only the heading may go on
        if front and _about().match(text, front[-1].mention.span.end) and "。" not in text[start:end]:
            front = front[:_MOST]
            for link in front:
                if link.entity is not None:
                    span = Span(reading.document.iri, front[0].mention.span.start, front[-1].mention.span.end)
                    yield reading.says((reading.this, KG.issuedBy, link.entity), span, ("heading", link.score))
            return


def addressees(reading: Reading) -> Iterator[Claim]:
    """Names before a colon are addressed: alone on a line near the top, or at the very beginning of the text."""
    text = reading.document.text
    for index, (start, end, links) in enumerate(_lines(reading)[:_TOP]):
        front = _front(reading, start, _with_governments(reading, links))
        colon = _colon(front).match(text, front[-1].mention.span.end) if front else None
        others = _others().match(text, front[-1].mention.span.end, end) if front and not colon and _institution(front[-1]) else None
        if (colon and (index == 0 or colon.end() == end)) or (others and others.end() == end):
            for link in front:
                if link.entity is not None:
                    fact = (reading.this, KG.addressedTo, link.entity)
                    yield reading.says(fact, link.mention.span, ("addressee", 0.9 * link.score))
            return


def _with_governments(reading: Reading, links: list[Link]) -> list[Link]:
    """The links of a line; places right before an organ in a list stand for theirs (`北京市、天津市人民政府`, `沈阳、广州军区`)."""
    found: list[Link] = []
    tail = ""
    for link in reversed(links):
        after = found[-1] if found else None
        place = link.entity if link.mention.kind == "Place" else None
        if place is None:
            tail = _tail(reading, link) if link.mention.kind == "Agency" else ""
        elif tail and after is not None:
            between = reading.document.text[link.mention.span.end : after.mention.span.start]
            name = place.label if tail in words("_government") else link.mention.span.of(reading.document.text)
            meant = reading.resolve(name + tail, "Agency", reading.document)
            if meant is not None and _joined().fullmatch(between) and between:
                link = replace(link, entity=meant, mention=replace(link.mention, kind="Agency"))
        found.append(link)
    return found[::-1]


def _tail(reading: Reading, link: Link) -> str:
    """What an agency's name says behind its place, which the places listed before it share; empty without a place."""
    name = link.mention.span.of(reading.document.text)
    government = next((word for word in words("_government") if link.entity and link.entity.label.endswith(word)), "")
    fronts = (size for size in range(2, 5) if reading.resolve(name[:size], "Place", reading.document))
    return government or next((name[size:] for size in fronts), "")


def signature(reading: Reading) -> Iterator[Claim]:
    """The institutions right before a day that ends a line signed the document; the first such block counts."""
    text = reading.document.text
    links = reading.annotation.links
    for index, link in enumerate(links):
        day = _DAY_LINE.match(text, link.mention.span.end)
        if not day or not _institution(link):
            continue
        block = [link]
        for before in (links[at] for at in range(index - 1, max(-1, index - _MOST), -1)):
            gap = text[before.mention.span.end : block[0].mention.span.start]
            if not _institution(before) or gap.replace("、", "").strip():
                break
            block.insert(0, before)
        if not _opens(text, block[0].mention.span.start):
            continue
        span = Span(reading.document.iri, block[0].mention.span.start, day.end())
        for signed in block:
            if signed.entity is not None:
                yield reading.says((reading.this, KG.issuedBy, signed.entity), span, ("signature", signed.score))
        return


def _lines(reading: Reading) -> list[Line]:
    lines: list[Line] = []
    links = reading.annotation.links
    at = number = 0
    for line in reading.document.text.splitlines(keepends=True):
        end = at + len(line)
        if line.strip():
            inside = []
            while number < len(links) and links[number].mention.span.start < end:
                inside.append(links[number])
                number += 1
            lines.append((at, at + len(line.rstrip()), inside))
            if len(lines) >= _TOP:
                break
        at = end
    return lines


def _front(reading: Reading, start: int, links: list[Link]) -> list[Link]:
    """The institutions and persons that a line begins with, nothing but joiners between them."""
    text = reading.document.text
    front: list[Link] = []
    at = start
    for link in links:
        named = _institution(link) or link.mention.kind == "Person"
        if not named or not _joined().fullmatch(text, at, link.mention.span.start):
            break
        front.append(link)
        at = link.mention.span.end
    return front


def _fills(reading: Reading, start: int, end: int, links: list[Link]) -> bool:
    text = reading.document.text
    outside = text[start : links[0].mention.span.start] + text[links[-1].mention.span.end : end]
    return not outside.strip("（）() \t\u3000")


def _institution(link: Link) -> bool:
    return link.mention.kind in ("Agency", "Organization")


def _opens(text: str, start: int) -> bool:
    """Whether a signature can begin here: at the start of the text or line, or behind the end of a sentence."""
    before = text[max(0, start - 20) : start].rstrip(" \t\u2002\u3000")
    return not before or before[-1] in _SENTENCE_END or text[start - 1 : start].isspace()


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"[\s，,]*+(?:{alternation('_relation-joiner')})?[\s，,]*+")


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternation('_heading-about')}|{alternation('_order-head')}\s*(?:\n|$))")


def _colon(front: list[Link]) -> re.Pattern[str]:
    return _rank_colon() if front[-1].mention.kind == "Person" else re.compile(r"\s*[：:]")


@cache
def _rank_colon() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('_list-etc')}\d*位?)?{alternation('_rank', '_address')}\s*[：:]")


@cache
def _others() -> re.Pattern[str]:
    """What may follow those addressed by name, up to the colon: others that nobody can name."""
    return re.compile(r"[，,、][^。：:；]{2,60}[：:]")
