"""Named meetings, sessions, fairs, festivals, days, games and disasters in running text."""

import pytest

from kg.mentions.events import events
from tests.mentions.written import found, scan

CONGRESSES = [
    "自[党的十八大|Event]以来，变化很大。",
    "学习[二十大|Event]报告。",
    "回顾[中国共产党第十九次全国代表大会|Event]的历程。",
    "落实[党的十八届三中全会|Event]部署。",
    "贯彻[党的十九大|Event]和[十九届二中|Event]、[三中|Event]、[四中全会|Event]精神。",
    "传达[中共二十届三中全会|Event]公报。",
    "[省委九届六次全会|Event]召开。",
    "[中央纪委三次全会|Event]作出安排。",
]
SESSIONS = [
    "[省十四届人大常委会第九次会议|Event]表决通过。",
    "提请[十四届全国人大二次会议|Event]审议。",
    "[全国政协十四届常委会第五次会议|Event]闭幕。",
    "2021年9月29日[福建省第十三届人民代表大会常务委员会第二十九次会议|Event]通过",
    "[市政府第12次常务会议|Event]研究同意。",
    "[国务院第三次全体会议|Event]讨论了报告。",
    "[上海合作组织成员国元首理事会第二十三次会议|Event]发表宣言。",
]
FAIRS = [
    "[第十二届海峡两岸茶业博览会|Event]在武夷山开幕。",
    "企业在[第130届广交会|Event]上签单。",
    "[2023年世界人工智能大会|Event]吸引了众多参展商。",
    "我市代表团赴[进博会|Event]参展。",
    "由商务局主办的[首届闽台乡村旅游文化节|Event]昨天启动。",
    "[第五届“数字乡村”高峰论坛|Event]邀请了十位专家。",
    "出席[澜湄流域治理与发展青年创新论坛|Event]的代表到场。",
    "[第三届“匠心杯”职业技能大赛总决赛|Event]举行。",
]
MEETINGS = [
    "[全国农村工作会议|Event]强调，要守住底线。",
    "[2019年“最美教师”发布仪式|Event]在京举行。",
    "参加[庆祝中国人民解放军建军95周年大会|Event]。",
    "传达[中央城市工作会议|Event]精神。",
    "召开[全市安全生产工作会议|Event]。",
]
SPECIFIC_MEETINGS = [
    "[福建省对接长三角投资合作推介会|Event]在杭州举行。",
    "省长出席[振兴茶叶加工业座谈会（闽北片）|Event]并讲话。",
    "4日召开[湿地保护法实施座谈会|Event]。",
    "1999年召开[乡村道路改造和运输市场整治工作会议|Event]以来，路况好转。",
    "成功举办[中国（福建）－秘鲁双向贸易投资推介会|Event]，[双向贸易投资推介会|Event]受到关注。",
    "出席[中新建交20周年庆祝活动|Event]。",
    "参加[联合国成立60周年纪念峰会|Event]。",
]
BRANDS_AND_SEASONS = [
    "[2021“闽江之春”生态旅游季|Event]活动启动。",
    "[2022西湖公园新春花灯会|Event]今晚亮灯。",
    "[武夷山名优商品展|Event]是这次活动的亮点。",
    "[第五届“海丝”美食嘉年华|Event]开幕。",
]
CONFLICTS = [
    "在[乌克兰危机|Event]背景下，粮价上涨。",
    "[巴以冲突|Event]持续。",
]
DAYS_AND_FESTIVALS = [
    "[春节|Event]、[元宵节|Event]期间照常办理。",
    "4月26日是[世界知识产权日|Event]。",
    "[全国助残日|Event]当天，志愿者上门服务。",
    "[国际禁毒日|Event]宣传走进校园。",
    "今年的[中国农民丰收节|Event]很热闹。",
    "“[五一|Event]”假期车流增加。",
]
GAMES_AND_DISASTERS = [
    "服务保障[北京冬奥会|Event]。",
    "[2018年雅加达亚运会|Event]上，他夺得金牌。",
    "[第十四届全国运动会|Event]在陕西举行。",
    "受[台风“海燕”|Event]影响，航班取消。",
    "[汶川地震|Event]灾后重建完成。",
]
WEEKS_AND_SEASONS = [
    "[山东第四届古籍保护宣传月|Event]开始。",
    "[第12个全国爱鸟周|Event]在扬州开幕。",
    "[第三届临海海鲜美食文化周|Event]吸引了不少游客。",
    "[泉州市第六届读书月|Event]今天启动。",
    "[苏州工业园区第三届设计·金融·文化周|Event]本周闭幕。",
    "[长三角家电消费季|Event]和[国际咖啡文化周|Event]同时举办。",
    "[宁夏星空旅游季|Event]拉开帷幕。",
    "[第20个全国助残日|Event]到来之际，[首届中国数字文旅周|Event]开幕。",
    "[第三十届全国税收宣传月|Event]启动仪式即将举行。",
    "[武夷山第五届茶·旅·文化节|Event]开幕。",
    "[首届西部数字阅读季|Event]结束。",
    "[成都国际时装周|Event]和[哈尔滨冰雪文化月|Event]都很热闹。",
    "“[第八届边境贸易洽谈会|Event]”在凭祥举行。",
    "[2024中国（宁波）城市文旅消费周|Event]今晚启动。",
    "[第28届北方戏剧展演月|Event]落幕。",
    "[中国—中亚青年科技创新周|Event]在乌鲁木齐举办。",
    "“[2026浙里好物购物节|Event]”启动，“[2026浙里好物购物节|Event]”持续一个月。",
    "[第6个全国消费品质量安全月|Event]活动在南昌举行。",
    "[广西“三月三”文化旅游消费季|Event]开幕。",
    "[黄河流域非遗保护传承周|Event]在郑州举行。",
    "[贵阳第七届数字·绿色·未来论坛|Event]开幕。",
    "“[2027年全国家电促销周|Event]”明天启动。",
    "[第15个全国交通安全日|Event]来了。",
    "[2025江苏工业设计周|Event]和[苏州国际动漫周|Event]同时开幕。",
    "[上海旅游节|Event]期间酒店客满。",
]

JOINED = [
    "“[2025年全省网络安全宣传周暨数字人才论坛|Event]”在合肥开幕。",
    "[第九届两岸青年创业论坛暨成果对接会|Event]在漳州召开。",
    "[2021东盟国家减贫经验研讨会暨青年对话会开幕式|Event]在南宁举行。",
    "[2024年海丝旅游文化周暨非遗展演季|Event]在漳州开幕。",
    "[第六届中国（海南）国际热带农产品博览会暨乡村振兴论坛|Event]昨天开幕。",
    "[第二届深空探测国际会议暨航天科普展|Event]在合肥举行。",
    "[第五届全国农民体育健身大赛暨乡村趣味运动会|Event]开赛。",
    "[第四届中国新能源汽车创新大会暨产业对接活动|Event]在柳州开幕。",
    "[第十届丝路旅游推介会暨文化交流周|Event]举行。",
    "召开[全省春季农业生产工作会议暨防汛动员会|Event]。",
]

CALENDAR_TRAPS = [
    "今年采购季里，工人们上了两周班，下个月再休息。",
    "他上周刚结束学习，下季工作重点是消费。",
    "记者周强在安全月末采访了老人。",
    "全年供暖季用气量增长，春季和旅游旺季各有不同。",
    "他在图书馆读了一季的书，过了两个月又去了一周。",
    "本周、上周和下月都有活动，周末和月底安排文化课。",
    "省政协常委会暨机关党组会议昨天召开。",
    "浙江诸暨市举行大会。",
    "“2024年是我们公司发展最好的一年”，他在年会上说。",
    "他说，雨季过后，秋收季节来临，两三个月内完成。",
    "一周内要开展宣传，每季度检查，全国月均消费量下降。",
    "全市用电高峰季来临，旅游淡季价格低，毕业季租房热。",
    "公司年会暨表彰大会昨晚举行。",
    "他周末参加了座谈会，周二又去培训，月中返回。",
    "一个季度以来，居民消费月报显示，旅游周转量增长，服务月份最长的是他。",
    "学校开展了学习周活动，老师布置了阅读周记。",
    "文化周刊和旅游季刊都已停刊，消费周期变长。",
    "“双周”服务、“十五五”业务都不算。",
]

TRAPS = [
    "会议要求，各单位要召开座谈会和动员会。",
    "新闻发布会上，记者提问踊跃。",
    "这次会议、本次大会和一次论坛。",
    "各类博览会、展览会、运动会。",
    "在人民大会堂会见客人。",
    "关键环节、每个细节、初春时节。",
    "颁奖仪式和启动仪式结束后。",
    "召开两次会议，举办三场招聘会。",
    "工作日照常，节假日休息。",
    "越共十三大闭幕。",
    "省委书记罗正平出席会议，省政协主席温良主持会议。",
    "俄罗斯联邦安全会议秘书表示关切。",
    "中国地震应急搜救队出发。",
    "双方召开工作会议，出席座谈会。",
    "此举只会加剧冲突，化解经济危机。",
]


@pytest.mark.parametrize("case", CONGRESSES)
def test_party_congresses_and_plenums_are_found_singly(case: str) -> None:
    assert found(case, events) == case


@pytest.mark.parametrize("case", SESSIONS)
def test_a_numbered_session_is_found_with_the_body_that_holds_it(case: str) -> None:
    assert found(case, events) == case


@pytest.mark.parametrize("case", FAIRS)
def test_fairs_forums_and_contests_are_found_with_their_number(case: str) -> None:
    assert found(case, events) == case


@pytest.mark.parametrize("case", MEETINGS)
def test_meetings_and_ceremonies_with_a_definite_name_are_found(case: str) -> None:
    assert found(case, events) == case


@pytest.mark.parametrize("case", DAYS_AND_FESTIVALS)
def test_days_and_festivals_are_found(case: str) -> None:
    assert found(case, events) == case


@pytest.mark.parametrize("case", GAMES_AND_DISASTERS)
def test_games_and_disasters_are_found(case: str) -> None:
    assert found(case, events) == case


@pytest.mark.parametrize("case", TRAPS)
def test_events_without_a_name_and_other_words_are_none(case: str) -> None:
    assert found(case, events) == case


def test_a_plenum_of_a_list_means_its_full_name() -> None:
    values = [mention.value for mention in events(scan("贯彻十八届三中、四中全会精神。"))]
    assert values == ["党的十八届三中全会", "党的十八届四中全会"]


def test_a_bare_plenum_belongs_to_the_term_named_before() -> None:
    values = [mention.value for mention in events(scan("党的二十届三中全会闭幕。要学好三中全会精神。"))]
    assert values == [None, "党的二十届三中全会"]


def test_a_head_behind_a_pointing_word_means_the_event_before() -> None:
    case = scan("第六届滨海灯光节开幕。本届灯光节持续一周。")
    assert {mention.span.of(case.text): mention.value for mention in events(case)}["灯光节"] == "第六届滨海灯光节"


def test_a_stage_of_an_event_is_part_of_its_name() -> None:
    assert found("第九届丝路论坛开幕式昨天举行。", events) == "[第九届丝路论坛开幕式|Event]昨天举行。"


@pytest.mark.parametrize("case", SPECIFIC_MEETINGS)
def test_meetings_with_a_specific_subject_are_found_whole(case: str) -> None:
    assert found(case, events) == case


@pytest.mark.parametrize("case", BRANDS_AND_SEASONS)
def test_seasons_shows_and_carnivals_are_found_with_brand_and_year(case: str) -> None:
    assert found(case, events) == case


@pytest.mark.parametrize("case", CONFLICTS)
def test_conflicts_are_found_behind_the_countries_in_them(case: str) -> None:
    assert found(case, events) == case


@pytest.mark.parametrize("case", WEEKS_AND_SEASONS)
def test_weeks_months_and_seasons_of_a_theme_are_found_with_place_and_number(case: str) -> None:
    assert found(case, events) == case


@pytest.mark.parametrize("case", JOINED)
def test_two_names_joined_are_one_event(case: str) -> None:
    assert found(case, events) == case


def test_a_second_name_with_a_year_of_its_own_is_another_event() -> None:
    case = "[第八届滨江骑行大会|Event]暨[2031滨江灯光节|Event]开幕。"
    assert found(case, events) == case


@pytest.mark.parametrize("case", CALENDAR_TRAPS)
def test_times_of_the_calendar_are_no_events(case: str) -> None:
    assert found(case, events) == case
