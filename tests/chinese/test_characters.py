"""Characters in one normal form."""

import unicodedata

from kg.chinese.characters import normal, tidy


def test_full_width_digits_and_letters_become_ascii() -> None:
    assert normal("２０２２年ＰＣＴ申请３８０件") == "2022年PCT申请380件"


def test_full_width_punctuation_stays() -> None:
    assert normal("（一）增长５％，上午８：００。") == "（一）增长5％，上午8：00。"


def test_a_full_width_point_between_digits_is_a_decimal_point() -> None:
    assert normal("１７．２件") == "17.2件"
    assert normal("１．申请条件") == "1．申请条件"


def test_every_kind_of_space_is_one_space() -> None:
    assert normal("局长\u3000张\u00a0三\u2003李四") == "局长 张 三 李四"


def test_invisible_characters_go() -> None:
    assert normal("市\u200b场\ufeff监\u00ad管\x07局") == "市场监管局"


def test_line_ends_are_one_kind() -> None:
    assert normal("甲\r\n乙\r丙\u2028丁") == "甲\n乙\n丙\n丁"


def test_radicals_and_compatibility_forms_become_the_common_character() -> None:
    assert normal("⼯⾏") == "工行"
    assert normal("\uf914") == unicodedata.normalize("NFKC", "\uf914")


def test_text_in_normal_form_is_returned_as_it_is() -> None:
    text = "厦门市市场监督管理局（知识产权局）"
    assert normal(text) is text


def test_normal_form_is_stable() -> None:
    text = "．５．６　Ａ\r\n⼀ "
    assert normal(normal(text)) == normal(text)


def test_a_tidy_line_has_no_outer_or_double_spaces() -> None:
    assert tidy("　　市长 　李明 ") == "市长 李明"


def test_a_letter_spaced_heading_is_closed_up() -> None:
    assert tidy("会 议 通 知") == "会议通知"
    assert tidy("第一章 总 则") == "第一章 总 则"
