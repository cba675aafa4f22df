"""What every rule reads: a document with its sentences and links, each sentence masked once for all rules."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from kg.claims.anaphora import with_anaphora
from kg.claims.masked import Masked, mask, sentence_links
from kg.model import Annotation, Claim, Document, Entity, Link, Literal, Span

_One = TypeVar("_One")
_Other = TypeVar("_Other")
_MOST_PAIRS = 500
"""Of 30 parties to one agreement every two are told, of the hundreds that a list may name not."""
Resolve = Callable[[str, str, Document], Entity | None]
"""Which entity a name of a kind means in a document (`resolve("市教育局", "Agency", document)`), None if that is unclear."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`masked` holds the sentences with names in them, in order; `resolve` answers for names that are no mention."""

    annotation: Annotation
    resolve: Resolve
    masked: tuple[Masked, ...]

    @property
    def document(self) -> Document:
        """The document that is read."""
        return self.annotation.document

    @property
    def this(self) -> Entity:
        """The document as an entity: what relations call THIS."""
        return Entity(self.document.iri, "Document", self.document.title)

    def links(self, start: int, end: int) -> tuple[Link, ...]:
        """The links that stand whole between two characters of the text."""
        found = self.annotation.links
        first = bisect_left(found, start, key=lambda link: link.mention.span.start)
        return found[first : bisect_right(found, end, lo=first, key=lambda link: link.mention.span.end)]

    def says(self, fact: tuple[Entity, str, Entity | Literal], evidence: Span | None, rule: tuple[str, float]) -> Claim:
        """The claim of a fact, found by a rule with its score."""
        return Claim(*fact, evidence, rule[0], round(rule[1], 3))


def read(annotation: Annotation, resolve: Resolve) -> Reading:
    """The annotation made ready for the rules."""
    inside = sentence_links(annotation.sentences, with_anaphora(annotation))
    sentences = zip(annotation.sentences, inside, strict=True)
    masked = tuple(mask(annotation.document, sentence, links) for sentence, links in sentences if links)
    return Reading(annotation, resolve, masked)


def pairs(some: Sequence[_One], others: Sequence[_Other]) -> list[tuple[_One, _Other]]:
    """Each of some with each of others; of long lists, which tell nothing of every two, all with the first of the other list."""
    if len(some) * len(others) <= _MOST_PAIRS:
        return list(product(some, others))
    return [*product(some, others[:1]), *product(some[:1], others[1:])]


def couples(some: Sequence[_One]) -> list[tuple[_One, _One]]:
    """Every two of some; of a long list each with the first."""
    return list(combinations(some, 2)) if len(some) ** 2 <= 2 * _MOST_PAIRS else list(product(some[:1], some[1:]))


def is_number(link: Link) -> bool:
    """Whether a mention is a document's number and not its title."""
    return link.mention.finder == "numbers"
