"""A page as lines."""

from bs4 import BeautifulSoup

from kg.documents.lines import Line, page


def texts(html: str, hidden: bool = False) -> list[str]:
    return [line.text for line in page(BeautifulSoup(html, "lxml"), hidden).lines]


def test_each_block_is_a_line_and_inline_elements_are_not() -> None:
    assert texts("<div><p>市<b>教育</b>局</p><p>通知</p>完</div>") == ["市教育局", "通知", "完"]


def test_a_line_break_ends_a_line() -> None:
    assert texts("<p>第一行<br>第二行<br/><br/>第三行</p>") == ["第一行", "第二行", "第三行"]


def test_chinese_wrapped_in_the_source_is_joined_without_a_blank() -> None:
    assert texts("<p>住房和城乡\n   建设局 办公室</p>") == ["住房和城乡建设局 办公室"]


def test_a_line_end_beside_a_link_parts_words() -> None:
    assert texts('<p><a href="/">首页</a>\n<a href="/b">公告</a></p>') == ["首页 公告"]


def test_a_table_is_rows_with_cells_parted_by_tabs() -> None:
    rows = "<tr><th>镇</th><th>户数</th></tr><tr><td>东镇<br>西村</td><td>１２</td></tr><tr><td></td><td></td></tr>"
    assert texts(f"<table>{rows}</table>") == ["镇\t户数", "东镇 西村\t12"]


def test_a_table_that_lays_out_the_page_is_read_as_blocks() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    assert texts(f"<table><tr><td><p>标题</p></td></tr><tr><td>{inner}</td></tr></table>") == ["标题", "甲\t乙", "丙\t丁"]


def test_scripts_menus_and_hidden_elements_are_not_read() -> None:
    html = "<nav>菜单</nav><script>var a = 1</script><p style='display: none'>藏</p><p hidden>藏</p><!-- 注 --><p>正文</p>"
    assert texts(html) == ["正文"]
    assert texts(html, hidden=True) == ["藏", "藏", "正文"]


def test_the_characters_of_links_are_counted() -> None:
    assert page(BeautifulSoup('<p>见<a href="x">附件</a></p>', "lxml")).lines == [Line("见附件", 2)]


def test_blocks_hold_the_ranges_of_their_lines() -> None:
    content = page(BeautifulSoup("<div><p>甲</p><div><p>乙</p><p>丙</p></div></div>", "lxml"))
    assert (0, 3) in content.blocks and (1, 3) in content.blocks


def test_deep_nesting_is_read() -> None:
    assert texts("<div>" * 3000 + "正文" + "</div>" * 3000) == ["正文"]
