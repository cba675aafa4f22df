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

VESSELS_AND_SITES = [
    "[蓝梦邮轮·远洋号|Product]昨天首航。",
    "客轮[海燕之星号|Product]从烟台出发，乘客在列车三号车厢候车，轮船停靠一号码头。",
    "[爱达·花城号|Product]邮轮将访问三亚。",
    "登录“[宁波市政府门户网站（甬城之窗）|Product]”查询。",
    "科考船[深蓝探索号|Product]返航。",
    "[“远望之星”号邮轮|Product]抵港。",
    "班列[齐鲁号|Product]从济南开出，列车长记下编号。",
    "请登录“[青岛市政务服务网（岛城通办）|Product]”办理。",
    "[福州市政府门户网站|Product]（网址见附件）已经更新。",
    "研究船[向阳之春号|Product]和拖轮[港兴号|Product]一起出海。",
    "飞船[云帆号|Product]成功对接。",
    "打捞沉船“[南海之光号|Product]”。",
    "[梦想邮轮·海之韵号|Product]下水，“[丝路之光号|Product]”邮轮返航。",
    "“[杭州市政务服务网（亲清在线）|Product]”开通。",
]

TRAPS = [
    "央行推出“汇率避险通”业务。",
    "客服人员核对“编号”业务。",
    "这艘货轮信号不好，客轮票号已经核对，列车型号老旧。",
    "登山队员乘坐游船抵达，门牌号在右边。",
    "高铁列车晚点，请拨打客服号码，记下车票号。",
    "空间站信号正常，列车广播号召大家让座，班列从六号线出发，动车挂号。",
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


@pytest.mark.parametrize("case", VESSELS_AND_SITES)
def test_vessels_and_sites_are_found_with_brand_and_second_name(case: str) -> None:
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
