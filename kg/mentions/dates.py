"""Time expressions: every one in a text with the days it means, reckoned from the publication and from the text's own years."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from kg.chinese.calendar import expressions, period
from kg.model import Mention, Period
from kg.scan import Scan

_WRITTEN_YEAR = re.compile(r"\d{4}|[一二][〇○O零一二三四五六七八九]{3}年")
_RECKONED_YEAR = re.compile(r"(?:截至|截止|自|从)?(?:[今去前明]年|.{2}[（(]\d)")
_OF_LATEST = re.compile(r"(?:自|从|截至|截止)?(?:当[天日月]|同日|(?:[12]?\d|3[01])日|上午|中午|下午|凌晨|傍晚|[清早]晨|[早晚夜深])")
_UNDATED = re.compile(r"(?:自|从|截至|截止|至|到)?(?:[\d一二三四五六七八九十]{1,3}月|(?:[12]?\d|3[01])日)")
_CLOSING = re.compile(r"\d{4}年末")
_BREAK = re.compile(r"[。；\n]")
_LINE_END = re.compile(r"\n")
_LOOSE = re.compile(r"[当次][年月天日晚]|同[年日]|年[底末初内]|月[底末初]")
_DATELINE = re.compile(r"(\d{1,2})月(\d{1,2})日\s?[讯电]")
_COMPARED = re.compile(r"[比较与同从自由]$")
_LASTING = ("since", "before", "after", "until", "recent", "about")
_SURE, _RECKONED, _VAGUE = 0.95, 0.85, 0.7
_NEAR = 300  # characters that a period of the text holds on
_HEAD, _WEEK = 200, 7  # characters in which a dateline stands; days that a report may wait
_DAY, _MONTH, _FRESH = 10, 31, 3  # the length of an ISO day; days of a month; days in which news are fresh


def dates(scan: Scan) -> Iterator[Mention]:
    """Every time expression that can be placed, its `Period` as value, in the order of the text.

    The running year is the one in the document's title, or the last one written in the text, as long as that is near; a year
    named for comparison (`比2012年`) and open or long stretches do not become it. In a document with a year in its title a year
    of the text holds until the end of its line, and 今年 or 今天（2月5日） replaces nothing; elsewhere those lead back to the day of
    publication, and a day or month without a year that opens a new sentence is one just past (`5日` in the news), if one is. What
    only points (当天, `5日`, `上午9时`) takes the day or month from the last day named, if that is near. A bare 年末 is called so in
    a text that also writes it with a year, else 年底.
    """
    text, header = scan.text, scan.document.header
    published = _dateline(text, header.published or header.written)
    topic = running = _topic(scan.document.title, published)
    latest: Period | None = None
    at = last = 0  # where the running period, and the last day, was named
    line_end, pause = _Next(_LINE_END, text), _Next(_BREAK, text)
    closing = bool(_CLOSING.search(text))
    for start, end in expressions(text):
        if running is not topic and line_end.behind(at) < start and (topic or start - at > _NEAR):
            running = topic
        latest = latest if start - last <= _NEAR else None
        written = text[start:end]
        value = period(written, published, (latest or topic) if _OF_LATEST.match(written) else running)
        if value and not topic and _UNDATED.match(written) and pause.behind(max(last, at)) < start:
            value = _news(written, published) or value
        if not value:
            continue
        year = _WRITTEN_YEAR.search(written)
        plain = value.precision != "years" and value.qualifier not in _LASTING
        if plain and not _COMPARED.search(text, max(0, start - 1), start) and (year or (not topic and _RECKONED_YEAR.match(written))):
            running, at = value, end
        if plain and value.precision in ("time", "day", "month"):
            latest, last = value, end
        if value.label.endswith("年底") and "年末" in written and not year and closing:
            value = replace(value, label=f"{value.label[:-1]}末")
        score = _VAGUE if value.qualifier in ("recent", "about") or _LOOSE.match(written) else _SURE if year else _RECKONED
        yield Mention(scan.span(start, end), "Period", "dates", value, score)


class _Next:
    """Where a mark stands next behind a character, asked with characters that rise: the text is gone through once."""

    def __init__(self, mark: re.Pattern[str], text: str) -> None:
        self._mark, self._text, self._at = mark, text, -1

    def behind(self, at: int) -> int:
        """The place of the first mark at the character `at` or behind, of the end of the text where there is none."""
        if self._at < at:
            found = self._mark.search(self._text, at)
            self._at = found.start() if found else len(self._text)
        return self._at


def _dateline(text: str, published: str) -> str:
    """The day that 今天 is in the text: that of its dateline (湖南日报11月26日讯) when it is some days before publication, else that."""
    line = _DATELINE.search(text, 0, _HEAD)
    if line is None or len(published) < _DAY:
        return published
    issued = date.fromisoformat(published[:_DAY])
    for year in (issued.year, issued.year - 1):
        with suppress(ValueError):  # a 30 February
            day = date(year, int(line[1]), int(line[2]))
            if 0 <= (issued - day).days <= _WEEK:
                return day.isoformat()
    return published


def _news(written: str, published: str) -> Period | None:
    """What an undated expression means in the news: one of the last few days, this month or the last; None if it is further off."""
    value = period(written, published)
    if not value or not value.end or len(published) < _DAY:
        return None
    ago = date.fromisoformat(published[:_DAY]) - date.fromisoformat(value.end)
    month = value.precision == "month"
    return value if (-_MONTH if month else 0) <= ago.days <= (_MONTH if month else _FRESH) else None


def _topic(title: str, published: str) -> Period | None:
    """The first period with a written year in a title (`2021年…发展状况`)."""
    named = (title[start:end] for start, end in expressions(title))
    return next((found for words in named if _WRITTEN_YEAR.search(words) and (found := period(words, published))), None)
