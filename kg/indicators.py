"""Spellings of indicators: 有效发明专利拥有量 and 有效发明专利 are one, and meet in its normal form or in the one that is known."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.knowledge import knowledge
from kg.lexicon import alternation, words
from kg.nodes import hashed

_QUOTES = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]+")
_FOREIGN = re.compile(r"\([A-Za-z&/. -]+\)")
_SHORTEST = 2
"""How many characters a name keeps at least."""
_KEPT = 1 << 16
"""How many spellings are remembered."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted: `key` of its IRI without the base (`indicator/gdp`) and its name; `known` if the knowledge has it."""

    key: str
    label: str
    known: bool


def spelling(name: str) -> str:
    """The name without white space, as a text spells it."""
    return "".join(name.split())


@lru_cache(_KEPT)
def normal(name: str) -> str:
    """The normal form of a name: without quotes, foreign words in brackets, and the heads and tails that any indicator may have.

    >>> normal("全市“有效发明专利”拥有量"), normal("居民消费价格指数")
    ('有效发明专利', '居民消费价格指数')
    """
    text = _FOREIGN.sub("", _QUOTES.sub("", unicodedata.normalize("NFKC", name)))
    for pattern in (_heads(), _tails()):
        while match := pattern.fullmatch(text):
            text = match["name"]
    return text


@lru_cache(_KEPT)
def known(name: str) -> Indicator | None:
    """The indicator of the knowledge that one of its names means, in whatever spelling."""
    key = _known().get(normal(name))
    return Indicator(key, knowledge()[key].label, True) if key else None


def meeting(name: str) -> Indicator:
    """The indicator in which all spellings of this one meet: the known one, or its normal form."""
    return known(name) or _minted(normal(name))


def spelt(name: str) -> Indicator:
    """The indicator of exactly this spelling: the one it meets others in, if that is called so."""
    meets, text = meeting(name), spelling(name)
    return meets if meets.label == text else _minted(text)


def _minted(name: str) -> Indicator:
    return Indicator(f"indicator/{hashed(name)}", name, False)


@cache
def _known() -> dict[str, str]:
    return {normal(name): keys[0] for name, keys in knowledge().names("indicator").items()}


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(f"(?!{alternation('_indicator-head-kept')}){alternation('_indicator-head')}(?:的|了)?(?P<name>.{{{_SHORTEST},}})")


@cache
def _tails() -> re.Pattern[str]:
    kept = "".join(f"(?<!{re.escape(word)})" for word in words("_indicator-tail-kept"))
    return re.compile(f"(?P<name>.{{{_SHORTEST},}}?)(?:的)?{alternation('_indicator-tail')}{kept}")
