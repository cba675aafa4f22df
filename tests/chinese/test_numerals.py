"""Numbers as texts write them: digits with scales, Chinese numerals, parts of a whole, ratios."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.chinese.numerals import CHINESE, NUMBER, RATIO, SCALE, SHARE, number, ratio, share

NUMBERS = (
    ("0", "0"),
    ("7", "7"),
    ("1,234", "1234"),
    ("1,234,567.5", "1234567.5"),
    ("20.11", "20.11"),
    ("3.00", "3.00"),
    ("1377.42万", "13774200"),
    ("12.49万", "124900"),
    ("1.5 万", "15000"),
    ("3千", "3000"),
    ("1.5千万", "15000000"),
    ("2.9万亿", "2900000000000"),
    ("1亿3000万", "130000000"),
    ("３５", "35"),
    ("十", "10"),
    ("十五", "15"),
    ("二十", "20"),
    ("两", "2"),
    ("零", "0"),
    ("一百零五", "105"),
    ("一百一十", "110"),
    ("三百五", "350"),
    ("三百零五", "305"),
    ("一千零一", "1001"),
    ("两万五", "25000"),
    ("两万五千", "25000"),
    ("一万零五", "10005"),
    ("三千二百亿", "320000000000"),
    ("一亿三千万", "130000000"),
    ("两亿零三百", "200000300"),
    ("一万三千亿", "1300000000000"),
    ("五点六", "5.6"),
    ("一点五万", "15000"),
    ("百", "100"),
    ("千万", "10000000"),
    ("亿", "100000000"),
    ("万亿", "1000000000000"),
)
NO_NUMBERS = ("", "二三", "二〇二二", "五六百", "3000万1亿", "3千5百万", "点五", "三点", "1.2.3", "家", "9" * 100)
SHARES = (
    ("百分之五", "5", "%"),
    ("百分之五点六", "5.6", "%"),
    ("百分之0.5", "0.5", "%"),
    ("百分之百", "100", "%"),
    ("千分之三", "3", "‰"),
    ("三成", "30", "%"),
    ("1.2成", "12", "%"),
    ("十成", "100", "%"),
    ("一半", "50", "%"),
    ("半数", "50", "%"),
    ("1/4", "0.25", "倍"),
    ("2/3", "0.67", "倍"),
    ("1/1000", "0.001", "倍"),
    ("三分之一", "0.33", "倍"),
    ("五分之四", "0.8", "倍"),
    ("万分之三", "0.0003", "倍"),
)
NO_SHARES = ("十二成", "4/3", "三分之四", "百分之二三", "0/4", "五")
RATIOS = (("8.7:48.5:42.8", "8.7 48.5 42.8"), ("7：45：48", "7 45 48"), ("4 : 3 : 3", "4 3 3"))

_FACTORS = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "百亿": 10**10, "万亿": 10**12}


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_a_number_has_its_value(text: str, value: str) -> None:
    assert number(text) == Decimal(value)
    assert re.fullmatch(NUMBER, text)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(("text", "value", "unit"), SHARES)
def test_a_share_has_its_value_and_unit(text: str, value: str, unit: str) -> None:
    assert share(text) == (Decimal(value), unit)
    assert re.fullmatch(SHARE, text)


@pytest.mark.parametrize("text", NO_SHARES)
def test_what_is_no_part_of_a_whole_is_no_share(text: str) -> None:
    assert share(text) is None


@pytest.mark.parametrize(("text", "parts"), RATIOS)
def test_a_ratio_has_its_parts_in_order(text: str, parts: str) -> None:
    assert ratio(text) == tuple(Decimal(part) for part in parts.split())
    assert re.fullmatch(RATIO, text)


@pytest.mark.parametrize("text", ("千克", "千瓦", "千米", "千公顷", "千伏"))
def test_the_first_character_of_a_unit_is_no_scale(text: str) -> None:
    assert not re.match(SCALE, text)


@pytest.mark.parametrize("text", ("465/984", "1/2号线", "12/14路", "3/4月"))
def test_bus_routes_lines_and_months_are_no_fractions(text: str) -> None:
    assert not re.match(SHARE, text)


@given(st.decimals(min_value=0, max_value=99999, places=2), st.sampled_from(tuple(_FACTORS)))
def test_a_number_in_digits_reads_back_as_its_value(value: Decimal, scale: str) -> None:
    assert number(f"{value}{scale}") == value * _FACTORS[scale]
    assert number(f"{value:,}{scale}") == value * _FACTORS[scale]


@given(st.integers(min_value=1, max_value=9999_9999_9999))
@example(10)
@example(1_0001_0001)
def test_a_number_in_chinese_numerals_reads_back_as_its_value(value: int) -> None:
    assert number(_numerals(value)) == value


@given(st.text(alphabet="0123456789.,零一二三四五六七八九〇○两十百千万亿点分之成/ ", max_size=40))
@example("一点五万点")
@example("一点万")
@example("9" + "亿" * 31)
def test_any_text_of_numerals_is_read_without_an_error(text: str) -> None:
    found = number(text)
    assert found is None or found >= 0
    part = share(text)
    assert part is None or part[0] >= 0


@given(st.text(alphabet="一二三十百千万亿零点", min_size=1, max_size=12))
def test_a_chinese_number_is_matched_whole_or_not_at_all(text: str) -> None:
    match = re.match(CHINESE, text)
    assert match is None or text.startswith(match[0])


def _numerals(value: int) -> str:
    """The standard way to write a number below 10¹² in Chinese numerals."""
    written, zero = "", False
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = value // scale % 10**4
        if not section:
            zero = bool(written)
            continue
        for place, place_name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = section // place % 10
            if digit:
                written += ("零" if zero else "") + "零一二三四五六七八九"[digit] + place_name
                zero = False
            else:
                zero = bool(written)
        written += name
    return written
