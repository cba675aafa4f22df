"""What a document says of itself, from the keys and labels of any format to one Header."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from kg.chinese.characters import tidy
from kg.documents.days import iso
from kg.lexicon import alternation, words
from kg.model import Header

FIELDS = ("title", "number", "issuers", "written", "published", "publisher", "url", "text")

_KEYS = {
    "title": ("articletitle", "headline", "og:title"),
    "issuers": ("issuer",),
    "published": (
        *("pubdate", "date", "datepublished", "article:published_time", "og:article:published_time", "publishdate"),
        *("publish_time", "pub_time", "published_time", "time"),
    ),
    "publisher": ("sitename", "og:site_name", "site_name"),
    "url": ("link", "href", "og:url", "permalink", "@id", "mainentityofpage"),
    "text": ("content", "body", "articlebody"),
}
_OPEN_YEAR = re.compile(r"[〔［【\[(（﹝〈]((?:19|20)\d\d)[〕］】\])）﹞〉]")
_NUMBER_LINE = re.compile(r"[一-鿿]{2,16}〔(?:19|20)\d\d〕第?\d{1,5}号")
_BRACKET_OPEN, _BRACKET_CLOSE = "（([〔《“", "）)]〕》”"
_LONGEST = 1000
"""Characters of a title or a name that a page states; the corpus has none of 200. What is longer is kept in `more`."""
_ISSUER_MARKS = "、，,；; \t|"


class Heading(NamedTuple):
    """The title beside the Header: a document carries the one outside the other."""

    title: str
    header: Header


def heading(fields: Iterable[tuple[str, str]], guesses: Iterable[tuple[str, str]] = ()) -> Heading:
    """Title and Header from keys and values in the order of their authority: the first value that fits a field has it.

    A key is a column name, a meta tag or a label in Chinese; what has no field, or comes second, is kept in `more`.
    `guesses` fill fields that nothing states.
    """
    found: dict[str, str] = {}
    more: dict[str, str] = {}
    for key, value in fields:
        field, value = field_of(key), tidy(" ".join(value.splitlines()))
        fitting = _fit(field, value)
        if field and fitting and field not in found:
            found[field] = fitting
        elif _has_value(value) and found.get(field) != fitting:
            more.setdefault(key.strip(), value)
    for field, value in guesses:
        found[field] = found.get(field) or _fit(field, " ".join(value.splitlines()))
    issuers = tuple(split_names(found.get("issuers", "")))
    named = {name: found.get(name, "") for name in ("number", "written", "published", "publisher", "url")}
    return Heading(found.get("title", ""), Header(issuers=issuers, more=tuple(more.items()), **named))


def field_of(key: str) -> str:
    """The field a key or label names (`发文机关` is `issuers`), or the empty string."""
    return _fields().get(re.sub(r"\s", "", tidy(key)).rstrip(":：").lower(), "")


def is_label(text: str) -> bool:
    """Whether `text` is a label or column name known here, of a field or of anything else a head may state."""
    return bool(field_of(text)) or re.sub(r"\s", "", text) in _other_labels()


def labelled(line: str) -> list[tuple[str, str]]:
    """The labels and values of a line or table row (`发文机关：国务院 成文日期：2019年1月27日`), in order."""
    row = "\t" in line
    found = [match for match in _label().finditer(line) if row or match["mark"] or not match["label"]]
    ends = [*(match.start() for match in found[1:]), len(line)][: len(found)]
    pairs = [(match, line[match.end() : end].strip(" \t|")) for match, end in zip(found, ends, strict=True)]
    return [(re.sub(r"\s", "", match["label"]), value) for match, value in pairs if match["label"] and value]


def is_metadata(line: str) -> bool:
    """Whether a line is a row of a metadata table: it begins with a label, and has two values or a cell behind a colon."""
    first = _label().match(line)
    if not first or not first["label"]:
        return False
    return len(labelled(line)) > 1 or ("\t" in line and bool(first["mark"]))


def number_of(text: str) -> str:
    """A 文号 in normal form: no spaces, the year in 〔〕.

    >>> number_of("国办发 [2019] 2 号")
    '国办发〔2019〕2号'
    """
    return _OPEN_YEAR.sub(r"〔\1〕", re.sub(r"\s", "", tidy(text)))


def number_line(lines: Iterable[str]) -> str:
    """The first of `lines` that is nothing but a 文号, in normal form, or the empty string."""
    for line in lines:
        if len(line) < 40 and _NUMBER_LINE.fullmatch(number := number_of(line)):
            return number
    return ""


def source_of(lines: Iterable[str]) -> str:
    """The paper, agency or site a text was taken from, where one of `lines` says so (`（文章来源：厦门晚报）`)."""
    for line in lines:
        found = _source().search(line)
        if found and found[1] not in words("_document-no-source"):
            return found[1]
    return ""


def split_names(text: str) -> list[str]:
    """Names listed in one value, apart; a mark inside brackets does not part them."""
    names, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character in _BRACKET_OPEN) - (character in _BRACKET_CLOSE)
        if depth <= 0 and character in _ISSUER_MARKS:
            names.append(text[start:at])
            start = at + 1
    return [name.strip() for name in (*names, text[start:]) if name.strip()]


def flat(value: object) -> str:
    """A value of JSON or YAML as text; a list becomes its items with 、 between them, what is nested without end nothing."""
    try:
        return _flat(value)
    except RecursionError:
        return ""


def _flat(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return "、".join(_flat(item) for item in value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@cache
def _other_labels() -> frozenset[str]:
    return frozenset((*words("_document-label-other"), *words("_document-label-source")))


@cache
def _label() -> re.Pattern[str]:
    """A label of the document, or one of the page (which ends the value before it); printed with spaces inside or not."""
    names = {word for field in (*FIELDS, "source", "other") for word in words(f"_document-label-{field}")}
    names -= set(words("_document-label-text"))
    return re.compile(
        rf"(?:^|(?<=[\s|]))(?P<label>{_spaced(names)})(?:(?P<mark>\s*[:：])|(?=\t))|{_spaced(words('_furniture-label'))}\s*[:：]"
    )


@cache
def _source() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[（(【\s]){alternation('_document-label-source')}\s*[:：]\s*([^\s，。；：:（）()【】|]{{2,30}})")


def _spaced(names: Iterable[str]) -> str:
    """An alternation of words, the longest first, with blanks allowed between their characters."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(" ?".join(re.escape(character) for character in name) for name in ordered) + ")"


@cache
def _fields() -> Mapping[str, str]:
    """Key or label to field."""
    table = {word: field for field in FIELDS for word in words(f"_document-label-{field}")}
    table |= {key: field for field, keys in _KEYS.items() for key in keys}
    return MappingProxyType(table | {field: field for field in FIELDS})


def _fit(field: str, value: str) -> str:
    """`value` in the form its field asks for, or nothing where it does not fit."""
    if not _has_value(value):
        return ""
    if field in ("written", "published"):
        return iso(value)
    if field == "number":
        return number_of(value) if re.search(r"\d", value) else ""
    if field == "url":
        return _address(value)
    return value if len(value) <= _LONGEST else ""


def _address(value: str) -> str:
    """An absolute address; the scheme is added where it is left out."""
    if value.startswith("//"):
        return "http:" + value
    return value if re.match(r"[a-z][a-z0-9+.-]*://", value, re.IGNORECASE) else ""


def _has_value(value: str) -> bool:
    """Whether a value says anything: not a dash, `NaN` or one of the words for nothing."""
    empty = value.lower() in ("nan", "null", "none") or value in words("_document-no-value")
    return not empty and bool(re.search(r"\w", value))
