"""Periods of the calendar and what is reckoned from them: a year's end, its first quarter, the same days a year before.

A label determines the days (`2021年底` is always 2021-12-31), but for those counted from a day of publication (`近三年`, `近日`).
"""

import datetime
import re
from calendar import monthrange
from dataclasses import replace

from kg.chinese.timewords import NUMERALS
from kg.model import Period

_COARSENESS = ("time", "day", "month", "quarter", "half", "year", "years")
_TENS = {"上": (1, "start"), "中": (11, "middle"), "下": (21, "end")}
_FIRST_YEAR = re.compile(r"(?P<year>\d{4})年")


def number(numeral: str) -> int:
    """A number up to 99 in digits or numerals (`12`, `十二`, `两`), a year digit by digit (`二〇二二`).

    >>> number("09"), number("三十一"), number("二○二二")
    (9, 31, 2022)
    """
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if ten:
        return 10 * NUMERALS.get(tens, 1) + NUMERALS.get(ones, 0)
    return int("".join(str(NUMERALS[digit]) for digit in numeral))


def calendar(year: int, month: int = 0, day: int = 0) -> Period | None:
    """A year, a month or a day; None for a 30 February."""
    if not (1 <= year <= 9999 and month <= 12 and (not day or (month and day <= monthrange(year, month)[1]))):
        return None
    first = datetime.date(year, month or 1, day or 1).isoformat()
    last = datetime.date(year, month or 12, day or monthrange(year, month or 12)[1]).isoformat()
    label = f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    return Period(first, last, "day" if day else "month" if month else "year", "", label)


def published_on(published: str) -> Period | None:
    """The day, month or year of publication (`2023-02-05`, `2023-02`, `2023`) as a period; None for anything else."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$", published[:10])
    return calendar(*(int(part or 0) for part in found.groups())) if found else None


def months(year: int, first: int, last: int, precision: str, label: str) -> Period | None:
    """The months `first` to `last` of a year."""
    if not 1 <= first <= last <= 12:
        return None
    return Period(f"{year:04}-{first:02}-01", _last_of(year, last), precision, "", f"{year}年{label}")


def edge(of: Period, word: str) -> Period:
    """The beginning, the middle or the end of a year or month, named by `word`.

    底 and 末 are the closing day, on which stocks are counted. 初 is the first month of a year, the first ten days of a month;
    年中 is June and July; 上旬, 中旬 and 下旬 are the days 1–10, 11–20 and from 21.
    """
    year, month = int(of.start[:4]), int(of.start[5:7])
    name = of.label + word
    if word[0] in "底末":
        return Period(of.end, of.end, of.precision, "end", name)
    if of.precision == "year":
        first, last, which = (1, 1, "start") if word[0] == "初" else (6, 7, "middle")
        label = name if word[0] == "初" else f"{of.label}年中"
        return Period(f"{year:04}-{first:02}-01", _last_of(year, last), "year", which, label)
    if word[0] == "初":
        return Period(f"{of.start[:8]}01", f"{of.start[:8]}10", "month", "start", name)
    tens = word.removesuffix("旬")  # 月中 is 中旬
    start, which = _TENS[tens[0]]
    end = _last_of(year, month) if tens[-1] == "下" else f"{of.start[:8]}{_TENS[tens[-1]][0] + 9}"
    return Period(f"{of.start[:8]}{start:02}", end, "month", which, f"{of.label}{tens}旬")


def same_in(running: Period, year: int) -> Period:
    """The days of `running` in another year (去年同期)."""
    by = year - int(running.start[:4])
    label = _FIRST_YEAR.sub(lambda found: f"{int(found['year']) + by}年", running.label)
    return replace(running, start=moved(running.start, by * 12), end=moved(running.end, by * 12), label=label)


def moved(day: str, by: int) -> str:
    """The day so many months later (or earlier: below nothing); the last of the month stays the last when months are shorter."""
    index = int(day[:4]) * 12 + int(day[5:7]) - 1 + by
    year, month = index // 12, index % 12 + 1
    length = monthrange(year, month)[1]
    last = int(day[8:]) == monthrange(int(day[:4]), int(day[5:7]))[1]
    return f"{year:04}-{month:02}-{length if last else min(int(day[8:]), length):02}"


def beside(day: str, by: int) -> str:
    """The day so many days later."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()


def joined(first: Period, second: Period) -> Period | None:
    """From the beginning of `first` to the end of `second`, as coarse as the coarser; None when that ends before it begins.

    An end of a month that begins an interval is its last ten days (`6月底至7月初`).
    """
    start = first.start
    if first.qualifier == "end" and first.start == first.end:
        start = beside(start, -30 if first.precision == "year" else -int(start[8:]) + 21)
    if not start or not second.end or start > second.end:
        return None
    precision = max(first.precision, second.precision, key=_COARSENESS.index)
    return Period(start, second.end, "years" if precision == "year" else precision, "", _joined_label(first, second))


def _joined_label(first: Period, second: Period) -> str:
    """`2020年9月7日至15日`, `2020年1至9月`, `2018年—2020年`: what both share is said once; a dash of the text comes in for 至 later."""
    if first.precision == "year" and not (first.qualifier or second.qualifier):
        return f"{first.label}—{second.label}"
    rest = second.label
    if first.start[:4] == second.start[:4] and rest.startswith(first.label[:5]):
        rest = rest[5:]
        if not rest:
            return first.label
        same_month = first.start[:7] == second.start[:7]
        if same_month and {first.precision, second.precision} <= {"day", "time"}:
            rest = rest[rest.index("月") + 1 :]
        elif first.label.endswith("月") and rest.endswith("月"):
            return f"{first.label[:-1]}至{rest}"
    return f"{first.label}至{rest}"


def _last_of(year: int, month: int) -> str:
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"
