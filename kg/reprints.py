"""Reprints: which documents are one announcement published several times, whole or as an excerpt, and which is the original.

Whether two documents belong together depends on these two alone, so what a change of some documents can touch is found by
following likeness from them; every step asks the store, and no document beside those it leads to is read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.likeness import Likeness, body, candidates, figures, is_byline, keys, lacking, likeness, measured, normal
from kg.queries import answer
from kg.store import RECORDS, Store
from kg.vocabulary import DC, DCT, KG, rebased

_BATCH = 200
"""How many texts are sketched together."""
_PATTERN = 0.95
"""What one publisher prints twice and is less alike follows a pattern and is no reprint."""
_NAMES = ("place", "agency", "person", "programme", "product", "document")
"""Kinds whose names tell texts apart; media are organisations, and each reprint names its own."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A document read: its text, its day (ISO, empty if unknown) and its number."""

    iri: str
    text: str
    day: str
    number: str
    publisher: str
    figures: tuple[frozenset[str], frozenset[str]]
    """Those behind the dateline, and all."""

    @property
    def rank(self) -> tuple[str, bool, int, str]:
        """The least is the original: the earliest, then one with a number, then the longest text, then the IRI."""
        return self.day or "9999", not self.number, -len(normal(self.text)), self.iri


@dataclass(slots=True)
class Library:
    """The documents of a store with their keys; for those that changed, the keys they will have."""

    store: Store
    changed: frozenset[str]
    sketches: dict[str, frozenset[str]] = field(default_factory=dict)
    _holders: dict[str, set[str]] = field(default_factory=dict)
    _indexed: bool = True
    _known: dict[str, Publication | None] = field(default_factory=dict)
    _names: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._indexed = self.store.has(KG.sketch, RECORDS)
        order = [document for document in sorted(self.changed) if self.publication(document)]
        for start in range(0, len(order), _BATCH):
            some = [found for found in map(self.publication, order[start : start + _BATCH]) if found]
            for found, sketch in zip(some, keys([one.text for one in some]), strict=True):
                self.sketches[found.iri] = sketch | self._numbers(found)
                for key in self.sketches[found.iri]:
                    self._holders.setdefault(key, set()).add(found.iri)

    def _numbers(self, one: Publication) -> set[str]:
        """The keys of a document's own number, and of the documents to which it gives one."""
        given = self.store.match(None, rebased(KG.issueNumber, self.store.base), one.iri)
        named = {quad.subject.value for quad in given if isinstance(quad.subject, NamedNode)} - {one.iri}
        return {f"x-{iri}" for iri in named} | ({f"n-{one.number}"} if one.number else set())

    def publication(self, document: str) -> Publication | None:
        """What is known of a document in the store; None if it is not, or no longer, read."""
        if document not in self._known:
            text = self._fact(document, KG.text)
            number, publisher = self._fact(document, KG.issueNumber), self._fact(document, DC.publisher)
            self._known[document] = Publication(document, text, self.day(document), number, publisher, figures(text)) if text else None
        return self._known[document]

    def day(self, document: str) -> str:
        """The day on which a document was written, else published; empty if it tells none."""
        return self._fact(document, DCT.created) or self._fact(document, DCT.issued)

    def _fact(self, document: str, term: str) -> str:
        found = self.store.match(document, rebased(term, self.store.base), document)
        return next((quad.object.value for quad in found if isinstance(quad.object, Literal)), "")

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
            alike = self._alike(*sorted((one, other), key=lambda each: each.iri)) if one and other else None
            if alike:
                found[iri] = alike
        return found

    def _alike(self, one: Publication, other: Publication) -> Likeness | None:
        """How two documents are one; None if their texts are not alike, or one says what the other does not.

        Letters, bulletins and notices that follow one pattern have figures or names each of its own; an excerpt has none.
        """
        figures = (one.figures[0] - other.figures[1], other.figures[0] - one.figures[1])
        if all(figures) or (one.number and other.number and one.number != other.number):
            return None
        found = likeness(one.text, other.text)
        if found is None or (one.publisher == other.publisher and found.similarity < _PATTERN):
            return None
        part, whole = sorted((one, other), key=lambda each: len(normal(each.text)))
        if found.near:
            return None if lacking(self.names(part), whole.text) and lacking(self.names(whole), part.text) else found
        own = part.figures[0] - whole.figures[1] or lacking(self.names(part), whole.text)
        return None if own or not _fits(part, whole) else found

    def names(self, one: Publication) -> frozenset[str]:
        """The names in a document that tell it from others: those behind its dateline, of nobody who wrote it."""
        if one.iri not in self._names:
            start = body(one.text)
            self._names[one.iri] = frozenset(
                one.text[at:end] for kind, at, end in mentions(self.store, one.iri)
                if at >= start and kind.split("/")[0] in _NAMES and not (kind.startswith("person") and is_byline(one.text, at))
            )  # fmt: skip
        return self._names[one.iri]


def mentions(store: Store, document: str) -> Iterator[tuple[str, int, int]]:
    """The mentions of a document: the key of what each means (`agency/350200/education`), its start and its end."""
    query = (
        f"PREFIX kg: <{store.base}ontology#> SELECT ?thing ?start ?end "
        f"{{ GRAPH {NamedNode(document)} {{ ?mention kg:means ?thing ; kg:start ?start ; kg:end ?end }} }}"
    )
    for thing, start, end in answer(store, query).rows:
        if thing and start and end:
            yield thing.value.removeprefix(f"{store.base}id/"), int(start.value), int(end.value)


def _fits(part: Publication, whole: Publication) -> bool:
    """Whether an excerpt may be one of this whole: it comes out no earlier, or is half of it at least.

    What comes later and holds an earlier text among much else (a gazette, a report that quotes it) is another document.
    """
    later = bool(part.day and whole.day) and whole.day <= part.day
    return later or 2 * len(normal(part.text)) >= len(normal(whole.text))


def closure(library: Library, families: "Families") -> tuple[set[str], dict[tuple[str, str], Likeness]]:
    """Every document whose original a change of the library's documents may touch, and which of them are alike."""
    waiting, scope = sorted(library.changed), set(library.changed)
    pairs: dict[tuple[str, str], Likeness] = {}
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


def originals(library: Library, scope: Iterable[str], pairs: dict[tuple[str, str], Likeness]) -> dict[str, str]:
    """The original of every document in the scope: the first of those that are nearly the same, and that excerpts lead to.

    An excerpt of several belongs to the first of them alone, for these are not one because they share it.
    """
    publications = {found.iri: found for found in map(library.publication, scope) if found}
    leader = {document: document for document in publications}

    def lead(document: str) -> str:
        while leader[document] != document:
            leader[document] = document = leader[leader[document]]
        return document

    def join(one: str, other: str) -> None:
        first, second = sorted((lead(one), lead(other)), key=lambda iri: publications[iri].rank)
        leader[second] = first

    wholes: dict[str, list[str]] = {}
    for (one, other), found in pairs.items():
        if found.near:
            join(one, other)
        else:
            part, whole = sorted((one, other), key=lambda iri: len(normal(publications[iri].text)))
            wholes.setdefault(part, []).append(whole)
    for part, found_in in wholes.items():
        join(part, min(found_in, key=lambda iri: publications[iri].rank))
    return {document: lead(document) for document in publications}


def similarity(library: Library, reprint: str, original: str) -> float:
    """How alike a reprint and its original are; where others stand between them, even less than reprints must be."""
    one, other = library.publication(reprint), library.publication(original)
    return measured(one.text, other.text).similarity if one and other else 0.0
