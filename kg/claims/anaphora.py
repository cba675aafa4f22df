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
    spans = [link.mention.span for link in back.values()]
    kept = [link for link in annotation.links if not any(_overlap(link.mention.span, span) for span in spans)]
    return tuple(sorted((*kept, *back.values()), key=lambda link: link.mention.span.start))


def _pointing(annotation: Annotation) -> Iterator[Link]:
    text = annotation.document.text
    taken = [link.mention.span for link in annotation.links if link.entity is not None]
    for match in _demonstrative().finditer(text):
        paragraph = text.rfind("\n", 0, match.start()) + 1
        before = [link for link in annotation.links if paragraph <= link.mention.span.start and link.mention.span.end <= match.start()]
        if not before:
            continue
        for length in sorted(_word_ends(match["head"]), reverse=True):
            head = match["head"][:length]
            if length == 1 and head not in words("_anaphor-short"):
                continue
            named = next((link for link in reversed(before) if _ends(link, head, text)), None)
            if named is not None:
                span = Span(annotation.document.iri, match.start(), match.start("head") + length)
                if not any(_overlap(span, other) for other in taken):
                    mention = Mention(span, named.mention.kind, "anaphora", None, _SCORE)
                    yield Link(mention, named.entity, round(_SCORE * named.score, 3), f"means {span.of(text)} before")
                break


def _word_ends(phrase: str) -> set[int]:
    """How many characters of a phrase make whole words, as the segmenter parts them."""
    return set(accumulate(len(word) for word, _ in tagged(phrase)))


def _ends(link: Link, head: str, text: str) -> bool:
    """Whether a link's name ends with a noun, and is more than the noun."""
    if link.entity is None or link.mention.kind == "Person":
        return False
    names = (link.mention.span.of(text).strip("“”《》"), link.entity.label)
    return any(name.endswith(head) and len(name) > len(head) for name in names)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _demonstrative() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_demonstrative')}(?P<head>[一-鿿]{{1,{_HEAD}}})")
