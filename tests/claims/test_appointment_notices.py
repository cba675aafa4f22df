"""Appointments as notices print them, read from whole documents: lists under 任命： and 免去：, trial periods, plans; and who signs."""

import pytest

from kg.documents.drafts import Draft, document
from kg.model import Annotation, Entity, Header
from kg.pipeline import annotate
from kg.vocabulary import KG, local
from tests.marked import BASE

NOTICE = "厦门市人民政府关于张明等同志职务任免的通知"


def read(text: str, title: str = NOTICE, **header: object) -> Annotation:
    """The annotation of a text."""
    return annotate(document(Draft(title, text, Header(**header)), "one.txt", BASE))  # type: ignore[arg-type]


def stated(annotation: Annotation) -> list[str]:
    """The posts that a text states, `person predicate institution/post`, with the role where one is told."""
    return [
        f"{claim.subject.label} {local(claim.predicate)} {claim.object.label}/{claim.post}{' (' + claim.role + ')' if claim.role else ''}"
        for claim in annotation.claims
        if claim.predicate in (KG.holdsPost, KG.leavesPost) and isinstance(claim.object, Entity)
    ]


CASES = [
    (
        "市政府决定任命：\n张明为厦门市教育局局长；\n李　静为厦门市财政局副局长（试用期一年）；\n免去：\n王强的厦门市商务局局长职务。",
        ["张明 holdsPost 厦门市教育局/局长", "李静 holdsPost 厦门市财政局/副局长 (probation)", "王强 leavesPost 厦门市商务局/局长"],
    ),
    (
        "张明任厦门市教育局党组书记、局长，不再担任厦门市财政局副局长。",
        ["张明 holdsPost 厦门市教育局/党组书记", "张明 holdsPost 厦门市教育局/局长", "张明 leavesPost 厦门市财政局/副局长"],
    ),
    ("张明同志任厦门市教育局局长，试用期一年。", ["张明 holdsPost 厦门市教育局/局长 (probation)"]),
    ("免去陈军厦门市水利局局长职务。", ["陈军 leavesPost 厦门市水利局/局长"]),
    ("拟任命张明为厦门市教育局局长。", []),
    ("张明拟任厦门市教育局局长。", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_notice_gives_and_takes_posts_and_a_plan_does_neither(text: str, expected: list[str]) -> None:
    assert stated(read(text)) == expected


def test_the_head_of_the_issuer_signs_a_decree_and_holds_the_post_that_the_line_names() -> None:
    annotation = read("现公布修订后的条例。\n\n总理　李克强\n2018年12月18日", "国务院令", issuers=("国务院",))
    assert stated(annotation) == ["李克强 holdsPost 国务院/总理"]
    signers = [claim.object for claim in annotation.claims if claim.predicate == KG.signedBy]
    assert [signer.label for signer in signers if isinstance(signer, Entity)] == ["李克强"]


def test_the_head_of_another_institution_signs_nothing() -> None:
    assert stated(read("现公布修订后的条例。\n\n部长　李克强\n2018年12月18日", "国务院令", issuers=("国务院",))) == []


def person(text: str) -> set[str]:
    """The IRIs of those whom a text calls 张明."""
    return {link.entity.iri for link in read(text).links if link.entity is not None and link.entity.label == "张明"}


def test_persons_of_one_name_with_posts_in_two_cities_are_two_and_with_two_posts_in_one_city_one() -> None:
    education, finance = person("厦门市教育局局长张明到会。张明讲话。"), person("厦门市财政局局长张明到会。")
    elsewhere, nation = person("泉州市财政局局长张明到会。"), person("教育部部长张明到会。")
    assert len(education) == 1 and education == finance
    assert education.isdisjoint(elsewhere)
    assert nation.isdisjoint(education | elsewhere)
    assert len(person("厦门市教育局局长张明、泉州市财政局局长张明到会。")) == 2
