"""Who is in a leading group, read from sentences and lists as notices print them."""

import pytest

from kg.vocabulary import KG
from tests.printed import Case, stated

GROUP = "厦门市乡村振兴工作领导小组"
POSTS = [
    Case(
        f"成立{GROUP}，由市长黄文辉任组长，副市长李辉跃、王强任副组长。",
        f"""黄文辉 holdsPost {GROUP}/组长
        李辉跃 holdsPost {GROUP}/副组长
        王强 holdsPost {GROUP}/副组长""",
    ),
    Case(f"{GROUP}组长由市长黄文辉担任。", f"黄文辉 holdsPost {GROUP}/组长"),
    Case(f"由市长黄文辉任组长的{GROUP}召开会议。", f"黄文辉 holdsPost {GROUP}/组长"),
    Case("厦门市安全生产委员会由市长黄文辉任主任。", "黄文辉 holdsPost 厦门市安全生产委员会/主任"),
    Case(f"成立{GROUP}。领导小组组长由市长黄文辉担任。", f"黄文辉 holdsPost {GROUP}/组长"),
]
NO_POSTS = [
    Case(f"拟成立{GROUP}，由市长黄文辉任组长。"),
    Case(f"建议成立{GROUP}，由市长黄文辉任组长。"),
    Case(f"将成立{GROUP}，由市长黄文辉任组长。"),
    Case(f"{GROUP}办公室主任由张明兼任。"),
    Case("会议由市长黄文辉主持。领导小组组长由副市长李辉跃担任。"),
]
MEMBERS = [
    Case(
        "厦门市防汛抗旱指挥部由市应急管理局、市水利局等单位组成。",
        """厦门市应急管理局 memberOf 厦门市防汛抗旱指挥部
        厦门市水利局 memberOf 厦门市防汛抗旱指挥部""",
    ),
    Case(
        f"{GROUP}成员单位包括市教育局、市财政局。",
        f"""厦门市教育局 memberOf {GROUP}
        厦门市财政局 memberOf {GROUP}""",
    ),
    Case(f"{GROUP}组长由市长黄文辉担任，市教育局、市财政局为成员单位。", f"厦门市教育局 memberOf {GROUP}\n厦门市财政局 memberOf {GROUP}"),
    Case(f"成立由市教育局、市财政局组成的{GROUP}。", f"厦门市教育局 memberOf {GROUP}\n厦门市财政局 memberOf {GROUP}"),
]
NO_MEMBERS = [
    Case(f"建议成立由市教育局、市财政局组成的{GROUP}。"),
    Case("厦门市防汛抗旱指挥部下设办公室，由市应急管理局、市水利局组成。"),
    Case(f"{GROUP}由市教育局局长、市财政局局长组成。"),
    Case("调查由市教育局、市财政局组成的专家进行。"),
]
LISTS = [
    Case(
        f"决定成立{GROUP}，组成人员如下：\n　　组　长：黄文辉　市长\n"
        "　　副组长：李辉跃　副市长\n　　成　员：张明　市教育局局长\n　　　　　　王　强　市财政局副局长",
        f"""黄文辉 holdsPost {GROUP}/组长
        李辉跃 holdsPost {GROUP}/副组长
        张明 holdsPost {GROUP}/成员
        张明 holdsPost 厦门市教育局/局长
        王强 holdsPost {GROUP}/成员
        王强 holdsPost 厦门市财政局/副局长""",
    ),
    Case(
        "总 指 挥：黄文辉（市长）\n副总指挥：李辉跃（副市长）、王强（市政府秘书长）\n"
        "成员单位：市教育局、市财政局\n二、职责\n张明　到会的市教育局局长",
        """黄文辉 holdsPost 厦门市防汛抗旱指挥部/总指挥
        李辉跃 holdsPost 厦门市防汛抗旱指挥部/副总指挥
        王强 holdsPost 厦门市防汛抗旱指挥部/副总指挥
        厦门市教育局 memberOf 厦门市防汛抗旱指挥部
        厦门市财政局 memberOf 厦门市防汛抗旱指挥部""",
        title="关于调整厦门市防汛指挥部成员的通知",
    ),
]
NO_LISTS = [
    Case("组长：黄文辉\n成员：张明　市教育局局长"),
    Case("组长：黄文辉", title="关于建议成立厦门市防汛指挥部的函"),
    Case(f"建议成立{GROUP}：\n组长：黄文辉　市长"),
]


@pytest.mark.parametrize("case", [*POSTS, *NO_POSTS], ids=lambda case: case.text)
def test_persons_have_posts_in_a_group_that_there_is(case: Case) -> None:
    assert stated(case, KG.holdsPost) == case.lines


@pytest.mark.parametrize("case", [*MEMBERS, *NO_MEMBERS], ids=lambda case: case.text)
def test_institutions_are_members_of_a_group_that_there_is(case: Case) -> None:
    assert stated(case, KG.memberOf) == case.lines


@pytest.mark.parametrize("case", [*LISTS, *NO_LISTS], ids=lambda case: case.text)
def test_a_list_names_persons_before_their_posts(case: Case) -> None:
    assert stated(case, KG.holdsPost, KG.memberOf) == case.lines


def test_an_office_with_a_name_is_part_of_where_it_is_set_up() -> None:
    named, bare = "厦门市防汛抗旱指挥部办公室设在市应急管理局。", "办公室设在市应急管理局。"
    assert "厦门市防汛抗旱指挥部办公室 partOf 厦门市应急管理局" in stated(Case(named), KG.partOf)
    assert stated(Case(bare), KG.partOf) == []
