"""A sentence as a string in which every name is one character that tells its kind: what patterns are matched against."""

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import alternation
from kg.model import Document, Link, Sentence, Span
from kg.vocabulary import KG, above

KINDS = ("Agency", "Organization", "Institution", "Person", "Place", "Programme", "Event", "Product", "Document")
"""The kinds a group of names can have; `Institution` is a list of agencies and organisations."""
_PLAIN = ("Person", "Place", "Programme", "Event", "Product")
"""Kinds that are coordinated with their own kind only."""
_FIRST = 0xE000
_MARKS = {kind: chr(_FIRST + index) for index, kind in enumerate(KINDS)}
_QUOTES = frozenset("《》〈〉“”‘’\"「」『』")
_OPEN, _CLOSE = "（(", "）)"
_BRACKET_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` has one character a name (or list of names); `spans[i]` is where its character i stands in the document.

    `groups` gives the links behind each name's character, by its index in `text`.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    groups: dict[int, tuple[Link, ...]]

    def span(self, document: Document, start: int, end: int) -> Span:
        """The characters of the document behind the masked characters `start` to `end`."""
        return Span(document.iri, self.spans[start][0], self.spans[end - 1][1])


Item = tuple[str, int, int, tuple[Link, ...]]
"""A masked character, its start and end in the document, and the links behind it."""


def mask(document: Document, sentence: Sentence, links: list[Link]) -> Masked:
    """The masked sentence; `links` are those inside it in order. Quotation marks and what stands in brackets are left out."""
    items = _grouped(_without_brackets(list(_items(document, sentence, links))))
    groups = {index: item[3] for index, item in enumerate(items) if item[3]}
    return Masked("".join(item[0] for item in items), tuple((item[1], item[2]) for item in items), groups)


def marks(kind: str) -> str:
    """A regular expression for any name whose kind is the class `kind` or below it."""
    wanted = getattr(KG, kind)
    return "[" + "".join(mark for name, mark in _MARKS.items() if wanted in above(name)) + "]"


def sentence_links(sentences: tuple[Sentence, ...], links: tuple[Link, ...]) -> list[list[Link]]:
    """The links inside each sentence, in order; a name that crosses a sentence's end belongs to none."""
    inside: list[list[Link]] = [[] for _ in sentences]
    at = 0
    for link in links:
        while at < len(sentences) and sentences[at].span.end <= link.mention.span.start:
            at += 1
        span = sentences[at].span if at < len(sentences) else link.mention.span
        if at < len(sentences) and span.start <= link.mention.span.start and link.mention.span.end <= span.end:
            inside[at].append(link)
    return inside


def _items(document: Document, sentence: Sentence, links: list[Link]) -> list[Item]:
    items: list[Item] = []
    at = sentence.span.start
    for link in links:
        span = link.mention.span
        items.extend((document.text[i], i, i + 1, ()) for i in range(at, span.start))
        items.append((_MARKS[link.mention.kind], span.start, span.end, (link,)))
        at = span.end
    items.extend((document.text[i], i, i + 1, ()) for i in range(at, sentence.span.end))
    return items


def _without_brackets(items: list[Item]) -> list[Item]:
    """Quotation marks and short bracketed insertions taken out."""
    kept: list[Item] = []
    skip_until = -1
    for index, item in enumerate(items):
        if index < skip_until:
            continue
        if not item[3] and item[0] in _OPEN and kept:
            end = _closing(items, index)
            if end:
                skip_until = end
                continue
        if item[3] or item[0] not in _QUOTES:
            kept.append(item)
    return kept


def _closing(items: list[Item], opening: int) -> int:
    """The index behind the bracket that closes the one at `opening`, 0 if it is not closed nearby."""
    depth = 0
    for index in range(opening, min(len(items), opening + _BRACKET_LIMIT)):
        if not items[index][3]:
            depth += (items[index][0] in _OPEN) - (items[index][0] in _CLOSE)
            if depth == 0:
                return index + 1
    return 0


@cache
def _joint() -> re.Pattern[str]:
    """Coordinated names: marks with joiners between them, perhaps the end of a list behind."""
    joiner = rf"\s*{alternation('_relation-joiner')}\s*"
    tail = rf"(?:\s*{alternation('_list-etc')}\d*{alternation('_list-tail')}?)"
    institutions, documents = marks("Institution"), marks("Document")
    noun = rf"{alternation('_citation-noun')}?"
    lists = [rf"{institutions}(?:(?:{joiner}|\s+){institutions})*", rf"{documents}(?:{noun}(?:{joiner})?{documents})*"]
    lists += [rf"{_MARKS[kind]}(?:{joiner}{_MARKS[kind]})*" for kind in _PLAIN]
    return re.compile(rf"(?:{'|'.join(lists)}){tail}?")


def _grouped(items: list[Item]) -> list[Item]:
    """Coordinated names of one kind made one item."""
    text = "".join(item[0] for item in items)
    grouped: list[Item] = []
    at = 0
    for match in _joint().finditer(text):
        grouped.extend(items[at : match.start()])
        members = [item for item in items[match.start() : match.end()] if item[3]]
        kinds = {item[0] for item in members}
        mark = kinds.pop() if len(kinds) == 1 else _MARKS["Institution"]
        links = tuple(link for item in members for link in item[3])
        grouped.append((mark, items[match.start()][1], items[match.end() - 1][2], links))
        at = match.end()
    grouped.extend(items[at:])
    return grouped
