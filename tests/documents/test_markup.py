"""Markdown to lines."""

import pytest

from kg.documents.markup import Part, is_original, parts, plain


def test_headings_paragraphs_lists_and_quotes_lose_their_marks() -> None:
    assert parts("# 通知\n\n第一段。\n第二段。\n\n- **要点**一\n> 引文\n\n---\n1. 第一项") == [
        Part(1, "通知"),
        Part(0, "第一段。"),
        Part(0, "第二段。"),
        Part(0, "要点一"),
        Part(0, "引文"),
        Part(0, "1. 第一项"),
    ]


def test_html_is_read_as_html() -> None:
    data = "<p>市<b>教育</b>局 </p>\n <p>通知 </p>\n\n尾<br>行 &amp; 完"
    assert [part.text for part in parts(data)] == ["市教育局", "通知", "尾 行 & 完"]


def test_a_table_is_rows_with_tabs() -> None:
    assert [part.text for part in parts("| 镇 | 户数 |\n|---|:-:|\n| 东镇 | 12 |")] == ["镇\t户数", "东镇\t12"]


def test_a_comment_says_nothing() -> None:
    assert parts("<!-- 完 -->\n") == []


def test_a_line_of_links_only_is_marked() -> None:
    assert parts("[返回首页](//example.org/)｜[返回](/)") == [Part(0, "返回首页｜返回", "//example.org/")]
    assert parts("<https://example.org/1>") == [Part(0, "", "https://example.org/1")]
    assert parts("详见[附件](a.doc)。") == [Part(0, "详见附件。")]


def test_a_link_to_the_original_is_told_by_its_words_or_as_bare_address() -> None:
    assert is_original(parts("[查看原文](https://example.org/1)")[0])
    assert is_original(parts("<https://example.org/1>")[0])
    assert not is_original(parts("[返回首页](https://example.org/)")[0])


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**（一）** 目标", "（一） 目标"),
        ("2*3*4=24", "2*3*4=24"),
        ("![图](a.png)说明", "说明"),
        (r"\*注：`代码`", "*注：代码"),
        ("a_b_c", "a_b_c"),
        ("增长<5%且>3%", "增长<5%且>3%"),
    ],
)
def test_only_marks_are_taken_off(line: str, text: str) -> None:
    assert plain(line) == text
