"""该产业园, 这一项目, 该局: what points back to a name earlier in the paragraph takes part in relations as that name does."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from kg.lexicon import alternation, words
from kg.model import Annotation, Link, Mention, Span
from kg.scan import tagged

_HEAD = 6
"""The most characters of the noun behind 该."""
_SCORE = 0.85


def with_anaphora(annotation: Annotation) -> tuple[Link, ...]:
    """The links of a document and those of 该…, in order; a name that stands there already is kept unless nobody knows whom it means."""
    back = {link.mention.span.start: link for link in _pointing(annotation)}
    if not back:
        return annotation.links
    pointing = bytearray(len(annotation.document.text) + 1)
    for link in back.values():
        pointing[link.mention.span.start : link.mention.span.end] = b"\x01" * len(link.mention.span)
    kept = [link for link in annotation.links if not any(pointing[link.mention.span.start : link.mention.span.end])]
    return tuple(sorted((*kept, *back.values()), key=lambda link: link.mention.span.start))


def _pointing(annotation: Annotation) -> Iterator[Link]:
    text, links = annotation.document.text, annotation.links
    taken = bytearray(len(text) + 1)
    for link in links:
        if link.entity is not None:
            taken[link.mention.span.start : link.mention.span.end] = b"\x01" * len(link.mention.span)
    at = line = read = 0
    last: dict[str, Link] = {}  # by what its name ends with, the last name of the paragraph
    for match in _demonstrative().finditer(text):
        newline, read = text.rfind("\n", read, match.start()) + 1, match.start()
        if newline:
            line, last = newline, {}
        while at < len(links) and links[at].mention.span.end <= match.start():
            if links[at].mention.span.start >= line:
                last.update(dict.fromkeys(_ends(links[at], text), links[at]))
            at += 1
        for length in sorted(_word_ends(match["head"]), reverse=True) if last else ():
            head = match["head"][:length]
            if length == 1 and head not in words("_anaphor-short"):
                continue
            named = last.get(head)
            if named is not None:
                span = Span(annotation.document.iri, match.start(), match.start("head") + length)
                if not any(taken[span.start : span.end]):
                    mention = Mention(span, named.mention.kind, "anaphora", None, _SCORE)
                    yield Link(mention, named.entity, round(_SCORE * named.score, 3), f"means {span.of(text)} before")
                break


def _word_ends(phrase: str) -> set[int]:
    """How many characters of a phrase make whole words, as the segmenter parts them."""
    return set(accumulate(len(word) for word, _ in tagged(phrase)))


def _ends(link: Link, text: str) -> Iterator[str]:
    """What a link's name ends with, by which a noun may point back to it: always less than the name."""
    if link.entity is not None and link.mention.kind != "Person":
        for name in (link.mention.span.of(text).strip("“”《》"), link.entity.label):
            yield from (name[-length:] for length in range(1, min(_HEAD, len(name) - 1) + 1))


@cache
def _demonstrative() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_demonstrative')}(?P<head>[一-鿿]{{1,{_HEAD}}})")
