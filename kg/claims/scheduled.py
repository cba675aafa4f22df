"""On which days an event is: 5月6日，第二届海洋经济论坛在厦门开幕; 4月20日至26日举办第五届读书节."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading
from kg.lexicon import alternation, words
from kg.model import Claim, Link, Literal, Mention, Period
from kg.occurrences import ends, stands
from kg.vocabulary import KG

_RULE, _SCORE = "scheduled", 0.9
_NEAR, _CLAUSE = 24, 30  # characters between a day and the event in its clause, between an event and its verb
_DAY = ("day", "time")
_COUNTED = re.compile(r"第|\d")
_END = r"(?=[^一-鿿\ue000-\ue0ff]|$)"


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression at the masked characters `start` to `end`."""

    start: int
    end: int
    mention: Mention
    period: Period


def scheduled(reading: Reading) -> Iterator[Claim]:
    """The first and the last day of events, each once a sentence.

    A day fixed for what is to come (将于10月17日举行) counts; one that is only hoped for, planned or taken back does not. 举行 on one
    day tells the day it begins; 开幕 and 闭幕 tell the one or the other; days from … to … tell both.
    """
    for masked in reading.masked:
        days = _days(reading, masked)
        told: set[tuple[str, str]] = set()
        for link, match in _holdings(masked) if days else ():
            day = _day_of(masked, match, days)
            for predicate, iso in _told(match, day.period) if day else ():
                if day is not None and link.entity is not None and (link.entity.iri, predicate) not in told:
                    told.add((link.entity.iri, predicate))
                    span = masked.span(reading.document, min(day.start, match.start()), max(day.end, match.end()))
                    score = _SCORE * min(link.score, day.mention.score)
                    yield reading.says((link.entity, predicate, Literal(iso, "date")), span, (_RULE, score))


def _days(reading: Reading, masked: Masked) -> list[Dated]:
    """The days and spans of days in a sentence that the text fixes."""
    first, last = masked.spans[0][0], masked.spans[-1][1]
    found = []
    periods = reading.annotation.periods
    for index in range(bisect_left(periods, first, key=_begin), bisect_left(periods, last, key=_begin)):
        mention = periods[index]
        period, span = mention.value, mention.span
        if not isinstance(period, Period):
            continue
        if period.precision in _DAY and period.qualifier in ("", "until", "since") and (period.start or period.end):
            begin = bisect_left(masked.spans, (span.start,))
            at = [at for at in range(begin, min(begin + len(span), len(masked.spans))) if masked.spans[at][1] <= span.end]
            # words right before a day may make it another day (一年前的今天) or one of several (1日、2日)
            moved = at and masked.text.endswith((*words("_held-moved"), "、"), 0, at[0])
            if at and not moved and not any(index in masked.groups for index in at):
                found.append(Dated(at[0], at[-1] + 1, mention, period))
    return found


def _begin(mention: Mention) -> int:
    return mention.span.start


def _holdings(masked: Masked) -> Iterator[tuple[Link, re.Match[str]]]:
    """The events of which the sentence says that they are held, with the words that say so."""
    for expression in (_is_held(), _holds(), _closes()):
        for match in expression.finditer(masked.text):
            at = match.start("event") if match["event"] else match.start("named")
            links = masked.groups[at]
            clause = max(masked.text.rfind(mark, 0, match.start()) for mark in "。；") + 1
            studied = ends(masked.text, at, "_studying", "_held-for")
            planned = stands(masked.text, (clause, match.end()), "_held-plan")
            if len(links) == 1 and not studied and not _is_series(links[0]) and not planned:
                yield links[0], match


def _is_series(link: Link) -> bool:
    """Whether an event's name is that of many (国务院常务会议), which have no one day; 第八次 or a year tell one of them."""
    label = link.entity.label if link.entity else ""
    return label.endswith(words("_held-series")) and not _COUNTED.search(label)


def _day_of(masked: Masked, match: re.Match[str], days: list[Dated]) -> Dated | None:
    """The day that belongs to a holding: the one inside its words, or the nearest in front, in its clause or one of its own."""
    inside = [day for day in days if match.start() <= day.start and day.end <= match.end()]
    if inside:
        return inside[-1]
    front = [day for day in days if day.end <= match.start()]
    if not front:
        return None
    between = masked.text[front[-1].end : match.start()]
    return front[-1] if _leads_to().fullmatch(between) and not _said().search(between) else None


def _told(match: re.Match[str], period: Period) -> Iterator[tuple[str, str]]:
    """What a verb makes of the days: the first, the last, or both."""
    several = period.start != period.end
    if match["verb"] in words("_held-until"):
        if period.end and period.qualifier != "since" and not several:
            yield KG.ends, period.end
        return
    if period.start and period.qualifier != "until":
        yield KG.begins, period.start
    if several and period.end and period.qualifier == "" and match["verb"] in words("_held-on"):
        yield KG.ends, period.end


@cache
def _verb() -> str:
    return rf"(?P<verb>{alternation('_held-on', '_held-from', '_held-until')})"


@cache
def _is_held() -> re.Pattern[str]:
    """〔event〕…在〔place〕开幕, with no other event or person between, and nothing that makes another name of the event's."""
    other = f"[{marks('Event')[1:-1]}{marks('Person')[1:-1]}]"
    begun = alternation("_held-on", "_held-from", "_held-until", "_held-how", "_relation-filler")
    how = rf"(?={begun}|[\d一二三四五六七八九十○〇]+[年月日])"
    between = rf"(?:(?!{other})[^，。；：]){{0,{_CLAUSE}}}?"
    return re.compile(rf"(?P<event>{marks('Event')})(?:{alternation('_held-as')})?，?{how}{between}{_verb()}{_END}")


@cache
def _holds() -> re.Pattern[str]:
    """举办〔event〕, 举行的〔event〕."""
    few = r"[^，。；：\ue000-\ue0ff]{0,4}"
    named = rf"(?P<named>{marks('Event')})(?:{alternation('_held-as')})?{_END}"
    return re.compile(rf"{_verb()}(?:的{few}(?P<event>{marks('Event')})|了?{few}{named})")


@cache
def _closes() -> re.Pattern[str]:
    """〔event〕5月6日开幕，5月8日闭幕: the end told in a clause of its own that names no other."""
    other = f"[^。；{marks('Event')[1:-1]}]"
    days = rf"(?:{alternation('_relation-filler')}|于|将|[\d年月日\s])*+"
    return re.compile(rf"(?P<event>{marks('Event')}){other}{{1,{_CLAUSE}}}，{days}(?P<verb>{alternation('_held-until')}){_END}")


@cache
def _leads_to() -> re.Pattern[str]:
    """What may stand between a day and the words that say what is held: the rest of the clause, or the end of the day's own."""
    return re.compile(rf"[^，。；：]{{0,{_NEAR}}}|[^，。；：]{{0,6}}，[^，。；：]{{0,{_NEAR}}}")


@cache
def _said() -> re.Pattern[str]:
    return re.compile(alternation("_held-said"))


