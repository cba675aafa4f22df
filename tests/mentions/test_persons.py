"""Names of persons in running text, and what only looks like one."""

import pytest

from kg.mentions.persons import persons
from tests.mentions.written import found, scan

BEHIND_TITLES = [
    "副镇长[孟庆和|Person]到场指导。",
    "县委书记、县人大常委会主任[韦长河|Person]主持会议。",
    "据项目经理[鲍春生|Person]介绍，工程下月完工。",
    "种粮大户[耿满仓|Person]今年多种了三十亩。",
    "驻村第一书记[尹晓梅|Person]每周入户走访。",
    "法定代表人：[贺立新|Person]",
    "联系人：[童佳|Person]，电话见附件。",
    "院长[欧阳静|Person]宣读名单。",
    "所长[司马长风|Person]表示欢迎。",
    "区长 [伍思远|Person]\n2020年5月6日",
]
BEFORE_TITLES_AND_VERBS = [
    "会议接受[段立成|Person]同志辞去副县长职务。",
    "[江红梅|Person]代表：\n您提出的建议收悉。",
    "[薛志刚|Person]委员：\n您的提案收悉。",
    "[陶春燕|Person]指出，工作要做在前面。",
    "“路修好了，日子就好过。”[龙水根|Person]说。",
    "[罗玉珍|Person]老人今年八十二岁。",
    "座谈会上，[范文斌|Person]介绍了情况。",
]
LISTS = [
    "副主任[赖永康|Person]、[阮小溪|Person]、[邹平|Person]，秘书长[史大同|Person]出席会议。",
    "市领导[汤国栋|Person]、[孔令仪|Person]参加。",
    "[聂远航|Person]、[温雅琴|Person]及有关部门负责同志参加活动。",
    "[姜万里|Person]、[柳如烟|Person]、[常胜|Person]、[祁远山|Person]等5人获得表彰。",
    "村民[盛开来|Person]和[池玉兰|Person]一早就到了。",
    "[古丽娜尔·买买提|Person]、[崔海峰|Person]、[艾尼瓦尔・吐尔逊|Person]出席会议。",
    "副县长[扎西顿珠|Person]、[马会明|Person]参加调研。",
]
BYLINES = [
    "本报讯（记者 [侯亚楠|Person] [管仲文|Person]）昨日上午，全县召开大会。",
    "（记者[倪文静|Person]、通讯员[车小军|Person]）",
    "文/记者[田园园|Person] 通讯员[霍启明|Person]\n图/[尤大为|Person]",
    "活动吸引了近千人。（[方志平|Person] [石晓月|Person]）",
    "新华社南宁3月2日电（[黎明辉|Person]）三月的壮乡花开正盛。",
    "责任编辑：[蒋小雨|Person]",
]
CAPTIONS_AND_GLUED_BYLINES = [
    "（记者[卢静|Person][梁宇航|Person]）昨天，全县启动春耕。",
    "图为渔港夜色。（[姚远方|Person]摄）",
    "摄影：[白若溪|Person]、[霍思明|Person]摄\n",
    "[贺云生|Person]、[阿普|Person]、[丁小满|Person]等参加活动。",
]
NO_PERSONS = [
    "走进甘南、热爱甘南、宣传甘南。",
    "老党员和支书、优秀工作者和支书各十名。",
    "镇政府负责人和老同志、职工代表发言。",
    "我方支持伊方维护自身权益。",
    "“趣江西・玩呗”季票发售。",
    "总书记殷殷嘱托记心间。",
]
FOREIGNERS = [
    "作家[亚历山大·库普林|Person]曾到过这里，[库普林|Person]表示印象很深。",
    "巴西总统[罗德里格斯|Person]抵达机场。",
    "挪威首相[斯文森|Person]和瑞典外长[林德伯格|Person]分别致辞。",
    "赞比亚副总统[穆塔莱|Person]说，合作前景广阔。",
    "教授[约翰·F·怀特|Person]作了讲座。",
    "日本首相[岸田文雄|Person]发表讲话。",
    "发言人[瓦西里耶娃|Person]回应了提问。",
]
TRAPS = [
    "主任高度重视这项工作。",
    "村民普遍反映出行难。",
    "居民和企业都要参与。",
    "书记办公会研究了方案。",
    "要学习贯彻习近平新时代中国特色社会主义思想。",
    "阅读《鲁迅全集》和《李四光的故事》。",
    "坚持毛泽东思想、邓小平理论。",
    "高坪、武安、安阳等地下了雨。",
    "智慧、文明、安全、高效的服务。",
    "职工高兴地领到了证书。",
    "记者从会上了解到，工程已经开工。",
    "市民王女士打来电话，刘先生也留了言。",
    "国家长治久安，社会和谐稳定。",
    "湖南省长沙市的项目。",
    "专家组一致同意通过验收。",
    "干部群众齐心协力。",
    "张家口、唐山等地的滑雪场开放了。",
]


@pytest.mark.parametrize("case", BEHIND_TITLES)
def test_a_name_behind_a_title_is_found_without_the_title(case: str) -> None:
    assert found(case, persons) == case


@pytest.mark.parametrize("case", BEFORE_TITLES_AND_VERBS)
def test_a_name_before_a_title_or_a_verb_of_speech_is_found(case: str) -> None:
    assert found(case, persons) == case


@pytest.mark.parametrize("case", LISTS)
def test_each_name_of_a_list_is_found(case: str) -> None:
    assert found(case, persons) == case


@pytest.mark.parametrize("case", BYLINES)
def test_bylines_name_those_who_wrote_and_took(case: str) -> None:
    assert found(case, persons) == case


@pytest.mark.parametrize("case", FOREIGNERS)
def test_transliterated_names_are_found_whole(case: str) -> None:
    assert found(case, persons) == case


@pytest.mark.parametrize("case", TRAPS)
def test_common_words_doctrines_places_and_surnames_with_a_form_of_address_are_no_names(case: str) -> None:
    assert found(case, persons) == case


def test_a_part_of_a_foreign_name_means_the_full_name() -> None:
    case = scan("记者伊万·彼得罗夫写道。彼得罗夫认为不妥。")
    assert [mention.value for mention in persons(case)] == [None, "伊万·彼得罗夫"]


def test_a_name_found_once_is_found_wherever_it_stands_alone() -> None:
    case = "局长[柯正伟|Person]主持。会后，大家围着[柯正伟|Person]问这问那。"
    assert found(case, persons) == case


def test_a_name_is_cut_where_the_rest_of_the_text_cuts_it() -> None:
    case = "[尚华|Person]作主旨演讲。[尚华|Person]说，机会难得。省长[尚华|Person]还看望了职工。"
    assert found(case, persons) == case


def test_a_character_that_always_follows_a_name_belongs_to_it() -> None:
    case = "经理[黎宗全|Person]过得不轻松。后来，[黎宗全|Person]心里有了底。"
    assert found(case, persons) == case


@pytest.mark.parametrize("case", CAPTIONS_AND_GLUED_BYLINES)
def test_captions_names_without_a_mark_between_and_rare_items_of_lists_are_found(case: str) -> None:
    assert found(case, persons) == case


@pytest.mark.parametrize("case", NO_PERSONS)
def test_places_roles_sides_and_quoted_slogans_are_no_persons(case: str) -> None:
    assert found(case, persons) == case


def test_a_transliterated_name_keeps_its_last_character_before_a_function_word() -> None:
    case = "男子[卡尔洛·迪马利|Person]在店里被捕，[迪马利|Person]从后门跑了。"
    assert found(case, persons) == case


def test_a_hyphen_joins_two_transliterated_names() -> None:
    assert found("海地总理[巴蒂斯特-莫里斯|Person]3日发表声明。", persons) == "海地总理[巴蒂斯特-莫里斯|Person]3日发表声明。"
