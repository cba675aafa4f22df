"""Titles of documents: without marks and brackets, with their issuer, and the kind that they end with."""

import re
from functools import cache

from kg.knowledge import knowledge
from kg.lexicon import alternation
from kg.model import Entity

_TAIL = re.compile(r"(?:[（(〔【\[][^（）()〔〕【】\[\]]{1,40}+[）)〕】\]]|[》〉”\"'’」』\s]|\.{2,}+|…)++$")
_FRONT = re.compile(r"^[《〈“\"'‘「『\s]+")
_STATE = "中华人民共和国"
_SHORTEST = 3
"""How many characters a document's title has at least: 方案 and 通知 alone name none."""


def kind_of(title: str) -> str:
    """The key of the kind that a title ends with, the longest word for one (`管理办法` before `办法`); empty when it ends with none."""
    title = bare(title)
    match = kind_ending().search(title)
    if match is None or len(title) < _SHORTEST or _nokind_ending().search(title):
        return ""
    return _keys()[match[0]]


def full_title(document: Entity) -> str:
    """The title of a named document with its issuer in front, where the text leaves that out."""
    return document.official if document.official.endswith(document.label) else document.label


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one work's: versions of a law differ in what stands in brackets, and in 中华人民共和国."""
    return bare(one).removeprefix(_STATE) == bare(other).removeprefix(_STATE)


def bare(title: str) -> str:
    """A title without marks around it and without what stands in brackets behind it: `《办法（试行）》` is `办法`."""
    return _FRONT.sub("", _TAIL.sub("", title))


@cache
def _keys() -> dict[str, str]:
    """The kinds by the words that titles end with."""
    kinds = (known for known in knowledge().entities.values() if known.kind == "DocumentKind")
    return {name: known.key.partition("/")[2] for known in kinds for name in known.strong if re.match("[一-鿿]", name)}


@cache
def kind_ending() -> re.Pattern[str]:
    """The words that titles end with, the longest first, at the end of a text."""
    return re.compile("(?:" + "|".join(sorted(_keys(), key=lambda name: (-len(name), name))) + ")$")


@cache
def _nokind_ending() -> re.Pattern[str]:
    return re.compile(alternation("_kind-front") + "$")
