"""What kind of document a title tells, and that a document read is the one that others name."""

import pytest

from kg.claims.titles import kind_of
from kg.model import Header
from tests.marked import entity, marked, told_of

KINDS = [
    ("国务院办公厅关于做好防汛工作的通知", "notice"),
    ("关于印发《课后托管办法》的通知", "notice"),
    ("课后托管管理办法（试行）", "administrative-measures"),
    ("中华人民共和国义务教育法", "law"),
    ("《夜市管理条例》", "regulations"),
    ("某某市2022年国民经济和社会发展统计公报", "statistical-communique"),
    ("关于校车问题的复函", "letter"),
    ("校车安全规定（征求意见稿）", "provisions"),
    ("战略合作框架协议", "agreement"),
    ("新的教学方法", ""),
    ("通知", ""),
    ("夜市开张了", ""),
]


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_a_kind_is_the_longest_word_that_ends_a_title(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_a_notice_that_prints_measures_is_a_notice() -> None:
    found = told_of(marked("见《[课后托管办法|Document]》。", title="市教育局关于印发《课后托管办法》的通知"), "documentKind")
    assert found == ["THIS documentKind 通知", "课后托管办法 documentKind 办法"]


@pytest.mark.parametrize("title", ["市教育局印发《课后托管办法》", "省政府召开会议审议通过夜市条例", "市长发表重要讲话"])
def test_the_headline_of_a_report_has_no_kind(title: str) -> None:
    assert told_of(marked("本报讯 记者昨日获悉。", title=title), "documentKind") == []


def test_a_rule_is_one_by_its_articles_or_its_number() -> None:
    assert told_of(marked("第一条 为了方便群众。", title="夜市管理办法"), "documentKind") == ["THIS documentKind 管理办法"]
    numbered = marked("全文。", title="夜市管理办法", header=Header(number="厦府〔2024〕5号"))
    assert told_of(numbered, "documentKind") == ["THIS documentKind 管理办法"]
    assert told_of(marked("夜市热闹。", title="夜市管理办法"), "documentKind") == []


def test_a_document_read_is_the_one_that_others_name_by_its_title() -> None:
    names = {("夜市管理办法", "Document"): entity("Document", "夜市管理办法")}
    assert told_of(marked("第一条 为了方便群众。", title="夜市管理办法（试行）"), "sameAs", names) == ["THIS sameAs 夜市管理办法"]
    assert told_of(marked("夜市热闹。", title="夜市管理办法"), "sameAs", names) == []
