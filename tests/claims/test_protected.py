"""What products are protected as, read from sentences as they are printed."""

import pytest

from kg.vocabulary import KG
from tests.printed import Case, stated

PROTECTED = [
    Case(
        "“同安凤梨穗”“古宅大蒜”等地理标志产品去年卖出3亿元。",
        "同安凤梨穗 protectedAs 地理标志产品\n古宅大蒜 protectedAs 地理标志产品",
    ),
    Case(
        "要把“同安小吃”“同安封肉”等集体商标做大。",
        "同安小吃 protectedAs 集体商标\n同安封肉 protectedAs 集体商标",
    ),
    Case("地理标志产品平和蜜柚畅销。", "平和蜜柚 protectedAs 地理标志产品"),
    Case("平和蜜柚获批国家地理标志保护产品。", "平和蜜柚 protectedAs 地理标志产品"),
    Case("平和蜜柚是全国首批国家地理标志产品。", "平和蜜柚 protectedAs 地理标志产品"),
    Case("秦安花椒色泽鲜红、麻香浓郁，是国家地理标志保护产品。", "秦安花椒 protectedAs 地理标志产品"),
    Case("洛川苹果，中国地理标志产品。", "洛川苹果 protectedAs 地理标志产品"),
    Case("安溪铁观音成功注册地理标志证明商标。", "安溪铁观音 protectedAs 地理标志证明商标"),
    Case(
        "平和蜜柚被认定为国家地理标志保护产品，安溪铁观音获农产品地理标志登记保护。",
        "平和蜜柚 protectedAs 地理标志产品\n安溪铁观音 protectedAs 农产品地理标志",
    ),
]
NOT_PROTECTED = [
    Case("申报“同安封肉”等集体商标。"),
    Case("“同安封肉”正申请注册地理标志证明商标。"),
    Case("争取平和蜜柚入选国家地理标志保护产品。"),
    Case("秦安花椒色泽鲜红、麻香浓郁，将申报国家地理标志保护产品。"),
    Case("严查假冒安溪铁观音地理标志证明商标。"),
    Case("安溪铁观音地理标志专用标志使用管理。"),
    Case("平和蜜柚丰收，地理标志产品数量增长。"),
    Case("安溪铁观音制茶技艺入选人类非物质文化遗产代表作名录。"),
]


@pytest.mark.parametrize("case", [*PROTECTED, *NOT_PROTECTED], ids=lambda case: case.text)
def test_a_product_is_protected_as_the_text_calls_it_and_not_while_that_is_asked_for(case: Case) -> None:
    assert stated(case, KG.protectedAs) == case.lines
