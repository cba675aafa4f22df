"""Words and sentences for made-up announcements: a small grammar (`cases/made.txt`), and what the knowledge has."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

from kg.knowledge import Known, knowledge
from kg.links.official import official_names

_GRAMMAR = Path(__file__).parent / "cases" / "made.txt"
_SLOT = re.compile(r"\{(\w+)\}")
_ENDS = "省市区县州盟旗"
_LEVEL_WORDS = {"province": "省", "prefecture": "市", "county": "县"}


@dataclass(frozen=True)
class Setting:
    """Who speaks, where and when, and of what (empty: not chosen yet); `cited` draws another document to rest on."""

    day: date
    place: Known
    body: Known
    agencies: tuple[str, ...]
    topic: str = ""
    cited: Callable[[Random], str] = field(default=lambda draw: "")


class Words:
    """Puts texts together in one setting; the same draws give the same texts."""

    def __init__(self, draw: Random, setting: Setting) -> None:
        self.draw, self.setting = draw, setting
        ends = setting.place.label[-1]
        self.level = ends if ends in _ENDS else _LEVEL_WORDS.get(setting.place.level, "市")
        self.year = setting.day.year - draw.randint(0, 1)
        self._near = _below(setting.place.key) or [setting.place]

    def __call__(self, name: str) -> str:
        """What stands for a name: what is filled in, or one of the texts of the grammar with its slots filled in."""
        filler = _FILLERS.get(name)
        return filler(self) if filler else _SLOT.sub(lambda match: self(match[1]), self.draw.choice(_grammar()[name]))

    def stated(self) -> str:
        """A figure of the place and year; documents that state the same one agree."""
        text = self.draw.choice(_grammar()["figure"])
        same = Words(Random(f"{self.setting.place.key}/{self.year}/{text}"), self.setting)
        return _SLOT.sub(lambda match: same(match[1]), text)

    def local(self, body: Known) -> str:
        """A body of the place as the papers there call it: 市教育局."""
        name = called(body, self.setting.place)
        _, found, rest = name.partition(self.setting.place.label)
        return self.level + rest if found and rest else name

    def other(self) -> str:
        """Another body of the place."""
        return self.local(self.draw.choice(bodies(self.setting.place.level, str(self.setting.day.year))))

    def named(self, kind: str) -> str:
        """Something that the knowledge has, by its official name."""
        return self.draw.choice(_known(kind)).label

    def near(self) -> str:
        """A place within the place, or itself."""
        return self.draw.choice(self._near).label

    def person(self) -> str:
        """A name of a person."""
        return self("surname") + "".join(self("given") for _ in range(self.draw.randint(1, 2)))

    def company(self) -> str:
        """A name of an enterprise of the place."""
        return f"{self.near()}{self('name')}{self('name')}{self('trade')}有限公司"

    def later(self, most: int) -> str:
        """A day at most so many after that of the setting."""
        return told(self.setting.day + timedelta(self.draw.randint(5, most)))

    def number(self, low: int, high: int) -> str:
        """A whole number."""
        return str(self.draw.randint(low, high))

    def decimal(self, low: float, high: float, digits: int = 1) -> str:
        """A number with digits after the point."""
        return f"{self.draw.uniform(low, high):.{digits}f}"


_FILLERS: dict[str, Callable[[Words], str]] = {
    "agency": lambda words: words.setting.agencies[0],
    "short": lambda words: words.local(words.setting.body),
    "bodyname": lambda words: words.local(words.setting.body).removeprefix(words.level),
    "other": Words.other,
    "upper": lambda words: words.draw.choice(("国务院", "省政府", "省委、省政府")),
    "place": lambda words: words.setting.place.label,
    "home": lambda words: words.draw.choice(("全", "我")) + words.level,
    "county": Words.near,
    "programme": lambda words: words.named("Programme"),
    "product": lambda words: words.named("Product"),
    "law": lambda words: words.named("Document"),
    "event": lambda words: words.named("Event"),
    "company": Words.company,
    "person": Words.person,
    "cited": lambda words: words.setting.cited(words.draw) or f"《{words.named('Document')}》",
    "topic": lambda words: words.setting.topic or words("matter"),
    "year": lambda words: str(words.year),
    "stat": Words.stated,
    "month": lambda words: words.number(1, 12),
    "dom": lambda words: words.number(1, 28),
    "days": lambda words: words.draw.choice(("3", "5", "7", "10", "15", "30")),
    "date": lambda words: words.later(60),
    "deadline": lambda words: words.later(300),
    "small": lambda words: words.number(2, 96),
    "count": lambda words: words.number(120, 98_000),
    "money": lambda words: words.number(10, 9_900) + words.draw.choice(("", ".5", ".08")),
    "amount": lambda words: words.decimal(2, 4_800, 2),
    "income": lambda words: words.number(9_000, 78_000),
    "percent": lambda words: words.decimal(0.3, 24),
    "high": lambda words: words.decimal(60, 99.9),
}
"""What the grammar leaves to be filled in."""


def told(day: date) -> str:
    """A day as texts tell it."""
    return f"{day.year}年{day.month}月{day.day}日"


def drawn_place(draw: Random) -> Known:
    """A division, some much more often than others: of those whose papers bear numbers two of three."""
    numbered, rest = _places()
    places, weights = numbered if draw.random() < 2 / 3 else rest
    return draw.choices(places, cum_weights=weights)[0]


@cache
def bodies(level: str, year: str) -> list[Known]:
    """The bodies with numbers of their own that there are at a level in a year."""
    found = [known for known in _known("Body") if known.fact("numberAbbreviation") and level in known.facts.get("level", ())]
    return [known for known in found if known.current(year) and not known.fact("kind") and "{" not in (known.fact("name") or "")]


def called(body: Known, place: Known) -> str:
    """The official name of a body at a place."""
    return _called(body.key, place.key)


@cache
def _called(body: str, place: str) -> str:
    known = knowledge()
    return official_names(known[body], known[place], "", known)[1]


def parent(place: Known) -> Known | None:
    """The division around one."""
    return knowledge().entities.get(place.parent)


@cache
def _grammar() -> dict[str, list[str]]:
    lines = _GRAMMAR.read_text(encoding="utf-8").splitlines()
    rules = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return {name: texts.split("|") for name, _, texts in rules}


@cache
def _known(kind: str) -> list[Known]:
    """What the knowledge has of a class, in order."""
    return [known for _, known in sorted(knowledge().entities.items()) if known.kind == kind]


@cache
def _divisions() -> list[Known]:
    return [known for known in _known("Division") if known.level in _LEVEL_WORDS and not known.fact("validUntil")]


@cache
def _below(place: str) -> list[Known]:
    return [known for known in _divisions() if known.parent == place]


@cache
def _places() -> tuple[tuple[Sequence[Known], Sequence[float]], ...]:
    """Divisions with an abbreviation for numbers, and those without, each with weights that fall from the first on."""
    mixed = Random(1).sample(_divisions(), len(_divisions()))
    parts = ([known for known in mixed if bool(known.fact("abbreviation")) is having] for having in (True, False))
    return tuple((part, list(accumulate(1 / (rank + 4) for rank in range(len(part))))) for part in parts)
