"""The grammar of Chinese time expressions: where one stands in a text (`EXPRESSION`), what its parts are (`POINT` …).

`EXPRESSION` is strict about what stands around a word (`光明日报` holds no 明日); the patterns that parse a whole expression
are lenient, for they only see what `EXPRESSION` has found.
"""

import re

NAMES = "零一二三四五六七八九十"
NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "两": 2}
_N = "[一二三四五六七八九]"
_TO_99 = rf"(?:\d{{1,2}}|{_N}?十{_N}?|[两一二三四五六七八九])"
_SEP = r" ?(?:起?[至到]|[-－–—―~～]{1,2}) ?"

# Units. Each names its parts; EXPRESSION uses them without the names.
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d|[一二][〇○O零一二三四五六七八九]{3}) ?年(?![代级版轻龄份])(?:度(?!假))?"
_YEAR += rf"(?![〕）)\]]? ?第? ?[\d{_N[1:-1]}十]+ ?号(?!线))"  # 2019年第6号, （2019年）5号: serial numbers
_THAT_YEAR = (
    r"(?P<that>(?<![如当])今|(?<!过)去|(?<![以之此目天\d])前|(?<![说证表声文光透])明|(?<![线网以路街海地岛之])上一?|(?<![之以])下一?"
    rf"|(?<![基日根资成版])本|(?<![应相])当|(?<![共不如合相随])同|(?<![{_N[1:-1]}十\d首多本该此每层])次)"
    r"年(?![轻龄级份纪货味夜会俗检审报代幼老成满版画])(?:度(?!假))?"
)
_MONTH = rf"(?P<month>1[0-2]|0?[1-9]|十[一二]?|{_N}) ?月(?![龄薪均饼球亮刊票嫂子租卡兰])份?"
_THAT_MONTH = r"(?P<moon>(?<!基)本|(?<![以线之])上个?|(?<![以线之])下个?|(?<![应相])当)月(?![份]?[龄薪均饼球亮刊票嫂租卡])份?"
_DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]|[二三]?十{_N}?|{_N}) ?(?:日|号(?!线))"
_THAT_DAY = (
    r"(?P<sun>(?<!如)今(?:[天日](?!的|头条|俄罗斯)|[晚晨早])|昨[天日晚夜]|(?<![\d几两一二三四五六七八九十])前天(?!气)"
    r"|(?<![光文证说表声透])明[天日晚](?!的)|(?<!立)即日(?=起)|(?<![应相正])当[天日晚夜](?![气然下空津常报本益趋])|同日(?!内)|目前(?!的))"
)
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_HOUR = r"上午|中午|下午|凌晨|傍晚|清晨|早晨|早上|深夜|晚上|晚间|夜间|[早晚夜](?![报高会归班色间])"
_MINUTES = rf"(?: ?[:：] ?[0-5]\d(?:[:：][0-5]\d)?|[时点](?![间代候段任速长评赞击名位差])(?:(?:[0-5]?\d|{_TO_99})分|半|整|许|左右)*)"
_CLOCK = rf"(?:(?:[01]?\d|2[0-4])(?!\d)|{_TO_99}){_MINUTES}"
_BRACKET = (
    rf" ?[（(](?P<inner>{_WEEKDAY}|(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日"
    rf"|(?:农历)?[正腊冬{_N[1:-1]}十]{{1,2}}月[初廿十]?[{_N[1:-1]}十])[）)]"
)
_CLOCKISH = rf"(?:{_BRACKET})?(?P<hour>(?: ?(?:{_HOUR}))?(?: ?(?P<clock>{_CLOCK})(?:{_SEP}(?:{_HOUR})?{_CLOCK})?)?)"
_INITIAL = r"初(?![步中级等三次赛评审心始衷夏冬春秋雪])"
_FEAST = r"(?P<feast>春节|元旦|清明|五一|端午|中秋|国庆|元宵|除夕)"
_FEAST_TAIL = r"(?:节?(?:假期|长假|假日|小长假|期间|前夕|前后))"
_QUARTER = r"第?(?<![十\d])(?P<quarter>[一二三四1-4])季度|前(?P<quarters>[两二三23])个?季度"
_MONTHS = rf"[前头](?P<months>{_TO_99})个月"
_PLAN = rf"[“\"]?(?P<plan>十?{_N})五[”\"]?"
_PLAN_PART = r"(?P<phase>规划时期|计划时期|规划期间|计划期间|期间|时期|初期?|期?末)"
_CENTURY = rf"(?P<century>上个?|(?<!基)本|(?!00)\d\d|二?十{_N}?)世纪"
_DECADE = r"(?P<decade>(?:1[5-9]|20)?\d0|[二三四五六七八九]{1,2}十)年代"
_ERA = r"(?P<era>初期?|中后期|中期|中叶|后期|末期?)?"
_RECENT = (
    rf"(?P<near>最?近|过去的?|未来|今后)?(?P<span>{_TO_99}|[几多些]|十几|[几数]十|(?:{_N}十|\d0))(?P<vague>[多几余]?)"
    r"(?P<unit>年|个月)(?P<more>多?)(?:以来|来|间|内)?"
)
_RECENTLY = r"(?P<recently>近[日期来]|日前|近年来?)"
_NUMERIC = r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[-/.]\d)"
_SINCE = r"(?:以来|至今|迄今|[至到]现在|之日起|起(?![诉草来步点因源重止伏飞码])|开始)"

# Parsing one expression.
LEAD = re.compile(r"(?:截至到?|截止[到至于]?|自从?|从|至|到) ?")
TRAIL = re.compile(rf"(?:(?P<since>{_SINCE})|(?P<till>为止)|(?P<around>前后)|(?P<before>[之以]?前)|(?P<after>[之以]?后))$")
SEPARATOR = re.compile(_SEP)
UNITLESS = re.compile(rf"(?:.*[年月]的? ?)?(?:\d{{1,2}}|\d{{4}}|{_N})")
POINT = re.compile(
    rf"(?:{_YEAR}|{_THAT_YEAR})?的? ?(?:{_MONTH}|{_THAT_MONTH})? ?(?:{_DAY})?"
    rf"(?P<tail>全年|年内|(?P<same>同期)|(?P<half>[上下])半年|{_QUARTER}|{_MONTHS}|(?P<ten>上中|中下|[上中下])旬"
    rf"|(?P<of>[年月]?)(?P<edge>[底末初中])|{_FEAST}(?:节|{_FEAST_TAIL})?)?{_CLOCKISH}"
)
DEICTIC = re.compile(_THAT_DAY.replace("目前(?!的)", "目前|当前|现在").replace("即日(?=起)", "即日") + _CLOCKISH)
NUMERIC = re.compile(rf"{_NUMERIC}{_CLOCKISH}")
PLAN = re.compile(rf"{_PLAN}{_PLAN_PART}?")
DECADE = re.compile(rf"(?:{_CENTURY})?(?:{_DECADE})?{_ERA}")
RECENT = re.compile(_RECENT)
RECENTLY = re.compile(_RECENTLY)


def _plain(pattern: str) -> str:
    """A pattern without its group names (they may stand several times in `EXPRESSION`)."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern).replace("(?P=mark)", "[-/.]")


_BARE_BEFORE = r"(?<!每年)(?<!每年的)(?<!每月)(?<!每)(?<![农旧公]历)"
_AFTER_DAY = r"(?!内|以[上内下]|之[内后]|的|为|期|游|龄|均|间|常|后|前|满|左右|起满|[一二三四五六七八九十月年]|报(?!道))"
_IN_MONTH = rf"(?:[底末]|{_INITIAL}|(?:上中|中下|[上中下])旬| ?{_DAY}{_CLOCKISH})?"
_IN_YEAR = (
    rf"(?:的?(?:年?[底末]|年?{_INITIAL}|年中|[上下]半年|{_QUARTER}|{_MONTHS}|全年|同期|{_FEAST}(?:{_FEAST_TAIL}|(?=前|后|[，。；、以将])))"
    rf"|的? ?(?:{_MONTH}|{_THAT_MONTH}){_IN_MONTH})?"
)
_DATED = rf"(?:{_YEAR}|{_THAT_YEAR}){_IN_YEAR}"
_WORD_DAY = rf"{_THAT_DAY}{_CLOCKISH}"
_SECOND = rf"(?:{_NUMERIC}|{_DATED}|{_MONTH}{_IN_MONTH}|{_DAY}{_CLOCKISH}|年[底末]|{_WORD_DAY})"
_OPEN_MONTH = (
    rf"{_BARE_BEFORE}(?<![\d.第个后])(?<![\d{_N[1:-1]}十]、)(?<!\d[至到—~-])"
    rf"(?:{_MONTH}(?!三|革命|内){_IN_MONTH}|{_THAT_MONTH}{_IN_MONTH})"
)
_OPEN_DAY = (
    rf"(?<![\d.第每满过近隔逾超出/月个连约~—共续-])(?<!\d[:：])(?<![日号]起)(?<!工期)(?<!少于){_BARE_BEFORE}"
    rf"(?=\d)(?:{_DAY.replace('(?:日|号(?!线))', '日')}{_AFTER_DAY}){_CLOCKISH}"
)
_OPEN_WORD = (
    rf"{_BARE_BEFORE}(?:(?<![健安齐周完保])全年(?![无龄级份报检审免候])"
    rf"|(?<![每逢历大多近半青少童幼老成千百数几两\d{_N[1:-1]}十])年(?:[底末](?![端岁])|(?<!岁末年)初(?![步中级等{_N[1:-1]}十])|内(?![容部外]))"
    rf"|(?<![每个同腊正明\d{_N[1:-1]}十])月(?:[底末]|初(?![步中级等{_N[1:-1]}十]))"
    rf"|(?<![一各大多每])[上下]半年(?!度)|{_QUARTER}|(?<!每月)(?:上中|中下|[上中下])旬|{_FEAST}{_FEAST_TAIL})"
)
_POINT = (
    rf"(?:(?<![\d./-]){_NUMERIC}{_CLOCKISH}"
    rf"|(?<![\d.每])(?<!近)(?:{_CENTURY}(?:{_DECADE})?(?!海上|经济|教育){_ERA}|{_DECADE}{_ERA})"
    rf"|(?<![\d.]){_DATED}"
    rf"|{_OPEN_MONTH}|{_OPEN_DAY}|{_WORD_DAY}|{_OPEN_WORD}"
    rf"|(?<!每天)(?<!每日)(?<!工作日)(?:{_HOUR}) ?{_CLOCK}"
    rf"|{_PLAN}(?:{_PLAN_PART}|(?=以来)))"
)
_UNITLESS = (  # 2018-2020年, 2022年1-6月, 4月20-26日: the unit stands behind the second number only
    rf"(?:(?<![\d.])(?:1[5-9]|20)\d\d{_SEP}{_YEAR}(?:[底末]|同期)?"
    rf"|(?:(?<![\d.])(?:{_YEAR}|{_THAT_YEAR})的? ?|{_BARE_BEFORE}(?<![\d.第]))"
    rf"(?:1[0-2]|0?[1-9]|{_N}){_SEP}{_MONTH}(?:[底末]|(?:上中|中下|[上中下])旬)?(?!{_DAY})"
    rf"|(?<![\d.])(?:{_YEAR}|{_THAT_YEAR})?的? ?(?:{_MONTH}|{_THAT_MONTH}) ?\d{{1,2}}{_SEP}{_DAY}{_CLOCKISH})"
)
_CORE = rf"(?:{_UNITLESS}|{_POINT}(?:{_SEP}{_SECOND})?)"
_RANGED = rf"(?:{_UNITLESS}|{_POINT}{_SEP}{_SECOND})"
_LEADS = (
    r"截至到?|截止[到至于]?|(?:(?<![一-鿿\d])|(?<=力争)|(?<=争取)|(?<=确保)|(?<=计划)|(?<=预计))(?:到(?!了)|至)"
)
_FOLLOWING = (  # 以前 and 后 as parts of other words: 前往, 前三, 后续
    r"(?:以来|为止|至今|迄今|[至到]现在|之日起|起(?![诉草来步点因源重止伏飞码])|前后"
    r"|[之以]?前(?![往来沿列期夕两言线端门海方台部一二三四五六七八九十\d])|[之以]?后(?![续期勤备台方面者卫来疫]))?"
)
_WHOLE_RECENT = (
    rf"(?:(?:最近|(?<![\d附邻靠接最])近|过去的?|(?:未来|今后)(?={_TO_99}年))(?:{_TO_99}[多几余]?|[几些]|十几|[几数]十)(?:年|个月)多?(?!级|龄|期|[一-鿿]?以[上下])(?:以来|来|间|内)?"
    rf"|(?<![\d.第满每数])(?:{_TO_99}[多几余]?|[几多]|十几|[几数]十)年多?以?来(?![自源信电访函华到往说看])"
    r"|近年来?(?!级)|近[期来](?!目标|规划|建设|看|说)|(?<![最将邻附接])近日(?!照)"
    rf"|(?<![\d作息假生末某每次首当同即纪截今昨明节近期请交到开业工{_N[1:-1]}十])日前(?![往夕后沿\d]))"
)
_FIRSTS = "0-9一二三四五六七八九十两几多今去前明上下本当同次全年月截自从至到最近过未昨即后日目春元清端国中第八凌傍早深晚夜“\""
EXPRESSION = re.compile(
    _plain(
        rf"(?=[{_FIRSTS}])(?:{_WHOLE_RECENT}"
        rf"|(?<![来源始])(?:自从?|从) ?(?:{_RANGED}|{_POINT}(?:{_SINCE}|(?=[一-鿿“”]{{1,14}}以来)|(?=[正施实生])))"
        rf"|(?:截至到?|截止[到至于]?|到(?=..为止))(?:目前|当前|现在)(?:为止)?"
        rf"|(?:{_LEADS})? ?{_CORE}{_FOLLOWING})"
    )
)
