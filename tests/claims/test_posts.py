"""Who holds which post: behind the agency's name, in lists, with verbs; and when it is over."""

import pytest

from tests.marked import entity, facts, marked

STATED = [
    ("[市教育局|Agency]局长[张明|Person]到会。", ["张明 holdsPost 市教育局/局长"]),
    ("[市教育局|Agency]党组书记、局长[张明|Person]到会。", ["张明 holdsPost 市教育局/党组书记", "张明 holdsPost 市教育局/局长"]),
    (
        "[市委|Agency]书记、[市人大常委会|Agency]主任[张明|Person]讲话。",
        ["张明 holdsPost 市人大常委会/主任", "张明 holdsPost 市委/书记"],
    ),
    (
        "[市教育局|Agency]局长[张明|Person]主持，副局长[李静|Person]、[王强|Person]参加。",
        ["张明 holdsPost 市教育局/局长", "李静 holdsPost 市教育局/副局长", "王强 holdsPost 市教育局/副局长"],
    ),
    ("[市教育局|Agency]原局长[张明|Person]受审查。", ["张明 leavesPost 市教育局/局长"]),
    ("任命[李静|Person]同志为[市教育局|Agency]副局长。", ["李静 holdsPost 市教育局/副局长"]),
    ("[李静|Person]同志任[市教育局|Agency]局长。", ["李静 holdsPost 市教育局/局长"]),
    ("免去[张明|Person]的[市教育局|Agency]局长职务。", ["张明 leavesPost 市教育局/局长"]),
    ("[张明|Person]同志辞去[市教育局|Agency]局长职务。", ["张明 leavesPost 市教育局/局长"]),
    ("[李静|Person]代理[市教育局|Agency]局长职务。", ["李静 holdsPost 市教育局/代理局长"]),
]


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_a_post_is_stated(text: str, expected: list[str]) -> None:
    assert facts(marked(text)) == expected


def test_the_head_of_a_place_is_at_its_government() -> None:
    government = entity("Agency", "福建省人民政府")
    names = {("福建省人民政府", "Agency"): government}
    assert facts(marked("[福建|Place|福建省]省长[张明|Person]到会。"), names) == ["张明 holdsPost 福建省人民政府/省长"]


@pytest.mark.parametrize(
    "text",
    [
        "[福建|Place|福建省]主任[张明|Person]到会。",
        "[市教育局|Agency]请局长[张明|Person]到会。",
        "[张明|Person][市教育局|Agency]局长",
    ],
)
def test_a_post_at_no_institution_is_not_stated(text: str) -> None:
    assert facts(marked(text)) == []


def test_a_mayor_is_not_at_the_party_committee_named_before() -> None:
    assert facts(marked("[市委|Agency]副书记、市长[张明|Person]到会。")) == ["张明 holdsPost 市委/副书记"]


def test_a_post_that_names_its_own_institution_is_not_at_the_one_before() -> None:
    assert facts(marked("[中央|Agency]总书记、国家主席[张明|Person]讲话。")) == ["张明 holdsPost 中央/总书记"]


def test_a_bare_post_after_one_of_an_institution_that_nobody_found_is_left_open() -> None:
    text = "[市教育局|Agency]局长[张明|Person]，无名会副会长、秘书长[李静|Person]到会。"
    assert facts(marked(text)) == ["张明 holdsPost 市教育局/局长"]
