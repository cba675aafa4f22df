"""Who takes part in an event, where things are and who undertakes a programme, read from whole sentences as they are printed."""

from dataclasses import dataclass

import pytest

from kg.documents.drafts import Draft, document
from kg.model import Entity, Header
from kg.pipeline import annotate
from kg.vocabulary import KG, local
from tests.marked import BASE


@dataclass(frozen=True)
class Case:
    """A sentence and what it states, `subject object`, several parted by `; `; nothing where it states none."""

    text: str
    expected: str = ""
    title: str = "通知"


def stated(case: Case, *predicates: str) -> str:
    """What the text states by these predicates, as the cases write it."""
    annotation = annotate(document(Draft(case.title, case.text, Header(published="2023-05-10")), "one.txt", BASE))
    found = {
        f"{claim.subject.label} {claim.object.label}"
        for claim in annotation.claims
        if local(claim.predicate) in map(local, predicates) and isinstance(claim.object, Entity)
    }
    return "; ".join(sorted(found))


TAKES_PART = [
    Case("5月6日，市委书记崔永辉出席第二届海洋经济论坛。", "崔永辉 第二届海洋经济论坛"),
    Case("5月6日，第二届海洋经济论坛在厦门举行。市长黄文辉出席会议并致辞。", "黄文辉 第二届海洋经济论坛"),
    Case("第二届海洋经济论坛5月6日在厦门召开，副市长李辉跃主持会议。", "李辉跃 第二届海洋经济论坛"),
    Case("厦门市教育局、厦门市财政局参加第二届海洋经济论坛。", "厦门市教育局 第二届海洋经济论坛; 厦门市财政局 第二届海洋经济论坛"),
    Case("厦门市商务局协办第二届海洋经济论坛。", "厦门市商务局 第二届海洋经济论坛"),
    Case("第二届海洋经济论坛5月6日在厦门召开。会议由市长黄文辉主持。", "黄文辉 第二届海洋经济论坛"),
    Case("第二届海洋经济论坛由副市长李辉跃主持。", "李辉跃 第二届海洋经济论坛"),
    Case("第五届闽南文化节5月6日在厦门开幕。市长黄文辉参加活动。", "黄文辉 第五届闽南文化节"),
]
NO_PART = [
    Case("春节期间，厦门举行团拜。市长黄文辉参加活动。"),
    Case("第二届海洋经济工作会议5月6日在厦门召开。市长黄文辉参加活动。"),
    Case("市长黄文辉将于近期出席第二届海洋经济论坛。"),
    Case("市长黄文辉未出席第二届海洋经济论坛。"),
    Case("第二届海洋经济论坛将由副市长李辉跃主持。"),
    Case("市长黄文辉会见出席第二届海洋经济论坛的外国嘉宾。"),
    Case("厦门市市长黄文辉陪同专家组参加第二届海洋经济论坛。"),
    Case("厦门市商务局局长张明代表企业参加第二届海洋经济论坛。"),
    Case("记者王小明参加第二届海洋经济论坛。"),
    Case("市委书记崔永辉主持召开会议，学习贯彻第二届海洋经济论坛精神。"),
    Case("第五届读书节5月6日启动。市长黄文辉出席论坛。"),
]
LIES = [
    Case("第二届海洋经济论坛在厦门市举行。", "第二届海洋经济论坛 厦门市"),
    Case("厦门市承办第十届中国花卉博览会。", "第十届中国花卉博览会 厦门市"),
    Case("第五届闽南文化节活动今天在集美区正式启动。", "第五届闽南文化节 集美区"),
    Case("在泉州市，第三届闽南文化节开幕；在厦门市，第二届海洋经济论坛开幕。", "第三届闽南文化节 泉州市; 第二届海洋经济论坛 厦门市"),
    Case("位于集美区的青禾农业科技有限公司投产。", "青禾农业科技有限公司 集美区"),
    Case("湖南省耒阳市蔡伦竹海游人如织。", "蔡伦竹海 耒阳市"),
    Case("张明是青禾农业科技有限公司职工。该公司位于集美区。", "青禾农业科技有限公司 集美区"),
    Case("选择厦门市、泉州市等11个城市开展数字人民币试点。", "数字人民币试点 厦门市; 数字人民币试点 泉州市"),
]
NOWHERE = [
    Case("第二届海洋经济论坛拟在厦门市举行。"),
    Case("第十届中国花卉博览会将在厦门市举行。"),
    Case("与厦门市举办第二届闽南文化节。"),
    Case("在厦门市，黄文辉谈到第二届海洋经济论坛。"),
    Case("我国长江、黄河等七大流域水质改善。"),
    Case("厦门市举办中秋节活动。"),
]
UNDERTAKES = [
    Case("厦门市商务局自2022年起实施“筑巢引凤”行动。", "“筑巢引凤”行动 厦门市商务局"),
    Case(
        "厦门市商务局自2022年起实施“筑巢引凤”行动。同时，开展商圈焕新工程。",
        "“筑巢引凤”行动 厦门市商务局; 商圈焕新工程 厦门市商务局",
    ),
    Case("科技部颠覆性技术备选库已收录项目。", "颠覆性技术备选库 科学技术部"),
    Case("厦门市大力实施“筑巢引凤”行动。", "“筑巢引凤”行动 厦门市"),
    Case("厦门市“筑巢引凤”行动启动。", "“筑巢引凤”行动 厦门市"),
    Case("厦门市商务局指导厦门市思明区实施“筑巢引凤”行动。", "“筑巢引凤”行动 思明区"),
    Case("欢迎来到集美区。该区大力实施“筑巢引凤”行动。", "“筑巢引凤”行动 集美区"),
    Case("福建省印发清单。\n一、商圈焕新工程\n支持夜间经济。", "商圈焕新工程 福建省", title="福建省惠企政策清单"),
]
NOBODY = [
    Case("欢迎来到集美区。该区域实施“筑巢引凤”行动。"),
    Case("欢迎来到集美区。\n该区大力实施“筑巢引凤”行动。"),
    Case("厦门市未实施“筑巢引凤”行动。"),
    Case("厦门市商务局表示，将实施“筑巢引凤”行动。"),
    Case("厦门市商务局局长张明表示，将实施“筑巢引凤”行动。"),
    Case("厦门市走中国特色社会主义道路。"),
    Case("福建省印发清单。\n一、商圈焕新工程\n支持夜间经济。", title="惠企政策清单"),
    Case("福建省印发清单。\n（一）商圈焕新工程是重点。", title="福建省惠企政策清单"),
]
OF = [
    Case("贵州省十三届人大常委会第二十一次会议闭幕。", "贵州省十三届人大常委会第二十一次会议 贵州省人民代表大会常务委员会"),
    Case("省委十二届八次全会召开。", "中共贵州省委十二届八次全会 中共贵州省委员会", title="贵州省工作通报"),
    Case("俄罗斯国家杜马表决。俄罗斯国家杜马国际事务委员会说明。", "俄罗斯国家杜马国际事务委员会 俄罗斯国家杜马"),
    Case("中国铝业集团发布公告。中国铝业集团有限公司董事会通过。"),
    Case("国务院办公厅通知各单位。国务院同意。"),
    Case("国务院职业教育工作部际联席会议召开。"),
]
PART_OF = [
    Case("作为“筑巢引凤”行动重点项目之一，厦门市正在推进建设中新(厦门)膜与石墨烯产业园。", "中新(厦门)膜与石墨烯产业园 “筑巢引凤”行动"),
    Case("厦门市商圈焕新工程已纳入“筑巢引凤”行动。", "厦门市商圈焕新工程 “筑巢引凤”行动"),
    Case("将厦门市商圈焕新工程纳入“筑巢引凤”行动。"),
    Case("厦门市商圈焕新工程已纳入“筑巢引凤”行动范围。"),
]


@pytest.mark.parametrize("case", PART_OF, ids=lambda case: case.text)
def test_a_programme_is_part_of_the_larger_one_that_it_was_taken_into(case: Case) -> None:
    assert stated(case, KG.partOf) == case.expected


def test_an_institution_with_a_programme_in_brackets_takes_part_in_it() -> None:
    assert stated(Case("推进厦门大学(“筑巢引凤”行动)建设。"), KG.participatesIn) == "厦门大学 “筑巢引凤”行动"


@pytest.mark.parametrize("case", OF, ids=lambda case: case.text)
def test_the_name_of_a_meeting_or_a_part_tells_whose_it_is_unless_it_is_the_same_or_known(case: Case) -> None:
    assert stated(case, KG.partOf, KG.organizedBy) == case.expected


@pytest.mark.parametrize("case", [*TAKES_PART, *NO_PART], ids=lambda case: case.text)
def test_those_named_before_the_verb_take_part_unless_it_is_planned_denied_or_others_do(case: Case) -> None:
    assert stated(case, KG.participatesIn) == case.expected


@pytest.mark.parametrize("case", [*LIES, *NOWHERE], ids=lambda case: case.text)
def test_a_thing_is_where_the_sentence_puts_it_and_nowhere_while_that_is_planned(case: Case) -> None:
    assert stated(case, KG.locatedIn) == case.expected


@pytest.mark.parametrize("case", [*UNDERTAKES, *NOBODY], ids=lambda case: case.text)
def test_a_programme_is_undertaken_by_who_acts_and_is_of_its_place(case: Case) -> None:
    assert stated(case, KG.undertakenBy, KG.jurisdiction) == case.expected
