"""Observations in the making: rows that are still being told, and how equal ones become one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kg.model import Change, Entity, Mention, Observation, Period, Quantity, Span

_RECENT = 40
"""With so many equal figures before it is a row compared: a text of nothing but ones stays linear."""


@dataclass(slots=True)
class Row:
    """A figure with what it states; `start` to `end` are the words that say it.

    `stem` is the name that later figures inherit (without 增速), `whole` what a part told behind 其中 is part of; a `headline` is a
    short line whose figures the text below tells in full; `again` are its repetitions.
    """

    indicator: str
    quantity: Quantity
    figure: Span
    start: int
    end: int
    rule: str
    score: float
    period: Period | None = None
    area: Entity | None = None
    status: str = "achieved"
    change: Change | None = None
    rank: str = ""
    stem: str = ""
    whole: str = ""
    headline: bool = False
    again: list["Row"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name that a figure without a name of its own takes over."""
        return self.stem or self.indicator

    def observation(self, text: str) -> Observation:
        """The row as it goes on, with the evidence of every time it is said."""
        rows = (self, *self.again)
        return Observation(
            self.indicator,
            self.quantity,
            self.figure.of(text),
            self.period,
            self.area,
            self.change,
            self.rank,
            self.status,
            tuple(row.figure for row in rows),
            tuple(Span(row.figure.document, row.start, row.end) for row in rows),
            f"statistics: {self.rule}",
            self.score,
        )


def quantity_of(mention: Mention) -> Quantity:
    """The quantity that a figure's mention carries."""
    assert isinstance(mention.value, Quantity)
    return mention.value


def merged(rows: Sequence[Row]) -> list[Row]:
    """One row for each figure however often it is said; what a headline leaves out comes from the sentence that repeats it."""
    kept: dict[tuple[Decimal, str], list[Row]] = {}
    for row in rows:
        equal = kept.setdefault((row.quantity.value, row.quantity.unit), [])
        same = next((other for other in equal[-_RECENT:] if _same(row, other)), None)
        if same is None:
            equal.append(row)
        else:
            _take(same, row)
    return sorted((row for equal in kept.values() for row in equal), key=lambda row: row.figure.start)


def _take(row: Row, again: Row) -> None:
    row.again.append(again)
    if row.headline and not again.headline:
        row.indicator, row.status = again.indicator, again.status
        row.period, row.area = again.period or row.period, again.area or row.area
    row.period, row.area = row.period or again.period, row.area or again.area
    row.change, row.rank = row.change or again.change, row.rank or again.rank


def _same(one: Row, other: Row) -> bool:
    """Whether two rows of equal figures say the same: names that share most of their characters in order, no
    other time, no other place."""
    headline = one.headline != other.headline
    if not headline:
        if one.period and other.period and one.period.label != other.period.label:
            return False
        if one.area and other.area and one.area.iri != other.area.iri:
            return False
    shorter, longer = sorted((one.name, other.name), key=len)
    shared = sum(map(longer.__contains__, shorter))  # as many at least as in the same order
    if shared * 4 >= len(shorter) * 3 or headline:
        shared = _common(shorter, longer)
    return len(shorter) >= 2 and (shared * 4 >= len(shorter) * 3 or (headline and shared * 2 >= len(shorter)))


def _common(one: str, other: str) -> int:
    """How many characters two names have in common in the same order."""
    row = [0] * (len(other) + 1)
    for character in one:
        before = 0
        for index, fellow in enumerate(other, 1):
            before, row[index] = row[index], before + 1 if character == fellow else max(row[index], row[index - 1])
    return row[-1]
