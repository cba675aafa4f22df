"""Tables of figures, header × row: the rows of text whose cells are parted by tabs, as the readers write tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import accumulate, takewhile

from kg.chinese.numerals import SCALE, number
from kg.claims import phrases
from kg.claims.changes import LAST_YEAR, YEAR_ON_YEAR
from kg.claims.counted import is_rate
from kg.claims.naming import OUTLINE
from kg.claims.rows import Row
from kg.claims.scope import Scope
from kg.knowledge import knowledge
from kg.lexicon import alternation, words
from kg.model import Annotation, Change, Entity, Period, Quantity, Span

_NUMBER = re.compile(r"\s*[约近超]?(-?\d[\d,]*(?:\.\d+)?)余?\s?([%％‰]?)\s*")
_IN_BRACKETS = re.compile(r"[（(]\s*([^（）()]{1,16})\s*[）)]")
_UNIT = re.compile(rf"({SCALE}*)(.+)")
_YEAR = re.compile(r"((?:19|20)\d\d)年(末|底)?")
_END = re.compile(r"(?:年|期)(?:末|底)|余额|存栏")
_CAPTION = 60  # characters of a line above a table that is its caption
_CAPTIONS = 3
_MOST_CELLS, _LONGEST_HEAD = 300, 200  # cells of a row, characters of what stands above a column: more, and it is no table
_SCORE, _PERCENT = 0.8, "%"
_GROWTH = "增速"


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds: `kind` is `value`, `change`, `unit`, `name` or `other`; `name` is what it adds to a row's name."""

    kind: str
    name: str
    unit: str
    year: str


def table_rows(annotation: Annotation, scope: Scope) -> Iterator[Row]:
    """A row for each figure of a table whose unit its header, its row or its caption tells; a column of changes goes with the value
    before it. Cells without a unit (numbers of telephones, marks, serial numbers) are none."""
    for table, caption in _tables(annotation.document.text):
        yield from _Table(annotation, scope, table, caption).rows()


class _Table:
    def __init__(self, annotation: Annotation, scope: Scope, lines: Sequence[list[_Cell]], caption: _Cell) -> None:
        self._document, self._scope = annotation.document, scope
        self._header, self._lines = _joined_header(lines)
        self._caption = caption
        captioned = _unit_line().findall(caption.text)
        self._unit = captioned[-1].strip() if captioned else ""

    def rows(self) -> Iterator[Row]:
        columns = [self._column(cell.text) for cell in self._header]
        units = ""
        for cells in self._lines:
            units = next((cell.text for cell, column in zip(cells, columns, strict=False) if column.kind == "unit" and cell.text), units)
            first = next((at for at, cell in enumerate(cells) if at and _NUMBER.fullmatch(cell.text)), 0)
            names = [at for at, cell in enumerate(cells[:first]) if cell.text and self._names(cell, columns, at)]
            if names:
                yield from self._line(cells, columns, (names[-1], units))

    def _names(self, cell: _Cell, columns: Sequence[_Column], at: int) -> bool:
        """Whether a cell names its line: the last one before the figures that is no unit and no serial number."""
        return not _NUMBER.fullmatch(cell.text) and columns[at].kind not in ("unit", "other")

    def _line(self, cells: Sequence[_Cell], columns: Sequence[_Column], head: tuple[int, str]) -> Iterator[Row]:
        """The rows of a table's line: each value, the latest with the change told behind; `head` is where the name stands, and the
        unit that a column of units tells."""
        name_at, unit_cell = head
        named, own_unit = _parted(cells[name_at].text)
        last: Row | None = None
        for at, (cell, column) in enumerate(zip(cells, columns, strict=False)):
            match = _NUMBER.fullmatch(cell.text) if at > name_at and column.kind in ("value", "change") else None
            if match is None:
                continue
            absolute = column.unit or unit_cell or own_unit or self._unit
            rate = column.unit or (_PERCENT if column.kind == "change" and _rate_header().search(column.name) else absolute)
            quantity = _quantity(match[1], match[2] or (absolute if column.kind == "value" else rate))
            if quantity is None:
                continue
            if column.kind == "change" and last is not None:
                base = YEAR_ON_YEAR if is_rate(quantity.unit) else LAST_YEAR
                last.change = last.change or Change(base, quantity.value, quantity.unit)
                continue
            name = named + (column.name if column.kind == "value" else f"{YEAR_ON_YEAR}{_GROWTH}")
            row = self._row(cell, name, quantity, column)
            yield row
            if column.kind == "value" and (last is None or _end_of(last) <= _end_of(row)):
                last = row

    def _row(self, cell: _Cell, name: str, quantity: Quantity, column: _Column) -> Row:
        start = cell.start + len(cell.text) - len(cell.text.lstrip())
        span = Span(self._document.iri, start, start + len(cell.text.strip()))
        row = Row(name, quantity, span, self._lines[0][0].start, span.end, "table", _SCORE)
        row.start = start
        row.period = self._period(name, column)
        row.area = self._area
        return row

    @cached_property
    def _area(self) -> Entity | None:
        """What the caption, or the text above it, is about."""
        at = Span(self._document.iri, self._caption.start, self._caption.start + len(self._caption.text))
        return self._scope.area(at, self._caption.start, at.end)

    def _period(self, name: str, column: _Column) -> Period | None:
        """The year of the column, of the caption or of the document; its end for what stands at the end of a year."""
        match = _YEAR.search(column.year or self._caption.text)
        period = self._scope.topic
        if match is not None:
            period = Period(f"{match[1]}-01-01", f"{match[1]}-12-31", "year", "", f"{match[1]}年")
        at_end = _END.search(name) or _END.search(column.year) or _END.search(self._caption.text)
        if period is not None and period.precision == "year" and not period.qualifier and at_end:
            return Period(period.end, period.end, "year", "end", f"{period.end[:4]}年底")
        return period

    def _column(self, text: str) -> _Column:
        name, unit = _parted(text)
        year = _YEAR.search(text)
        rest = name.replace(year[0], "") if year else name
        if name in words("_unit-header"):
            return _Column("unit", "", "", "")
        if name in words("_serial-header"):
            return _Column("other", "", "", "")
        if _change_header().search(name):
            return _Column("change", name, unit, year[0] if year else "")
        generic = rest.strip() in ("", *words("_value-header"))
        return _Column("value", "" if generic else phrases.left_phrase(rest) or rest, unit, text if year or _END.search(text) else "")


def _tables(text: str) -> Iterator[tuple[list[list[_Cell]], _Cell]]:
    """The tables of a text, each with the short lines above it: lines of several cells that follow one another."""
    block: list[list[_Cell]] = []
    above: list[_Cell] = []
    over: list[_Cell] = []  # the lines right above the block
    for line in _lines(text):
        cells = _cells(line)
        several = sum(bool(cell.text.strip()) for cell in cells) > 1
        if block and (not several or (_is_header(cells) and not _is_header(block[-1]))):
            if len(block) > 1:
                yield block, _caption(over, block)
            block = []
        if several:
            over = over if block else above
            block.append(cells)
        above = [*above[1 - _CAPTIONS :], line]


def _lines(text: str) -> Iterator[_Cell]:
    """The lines of a text, and an empty one behind the last."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        yield _Cell(start, text[start:end])
        start = end + 1
    yield _Cell(start, "")


def _cells(line: _Cell) -> list[_Cell]:
    """The cells of a row; none where a line has more than tables have."""
    if not 0 < line.text.count("\t") < _MOST_CELLS:
        return []
    parts = line.text.split("\t")
    starts = accumulate((len(part) + 1 for part in parts), initial=line.start)
    return [_Cell(start, part) for start, part in zip(starts, parts, strict=False)]


def _is_header(cells: Sequence[_Cell]) -> bool:
    return not any(_NUMBER.fullmatch(cell.text) for cell in cells)


def _caption(above: Sequence[_Cell], table: Sequence[list[_Cell]]) -> _Cell:
    """The short lines right above a table: its title and its unit."""
    kept: list[_Cell] = []
    for line in reversed(above):
        if not line.text.strip() or len(line.text) > _CAPTION or "\t" in line.text:
            break
        kept.insert(0, line)
    return _Cell(kept[0].start if kept else table[0][0].start, "\n".join(line.text for line in kept))


def _joined_header(lines: Sequence[list[_Cell]]) -> tuple[list[_Cell], list[list[_Cell]]]:
    """The header and the lines of figures: the header is the first line and those below it without figures, joined by column."""
    heads = list(takewhile(_is_header, lines))
    body = [line for line in lines[len(heads) :] if not _is_header(line)]
    widest = max((len(line) for line in body), default=0)
    if not heads or not body:
        return [], []
    header = list(heads[0])
    for below in heads[1:]:
        above, joined = "", []
        for at in range(max(len(header), len(below))):
            top, cell = (row[at] if at < len(row) else _Cell(row[-1].start, "") for row in (header, below))
            above = top.text or (above if cell.text else "")
            joined.append(_Cell(cell.start, (above + cell.text)[:_LONGEST_HEAD]))
        header = joined
    if len(header) == widest - 1:  # an empty corner
        header.insert(0, _Cell(header[0].start, ""))
    return (header, body) if len(header) >= widest else ([], [])


def _parted(text: str) -> tuple[str, str]:
    """A name and the unit in brackets behind it: `地区生产总值（亿元）`."""
    text = OUTLINE.sub("", text.strip()).strip("#＃ 　*")
    if match := _of_which().match(text):
        text = text[match.end() :]
    for bracket in _IN_BRACKETS.finditer(text):
        if _known_unit(bracket[1]):
            return (text[: bracket.start()] + text[bracket.end() :]).strip(), bracket[1]
    return text, ""


def _end_of(row: Row) -> str:
    """The last day of a row's period, by which of two columns the later is told."""
    return row.period.end if row.period else ""


@cache
def _known_unit(written: str) -> str:
    """The label of a unit with its scale taken off (`亿元` → 元), the empty string for what is none."""
    match = _UNIT.fullmatch(written.strip())
    for unit in (written.strip(), match[2] if match else ""):
        if found := knowledge().named(unit, "unit"):
            return found[0].label
    return ""


def _quantity(digits: str, written: str) -> Quantity | None:
    """A cell's number in its unit; None where no unit is told."""
    unit = _known_unit(written) if written else ""
    value = number(digits.lstrip("-"))
    if not unit or value is None:
        return None
    scale = _UNIT.fullmatch(written.strip())
    if scale and scale[1] and not knowledge().named(written.strip(), "unit"):
        value = number(digits.lstrip("-") + scale[1])
    if value is None:
        return None
    quantity = Quantity(value, unit, "", value, value)
    return replace(quantity, value=-value, low=-value, high=-value) if digits.startswith("-") else quantity


@cache
def _change_header() -> re.Pattern[str]:
    return re.compile(alternation("_change-header"))


@cache
def _unit_line() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_unit-header')}\s*[:：]\s*([^\s，,；;（）()]+)")


@cache
def _rate_header() -> re.Pattern[str]:
    return re.compile(alternation("_rate-header"))


@cache
def _of_which() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_of-which')}[:：]?\s*")
