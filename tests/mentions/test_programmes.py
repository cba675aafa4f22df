"""Programmes in running text: where their names begin and end, and what is none."""

import pytest

from kg.mentions.programmes import programmes
from tests.mentions.written import found, scan

HEADED = [
    "本市正在推进建设[海洋经济数据交易平台|Programme]，年内上线。",
    "各区要扎实开展[夏季治安打击整治行动|Programme]，务求实效。",
    "省教育厅启动[乡村教师能力提升工程|Programme]。",
    "会议决定实施[青年科技人才培育计划|Programme]。",
    "我省继续深化[集体林权流转改革|Programme]，完善配套办法。",
    "将在沿江地区开展[湿地生态补偿试点|Programme]。",
    "该县被纳入[大豆良种补贴|Programme]范围。",
    "申请[返乡创业场租补贴|Programme]的，应当提交下列材料。",
    "符合条件的，可以领取[一次性吸纳就业补贴|Programme]。",
    "同时开通了全省[危险化学品运输监管平台|Programme]。",
    "有关信息应当录入[国家中小学教师信息管理系统|Programme]。",
    "居民可以登录[厦门市房屋租赁备案系统|Programme]办理。",
    "市民可以拨打[厦门12345便民服务热线|Programme]咨询。",
    "加快打造[国家种质资源基地|Programme]。",
    "继续支持[海峡技术转移中心|Programme]建设。",
    "■[高端装备专利组合培育项目|Programme]营收增长。",
    "二、关于[80万吨丙烯项目|Programme]问题。",
    "五部门联合开展[校园食品安全专项检查|Programme]。",
    "[第三次全国经济普查|Programme]结果公布。",
    "中华全国总工会公布了[第五次全国职工状况调查|Programme]数据。",
    "下周将举办[2023年度厦门市科普宣传周|Programme]活动。",
    "省里争取中央支持的[数据要素流通试点项目|Programme]已经获批。",
    "加快建设[同安智能制造产业园|Programme]。",
    "加强[大运河文化带|Programme]建设。",
    "推进建设[中德（同安）先进材料产业园|Programme]。",
]

LEFT_EDGES = [
    "我市正在全力推进[渔港升级改造项目|Programme]。",
    "全国[涉农乱收费专项整治行动|Programme]取得成效。",
    "依托[国家职业技能鉴定平台|Programme]开展工作。",
    "登录[福建省职业技能培训和评价服务平台|Programme]查询结果。",
    "进一步支持[专利技术与创新中心|Programme]、[高校专利信息服务中心|Programme]建设。",
    "持续推进[农村供水保障工程|Programme]和[农村公路提升工程|Programme]。",
    "市政府决定组织实施[老旧管网更新改造工程|Programme]。",
    "人社部门深化[职称评审制度改革|Programme]。",
    "他们积极参与[沙区植树造林行动|Programme]。",
    "经批准，纳入[公共信用信息管理系统|Programme]。",
]

QUOTED = [
    "深入推进“[党建引领・邻里互助|Programme]”模式。",
    "落实[“四区联动”战略|Programme]，加快发展。",
    "巩固深化[“不忘初心、牢记使命”主题教育|Programme]成果。",
    "举办“[对标先进找差距|Programme]”学习活动，打造“[检察微课堂|Programme]”和“[青年说|Programme]”学习品牌。",
    "8名民警获得“[平安卫士|Programme]”称号。",
    "各地通过开展“[古厝过大年|Programme]”、“[文明闹元宵|Programme]”等主题活动，营造节日气氛。",
    "设立“[红船党员先锋岗|Programme]”。",
    "建设“[海丝版权商城|Programme]”，打造“[海丝版权港|Programme]”。",
    "开发区启用[“政企校地”联动平台|Programme]。",
    "群众反映的问题，通过“[码上办|Programme]”工作解决。两个月来，“[码上办|Programme]”已办结百件。",
    "该校入选“[春苗培养计划|Programme]”。",
    "公安部发布[第七期全国“平安之星”|Programme]\n由公安部主办。",
    "启动[“清风”系列专项行动|Programme]。",
    "落实泉州市[“清源百村”工程|Programme]要求。",
    "对[“一村一品”培育工程|Programme]给予补助。",
    "打造[“红色泉港・先锋家园”党建示范带|Programme]。",
    "积极响应“[万人植绿护绿|Programme]”号召。",
    "投入5亿元实施“[十大惠民工程|Programme]”。",
    "团结社区党支部“[邻里共享|Programme]”助力社区治理。",
    "发起了“[爱心午餐|Programme]”，持续多年。",
    "某集团党委[“不忘初心、牢记使命”主题教育|Programme]启动。",
]

KNOWN = [
    "实施[创新驱动发展战略|Programme]和建设创新型国家。",
    "坚持以[供给侧结构性改革|Programme]为主线。",
    "深化[“放管服”改革|Programme]。",
    "高质量共建“[一带一路|Programme]”，落实[全球发展倡议|Programme]。",
    "参加[城乡居民基本医疗保险|Programme]或者[职工医保|Programme]的人员。",
    "厦门市[生育保险|Programme]政策有变化。",
    "全面推行[河长制|Programme]。",
    "[易地扶贫搬迁|Programme]群众就业率提高。",
    "要把[脱贫攻坚|Programme]成果巩固好。",
    "以[习近平新时代中国特色社会主义思想|Programme]为指导。",
    "深化[医药卫生体制改革|Programme]，支持[公立医院改革|Programme]。",
]

CAMPAIGNS = [
    "[“守初心、担使命”主题教育|Programme]启动以来，各单位把[主题教育|Programme]与业务结合。",
    "[“牢记嘱托、感恩奋进”主题教育|Programme]开展后，[主题教育|Programme]成效明显，主题教育官微更新了内容。",
    "[“学党章、知党史”主题教育|Programme]启动。第二批[主题教育|Programme]单位很多。",
]

ZONES = [
    "支持丽水建设[践行绿色低碳理念先行区|Programme]。",
    "支持河池建设[服务乡村全面振兴示范区|Programme]。",
    "建设[引领长三角绿色转型先行区|Programme]，打造[支撑区域协调发展试验区|Programme]。",
    "支持赣州建设[促进民营经济高质量发展示范区|Programme]。",
]

SCHEMES = [
    "“[跨境理财通|Programme]”业务将于下月上线。",
    "“[民企直通窗|Programme]”服务覆盖全市。“[民企直通窗|Programme]”受到欢迎。",
    "开展“[整治群众身边的不正之风为民办实事解难题|Programme]”专项行动。",
    "开展[“清风”专项行动|Programme]。",
    "“[跨境易贷|Programme]”业务受理点已经设立。",
    "推广“[三方联调|Programme]”机制。",
    "推出“[债券通北向|Programme]”机制，优化“[碳账户贷|Programme]”业务。",
    "“[跨省通办|Programme]”服务上线。",
    "“[跨境支付通|Programme]”业务开通，“[信用修复直办|Programme]”机制运行。",
]

WORKS = [
    "[阿坝可降解农膜回收工程|Programme]通过验收。",
    "[张家口可再生氢能综合利用工程|Programme]正在施工。",
    "[中欧班列|Programme]列车编号为一号。",
    "[榆林可控核聚变研究工程|Programme]开工。",
    "[格尔木可再生能源制氢示范工程|Programme]投产。",
    "[雅砻江两河口水风光互补工程|Programme]开工。",
    "[陇东至山东特高压直流工程|Programme]投运。",
    "[哈密至重庆柔性直流输电工程|Programme]投运。",
    "推动[可持续航空燃料应用试点|Programme]。",
    "[云南可再生水利用工程|Programme]完工。",
]

TRAPS = [
    "加快推进建设园区道路，落实各项要求。",
    "学校组织了安全主题教育，参观主题教育基地。",
    "推进落实示范区各项政策。",
    "干部群众参加各类主题教育活动。",
    "“管家式”服务受到欢迎。“一站式”业务办理方便群众。",
    "要落实责任，服务企业，建设平安园区。",
    "“业务”服务做得好，“通知”业务不开放。",
    "推进建设和落实示范区规划，加强服务园区能力。",
    "学校的主题教育课很受欢迎。",
    "上述重点项目要抓紧推进，各类平台要加强管理。",
    "相关工程进度、重大项目建设情况每月上报。",
    "本计划自发布之日起施行。",
    "全年建筑工程产值增长，科研项目经费充足。",
    "为政府融资平台融资提供增信。",
    "发展改革委会同有关部门研究。",
    "他是一名高级工程师，参加过计划生育工作。",
    "各试点城市要密切跟踪试点落实情况。",
    "建设集科技、休闲为一体的文化旅游综合体。",
    "努力建设更加便捷的政民互动和办事服务平台。",
    "2800多个技术项目报名参赛，45个食品加工业项目获得支持。",
    "强化对地球系统的综合观测能力。",
    "支持发展战略性新兴产业，加强战略合作。",
    "改革开放以来，农村宅基地管理不断规范。",
    "“僵尸”“睡眠”等现象时有发生，“三农”工作要抓牢。",
    "增强“四个意识”，坚定“四个自信”。",
    "点击“住房服务”专区，选择“公积金”服务。",
    "实施“三项改革”等措施。",
    "印发《城市更新行动方案》，制定水库工程管理办法。",
    "全县新增省级技术创新中心5家。",
    "黑龙江省计划明年完工。",
    "该项目是泉州市重点建设项目。",
    "村里有一道路绿化工程停工。",
    "实施“三大改革”，落实“小而美”项目。",
    "推动本集团主题教育深入开展。",
    "获得一等奖，被评为先进集体。",
    "三项工程、两个行动、五个项目，三大工程。",
    "创建一批整体推进示范县。",
]

PROJECTS = [
    "一、关于[漳州古雷石化项目|Programme]问题。",
    "优先安排[晋江电厂二期|Programme]、[莆田电厂三期|Programme]。",
    "1.[白沙镇溪头村渔港避风设施项目|Programme]，补助60万元；2.[湖口乡东坪村饮水安全巩固提升工程|Programme]。",
    "位于开发区的[泉州丽水纺织机项目|Programme]建成投产。",
    "申报[市自然科学奖|Programme]项目。",
    "规划建成[武夷山国家公园|Programme]。",
    "启动[国家储备粮仓建设工程|Programme]。",
    "启动[农村客运全面电动化试点|Programme]。",
    "查询[国家建筑市场信息公示系统|Programme]。",
    "开展[2024年泉州市夏季农机打假专项行动|Programme]。",
    "打造[泉州数字“三农”大脑|Programme]。",
]
HONOURS = [
    "授予[国家自然科学奖二等奖|Programme]，授予[国家技术发明奖一等奖|Programme]。",
    "该村获得[全国“一村一品”示范村镇|Programme]、[福建省乡村旅游示范村|Programme]等殊荣。",
    "支部被评定为全省[基层党建规范化示范点|Programme]。",
    "她被授予“[最美泉州人|Programme]”称号。",
]
SERIES = [
    "建成[山海协作|Programme]、[城乡互动|Programme]、[文旅融合|Programme]3条示范带。",
    "实施[强基|Programme]、[固本|Programme]、[铸魂|Programme]三大工程。",
]


@pytest.mark.parametrize("case", HEADED)
def test_a_name_that_ends_in_a_head_noun_is_a_programme(case: str) -> None:
    assert found(case, programmes) == case


@pytest.mark.parametrize("case", PROJECTS)
def test_a_place_that_opens_a_project_belongs_to_its_name(case: str) -> None:
    assert found(case, programmes) == case


@pytest.mark.parametrize("case", HONOURS)
def test_an_honour_that_is_given_and_a_prize_with_its_grade_are_one_name(case: str) -> None:
    assert found(case, programmes) == case


@pytest.mark.parametrize("case", SERIES)
def test_names_before_a_shared_head_are_programmes_when_the_number_counts_them(case: str) -> None:
    assert found(case, programmes) == case


def test_a_name_in_a_series_means_the_name_with_the_shared_head() -> None:
    case = scan("实施强基、固本、铸魂三大工程。")
    assert [mention.value for mention in programmes(case)] == ["强基工程", "固本工程", "铸魂工程"]


@pytest.mark.parametrize("case", LEFT_EDGES)
def test_a_name_begins_behind_the_verb_that_governs_it(case: str) -> None:
    assert found(case, programmes) == case


@pytest.mark.parametrize("case", QUOTED)
def test_an_empty_head_noun_stays_outside_the_quotes_and_a_contentful_one_takes_them_in(case: str) -> None:
    assert found(case, programmes) == case


@pytest.mark.parametrize("case", KNOWN)
def test_a_programme_known_nationwide_is_found_wherever_it_stands(case: str) -> None:
    assert found(case, programmes) == case


@pytest.mark.parametrize("case", TRAPS)
def test_a_mere_description_is_no_programme(case: str) -> None:
    assert found(case, programmes) == case


def test_a_short_form_of_a_known_programme_means_its_full_name() -> None:
    case = scan("缴纳居民医保费用。")
    assert [mention.value for mention in programmes(case)] == ["城乡居民基本医疗保险"]


def test_an_acronym_before_the_bracketed_long_form_means_the_long_form() -> None:
    case = scan("推广NRDP（国家重点研发计划）。")
    values = {mention.span.of(case.text): mention.value for mention in programmes(case)}
    assert values == {"国家重点研发计划": "国家重点研发计划", "NRDP": "国家重点研发计划"}


def test_only_names_that_may_be_repeated_everywhere_are_sure() -> None:
    case = scan("开展“护林”行动。开展农村供水保障工程。")
    assert all(mention.score < 0.8 for mention in programmes(case) if len(mention.span) < 4)


@pytest.mark.parametrize("case", CAMPAIGNS)
def test_the_bare_head_of_a_campaign_means_the_one_named_before(case: str) -> None:
    assert found(case, programmes) == case


def test_a_bare_campaign_has_the_full_name_as_value() -> None:
    mentions = list(programmes(scan("“守初心、担使命”主题教育启动。主题教育分两批。")))
    assert [mention.value for mention in mentions if mention.value] == ["“守初心、担使命”主题教育"]


@pytest.mark.parametrize("case", ZONES)
def test_a_verb_behind_a_verb_of_building_opens_the_name_of_a_zone(case: str) -> None:
    assert found(case, programmes) == case


@pytest.mark.parametrize("case", SCHEMES)
def test_a_quoted_scheme_is_named_without_the_business_behind_it(case: str) -> None:
    assert found(case, programmes) == case


@pytest.mark.parametrize("case", WORKS)
def test_works_go_on_over_split_words_and_to_the_other_end_of_a_line(case: str) -> None:
    assert found(case, programmes) == case
