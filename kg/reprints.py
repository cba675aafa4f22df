"""Reprints in a store: which documents are one announcement published several times, whole or as an excerpt.

Whether two documents belong together depends on these two alone, so what a change of some documents can touch is found by
following likeness from them; every step asks the store, and no document beside those it leads to is read.
"""

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.likeness import Likeness, candidates, keys
from kg.publications import TELLING, Pair, Publication, alike, publication_of
from kg.records import RECORDS
from kg.store import Store
from kg.vocabulary import KG, rebased

_BATCH = 200
"""How many texts are sketched together."""


@dataclass(slots=True)
class Library:
    """The documents of a store with their keys; for those that changed, the keys they will have.

    Keys are those of the text, `n-` with the document's own number, and `x-` with another document of which it tells what decides
    with what that one counts.
    """

    store: Store
    changed: frozenset[str]
    sketches: dict[str, frozenset[str]] = field(default_factory=dict)
    _holders: dict[str, set[str]] = field(default_factory=dict)
    _indexed: bool = True
    _known: dict[str, Publication | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._indexed = self.store.has(KG.sketch, RECORDS)
        order = [document for document in sorted(self.changed) if self.publication(document)]
        for start in range(0, len(order), _BATCH):
            some = [found for found in map(self.publication, order[start : start + _BATCH]) if found]
            for found, sketch in zip(some, keys([one.text for one in some]), strict=True):
                more = {f"x-{iri}" for iri in found.named} | ({f"n-{found.number}"} if found.number else set())
                self.sketches[found.iri] = sketch | more
                for key in self.sketches[found.iri]:
                    self._holders.setdefault(key, set()).add(found.iri)

    def publication(self, document: str) -> Publication | None:
        """What is known of a document in the store; None if it is not, or no longer, read."""
        if document not in self._known:
            told = (quad for term in TELLING for quad in self.store.telling(rebased(term, self.store.base), document))
            self._known[document] = publication_of(document, told, self.store.base)
        return self._known[document]

    def day(self, document: str) -> str:
        """The day on which a document was written, else published; empty if it tells none."""
        found = self.publication(document)
        return found.day if found else ""

    def holders(self, key: str) -> set[str]:
        """The documents that have a key."""
        stored = self.store.pointing(KG.sketch, Literal(key), RECORDS) if self._indexed else ()
        return {document for document in stored if document not in self.changed} | self._holders.get(key, set())

    def keys_of(self, document: str) -> frozenset[str]:
        """The keys of a document."""
        return self.sketches.get(document, frozenset()) if document in self.changed else self.stored(document)

    def stored(self, document: str) -> frozenset[str]:
        """The keys that the store has of a document."""
        return frozenset(quad.object.value for quad in self.store.match(document, KG.sketch, RECORDS) if isinstance(quad.object, Literal))

    def like(self, document: str, known: set[str]) -> dict[str, Likeness]:
        """The documents that are one with this one, nearly the same or an excerpt of each other, leaving out those `known`."""
        one = self.publication(document)
        found = {}
        for iri in sorted(candidates(self.keys_of(document), self.holders) - known - {document}):
            other = self.publication(iri)
            likeness = alike(one, other) if one and other else None
            if likeness:
                found[iri] = likeness
        return found


def closure(library: Library, families: "Families") -> tuple[set[str], dict[Pair, Likeness]]:
    """Every document whose original a change of the library's documents may touch, and which of them are alike."""
    waiting, scope = sorted(library.changed), set(library.changed)
    pairs: dict[Pair, Likeness] = {}
    done: set[str] = set()
    while waiting:
        document = waiting.pop()
        like = library.like(document, done) if library.publication(document) else {}
        done.add(document)
        pairs |= {(min(document, other), max(document, other)): found for other, found in like.items()}
        reached = {*like, *families.members(document)} - scope
        scope |= reached
        waiting += sorted(reached)
    return scope, pairs


@dataclass(slots=True)
class Families:
    """The original of every document: as the store has it, and for some documents as it will be."""

    store: Store
    graph: str
    now: dict[str, str] = field(default_factory=dict)

    def before(self, document: str) -> str:
        """The original of a document as the store has it; the document itself if it reprints none."""
        found = self.store.match(document, rebased(KG.reprintOf, self.store.base), self.graph)
        return next((quad.object.value for quad in found if isinstance(quad.object, NamedNode)), document)

    def members(self, document: str) -> set[str]:
        """The documents that the store has as one with this one."""
        original = self.before(document)
        return {original, *self.store.pointing(rebased(KG.reprintOf, self.store.base), NamedNode(original), self.graph)}

    def original(self, document: str) -> str:
        """The original of a document."""
        return self.now[document] if document in self.now else self.before(document)
