"""When a figure holds and what it is about: the period and the place or organisation that the text around it tells."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cache

from kg.knowledge import knowledge
from kg.lexicon import alternation, words
from kg.model import Annotation, Entity, Link, Mention, Period, Span
from kg.occurrences import Matches

_CHINA = "100000"
_FINE = frozenset(("day", "time"))
_VAGUE = frozenset(("recent", "about"))
_LISTED = frozenset("、和及与等至到—－-")
_MEMBERS = re.compile("(?:组成|工作)?(?:人员|成员|委员|代表)(?:共|有|共有)?")
_HEADED = re.compile("(?:^|\n)[一二三四五六七八九十]{1,3}、关于$")
_SECTION = re.compile("\n[一二三四五六七八九十]{1,3}、")
_COUNTED = re.compile(r"(?:[（(][^（）()]{0,10}[）)])?(?:共|有|共有|达|总数)?\d")
_CLOSED = re.compile("[^（(）)]*[）)]")
_THAT = re.compile("此次|本次|这次|其间|期间")
_CLAUSE = re.compile("[^，。；：]*")
_LINES = 12  # short lines above a fragment that are looked at
_NEAR, _FRONT, _COMMON, _MOST, _PARAGRAPH = 15, 40, 3, 40, 300
_TOPIC = 4  # a year named so often, and in three of five time expressions, is what an undated text is about


class Scope:
    """Periods, places and organisations of a document, looked up by where a figure stands.

    `home` is the place that figures are about unless the text says otherwise, `topic` the year, each None where nothing tells.
    """

    def __init__(self, annotation: Annotation, home: Entity | None) -> None:
        self.text = annotation.document.text
        self._now = Matches(_now(), self.text)
        self._sections = Matches(_SECTION, self.text)
        self._told = Matches(_published(), self.text)
        self._led: dict[tuple[int, int], bool] = {}
        self._published = annotation.document.header.published or "9999"
        self._periods = [mention for mention in annotation.periods if isinstance(mention.value, Period)]
        self._headed = [link for link in annotation.links if link.mention.kind in _SITES and _HEADED.search(self._front(link))]
        self._names = [link for link in annotation.links if link.mention.kind in _NAMES or self._is_built(link)]
        self.home = home or self._common()
        self.topic = _title_period(annotation) or self._topic(annotation.document.header.published)

    def _front(self, link: Link) -> str:
        """The characters right in front of a name."""
        return self.text[max(0, link.mention.span.start - _NEAR) : link.mention.span.start]

    def _is_built(self, link: Link) -> bool:
        """Whether a programme is a thing built, which figures can be about as about a place (某调水工程)."""
        return link.mention.kind == "Programme" and link.mention.span.of(self.text).endswith(words("_built"))

    def periods(self, start: int, end: int) -> list[Mention]:
        """The time expressions between two characters; of many the last ones, which are nearest."""
        first = bisect_left(self._periods, start, key=lambda mention: mention.span.start)
        last = bisect_right(self._periods, end, key=lambda mention: mention.span.end)
        return self._periods[max(first, last - _MOST) : last]

    def links(self, start: int, end: int) -> list[Link]:
        """The names of places, institutions and persons between two characters; of many the last ones."""
        first = bisect_left(self._names, start, key=lambda link: link.mention.span.start)
        last = bisect_right(self._names, end, key=lambda link: link.mention.span.end)
        return self._names[max(first, last - _MOST) : last]

    def period(self, sentence: Span, line: int, at: int) -> Period | None:
        """The period of a figure at `at`: the nearest before it in its sentence; else a coarse one of its paragraph, which
        begins at `line`; else the year that the document's title or an earlier paragraph speaks of."""
        named = self.periods(sentence.start, at)
        near = (_value(mention) for mention in reversed(named) if self._holds(mention, at))
        if nearest := next(near, None):
            return _since(nearest, near)
        if any(mention.span.of(self.text).endswith(words("_now")) for mention in named) or self._now.between(sentence.start, at):
            return None
        if _THAT.match(self.text, sentence.start):
            earlier = (_value(mention) for mention in reversed(self.periods(0, sentence.start)) if self._holds(mention, at))
            if told := next((value for value in earlier if value.precision == "month"), None):
                return told
        before = reversed(self.periods(line, sentence.start))
        around = next((mention for mention in before if self._lasting(_value(mention)) and self._holds(mention, at)), None)
        since = around.span.end if around else max(line, sentence.start - _PARAGRAPH)
        if self._now.between(since, sentence.start):
            return None
        return _value(around) if around else self._above(line) or self.topic

    def _above(self, line: int) -> Period | None:
        """The period that stands alone on a line above fragments (截至2021年底 over ■ lines)."""
        for _ in range(_LINES):
            start = self.text.rfind("\n", 0, max(0, line - 1)) + 1
            above = self.text[start : max(0, line - 1)]
            if line == 0 or len(above) > _FRONT:
                return None
            inside = self.periods(start, line)
            if inside and len(above.strip(" ：:，,■●")) <= len(inside[-1].span):
                return _value(inside[-1])
            line = start
        return None

    def _lasting(self, period: Period) -> bool:
        """Whether a period holds for the sentences that follow: more than a day, and no time to come."""
        return (period.precision not in _FINE or period.start != period.end) and period.start <= self._published

    def dated(self, start: int, at: int) -> bool:
        """Whether the words between two characters tell a period of their own."""
        return any(self._holds(mention, at) for mention in self.periods(start, at))

    def year(self, end: Period) -> Period:
        """The year of which a period is the end."""
        return Period(f"{end.end[:4]}-01-01", end.end, "year", "", f"{end.end[:4]}年")

    def _topic(self, published: str) -> Period | None:
        """The year that a text without a year in its title is about: one before that of its publication, named most."""
        dated = [mention for mention in self._periods if _value(mention).precision not in _FINE and not self._compared(mention)]
        years = Counter(_value(mention).end[:4] for mention in dated)
        year, count = max(years.items(), key=lambda row: (row[1], row[0]), default=("", 0))
        if count < _TOPIC or count * 5 <= years.total() * 3 or not year or year >= (published[:4] or "0"):
            return None
        return Period(f"{year}-01-01", f"{year}-12-31", "year", "", f"{year}年")

    def area(self, sentence: Span, line: int, at: int) -> Entity | None:
        """The place or organisation of a figure at `at`: the nearest named before it in its sentence, else in its paragraph,
        else the place that the document speaks from."""
        near = [link for link in self.links(sentence.start, at) if self._leads(link, sentence.start)]
        if near and near[-1].mention.kind == "Agency" and (heading := self._heading(at)):
            return heading.entity
        for link in reversed(near):
            if _MEMBERS.fullmatch(self.text, link.mention.span.end, at):
                return link.entity
            if entity := self._about(link):
                return entity
        around = (link for link in reversed(self.links(line, sentence.start)) if link.mention.kind != "Agency" and self._lasts(link, line))
        return next((entity for link in around if (entity := self._about(link))), self.home)

    def site(self, end: int, clause_end: int) -> Entity | None:
        """The place behind a figure that it belongs to: 海拔2000多米的仙女山, 15家企业入驻某新区."""
        for link in self.links(end, clause_end):
            between = self.text[end : link.mention.span.start]
            if link.mention.kind == "Place" and (between == "的" or _settling().search(between)):
                return link.entity
        return None

    def _lasts(self, link: Link, line: int) -> bool:
        """Whether what follows in the paragraph is about this name, too: not where an event is held."""
        span = link.mention.span
        held = self._front(link).endswith("在") and _held().match(self.text, span.end, span.end + _NEAR)
        return not held and self._leads(link, line)

    def _heading(self, at: int) -> Link | None:
        """The place that the section's heading is about (`六、关于某机场问题`)."""
        number = bisect_left(self._headed, at, key=lambda link: link.mention.span.start)
        link = self._headed[number - 1] if number else None
        return link if link and not self._sections.between(link.mention.span.end, at) else None

    def _leads(self, link: Link, start: int) -> bool:
        """Whether a name stands where what a figure is about stands: a place at the beginning of a clause or behind 在, an agency
        at the beginning of a clause, an organisation at that of the sentence, which begins at `start`."""
        key = link.mention.span.start, start
        if key not in self._led:
            self._led[key] = self._is_leading(link, start)
        return self._led[key]

    def _is_leading(self, link: Link, start: int) -> bool:
        span, kind = link.mention.span, link.mention.kind
        front = self._front(link)
        behind = self.text[span.end : span.end + _NEAR]
        if any(other.mention.span.start == span.end for other in self.links(span.end, span.end + _NEAR)):
            return False  # 美国哥伦比亚大学: a place in front of a name belongs to it
        pointing = span.of(self.text) in words("_pointing")
        counted = kind in ("Organization", "Agency") and _COUNTED.match(behind)
        if counted or kind == "Person" or _away().match(behind) or (behind[:1] in _LISTED and kind != "Agency" and not pointing):
            return False
        if kind in ("Organization", "Programme"):
            near = max(start, span.start - _FRONT - 1)
            begin = max(near, *(self.text.rfind(mark, near, span.start) + 1 for mark in "。；！？"))
            opens = re.fullmatch(_opening(), self.text[begin : span.start]) if span.start - begin <= _FRONT else None
            local = front.endswith("在") and behind[:1] == "，"
            return (bool(opens) and not _source().search(_CLAUSE.match(behind)[0])) or local  # type: ignore[index]
        if front.endswith("在"):
            return kind == "Place" and not pointing
        if pointing and front.endswith("对"):
            return True
        return bool(_leading().search(front))

    def _common(self) -> Entity | None:
        """What most clauses of a text without a home are about, if three of five are about it and it is three at least."""
        found = Counter(entity for link in self._names if self._leads(link, 0) and (entity := self._about(link)))
        entity, count = max(found.items(), key=lambda row: (row[1], row[0].iri), default=(None, 0))
        return entity if count >= _COMMON and count * 5 >= found.total() * 3 else None

    def _holds(self, mention: Mention, at: int) -> bool:
        """Whether a time expression can be the period of what follows: no vague one, and not the day of making it known."""
        value = _value(mention)
        written = mention.span.of(self.text)
        if written.endswith(words("_now")) or (value.qualifier in _VAGUE and value.precision not in ("years", "year")):
            return False
        if self._compared(mention) or self._bracketed(mention, at):
            return False
        if value.precision not in _FINE:
            return True
        return not self._told.between(mention.span.end, at)

    def _bracketed(self, mention: Mention, at: int) -> bool:
        """Whether a time expression stands in a bracket that is closed before `at`."""
        between = self.text[mention.span.end : min(at, mention.span.end + _FRONT)]
        return bool(_CLOSED.match(between))

    def _compared(self, mention: Mention) -> bool:
        """Whether a time expression only says what is compared with (比2021年增长)."""
        return self.text[max(0, mention.span.start - 4) : mention.span.start].endswith(words("_dated-otherwise"))

    def _about(self, link: Link) -> Entity | None:
        """What a figure behind this name is about: the place or organisation itself, of an agency its place."""
        entity = link.entity
        if entity is None or (link.mention.kind != "Agency" and not _national().match(entity.label)):
            return entity
        match = re.search("agency/([^/]+)/[^/]+$|[a-z]+/[^/]+$", entity.iri)
        key = f"place/{match[1] or _CHINA}" if match else ""
        place = knowledge().entities.get(key)
        if place is None:
            return None
        return Entity(entity.iri[: match.start()] + key, "Place", place.label) if match else None


_SITES = frozenset(("Place", "Programme"))
_NAMES = frozenset(("Place", "Agency", "Organization", "Person"))


def _value(mention: Mention) -> Period:
    assert isinstance(mention.value, Period)
    return mention.value


def _since(period: Period, before: Iterable[Period]) -> Period:
    """A period open at its end, closed by the day that the sentence counts to (截至2月5日，…自2014年以来): from the one to the other.

    `before` are the periods before it, the nearest first.
    """
    if period.qualifier != "since":
        return period
    until = next((other for other in reversed([*before]) if other.qualifier == "as-of"), None)
    if until is None or until.end < period.start:
        return period
    return Period(period.start, until.end, period.precision, "", f"{period.label.removesuffix('以来')}—{until.label}")


def _title_period(annotation: Annotation) -> Period | None:
    """The year that the title speaks of."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)年", annotation.document.title)
    if match is None:
        return None
    return Period(f"{match[1]}-01-01", f"{match[1]}-12-31", "year", "", f"{match[1]}年")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[，。；：,;:\s■●）)]|{alternation('_area-lead')})$")


@cache
def _opening() -> str:
    """What may stand between the beginning of a sentence and its subject: marks of the outline, times, a few adverbs."""
    return rf"(?:[\s■●（(）)、，,.\d一二三四五六七八九十年月日至—-]|{alternation('_area-lead')})*+"


@cache
def _now() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[，。；\s]){alternation('_now')}")


@cache
def _national() -> re.Pattern[str]:
    """How the names of the national heads of mass organisations begin: their figures are the country's."""
    return re.compile(alternation("_national-lead"))


@cache
def _source() -> re.Pattern[str]:
    return re.compile(alternation("_source-word"))


@cache
def _away() -> re.Pattern[str]:
    """What behind a place makes it an end of a way, or the country of an office-holder."""
    return re.compile(alternation("_away"))


@cache
def _held() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,4}}{alternation('_held')}")


@cache
def _settling() -> re.Pattern[str]:
    return re.compile(rf"^[^，。；]{{0,20}}{alternation('_settling')}$")


@cache
def _published() -> re.Pattern[str]:
    return re.compile(alternation("_published-verb"))
