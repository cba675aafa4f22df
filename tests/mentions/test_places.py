"""Places in running text: divisions and chains, towns and villages, roads and addresses, sites, features, stops, pointing words."""

import pytest

from kg.mentions.places import places
from kg.model import PlaceName
from tests.mentions.written import found, scan

DIVISIONS = [
    "[厦门市|Place]和[泉州市|Place]今年续签协议。",
    "专家组先后到[福建|Place]、[江西|Place]、[湖南|Place]听取意见。",
    "代表团昨天抵达[内蒙古自治区|Place]。",
    "[同安区|Place]新增两所幼儿园。",
    "在[厦门市|Place]内办理的，免交工本费。",
    "[黔东南苗族侗族自治州|Place]降水偏多。",
    "考察组在[长三角|Place]走访了三家工厂。",
    "客商来自[德国|Place]、[巴西|Place]和[南非|Place]。",
    "会议由[中国|Place]主办。",
]
CHAINS = [
    "产品销往[福建厦门|Place]。",
    "工作组赴[福州连江县|Place]回访。",
    "灯会在[湖北谷城|Place]举行。",
    "[福建省泉州市晋江市|Place]的企业到会。",
    "在[青海互助|Place]，歌会持续三天。",
]
BELOW = [
    "他家住[福建连江县黄岐镇|Place]。",
    "记者来到[湖南怀化鹤城区黄岩镇大坪村|Place]。",
    "线路经过[苏平镇正旺村|Place]、[君山镇后楼村|Place]。",
    "[万载县康乐街道阳乐社区|Place]办起了食堂。",
    "八月，[三洞桥村|Place]通了班车。",
    "调研组走进[甘泉县道镇甄家湾村|Place]。",
]
ADDRESSES = [
    "报名地点：[平潭综合实验区金井湾商务营运中心3号楼201室|Place]，工作日受理。",
    "请到[湖滨南路78号|Place]领取。",
    "[天河区黄埔大道120号|Place]设有窗口。",
]
SITES = [
    "沿[沪宁高速公路|Place]两侧施工。",
    "[赣深高铁|Place]全线铺轨。",
    "省里支持[康定机场|Place]扩建。",
    "专家评审了[亭子口水利枢纽工程|Place]。",
    "[巴朗山隧道|Place]昨日贯通。",
    "游客走进[四川三星堆博物馆|Place]。",
    "夜幕下的[陕西西安大唐不夜城|Place]人流如织。",
    "修缮[路县故城遗址公园|Place]。",
    "[金井片区象鼻湾海域|Place]禁止捕捞。",
    "[贵阳至南宁高铁|Place]开始试运行。",
    "他们破坏了[“南流”天然气管道|Place]。",
    "项目落户[成都龙潭工业园区|Place]。",
    "大会在[北京八一大楼|Place]召开。",
]
FEATURES = [
    "[长江|Place]水位回落。",
    "[仙女山|Place]迎来初雪。",
    "渔船驶入[亚丁湾|Place]。",
    "梅花开满[江苏扬州瘦西湖|Place]两岸。",
    "保护[东江|Place]水质。",
]
ABBREVIATIONS = [
    "深化[粤|Place][赣|Place]合作。",
    "[沪|Place][滇|Place]两地签约。",
    "会议昨天在[京|Place]闭幕。",
    "品尝[闽南|Place]风味。",
    "对接[湘鄂赣|Place]等地市场。",
    "选择四个区域：[安徽|Place]（[合芜蚌|Place]）等。",
]
POINTING = [
    "[我市|Place]将新建三座水厂。",
    "[全省|Place]粮食丰收。",
    "[我国|Place]加快发展数字经济。",
    "凡在[本区|Place]居住满一年的居民均可申请。",
    "对于[你省|Place]的请示，批复如下。",
]
STOPS = [
    "建议15路公交延长到[柳林寺东|Place]，方便乘客换乘。",
    "12路公交首末站：[北太路公交场站|Place]－[望河桥|Place]，中途设站：[小营|Place]、[青年路口北|Place]、[师范大学东门|Place]、[和园东里|Place]。",
    "公交9路由[石桥南|Place]延长至[万柳东路|Place]，乘客可在[石桥南|Place]换乘。",
    "例如开通[地铁宋庄站|Place]至公园的专线。",
    "接驳[地铁10号线|Place]。",
]
NOT_PLACES = [
    "本次会议会同有关部门研究。",
    "加强公安队伍建设。",
    "走中国特色社会主义道路。",
    "中国式现代化。",
    "这位美国人会说广东话。",
    "他穿着一件中山装。",
    "建设美丽乡村，推进城镇化。",
    "沿海地市和贫困村要重点帮扶。",
    "走上致富路，架起连心桥。",
    "各县区、各乡镇要抓好落实。",
    "林业站长王东峰到会。",
    "秘书长李子路、张福海参加。",
    "坚持教育优先，整治文山会海。",
    "乘坐火车站的接驳车。",
    "城市副中心建设是大事。",
    "保护好绿水青山就是保护金山银山。",
    "新建一批高速公路和水库。",
    "城市公园、社区花园对外开放。",
    "从一域到全局。",
    "在新发展阶段开好局。",
    "放流品种为中国鲎。",
    "他们互助合作，共谋振兴。",
    "对外经贸部门开展培训。",
    "服务进社区、进农村、进校园。",
]
CASES = [*DIVISIONS, *CHAINS, *BELOW, *ADDRESSES, *SITES, *FEATURES, *ABBREVIATIONS, *POINTING, *STOPS, *NOT_PLACES]


@pytest.mark.parametrize("case", CASES)
def test_places_are_found_where_they_begin_and_end(case: str) -> None:
    assert found(case, places) == case


def names(text: str) -> dict[str, PlaceName]:
    """What the finder makes of each place of a text, by its characters."""
    scanned = scan(text)
    return {m.span.of(scanned.text): m.value for m in places(scanned) if isinstance(m.value, PlaceName)}


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("到福州连江县调研。", "福州连江县", "连江县"),
        ("在浙江诸暨开会。", "浙江诸暨", "诸暨市"),
        ("厦门天气晴好。", "厦门", "厦门市"),
        ("广东（珠三角）先行先试。", "珠三角", "长江三角洲|珠江三角洲"),
        ("上海临港新片区签约。", "上海临港新片区", "中国（上海）自由贸易试验区临港新片区"),
    ],
)
def test_a_chain_means_its_lowest_place(text: str, surface: str, label: str) -> None:
    scanned = scan(text)
    value = names(text)[surface]
    assert value.rest == ""
    assert scanned.knowledge[value.known[0]].label in label.split("|")


@pytest.mark.parametrize(
    ("text", "surface", "own"),
    [
        ("走进四川三星堆博物馆。", "四川三星堆博物馆", "三星堆博物馆"),
        ("记者来到湖南怀化鹤城区黄岩镇大坪村。", "湖南怀化鹤城区黄岩镇大坪村", "大坪村"),
        ("停电范围：君山镇后楼村。", "君山镇后楼村", "君山镇后楼村"),
        ("停电范围：君山镇后楼村、南松村。", "南松村", "君山镇南松村"),
        ("游览蔡岭竹海省级森林公园。蔡岭竹海风光好。", "蔡岭竹海", "蔡岭竹海省级森林公园"),
        ("破坏“南流”天然气管道。“南流”管道停运。", "“南流”管道", "“南流”天然气管道"),
        ("15路公交改走西三环，乘客可换乘。", "西三环", "西三环路"),
        ("18路公交由苏桥南延长至万柳，撤销苏桥南站，乘客换乘。", "苏桥南站", "苏桥南"),
    ],
)
def test_known_places_are_dropped_in_front_of_a_places_own_name(text: str, surface: str, own: str) -> None:
    assert names(text)[surface].rest == own


def test_a_name_of_several_places_keeps_them_all() -> None:
    assert len(names("朝阳区新建一座公园。")["朝阳区"].known) > 1


def test_an_outer_place_leaves_only_what_lies_in_it() -> None:
    text = "北京朝阳区新建一座公园。"
    knowledge = scan(text).knowledge
    (place,) = names(text)["北京朝阳区"].known
    assert knowledge[place].parent == "place/110000"


def test_a_weak_name_counts_when_the_text_says_it_in_full() -> None:
    assert "会同" in names("会同县地处湘西，会同、绥宁两县同日揭牌。")
    assert "会同" not in names("省里会同三部门发文。")


def test_the_head_alone_stands_for_the_one_zone_named_in_full() -> None:
    text = "成都东部新城揭牌。望江高新区成立二十年，高新区新增企业百家。"
    assert names(text)["高新区"] == names(text)["望江高新区"]
