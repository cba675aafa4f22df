"""Who issued a document, by its number."""

import pytest

from kg.links.numbers import is_number, issuers_of_number
from kg.resolver import context_for


@pytest.mark.parametrize("text", ["国办发〔2020〕3号", "厦府办[2020]3号", "财税（2018）7号"])
def test_a_number_is_known_by_its_form(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["厦门市教育局", "第3号", "2020年3号"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert not is_number(text)


def test_the_home_decides_between_places_of_one_abbreviation() -> None:
    for home, official in (("南京市", "南京市人民政府"), ("宁夏", "宁夏回族自治区人民政府")):
        first = next(issuers_of_number("宁政发〔2020〕1号", context_for(home)))
        assert first.entity.label == official


def test_without_a_home_an_abbreviation_of_several_places_is_left_open() -> None:
    first = next(issuers_of_number("宁政发〔2020〕1号", context_for()))
    assert not first.decided and first.score <= 0.6


def test_the_year_of_the_number_is_its_day() -> None:
    for year, official in (("2015", "厦门市环境保护局"), ("2021", "厦门市生态环境局")):
        assert next(issuers_of_number(f"厦环〔{year}〕1号", context_for())).entity.label == official
