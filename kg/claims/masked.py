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
_OPEN = "（("
_BRACKET = re.compile("[（(）)]")
_LEFT_OUT = re.compile("[《》〈〉“”‘’\"「」『』（(]")
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


def mask(document: Document, sentence: Sentence, links: list[Link]) -> Masked:
    """The masked sentence; `links` are those inside it in order. Quotation marks and what stands in brackets are left out."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    groups: dict[int, tuple[Link, ...]] = {}
    at = sentence.span.start
    for link in links:
        span = link.mention.span
        pieces += document.text[at : span.start], _MARKS[link.mention.kind]
        spans += zip(range(at, span.start), range(at + 1, span.start + 1), strict=True)
        groups[len(spans)] = (link,)
        spans.append((span.start, span.end))
        at = span.end
    pieces.append(document.text[at : sentence.span.end])
    spans += zip(range(at, sentence.span.end), range(at + 1, sentence.span.end + 1), strict=True)
    return _grouped(_without_brackets(Masked("".join(pieces), tuple(spans), groups)))


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


def _without_brackets(masked: Masked) -> Masked:
    """Quotation marks and short bracketed insertions taken out."""
    text = masked.text
    kept: list[tuple[int, int]] = []
    at = 0
    for match in _LEFT_OUT.finditer(text):
        index = match.start()
        if index < at:
            continue  # inside a bracket that is left out
        begun = bool(kept) or index > at
        end = index + 1 if text[index] in _QUOTES else _closing(text, index) if begun else 0
        if end:
            if index > at:
                kept.append((at, index))
            at = end
    if at == 0:
        return masked
    kept.append((at, len(text)))
    groups: dict[int, tuple[Link, ...]] = {}
    spans: list[tuple[int, int]] = []
    names = list(masked.groups.items())
    number = 0
    for start, stop in kept:
        while number < len(names) and names[number][0] < stop:
            old, links = names[number]
            if old >= start:
                groups[old + len(spans) - start] = links
            number += 1
        spans += masked.spans[start:stop]
    return Masked("".join(text[start:stop] for start, stop in kept), tuple(spans), groups)


def _closing(text: str, opening: int) -> int:
    """The index behind the bracket that closes the one at `opening`, 0 if it is not closed nearby."""
    depth = 0
    for bracket in _BRACKET.finditer(text, opening, opening + _BRACKET_LIMIT):
        depth += 1 if bracket[0] in _OPEN else -1
        if depth == 0:
            return bracket.end()
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


def _grouped(masked: Masked) -> Masked:
    """Coordinated names of one kind made one item."""
    lists = [match for match in _joint().finditer(masked.text) if match.end() - match.start() > 1]
    if not lists:
        return masked
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    groups: dict[int, tuple[Link, ...]] = {}
    at = 0
    for match in [*lists, None]:
        end = match.start() if match else len(masked.text)
        for old in range(at, end):
            if old in masked.groups:
                groups[len(spans) + old - at] = masked.groups[old]
        pieces.append(masked.text[at:end])
        spans += masked.spans[at:end]
        if match is None:
            break
        members = [old for old in range(match.start(), match.end()) if old in masked.groups]
        kinds = {masked.text[old] for old in members}
        pieces.append(kinds.pop() if len(kinds) == 1 else _MARKS["Institution"])
        groups[len(spans)] = tuple(link for old in members for link in masked.groups[old])
        spans.append((masked.spans[match.start()][0], masked.spans[match.end() - 1][1]))
        at = match.end()
    return Masked("".join(pieces), tuple(spans), groups)
