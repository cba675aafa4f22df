"""From when until when a document is in force: 本办法自2019年1月1日起施行，有效期5年; and the day that it was written."""

import re
from collections.abc import Iterator
from functools import cache

from kg.chinese.calendar import period
from kg.chinese.intervals import beside, moved
from kg.chinese.numerals import number
from kg.claims.frame import signature
from kg.claims.reading import Reading
from kg.claims.roles import concept
from kg.claims.speaking import Speaking
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Literal, Sentence, Span
from kg.vocabulary import DCT, ELI, KG

_DAY_LENGTH = 10
_SOON = 60
"""Within how many days of the day it was written a document's page shows the day that it was published."""
_FOOTER = 300
"""How many characters at the end of a document may hold the line that says when it was printed."""
_NUMERAL = r"[\d一二两三四五六七八九十百]{1,4}"
_RULE = "in-force"


def dated(reading: Reading) -> Iterator[Claim]:
    """The day of the signature is the day the document was written, where the page does not say."""
    if not reading.document.header.written:
        day = _signed(reading)
        if day is not None:
            yield reading.says((reading.this, DCT.created, Literal(day[0], "date")), day[1], ("signature", 0.95))


def in_force(reading: Reading) -> Iterator[Claim]:
    """The first and the last day on which a document is in force, and that it is, with the words that say so."""
    text, speaking = reading.document.text, Speaking(reading)
    for sentence in reading.annotation.sentences:
        start, end = sentence.span.start, sentence.span.end
        for match in _from().finditer(text, start, end):
            document = _subject(speaking, sentence, match.start())
            if document is None:
                continue
            first = _first_day(reading, match)
            lasting = _lasting().match(text, match.end())
            last = _last_day(reading, lasting, first) if lasting and not (lasting["length"] and _ends_on_page(reading)) else ""
            evidence = Span(reading.document.iri, match.start(), lasting.end() if lasting else match.end())
            yield from _told(reading, document, ((first, last), evidence))
        for match in _alone().finditer(text, start, end):
            document = _subject(speaking, sentence, match.start())
            last = _last_day(reading, match, "")
            if document is not None and last:
                yield from _told(reading, document, (("", last), Span(reading.document.iri, match.start(), match.end())))


def page_status(reading: Reading) -> Iterator[Claim]:
    """What the page's own table says: in force or not, from which day, until which."""
    for label, value in reading.document.header.more:
        for name, predicate in (("_from-label", ELI.first_date_entry_in_force), ("_until-label", ELI.date_no_longer_in_force)):
            if label in words(name) and (day := _day(value, "")):
                yield reading.says((reading.this, predicate, Literal(day, "date")), None, ("header", 1.0))
        if label in words("_status-label"):
            for name, stage in (("_status-repealed", "repealed"), ("_status-in-force", "in-force")):
                if value.strip() in words(name):
                    yield reading.says((reading.this, KG.stage, concept("stage", stage)), None, ("header", 1.0))


def _ends_on_page(reading: Reading) -> bool:
    """Whether the page's own table tells the last day, which a length of validity does not overrule."""
    return any(label in words("_until-label") and _day(value, "") for label, value in reading.document.header.more)


def _told(reading: Reading, document: Entity, told: tuple[tuple[str, str], Span]) -> Iterator[Claim]:
    (first, last), evidence = told
    rule = (_RULE, 0.9)
    for predicate, day in ((ELI.first_date_entry_in_force, first), (ELI.date_no_longer_in_force, last)):
        if day:
            yield reading.says((document, predicate, Literal(day, "date")), evidence, rule)
    yield reading.says((document, KG.stage, concept("stage", "in-force")), evidence, rule)


def _subject(speaking: Speaking, sentence: Sentence, at: int) -> Entity | None:
    """Which document the words at a place are about: one named right before, or the one that says 本办法; no draft."""
    reading = speaking.reading
    text = reading.document.text
    found: tuple[int, Entity] | None = None
    for link in reading.links(sentence.span.start, at):
        if link.mention.kind == "Document" and link.entity is not None:
            found = (link.mention.span.end, link.entity)
    own = next(iter(reversed(list(_own().finditer(text, sentence.span.start, at)))), None)
    if own is not None and (found is None or own.start() >= found[0]):
        document = speaking.self_named(own["kind"], own.start())
        found = (own.end(), document) if document is not None else None
    if found is None or not _between().fullmatch(text, found[0], at) or _draft().search(found[1].label):
        return None
    return found[1]


def _first_day(reading: Reading, match: re.Match[str]) -> str:
    """The day from which, as far as it can be told: `自公布之日起30日后` counts from the day of publication."""
    day = _act_day(reading, match["act"]) if match["act"] else _day(match["when"], reading.document.header.published)
    if day and match["after"]:
        later = number(match["after"])
        if later is None:
            return ""
        unit = match["unit"][-1]
        day = beside(day, int(later)) if unit in "日天" else moved(day, int(later) * (12 if unit == "年" else 1))
    return day


def _last_day(reading: Reading, match: re.Match[str], first: str) -> str:
    """The last day, said itself or by how long from the first."""
    if match["until"]:
        return _day(match["until"], reading.document.header.published, last=True)
    length = number(match["length"]) if match["length"] else None
    if not first or length is None or int(length) != length:
        return ""
    unit = match["unit2"][-1]
    return beside(moved(first, int(length) * (12 if unit == "年" else 1)) if unit in "年月" else beside(first, int(length)), -1)


def _day(expression: str, published: str, last: bool = False) -> str:
    """The day that an expression means, the empty string for a longer period (a month's last day counts as a last day)."""
    found = period(expression, published)
    if found is None or found.precision not in (("day", "month", "year") if last else ("day",)) or not found.end:
        return ""
    return found.end if last else found.start or found.end


def _act_day(reading: Reading, act: str) -> str:
    """The day on which the document was written (印发) or published (公布); the empty string where the page does not tell."""
    header = reading.document.header
    stated = next((day for label, value in header.more if label in words("_from-label") and (day := _day(value, ""))), "")
    if stated:
        return stated
    text = reading.document.text
    printed = _printed().search(text, max(0, len(text) - _FOOTER)) if act in words("_day-of-writing") else None
    if printed and (day := _day(printed["day"], "")):
        return day
    written = header.written if len(header.written) == _DAY_LENGTH else ""
    if not written and (signed := _signed(reading)) is not None:
        written = signed[0]
    published = header.published if len(header.published) == _DAY_LENGTH else ""
    if act in words("_day-of-publication") and written and published and written <= published <= beside(written, _SOON):
        return published
    return written


def _signed(reading: Reading) -> tuple[str, Span] | None:
    """The day behind the signature, and where it stands."""
    signed = next((claim.evidence for claim in signature(reading) if claim.evidence), None)
    for mention in reversed(reading.annotation.periods if signed else ()):
        found, span = mention.value, mention.span
        if signed and signed.start <= span.start and span.end <= signed.end:
            day = _day(span.of(reading.document.text), "") if found is not None else ""
            return (day, span) if day else None
    return None


@cache
def _printed() -> re.Pattern[str]:
    """The last line of a document as it was printed: 某办公室　2025年7月4日印发."""
    return re.compile(rf"(?P<day>\d{{4}}年\d{{1,2}}月\d{{1,2}}日)\s*{alternation('_printing-after')}")


@cache
def _from() -> re.Pattern[str]:
    act = alternation("_day-of-writing", "_day-of-publication")
    when = rf"(?:(?P<act>{act})之日|(?P<when>[\d今明一二三四五六七八九十〇○年月日\s]{{4,16}}日))"
    after = rf"(?:满?(?P<after>{_NUMERAL})(?P<unit>日|天|个月|年)(?:之?后)?)?"
    begins = rf"起?(?:开始|正式)?{alternation('_in-force')}(?![一-鿿]{{0,3}}之日)"
    return re.compile(rf"{alternation('_in-force-lead')}{when}起?(?:开始)?{after}{begins}")


@cache
def _lasting() -> re.Pattern[str]:
    """What follows the words for the first day: ，有效期5年; ，有效期至2026年12月31日."""
    return re.compile(rf"[，,。；;、（(\s]*{_valid()}")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?<![，,。；;、（(]){_valid()}")


@cache
def _valid() -> str:
    noun = rf"{alternation('_valid-for')}(?:{alternation('_valid-verb')})?"
    verb = alternation("_lasting-verb")
    numeral = r"[\d一二三四五六七八九十〇○]"
    until = rf"{numeral}{{4}}年(?:{numeral}{{1,3}}月(?:{numeral}{{1,3}}日|底)?|底)"
    length = rf"(?P<length>{_NUMERAL})(?P<unit2>年|个月|日|天)"
    return rf"(?:{noun}|{verb})(?:[至到](?P<until>{until})|{length})(?![一-鿿]?[前内度以])"


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"本(?P<kind>{alternation('_this-kind')})(?![一-鿿]{{0,6}}所)")


@cache
def _between() -> re.Pattern[str]:
    """What may stand between a document and the day from which it is in force: brackets, a clause or two, 将."""
    clause = r"[，,\s]++(?:[^，。；,;]{0,30}[，,\s]++){0,2}"
    marks = r"[》〉”\"]?(?:\s*+[（(][^（）()]*+[）)])*[》〉”\"]?"
    return re.compile(rf"{marks}(?:[^，。；,;]{{0,8}}{clause}|\s*){alternation('_in-force-soon')}?")


@cache
def _draft() -> re.Pattern[str]:
    return re.compile(alternation("_draft-mark"))
