"""Tables of figures, from the page or the lines of a file to observations."""

from pathlib import Path

import pytest

from kg.build import documents
from kg.model import Annotation, Document
from kg.pipeline import annotate
from tests.claims.test_statistics import annotated, readable

TITLE = "厦门市2022年统计资料"
ABOVE = "<p>根据有关部门的统计，全市经济运行总体平稳，现将主要指标予以公布，供社会各界参考，具体数据以正式出版的年鉴为准。</p>"
BELOW = "<p>本资料为初步统计结果，由于四舍五入的原因，部分数据的合计数与分项之和可能略有出入，请使用时留意。</p>"


def table(*rows: str) -> str:
    """An HTML table from lines with `|` between cells; `2×` in front of a cell is its colspan, `2↓` its rowspan."""
    written = ""
    for row in rows:
        written += "<tr>"
        for cell in row.split("|"):
            span = {"×": "colspan", "↓": "rowspan"}.get(cell[1:2], "")
            written += f'<td {span}="{cell[0]}">{cell[2:]}</td>' if span else f"<td>{cell}</td>"
        written += "</tr>"
    return f"<table>{written}</table>"


def page(folder: Path, body: str, title: str = TITLE) -> Annotation:
    """The annotation of a page with a table between two paragraphs."""
    file = folder / "page.html"
    head = f'<head><title>{title}</title><meta name="ArticleTitle" content="{title}"></head>'
    file.write_text(f"<html>{head}<body><div>{ABOVE}{body}{BELOW}</div></body></html>", encoding="utf-8")
    (document,) = documents([file])
    assert isinstance(document, Document)
    return annotate(document)


def stated(annotation: Annotation) -> list[str]:
    """What the figures state; all are about 厦门市 unless they say otherwise, so this is left out."""
    return [readable(observation).replace(" | 厦门市 | ", " | ") for observation in annotation.observations]


CASES: list[tuple[str, str, list[str]]] = [
    (
        "units stand in the first column, a column of changes goes with the values before it",
        table("指标|绝对数|比上年增长（%）", "地区生产总值（亿元）|7802.66|4.4", "粮食产量（万吨）|3.26|-1.2"),
        ["地区生产总值 | 780266000000 元 | 2022年 | 同比+4.4%", "粮食产量 | 32600 吨 | 2022年 | 同比-1.2%"],
    ),
    (
        "the unit stands in the header",
        table("序号|项目名称|总投资（亿元）", "1|东渡码头改造|12.6", "2|环岛路提升|3.8"),
        ["东渡码头改造总投资 | 1260000000 元 | 2022年 | -", "环岛路提升总投资 | 380000000 元 | 2022年 | -"],
    ),
    (
        "the unit stands in the caption, which also tells the end of a year; a share has its own unit",
        "<p>2022年末人口数及其构成</p><p>单位：万人</p>" + table("指标|年末数|比重（%）", "常住人口|530.8|100.0", "其中：城镇|478.8|90.2"),
        [
            "常住人口 | 5308000 人 | 2022年底 | -",
            "常住人口比重 | 100.0 % | 2022年底 | -",
            "城镇 | 4788000 人 | 2022年底 | -",
            "城镇比重 | 90.2 % | 2022年底 | -",
        ],
    ),
    (
        "the unit stands in a column of its own",
        table("指标|单位|2022年", "发电量|亿千瓦时|186.3", "水泥|万吨|120.5", "汽车|辆|32000"),
        ["发电量 | 18630000000 千瓦时 | 2022年 | -", "水泥 | 1205000 吨 | 2022年 | -", "汽车 | 32000 辆 | 2022年 | -"],
    ),
    (
        "a column of units beside a column of changes in percent",
        table("指标|计量单位|绝对数|增长%", "货运量|万吨|38600|0.7", "客运量|万人|4200|-46.8"),
        ["货运量 | 386000000 吨 | 2022年 | 同比+0.7%", "客运量 | 42000000 人 | 2022年 | 同比-46.8%"],
    ),
    (
        "columns are years",
        table("指标|单位|2021年|2022年", "医院|家|66|67", "床位|张|20100|21300"),
        ["医院 | 66 家 | 2021年 | -", "医院 | 67 家 | 2022年 | -", "床位 | 20100 张 | 2021年 | -", "床位 | 21300 张 | 2022年 | -"],
    ),
    (
        "the caption's year comes before the title's",
        "<p>表1 2021年主要农产品产量</p><p>单位：吨</p>" + table("产品|产量|比上年增长（%）", "水稻|19000|1.5", "甘薯|8600|-2.0"),
        ["水稻产量 | 19000 吨 | 2021年 | 同比+1.5%", "甘薯产量 | 8600 吨 | 2021年 | 同比-2.0%"],
    ),
    (
        "two rows of headers, the upper cells over two columns each",
        table(
            "2↓行业|2×营业收入|2×固定资产投资",
            "绝对额（亿元）|增长（%）|绝对额（亿元）|增长（%）",
            "软件业|2580|3.1|320|5.2",
            "物流业|1650|4.6|410|-1.8",
        ),
        [
            "软件业营业收入绝对额 | 258000000000 元 | 2022年 | 同比+3.1%",
            "软件业固定资产投资绝对额 | 32000000000 元 | 2022年 | 同比+5.2%",
            "物流业营业收入绝对额 | 165000000000 元 | 2022年 | 同比+4.6%",
            "物流业固定资产投资绝对额 | 41000000000 元 | 2022年 | 同比-1.8%",
        ],
    ),
    (
        "what stands at the end of a year is dated by its end, a share beside it is not",
        table("指标|年末人数（万人）|比重", "户籍人口|293.0|100%", "男性|145.2|49.6%"),
        [
            "户籍人口 | 2930000 人 | 2022年底 | -",
            "户籍人口比重 | 100 % | 2022年 | -",
            "男性 | 1452000 人 | 2022年底 | -",
            "男性比重 | 49.6 % | 2022年 | -",
        ],
    ),
    (
        "each row has a unit of its own",
        table("指标|数值", "森林覆盖率（%）|29.4", "人均公园绿地（平方米）|14.84", "专利授权（件）|37,218"),
        ["森林覆盖率 | 29.4 % | 2022年 | -", "人均公园绿地 | 14.84 平方米 | 2022年 | -", "专利授权 | 37218 件 | 2022年 | -"],
    ),
    ("telephones have no unit", table("单位|办公电话|地址", "鼓浪屿街道|2060777|晃岩路|", "中华街道|2022222|大同路"), []),
    ("numbers without a unit are no facts", table("名称|编号|排名", "东渡码头|350201|1", "环岛路|350202|2"), []),
    ("a table without figures states nothing", table("名称|地址", "市图书馆|体育路", "市博物馆|体育路"), []),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_table_on_a_page_states_a_figure_a_cell(body: str, expected: list[str], tmp_path: Path) -> None:
    assert stated(page(tmp_path, body)) == expected


def test_a_header_that_spans_rows_leaves_the_columns_below_in_place(tmp_path: Path) -> None:
    found = stated(page(tmp_path, table("2↓指标|2×数量", "2021年（家）|2022年（家）", "医院|66|67")))
    assert found == ["医院 | 66 家 | 2021年 | -", "医院 | 67 家 | 2022年 | -"]


def test_a_table_is_about_the_place_in_the_title(tmp_path: Path) -> None:
    (observation,) = page(tmp_path, table("指标|绝对数", "医院（家）|67"), "泉州市2021年统计资料").observations
    assert readable(observation) == "医院 | 67 家 | 2021年 | 泉州市 | -"


def test_lines_with_tabs_are_a_table_too() -> None:
    text = "主要指标\n指标\t绝对数\t增长（%）\n地区生产总值（亿元）\t7802.66\t4.4\n工业用电量（亿千瓦时）\t172.5\t-1.6\n"
    assert stated(annotated(text, TITLE)) == [
        "地区生产总值 | 780266000000 元 | 2022年 | 同比+4.4%",
        "工业用电量 | 17250000000 千瓦时 | 2022年 | 同比-1.6%",
    ]


def test_lines_with_tabs_but_no_units_state_nothing() -> None:
    assert stated(annotated("姓名\t职务\t电话\n张三\t主任\t2058888\n李四\t科长\t2058889", TITLE)) == []


def test_a_lone_line_with_tabs_is_no_table() -> None:
    assert stated(annotated("医院（家）\t67\n以上数据来自卫生健康部门。", TITLE)) == []


def test_two_tables_under_one_another_have_each_their_own_header() -> None:
    text = "指标\t2021年（家）\n医院\t66\n指标\t2022年（所）\n小学\t310"
    assert stated(annotated(text, TITLE)) == ["医院 | 66 家 | 2021年 | -", "小学 | 310 所 | 2022年 | -"]


def test_the_figure_of_a_cell_is_its_number_without_the_space_around_it() -> None:
    text = "指标\t绝对数\n医院（家）\t 67 \n学校（所）\t310"
    hospital, school = annotated(text, TITLE).observations
    assert (hospital.printed, school.printed) == ("67", "310")
    assert [span.of(text) for span in hospital.figures] == ["67"]
    assert hospital.rule == "statistics: table"


def test_the_same_figure_in_the_text_and_in_a_table_is_one_observation() -> None:
    text = "2022年，全市专利授权37218件，同比增长5.6%。\n指标\t绝对数\n专利授权（件）\t37218\n商标注册（件）\t110000"
    patents, trademarks = annotated(text, TITLE).observations
    assert readable(patents) == "专利授权 | 37218 件 | 2022年 | 厦门市 | 同比+5.6%"
    assert [span.of(text) for span in patents.figures] == ["37218件", "37218"]
    assert readable(trademarks) == "商标注册 | 110000 件 | 2022年 | 厦门市 | -"
