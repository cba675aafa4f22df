"""Which document says 本办法: the one read, or one that it prints and whose text follows."""

import re
from functools import cached_property

from kg.claims.enclosed import enclosed
from kg.claims.inner_titles import inner_titles
from kg.claims.reading import Reading
from kg.claims.titles import bare, kind_of
from kg.model import Entity
from kg.vocabulary import KG

_HEADLINE = re.compile(r"[^《》]*[一-鿿]《(?P<inner>[^《》]+)》")


class Speaking:
    """Who speaks where in a document, found once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def self_named(self, kind: str, at: int) -> Entity | None:
        """The document that calls itself by a kind (`办法` in 本办法) at a character, None where no document there is of that kind."""
        start, inner = self._enclosed
        printed = [inner] if inner.iri != self.reading.document.iri and at >= start else []
        for document in (*printed, *(self._reprints or [self.reading.this]), *self._prints):
            if _calls_itself(document.label, kind):
                return document
        told = kind_of(self.reading.document.title)
        return None if told else self.reading.this

    @cached_property
    def _enclosed(self) -> tuple[int, Entity]:
        return enclosed(self.reading)

    @cached_property
    def _reprints(self) -> list[Entity]:
        """What a page gives in full under a headline: 市教育局印发《课后托管办法》."""
        match = _HEADLINE.fullmatch(self.reading.document.title.strip())
        named = self.reading.resolve(match["inner"], "Document", self.reading.document) if match else None
        return [named] if named is not None else []

    @cached_property
    def _prints(self) -> list[Entity]:
        """What the document's own title says that it prints."""
        this = self.reading.document.iri
        found = [claim.object for claim in inner_titles(self.reading) if claim.predicate == KG.cites and claim.subject.iri == this]
        return [entity for entity in found if isinstance(entity, Entity)]


def _calls_itself(title: str, kind: str) -> bool:
    """Whether a document of this title may say 本 and the kind of itself."""
    return bare(title).endswith(kind)
