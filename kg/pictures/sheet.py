"""What pictures have in common: the sheet they are drawn on, its colours, numbers and days."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import QueryError, SetupError
from kg.pictures.font import font
from kg.whole import whole_file

SUFFIXES = (".png", ".svg")
INK, QUIET, GRID = "#1f2023", "#595b61", "#e4e0d6"
LINES = ("#2668ab", "#b3318b", "#55713f", "#8a4a00", "#662082", "#00544e", "#2745bc", "#4d3f00")
REST = "#8d8f94"
"""Colours for lines and bars, and for what there is no colour left for."""
SIZE = (11.0, 7.6)
"""Inches."""
LEGEND: dict[str, Any] = {"frameon": False, "fontsize": 10, "loc": "upper center"}
_TICKS = 12
_SCALES: tuple[tuple[float, str], ...] = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))


@contextmanager
def sheet_for(file: Path, title: str) -> Iterator[Any]:
    """Axes to draw on, written to the file at the end."""
    if file.suffix not in SUFFIXES:
        raise QueryError(f"{file}: a picture is written to {' or '.join(SUFFIXES)}; not to {file.suffix!r}.")
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as Sheet
    except ImportError as error:
        raise SetupError("pictures are drawn with matplotlib, which is not installed: pip install 'kg[pictures]'.") from error
    look: Any = {"font.family": [font(), "DejaVu Sans"], "text.color": INK, "axes.unicode_minus": False}
    with matplotlib.rc_context(look | {"svg.hashsalt": "kg", "svg.fonttype": "path"}):
        sheet = Sheet(figsize=SIZE, dpi=160, facecolor="white", layout="constrained")
        FigureCanvasAgg(sheet)
        axes = sheet.add_subplot()
        if title:
            axes.set_title(title, loc="left", fontsize=15, pad=14)
        axes.tick_params(colors=QUIET, length=0)
        axes.spines["bottom"].set_color(QUIET)
        yield axes
        metadata: dict[str, Any] = {"Software": None} if file.suffix == ".png" else {"Date": None, "Creator": "kg"}
        with whole_file(file) as out:
            sheet.savefig(out, format=file.suffix[1:], metadata=metadata)


def time_axis(axes: Any) -> None:
    """Ticks at round days, told shortly; the year stands at the right end where no tick tells it."""
    from matplotlib import dates

    kinds: Any = dates
    where = kinds.AutoDateLocator(minticks=3, maxticks=9)
    plain, new = ["%Y", "%m", "%d", "%H:%M", "%H:%M", "%S"], ["", "%Y", "%m-%d", "%d", "%H:%M", "%H:%M"]
    beside = ["", "%Y", "%Y", "%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%d"]
    axes.xaxis.set_major_locator(where)
    axes.xaxis.set_major_formatter(kinds.ConciseDateFormatter(where, formats=plain, zero_formats=new, offset_formats=beside))
    axes.xaxis.get_offset_text().set_color(QUIET)


def year_axis(axes: Any, years: Sequence[int]) -> None:
    """Ticks in the middle of years, where what belongs to a whole year stands."""
    from datetime import date

    step = -(-(max(years) - min(years) + 1) // _TICKS)
    shown = range(min(years), max(years) + 1, step)
    axes.set_xticks([date(year, 7, 1) for year in shown], [str(year) for year in shown])


def bare(axes: Any) -> None:
    """No frame but the line below, and light lines behind."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)


def short(value: float) -> str:
    """A number as an axis shows it: 1.2亿, 350万."""
    for size, word in _SCALES:
        if abs(value) >= size:
            return f"{value / size:,.4f}".rstrip("0").rstrip(".") + word
    return f"{value:,.6g}"


def cut(text: str, length: int) -> str:
    """A text no longer than so many characters."""
    return f"{text[: length - 1]}…" if len(text) > length else text
