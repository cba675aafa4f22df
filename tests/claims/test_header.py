"""What the header states: entries of the catalogue and, where its names mean institutions, issuer and publisher."""

from kg.claims import relations
from kg.model import Entity, Header
from kg.vocabulary import local
from tests.marked import entity, marked, told

HEADER = Header(
    number="同府办〔2024〕5号",
    issuers=("同安区人民政府办公室", "无名单位"),
    written="2024-05-06",
    published="2024-05",
    publisher="同安区人民政府",
    url="https://example.org/1.html",
)


def said(header: Header) -> dict[str, list[str]]:
    names = {(name, "Agency"): entity("Agency", name) for name in ("同安区人民政府办公室", "同安区人民政府")}
    found: dict[str, list[str]] = {}
    for claim in told(marked("全文。", header=header, title="防汛通知"), names).claims:
        value = claim.object
        text = value.label if isinstance(value, Entity) else f"{value.value}^{value.datatype}"
        found.setdefault(local(claim.predicate), []).append(text)
    return found


def test_the_header_is_told_once_and_whole() -> None:
    assert said(HEADER) == {
        "language": ["zh^string"],
        "title": ["防汛通知^string"],
        "publisher": ["同安区人民政府^string", "同安区人民政府"],
        "created": ["2024-05-06^date"],
        "issued": ["2024-05^gYearMonth"],
        "issueNumber": ["同府办〔2024〕5号^string"],
        "url": ["https://example.org/1.html^string"],
        "issuedBy": ["同安区人民政府办公室"],
        "documentKind": ["通知"],
    }


def test_a_day_that_is_none_is_left_out() -> None:
    found = said(Header(written="2024-02-31", published="近日"))
    assert "created" not in found
    assert "issued" not in found


def test_relations_for_other_programs_are_those_between_what_the_text_names() -> None:
    annotation = told(
        marked("《[同安区人民政府关于防汛的意见|Document]》由[区水利局|Agency]发布。"),
        {("同安区人民政府", "Agency"): entity("Agency", "同安区人民政府")},
    )
    assert len([claim for claim in annotation.claims if claim.predicate.endswith("issuedBy")]) == 2
    assert [claim.object for claim in relations(annotation)] == [entity("Agency", "区水利局")]
