"""Time expressions in documents: the running period, and what the publication gives."""

import re

import pytest

from kg.knowledge import knowledge
from kg.mentions.dates import dates
from kg.model import Document, Header, Period
from kg.scan import Scan

_IRI = "https://w3id.org/govkg/doc/case"
_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


def read(case: str, title: str = "", published: str = "2022-04-19", written: str = "") -> str:
    """The case's text, every expression marked with the label of its period."""
    text = _MARK.sub(r"\1", case)
    document = Document(_IRI, "case", "case.txt", title, text, Header(published=published, written=written), "")
    marked, at = "", 0
    for mention in dates(Scan(document, (), knowledge())):
        assert isinstance(mention.value, Period)
        assert (mention.kind, mention.finder) == ("Period", "dates")
        marked += text[at : mention.span.start] + f"[{mention.span.of(text)}|{mention.value.label}]"
        at = mention.span.end
    return marked + text[at:]


REPORT = (
    "[全年|2021年]有3家，比[上年|2020年]多1家；[年末|2021年底]有4家。",
    "[2021年末|2021年末]有3家，其中[年末|2021年末]新增1家。",
    "比[2012年|2012年]多2家，[全年|2021年]多1家。",
    "[2012年|2012年]有1家。\n[全年|2021年]有3家。",
    "[今年|2022年]将办3场；[一季度|2021年一季度]办了2场。",
    "[今天（4月19日）|2022年4月19日]发布，[上半年|2021年上半年]有2家。",
    "[4月20日-26日|2022年4月20日—26日]是宣传周。",
)


@pytest.mark.parametrize("case", REPORT)
def test_a_year_in_the_title_is_the_year_of_the_report(case: str) -> None:
    assert read(case, title="2021年甲市发展状况") == case


LETTER = (
    "[2019年|2019年]开业，[年底|2019年底]有3家。",
    "[2019年|2019年]开业。[今年|2022年]扩建，[年底前|2022年底前]完工。",
    "[2018年4月|2018年4月]动工。\n张三[18日|2022年4月18日]称已经完工，[当天|2022年4月18日]开放。",
    "[2018年4月8日|2018年4月8日]测了一次，[10日|2018年4月10日]又测。",
    "[2003年12月18日|2003年12月18日]、[19日|2003年12月19日]有震感。",
    "[全年|2022年]有3家，[去年同期|2021年同期]有2家。",
    "[2021年1至8月|2021年1至8月]有3家，[上年同期|2020年1至8月]有2家。",
    "当天没有说是哪天。",
    "[4月18日|2022年4月18日]来电，[上午9时|2022年4月18日]办结。",
    "[2021年|2021年]的事。\n" + "其他事情，" * 70 + "[全年|2022年]完成。",
)


@pytest.mark.parametrize("case", LETTER)
def test_without_a_year_in_the_title_the_last_year_written_near_by_counts_then_the_publication(case: str) -> None:
    assert read(case) == case


def test_the_day_of_writing_stands_in_for_the_day_of_publication() -> None:
    assert read("[去年|2021年]有3家。", published="", written="2022-04-19") == "[去年|2021年]有3家。"


def test_what_cannot_be_placed_is_not_mentioned() -> None:
    assert read("去年有3家，[2020年|2020年]有2家。", published="") == "去年有3家，[2020年|2020年]有2家。"


def test_a_year_written_is_surer_than_one_reckoned_and_that_than_a_vague_word() -> None:
    document = Document(_IRI, "case", "case.txt", "", "2021年有3家，今年有4家，近日又来1家。", Header(published="2022-04-19"), "")
    sure, reckoned, vague = (mention.score for mention in dates(Scan(document, (), knowledge())))
    assert sure > reckoned > vague
