"""Figures: a number with its unit and what qualifies it: 12.49万余件, 近百家, 3—5个, 20.11%, 九成以上, 8.7:48.5:42.8."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from kg.chinese.numerals import NUMBER, RATIO, SCALE, SHARE, number, ratio, share
from kg.knowledge import knowledge
from kg.lexicon import alternation, words
from kg.model import Mention, Quantity
from kg.scan import Scan

_DASH = r"\s?(?:[-—－–~～]{1,2}|至|到)\s?"
PERSON = "人"
YUAN = "元"
"""The units of persons (960万群众) and of large sums (突破57万亿，千亿级产业) that stand without one."""
_PERCENT_SUM = range(99, 102)
_TOLD_AFTER = frozenset("为达到至是计")
_UNIT_ENDS = frozenset("）)\t\n")
_NO_SCALE = re.compile(r"\d|[一二三四五六七八九两]|^[十零]")


def quantities(scan: Scan) -> Iterator[Mention]:
    """Every figure of a document with its `Quantity`; the parts of a ratio that make up 100 come as one mention each.

    Left out: what letters, 第, another number's point or a date make no quantity (5G, 第3条, 2.0系统), numbers without a unit but
    those of an index or persons counted, words with a numeral in them (一起, 十分, 百年), and the vague ones (数十家, 几百人).
    """
    text = scan.text
    for match in _figure().finditer(text):
        if match["ratio"]:
            values = ratio(match["ratio"])
            if round(sum(values)) in _PERCENT_SUM:
                at = match.start("ratio")
                for part, value in zip(re.finditer(r"\d+(?:\.\d+)?", match["ratio"]), values, strict=True):
                    span = scan.span(at + part.start(), at + part.end())
                    yield Mention(span, "Quantity", "ratio", Quantity(value, "%", "", value, value))
            continue
        quantity = _quantity(match)
        if quantity is not None:
            yield Mention(scan.span(match.start(), match.end()), "Quantity", "quantities", quantity)


def _quantity(match: re.Match[str]) -> Quantity | None:
    before, after = (match["before"] or "").strip(), (match["middle"] or match["after"] or "").removeprefix("个")
    if match["share"]:
        part = share(match["share"])
        return _bounded(part[0], part[1], before, after) if part else None
    digits, first = match["number"], match["first"]
    value = number(digits + (match["scale"] or ""))
    if value is None or _is_word(match, digits):
        return None
    unit = _unit_label(match["unit"]) if match["unit"] else PERSON if match["persons"] is not None else ""
    if match["bare"] is not None:
        if not (digits[-1] in "万亿" or "." in digits or (before or match.string[match.start() - 1 : match.start()] in _TOLD_AFTER)):
            return None  # a bus route, an item of a list
        unit = _left_out(match) if digits[-1] in "万亿" else ""
    if first is None:
        if not _NO_SCALE.search(digits) and not (before or after):
            return Quantity(value, unit, "级", value, None)  # 亿元台阶: a bound, no value
        return _below_zero(_bounded(value, unit, before, after), match["minus"])
    scale = re.search(f"{SCALE}*$", digits + (match["scale"] or ""))
    low = number(first if re.search(f"{SCALE}$", first) or not scale else first + scale[0])
    if low is None or low >= value:
        return None
    return _below_zero(Quantity(value, unit, before + after, low, value), match["minus"])


def _below_zero(quantity: Quantity, minus: str | None) -> Quantity:
    """The quantity with its sign; 零下 turns its bounds, too: 零下30多度 is -30 at most."""
    if not minus:
        return quantity
    low, high = (bound if bound is None else -bound for bound in (quantity.low, quantity.high))
    if len(minus) > 1 or quantity.low != quantity.high:
        low, high = high, low
    return replace(quantity, value=-quantity.value, low=low, high=high)


def _is_word(match: re.Match[str], digits: str) -> bool:
    """Whether the number is part of a word (一起, 百年), points (上一次), or is a base or a unit to count by (每百人, 单位：万元)."""
    if digits[0] in "0123456789":
        return False
    text, at, end = match.string, match.start("number"), match.end()
    if {digits, text[at:end]} & _no_figures() and (digits[0] == "一" or not match["before"]):
        return True
    left = text[at - 1 : at]
    if digits == "一" and left in words("_pointing-before"):
        return True
    if match["before"] or _NO_SCALE.search(digits):
        return False
    return left in ("每", "：", ":") or text[end : end + 1] in _UNIT_ENDS or text.startswith(words("_base-behind"), end)


def _left_out(match: re.Match[str]) -> str:
    """The unit that a large number leaves out, told by its size or the words in front: 突破57万亿, 零售额702亿, 常住人口6万."""
    if match["number"].endswith("万亿") or match.string.startswith("级", match.end()):
        return YUAN
    clause = re.split("[，。；：、,;:\n]", match.string[max(0, match.start() - 16) : match.start()])[-1]
    for unit, name in ((PERSON, "_leaves-out-person"), (YUAN, "_leaves-out-yuan")):
        if any(word in clause for word in words(name)):
            return unit
    return ""


def _bounded(value: Decimal, unit: str, before: str, after: str) -> Quantity:
    """The quantity with the bounds that its qualifiers leave."""
    low: Decimal | None = value
    high: Decimal | None = value
    for word in (before, after):
        if word in _at_least():
            high = None
        elif word in _at_most():
            low = None
        elif word:
            low = high = None
    return Quantity(value, unit, before + after, low, high)


@cache
def _no_figures() -> frozenset[str]:
    return frozenset(words("_no-figure"))


@cache
def _at_least() -> frozenset[str]:
    return frozenset((*words("_at-least-before"), *words("_at-least-after"), *words("_more-behind-number")))


@cache
def _at_most() -> frozenset[str]:
    return frozenset((*words("_at-most-before"), *words("_at-most-after")))


@cache
def _unit_label(written: str) -> str:
    """The label of a unit, however it is written: ％ is %, ㎡ is 平方米; a compound one by its parts (元/平方米)."""
    written = re.sub(r"\s", "", written)
    written = "个月" if written == "月" else written  # 一个多月
    if whole := knowledge().named(written, "unit"):
        return whole[0].label
    parts = re.split("[/／·每]", written)
    known = [(knowledge().named(part, "unit"), part) for part in parts]
    return "/".join(found[0].label if found else part for found, part in known)


@cache
def _figure() -> re.Pattern[str]:
    unit = "(?:" + "|".join(re.escape(name) for name in sorted(knowledge().names("unit"), key=lambda name: (-len(name), name))) + ")"
    over = rf"(?:[/／·]|(?<!次)每(?![次人位个户]))(?:\d*(?:百|万|亿)?)?(?:{unit}|月)"
    # 上 and 过 go with a scale (上千家, 过5万元; not 上一次, 经过3年), 约 and 近 with no verb before (not 签约3个, 附近3家).
    guarded = (
        r"(?<!以)上(?=[十百千万亿])|(?<=[迈跃登站])上(?=\d)|(?<![最附就临靠邻])近|(?<![预签节履合邀公制])约[为达合]?"
        r"|(?<![通经走度渡透])过(?=[\d.,一二三四五六七八九两几十百千]{0,9}[百千万亿半成%％])"
    )
    before = f"(?:{guarded}|(?![上过近约]){alternation('_at-least-before', '_at-most-before', '_about-before')})"
    middle = f"(?:{alternation('_more-behind-number', '_some-behind-number')}|个多(?=小时|月|星期))"
    after = (
        rf"(?:{alternation('_at-least-after', '_at-most-after', '_about-after')}"
        "|(?<=[年月天周时米里斤倍岁亩吨分元度℃成半])(?:多(?![元极样次功个项种家场部批名彩变方层])|余(?![额下震地粮热])))"
    )
    # A number stands free on its left: no letter, figure, point, 第 or clock time before it; before Chinese numerals no other one.
    free = r"(?<![A-Za-z\d.．第/—－‑_])(?<![A-Za-z\d]-)(?<![A-Za-z]\s)(?<!\d[,:：])(?<!\d[时点])"
    loose = r"(?:(?<![第零一二三四五六七八九〇○两十百千万亿几数])|(?<=数)(?=\d))"
    slogan = "(?!(?<=“)[一二三四五六七八九两][^”，。]{1,6}”)"
    ordinal = "(?!(?<=[一二三四五六七八九十])[期角里度班字票本])"  # 二期 is the second, 三角 a triangle
    first = {word[0] for name in ("_at-least-before", "_at-most-before", "_about-before") for word in words(name)}
    begins = rf"(?=[\d零一二三四五六七八九〇○两十百千万亿半\-－{re.escape(''.join(sorted(first)))}])"  # nothing else is tried: speed
    return re.compile(
        rf"{begins}(?:(?P<ratio>(?<![\d.:：]){RATIO}(?![\d:：.]))"
        rf"|(?:(?P<before>{before})\s?)?(?:"
        rf"{free}{loose}(?P<share>{SHARE})"
        rf"|(?P<minus>(?:(?<!\w)|(?<=[长降为率是达到幅速值比于]))[-－](?=\d)|零下)?(?:{free}|(?<=[-－])){loose}{slogan}(?:(?P<first>{NUMBER})(?:{unit})?{_DASH})?"
        rf"(?P<number>{NUMBER})(?P<middle>{middle})?(?P<scale>(?<=[余多来几])[十百千万亿]+)?"
        rf"(?:\s?(?!{alternation('_no-unit-behind')}){ordinal}(?P<unit>{unit}(?:{over}){{0,2}}|(?<=个多)月)"
        rf"|(?P<persons>)(?<=[万千亿多余百])(?={alternation('_counted-as-persons')})"
        rf"|(?P<bare>)(?:(?<=[\d万亿])(?=[，。；、,;])|(?<=[百千万]亿)(?=级)))"
        rf")(?P<after>{after})?)"
    )
