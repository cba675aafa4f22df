"""A picture of documents or events over time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.graph_parts import day
from kg.pictures.sheet import GRID, LEGEND, LINES, REST, bare, cut, sheet_for, time_axis, year_axis

_TOLD = 28
"""No more moments than so many are named one by one."""
_CUT = 30
_MONTH, _YEAR = 30.4, 12
"""How many days are a month, and months a year."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that was on a day (ISO, or a month or year): what it is called, and of what sort."""

    day: str
    label: str
    sort: str = ""


def draw_timeline(moments: Sequence[Moment], file: Path, title: str = "") -> None:
    """A picture of what was when: each by name where there are few, else how many in each month, quarter or year, by sort.

    Nothing with a day is a QueryError.
    """
    known = sorted((one for one in moments if day(one.day)), key=lambda one: (day(one.day), one.sort, one.label))
    if not known:
        raise QueryError(f"{file}: nothing to draw: none of {len(moments)} has a day.")
    sorts = sorted(Counter(one.sort for one in known).items(), key=lambda row: (-row[1], row[0]))
    colours = {sort: LINES[number] if number < len(LINES) else REST for number, (sort, _) in enumerate(sorts)}
    with sheet_for(file, title) as axes:
        (_stems if len(known) <= _TOLD else _bars)(axes, known, colours)


def _stems(axes: Any, moments: Sequence[Moment], colours: dict[str, str]) -> None:
    """Few moments: each on its line at its day, with its name beside it."""
    days = [date.fromisoformat(day(one.day)) for one in moments]
    span = max((days[-1] - days[0]).days, 30)
    for row, (one, when) in enumerate(zip(moments, days, strict=True)):
        axes.plot([days[0] - timedelta(span * 0.02), when], [row, row], color=GRID, linewidth=0.8, zorder=1)
        axes.plot([when], [row], marker="o", color=colours[one.sort], markersize=7, markeredgecolor="white", zorder=2)
        late = (when - days[0]).days > span * 0.55
        told = f"{cut(one.label, _CUT)}　{one.day}" if late else f"{one.day}　{cut(one.label, _CUT)}"
        look: dict[str, Any] = {"ha": "right" if late else "left", "va": "center", "fontsize": 9}
        look["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
        axes.annotate(told, (when, row), xytext=(-8 if late else 8, 0), textcoords="offset points", **look)
    bare(axes)
    axes.invert_yaxis()
    axes.set_yticks([])
    time_axis(axes)
    _sorts(axes, colours)


def _bars(axes: Any, moments: Sequence[Moment], colours: dict[str, str]) -> None:
    """Many moments: how many there are in each month, quarter or year."""
    days = [date.fromisoformat(day(one.day)) for one in moments]
    months = (days[-1].year - days[0].year) * 12 + days[-1].month - days[0].month + 1
    coarse = any(len(one.day) < 7 for one in moments)
    step = _YEAR if coarse or months > 120 else 3 if months > 40 else 1
    counts = Counter(((when.year * 12 + when.month - 1) // step, one.sort) for when, one in zip(days, moments, strict=True))
    slots = range(min(slot for slot, _ in counts), max(slot for slot, _ in counts) + 1)
    starts = [date(slot * step // 12, slot * step % 12 + 1, 1) for slot in slots]
    bottom = [0] * len(slots)
    for sort, colour in colours.items():
        heights = [counts[slot, sort] for slot in slots]
        middle = [start + timedelta(step * _MONTH / 2) for start in starts]
        axes.bar(middle, heights, width=step * _MONTH * 0.86, bottom=bottom, color=colour, edgecolor="white", linewidth=0.4)
        bottom = [one + other for one, other in zip(bottom, heights, strict=True)]
    bare(axes)
    axes.yaxis.get_major_locator().set_params(integer=True)
    if step == _YEAR:
        year_axis(axes, [start.year for start in starts])
    else:
        time_axis(axes)
    _sorts(axes, colours)


def _sorts(axes: Any, colours: Mapping[str, str]) -> None:
    """A legend of the sorts, where there are several; those without a colour of their own together."""
    from matplotlib.lines import Line2D

    if len(colours) > 1:
        shown = [(cut(sort, _CUT) or "—", colour) for sort, colour in colours.items() if colour != REST]
        shown += [("…", REST)] if REST in colours.values() else []
        handles = [Line2D([], [], linestyle="", marker="s", color=colour, markersize=8) for _, colour in shown]
        axes.legend(handles, [sort for sort, _ in shown], bbox_to_anchor=(0.5, -0.06), ncols=min(len(shown), 5), **LEGEND)
