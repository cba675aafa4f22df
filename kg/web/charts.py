"""Where the lines, bars and labels of a chart stand; templates write them out as SVG."""

import re
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
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_SCALES = {"zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")), "en": ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))}


def series_chart(series: dict[str, Any]) -> dict[str, Any]:
    """The chart of one series of figures: values by the end of their period, those that are aims and no facts marked."""
    points = [
        [point["end"] or point["start"], point["value"], point["printed"], (point["period"] or ""), point["status"]]
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


def _moment(text: str) -> float | None:
    """A day, month or year as a point in time, in years."""
    match = _DAY.match(text)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        return year + (date(year, month, day) - date(year, 1, 1)).days / 366
    except ValueError:
        return None


def _lines(chart: dict[str, Any], lang: str) -> dict[str, Any] | None:
    """Values over time, or over labels where these are no times; straight lines from value to value."""
    names = list(dict.fromkeys(point[0] for series in chart["series"] for point in series["points"]))
    moments = {name: _moment(str(name)) for name in names}
    places = {name: at for name, at in moments.items() if at is not None}
    if len(places) < len(names):
        places = {name: float(n) for n, name in enumerate(names)}
    if len(set(places.values())) < 2:
        return None
    timed = all(moments[name] == at for name, at in places.items())
    values = [float(point[1]) for series in chart["series"] for point in series["points"]]
    down = _axis(values, _HEIGHT - _BOTTOM, _TOP, zero=False)
    low, high = min(places.values()), max(places.values())
    across = _Axis(low, high, 1, _LEFT + 14, _WIDTH - _RIGHT - 14)
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


def _time_labels(across: _Axis) -> list[dict[str, Any]]:
    """Years below a line, as many as there is room for; months where it is all within two years."""
    span = across.high - across.low
    y = _HEIGHT - 8
    if span < 2:
        months = range(floor(across.low * 12), floor(across.high * 12 + 1e-6) + 1)
        every = max(1, len(months) // 8 + (len(months) > 8))
        spots = [(month / 12, f"{month // 12}-{month % 12 + 1:02}") for month in months if month % every == 0]
    else:
        every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 1000) if span / n <= 9)
        spots = [(float(year), str(year)) for year in range(floor(across.low), floor(across.high) + 2) if year % every == 0]
    spots = [(at, text) for at, text in spots if across.low - 0.02 * span <= at <= across.high + 0.02 * span]
    return [{"x": across.at(at), "y": y, "anchor": "middle", "text": text} for at, text in spots]


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
