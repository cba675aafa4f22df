"""HTML pages of sites of different make."""

import pytest

from kg.documents.drafts import Draft
from kg.documents.pages import html
from kg.errors import DocumentError

BODY = """<p>各县（市、区）人民政府，市直各单位：</p><p>　　为做好今年的防汛工作，经市政府同意，现将有关事项通知如下。</p>
<p>　　一、各地要在６月底前完成水库检查，发现问题及时整改；重大情况随时报告。</p><p>某市人民政府</p><p>2023年5月8日</p>"""
LINES = [
    "各县（市、区）人民政府，市直各单位：",
    "为做好今年的防汛工作，经市政府同意，现将有关事项通知如下。",
    "一、各地要在6月底前完成水库检查，发现问题及时整改；重大情况随时报告。",
    "某市人民政府",
    "2023年5月8日",
]


def read(page: str) -> Draft:
    (draft,) = html(page)
    return draft


def test_a_government_page_is_read_by_its_meta_tags() -> None:
    draft = read(f"""<html><head><title>通知公告 - 某市政府网</title>
        <meta name="SiteName" content="某市人民政府"><meta name="ArticleTitle" content="关于做好防汛工作的通知">
        <meta name="PubDate" content="2023-05-09 10:00"><meta name="ContentSource" content="市水利局">
        <meta name="Url" content="https://www.example.org/1.html"></head><body>
        <div class="top"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
        <div class="box"><h1>关于做好防汛工作的通知</h1><div>发布时间：2023-05-09 来源：市水利局 【字体：大 中 小】</div>
        <div id="zoom">{BODY}</div><div class="share">分享到：</div><div>打印本页 关闭窗口</div></div>
        <div class="foot">版权所有：某市人民政府 网站标识码：3500000000</div></body></html>""")
    assert draft.title == "关于做好防汛工作的通知"
    assert draft.text.split("\n") == LINES
    assert draft.header.published == "2023-05-09"
    assert draft.header.publisher == "某市人民政府"
    assert draft.header.url == "https://www.example.org/1.html"
    assert ("ContentSource", "市水利局") in draft.header.more


def test_a_metadata_table_is_read_and_is_no_part_of_the_text() -> None:
    draft = read(f"""<table><tbody><tr><td><table class="bd1">
        <tr><td><b>索 引 号：</b></td><td>000/2023-1</td><td><b>发文机关：</b></td><td>某市人民政府、某市水利局</td></tr>
        <tr><td><b>标　　题：</b></td><td colspan="3">关于做好防汛工作的通知</td></tr>
        <tr><td><b>成文日期：</b></td><td>2023年05月08日</td>
        <td><b>发布日期：</b></td><td>2023年05月09日</td></tr>
        <tr><td><b>发文字号：</b></td><td>某政发〔2023〕7号</td><td><b>主 题 词：</b></td><td></td></tr></table></td></tr>
        </tbody></table>
        <table><tr><td id="content">{BODY}</td></tr></table><p>扫一扫在手机打开当前页</p>""")
    assert draft.title == "关于做好防汛工作的通知"
    assert draft.header.issuers == ("某市人民政府", "某市水利局")
    assert draft.header.number == "某政发〔2023〕7号"
    assert (draft.header.written, draft.header.published) == ("2023-05-08", "2023-05-09")
    assert draft.header.more == (("索引号", "000/2023-1"),)
    assert draft.text.split("\n") == LINES


def test_a_news_page_is_read_by_open_graph() -> None:
    draft = read(f"""<head><meta property="og:title" content="全市部署防汛工作">
        <meta property="og:site_name" content="某市新闻网">
        <meta property="article:published_time" content="2023-05-09T08:00:00+08:00"></head>
        <body><article>{BODY}</article><aside>推荐阅读</aside></body>""")
    assert (draft.title, draft.header.publisher, draft.header.published) == ("全市部署防汛工作", "某市新闻网", "2023-05-09")


def test_without_metadata_the_page_itself_is_asked() -> None:
    draft = read(f"""<title>全市部署防汛工作_某市新闻网</title><div><a href="/">首页</a> &gt; <a href="/n">要闻</a></div>
        <h1>全市部署防汛工作</h1><p>2023-05-09 08:12:00 某市日报</p><div>{BODY}</div><p>责任编辑：张三</p>""")
    assert draft.title == "全市部署防汛工作"
    assert (draft.header.published, draft.header.publisher) == ("2023-05-09", "某市新闻网")
    assert draft.text.split("\n") == LINES


def test_a_day_and_number_below_the_text_and_in_it_are_found() -> None:
    draft = read(f"<h2>防汛通知</h2><p>某政发[2023] 7号</p>{BODY}<p>发布日期：2023-05-10</p><p>浏览次数：7</p>")
    assert draft.header.number == "某政发〔2023〕7号"
    assert draft.header.published == "2023-05-10"


def test_the_day_in_the_address_is_the_last_resort() -> None:
    draft = read(f'<link rel="canonical" href="https://example.org/zwgk/202305/t20230509_123.html"><div>{BODY}</div>')
    assert draft.header.published == "2023-05-09"


def test_a_text_that_only_a_script_shows_is_read() -> None:
    draft = read(f'<div><a href="/">首页</a></div><div style="display:none" id="content">{BODY}</div>')
    assert draft.text.split("\n") == LINES


def test_a_hidden_copy_of_the_text_is_not_read_twice() -> None:
    draft = read(f'<div>{BODY}</div><div style="display:none">{BODY}</div>')
    assert draft.text.split("\n") == LINES


def test_the_tables_of_a_document_stay_in_it() -> None:
    table = "<table><tr><td>名称</td><td>数量</td></tr><tr><td>水库</td><td>12</td></tr></table>"
    assert "名称\t数量\n水库\t12" in read(f"<div>{BODY}{table}<p>附件：检查表</p></div>").text


@pytest.mark.parametrize("wrap", ["<ul>{}</ul>", "<table>{}</table>"])
def test_a_list_of_links_is_reported_as_such(wrap: str) -> None:
    item = "<li><a href='/{0}.html'>关于做好第{0}批项目申报工作的通知</a><span>2023-05-{0}</span></li>"
    if "table" in wrap:
        item = "<tr><td><a href='/{0}.html'>关于做好第{0}批项目申报工作的通知</a></td><td>2023-05-{0}</td></tr>"
    page = wrap.format("".join(item.format(day) for day in range(10, 30)))
    with pytest.raises(DocumentError, match="list of 20 links"):
        read(f"<h1>通知公告</h1>{page}<p>上一页 1 2 3 下一页</p><p>主办单位：某市人民政府</p>")


def test_a_page_without_text_is_reported() -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        read('<div id="app"></div><script>render()</script>')


def test_an_xml_declaration_does_no_harm() -> None:
    assert read(f'<?xml version="1.0" encoding="gb2312"?>\n<html><body><div>{BODY}</div></body></html>').text.split("\n") == LINES
