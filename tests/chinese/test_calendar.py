"""Time expressions: where they stand, which days they mean."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.chinese.calendar import expressions, period
from kg.model import Period

_ROWS = [line.split("\t") for line in (Path(__file__).parents[1] / "cases" / "time.tsv").read_text(encoding="utf-8").splitlines()[1:]]
_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")

FOUND = (  # published on 2022-04-19, the running year is 2021
    "[截至2021年底|2021年底]，全市有企业3家。",
    "[截止到今天（2月5日）|2022年2月5日]，已有3家。",
    "[到2025年|2025年]，建成3个；争取[到2035年|2035年]再建5个。",
    "比[上年末|2020年末]增加3家，比[2019年同期|2019年]多2家。",
    "[全年|2021年]授权3件，[年末|2021年底]有效4件，其中[上半年|2021年上半年]2件。",
    "展览定于[9月7日至15日|2022年9月7日至15日]举行，[9月16日|2022年9月16日]撤展。",
    "报名时间为[2026年09月18-22日|2026年9月18日—22日]。",
    "[2022年1—6月份|2022年1—6月]完成3亿元；[1至4月|2021年1至4月]完成2亿元。",
    "[自2022年6月起|2022年6月以来]施行，[自1月7日|2022年1月7日以来]春运开始以来运送3万人。",
    "[近三年|近三年]新建3所，[30多年来|近30多年]一共9所，[近年来|近年来]更多。",
    "在[“十四五”期间|“十四五”期间]完成，[到“十四五”末|“十四五”末]达到3万元，是[“十三五”以来|“十三五”以来]最多的。",
    "始建于[上世纪80年代|20世纪80年代]，[20世纪90年代末|20世纪90年代末]扩建。",
    "[二〇二二年四月十九日|2022年4月19日]印发，[2022-04-01|2022年4月1日]通过。",
    "会议[5月4日16时至18时|2022年5月4日]召开，[昨晚（4月18日）|2022年4月18日]已通知。",
    "张三[15日下午|2022年4月15日]到任，[18日|2022年4月18日]称一切顺利。",
    "《规划（[2018—2035年|2018年—2035年]）》印发，为期[2018年至2035年|2018年—2035年]。",
    "[近日|近日]有人来信，[目前|2022年4月19日]正在办理，[年底前|2021年底前]办结。",
    "[2025年底前|2025年底前]完成，[2030年前|2030年前]达峰。",
    "[春节期间|2021年春节]不休息，[2023年春节|2023年春节]将至。",
    "[6月2日10：00—6月5日15:00|2022年6月2日—5日]登录填写。",
    "新华社北京[4月4日|2022年4月4日]电",
    "在[2022年前11个月|2022年1至11月]，同比增长3%。",
    "[2月5日（周日）下午|2022年2月5日]放映。",
    "[从2018年到2022年|2018年—2022年]，共办5届。",
)

TRAPS = (
    "有效期为3年，期满6个月内提出。",
    "应当在收到之日起30日内答复。",
    "每年5月举办，每年1至4月报名，每月5日前缴费。",
    "年满16周岁，工作2年以上。",
    "甲发〔2021〕3号、甲发（2019年）5号文件。",
    "甲公告2019年第6号。",
    "在第5日进行，第3年再查。",
    "运营时间：北站5:30-22:00，南站6:00-23:00。",
    "乘1月票到5号线，住5号楼。",
    "光明日报记者证明日期有误。",
    "如今年轻人说明年龄。",
    "他当年轻的老师，上年纪的人请坐。",
    "线上年货节开张。",
    "健全年度考核，基本年限为5年。",
    "2022年版目录。",
    "2022年轻干部选拔。",
    "五年规划和三年行动。",
    "纳入“十四五”规划。",
    "应当天天打扫，相当月饼。",
    "一周两次，每周一开门，共12个月。",
    "工期5日，连续3日降雨，不少于5日。",
    "21世纪海上丝绸之路。",
    "大年初一拜年，正月初三走亲。",
    "农历八月十五赏月。",
    "近期目标与目前的情况。",
    "在请假日前提交。",
    "首次年会，三次年检。",
    "长期以来，一直以来，自古以来。",
    "电话12345，邮编361000，版本2.4.1。",
    "今天的中国，明天的希望。",
    "今年龄段，本年级，同年级。",
    "全年无休，每年年底考核，逢年底盘点。",
    "满6月龄接种。",
    "婴儿3日龄，3日游，5日内。",
    "六、七月份天热，4、5月份多雨。",
    "2000多名，19年。",
)


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: " ".join(row[:3]))
def test_an_expression_means_the_days_in_the_table(row: list[str]) -> None:
    expression, published, running, *meant = row
    found = period(expression, published, period(running) if running else None)
    assert found == (Period(*meant) if meant[2] else None)


@pytest.mark.parametrize("row", [row for row in _ROWS if row[5]], ids=lambda row: " ".join(row[:3]))
def test_a_label_means_the_days_of_its_expression(row: list[str]) -> None:
    again = period(row[7], row[1])
    assert again and [again.start, again.end, again.label] == [row[3], row[4], row[7]]


@pytest.mark.parametrize("row", [row for row in _ROWS if row[5]], ids=lambda row: " ".join(row[:3]))
def test_an_expression_of_the_table_is_found_whole_in_a_text(row: list[str]) -> None:
    text = f"，{row[0]}，"
    assert row[0] == "自1月7日" or [text[start:end] for start, end in expressions(text)] == [row[0]]  # 自 stands before 以来 only


@pytest.mark.parametrize("case", FOUND)
def test_a_sentence_holds_the_expressions_marked_in_it(case: str) -> None:
    text = _MARK.sub(r"\1", case)
    running = period("2021年")
    written, at = "", 0
    for start, end in expressions(text):
        found = period(text[start:end], "2022-04-19", running)
        written += text[at:start] + f"[{text[start:end]}|{found.label if found else ''}]"
        at = end
    assert written + text[at:] == case


@pytest.mark.parametrize("text", TRAPS)
def test_durations_numbers_and_parts_of_words_are_no_time_expressions(text: str) -> None:
    assert [text[start:end] for start, end in expressions(text)] == []


_PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        """2021年 2022 5月 12 月 5日 31日 二〇二二年 十 四月 至 - — 到 截至 自 以来 起 前 后 底 末 初 年底 全年 上半年 一季度 去年 今年 上年
        今天 昨晚 （2月5日） 近 三年 来 多年来 “十四五” 期间 世纪 80年代 春节 同期 上午 9:00 16时 ， 。 号
        的 每年 第 内 近日 目前 2月30日 00年""",
    )
)
_DAYS = st.sampled_from(["", "2022", "2022-04", "2022-04-19", "2024-02-29", "2023-01-01", "2023-00-05", "nonsense"])
_RUNNING = st.sampled_from(["", "2021年", "2021年底", "2021年2月", "2020年2月29日", "近三年", "2020年以来", "2025年前"])
_CHARACTERS = "0123456789一二三四五十〇年月日号时点底末初中前后上下半季度至到-—（）:起自从截以来近世纪代“”今明昨天春节旬每第 "


@given(st.lists(_PIECES, max_size=8).map("".join), _DAYS, _RUNNING)
@example("2020年2月29日去年同期", "2021-02-28", "2020年2月29日")
@example("9:00世纪", "", "")
def test_expressions_stand_in_order_and_no_period_ends_before_it_begins(text: str, published: str, running: str) -> None:
    at = 0
    topic = period(running, "2022-04-19") if running else None
    for start, end in expressions(text):
        assert at <= start < end
        at = end
        found = period(text[start:end], published, topic)
        if found:
            assert found.label
            assert not (found.start and found.end) or found.start <= found.end
            for day in filter(None, (found.start, found.end)):
                date.fromisoformat(day)


@given(st.text(alphabet=_CHARACTERS, max_size=14))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = period(text, "2022-04-19", period("2021年"))
    assert found is None or not (found.start and found.end) or found.start <= found.end
