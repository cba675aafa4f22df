"""The left edge of a name in running text, for a head noun and the words before it."""

import pytest

from kg.mentions.boundaries import left_edge, without_opening_verbs
from tests.mentions.written import scan

EDGES = [
    ("正在推进建设", "滨海旅游服务", "平台"),  # a chain of governing verbs
    ("我市将", "城乡供水一体化", "工程"),  # a deictic and an adverb
    ("建立的", "银企合作", "平台"),  # 的
    ("登录", "职业技能培训和评价服务", "平台"),  # 和 joins two words of one sort
    ("负责", "粮食和物资储备", "中心"),
    ("打造", "专利技术与创新", "中心"),
    ("市财政局和", "公共资源交易", "中心"),  # 和 behind a whole name joins nothing
    ("，深化", "“政校企”协同育人", "行动"),  # a part in quotes is taken whole
    ("（二）", "社区矫正", "工程"),  # the number of a paragraph is no part of a name
    ("落实", "青年人才支持", "计划"),  # a verb right before the head belongs to it
    ("统筹推进", "农业技术推广", "中心"),
    ("我省加快提升", "基层医疗服务", "工程"),  # a verb that begins the name only governs it
    ("推进", "中新（厦门）新材料", "产业园"),  # a bracket inside a name
    ("关于", "亭子口水利枢纽", "工程"),  # a measure word is one only behind a number
    ("启动", "公交全面电动化", "试点"),  # a degree before a noun belongs to the name
    ("查询", "企业信用信息公示", "系统"),  # a verb between a noun and the head belongs to the name
    ("建设", "大连跨海通道", "工程"),  # a place stops nothing, whatever the segmenter takes it for
    ("对", "", "工程"),  # nothing stands in front
]


@pytest.mark.parametrize(("before", "name", "head"), EDGES)
def test_a_name_begins_where_the_grammar_says(before: str, name: str, head: str) -> None:
    case = scan(f"{before}{name}{head}。")
    at = len(before + name)
    assert case.text[left_edge(case, at) : at] == name


def test_parts_of_speech_can_be_let_through() -> None:
    case = scan("发布2021年发展状况报告。")
    at = case.text.index("报告")
    assert case.text[left_edge(case, at) : at] == "发展状况"
    assert case.text[left_edge(case, at, frozenset({"m", "t"})) : at] == "2021年发展状况"


def test_an_opening_verb_before_a_whole_name_is_taken_off() -> None:
    case = scan("提升失业保险。")
    assert without_opening_verbs(case, 0, 6) == 2


def test_the_edge_of_a_head_inside_a_word_is_found() -> None:
    case = scan("建设海产品交易平台。")
    at = case.text.index("平台")
    assert case.text[left_edge(case, at) : at] == "海产品交易"
