"""Who issued a document, who leads and who joins, and who only printed it."""

import pytest

from kg.claims import claims
from kg.model import Entity, Header
from tests.marked import entity, marked, told_of

ISSUED = "issuedBy publishedBy"


def agencies(*names: str) -> dict[tuple[str, str], Entity]:
    """Names that mean agencies; those in 《》 mean documents."""
    kinds = {name.strip("《》"): "Document" if name.startswith("《") else "Agency" for name in names}
    return {(name, kind): entity(kind, name) for name, kind in kinds.items()}


def issued(text: str, title: str = "通知", header: Header | None = None, names: str = "") -> list[str]:
    return told_of(marked(text, title=title, header=header), ISSUED, agencies(*names.split()))


def test_the_first_of_a_heading_leads_and_the_others_join() -> None:
    text = "[市公安局|Agency] [市民政局|Agency]\n关于规范地名标志的通告\n全文如下。"
    assert issued(text) == ["THIS issuedBy[lead] 市公安局", "THIS issuedBy[joint] 市民政局"]


def test_issuers_on_lines_of_their_own_above_a_heading_issue_it_too() -> None:
    text = "[市公安局|Agency]\n[市民政局|Agency]\n[市财政局|Agency]关于规范地名标志的通告\n全文如下。"
    expected = ["THIS issuedBy[lead] 市公安局", "THIS issuedBy[joint] 市民政局", "THIS issuedBy[joint] 市财政局"]
    assert issued(text) == expected


def test_a_single_issuer_has_no_role() -> None:
    assert issued("[市公安局|Agency]关于规范地名标志的通告\n全文如下。") == ["THIS issuedBy 市公安局"]


def test_several_who_sign_a_document_together_have_roles() -> None:
    text = "[市检察院|Agency]、[市公安局|Agency]联合会签了《[衔接意见|Document]》。"
    assert issued(text) == ["衔接意见 issuedBy[lead] 市检察院", "衔接意见 issuedBy[joint] 市公安局"]


def test_one_who_is_named_for_several_leads() -> None:
    assert issued("[市教育局|Agency]等六部门印发《[托管办法|Document]》。") == ["托管办法 issuedBy[lead] 市教育局"]
    title = "市教育局等六部门关于课后托管的意见"
    assert issued("全文。", title, names="市教育局") == ["THIS issuedBy[lead] 市教育局"]


def test_names_in_a_row_without_a_mark_are_parted() -> None:
    title = "市教育局市财政局关于课后托管的意见"
    expected = ["THIS issuedBy[lead] 市教育局", "THIS issuedBy[joint] 市财政局"]
    assert issued("全文。", title, names="市教育局 市财政局") == expected
    assert issued("全文。", "市教育局办公室关于托管的函", names="市教育局 办公室") == []


def test_whoever_is_named_in_front_issued_what_a_notice_forwards() -> None:
    text = "[市教育局|Agency]《[关于课后托管的意见|Document]》已经市政府同意，现转发给你们。"
    assert issued(text) == ["关于课后托管的意见 issuedBy 市教育局"]
    assert issued("转发[市教育局|Agency]的《[托管意见|Document]》。") == ["托管意见 issuedBy 市教育局"]


def test_a_forwarded_document_in_a_title_has_its_own_issuer() -> None:
    title = "市政府办公室转发市教育局关于课后托管意见的通知"
    expected = ["THIS issuedBy 市政府办公室", "市教育局关于课后托管意见 issuedBy 市教育局"]
    assert issued("全文。", title, names="市政府办公室 市教育局 《市教育局关于课后托管意见》") == expected


def test_whoever_issues_a_notice_issues_what_its_title_prints() -> None:
    expected = ["THIS issuedBy 市教育局", "课后托管办法 issuedBy 市教育局"]
    assert issued("全文。", "市教育局关于印发《课后托管办法》的通知", names="市教育局 《课后托管办法》") == expected


def test_a_letter_that_is_answered_comes_from_those_addressed() -> None:
    text = "[市教育局|Agency]、[市财政局|Agency]：\n你们《[关于设立校车专项的请示|Document]》收悉。"
    assert issued(text) == [
        "关于设立校车专项的请示 issuedBy[lead] 市教育局",
        "关于设立校车专项的请示 issuedBy[joint] 市财政局",
    ]


def test_a_number_tells_the_issuer_when_nothing_else_does() -> None:
    names = {("厦教〔2024〕5号", "NumberPrefix"): entity("Agency", "厦门市教育局")}
    bare = marked("见[厦教〔2024〕5号|Number]。", header=Header(number="厦教〔2024〕5号"))
    assert told_of(bare, ISSUED, names) == ["THIS issuedBy 厦门市教育局"]
    signed = marked("[市财政局|Agency]关于校车的通知\n全文。", header=Header(number="厦教〔2024〕5号"))
    assert told_of(signed, ISSUED, names) == ["THIS issuedBy 市财政局"]


def test_what_a_number_alone_tells_is_unsure_and_says_so() -> None:
    def resolve(name: str, kind: str, document: object) -> Entity | None:
        return entity("Agency", "厦门市教育局") if kind == "NumberPrefix" else None

    found = claims(marked("全文。", header=Header(number="厦教〔2024〕5号")), resolve)
    (claim,) = [claim for claim in found if claim.predicate.endswith("issuedBy")]
    assert (claim.rule, claim.score) == ("number-prefix", 0.6)


@pytest.mark.parametrize("line", ["来源：市教育局", "转载自：市教育局", "（文章来源：市教育局）"])
def test_a_source_published_a_text_and_did_not_issue_it(line: str) -> None:
    assert issued(f"全文。\n{line}\n", names="市教育局") == ["THIS publishedBy 市教育局"]


def test_a_source_in_the_table_of_the_page_is_a_publisher_too() -> None:
    header = Header(more=(("来源", "海湾日报"), ("栏目", "市教育局")))
    annotation = marked("全文。", header=header)
    assert told_of(annotation, ISSUED, {("海湾日报", "Organization"): entity("Organization", "海湾日报")}) == ["THIS publishedBy 海湾日报"]
    assert issued("全文。", header=Header(more=(("来源", "本站"),)), names="本站") == []


def test_the_headline_of_a_report_does_not_make_its_subject_the_issuer() -> None:
    assert issued("全文。", "市教育局印发《课后托管办法》", names="市教育局") == []


PLANNED = [
    "[市教育局|Agency]正在制定《[托管办法|Document]》。",
    "[市教育局|Agency]将印发《[托管办法|Document]》。",
    "《[托管办法|Document]》拟由[市教育局|Agency]发布。",
]


@pytest.mark.parametrize("text", PLANNED)
def test_what_is_planned_is_issued_by_nobody_yet(text: str) -> None:
    assert issued(text) == []
