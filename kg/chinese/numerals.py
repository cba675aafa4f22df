"""Numbers as Chinese texts write them: 1,234, 12.49万, 三千二百亿, 百分之五, 三成, 1/4, 8.7:48.5:42.8; pure functions on str."""

import re
from decimal import Context, Decimal
from math import prod

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_LARGE = frozenset("万亿")
_LONGEST = 32  # characters: what is longer is no number

SCALE = "(?:[十百万亿]|千(?![克米瓦伏卡焦]|公顷))"
"""A scale; the 千 of 千克 and 千瓦 belongs to the unit."""
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
"""A number in digits, with or without commas between thousands."""
CHINESE = rf"(?:[零一二三四五六七八九〇○两]|{SCALE})+(?:点[零一二三四五六七八九〇]+{SCALE}*)?"
NUMBER = rf"(?:(?:{ARABIC})(?:[ \xa0]?{SCALE}+(?:(?:{ARABIC}){SCALE}+)*)?|{CHINESE})"
"""A number with its scale: 1377.42万, 1亿3000万, 三千二百亿."""
_FRACTION = r"(?<![\d/])[1-9]\d?/[1-9]\d{0,3}(?![\d/月路号线])"
_NOT_TENTHS = "[员立本果功都交熟长为品就绩人型因分套效灾形份不]"
SHARE = (
    rf"(?:[百千万]分之(?:{CHINESE}|{ARABIC})|{CHINESE}分之{CHINESE}|{_FRACTION}"
    rf"|(?:{CHINESE}|{ARABIC})成(?!{_NOT_TENTHS})|一半|半数)"
)
"""A part of a whole: 百分之五, 三成, 1/4, 三分之二, 一半. A fraction whose numerator has three digits numbers bus routes."""
RATIO = r"\d+(?:\.\d+)?(?:\s?[:：]\s?\d+(?:\.\d+)?){2,5}"
"""Parts of one whole: 8.7:48.5:42.8. Two numbers are left out: they are clock times and scores as well."""

_PARTS = re.compile(rf"({ARABIC})({SCALE}*)")
_PART_OF = re.compile(rf"({CHINESE})分之({CHINESE}|{ARABIC})|(\d+)/(\d+)")
_TWO_PLACES = Context(prec=2)
_HALF = re.compile("一半|半数")


def number(text: str) -> Decimal | None:
    """The value of a number, its scale multiplied out (`1377.42万` → 13774200); None for what is none (`二三`, `二〇二二`).

    A scale alone is one of it: 百 is 100, 亿 is 100,000,000.
    """
    if len(text) > _LONGEST:
        return None
    text = re.sub(r"[,\s]", "", text)
    if text[:1].isdigit() and text[:1] not in _DIGITS:
        return _arabic(text)
    whole, point, behind = text.partition("点")
    decimals = behind.rstrip("十百千万亿")
    value = _chinese(whole)
    if value is None or not point:
        return value
    if not decimals or not _DIGITS.keys() >= set(decimals):
        return None
    scale = _product(behind[len(decimals) :])
    value += Decimal("0." + "".join(str(_DIGITS[digit]) for digit in decimals))
    return value if scale == 1 else _trimmed(value * scale)


def share(text: str) -> tuple[Decimal, str] | None:
    """A part of a whole as number and unit: 百分之五 and 三成 in %, 千分之三 in ‰, 1/4 and 三分之一 as 倍 of it, to two places."""
    if _HALF.fullmatch(text):
        return Decimal(50), "%"
    if text.endswith("成"):
        value = number(text[:-1])
        return (_trimmed(value * 10), "%") if value is not None and value <= 10 else None
    if text.startswith(("百分之", "千分之")):
        value = number(text[3:])
        return (value, "%" if text[0] == "百" else "‰") if value is not None else None
    match = _PART_OF.fullmatch(text)
    if not match:
        return None
    below, above = (number(part) for part in ((match[1], match[2]) if match[1] else (match[4], match[3])))
    if not below or not above or above > below:
        return None
    return _TWO_PLACES.divide(above, below), "倍"


def ratio(text: str) -> tuple[Decimal, ...]:
    """The parts of a ratio, in their order."""
    return tuple(Decimal(part.strip()) for part in re.split("[:：]", text))


def _arabic(text: str) -> Decimal | None:
    """Digits with scales, larger scales first: 1亿3000万."""
    value, above, at = Decimal(0), None, 0
    for match in _PARTS.finditer(text):
        scale = _product(match[2])
        if match.start() != at or (above is not None and scale >= above):
            return None
        value, above, at = value + Decimal(match[1]) * scale, scale, match.end()
    if at != len(text) or not at:
        return None
    return value if above == 1 else _trimmed(value)


def _product(scales: str) -> int:
    return prod(_SCALES[scale] for scale in scales)


def _trimmed(value: Decimal) -> Decimal:
    """A whole number without decimals: 1.5万 is 15000, not 15000.0."""
    return Decimal(int(value)) if value == int(value) else value


def _chinese(text: str) -> Decimal | None:
    """A number in Chinese numerals, read by its scales: a last digit without one counts in tenths of the scale before (两万五)."""
    if not text:
        return None
    total = section = 0
    digit: int | None = None
    last = 1
    for character in text:
        if character in _DIGITS:
            if digit:  # 二三: a guess of two or three, or a year spelt out
                return None
            last = 1 if digit == 0 or not _DIGITS[character] else last
            digit = _DIGITS[character]
        elif character in _SCALES:
            scale = last = _SCALES[character]
            if character not in _LARGE:
                section += (1 if digit is None else digit) * scale
            elif total >= scale and (section or digit):  # 一亿三千万
                total, section = total + (section + (digit or 0)) * scale, 0
            else:
                total, section = (total + (section + (digit or 0) or (0 if total else 1))) * scale, 0
            digit = None
        else:
            return None
    return Decimal(total + section + (digit or 0) * max(last // 10, 1))
