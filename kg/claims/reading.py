"""What every rule reads: a document with its sentences and links, each sentence masked once for all rules."""

from collections.abc import Callable
from dataclasses import dataclass

from kg.claims.anaphora import with_anaphora
from kg.claims.masked import Masked, mask, sentence_links
from kg.model import Annotation, Claim, Document, Entity, Link, Literal, Span

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

    def says(self, fact: tuple[Entity, str, Entity | Literal], evidence: Span | None, rule: tuple[str, float]) -> Claim:
        """The claim of a fact, found by a rule with its score."""
        return Claim(*fact, evidence, rule[0], round(rule[1], 3))


def read(annotation: Annotation, resolve: Resolve) -> Reading:
    """The annotation made ready for the rules."""
    inside = sentence_links(annotation.sentences, with_anaphora(annotation))
    sentences = zip(annotation.sentences, inside, strict=True)
    masked = tuple(mask(annotation.document, sentence, links) for sentence, links in sentences if links)
    return Reading(annotation, resolve, masked)


def is_number(link: Link) -> bool:
    """Whether a mention is a document's number and not its title."""
    return link.mention.finder == "numbers"
