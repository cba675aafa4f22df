"""Spellings of indicators and the one they meet in."""

from collections import defaultdict

import pytest

from kg.indicators import known, meeting, normal, spelt
from kg.knowledge import knowledge


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("有效发明专利拥有量", "有效发明专利"),
        ("全市“有效发明专利”", "有效发明专利"),
        ("累计减免 税费金额", "减免税费"),
        ("研究与试验发展（R＆D）经费", "研究与试验发展经费"),
        ("职工总数", "职工"),
        ("居民消费价格指数", "居民消费价格指数"),
        ("优良天数", "优良天数"),
        ("全国人大代表", "全国人大代表"),
        ("完成率", "完成率"),
        ("总数", "总数"),
        ("共享单车数量", "共享单车"),
    ],
)
def test_a_name_is_brought_to_its_normal_form(name: str, expected: str) -> None:
    assert normal(name) == expected


@pytest.mark.parametrize("name", ["GDP", "地区生产总值(GDP)", "全市生产总值", "国内生产总值"])
def test_spellings_of_a_known_indicator_meet_in_it(name: str) -> None:
    assert (meeting(name).key, meeting(name).label) == ("indicator/gdp", "地区生产总值")
    assert spelt(name).label == name


def test_the_official_name_is_the_known_indicator_itself() -> None:
    assert spelt("地区生产总值") == meeting("GDP") == known("生产总值")


def test_spellings_of_an_unknown_indicator_meet_without_knowing_of_each_other() -> None:
    assert meeting("为农服务中心数量") == meeting("为农服务中心") == spelt("为农服务中心")
    assert spelt("为农服务中心数量") != spelt("为农服务中心")


def test_white_space_makes_no_spelling() -> None:
    assert spelt("有效 发明专利") == spelt("有效发明专利")


def test_no_two_known_indicators_share_a_normal_form() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for name, keys in knowledge().names("indicator").items():
        bearers[normal(name)].update(keys)
    assert {name: keys for name, keys in bearers.items() if len(keys) > 1} == {}
