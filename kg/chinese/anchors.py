"""Which year and month an expression lies in that does not say so: reckoned from the publication or from the running period."""

import re

from kg.chinese.intervals import calendar, moved, number
from kg.model import Period

FINE = ("time", "day", "month")
_YEARS_BY = {"今": 0, "去": -1, "前": -2, "明": 1, "上": -1, "下": 1, "本": 0, "当": 0, "同": 0, "次": 1}
_FAR = 10  # months between a month without a year and the publication that put it into the year before or after
_AHEAD = 25  # days between a day without a month and the publication that put it into the month before


def chosen_year(found: re.Match[str], published: Period | None, running: Period | None) -> int | None:
    """The year written, reckoned (去年), or chosen as `kg.chinese.calendar.period` says; None when nothing gives one."""
    if found["year"]:
        return number(found["year"])
    own = int((running.end or running.start)[:4]) if running else None
    if that := found["that"]:
        base = (own, published) if that[0] in "上本当同次" else (None, published)
        issued = int(published.start[:4]) if published and that[0] not in "当同次" else None
        chosen = base[0] or issued or (own if that[0] == "今" else None)
        return chosen + _YEARS_BY[that[0]] if chosen else None
    if not published:
        return own
    issued = int(published.start[:4])
    if own and (not found["day"] or (running and running.precision in FINE)):
        return own
    if not found["month"] or published.precision == "year":
        return issued
    ahead = number(found["month"]) - int(published.start[5:7])
    return issued - 1 if ahead >= _FAR else issued + 1 if ahead <= -_FAR else issued


def month_meant(found: re.Match[str], published: Period | None, running: Period | None) -> str:
    """A day in the month that 本月, 上月, 当月 or a bare day belongs to, or nothing.

    Without a running day, a bare day that the month of publication does not have, or has far ahead, is one of the month before.
    """
    fine = running if running and running.precision in FINE and running.start else None
    dated = published if published and published.precision != "year" else None
    known = (found["moon"] or "")[:1]
    chosen = fine if known and known in "当同" else (dated or fine) if known else (fine or dated)
    if not chosen:
        return ""
    first, by = f"{chosen.start[:8]}01", {"上": -1, "下": 1}.get(known, 0)
    if found["day"] and not known and chosen is dated and dated:
        day = number(found["day"])
        past = dated.precision == "day" and day - int(dated.start[8:]) >= _AHEAD
        by = -1 if past or not calendar(int(first[:4]), int(first[5:7]), day) else 0
    return moved(first, by)
