"""The relations that `kg.ttl` tells by patterns, and what must not be read as one."""

import pytest

from tests.marked import facts, marked, told

STATED = [
    ("昨日，[市教育局|Agency]印发《[课后服务办法|Document]》。", ["课后服务办法 issuedBy 市教育局"]),
    ("[市教育局|Agency]关于印发《[课后服务办法|Document]》的说明见附件。", ["课后服务办法 issuedBy 市教育局"]),
    (
        "[市教育局|Agency]、[市财政局|Agency]等5部门联合出台了《[课后服务办法|Document]》。",
        ["课后服务办法 issuedBy 市教育局", "课后服务办法 issuedBy 市财政局"],
    ),
    ("《[课后服务办法|Document]》由[市教育局|Agency]发布。", ["课后服务办法 issuedBy 市教育局"]),
    ("根据《[义务教育法|Document]》和《[课后办法|Document]》，现通知。", ["THIS cites 义务教育法", "THIS cites 课后办法"]),
    ("按照《[义务教育法|Document]》要求和《[课后办法|Document]》精神办理。", ["THIS cites 义务教育法", "THIS cites 课后办法"]),
    ("《[旧办法|Document]》同时废止。", ["THIS repeals 旧办法"]),
    ("[市总工会|Organization]主办了“[巧匠赛|Event]”。", ["巧匠赛 organizedBy 市总工会"]),
    ("由[市总工会|Organization]主办的[巧匠赛|Event]开赛。", ["巧匠赛 organizedBy 市总工会"]),
    ("[市商务局|Agency]自2022年6月起在[集美区|Place]开展[夜市提升行动|Programme]。", ["夜市提升行动 undertakenBy 市商务局"]),
    ("[夜市提升行动|Programme]由[市商务局|Agency]牵头。", ["夜市提升行动 undertakenBy 市商务局"]),
    ("[我市|Place|厦门市]正在建设“[云上夜市|Programme]”。", ["云上夜市 jurisdiction 厦门市"]),
    ("[云芽茶|Product]产自[安溪县|Place]。", ["云芽茶 originatesFrom 安溪县"]),
    ("[青禾公司|Organization]位于[集美区|Place]。", ["青禾公司 locatedIn 集美区"]),
    ("[张明|Person]出席[巧匠赛|Event]。", ["张明 participatesIn 巧匠赛"]),
    (
        "[集美区人民政府|Agency]与[青禾公司|Organization]签署战略合作协议。",
        ["集美区人民政府 cooperatesWith 青禾公司"],
    ),
    ("[省卫生健康委|Agency]下设[疾控科|Agency]。", ["疾控科 partOf 省卫生健康委"]),
]


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_a_pattern_states_its_relation(text: str, expected: list[str]) -> None:
    assert facts(marked(text)) == expected


NOT_STATED = [
    "[市教育局|Agency]拟印发《[课后服务办法|Document]》。",
    "[市教育局|Agency]将于近期主办[巧匠赛|Event]。",
    "[市教育局|Agency]负责人说，《[课后服务办法|Document]》很重要。",
    "经[市教育局|Agency]同意，印发《[课后服务办法|Document]》。",
    "未按照《[义务教育法|Document]》办理的，不予受理。",
    "[张明|Person]根据《[义务教育法|Document]》提出建议。",
    "[市商务局|Agency]争创[夜市提升行动|Programme]。",
    "[巧匠赛|Event]将在[集美区|Place]举行。",
    "[有关部门|Agency?]印发《[课后服务办法|Document]》。",
]


@pytest.mark.parametrize("text", NOT_STATED)
def test_plans_denials_and_distant_names_state_nothing(text: str) -> None:
    assert facts(marked(text)) == []


def test_a_relation_does_not_cross_the_end_of_a_sentence() -> None:
    assert facts(marked("欢迎[市教育局|Agency]。印发《[课后服务办法|Document]》。")) == []


def test_the_evidence_is_the_characters_from_the_first_to_the_last_argument() -> None:
    annotation = told(marked("昨日，[市教育局|Agency]印发《[课后服务办法|Document]》，请遵照。"))
    (claim,) = [claim for claim in annotation.claims if claim.predicate.endswith("issuedBy")]
    assert claim.evidence is not None
    assert claim.evidence.of(annotation.document.text) == "市教育局印发《课后服务办法"


def test_a_report_of_news_rests_on_nothing_itself() -> None:
    report = "本报讯（记者 [张明|Person]）根据《[义务教育法|Document]》，各校已开学。"
    assert facts(marked(report)) == []


def test_an_institution_may_stand_a_few_words_before_the_verb() -> None:
    text = "[市商务局|Agency]近年来在全市范围内开展“[夜市提升行动|Programme]”。"
    assert facts(marked(text)) == ["夜市提升行动 undertakenBy 市商务局"]


@pytest.mark.parametrize(
    "text",
    [
        "[市商务局|Agency]支持各区开展“[夜市提升行动|Programme]”。",
        "[市商务局|Agency]今年还将在全市开展“[夜市提升行动|Programme]”。",
        "比照[市商务局|Agency]模式创建“[夜市提升行动|Programme]”。",
        "对[市商务局|Agency]近年来开展[夜市提升行动|Programme]情况进行督查。",
        "[市商务局|Agency]说，各区开展“[夜市提升行动|Programme]”。",
    ],
)
def test_words_in_between_that_make_another_act_or_only_wish_forbid_it(text: str) -> None:
    assert facts(marked(text)) == []


def test_one_fact_is_stated_once_a_sentence() -> None:
    annotation = told(marked("由[市总工会|Organization]主办的[巧匠赛|Event]由[市总工会|Organization]承办。"))
    assert len([claim for claim in annotation.claims if claim.predicate.endswith("organizedBy")]) == 1


def test_an_event_right_behind_an_institution_is_its_own() -> None:
    assert facts(marked("[市总工会|Organization]《[迎春晚会|Event]》今晚播出。")) == ["迎春晚会 organizedBy 市总工会"]
    assert facts(marked("[市血液中心|Organization][春节|Event]期间照常上班。")) == []
