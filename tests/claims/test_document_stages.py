"""How far documents and programmes have come."""

import pytest

from tests.marked import marked, told_of

STATED = [
    ("我市将印发《[托管办法|Document]》。", ["托管办法 stage 拟议"]),
    ("[市教育局|Agency]正在制定《[托管办法|Document]》。", ["托管办法 stage 拟议"]),
    ("我市拟出台《[托管办法|Document]》。", ["托管办法 stage 拟议"]),
    ("《[托管办法|Document]》即将出台。", ["托管办法 stage 拟议"]),
    ("《[托管办法（征求意见稿）|Document]》已上网。", ["托管办法（征求意见稿） stage 草案"]),
    ("会议讨论《[托管条例|Document]（草案）》。", ["托管条例 stage 草案"]),
    ("[市教育局|Agency]印发《[托管办法|Document]》。", ["托管办法 stage 印发"]),
    ("新修订的《[托管条例|Document]》共五章。", ["托管条例 stage 修订"]),
    ("对《[托管条例|Document]》作如下修改。", ["托管条例 stage 修订"]),
    ("《[旧办法|Document]》同时废止。", ["旧办法 stage 废止"]),
    ("《[旧办法|Document]》自即日起停止执行。", ["旧办法 stage 废止"]),
    ("决定废止《[旧办法|Document]》。", ["旧办法 stage 废止"]),
    ("本办法自2019年1月1日起施行。", ["THIS stage 施行"]),
    ("昨日，[夜市行动|Programme]正式启动。", ["夜市行动 stage 启动"]),
    ("我市启动了[夜市行动|Programme]。", ["夜市行动 stage 启动"]),
    ("我市将启动[夜市行动|Programme]。", ["夜市行动 stage 拟议"]),
    ("我市将推进[夜市行动|Programme]，建设[夜市平台|Programme]。", ["夜市行动 stage 拟议", "夜市平台 stage 拟议"]),
    ("我市争创[夜市行动|Programme]。", ["夜市行动 stage 拟议"]),
    ("我市正在推进[夜市行动|Programme]。", ["夜市行动 stage 推进中"]),
    ("[跨海大桥工程|Programme]已全面建成。", ["跨海大桥工程 stage 完成"]),
    ("[跨海大桥工程|Programme]将于年底建成。", ["跨海大桥工程 stage 拟议"]),
]


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_words_around_a_name_tell_its_stage(text: str, expected: list[str]) -> None:
    assert told_of(marked(text, title="夜市办法"), "stage") == expected


NOT_STATED = [
    "尚未出台《[托管办法|Document]》。",
    "不再制定《[托管办法|Document]》。",
    "是否废止《[旧办法|Document]》，尚无定论。",
    "建议废止《[旧办法|Document]》。",
    "研究制定了《[托管办法|Document]》。",
    "现将《[托管办法|Document]》发给大家看。",
    "要启动[夜市行动|Programme]。",
    "启动[夜市行动|Programme]，打造品牌。",
    "[夜市行动|Programme]启动仪式举行。",
]


@pytest.mark.parametrize("text", NOT_STATED)
def test_denials_wishes_and_open_questions_tell_no_stage(text: str) -> None:
    assert told_of(marked(text), "stage") == []


def test_what_is_planned_gets_no_issuer_from_the_sentence_that_plans_it() -> None:
    text = "[市教育局|Agency]将印发《[托管办法|Document]》。"
    assert told_of(marked(text), "stage issuedBy") == ["托管办法 stage 拟议"]


def test_a_new_version_that_repeals_the_old_one_of_its_title_is_not_repealed() -> None:
    text = "第一条 为了方便群众。\n第九条 1992年发布的《[夜市管理办法|Document]》同时废止。"
    assert told_of(marked(text, title="夜市管理办法"), "stage") == []


def test_a_draft_tells_so_by_its_own_title_and_a_report_about_one_does_not() -> None:
    rule = marked("第一条 为了方便群众。", title="夜市管理办法（征求意见稿）")
    assert told_of(rule, "stage") == ["THIS stage 草案"]
    assert told_of(marked("本报讯 昨日开会。", title="市长讨论《工作报告（征求意见稿）》"), "stage") == []
