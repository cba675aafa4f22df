"""Whose a programme is and who runs it, where its verb stands away from the one who acts: subjects carried along, headings, names."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.masked import Masked, marks
from kg.claims.named import has_programmes
from kg.claims.reading import Reading
from kg.claims.situated import is_around
from kg.knowledge import knowledge
from kg.lexicon import alternation
from kg.model import Claim, Link
from kg.vocabulary import KG

_CARRIED, _BESIDE, _HEADED = 0.75, 0.8, 0.75
_CHINA = "place/100000"


def undertakings(reading: Reading) -> Iterator[Claim]:
    """The programmes of a sentence whose subject, a place or an institution, stands at its head or was that of the one before."""
    subject: Link | None = None
    seen: set[tuple[str, str, str]] = set()
    for masked in reading.masked:
        head = _head(masked)
        subject = head or (subject if _continues().match(masked.text) else None)
        found = [*_beside(masked), *(_carried(masked, subject, head) if subject else ())]
        for actor, programme, at, score in found:
            if actor.entity is None or programme.entity is None:
                continue
            predicate = KG.jurisdiction if actor.mention.kind == "Place" else KG.undertakenBy
            governed = is_around(actor.entity) and has_programmes(actor.entity) and not actor.entity.iri.endswith(_CHINA)
            if predicate == KG.jurisdiction and not governed:
                continue
            key = (programme.entity.iri, predicate, actor.entity.iri)
            if key not in seen:
                seen.add(key)
                fact = (programme.entity, predicate, actor.entity)
                yield reading.says(fact, masked.span(reading.document, *at), ("undertaking", score * min(actor.score, programme.score)))
    yield from _headings(reading)


Undertaken = tuple[Link, Link, tuple[int, int], float]


def _head(masked: Masked) -> Link | None:
    """The place or institution that a sentence begins with, as the one who acts in it."""
    match = _subject().match(masked.text)
    return masked.groups[match.start("subject")][0] if match else None


def _beside(masked: Masked) -> Iterator[Undertaken]:
    """A place or institution right before the programme's name, its own: 科技部颠覆性技术备选库, 我市某工程."""
    for match in _adjacent().finditer(masked.text):
        for programme in masked.groups[match.start("programme")]:
            if programme.entity is not None and not _doctrine().search(programme.entity.label):
                yield masked.groups[match.start("actor")][-1], programme, match.span(), _BESIDE


def _carried(masked: Masked, subject: Link, head: Link | None) -> Iterator[Undertaken]:
    """The programmes that the subject undertakes in any clause of the sentence, as long as nobody else acts."""
    start = next((index for index, links in masked.groups.items() if head and head in links), -1)
    for match in _deed().finditer(masked.text, start + 1):
        between = masked.text[start + 1 : match.start()]
        if any(mark in between for mark in _actors()) or _denied().search(masked.text, max(0, match.start() - 6), match.start()):
            continue
        if subject.mention.kind != "Place" and _intended().search(between):
            continue  # 表示将实施: told, not done
        if subject.mention.kind == "Place" and _others().search(between):
            continue  # 某市某公司党委开展: another's deed, or one that is asked for
        for programme in masked.groups[match.start("programme")]:
            if subject.mention.kind == "Place" and programme.entity is not None and _wider(programme.entity.label):
                continue
            yield subject, programme, (max(start, match.start() if start < 0 else start), match.end()), _CARRIED


def _wider(name: str) -> bool:
    """Whether a programme's name begins with a region of several provinces, whose programme it is (京津冀协同发展)."""
    starts = (knowledge().named(name[:length], "place") for length in range(2, 5))
    return any(place.kind == "Region" for places in starts for place in places)


def _headings(reading: Reading) -> Iterator[Claim]:
    """A programme that is a section's heading is one of the place that the title speaks of, as 甲省某政策清单."""
    place = next((link for link in _title_places(reading) if link.entity is not None and is_around(link.entity)), None)
    if place is None or place.entity is None:
        return
    text = reading.document.text
    for link in reading.annotation.links:
        span = link.mention.span
        line = text.rfind("\n", max(0, span.start - _OUTLINE_LENGTH - 1), span.start) + 1
        if link.mention.kind != "Programme" or link.entity is None or span.start - line > _OUTLINE_LENGTH:
            continue
        if _OUTLINE.fullmatch(text, line, span.start) and text[span.end : span.end + 1] in ("", "\n"):
            yield reading.says((link.entity, KG.jurisdiction, place.entity), span, ("heading-programme", _HEADED * link.score))


def _title_places(reading: Reading) -> Iterator[Link]:
    """The links of the place that the title begins with."""
    title = reading.document.title
    for link in reading.annotation.links:
        if link.mention.kind == "Place" and link.entity is not None and title.startswith(link.entity.label):
            yield link


_OUTLINE = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、])\s*")
_OUTLINE_LENGTH = 6


@cache
def _actors() -> str:
    return marks("Actor")[1:-1] + marks("Place")[1:-1]


@cache
def _doctrine() -> re.Pattern[str]:
    """Ends of the names of doctrines and wishes, which nobody near them undertakes."""
    return re.compile(alternation("_doctrine-end") + "$")


@cache
def _subject() -> re.Pattern[str]:
    filler = rf"(?:{alternation('_as')}[^，。；]{{2,24}}[，,])?(?:{alternation('_area-lead', '_sentence-lead')}|[\s，,\d年月日至—-]|“|”)*+"
    no_subject = rf"(?![：:、的]?{marks('Person')})(?!的|、|：|{alternation('_source-word')})"
    return re.compile(rf"{filler}(?P<subject>{marks('Institution')}|{marks('Place')}){no_subject}")


@cache
def _continues() -> re.Pattern[str]:
    """How a sentence without a subject begins: with 同时, 还, 此外, or at once with a verb of undertaking."""
    return re.compile(rf"(?:{alternation('_sentence-lead')}[，,]?)?(?:{alternation('_undertaking-verb')})")


@cache
def _adjacent() -> re.Pattern[str]:
    return re.compile(rf"(?P<actor>{marks('Institution')}|{marks('Place')})(?P<programme>{marks('Programme')})")


@cache
def _deed() -> re.Pattern[str]:
    deeds = alternation("_undertaking-verb")
    return re.compile(rf"{deeds}了?(?:[^，。；：、]{{0,6}}?)(?P<programme>{marks('Programme')})(?!{alternation('_other-head')})")


@cache
def _others() -> re.Pattern[str]:
    """Words between a place and a deed that make it another's, or only wished."""
    return re.compile(alternation("_actor-end", "_asking"))


@cache
def _intended() -> re.Pattern[str]:
    """Words between one who acts and the deed that make it a wish, a plan or somebody's words."""
    return re.compile(alternation("_relation-remote"))


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(alternation("_relation-denial") + "$")
