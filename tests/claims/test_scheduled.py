"""On which days events are, read from sentences as they are printed (published on 10 May 2023)."""

import pytest

from kg.vocabulary import KG
from tests.printed import Case, stated

FORUM = "第二届海洋经济论坛"
DATED = [
    Case(f"{FORUM}5月6日在厦门举行。", f"{FORUM} begins 2023-05-06"),
    Case(f"5月6日，{FORUM}在厦门开幕。", f"{FORUM} begins 2023-05-06"),
    Case(f"{FORUM}，今天（5月10日）在厦门开幕。", f"{FORUM} begins 2023-05-10"),
    Case(f"{FORUM}昨天闭幕。", f"{FORUM} ends 2023-05-09"),
    Case(f"{FORUM}于5月6日至8日在厦门举行。", f"{FORUM} begins 2023-05-06\n{FORUM} ends 2023-05-08"),
    Case(f"{FORUM}5月6日在厦门开幕，5月8日闭幕。", f"{FORUM} begins 2023-05-06\n{FORUM} ends 2023-05-08"),
    Case("4月20日-26日举办第五届读书节。", "第五届读书节 begins 2023-04-20\n第五届读书节 ends 2023-04-26"),
    Case("国务院总理李强5月6日主持召开国务院第八次全体会议。", "国务院第八次全体会议 begins 2023-05-06"),
    Case(f"{FORUM}将于6月17日在厦门举行。", f"{FORUM} begins 2023-06-17"),
    Case(
        f"去年5月6日举办的第一届海洋经济论坛签约项目10个，今年{FORUM}5月8日开幕。",
        f"第一届海洋经济论坛 begins 2022-05-06\n{FORUM} begins 2023-05-08",
    ),
]
UNDATED = [
    Case(f"{FORUM}拟于6月6日在厦门举行。"),
    Case(f"{FORUM}原定5月6日举行，因故推迟。"),
    Case(f"{FORUM}近日在厦门举行。"),
    Case(f"{FORUM}5月在厦门举行。"),
    Case(f"记者5月6日从厦门市获悉，{FORUM}即将在厦门举行。"),
    Case(f"5月6日，厦门市召开会议学习贯彻{FORUM}精神。"),
    Case(f"{FORUM}5月6日举行第二次全体会议。"),
    Case(f"5月6日，为纪念{FORUM}举办五周年，厦门市召开会议。"),
    Case("国务院总理李强5月6日主持召开国务院常务会议。"),
]


@pytest.mark.parametrize("case", [*DATED, *UNDATED], ids=lambda case: case.text)
def test_an_event_is_on_the_days_that_the_text_fixes(case: Case) -> None:
    assert stated(case, KG.begins, KG.ends) == case.lines
