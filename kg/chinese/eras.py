"""Stretches of time that are no part of one year: five-year plans, decades, centuries, the years just past."""

import re
from dataclasses import replace

from kg.chinese.intervals import moved, number
from kg.model import Period

_CENTURY, _DECADE, _DURING = "{}世纪", "{}世纪{}年代", "{}期间"


def recently(text: str, published: Period | None) -> Period | None:
    """近日, 日前, 近期: the day of publication, or rather those before it; 近年来 reaches back nobody knows how far."""
    if not published:
        return None
    if "年" in text:
        return Period("", published.end, "years", "recent", text.removesuffix("来") + "来")
    return replace(published, qualifier="recent", label="近日" if text[0] == "日" else text)


def recent(found: re.Match[str], published: Period | None) -> Period | None:
    """Years or months counted back from the publication (近三年, 三年来), or on from it (未来五年)."""
    if not published or not (found["near"] or found[0].endswith("来")):
        return None
    coming = (found["near"] or "")[:1] in ("未", "今")
    span, unit = found["span"], found["unit"]
    vague = found["vague"] or re.search("[几数多些]", span)
    count = number(span) if not re.search("[几数多些]", span) else 0
    written = span
    whole = found[0] if not (count or found["near"]) else ""  # 多年来
    label = whole or f"{'未来' if coming else '近'}{written}{found['vague']}{unit}{found['more']}"
    precision = "month" if unit != "年" else "year" if count == 1 and not vague else "years"
    by = count * (12 if unit == "年" else 1)
    if coming:
        return Period(published.end, moved(published.end, by) if by else "", precision, "after", label)
    start = moved(published.end, -by) if 0 < by < 12 * int(published.end[:4]) else ""
    return Period(start, published.end, precision, "recent", label)


def plan(found: re.Match[str]) -> Period:
    """A five-year plan: 一五 and 二五 from 1953, 三五 to 十五五 from 1966 on."""
    index = number(found["plan"])
    first = 1953 + 5 * (index - 1) if index < 3 else 1966 + 5 * (index - 3)
    start, end = f"{first}-01-01", f"{first + 4}-12-31"
    phase, name = found["phase"] or "", f"“{found['plan']}五”"
    if phase.endswith("末"):
        return Period(end, end, "years", "end", f"{name}末")
    if phase.startswith("初"):
        return Period(start, f"{first}-12-31", "years", "start", f"{name}初")
    return Period(start, end, "years", "", _DURING.format(name) if phase else name)


def decade(found: re.Match[str], published: Period | None) -> Period | None:
    """A century or a decade, or its third (`20世纪70年代末` is 1977–1979)."""
    century, ten, era = found["century"], found["decade"], found["era"] or ""
    if not century and not ten:
        return None
    if century and century[0] in ("上", "本"):
        now = int(published.start[:4]) // 100 + 1 if published else 21
        nth = now - (century[0] == "上")
    else:
        nth = number(century) if century else 20
    label = _CENTURY.format(nth)
    first, length = 100 * (nth - 1) + 1, 100
    if ten:
        tens = number(ten[0] + ten[-1] if len(ten) == 3 else ten[-2:])
        nth = int(ten[:2]) + 1 if len(ten) == 4 else nth
        first, length, label = 100 * (nth - 1) + tens, 10, _DECADE.format(nth, tens)
        if len(ten) == 3:  # 六七十年代
            length, label = number(ten[1:]) - tens + 10, _DECADE.format(nth, ten)
    last, third = first + length - 1, length // 3
    which = "start" if era.startswith("初") else "middle" if era.startswith("中") and len(era) == 2 else "end" if era else ""
    if which == "start":
        last = first + third - 1
    elif which == "middle":
        first, last = first + third, last - third
    elif which == "end":
        first = last - third + 1
    name = era if era.startswith(("中", "后")) else era[:1]
    return Period(f"{first:04}-01-01", f"{last:04}-12-31", "years", which, label + name)
