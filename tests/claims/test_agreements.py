"""Who signed an agreement with whom, read from sentences as they are printed."""

import pytest

from kg.claims import relations
from kg.vocabulary import KG
from tests.marked import marked, told
from tests.printed import Case, stated

SIGNED = [
    Case(
        "厦门市教育局与厦门大学签署《产教融合合作协议》。",
        """厦门市教育局 cooperatesWith 厦门大学
        产教融合合作协议 party 厦门市教育局
        产教融合合作协议 party 厦门大学""",
    ),
    Case(
        "厦门市与泉州市签署《深化合作框架协议》。",
        """厦门市 cooperatesWith 泉州市
        深化合作框架协议 party 厦门市
        深化合作框架协议 party 泉州市""",
    ),
    Case(
        "《深化合作框架协议》由厦门市与泉州市于2022年签署。",
        """厦门市 cooperatesWith 泉州市
        深化合作框架协议 party 厦门市
        深化合作框架协议 party 泉州市""",
    ),
    Case(
        "福建省人民政府与国家开发银行7日在京举行会谈并签署《全面推进棚户区改造合作备忘录》。",
        """福建省人民政府 cooperatesWith 国家开发银行
        全面推进棚户区改造合作备忘录 party 福建省人民政府
        全面推进棚户区改造合作备忘录 party 国家开发银行""",
    ),
    Case("中国人民银行与巴西中央银行签署合作备忘录。", "中国人民银行 cooperatesWith 巴西中央银行"),
    Case(
        "厦门大学、厦门市教育局、集美大学签署合作备忘录。",
        """厦门大学 cooperatesWith 厦门市教育局
        厦门大学 cooperatesWith 集美大学
        厦门市教育局 cooperatesWith 集美大学""",
    ),
    Case(
        "厦门市教育局分别与厦门大学、集美大学签署合作备忘录。",
        "厦门市教育局 cooperatesWith 厦门大学\n厦门市教育局 cooperatesWith 集美大学",
    ),
    Case(
        "福建省与国家发展改革委签署《共同发展声明》。",
        "共同发展声明 party 福建省\n共同发展声明 party 国家发展和改革委员会",
    ),
    Case("市教育局推进产教融合，与厦门大学签署《产教融合合作协议》。", "产教融合合作协议 party 厦门大学"),
]
NOT_SIGNED = [
    Case("厦门市教育局拟与厦门大学签署《产教融合合作协议》。"),
    Case("厦门市教育局将与厦门大学签署《产教融合合作协议》。"),
    Case("厦门市教育局未与厦门大学签署《产教融合合作协议》。"),
    Case("推动厦门市教育局与厦门大学签署《产教融合合作协议》。"),
    Case("厦门市教育局与学生签订协议。"),
    Case("市长黄文辉与市长李辉跃签署《深化合作框架协议》。"),
]


@pytest.mark.parametrize("case", [*SIGNED, *NOT_SIGNED], ids=lambda case: case.text)
def test_those_who_sign_an_agreement_are_its_parties_and_issue_nothing(case: Case) -> None:
    assert stated(case, KG.cooperatesWith, KG.party, KG.issuedBy) == case.lines


def test_as_a_relation_for_other_programs_cooperation_is_between_institutions_only() -> None:
    text = "[教育局|Agency]与[青禾公司|Organization]签署合作协议。[厦门市|Place]与[泉州市|Place]签署合作协议。"
    found = [claim.subject.label for claim in relations(told(marked(text))) if claim.predicate == KG.cooperatesWith]
    assert found == ["教育局"]
