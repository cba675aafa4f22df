"""A picture of indicators over time: facts joined by lines, aims hollow."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.graph_parts import day
from kg.pictures.sheet import INK, LEGEND, LINES, QUIET, bare, sheet_for, short, time_axis, year_axis
from kg.said import Figure

_FACT, _AIM = "实际", "目标或计划"
_MANY = 24
"""Of more values than so many only the last of each line is told."""
_YEAR = 366
_MARK = 3.5
"""How far a mark reaches, in points."""
_LAST = "-12-31"


def draw_series(figures: Sequence[Figure], file: Path, title: str = "") -> None:
    """A picture of an indicator over time: a line for each indicator, area and unit; what is an aim and no fact is hollow.

    A figure stands at the end of its period, or in the year that it ends with; what is said of several years together does not stand
    among years. Where documents say several of one period all stand, and the line goes through the middle one. No figure with a
    period is a QueryError.
    """
    lines: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    ended = [figure for figure in figures if _end(figure)]
    for figure in [figure for figure in ended if not _long(figure)] or ended:
        lines[figure.indicator, figure.area, figure.unit].append(figure)
    if not lines:
        raise QueryError(f"{file}: nothing to draw: none of {len(figures)} figures has a period.")
    chosen = sorted(lines, key=lambda key: (-len(lines[key]), key))[: len(LINES)]
    shown = [figure for key in chosen for figure in lines[key]]
    whole = all(_end(figure).endswith(_LAST) for figure in shown)
    different = [len({key[part] for key in chosen}) > 1 for part in range(3)]
    heading = title or ("" if different[0] else chosen[0][0])
    units = "、".join(sorted({unit for *_, unit in chosen if unit}))
    with sheet_for(file, f"{heading}（{units}）" if units else heading) as axes:
        labels: list[list[tuple[date, float]]] = []
        for colour, key in zip(LINES, chosen, strict=False):
            name = "　".join(part for part, several in zip(key, different, strict=True) if part and several) or key[1] or key[0] or "—"
            labels.append(_line(axes, [(_moment(figure, whole), figure.value, _is_aim(figure)) for figure in lines[key]], colour, name))
        bare(axes)
        axes.yaxis.set_major_formatter(lambda value, _: short(value))
        if whole:
            year_axis(axes, [int(_end(figure)[:4]) for figure in shown])
        else:
            time_axis(axes)
        axes.margins(0.06, 0.14)
        _legend(axes, len(chosen) > 1, any(map(_is_aim, shown)))
        _values(axes, labels)


def _end(figure: Figure) -> str:
    return day(figure.end or figure.start, last=True)


def _long(figure: Figure) -> bool:
    """Whether a figure is about more than a year."""
    start, end = day(figure.start), _end(figure)
    return bool(start) and (date.fromisoformat(end) - date.fromisoformat(start)).days > _YEAR


def _moment(figure: Figure, whole: bool) -> date:
    end = date.fromisoformat(_end(figure))
    return date(end.year, 7, 1) if whole else end


def _is_aim(figure: Figure) -> bool:
    return figure.status not in ("achieved", "")


def _line(axes: Any, points: Sequence[tuple[date, float, bool]], colour: str, name: str) -> list[tuple[date, float]]:
    """Draws what is said of one indicator and area, and returns where a value may be told."""
    values: dict[bool, dict[date, list[float]]] = {False: defaultdict(list), True: defaultdict(list)}
    for when, value, aim in sorted(points):
        values[aim][when].append(value)
    middles = {aim: {when: sorted(some)[len(some) // 2] for when, some in of.items()} for aim, of in values.items()}
    axes.plot(list(middles[False]), list(middles[False].values()), color=colour, linewidth=1.6, zorder=2, label=name)
    for aim, face in ((False, colour), (True, "white")):
        spread = [(when, value) for when, some in values[aim].items() for value in some]
        if spread:
            axes.scatter(*zip(*spread, strict=True), s=42, facecolors=face, edgecolors=colour, linewidths=1.5, zorder=3)
    return [*middles[False].items(), *middles[True].items()]


def _values(axes: Any, lines: Sequence[Sequence[tuple[date, float]]]) -> None:
    """Tells values over or under their marks, as far as none is over another value or mark: the last first, of many only the last."""
    from matplotlib.patheffects import withStroke

    sheet = axes.figure
    sheet.draw_without_rendering()
    sheet.set_layout_engine("none")
    render = sheet.canvas.get_renderer()
    known = sorted({value for values in lines for value in values}, reverse=True)
    told = known if len(known) <= _MANY else sorted({max(values) for values in lines if values}, reverse=True)
    marks = [axes.transData.transform((axes.convert_xunits(when), value)) for when, value in known]
    taken: list[Any] = []
    point = sheet.dpi / 72
    look: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "fontsize": 8.5, "color": QUIET, "zorder": 4}
    look["path_effects"] = [withStroke(linewidth=2.4, foreground="white")]
    for when, value in told:
        for shift, va in ((6, "bottom"), (-6, "top")):
            text = axes.annotate(short(value), (when, value), xytext=(0, shift), va=va, **look)
            box = text.get_window_extent(render).padded(1)
            if not any(box.overlaps(other) for other in taken) and not any(box.padded(_MARK * point).contains(*mark) for mark in marks):
                taken.append(box)
                break
            text.remove()


def _legend(axes: Any, several: bool, aims: bool) -> None:
    from matplotlib.lines import Line2D

    handles, names = axes.get_legend_handles_labels()
    if aims:
        marks = ((INK, _FACT), ("white", _AIM))
        handles += [Line2D([], [], linestyle="", marker="o", markerfacecolor=face, markeredgecolor=INK, markersize=6) for face, _ in marks]
        names += [word for _, word in marks]
    if several or aims:
        axes.legend(handles, names, bbox_to_anchor=(0.5, -0.06), ncols=min(len(handles), 4), **LEGEND)
