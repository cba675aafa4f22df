"""Who leads and who supports, in clauses and in the brackets behind the tasks of a plan."""

import pytest

from kg.vocabulary import local
from tests.marked import marked, told

PLAN = "[夜市行动|Programme]"
COMMERCE, FINANCE, POLICE = "[市商务局|Agency]", "[市财政局|Agency]", "[市公安局|Agency]"


def parts(text: str) -> set[str]:
    """`institution role` of everyone who undertakes or organises what the text names; `takes part` of those who only do that."""
    found = set()
    for claim in told(marked(text)).claims:
        if local(claim.predicate) in ("undertakenBy", "organizedBy") and claim.rule == "duty":
            found.add(f"{claim.object.label} {claim.role}")  # type: ignore[union-attr]
        if local(claim.predicate) == "participatesIn":
            found.add(f"{claim.subject.label} takes part")
    return found


SHARED = {"市商务局 lead", "市财政局 support", "市公安局 support"}
CASES = [
    (f"{PLAN}由{COMMERCE}牵头，{FINANCE}、{POLICE}配合。", SHARED),
    (f"{COMMERCE}牵头，{FINANCE}、{POLICE}配合，实施{PLAN}。", SHARED),
    (f"{PLAN}由{COMMERCE}负责，{FINANCE}按职责分工负责。", {"市商务局 lead", "市财政局 joint"}),
    (f"（一）实施{PLAN}。支持商户。（{COMMERCE}牵头，{FINANCE}、{POLICE}参与）", SHARED),
    (f"（一）实施{PLAN}。（责任单位：{COMMERCE}、{FINANCE}）", {"市商务局 lead", "市财政局 joint"}),
    (f"[巧匠赛|Event]由{COMMERCE}主办，{FINANCE}协办。", {"市商务局 lead", "市财政局 takes part"}),
    (f"（一）对实施{PLAN}、促进消费成效明显的区给予支持。（{COMMERCE}负责）", set()),
    (f"（一）总结{PLAN}经验。（{COMMERCE}负责）", set()),
    (f"{PLAN}拟由{COMMERCE}牵头。", set()),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_those_who_lead_share_and_support_are_kept_apart(text: str, expected: set[str]) -> None:
    assert parts(text) == expected
