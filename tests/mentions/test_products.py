"""Products in running text: goods of a place, accounts and apps, ships, spacecraft, machines, and what is none."""

import pytest

from kg.knowledge import knowledge
from kg.mentions.products import products
from tests.mentions.written import found, scan

GOODS = [
    "“[莲花高山茶|Product]”“[汀溪红薯|Product]”“[五峰槟榔芋|Product]”等地理标志产品销路很好。",
    "持续培育“[翔安小吃|Product]”“[灌口姜母鸭|Product]”等集体商标。",
    "打造“[闽西八宝|Product]”区域公用品牌。",
    "[安溪铁观音|Product]、[永春芦柑|Product]畅销海外。",
    "[漳浦蜜柚|Product]、[南靖兰花|Product]等土特产走出大山。",
    "在展台前，[五常大米|Product]和[烟台苹果|Product]很受欢迎。",
    "当地引进[平和琯溪蜜柚|Product]新品系。",
]

ACCOUNTS = [
    "可通过[鹭政通|Product]APP、[鹭政通|Product]小程序办理。",
    "扫码关注“[厦门人社|Product]”公众号查询。",
    "登录[福建省政务服务网|Product]提交材料。",
    "职工可下载[穗好办|Product]APP。",
    "在[微博|Product]、[微信|Product]等第三方平台开设账号。",
    "请登陆公交集团[定制快线|Product]官网报名。",
    "党员们用上了[学习强国|Product]。",
    "“[闽农码|Product]”上线，累计赋码万家。",
    "农户可扫描“[泉山码|Product]”查询。",
    "“[海丝优品商城|Product]”正式上线。",
    "依托[中国社会就业网|Product]等平台发布信息。",
]

CRAFTS = [
    "由导弹驱逐舰[厦门舰|Product]和综合补给舰[太湖舰|Product]组成编队。",
    "编队由导弹护卫舰[临沂舰|Product]等组成。",
    "今年将完成[风云四号B星|Product]发射任务。",
    "我国用[长征二号丁运载火箭|Product]把卫星送入轨道。",
    "[嫦娥七号|Product]和[天问二号|Product]将按计划实施。",
    "[歼-20|Product]列装部队。",
    "成功发射[试验十九号A/B星|Product]。",
    "[“雪龙”号|Product]启程前往南极。",
    "两国装备了[“飞鱼”巡航导弹|Product]。",
    "[C919大型客机|Product]完成首航。",
]

TRAPS = [
    "群众购买口罩、大米和药品。",
    "福建茶叶出口增长，美国大豆价格下跌。",
    "请通过单位网站或者手机APP查询。",
    "不得强制要求群众下载使用移动客户端。",
    "厦门市教育局公众号发布通知。",
    "我国自然资源卫星图片执法启动。",
    "县人民政府网站开设专栏。",
    "请把二维码发到工作微信群。",
    "供电网和互联网企业保障通信。",
    "“一件事一次办”改革扩面，“直通”服务上线。",
]


@pytest.mark.parametrize("case", GOODS)
def test_goods_named_after_a_place_are_products(case: str) -> None:
    assert found(case, products) == case


@pytest.mark.parametrize("case", ACCOUNTS)
def test_an_account_or_app_is_a_product_without_the_word_behind_it(case: str) -> None:
    assert found(case, products) == case


@pytest.mark.parametrize("case", CRAFTS)
def test_ships_spacecraft_and_machines_are_products(case: str) -> None:
    assert found(case, products) == case


@pytest.mark.parametrize("case", TRAPS)
def test_kinds_of_goods_and_owners_of_accounts_are_no_products(case: str) -> None:
    assert found(case, products) == case


def test_a_second_satellite_of_a_series_means_its_full_name() -> None:
    case = scan("将完成风云四号C星、D星发射任务。")
    assert {mention.span.of(case.text): mention.value for mention in products(case)}["D星"] == "风云四号D星"


def test_a_known_geographical_indication_says_where_it_comes_from() -> None:
    (known,) = knowledge().named("安溪铁观音", "product")
    assert known.fact("originatesFrom") == "place/350524"


def test_every_known_product_of_a_place_comes_from_a_known_place() -> None:
    known = knowledge()
    origins = {entity.fact("originatesFrom") for entity in known.entities.values() if entity.kind == "Product"} - {""}
    assert len(origins) > 300
    assert sorted(origin for origin in origins if origin not in known) == []
