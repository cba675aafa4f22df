"""What documents cite, and what for."""

import pytest

from kg.claims import relations
from kg.documents.drafts import Draft, document
from kg.model import Entity, Header
from kg.pipeline import annotate
from kg.vocabulary import KG, local
from tests.marked import BASE, entity, marked, told, told_of

CITED = "cites restsOn implements forwards prints amends repeals"

STATED = [
    ("根据《[义务教育法|Document]》制定。", ["cites[basis] 义务教育法", "restsOn 义务教育法"]),
    ("依照[市教育局|Agency]《[托管办法|Document]》，现通知。", ["cites[basis] 托管办法", "restsOn 托管办法"]),
    ("为贯彻落实《[义务教育法|Document]》，现通知。", ["cites[implements] 义务教育法", "implements 义务教育法"]),
    ("现转发《[托管意见|Document]》。", ["cites[forwards] 托管意见", "forwards 托管意见"]),
    ("现将《[托管办法|Document]》印发给你们。", ["cites[prints] 托管办法", "prints 托管办法"]),
    (
        "《[甲规定|Document]》和《[乙规定|Document]》已经市政府同意，现印发给你们。",
        ["cites[prints] 甲规定", "prints 甲规定", "cites[prints] 乙规定", "prints 乙规定"],
    ),
    ("你局《[关于校车的请示|Document]》（[厦教〔2024〕5号|Number]）收悉。", ["cites[basis] 关于校车的请示", "restsOn 关于校车的请示"]),
]


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_a_citation_says_what_it_is_for(text: str, expected: list[str]) -> None:
    assert told_of(marked(text), CITED) == [f"THIS {fact}" for fact in expected]


TITLES = [
    ("市教育局关于印发《课后托管办法》的通知", ["cites[prints] 课后托管办法", "prints 课后托管办法"]),
    ("市教育局关于印发课后托管管理办法的通知", ["cites[prints] 课后托管管理办法", "prints 课后托管管理办法"]),
    ("市政府关于修改《夜市管理规定》的决定", ["cites[amends] 夜市管理规定", "amends 夜市管理规定"]),
    ("市政府关于废止《夜市管理规定》的决定", ["repeals 夜市管理规定"]),
    ("市政府转发市教育局《课后托管意见》的通知", ["cites[forwards] 课后托管意见", "forwards 课后托管意见"]),
    ("市政府关于印发实施〈义务教育法〉若干规定的通知", ["cites[prints] 实施〈义务教育法〉若干规定", "prints 实施〈义务教育法〉若干规定"]),
    (
        "市政府关于废止〈旧夜市规定〉和修改〈校车管理规定〉的决定",
        ["repeals 旧夜市规定", "cites[amends] 校车管理规定", "amends 校车管理规定"],
    ),
    ("市政府关于修改部分行政规定的决定", []),
    ("市政府关于印发托管和校车两个规定的通知", []),
    ("市教育局关于做好课后托管工作的通知", []),
]


@pytest.mark.parametrize(("title", "expected"), TITLES, ids=[title for title, _ in TITLES])
def test_a_title_names_what_it_prints_forwards_changes_or_repeals(title: str, expected: list[str]) -> None:
    names = {(name, "Document"): entity("Document", name) for name in (fact.split(" ")[-1] for fact in expected)}
    assert told_of(marked("全文。", title=title), CITED, names) == [f"THIS {fact}" for fact in expected]


def test_other_programs_are_told_citations_with_their_role_and_nothing_twice() -> None:
    annotation = told(marked("根据《[义务教育法|Document]》，现将《[托管办法|Document]》印发给你们。"))
    assert [(local(claim.predicate), claim.role) for claim in relations(annotation)] == [("cites", "basis")]


def test_what_is_not_followed_is_not_cited() -> None:
    assert told_of(marked("未按照《[义务教育法|Document]》办理的，不予受理。"), CITED) == []


def test_what_a_claim_is_for_stands_beside_it_as_a_property_of_its_own() -> None:
    annotation = told(marked("根据《[义务教育法|Document]》制定。"))
    claims = {claim.predicate: claim for claim in annotation.claims}
    assert claims[KG.cites].evidence == claims[KG.restsOn].evidence
    assert (claims[KG.cites].role, claims[KG.restsOn].role) == ("basis", "")


NORMS = [
    "用人单位应当依照《[劳动合同法|Document]》裁减人员。",
    "由登记机关依照《[电子商务法|Document]》处罚。",
    "办理按照《[专利合作条约|Document]》提出的申请。",
    "律师事务所可以依据《[律师法|Document]》申请查询。",
    "近年来，各部门认真贯彻落实《[融资担保意见|Document]》。",
    "经费按照《[托管办法|Document]》执行。",
]


@pytest.mark.parametrize("text", NORMS)
def test_what_others_go_by_is_cited_and_not_what_the_document_rests_on(text: str) -> None:
    title = text.partition("《[")[2].partition("|")[0]
    assert set(told_of(marked(text), "cites restsOn implements")) <= {f"THIS cites {title}"}


def test_an_answer_rests_on_the_letter_that_it_names_without_marks() -> None:
    title, text = "答复", "您提出的关于建设门户网站外文版的建议收悉，现答复如下：同意。"
    annotation = annotate(document(Draft(title, text, Header(published="2006-09-07")), "one.txt", BASE))
    cited = [(claim.object, claim.role) for claim in annotation.claims if claim.predicate == KG.cites]
    assert [(entity.label, role) for entity, role in cited if isinstance(entity, Entity)] == [("关于建设门户网站外文版的建议", "basis")]
