"""Figures that state facts, as observations: what is counted, how much, when, where, how it moved, and where it ranks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.claims import counted, phrases
from kg.claims.changes import LAST_YEAR, YEAR_ON_YEAR, Movement, movement, rank
from kg.claims.lists import Item, listed, sets_amounts
from kg.claims.naming import OUTLINE, Place, became, named
from kg.claims.rows import Row, merged, quantity_of
from kg.claims.scope import Scope
from kg.claims.surroundings import CLAUSE, Surroundings
from kg.claims.tables import table_rows
from kg.lexicon import alternation, words
from kg.model import Annotation, Change, Entity, Mention, Observation, Period, Quantity, Sentence

_ENDED = re.compile("[。；！？]")
_SHORT, _HEADING = 60, 24  # characters of a line that is a fragment, of one that is a heading
_CLAUSE = 60  # characters in front of a figure whose words make it a target or a plan
_GROWTH, _CHANGE = "增速", "变化"
_LEFT, _RIGHT, _GROWN, _LISTED = 0.8, 0.75, 0.85, 0.8


def observations(annotation: Annotation, home: Entity | None = None) -> tuple[Observation, ...]:
    """Every figure of a document that states a fact, in the order of the text, each once however often it is said.

    `home` is the place that the document speaks from: what its figures are about unless the text says otherwise. Figures of
    rules (thresholds, limits, instructions) and attributes of things are none; amounts that a notice sets are.
    """
    scope = Scope(annotation, home)
    rows = [*_Reader(annotation, scope).rows(), *table_rows(annotation, scope)]
    return tuple(row.observation(annotation.document.text) for row in merged(sorted(rows, key=lambda row: row.figure.start)))


class _Reader:
    """Goes through the sentences of a document; what was counted last stands for what is left out next."""

    def __init__(self, annotation: Annotation, scope: Scope) -> None:
        self._annotation, self._scope = annotation, scope
        self._text = annotation.document.text
        self._around = Surroundings(annotation, scope)
        self._rule = counted.is_rule(annotation.document.title)
        self._proposal = counted.is_proposal(annotation.document.title)
        self._previous: Row | None = None
        self._group: list[Row] = []
        self._line = 0
        self._short = self._headline = False
        self._heading = ""

    def rows(self) -> Iterator[Row]:
        """The rows of running text. A row may still change while the next ones are read."""
        figures, at, line_end = self._annotation.quantities, 0, -1
        for sentence in self._annotation.sentences:
            if sentence.span.start >= line_end:
                line_end = self._begin_line(sentence.span.start)
            inside = []
            while at < len(figures) and figures[at].span.start < sentence.span.end:
                if figures[at].span.start >= sentence.span.start:
                    inside.append(figures[at])
                at += 1
            yield from self._sentence(sentence, inside)

    def _begin_line(self, at: int) -> int:
        """Note the line that `at` stands in and return its end; only between short lines (■ fragments) is the last figure kept."""
        was_short = self._short
        self._line = self._text.rfind("\n", 0, at) + 1
        end = self._text.find("\n", at)
        end = len(self._text) if end < 0 else end
        line = self._text[self._line : end]
        self._short = len(line) <= _SHORT
        self._headline = self._short and not _ENDED.search(line)
        if self._headline and len(line) <= _HEADING:
            self._heading = OUTLINE.sub("", line).strip()
        if not (was_short and self._short):
            self._previous = None
        return end

    def _sentence(self, sentence: Sentence, figures: Sequence[Mention]) -> Iterator[Row]:
        said = sentence.span.of(self._text)
        self._proposal = self._proposal and not counted.is_reply(said)
        rule = self._rule or self._proposal or counted.in_rule(sentence.section, said)
        if not figures and self._short and self._previous is not None:
            self._previous.rank = self._previous.rank or rank(said)  # a fragment of its own: 居全省第1位
        edge, index, self._group = sentence.span.start, 0, []
        told: list[Row] = []
        run: list[Mention] = []
        while index < len(figures):
            run = run[1:] or self._around.run(figures, index)
            start = self._around.boundary(edge, run[0].span.start)
            left = self._text[start : run[0].span.start]
            group = self._group if len(self._group) == len(run) else told[-len(run) :]
            items = listed(run, start, self._around, group) if len(run) > 1 else None
            if items is not None:
                rows = self._list(sentence, start, items, group)
                told += rows
                if not rule or counted.sets_amount(sets_amounts(left), ""):
                    yield from rows
                edge, index, run = run[-1].span.end, index + len(run), []
                continue
            right = self._around.right(sentence, figures, index)
            index += 1
            followed = index < len(figures) and not CLAUSE.search(right)
            place = Place(sentence, start, run[0], right, self._heading)
            row = self._single(place, left, rule, followed)
            if row is not None:
                edge = max(run[0].span.end, row.end)
                if row.rule:
                    told.append(row)
                    yield row

    def _single(self, place: Place, left: str, rule: bool, followed: bool) -> Row | None:
        """What one figure states: a row; one without a rule where the figure only changes the row before or is a rule's; or None
        where it is part of the name of what is counted next."""
        quantity, mention, right = quantity_of(place.mention), place.mention, place.right
        passed = Row("", quantity, mention.span, place.start, mention.span.end, "", 0)
        amount = counted.dimension(quantity.unit) == "money" and counted.sets_amount(left, right)
        if not amount and counted.is_attribute(quantity, left, right, followed):
            return None
        if moved := self._movement(quantity, left):
            row = self._moved(place, moved)
            return passed if row is None or rule else row
        again = became(quantity, left, self._previous)
        if (rule and not amount) or not (again or amount or counted.is_told(quantity, mention.span.of(self._text), left, right)):
            return None
        name = named(place, self._around, self._previous, self._annotation.quantities)
        if name is None:
            return passed
        before = self._previous if again else None
        score = _LEFT if name.side == "left" else _RIGHT
        row = self._row(place.sentence, (place.start, mention), (name.name, quantity), (name.side, score))
        row.end, row.whole = name.end, name.whole
        if before is not None:  # 由2018年的2.1万辆增加到5.6万辆: each at its own time
            dated = self._scope.dated(before.start, before.figure.start)
            row.period = self._scope.period(place.sentence.span, self._line, before.start)
            before.period = before.period if dated else None
        within = self._scope.periods(mention.span.end, name.end)  # 180家2023年重点企业
        if within and row.period is None and isinstance(within[0].value, Period):
            row.period = within[0].value
        row.rank = rank(self._text[name.end : min(name.end + _SHORT, place.sentence.span.end)])
        return row

    def _movement(self, quantity: Quantity, left: str) -> Movement | None:
        """The change that a figure tells, if the words in front of it do and there is something it can be a change of."""
        found = movement(left)
        if found is None or counted.is_rate(quantity.unit) or found.based:
            return found
        return found if self._previous and not phrases.left_phrase(found.name) else None

    def _moved(self, place: Place, moved: Movement) -> Row | None:
        """A change: of what was counted before, which takes it; or of what its own words name, a row of its own."""
        change = moved.change(quantity_of(place.mention))
        begin = self._around.behind_names(place.start, place.mention.span.start)
        named_here = movement(self._text[begin : place.mention.span.start]) or moved
        name = phrases.left_phrase(named_here.name)
        if name:
            return self._grown(place.sentence, (place.start, place.mention), name, (change, "growth"))
        if self._previous is not None and self._previous.change is None:
            self._previous.change = change
            self._previous.end = place.mention.span.end
            self._previous.rank = self._previous.rank or rank(place.right)
        return None

    def _list(self, sentence: Sentence, start: int, items: Sequence[Item], group: Sequence[Row]) -> list[Row]:
        """The rows of a list; items without a name change the rows of `group`, the list before."""
        rows = []
        for index, item in enumerate(items):
            place = (start, item.mention)
            if not item.name:
                group[index].change = group[index].change or item.change
            elif item.change is not None:
                rows.append(self._grown(sentence, place, item.name, (item.change, "list")))
            else:
                rows.append(self._row(sentence, place, (item.name, item.quantity), ("list", _LISTED)))
        self._group = rows or self._group
        return rows

    def _grown(self, sentence: Sentence, place: tuple[int, Mention], name: str, told: tuple[Change, str]) -> Row:
        """A change told alone: the rate at which what is named moved."""
        change, rule = told
        base = change.base if change.base != LAST_YEAR else YEAR_ON_YEAR
        quantity = replace(quantity_of(place[1]), value=change.value, unit=change.unit, low=change.value, high=change.value)
        told_as = _GROWTH if change.unit == "%" else _CHANGE
        row = self._row(sentence, place, (f"{name}{base}{told_as}", quantity), (rule, _GROWN))
        row.stem = name
        return row

    def _row(self, sentence: Sentence, place: tuple[int, Mention], what: tuple[str, Quantity], rule: tuple[str, float]) -> Row:
        """A row with its period, area and status, from now on the one that was counted last."""
        (start, mention), (name, quantity) = place, what
        at = mention.span.start
        period = self._scope.period(sentence.span, self._line, at)
        flow = name.endswith(words("_flow-measure")) and not self._scope.dated(start, at)
        if period and period.qualifier == "end" and flow:
            period = self._scope.year(period)
        clause_end = CLAUSE.search(self._text, mention.span.end, sentence.span.end)
        area = self._scope.site(mention.span.end, clause_end.start() if clause_end else sentence.span.end)
        while start < at and self._text[start].isspace():
            start += 1
        self._previous = Row(name, quantity, mention.span, start, mention.span.end, *rule)
        self._previous.period = period
        self._previous.area = area or self._scope.area(sentence.span, self._line, at)
        self._previous.status = _status(self._text[max(sentence.span.start, at - _CLAUSE) : at])
        self._previous.headline = self._headline
        return self._previous


def _status(clause: str) -> str:
    """Whether the words in front of a figure make it a target, a plan, or neither."""
    return "target" if _target().search(clause) else "plan" if _plan().search(clause) else "achieved"


@cache
def _target() -> re.Pattern[str]:
    return re.compile(alternation("_target-word"))


@cache
def _plan() -> re.Pattern[str]:
    return re.compile(alternation("_plan-word"))
