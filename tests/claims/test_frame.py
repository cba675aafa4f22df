"""Letterhead, heading, addressees and signature of an announcement."""

from kg.documents.drafts import Draft, document
from kg.model import Entity, Header
from kg.pipeline import annotate
from kg.vocabulary import KG
from tests.marked import BASE, facts, marked

NOTICE = """[同府办〔2024〕5号|Number]
[同安区人民政府办公室|Agency]关于做好防汛工作的通知
[各镇人民政府|Agency?]，[区水利局|Agency]：
现就防汛工作通知如下。
[同安区人民政府办公室|Agency]
2024年5月6日
[区水利局|Agency]
2024年5月7日
"""


def test_number_issuer_and_addressee_stand_around_the_body() -> None:
    assert facts(marked(NOTICE)) == [
        "THIS addressedTo 区水利局",
        "THIS issueNumber 同府办〔2024〕5号",
        "THIS issuedBy 同安区人民政府办公室",
    ]


def test_joint_issuers_of_a_heading_over_two_lines_are_all_issuers() -> None:
    text = "[市公安局|Agency] [市民政局|Agency]\n关于规范地名标志的通告\n全文如下。"
    assert facts(marked(text)) == ["THIS issuedBy 市公安局", "THIS issuedBy 市民政局"]


def test_a_signature_at_the_end_of_a_text_without_line_breaks_counts() -> None:
    text = "为保护渔业，现予公示。联系电话见附件。 [区农业农村局|Agency] 2026年8月19日"
    assert facts(marked(text)) == ["THIS issuedBy 区农业农村局"]


def test_several_signatories_over_one_day_all_signed() -> None:
    text = "特此通告。\n[市公安局|Agency]\n[市民政局|Agency]\n二〇二四年三月一日\n"
    assert facts(marked(text)) == ["THIS issuedBy 市公安局", "THIS issuedBy 市民政局"]


def test_an_agency_before_a_day_inside_a_sentence_signs_nothing() -> None:
    assert facts(marked("[市公安局|Agency]2024年3月1日起受理申请。")) == []


def test_an_agency_in_the_middle_of_a_heading_is_no_issuer() -> None:
    assert facts(marked("热烈欢迎[市公安局|Agency]关于安全的讲座\n正文。")) == []


def test_a_speaker_before_a_colon_is_no_addressee() -> None:
    assert facts(marked("[张明|Person]：大家好。")) == []


def test_a_delegate_addressed_by_title_is_an_addressee() -> None:
    assert facts(marked("[张明|Person]代表：\n来信收悉。")) == ["THIS addressedTo 张明"]


def test_places_listed_before_an_organ_stand_for_theirs() -> None:
    text = "国务院办公厅关于管理工作的通知\n陕西省、甘肃省人民政府，沈阳、广州军区：\n请办理。"
    annotation = annotate(document(Draft("国务院办公厅关于管理工作的通知", text, Header(published="1996-07-01")), "one.txt", BASE))
    addressed = [claim.object for claim in annotation.claims if claim.predicate == KG.addressedTo]
    assert [organ.label for organ in addressed if isinstance(organ, Entity)] == [
        "陕西省人民政府",
        "甘肃省人民政府",
        "中国人民解放军沈阳军区",
        "中国人民解放军广州军区",
    ]
