"""Keys and labels of any format become one Header."""

import pytest

from kg.documents.header import field_of, heading, is_metadata, labelled, number_line, number_of, source_of, split_names


def test_labels_and_column_names_fill_the_same_fields() -> None:
    title, header = heading([("标　题", "关于防汛的通知"), ("PubDate", "2023-06-01 09:00"), ("发文机关：", "省水利厅、省应急厅")])
    assert title == "关于防汛的通知"
    assert header.published == "2023-06-01"
    assert header.issuers == ("省水利厅", "省应急厅")


def test_the_first_value_of_a_field_counts_and_another_is_kept_beside_it() -> None:
    _, header = heading([("SiteName", "某市人民政府"), ("发布机构", "某市林业局")])
    assert header.publisher == "某市人民政府"
    assert header.more == (("发布机构", "某市林业局"),)


def test_unknown_keys_are_kept_in_order_and_empty_values_are_not() -> None:
    _, header = heading([("栏目", "公示公告"), ("place", "NaN"), ("文号", "无"), ("tags", "林业")])
    assert header.more == (("栏目", "公示公告"), ("tags", "林业"))
    assert header.number == ""


def test_a_guess_fills_only_what_nothing_states() -> None:
    title, header = heading([("title", "甲")], [("title", "乙"), ("published", "2020-01-02")])
    assert (title, header.published) == ("甲", "2020-01-02")


def test_an_address_without_scheme_gets_one_and_a_relative_one_is_no_address() -> None:
    assert heading([("url", "//www.example.org/a.html")]).header.url == "http://www.example.org/a.html"
    assert heading([("Url", "./t20190918_1.shtml")]).header.url == ""


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("国办发[2019]2号", "国办发〔2019〕2号"),
        ("国办发 〔 2019 〕 2 号", "国办发〔2019〕2号"),
        ("穗府规（２０２１）３号", "穗府规〔2021〕3号"),
        ("国令第707号", "国令第707号"),
    ],
)
def test_a_document_number_has_one_normal_form(printed: str, normal: str) -> None:
    assert number_of(printed) == normal


def test_a_line_that_is_nothing_but_a_number_gives_the_number() -> None:
    assert number_line(["某市人民政府文件", "某政发[2020]15号", "某政发〔2020〕16号"]) == "某政发〔2020〕15号"
    assert number_line(["根据某政发〔2020〕15号文件要求"]) == ""


def test_a_row_of_a_metadata_table_is_read_pair_by_pair() -> None:
    assert labelled("索 引 号：\t0001/2019\t发文机关：\t国务院") == [("索引号", "0001/2019"), ("发文机关", "国务院")]


def test_labels_on_one_line_end_each_others_values() -> None:
    line = "发表时间：2026-01-02 08:00 信息来源：区教育局浏览量：12"
    assert labelled(line) == [("发表时间", "2026-01-02 08:00"), ("信息来源", "区教育局")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发文机关：\t国务院", True),
        ("文号\t某发〔2020〕1号\t发布日期\t2020-01-02", True),
        ("名称\t数量\t单价", False),
        ("时间：5月1日上午9时", False),
        ("来源清楚的资金可以使用。", False),
    ],
)
def test_metadata_is_told_from_the_table_of_a_document(line: str, expected: bool) -> None:
    assert is_metadata(line) is expected


def test_the_source_of_a_text_is_found_in_its_note() -> None:
    assert source_of(["正文。", "（文章来源：闽南晚报）"]) == "闽南晚报"
    assert source_of(["来源：本站", "稿件来源: 新华社 2020-01-01"]) == "新华社"
    assert source_of(["资金来源：财政拨款"]) == ""


def test_names_are_not_parted_inside_brackets() -> None:
    assert split_names("市政府办公厅（市参事室、市外事办） 市公安局") == ["市政府办公厅（市参事室、市外事办）", "市公安局"]


def test_a_label_is_known_with_blanks_and_colon() -> None:
    assert field_of("成 文 日 期：") == "written"
    assert field_of("天气") == ""
