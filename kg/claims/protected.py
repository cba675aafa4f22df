"""What products are protected as: “同安凤梨穗”等地理标志产品, 地理标志产品平和蜜柚, 平和蜜柚获批地理标志证明商标."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading
from kg.claims.roles import concept
from kg.knowledge import knowledge
from kg.lexicon import alternation, words
from kg.model import Claim, Entity
from kg.occurrences import stands
from kg.vocabulary import KG

_RULE, _SCORE = "protected", 0.9
_MOST, _MOST_THINGS = 6, 30  # words in front of a protection, things side by side
_HERITAGE, _BRAND = "intangible-heritage", "time-honoured-brand"


def protected(reading: Reading) -> Iterator[Claim]:
    """Each product, old brand or practice with what it is protected as; what is only applied for, lost or abused is not."""
    if not _word().search(reading.document.text):
        return
    for masked in reading.masked:
        for expression in (_behind(), _in_front(), _by_verb(), _topic()):
            for match in expression.finditer(masked.text):
                if not _doubtful(masked, match):
                    yield from _told(reading, masked, match)


def _told(reading: Reading, masked: Masked, match: re.Match[str]) -> Iterator[Claim]:
    (found,) = set(knowledge().names("protection")[match["protection"]])
    name = found.partition("/")[2]
    span = masked.span(reading.document, match.start(), match.end())
    for index in range(*match.span("things")):
        for link in masked.groups.get(index, ()):
            if link.entity is not None and _fits(link.entity, name):
                yield reading.says((link.entity, KG.protectedAs, concept("protection", name)), span, (_RULE, _SCORE * link.score))


def _fits(thing: Entity, protection: str) -> bool:
    """Whether a thing of this kind can be so protected: crafts and customs are heritage, firms old brands, goods the others."""
    if protection == _HERITAGE:
        return thing.label.endswith(words("_protected-practice"))
    return thing.kind == "Product" or (thing.kind == "Organization" and protection == _BRAND)


def _doubtful(masked: Masked, match: re.Match[str]) -> bool:
    """Whether words in the clause in front, or between, make the protection one asked for, lost or abused."""
    clause = max(masked.text.rfind(mark, 0, match.start()) for mark in "，。；：") + 1
    return stands(masked.text, (clause, match.end()), "_protecting-plan")


@cache
def _protection() -> str:
    """The word for a protection, with what may stand in front; no longer word behind."""
    level = rf"(?:{alternation('_protecting-level')}|{marks('Place')}|[\d一二三四五六七八九十]{{1,4}}[个件项种批]){{0,{_MOST}}}"
    return rf"{level}(?P<protection>{_word().pattern})"


@cache
def _word() -> re.Pattern[str]:
    """The words for protections."""
    names = sorted(knowledge().names("protection"), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)))


@cache
def _things() -> str:
    """Names side by side, the marks in quotation having gone."""
    thing = "|".join(marks(kind) for kind in ("Product", "Organization", "Event"))
    return rf"(?P<things>(?:{thing})(?:[、和及与]?(?:{thing})){{0,{_MOST_THINGS}}}+)"


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"{_things()}\s*{_protection()}(?!{alternation('_protecting-behind')})")


@cache
def _in_front() -> re.Pattern[str]:
    return re.compile(rf"{_protection()}[：:—\s]*{_things()}")


@cache
def _by_verb() -> re.Pattern[str]:
    verb = alternation("_protecting")
    filler = rf"(?:{alternation('_relation-filler')}|[\d年月日\s]++){{0,{_MOST}}}"
    between = rf"{filler}{verb}(?:了|过)?(?:[^，。；、：]{{0,8}}?(?:授予|颁发|认定|批准|核准)的?)?"
    return re.compile(rf"{_things()}{between}{_protection()}(?!{alternation('_protecting-behind')})")


@cache
def _topic() -> re.Pattern[str]:
    """秦安花椒色泽鲜红，是国家地理标志保护产品: the one product that the sentence begins with, told in a clause of its own."""
    product = marks("Product")
    said = rf"[^。；：{product[1:-1]}]{{0,60}}?[，,]"
    return re.compile(
        rf"^(?P<things>{product}){said}(?:{alternation('_relation-filler')}|{alternation('_protecting')}){{0,{_MOST}}}{_protection()}(?=[，,。；]|$)"
    )
