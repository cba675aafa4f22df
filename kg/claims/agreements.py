"""Who signed an agreement with whom: 甲与乙签署《…协议》 has two parties, who cooperate; neither of them issued it."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading, couples, pairs
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Link
from kg.occurrences import ends, stands
from kg.vocabulary import KG

_RULE, _SCORE = "agreement", 0.9
_TELLING = 8  # characters of a title that stands without its marks
_FAR = 30  # characters between the verb and the word for what is signed


def agreements(reading: Reading) -> Iterator[Claim]:
    """Who cooperates by an agreement signed, every two of its parties; and the parties of the documents signed.

    甲分别与乙、丙签署 tells of agreements of 甲 with each, and so does 甲与乙、丙签署 unless it names one document; what is planned,
    wished or denied tells nothing.
    """
    for masked in reading.masked:
        for expression in (_signs(), _signed_by(), _signed_of()):
            for match in expression.finditer(masked.text):
                if not _unsettled(masked.text, match):
                    yield from _told(reading, masked, match)


def _told(reading: Reading, masked: Masked, match: re.Match[str]) -> Iterator[Claim]:
    first, others = _parties(reading, masked, match)
    parties = [*first, *others]
    named = match.start("document") if match["document"] else -1
    label = next((link.entity.label for link in masked.groups.get(named, ()) if link.entity), "")
    documents = [link for link in masked.groups.get(named, ()) if link.entity is not None and _is_title(reading, link)]
    apart = others and (not documents or _apart().search(match[0]))
    told = [*couples(first), *pairs(first, others)] if apart else couples(parties)
    span = masked.span(reading.document, match.start(), match.end())
    if (match["what"] or label).endswith(words("_agreement-end")):
        for one, other in told:
            if one.entity is not None and other.entity is not None and one.entity != other.entity:
                yield reading.says((one.entity, KG.cooperatesWith, other.entity), span, (_RULE, _SCORE * min(one.score, other.score)))
    for document, party in pairs(documents, parties):
        binding = document.entity is not None and _binds(document.entity)
        if document.entity is not None and party.entity is not None and (binding or len(parties) > 1):
            yield reading.says((document.entity, KG.party, party.entity), span, (_RULE, _SCORE * min(document.score, party.score)))


def _parties(reading: Reading, masked: Masked, match: re.Match[str]) -> tuple[list[Link], list[Link]]:
    """The parties, and those with each of whom they sign apart (甲分别与乙、丙; 甲与乙、丙)."""
    groups = match.groupdict()
    first = _named(masked, match.span("parties"))
    if groups.get("others"):
        return first, _named(masked, match.span("others"))
    if len(first) > 2:
        text = reading.document.text
        between = text[first[0].mention.span.end : first[1].mention.span.start]
        later = text[first[1].mention.span.end : first[-1].mention.span.start]
        if between.strip() in words("_each-with") and not any(word in later for word in words("_each-with")):
            return first[:1], first[1:]
    return first, []


def _named(masked: Masked, span: tuple[int, int]) -> list[Link]:
    return [link for index in range(*span) for link in masked.groups.get(index, ()) if link.entity is not None]


def _unsettled(text: str, match: re.Match[str]) -> bool:
    """Whether the words in front deny the signing, or make it a plan, a wish or the duty of others."""
    clause = max(text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    at = match.start()
    denied = ends(text, at, "_relation-denial") or stands(text, (clause, at), "_agreement-plan")
    return denied or (match.re is _signs() and ends(text, at, "_relation-governed"))  # 拟与〔party〕签署: another's


def _binds(document: Entity) -> bool:
    """Whether a document is an agreement or a declaration by its title."""
    return document.label.endswith(words("_agreement-end", "_declaration-end"))


def _is_title(reading: Reading, link: Link) -> bool:
    """Whether a document is named by its title; 合作备忘录 alone is a word for many."""
    span = link.mention.span
    return reading.document.text[span.start - 1 : span.start] in tuple("《〈") or len(span) >= _TELLING


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(alternation("_each-apart"))


@cache
def _party() -> str:
    return f"[{marks('Institution')[1:-1]}{marks('Place')[1:-1]}]"


@cache
def _names() -> str:
    """Coordinated parties; institutions and places may stand side by side."""
    return rf"{_party()}(?:\s*+{alternation('_relation-joiner')}\s*+{_party()})*+"


@cache
def _between() -> str:
    """What may stand between a party and the next, or the verb: fillers, the day, the place, 举行会谈并."""
    time = r"[\d年月日上下午\s]"
    first = rf"{alternation('_meeting-first')}[^，。；：\ue000-\ue0ff]{{1,10}}并"
    return rf"(?:{alternation('_relation-filler')}|{alternation('_parties-both')}|{time}|在(?:{marks('Place')}|京)|于|{first})*+"


@cache
def _what() -> str:
    """What is signed: a document named, or the word for an agreement at the end of a phrase."""
    ends = alternation("_agreement-end")
    named = rf"[^，。；：\ue000-\ue0ff]{{0,{_FAR // 2}}}(?P<document>{marks('Document')})"
    return rf"(?:{named}|[^，。；：]{{0,{_FAR}}}(?P<what>{ends})(?![一-鿿]{{0,2}}{ends}))"


@cache
def _signs() -> re.Pattern[str]:
    """〔parties〕签署…协议, 〔party〕分别与〔others〕签署…"""
    verb, joined = alternation("_signing"), alternation("_each-with")
    apart = rf"(?:{_between()}(?P<each>{joined})(?P<others>{_names()}))?"
    return re.compile(rf"(?P<parties>{_names()}){apart}{_between()}{verb}{_what()}")


@cache
def _signed_by() -> re.Pattern[str]:
    """《…协议》由〔parties〕于2010年签署."""
    return re.compile(rf"(?P<document>{marks('Document')})(?P<what>)由(?P<parties>{_names()}){_between()}{alternation('_signing')}")


@cache
def _signed_of() -> re.Pattern[str]:
    """与〔party〕签署《…协议》, where who signs with it is not told in the same clause."""
    joined = rf"(?:^|(?<=[，,；。：\s])){alternation('_each-with')}"
    document = rf"[^，。；：\ue000-\ue0ff]{{0,{_FAR // 2}}}(?P<document>{marks('Document')})(?P<what>)"
    return re.compile(rf"{joined}(?P<parties>{_party()}){_between()}{alternation('_signing')}{document}")
