"""Plain text with and without a head."""

import pytest

from kg.documents.drafts import Draft
from kg.documents.plain import plain
from kg.errors import DocumentError


def read(data: str) -> Draft:
    (draft,) = plain(data, "notice")
    return draft


def test_a_head_of_labels_is_read_and_is_no_part_of_the_text() -> None:
    draft = read(
        "标题: 关于停水的通告\n发布时间: 2026-08-19 16:19\n文号: \n发布机构: 某区水务局\n栏目: 公示公告\n附件另见目录\n"
        "原文链接: https://example.org/1.htm\n=========== 正文 ===========\n因管道检修，２０日停水。 某区水务局"
    )
    assert draft.title == "关于停水的通告"
    assert (draft.header.published, draft.header.publisher) == ("2026-08-19", "某区水务局")
    assert draft.header.url == "https://example.org/1.htm"
    assert draft.header.more == (("栏目", "公示公告"),)
    assert draft.text == "因管道检修，20日停水。 某区水务局"


def test_a_head_may_end_without_a_rule() -> None:
    draft = read("标题：关于停水的通告\n发文字号：某水〔2026〕3号\n\n因管道检修停水。\n时间：明日")
    assert (draft.title, draft.header.number) == ("关于停水的通告", "某水〔2026〕3号")
    assert draft.text == "因管道检修停水。\n时间：明日"


def test_without_a_head_the_first_line_is_the_title_and_stays_in_the_text() -> None:
    draft = read("关于停水的通告\n\n某水〔2026〕3号\n\n　　因管道检修停水。\n")
    assert (draft.title, draft.header.number) == ("关于停水的通告", "某水〔2026〕3号")
    assert draft.text == "关于停水的通告\n某水〔2026〕3号\n因管道检修停水。"


def test_a_text_that_begins_with_a_sentence_has_no_title() -> None:
    assert read("因管道检修停水。\n请各户储水。").title == ""


def test_a_rule_in_the_text_of_a_file_without_head_is_no_separator() -> None:
    assert "甲" in read("甲乙丙丁\n======\n因管道检修停水。").text


def test_a_head_without_text_is_reported() -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        read("标题: 关于停水的通告\n======\n\n")
