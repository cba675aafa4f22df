"""Where the lines, bars and labels of a chart stand; templates write them out as SVG."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import Any

_WIDTH, _HEIGHT = 640, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 20, 24, 30
_BAR_LEFT, _ROW = 190, 22
_MOST_BARS = 30
_MOST_SERIES = 6
"""As many as there are colours to tell apart."""
_YEAR = re.compile(r"\d{4}(-12-31)?")
"""A year, or its last day where a chart has such days only: its value stands over the middle of the year."""
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_SCALES = {"zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")), "en": ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))}


def series_chart(series: dict[str, Any]) -> dict[str, Any]:
    """The chart of one series of figures: values in the middle of their period, those that are aims and no facts marked."""
    points = [
        [_middle(point["start"], point["end"]), point["value"], point["printed"], (point["period"] or ""), point["status"]]
        for point in series["points"]
        if point["end"] or point["start"]
    ]
    return {"kind": "line", "x": "", "y": series["unit"], "series": [{"label": "", "points": points}]}


def drawn(chart: dict[str, Any] | None, lang: str) -> dict[str, Any] | None:
    """The drawing of a chart, None where there is too little to draw (a line needs values of two days)."""
    if not chart or not any(series["points"] for series in chart["series"]):
        return None
    longest = sorted(chart["series"], key=lambda series: -len(series["points"]))[:_MOST_SERIES]
    kept = [series for series in chart["series"] if series in longest]
    drawing = (_bars if chart["kind"] == "bar" else _lines)(chart | {"series": kept}, lang)
    if drawing:
        drawing["left_out"] += sum(len(series["points"]) for series in chart["series"] if series not in longest)
    return drawing


def short(value: float, lang: str) -> str:
    """A number as an axis shows it: 1.2亿, 350万, 12k."""
    for size, word in _SCALES.get(lang, ()):
        if abs(value) >= size:
            return f"{value / size:,.4f}".rstrip("0").rstrip(".") + word
    return f"{value:.6g}"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Numbers from `low` to `high` laid out between two coordinates, with a tick at each `step`."""

    low: float
    high: float
    step: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)

    def ticks(self) -> list[float]:
        return [self.low + n * self.step for n in range(round((self.high - self.low) / self.step) + 1)]


def _axis(values: list[float], start: float, end: float, *, zero: bool) -> _Axis:
    """An axis with round numbers at its ends and about four steps between them."""
    low, high = min(values), max(values)
    if zero or 0 <= low < high / 2:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = low - (abs(low) * 0.1 or 1), high + (abs(high) * 0.1 or 1)
    rough = (high - low) / 4
    size = 10 ** floor(log10(rough))
    step = next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= rough)
    low, high = floor(low / step) * step, -floor(-high / step) * step
    return _Axis(low, high, step, start, end)


def _middle(start: str, end: str) -> str:
    """The day in the middle of a period; of an open one the day that is known."""
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return end or start
    return (first + (last - first) / 2).isoformat()


def _moment(text: str) -> float | None:
    """A day or month as a point in time, in years: the middle of it."""
    match = _DAY.match(text)
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or 7)
    if not 1 <= month <= 12 or not year:
        return None
    length = monthrange(year, month)[1]
    return year + (month - 1 + (int(match[3]) - 0.5 if match[3] else length / 2) / length) / 12


def _lines(chart: dict[str, Any], lang: str) -> dict[str, Any] | None:
    """Values over time, or over labels where these are no times; straight lines from value to value."""
    names = list(dict.fromkeys(point[0] for series in chart["series"] for point in series["points"]))
    whole = all(_YEAR.fullmatch(str(name)) for name in names)
    moments = {name: int(str(name)[:4]) + 0.5 if whole else _moment(str(name)) for name in names}
    places = {name: at for name, at in moments.items() if at is not None}
    if len(places) < len(names):
        places = {name: float(n) for n, name in enumerate(names)}
    if len(set(places.values())) < 2:
        return None
    timed = all(moments[name] == at for name, at in places.items())
    values = [float(point[1]) for series in chart["series"] for point in series["points"]]
    down = _axis(values, _HEIGHT - _BOTTOM, _TOP, zero=False)
    across = _time_axis(list(places.values())) if timed else _Axis(0, len(places) - 1, 1, _LEFT + 14, _WIDTH - _RIGHT - 14)
    grid = [{"x1": _LEFT, "x2": _WIDTH - _RIGHT, "y1": down.at(tick), "y2": down.at(tick), "base": tick == 0} for tick in down.ticks()]
    labels = [{"x": _LEFT - 8, "y": down.at(tick) + 4, "anchor": "end", "text": short(tick, lang)} for tick in down.ticks()]
    labels += _time_labels(across) if timed else _name_labels(places, across)
    drawn_series = []
    for series in chart["series"]:
        points = sorted(series["points"], key=lambda point: places[point[0]])
        dots = [_dot(point, across.at(places[point[0]]), down.at(float(point[1]))) for point in points]
        solid = {dot["x"]: dot for dot in dots if not dot["hollow"]}
        line = " ".join(f"{dot['x']},{dot['y']}" for dot in solid.values())
        drawn_series.append({"label": series["label"], "lines": [line] if len(solid) > 1 else [], "bars": [], "dots": dots})
    return {
        "kind": "line",
        "width": _WIDTH,
        "height": _HEIGHT,
        "grid": grid,
        "labels": labels,
        "unit": chart["y"],
        "unit_x": 4,
        "series": drawn_series,
        "count": len(values),
        "left_out": 0,
    }


def _dot(point: list[Any], x: float, y: float) -> dict[str, Any]:
    """One value; one that is not achieved (a target, a plan) is hollow and on no line."""
    printed, period, status = (*point[2:5], "", "", "")[:3] if len(point) > 2 else (point[1], point[0], "")
    hollow = bool(status) and not str(status).endswith("achieved")
    return {"x": x, "y": y, "text": f"{period or point[0]}: {printed}", "hollow": hollow}


def _time_axis(moments: list[float]) -> _Axis:
    """Whole years, or whole months where all is within two years; `step` years stand between two labels."""
    low, high = min(moments), max(moments)
    unit = 1.0 if high - low >= 2 else 1 / 12
    low, high = floor(low / unit + 1e-6) * unit, (floor(high / unit + 1e-6) + 1) * unit
    every = next(n for n in (1, 2, 3, 5, 10, 20, 50, 100, 1000) if (high - low) / unit / n <= 9)
    return _Axis(low, high, every * unit, _LEFT, _WIDTH - _RIGHT)


def _time_labels(across: _Axis) -> list[dict[str, Any]]:
    """Each label under the middle of its year or month."""
    unit = 1.0 if across.step >= 1 else 1 / 12
    spots = [across.low + n * across.step for n in range(int((across.high - across.low - unit / 2) / across.step) + 1)]
    texts = [f"{at:.0f}" if unit == 1 else f"{floor(at + 1e-6)}-{round(at % 1 * 12) % 12 + 1:02}" for at in spots]
    middles = [across.at(at + unit / 2) for at in spots]
    return [{"x": x, "y": _HEIGHT - 8, "anchor": "middle", "text": text} for x, text in zip(middles, texts, strict=True)]


def _name_labels(places: dict[str, float], across: _Axis) -> list[dict[str, Any]]:
    every = -(-len(places) // 8)
    shown = [name for n, name in enumerate(places) if n % every == 0]
    return [{"x": across.at(places[name]), "y": _HEIGHT - 8, "anchor": "middle", "text": _cut(name, 10), "full": name} for name in shown]


def _bars(chart: dict[str, Any], lang: str) -> dict[str, Any]:
    """Bars that lie, longest name room first, from a baseline of zero; the first of very many."""
    names = list(dict.fromkeys(str(point[0]) for series in chart["series"] for point in series["points"]))
    shown = names[:_MOST_BARS]
    rows = {name: n for n, name in enumerate(shown)}
    several = len(chart["series"])
    height = _ROW if several == 1 else 10 * several + 8
    points = [[point for point in series["points"] if str(point[0]) in rows] for series in chart["series"]]
    axis = _axis([float(point[1]) for group in points for point in group], _BAR_LEFT, _WIDTH - 56, zero=True)
    bottom = _TOP + height * len(shown)
    grid = [{"x1": axis.at(tick), "x2": axis.at(tick), "y1": _TOP - 4, "y2": bottom, "base": tick == 0} for tick in axis.ticks()]
    labels = [{"x": axis.at(tick), "y": bottom + 16, "anchor": "middle", "text": short(tick, lang)} for tick in axis.ticks()]
    labels += [
        {"x": _BAR_LEFT - 8, "y": _TOP + height * n + height / 2 + 4, "anchor": "end", "text": _cut(name, 14), "full": name}
        for name, n in rows.items()
    ]
    drawn_series = []
    for n, (series, group) in enumerate(zip(chart["series"], points, strict=True)):
        thick = 14 if several == 1 else 9
        bars = []
        for name, value in ((str(point[0]), float(point[1])) for point in group):
            one, other = sorted((axis.at(0), axis.at(value)))
            top = _TOP + height * rows[name] + (4 if several == 1 else 3 + 10 * n)
            text = f"{name}{' · ' + series['label'] if series['label'] else ''}: {value:,.10g}"
            bars.append({"x": one, "y": top, "width": round(other - one, 1), "height": thick, "text": text})
            if several == 1:
                labels.append({"x": other + 5, "y": top + 11, "anchor": "start", "text": f"{value:,.10g}"})
        drawn_series.append({"label": series["label"], "lines": [], "bars": bars, "dots": []})
    return {
        "kind": "bar",
        "width": _WIDTH,
        "height": bottom + 24,
        "grid": grid,
        "labels": labels,
        "unit": chart["y"],
        "unit_x": _BAR_LEFT,
        "series": drawn_series,
        "count": sum(map(len, points)),
        "left_out": len(names) - len(shown),
    }


def _cut(text: str, most: int) -> str:
    """A label no longer than it may be; what is not Chinese takes half the room."""
    room, kept = float(most), ""
    for character in text:
        room -= 1 if ord(character) > 0x2E7F else 0.55
        if room < 0:
            return kept + "…"
        kept += character
    return kept
