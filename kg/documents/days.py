"""Days as pages print them, in ISO 8601."""

import datetime
import re
from email.utils import parsedate_to_datetime

_NUMERALS = dict(zip("〇一二三四五六七八九", range(10), strict=True)) | {"○": 0, "零": 0, "O": 0, "o": 0, "0": 0}
_DIGIT = "[" + "".join(_NUMERALS) + "]"
_PRINTED = re.compile(
    r"(?<!\d)(?P<year>(?:18|19|20)\d\d)\s*(?P<mark>[-/.年])\s*(?P<month>1[0-2]|0?[1-9])(?!\d)"
    r"(?:\s*[-/.月]\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d))?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)")
_CHINESE = re.compile(
    rf"(?P<year>{_DIGIT}{{4}})年(?P<month>十?[一二]|十|[一二三四五六七八九])月"
    r"(?:(?P<day>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日)?"
)
_DAY_IN_ADDRESS = re.compile(r"(?<=[/t])((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=[/_])")


def iso(text: str) -> str:
    """The first day `text` names (`2022-04-19`; a month alone is `2022-04`), or the empty string.

    >>> iso("发布时间：2026-06-25 16:07"), iso("二〇〇六年九月七日"), iso("2023年5月"), iso("近日")
    ('2026-06-25', '2006-09-07', '2023-05', '')
    """
    for pattern, number in ((_PRINTED, int), (_CHINESE, _chinese), (_COMPACT, int)):
        for found in pattern.finditer(text):
            day = found["day"]
            named = _valid(number(found["year"]), number(found["month"]), number(day) if day else 0)
            if named:
                return named
    return _mailed(text)


def day_in_address(address: str) -> str:
    """The day many sites have in their addresses (`/2019-09/18/`, `/t20190918_693227`)."""
    found = _DAY_IN_ADDRESS.search(address)
    return "-".join(found.groups()) if found else ""


def _valid(year: int, month: int, day: int) -> str:
    """ISO 8601, or nothing for 30 February."""
    try:
        return datetime.date(year, month, day or 1).isoformat() if day else f"{year:04}-{month:02}"
    except ValueError:
        return ""


def _chinese(numeral: str) -> int:
    """A year digit by digit (`二〇〇六`), a month or day with its ten (`二十六`)."""
    if "十" not in numeral:
        return int("".join(str(_NUMERALS[digit]) for digit in numeral))
    tens, _, ones = numeral.partition("十")
    return 10 * (_NUMERALS[tens] if tens else 1) + (_NUMERALS[ones] if ones else 0)


def _mailed(text: str) -> str:
    """The day of an RFC 2822 date (`Tue, 19 Apr 2022 13:55:00 +0800`), as feeds give it."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""
