"""Sentences and their place in the outline."""

import time
from itertools import pairwise

import pytest

from kg.model import Document, Header
from kg.sentences import sentences


def document(text: str) -> Document:
    return Document("https://example.org/doc/1", "1", "1.txt", "", text, Header(), "")


def split(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in sentences(document(text))]


def outline(text: str) -> list[tuple[str, ...]]:
    return [sentence.section for sentence in sentences(document(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天开会。明天放假！真的吗？是；好", ["今天开会。", "明天放假！", "真的吗？", "是；", "好"]),
        ("第一段\n\n　　第二段。 \n", ["第一段", "第二段。"]),
        ("他说：“今天天气很好，一起去看荷花吧。”大家同意。", ["他说：“今天天气很好，一起去看荷花吧。”", "大家同意。"]),
        ("（会议结束。）散会。", ["（会议结束。）散会。"]),
        ("出台《办法（试行）；细则》。执行。", ["出台《办法（试行）；细则》。", "执行。"]),
        ("转发《关于印发〈规定〉的通知。附件》的函。", ["转发《关于印发〈规定〉的通知。附件》的函。"]),
        ("整治“僵尸！”等账号。", ["整治“僵尸！”等账号。"]),
        ("见https://example.org/a?b=1;c!d。好吗?好!", ["见https://example.org/a?b=1;c!d。", "好吗?", "好!"]),
        ("名称\t数量\n水库。\t12", ["名称", "数量", "水库。", "12"]),
        ("真的？！……好。", ["真的？！", "……好。"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_sentences_end_where_a_reader_would_pause(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_an_unclosed_bracket_or_title_does_not_swallow_the_rest() -> None:
    assert split("根据《办法。执行（试行。好。") == ["根据《办法。", "执行（试行。", "好。"]
    assert split("甲《乙\n丙》丁。戊。") == ["甲《乙", "丙》丁。", "戊。"]


def test_every_character_but_blanks_is_in_one_sentence() -> None:
    text = "一、总则。\n（一）目标；任务\t完成\n　附件：1.表\n。。\n好"
    spans = [sentence.span for sentence in sentences(document(text))]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert {at for at, character in enumerate(text) if not character.isspace()} <= covered


def test_the_outline_is_kept_outermost_first() -> None:
    text = "前言\n一、总体要求\n（一）目标。增产。\n1.水稻\n2.小麦\n（二）任务\n二、措施"
    assert outline(text) == [
        (),
        ("一、",),
        ("一、", "（一）"),
        ("一、", "（一）"),
        ("一、", "（一）", "1."),
        ("一、", "（一）", "2."),
        ("一、", "（二）"),
        ("二、",),
    ]


def test_chapters_and_articles_stand_above_items() -> None:
    text = "第一章 总则\n第一条 目的。\n第二条 下列情形：\n（一）甲；\n（二）乙。\n第二章 罚则\n第三条 处罚。"
    assert outline(text)[2:] == [
        ("第一章", "第二条"),
        ("第一章", "第二条", "（一）"),
        ("第一章", "第二条", "（二）"),
        ("第二章",),
        ("第二章", "第三条"),
    ]


def test_an_attachment_begins_an_outline_of_its_own() -> None:
    assert outline("三、附则\n附件1\n汇总表\n一、说明") == [("三、",), (), (), ("一、",)]


def test_decimals_and_years_are_no_markers() -> None:
    assert outline("3.5万人参加。\n2022.5完成\n2022年。") == [(), (), ()]


def test_markers_inside_a_line_that_lost_its_breaks_part_sentences() -> None:
    text = "现将增殖放流有关情况予以公示，请社会各界监督，公示期自即日起七日，如有异议请以书面形式反映：" + (
        "一、供苗单位某某水产养殖有限公司二、放流品种和数量1.黑鲷，666667尾，规格5.0厘米以上2.中国鲎，113637尾三、放流地点某某海域，届时请过往船只注意避让并服从现场人员指挥。"
    )
    assert split(text)[1:] == [
        "一、供苗单位某某水产养殖有限公司",
        "二、放流品种和数量",
        "1.黑鲷，666667尾，规格5.0厘米以上",
        "2.中国鲎，113637尾",
        "三、放流地点某某海域，届时请过往船只注意避让并服从现场人员指挥。",
    ]
    assert outline(text)[4] == ("二、", "2.")


def test_three_million_characters_take_less_than_two_seconds() -> None:
    text = "一、为做好防汛工作，市水利局（以下简称“市局”）会同《防汛预案》所列部门，开展隐患排查；发现问题，立即整改。\n" * 53_000
    started = time.process_time()
    assert len(sentences(document(text))) == 2 * 53_000
    assert time.process_time() - started < 2


@pytest.mark.parametrize("unit", ["《甲", "（甲（", "“甲", "1.啊", "一、啊啊", "。", "甲：1.乙2.丙"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    sentences(document(unit * 50_000))
    assert time.process_time() - started < 2
