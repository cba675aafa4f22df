"""Chinese time expressions: where they stand in a text (`expressions`) and which days they mean (`period`).

Durations (`3年`, `30日内`), what comes back (`每年5月`), ages and numbers of documents are no time expressions.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.chinese.anchors import chosen_year, month_meant
from kg.chinese.eras import decade, plan, recent, recently
from kg.chinese.intervals import beside, calendar, edge, joined, months, number, published_on, same_in
from kg.chinese.timewords import (
    DECADE,
    DEICTIC,
    EXPRESSION,
    LEAD,
    NAMES,
    NUMERIC,
    PLAN,
    POINT,
    RECENT,
    RECENTLY,
    SEPARATOR,
    TRAIL,
    UNITLESS,
)
from kg.model import Period

_SINCE, _AROUND, _SAME, _HALF, _QUARTER = "{}以来", "{}前后", "{}同期", "{}半年", "{}季度"
_DAYS_BY = {"昨": -1, "前": -2, "明": 1}


_DASH = re.compile("[-—－–~～]")


def expressions(text: str) -> Iterator[tuple[int, int]]:
    """Where time expressions stand in a text, each as long as it can be, in order.

    >>> text = "截至2021年底，全市共有3家；9月7日至15日举行。"
    >>> [text[start:end] for start, end in expressions(text)]
    ['截至2021年底', '9月7日至15日']
    """
    for found in EXPRESSION.finditer(text):
        yield found.span()


def period(expression: str, published: str = "", running: Period | None = None) -> Period | None:
    """The days that an expression means, None when it cannot be placed (`去年` without a day of publication).

    `published` is the day of publication (or its month or year), `running` the last period that the text dated itself.
    A year that is not written is chosen so: 今年, 去年, 明年 count from the publication; 上年 from the running year, where there is
    one, 当年 and 次年 from nothing else; years' ends, halves, quarters and months take the running year. A day (`4月20日`) takes
    the year of publication unless `running` lies in another year and is itself a day or month. A month later than the
    publication's stays in its year, for notices announce coming days; but ten months or more between the two are read across
    the turn of the year (`12月28日` published in January). A bare `5日` takes the month of `running`, or of the publication.

    A festival is its year, `about`. 以前 before a year or month ends the day before it begins, before a day or an end
    (`年底前`) it includes that. 截至 is `as-of`; 至 and 到 are `as-of` what is past on publication, else `until`.

    >>> period("截至去年底", "2022-04-19")
    Period(start='2021-12-31', end='2021-12-31', precision='year', qualifier='as-of', label='2021年底')
    """
    text = expression.strip()
    day = published_on(published)
    return _core(text, day, running) or _framed(text, day, running)


def _framed(text: str, published: Period | None, running: Period | None) -> Period | None:
    """A core between 截至, 自 … and 以来, 前, 后."""
    lead = LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    core = _core(rest, published, running) if lead else None
    trail = None if core else TRAIL.search(rest)
    if trail:
        core = _core(rest[: trail.start()], published, running)
    if not core:
        return None
    leads, trails = lead[0][0] if lead else "", trail.lastgroup if trail else ""
    if trails == "since" or (leads in ("自", "从") and not trail and not SEPARATOR.search(rest)):
        return replace(core, end="", qualifier="since", label=_SINCE.format(re.sub("”期间$", "”", core.label)))
    if trails == "around":
        return replace(core, qualifier="about", label=_AROUND.format(core.label))
    if trails == "before":
        inclusive = core.qualifier == "end" or core.precision in ("day", "time")
        end = core.end if inclusive else beside(core.start, -1)
        return replace(core, start="", end=end, qualifier="before", label=f"{core.label}前")
    if trails == "after":
        return replace(core, start=beside(core.end, 1), end="", qualifier="after", label=f"{core.label}后")
    if leads not in ("截", "至", "到"):
        return replace(core, qualifier="as-of") if trails == "till" else core
    past = core.end <= published.end if published else leads == "至"
    return replace(core, qualifier="as-of" if leads == "截" or trails == "till" or past else "until")


def _core(text: str, published: Period | None, running: Period | None) -> Period | None:
    """An expression without 截至 or 以来: one point, or an interval between two."""
    single = _single(text, published, running)
    if single:
        return single
    for mark in SEPARATOR.finditer(text):
        interval = _interval(text[: mark.start()], text[mark.end() :], published, running)
        if interval:
            return replace(interval, label=interval.label.replace("至", "—", 1)) if _DASH.search(mark[0]) else interval
    return None


def _interval(first: str, second: str, published: Period | None, running: Period | None) -> Period | None:
    """From one point to another; each takes from the other what it lacks (`1至4月`, `4月20-26日`, `12月30日至2023年1月3日`)."""
    parts = POINT.fullmatch(second)
    if UNITLESS.fullmatch(first):
        if not parts:
            return None
        first += "年" if not (parts["month"] or parts["day"]) else "月" if parts["month"] else "日"
    begins = _single(first, published, running)
    if begins and parts and parts["year"] and not re.search("年", first):
        year = number(parts["year"])
        begins = same_in(begins, year)
        if parts["month"] and int(begins.start[5:7]) > number(parts["month"]):
            begins = same_in(begins, year - 1)
    ends = _single(second, published_on(begins.end), begins) if begins and begins.start and begins.end else None
    if not begins or not ends or ends.qualifier == "about":  # 到现在 is since
        return None
    if parts and not (parts["year"] or parts["that"]) and ends.end and ends.end < begins.start and parts["month"]:
        ends = same_in(ends, int(begins.start[:4]) + 1)
    return joined(begins, ends)


def _single(text: str, published: Period | None, running: Period | None) -> Period | None:
    """One point or stretch of time, whatever its kind."""
    if found := POINT.fullmatch(text):
        return _point(found, published, running)
    if found := DEICTIC.fullmatch(text):
        return _deictic(found, published, running)
    if found := NUMERIC.fullmatch(text):
        return _timed(found, calendar(number(found["year"]), number(found["month"]), number(found["day"])))
    if found := RECENTLY.fullmatch(text):
        return recently(text, published)
    if found := RECENT.fullmatch(text):
        return recent(found, published)
    if found := PLAN.fullmatch(text):
        return plan(found)
    if found := DECADE.fullmatch(text):
        return decade(found, published)
    return None


def _point(found: re.Match[str], published: Period | None, running: Period | None) -> Period | None:
    """A point of the calendar: year, month, day and what part of them is meant."""
    if found["hour"] == found[0]:
        fine = running if running and running.precision in ("time", "day") and running.start == running.end else None
        return _timed(found, replace(fine, qualifier="")) if fine and found["clock"] else None
    month, year = 0, chosen_year(found, published, running)
    if found["month"]:
        month = number(found["month"])
    elif found["moon"] or found["day"] or found["ten"] or found["of"] == "月":
        base = month_meant(found, published, running)
        if not base:
            return None
        month = int(base[5:7])
        year = year if found["year"] or found["that"] else int(base[:4])
    if year is None:
        return None
    if found["day"]:
        named = calendar(year, month, number(found["day"])) if not found["tail"] else None
        return _timed(found, named)
    whole = calendar(year, month)
    if not whole or not found["tail"]:
        return whole
    if found["edge"] or found["ten"]:
        return _edge(found, whole, running)
    return _part(found, year, whole, running)


def _edge(found: re.Match[str], whole: Period, running: Period | None) -> Period | None:
    """A beginning, middle or end; bare 年末 and 年底 are called what the running end of the year is called."""
    word = found["ten"] + "旬" if found["ten"] else found["edge"]
    named = found["year"] or found["that"] or found["month"] or found["of"] != "年" or word not in ("底", "末")
    if named:
        return edge(whole, word)
    plain = running and running.precision == "year" and re.fullmatch("[0-9]{4}年[底末]", running.label)
    return edge(whole, running.label[-1] if running and plain else "底")


def _part(found: re.Match[str], year: int, whole: Period, running: Period | None) -> Period | None:
    """Halves, quarters, first months of a year; a festival; the running days in another year."""
    if found["half"]:
        first = 1 if found["half"] == "上" else 7
        return months(year, first, first + 5, "half", _HALF.format(found["half"]))
    if found["quarter"]:
        quarter = number(found["quarter"])
        return months(year, 3 * quarter - 2, 3 * quarter, "quarter", _QUARTER.format(NAMES[quarter]))
    if found["quarters"]:
        three = number(found["quarters"]) == 3
        return months(year, 1, 9 if three else 6, "quarter" if three else "half", _QUARTER.format("前三") if three else _HALF.format("上"))
    if found["months"]:
        last = number(found["months"])
        return months(year, 1, last, "month", f"1至{last}月" if last > 1 else "1月")
    if found["feast"]:
        return replace(whole, qualifier="about", label=whole.label + found["feast"])
    if found["same"]:
        if running and running.start and running.end and (running.precision != "day" or running.start != running.end):
            within = running.start[:4] == running.end[:4]
            if within and not running.qualifier:
                return same_in(running, year)
        return replace(whole, label=_SAME.format(whole.label))
    return whole


def _timed(found: re.Match[str], day: Period | None) -> Period | None:
    return replace(day, precision="time") if day and found["clock"] else day


def _deictic(found: re.Match[str], published: Period | None, running: Period | None) -> Period | None:
    """今天 and its kin, 目前, 当天; a day in brackets behind it says which one it is."""
    if found["inner"]:
        named = _single(found["inner"], published, None if published else running)
        if named:
            return _timed(found, named)
    word = found["sun"]
    if re.match("[当同][天日晚夜]", word):
        fine = running if running and running.precision in ("time", "day") and running.start == running.end else None
        return _timed(found, replace(fine, precision="day", qualifier="")) if fine else None
    if published and re.match("目前|当前|现在", word):
        return replace(published, qualifier="about")
    if not published or published.precision != "day":
        return None
    day = beside(published.start, _DAYS_BY.get(word[0], 0))
    return _timed(found, calendar(int(day[:4]), int(day[5:7]), int(day[8:])))
