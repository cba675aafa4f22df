"""Where the parts of a chart stand."""

from typing import Any

import pytest

from kg.web.charts import drawn, series_chart, short


def chart(kind: str, *points: tuple[str, float]) -> dict[str, Any]:
    return {"kind": kind, "x": "", "y": "", "series": [{"label": "", "points": [list(point) for point in points]}]}


def test_bars_start_at_zero_and_are_as_long_as_their_values() -> None:
    drawing = drawn(chart("bar", ("one", 10), ("two", 20)), "zh")
    assert drawing is not None
    one, two = drawing["series"][0]["bars"]
    zero = next(line["x1"] for line in drawing["grid"] if line["base"])
    assert one["x"] == two["x"] == zero
    assert two["width"] == pytest.approx(2 * one["width"], abs=0.2)


def test_negative_bars_end_at_zero() -> None:
    drawing = drawn(chart("bar", ("down", -5), ("up", 5)), "en")
    assert drawing is not None
    down, up = drawing["series"][0]["bars"]
    assert down["x"] + down["width"] == pytest.approx(up["x"], abs=0.2)


def test_years_are_as_far_apart_as_they_are_in_time() -> None:
    drawing = drawn(chart("line", ("2010", 1), ("2020", 2), ("2021", 3)), "en")
    assert drawing is not None
    first, second, third = (dot["x"] for dot in drawing["series"][0]["dots"])
    assert (second - first) / (third - second) == pytest.approx(10, rel=0.02)


def test_a_single_moment_makes_no_line() -> None:
    assert drawn(chart("line", ("2020", 1), ("2020", 2)), "en") is None


def test_nothing_makes_no_chart() -> None:
    assert drawn(chart("bar"), "en") is None
    assert drawn(None, "en") is None


def test_more_bars_than_there_is_room_for_are_told() -> None:
    drawing = drawn(chart("bar", *((str(n), n) for n in range(35))), "en")
    assert drawing is not None
    assert (len(drawing["series"][0]["bars"]), drawing["left_out"]) == (30, 5)


def test_a_target_is_hollow_and_on_no_line() -> None:
    point = {"start": "", "printed": "1", "change": "", "said": None}
    points = [
        point | {"period": year, "end": year, "value": 1.0, "status": status} for year, status in (("2020", "achieved"), ("2025", "target"))
    ]
    drawing = drawn(series_chart({"unit": "", "points": points}), "zh")
    assert drawing is not None
    (series,) = drawing["series"]
    assert [dot["hollow"] for dot in series["dots"]] == [False, True]
    assert series["lines"] == []


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [(1.21e14, "zh", "121万亿"), (120_000_000, "zh", "1.2亿"), (35_000, "zh", "3.5万"), (35_000, "en", "35k"), (0.5, "zh", "0.5")],
)
def test_an_axis_shows_short_numbers(value: float, lang: str, text: str) -> None:
    assert short(value, lang) == text


def test_no_two_lines_share_a_colour() -> None:
    many = {"kind": "line", "x": "", "y": "", "series": [{"label": str(n), "points": [["2020", n], ["2021", n]]} for n in range(8)]}
    drawing = drawn(many, "zh")
    assert drawing is not None
    assert (len(drawing["series"]), drawing["left_out"]) == (6, 4)


def test_the_value_of_a_year_stands_over_its_name() -> None:
    drawing = drawn(chart("line", ("2020-12-31", 1), ("2021-12-31", 2), ("2023-12-31", 3)), "en")
    assert drawing is not None
    at = {label["text"]: label["x"] for label in drawing["labels"] if label["anchor"] == "middle"}
    assert [dot["x"] for dot in drawing["series"][0]["dots"]] == pytest.approx([at["2020"], at["2021"], at["2023"]], abs=1.5)


def test_the_value_of_a_month_stands_over_its_name() -> None:
    point = {"printed": "1", "change": "", "said": None, "status": "achieved", "value": 1.0}
    months = [("2022-12-01", "2022-12-31"), ("2023-02-01", "2023-02-28")]
    drawing = drawn(
        series_chart({"unit": "", "points": [point | {"period": "", "start": start, "end": end} for start, end in months]}), "en"
    )
    assert drawing is not None
    at = {label["text"]: label["x"] for label in drawing["labels"] if label["anchor"] == "middle"}
    assert list(at) == ["2022-12", "2023-01", "2023-02"]
    assert [dot["x"] for dot in drawing["series"][0]["dots"]] == pytest.approx([at["2022-12"], at["2023-02"]], abs=6)
