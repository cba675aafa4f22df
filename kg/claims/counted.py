"""Which figures state a fact: not thresholds in rules, attributes of a thing, lengths of time, names that hold a number."""

import re
from functools import cache

from kg.knowledge import knowledge
from kg.lexicon import alternation, words
from kg.model import Quantity

_EACH = re.compile(r"(?:每[^，。；]{0,3}[^，。；有达为可]?|[第前逢])$")
_SIGNS = frozenset("≥≤＜＞<>")
_OPEN, _CLOSED = "“《「『‘", "”》」』’"
_RULE = re.compile(r"第[\d一二三四五六七八九十百]+条")
TIMES = "倍"
"""The unit of a multiple or a fraction."""
_DEGREE, _ELECTRIC = "度", "电"
_NO_COUNTERS = frozenset(("周", "度", "分", "里", "角"))


@cache
def dimension(unit: str) -> str:
    """The dimension of a unit (`count`, `money`, `ratio`, `length` …); of a compound one that of its first part; else count."""
    found = knowledge().named(unit.split("/")[0], "unit")
    return (found[0].fact("dimension").split("-")[0] if found else "") or ("count" if unit else "")


def is_rate(unit: str) -> bool:
    """Whether a unit is one of rates and their differences: %, ‰, 个百分点."""
    return dimension(unit) == "ratio" and unit != TIMES


def in_rule(section: tuple[str, ...], sentence: str) -> bool:
    """Whether a sentence is part of a rule, by its place in the outline or its words."""
    return any(_RULE.match(mark) for mark in section) or bool(_modal().search(sentence))


def is_rule(title: str) -> bool:
    """Whether a document is a rule or an instruction by its title."""
    return bool(_rule_title().search(re.sub(r"[（(][^（）()]*[）)]$", "", title).rstrip("》”」 的通知告")))


def is_proposal(title: str) -> bool:
    """Whether a document is a citizen's letter, by its title: what it proposes is no fact."""
    return title.startswith(words("_proposal-title"))


def is_reply(sentence: str) -> bool:
    """Whether the agency's answer to a letter begins with this sentence."""
    return bool(re.search(alternation("_reply"), sentence))


def sets_amount(left: str, right: str) -> bool:
    """Whether the words around an amount say that it is set here (`缴费标准为每人413元`, `按每人800元的标准给予补助`)."""
    return bool(_amount().search(left)) or by_standard(right)


def by_standard(right: str) -> bool:
    """Whether an amount is the standard that something is granted by (`不超过1500元的标准给予补助`)."""
    return bool(_by_standard().match(right))


def is_attribute(quantity: Quantity, left: str, right: str, followed: bool) -> bool:
    """Whether a figure belongs to a thing that is named or counted next: 500万元以上固定资产, 超亿元的企业达58户, 60万吨乙烯项目.

    `followed` says that another figure stands behind it in the same clause.
    """
    kind = dimension(quantity.unit)
    if quantity.qualifier == "级" or _EACH.search(left):
        return True
    open_bound = quantity.low is None or quantity.high is None
    if right[:1] == "之" or (kind == "ratio" and right[:1] == "的" and open_bound and followed):
        return True
    if kind in ("count", "ratio"):
        before = words("_at-least-before", "_at-most-before")
        bounded = quantity.qualifier[-2:] in ("以上", "以下") or (open_bound and quantity.qualifier in before)
        return kind == "count" and right[:1] == "的" and (followed or bounded)
    if right[:1] == "的" and open_bound and (followed or not _measuring().search(left)):
        return True
    if quantity.qualifier[-2:] in ("以上", "以下", "以内") and re.match("[一-鿿]", right):
        return True
    return bool(_head().match(right))


def is_told(quantity: Quantity, printed: str, left: str, right: str) -> bool:
    """Whether a figure can state a fact at all by its number, its unit and what stands right beside it."""
    kind = dimension(quantity.unit)
    if _quoted(left, right) or quantity.qualifier in words("_not-above") or quantity.qualifier[:1] in _SIGNS or _limit().search(left):
        return False
    if not re.search(r"[\d一二两三四五六七八九]", printed):
        return False  # 上千家, 近百亩: a magnitude, no count
    if quantity.unit == _DEGREE and (right[:1] in _ELECTRIC or _ELECTRIC in left):
        return True
    if kind in ("duration", "age") or quantity.unit in _NO_COUNTERS:
        return bool(_lasting().search(left))
    if kind != "ratio" and quantity.value <= 10 and not re.search(r"\d", printed):
        bare = bool(re.match(r"\s*(?:[，。；、,;及和]|$)", right)) and bool(re.search("[一-鿿][^一这那每上下前后第各几某另]$", left))
        vague = quantity.unit in words("_vague-counter")
        return quantity.value > 1 and (not vague or (bare and quantity.unit not in words("_grade-counter")))
    return bool(quantity.unit) or bool(_unitless().search(left))


def _quoted(left: str, right: str) -> bool:
    """Whether the figure stands inside quotation marks."""
    opened = sum(left.count(mark) for mark in _OPEN) - sum(left.count(mark) for mark in _CLOSED)
    return opened > 0 and any(mark in right for mark in _CLOSED)


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(alternation("_figure-modal"))


@cache
def _rule_title() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_rule-title')}(?:[（(][^（）()]*[）)])?$")


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_set-amount')}[^，。；]{{0,12}}$")


@cache
def _lasting() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_duration-indicator')}[^，。；0-9]{{0,6}}$|(?<=[期])(?:从|由|压减到|压缩至|缩短至)$")


@cache
def _unitless() -> re.Pattern[str]:
    return re.compile(r"(?:指数|系数|比值|率|得分|评分|之比|倍数)(?:为|达到?|是)?$")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"[一-鿿]{{0,5}}?{alternation('_attributed-head')}|{alternation('_attributed-end')}")


@cache
def _by_standard() -> re.Pattern[str]:
    return re.compile(rf"的?{alternation('_set-amount')}(?:给予|发放|计算|予以|补助|补贴|执行)")


@cache
def _measuring() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_measure-noun', '_extent')}[达为约]?$")


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(alternation("_limit"))
