"""The words in front of a figure that make it a change, and those behind it that rank it."""

from decimal import Decimal

import pytest

from kg.claims.changes import movement, rank, signed
from kg.model import Quantity

MOVED = [
    ("同比增长", "%", "", "同比+5%"),
    ("，同比下降", "%", "", "同比-5%"),
    ("环比上涨", "%", "", "环比+5%"),
    ("年均增长", "%", "", "年均+5%"),
    ("增长", "%", "", "同比+5%"),
    ("下降了", "%", "", "同比-5%"),
    ("比上年增长", "%", "", "同比+5%"),
    ("较上年同期减少", "%", "", "同比-5%"),
    ("比上年增加", "人", "", "比上年+5人"),
    ("增加", "人", "", "比上年+5人"),
    ("比上年末减少", "人", "", "比上年末-5人"),
    ("比年初增加", "元", "", "比年初+5元"),
    ("较年初下降", "个百分点", "", "比年初-5个百分点"),
    ("比2021年增长", "%", "", "比2021年+5%"),
    ("较2019年同期下降", "%", "", "比2019年同期-5%"),
    ("较常年偏多", "%", "", "比常年+5%"),
    ("同比增加", "件", "", "同比+5件"),
    ("同比增长率为", "%", "", "同比+5%"),
    ("居民消费价格比上年上涨", "%", "居民消费价格", "同比+5%"),
    ("固定资产投资同比增长", "%", "固定资产投资", "同比+5%"),
    ("财政收入年均增长", "%", "财政收入", "年均+5%"),
    ("失业率下降约", "个百分点", "失业率", "同比-5个百分点"),
]
UNMOVED = ("增加值达", "增长到", "增加至", "同比", "比上年", "共有", "投资增长率为", "")
RANKED = [
    ("，居全省第1位。", "居全省第1位"),
    ("，排名全国第六。", "排名全国第六"),
    ("，位居全省首位。", "位居全省首位"),
    ("，列全省第二位，同比增长3%。", "列全省第二位"),
    ("，稳居全国前列。", "稳居全国前列"),
    ("，总量居全省第3名。", "居全省第3名"),
    ("，位列全国前10位。", "位列全国前10位"),
    ("，跃居全市榜首。", "跃居全市榜首"),
]
UNRANKED = ("，同比增长3%，居全省第1位。", "。居全省第1位。", "，第1位是思明区。", "，居民收入增加。", "")


@pytest.mark.parametrize(("left", "unit", "name", "expected"), MOVED)
def test_the_words_in_front_of_a_change_tell_what_moved_against_what(left: str, unit: str, name: str, expected: str) -> None:
    moved = movement(left)
    assert moved is not None
    assert moved.name == name
    assert moved.change(Quantity(Decimal(5), unit)).label == expected


@pytest.mark.parametrize("left", UNMOVED)
def test_other_words_tell_no_change(left: str) -> None:
    assert movement(left) is None


@pytest.mark.parametrize(("left", "based"), [("同比增长", True), ("比上年末增加", True), ("增长", False), ("实际增长", False)])
def test_a_change_says_against_what_or_leaves_it_open(left: str, based: bool) -> None:
    moved = movement(left)
    assert moved is not None
    assert moved.based is based


@pytest.mark.parametrize(("right", "expected"), RANKED)
def test_a_rank_is_told_right_behind_its_figure(right: str, expected: str) -> None:
    assert rank(right) == expected


@pytest.mark.parametrize("right", UNRANKED)
def test_words_further_away_or_about_something_else_tell_no_rank(right: str) -> None:
    assert rank(right) == ""


@pytest.mark.parametrize(("value", "sign", "expected"), [("3.2", 1, "3.2"), ("3.2", -1, "-3.2"), ("-3.2", -1, "-3.2"), ("-3.2", 1, "-3.2")])
def test_a_printed_minus_is_kept_whatever_the_verb(value: str, sign: int, expected: str) -> None:
    assert signed(Decimal(value), sign) == Decimal(expected)
