"""Figures in the annotations that other programs read."""

from decimal import Decimal
from typing import Any

from kg.interchange import annotation_json
from kg.model import Annotation, Quantity
from tests.marked import marked
from tests.small import FIRST, figured, observed


def observations(annotation: Annotation) -> list[dict[str, Any]]:
    found = annotation_json(annotation)["observations"]
    assert isinstance(found, list)
    return found


def test_a_figure_is_told_with_the_place_of_its_number_and_the_words_that_say_it() -> None:
    first, target, bare = observations(figured("e"))
    assert first == {
        "indicator": "有效发明专利",
        "value": 19000,
        "unit": "件",
        "period": "2021年底",
        "area": "厦门市",
        "change": "同比+20.11%",
        "rank": "居全省第1位",
        "status": "achieved",
        "printed": "19000件",
        "start": 0,
        "end": len(FIRST),
        "quote": FIRST,
        "rule": "figures",
        "score": 0.9,
    }
    assert (target["status"], target["period"]) == ("target", "2025年")
    assert (bare["period"], bare["area"], bare["change"], bare["rank"]) == ("", "", "", "")


def test_a_whole_number_is_an_integer_and_another_a_float() -> None:
    annotation = observed(marked("增长20.11%。"), "增长20.11%", "增速 20.11 %")
    annotation = observed(annotation, "增长20.11%", "总量 1 元", quantity=Quantity(Decimal("3.60E+10"), "元"))
    values = [row["value"] for row in observations(annotation)]
    assert values == [20.11, 36000000000]
    assert isinstance(values[1], int)
