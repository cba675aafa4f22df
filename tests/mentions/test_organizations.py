"""Organisations in running text: enterprises, schools, hospitals, banks, media, associations, international bodies."""

import pytest

from kg.mentions.organizations import organizations
from tests.mentions.written import found, scan

KNOWN = [
    "[世界知识产权组织|Organization]与[世界卫生组织|Organization]联合发文。",
    "[WTO|Organization]成员达成一致。",
    "据[新华社|Organization]报道，[人民日报|Organization]发表评论。",
    "节目在[央视综合频道|Organization]、[综艺频道|Organization]播出。",
    "[清华大学|Organization]、[北航|Organization]的专家到场。",
    "[国家电网|Organization]抢修队伍连夜出发。",
    "可在[工商银行|Organization]、[邮储银行|Organization]任一网点办理。",
    "[北约|Organization]和[欧盟|Organization]相继表态。",
    "[九三学社|Organization]提交了提案。",
]
ENTERPRISES = [
    "供货单位[漳浦鑫海达渔业有限公司|Organization]负责运输。",
    "[宁远县鸿泰竹木制品有限责任公司|Organization]、[宁远晶辉电子股份有限公司|Organization]中标。",
    "县委书记走访了[江北市永兴（湖州）纺织有限公司|Organization]。",
    "委托[厦门天信会计师事务所|Organization]开展审计。",
    "[龙岩市丰田园果蔬专业合作社|Organization]带动了周边农户。",
    "记者走进[大连恒宇集团|Organization]的车间。",
    "[德阳农商银行|Organization]新设了三个网点。",
    "经[福建省轻纺工业总公司|Organization]批准。",
    "由[中国建设银行泉州分行|Organization]提供贷款。",
]
SCHOOLS_AND_HOSPITALS = [
    "[闽江师范大学|Organization]与我市签约。",
    "考点设在[莆田第五中学|Organization]、[莆田市实验小学|Organization]。",
    "[同安区新民中心幼儿园|Organization]今年开园。",
    "[泉州市第三医院|Organization]派出医疗队。",
    "患者被转到[复旦大学附属中山医院|Organization]救治。",
    "[福州大学石油化工学院|Organization]承担了课题。",
    "[思明区滨海学校（东区校区）|Organization]扩建完成。",
    "[天津大学佐治亚校区|Organization]揭牌。",
    "[南靖县人民医院|Organization]新增床位。",
    "美国[加利福尼亚大学|Organization]的团队参与了研究。",
]
MARKS_INSIDE_AND_LISTS = [
    "经理来自[锦川化纤（控股）有限公司|Organization]。",
    "[宁波海工•重吊集团公司|Organization]和[宁波船用轴承厂|Organization]提供设备。",
    "[南安机床厂|Organization]、[南安水泥厂|Organization]已经改制。",
    "由[中国国际港口咨询公司|Organization]承担论证。",
    "与沙特[ABCO|Organization]等企业合资建厂。",
    "[秘鲁国际商务协会|Organization]、[工业企业家协会|Organization]、[进出口商会|Organization]到会。",
    "[泉州民营企业文化研究会|Organization]完成课题。",
    "[惠安县滨海幼儿园紫荆园区|Organization]招生。",
    "[莆田市地质灾害应急中心|Organization]发布提示。",
    "[福州马拉松组委会|Organization]公布线路。",
]
CLASSES = [
    "省工程（技术）研究中心和国家工程研究中心共十个。",
    "中国特色商会组织不断壮大。",
    "新建中国研发中心和海外智库。",
    "打掉一个犯罪集团，抵制游说集团。",
    "全国统调电厂存煤充足。",
    "梅县区率先建立乡镇党校，设立国家医学中心。",
    "聚集了多家金融贸易公司。",
]
MEDIA_AND_SOCIETIES = [
    "（来源：[闽北日报|Organization]）",
    "英国《[北方邮报|Organization]》刊文称。",
    "[泉州电视台|Organization]全程直播。",
    "[中国水产流通与加工协会|Organization]发布报告。",
    "[福建省地理学会|Organization]承办年会。",
    "[永春县芦柑同业公会|Organization]申请注册商标。",
    "[厦门市慈善总会|Organization]接受捐赠。",
    "[市律师协会|Organization]组织值班。",
    "向[龙海市政务服务中心|Organization]提交材料。",
    "由[“晨光”志愿者协会|Organization]发起。",
]
TRAPS = [
    "各高等学校、科研院所和企业要密切配合。",
    "支持民营企业、中小学校、公立医院参与。",
    "在校大学生和小学生人数增加。",
    "一家公司和两所学校报了名。",
    "开户银行、银行卡和银行业的规定。",
    "公办幼儿园、定点医院、职业院校。",
    "会议通过了公司章程，学会了新方法。",
    "途经大桥北站、实验中学东门、医院北口。",
    "本集团、该公司、我校、贵院。",
    "物业公司、快递公司、保险公司应当配合。",
    "美国企业、英国公司的产品。",
    "他学会游泳，总会及时到场。",
    "天河区小学、初中的招生办法。",
    "某有限公司、××学校。",
]


@pytest.mark.parametrize("case", KNOWN)
def test_known_organisations_are_found_by_all_their_names(case: str) -> None:
    assert found(case, organizations) == case


@pytest.mark.parametrize("case", ENTERPRISES)
def test_enterprises_are_found_with_their_place_and_without_their_role(case: str) -> None:
    assert found(case, organizations) == case


@pytest.mark.parametrize("case", SCHOOLS_AND_HOSPITALS)
def test_schools_and_hospitals_are_found_with_branch_and_campus(case: str) -> None:
    assert found(case, organizations) == case


@pytest.mark.parametrize("case", MEDIA_AND_SOCIETIES)
def test_media_societies_and_service_centres_are_found(case: str) -> None:
    assert found(case, organizations) == case


@pytest.mark.parametrize("case", TRAPS)
def test_kinds_of_organisations_and_other_words_are_no_names(case: str) -> None:
    assert found(case, organizations) == case


def test_a_short_form_means_the_long_name_before_it() -> None:
    case = scan("建议由宁川公交集团增开班车。公交集团答复，正在研究。")
    assert [mention.value for mention in organizations(case) if mention.span.of(case.text) == "公交集团"][-1] == "宁川公交集团"


def test_a_short_form_without_its_long_name_is_only_a_kind() -> None:
    assert found("公交集团应当增开班车。", organizations) == "公交集团应当增开班车。"


def test_a_known_name_means_the_official_one() -> None:
    case = scan("国家电网投入资金。")
    assert [mention.value for mention in organizations(case)] == ["国家电网有限公司"]


def test_a_channel_in_a_list_means_the_full_channel() -> None:
    case = scan("在央视财经频道、农业农村频道播出。")
    assert {mention.span.of(case.text): mention.value for mention in organizations(case)}["农业农村频道"] == "央视农业农村频道"


@pytest.mark.parametrize("case", MARKS_INSIDE_AND_LISTS)
def test_brackets_bullets_factories_centres_and_items_of_lists_are_found(case: str) -> None:
    assert found(case, organizations) == case


@pytest.mark.parametrize("case", CLASSES)
def test_classes_behind_a_level_or_a_country_are_none(case: str) -> None:
    assert found(case, organizations) == case
