"""Who forwards what another one wrote (批转, 转发) issues it not with him: from the title to the networks and the questions."""

import pytest

from kg.documents.drafts import Draft, document
from kg.model import Annotation, Entity, Header
from kg.pipeline import annotate
from kg.projections import project
from kg.quads import quads
from kg.queries import load, run
from kg.store import Store
from kg.vocabulary import DEFAULT_BASE, local

TITLES = {
    "国务院批转国家防汛总指挥部、建设部、水利部关于加强排涝工作意见的通知": "国务院",
    "国务院办公厅转发国务院特区办公室关于改进出境手续请示的通知": "国务院办公厅",
    "国务院、中央军委批转民政部、总参谋部关于安置工作报告的通知": "国务院 中央军事委员会",
    "国务院批转特区办公室关于当前情况的汇报": "国务院",
    "国务院关于批转国务院证券委员会工作安排意见的通知": "国务院",
    "厦门市人民政府办公厅转发市教育局市财政局关于改进校车管理意见的通知": "厦门市人民政府办公厅",
    "转发财政部、中国人民银行关于调整国库机构报告的通知": "",
}
"""Titles of notices that forward, and who issued these; the last one tells only whose report it forwards."""


def notice(title: str, number: int = 1) -> Annotation:
    """The annotation of a notice that has nothing but a title and a day."""
    header = Header(published=f"2015-03-{number:02}")
    return annotate(document(Draft(title, title, header), f"notice-{number}.txt", DEFAULT_BASE))


def issuers(annotation: Annotation, own: bool) -> set[str]:
    """Those who issued the notice itself, or what it forwards."""
    told = [claim for claim in annotation.claims if local(claim.predicate) == "issuedBy" and isinstance(claim.object, Entity)]
    return {claim.object.label for claim in told if (claim.subject.iri == annotation.document.iri) is own}  # type: ignore[union-attr]


@pytest.mark.parametrize(("title", "names"), TITLES.items(), ids=[title[:12] for title in TITLES])
def test_a_notice_is_issued_by_whoever_forwards_and_not_by_whose_report_it_forwards(title: str, names: str) -> None:
    assert issuers(notice(title), own=True) == set(names.split())


def test_what_is_forwarded_was_issued_by_those_named_behind_the_verb_with_or_without_a_mark_between() -> None:
    """Two ministries behind each other are two, and none is an office of the other."""
    for between in "、", "":
        found = notice(f"国务院办公厅转发公安部{between}交通运输部关于改进考试制度意见的通知")
        assert issuers(found, own=False) == {"公安部", "交通运输部"}
    assert "国家防汛总指挥部" in issuers(notice(next(iter(TITLES))), own=False)


def test_forwarding_is_no_joint_issuance_in_networks_and_questions() -> None:
    store = Store()
    for number, title in enumerate(TITLES, 1):
        store.fill(quads(notice(title, number)))
    forwarding = {name for names in TITLES.values() for name in names.split()}

    def across(pairs: set[frozenset[str]]) -> list[frozenset[str]]:
        return [pair for pair in pairs if len(pair & forwarding) == 1]

    for name in "joint-issuance", "lead-cosigner":
        woven = project(store, name)
        ties = {frozenset(woven.nodes[end]["label"] for end in edge) for edge in woven.edges}
        assert {frozenset({"国务院", "中央军事委员会"}), frozenset({"国家防汛总指挥部", "建设部"})} <= ties
        assert not across(ties)
    for question, columns in (("joint-issuers", "one other"), ("lead-issuers", "lead with"), ("first-joint-acts", "one other")):
        answer = run(store, load(question))
        one, other = (answer.columns.index(column) for column in columns.split())
        told = {frozenset({row[one].value, row[other].value}) for row in answer.rows}  # type: ignore[union-attr]
        assert frozenset({"国务院", "中央军事委员会"}) in told and not across(told)
    partners = {row[1].value for row in run(store, load("alters-over-years"), {"name": "国务院"}).rows}  # type: ignore[union-attr]
    assert partners == {"中央军事委员会"}
