"""When a document was written, from when it is in force, and until when."""

import pytest

from kg.model import Annotation, Document, Header
from kg.pipeline import annotate
from tests.marked import entity, marked, told_of

DAYS = "first_date_entry_in_force date_no_longer_in_force"
SINCE, UNTIL = "first_date_entry_in_force", "date_no_longer_in_force"


def days(text: str, title: str = "夜市管理办法", **header: str) -> list[str]:
    return told_of(marked(text, title=title, header=Header(**header)), DAYS)  # type: ignore[arg-type]


STATED = [
    ("第五条 本办法自2019年1月1日起施行。", [f"THIS {SINCE} 2019-01-01"]),
    ("本办法自二〇一九年一月一日起施行。", [f"THIS {SINCE} 2019-01-01"]),
    ("本办法自2019年2月1日起实施，有效期5年。", [f"THIS {SINCE} 2019-02-01", f"THIS {UNTIL} 2024-01-31"]),
    ("本办法自2019年2月1日起试行，试行期两年。", [f"THIS {SINCE} 2019-02-01", f"THIS {UNTIL} 2021-01-31"]),
    ("本办法自印发之日起施行，有效期至2026年9月30日。", [f"THIS {SINCE} 2019-03-01", f"THIS {UNTIL} 2026-09-30"]),
    ("本办法自公布之日起30日后施行。", [f"THIS {SINCE} 2019-04-04"]),
    ("本办法有效期延长至2027年6月30日。", [f"THIS {UNTIL} 2027-06-30"]),
    ("现公布《[校车条例|Document]》，自2019年1月1日起施行。", [f"校车条例 {SINCE} 2019-01-01"]),
    ("《[校车条例|Document]》日前颁布，自2019年1月1日起施行。", [f"校车条例 {SINCE} 2019-01-01"]),
]


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_the_words_tell_the_first_and_the_last_day_in_force(text: str, expected: list[str]) -> None:
    assert days(text, written="2019-03-01", published="2019-03-05") == expected


NOT_STATED = [
    "外观设计专利权自公告之日起生效。",
    "《[专利法|Document]》规定，专利权自公告之日起生效。",
    "居住证有效期5年。",
    "本办法施行前的合同，在有效期内继续履行。",
    "这一政策自2019年1月1日起实施。",
    "《[校车条例（征求意见稿）|Document]》自2019年1月1日起施行。",
    "本办法自印发之日起30个工作日内备案。",
]


@pytest.mark.parametrize("text", NOT_STATED)
def test_rights_permits_policies_and_drafts_are_no_documents_in_force(text: str) -> None:
    assert days(text, written="2019-03-01", published="2019-03-05") == []


def test_the_day_of_printing_is_left_open_when_the_page_does_not_tell_it() -> None:
    assert days("本办法自印发之日起施行，有效期5年。", published="2019-03-05") == []


def test_the_day_of_publication_long_after_the_writing_is_that_of_a_reprint() -> None:
    assert days("本办法自公布之日起施行。", written="2009-03-01", published="2019-03-05") == [f"THIS {SINCE} 2009-03-01"]


def test_what_a_notice_prints_says_this_of_itself() -> None:
    text = "现将《[夜市管理办法|Document]》印发给你们。\n夜市管理办法\n第一条 本办法自2019年1月1日起施行。"
    assert days(text, "市教育局关于印发夜市管理办法的通知") == [f"夜市管理办法 {SINCE} 2019-01-01"]
    assert days("本通知自2019年1月1日起施行。", "关于夜市的通知") == [f"THIS {SINCE} 2019-01-01"]


def test_what_a_page_gives_in_full_under_a_headline_says_this_of_itself() -> None:
    text = "第九条 本办法自2019年1月1日起施行。"
    names = {("夜市管理办法", "Document"): entity("Document", "夜市管理办法")}
    assert told_of(marked(text, title="市商务局印发《夜市管理办法》"), DAYS, names) == [f"夜市管理办法 {SINCE} 2019-01-01"]


def test_the_table_of_a_page_tells_days_and_status() -> None:
    header = Header(more=(("施行日期", "2019年1月1日"), ("失效日期", "2023-12-31"), ("有效性", "失效")))
    found = told_of(marked("全文。", header=header), f"{DAYS} stage")
    assert found == [f"THIS {SINCE} 2019-01-01", f"THIS {UNTIL} 2023-12-31", "THIS stage 废止"]


def read(text: str, **header: str) -> Annotation:
    return annotate(Document("urn:doc:x", "x", "x.txt", "关于夜市的通知", text, Header(**header), ""))  # type: ignore[arg-type]


def test_the_day_behind_a_signature_is_the_day_of_writing_where_the_page_is_silent() -> None:
    text = "请各单位遵照执行。\n厦门市教育局\n2024年5月6日\n"

    def created(annotation: Annotation) -> list[str]:
        return [claim.object.value for claim in annotation.claims if claim.predicate.endswith("/created")]  # type: ignore[union-attr]

    assert created(read(text)) == ["2024-05-06"]
    assert created(read(text, written="2024-05-01")) == ["2024-05-01"]
    assert created(read("厦门市教育局2024年5月6日起受理申请。")) == []
