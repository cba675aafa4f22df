"""Markdown files: posts, laws, bundles."""

import pytest

from kg.documents.drafts import Draft
from kg.documents.markdown import markdown
from kg.errors import DocumentError


def read(data: str, stem: str = "post") -> Draft:
    (draft,) = markdown(data, stem)
    return draft


POST = """---
layout: post
title: "荔枝丰收 我市产量创新高"
date: 2022-04-19 01:55:00 +0800
tags: [农业, 荔枝]
---
<p>今年荔枝丰收。 </p>
 <p>文/记者 王小明 </p>

（文章来源：海峡早报）

<http://example.org/share?id=1>

[返回首页](//example.org/)｜[返回栏目](//example.org/a)"""


def test_a_jekyll_post_is_read_with_its_front_matter() -> None:
    draft = read(POST)
    assert draft.title == "荔枝丰收 我市产量创新高"
    assert draft.header.published == "2022-04-19"
    assert draft.header.publisher == "海峡早报"
    assert draft.header.url == "http://example.org/share?id=1"
    assert draft.header.more == (("layout", "post"), ("tags", "农业、荔枝"))


def test_links_that_lead_back_are_no_part_of_the_text() -> None:
    assert read(POST).text == "今年荔枝丰收。\n文/记者 王小明\n（文章来源：海峡早报）"


def test_a_broken_front_matter_survives() -> None:
    draft = read('---\ntitle: "荔枝"丰收: 产量新高\ndate: 2022-04-19\n  bad: [\n---\n今年荔枝丰收。')
    assert (draft.title, draft.header.published) == ('荔枝"丰收: 产量新高', "2022-04-19")
    assert draft.text == "今年荔枝丰收。"


def test_the_day_in_the_name_of_a_post_counts_where_nothing_else_gives_one() -> None:
    assert read("# 荔枝丰收\n\n今年荔枝丰收。", "2022-04-19-lychee").header.published == "2022-04-19"


def test_the_heading_of_a_law_is_its_title_and_its_last_revision_the_day_it_was_written() -> None:
    draft = read(
        "# 某市湿地条例\n\n2010年3月1日 某市人大常委会通过\n\n2019年11月29日 某市人大常委会修正\n\n2020年1月1日 施行\n\n"
        "<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 为了保护湿地，制定本条例。\n\n2021年1月1日前登记的，不再登记。"
    )
    assert (draft.title, draft.header.written) == ("某市湿地条例", "2019-11-29")
    assert draft.text.split("\n")[:2] == ["某市湿地条例", "2010年3月1日 某市人大常委会通过"]
    assert "第一章 总则" in draft.text and "INFO" not in draft.text


BUNDLE = """# 《早间新闻》 (20230105)

## 新闻摘要

1.荔枝丰收；

## 详细新闻

### 荔枝丰收

<p><strong>本台消息</strong>：今年荔枝丰收。<br></p><p>产量增长。</p>

[查看原文](https://example.org/1)

### 大桥合龙

[查看原文](https://example.org/2)


---

(存档时间: 1700000000000)
"""


def test_a_bundle_yields_one_document_an_item() -> None:
    first, second = markdown(BUNDLE, "20230105")
    assert (first.title, first.text) == ("荔枝丰收", "本台消息：今年荔枝丰收。\n产量增长。")
    assert (first.header.publisher, first.header.published) == ("早间新闻", "2023-01-05")
    assert first.header.url == "https://example.org/1"
    assert (first.record, second.record) == ("1", "2")


def test_an_item_of_which_only_the_headline_is_left_has_it_as_text() -> None:
    *_, last = markdown(BUNDLE, "20230105")
    assert (last.title, last.text) == ("大桥合龙", "大桥合龙")


def test_the_sections_of_a_document_are_no_bundle() -> None:
    assert read("# 规划\n\n## 背景\n\n荔枝增产。\n\n## 目标\n\n继续增产。").text == "规划\n背景\n荔枝增产。\n目标\n继续增产。"


def test_a_page_behind_front_matter_is_read_as_a_page() -> None:
    page = "<!DOCTYPE html><html><body><div><p>今年荔枝丰收，产量增长，农民增收。</p></div></body></html>"
    draft = read(f"---\ntitle: 荔枝丰收\n---\n{page}")
    assert (draft.title, draft.text) == ("荔枝丰收", "今年荔枝丰收，产量增长，农民增收。")


def test_front_matter_without_text_is_reported() -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        read("---\ntitle: 荔枝丰收\n---\n\n[返回](/)\n")
