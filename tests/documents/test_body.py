"""The document's lines told from the page's."""

import pytest

from kg.documents.body import is_furniture, stamp, title_line, trimmed
from kg.documents.lines import Line


@pytest.mark.parametrize(
    "line",
    [
        "打印本页 关闭窗口",
        "【字体：大 中 小】",
        "分享到：",
        "上一篇：关于放假的通知",
        "当前位置：首页 > 新闻中心 > 公告",
        "首页 > 政务公开 > 通知公告",
        "浏览次数：123",
        "发布日期：2022-04-19 来源：县农业局",
        "2022-04-19 13:55:00 商报",
        "粤ICP备12345678号 网站标识码：4400000000",
        "扫一扫在手机打开当前页",
    ],
)
def test_furniture_is_known_by_its_words(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：某市文化和旅游局",
        "时间：2022年5月1日上午9时",
        "2022年4月19日",
        "（文章来源：海峡早报）",
        "名称\t数量\t单价",
        "办理流程：提交材料→审核→发证",
        "打印设备采购项目公告",
        "第三条 未经授权，任何单位不得使用该标志。",
    ],
)
def test_what_a_notice_says_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def cut(*texts: str) -> list[str]:
    lines = [Line(text) for text in texts]
    start, end = trimmed(lines, 0, len(lines))
    return list(texts[start:end])


def test_what_stands_above_the_date_line_goes_with_it() -> None:
    body = "县农业农村局今日公布名单，共有三个合作社入选。"
    assert cut("名单公布", "时间：2022-04-19 06:23 来源：日报", body, "2022年4月19日") == [body, "2022年4月19日"]


def test_running_text_above_furniture_is_kept() -> None:
    body = "各单位要按时报送材料，不得拖延；逾期视为放弃。"
    assert cut(body, "分享到：", "示意图") == [body]
    assert cut(body, "浏览次数：3", body) == [body, "浏览次数：3", body]


def test_a_label_without_value_and_a_bare_address_at_the_end_go() -> None:
    assert cut("现予公布。", "政策解读：", "https://www.example.org/a", "附件：") == ["现予公布。"]


def test_a_title_is_short_and_stands_above_text() -> None:
    assert title_line(["关于停水的通告", "因管道检修停水。"]) == "关于停水的通告"
    assert title_line(["因管道检修停水。", "请储水。"]) == ""
    assert title_line(["关于停水的通告"]) == ""


def test_the_day_of_a_source_line_is_found() -> None:
    assert stamp(["关于停水的通告", "来源：自来水公司 2024-09-26"]) == "2024-09-26"
    assert stamp(["2024年9月26日起停水"]) == ""
