"""Announcements made up for measuring: as many as are wanted, the same each time, with the structures that real ones have.

The n-th announcement depends on the seed and n alone, so that the first thousand of twenty thousand are the thousand alone. Places,
bodies, programmes, products, laws and events are those that the knowledge has; sentences are put together from `cases/made.txt`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log
from random import Random

from kg.knowledge import Known, knowledge
from tests.made_words import Setting, Words, bodies, called, drawn_place, parent, told

SEED = 20180317
SIZE = 1_050
"""Characters of a text, in the middle: as articles and State Council documents of the corpus have, half of which are of 800 to 2,000."""
SEED_SIZE = 2_736
"""As many as the document has that the project started from."""
KINDS = {
    "notice": 22, "joint": 8, "opinion": 10, "news": 22, "statistics": 8, "appointments": 6,
    "forward": 6, "letter": 8, "announcement": 5, "reprint": 3, "excerpt": 2,
}  # fmt: skip
"""Kinds of announcements, and how many of a hundred are of each."""
_FIRST, _LAST = date(2010, 1, 1), date(2026, 6, 30)
_DIGITS = "一二三四五六七八九十"
_RECENT = 5_000
"""An announcement cites one of so many before it."""
_TRIES = 4
_REPEATED = ("reprint", "excerpt")
_OWN = {"appointments": "body/people-s-government", "statistics": "body/statistics"}
"""What only one body of a place issues."""
_SHORT = 3
"""Lists of appointments are so much shorter."""


@dataclass(frozen=True)
class Head:
    """What is known of an announcement before its text is made; of a reprint or excerpt `source` is the one that it takes up."""

    index: int
    kind: str
    day: date
    place: Known
    body: Known
    agencies: tuple[str, ...]
    title: str = ""
    topic: str = ""
    number: str = ""
    source: int = -1


@dataclass(frozen=True)
class Made:
    """An announcement: its head, its paragraphs, and who published it when."""

    head: Head
    paragraphs: tuple[str, ...]
    publisher: str
    published: date


class Maker:
    """Makes announcements of one seed, with texts of about so many characters."""

    def __init__(self, size: int = SIZE, seed: int = SEED) -> None:
        self._size, self._seed = size, seed

    def __call__(self, index: int) -> Made:
        """The announcement of this index."""
        head, draw = self.head(index), Random(f"{self._seed}/{index}/text")
        if head.source >= 0:
            taken = self(head.source).paragraphs
            kept = taken if head.kind == "reprint" else taken[: max(3, 2 * len(taken) // 3)]
            return Made(head, kept, f"{head.place.label}晚报", head.day)
        length = min(3 * self._size, max(self._size // 2, round(draw.lognormvariate(log(self._size), 0.3))))
        setting = Setting(head.day, head.place, head.body, head.agencies, head.topic, lambda chance: self._cited(chance, index, head.day))
        paragraphs = tuple(_paragraphs(head, Words(draw, setting), length))
        if head.kind == "news":
            return Made(head, paragraphs, f"{head.place.label}日报", head.day)
        return Made(head, paragraphs, head.agencies[0], head.day + timedelta(draw.randint(0, 9)))

    def head(self, index: int) -> Head:
        """What is known of the announcement of this index before its text is made."""
        draw = Random(f"{self._seed}/{index}")
        (kind,) = draw.choices([*KINDS], [*KINDS.values()])
        if kind in _REPEATED and index:
            source = self.head(draw.randrange(index))
            return replace(source, index=index, kind=kind, day=source.day + timedelta(draw.randint(1, 5)), source=_first(source))
        day = _FIRST + timedelta(draw.randrange((_LAST - _FIRST).days))
        place = drawn_place(draw)
        some = [knowledge()[_OWN[kind]]] if kind in _OWN else draw.sample(bodies(place.level, str(day.year)), 3)
        names = tuple(called(body, place) for body in some[: draw.randint(2, 3) if kind == "joint" else 1])
        words = Words(draw, Setting(day, place, some[0], names))
        head = Head(index, "notice" if kind in _REPEATED else kind, day, place, some[0], names, topic=words("matter"))
        short, prefix = place.fact("abbreviation"), some[0].fact("numberAbbreviation")
        numbered = short and kind not in ("news", "statistics", "letter")
        number = f"{short}{prefix}〔{day.year}〕{draw.randint(1, 480)}号" if numbered else ""
        return replace(head, number=number, title=_title(head, words))

    def _cited(self, draw: Random, index: int, day: date) -> str:
        """An announcement of an earlier day by title and number; empty if none of those that were drawn is one."""
        for _ in range(_TRIES if index else 0):
            head = self.head(draw.randrange(max(0, index - _RECENT), index))
            if head.number and head.source < 0 and head.day < day:
                return f"《{head.title}》（{head.number}）"
        return ""


def _first(head: Head) -> int:
    """The announcement that a reprint goes back to."""
    return head.source if head.source >= 0 else head.index


def _title(head: Head, words: Words) -> str:
    issuers, above = " ".join(head.agencies), parent(head.place)
    upper = called(head.body, above) if above and head.body in bodies(above.level, str(head.day.year)) else "国务院办公厅"
    return {
        "notice": f"{issuers}关于{head.topic}的通知",
        "joint": f"{issuers}关于{head.topic}的通知",
        "opinion": f"{issuers}关于{head.topic}的实施意见",
        "announcement": f"{issuers}关于{head.topic}的公告",
        "forward": f"{issuers}{words.draw.choice(('转发', '批转'))}{upper}关于{head.topic}意见的通知",
        "appointments": f"{head.place.label}人民政府关于{words.person()}等同志职务任免的通知",
        "letter": f"{issuers}关于{head.place.label}人大代表第{words('small')}号建议的答复",
        "statistics": f"{head.place.label}{head.day.year - 1}年国民经济和社会发展统计公报",
    }.get(head.kind) or f"{head.place.label}{head.topic} {words('slogan')}"


def _paragraphs(head: Head, words: Words, length: int) -> Iterator[str]:
    """The paragraphs of an announcement, of about so many characters."""
    yield from _beginning(head, words)
    rest, sections = length // (_SHORT if head.kind == "appointments" else 1) - 200, 0
    while rest > 0:
        for paragraph in _section(head, words, sections):
            rest -= len(paragraph)
            yield paragraph
        sections += 1
    yield from _ending(head, words)


def _beginning(head: Head, words: Words) -> Iterator[str]:
    if head.kind == "news":
        yield f"{words('dateline')} {words('news')}"
    elif head.kind == "letter":
        yield words("answer")
    elif head.kind == "statistics":
        yield f"{called(head.body, head.place)}　{told(head.day)}"
        yield words("fact")
    else:
        yield words("addressed")
        if head.kind == "forward":
            yield words("passed")
        elif head.kind == "appointments":
            yield "经研究，决定："
        else:
            yield words("open")


def _section(head: Head, words: Words, number: int) -> Iterator[str]:
    if head.kind == "news":
        yield words("news") + words(words.draw.choice(("news", "plain")))
    elif head.kind == "statistics":
        yield f"{_outline(number)}{words('thing')}"
        yield "".join(words("fact") for _ in range(3))
    elif head.kind == "appointments":
        yield words("move_in")
        yield words("move_out")
    elif head.kind == "opinion":
        yield f"{_outline(number)}{words('part')}"
        yield f"（一）{words('part')}。{words('duty')}{words('fact')}"
        yield f"（二）{words('part')}。1.{words('duty')}2.{words('plain')}"
    else:
        told_of = words(words.draw.choice(("fact", "plain", "duty")))
        yield f"{_outline(number)}{words('part')}。{words('duty')}{words('plain')}{told_of}"


def _outline(number: int) -> str:
    return f"{_DIGITS[number]}、" if number < len(_DIGITS) else f"十{_DIGITS[number - 10]}、" if number < 19 else ""


def _ending(head: Head, words: Words) -> Iterator[str]:
    if head.kind == "letter":
        yield words("thanks")
    elif head.kind not in ("news", "statistics"):
        yield words("close")
    if head.kind not in ("news", "statistics"):
        yield "　".join(head.agencies)
        yield told(head.day)
