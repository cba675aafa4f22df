"""What edges across documents are derived from: what one document tells, read off its graph, and which documents are one.

Nothing here asks a store, so that one machine and many derive alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from kg.likeness import Likeness, body, figures, is_byline, lacking, likeness, measured, normal
from kg.vocabulary import DC, DCT, KG, OWL, rebased

_PATTERN = 0.95
"""What one publisher prints twice and is less alike follows a pattern and is no reprint."""
_NAMES = ("place", "agency", "person", "programme", "product", "document")
"""Kinds whose names tell texts apart; media are organisations, and each reprint names its own."""

TELLING = (
    KG.text, KG.start, KG.end, KG.means, KG.issuedBy, KG.cites, KG.prints, KG.issueNumber, DCT.created, DCT.issued, DC.publisher, OWL.sameAs
)  # fmt: skip
"""The predicates, under the default base, by which a document's graph tells what it is as a publication."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Publication:
    """A document read: its text, its day (ISO, empty if unknown), its number, and what its graph tells, as pairs of IRIs.

    `mentions` are what the text names, as key (`agency/350200/education`), start and end. `issuers` pair what is issued with who
    did, `prints` a notice with what it prints, `numbers` another document with a number; `same` are the names of this one.
    """

    iri: str
    text: str
    day: str = ""
    number: str = ""
    publisher: str = ""
    mentions: tuple[tuple[str, int, int], ...] = ()
    issuers: tuple[Pair, ...] = ()
    cites: tuple[Pair, ...] = ()
    prints: tuple[Pair, ...] = ()
    numbers: tuple[Pair, ...] = ()
    same: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[str, bool, int, str]:
        """The least is the original: the earliest, then one with a number, then the longest text, then the IRI."""
        return self.day or "9999", not self.number, -len(normal(self.text)), self.iri

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that tell it from others: those behind its dateline, of nobody who wrote it."""
        start = body(self.text)
        return frozenset(
            self.text[at:end] for kind, at, end in self.mentions
            if at >= start and kind.split("/")[0] in _NAMES and not (kind.startswith("person") and is_byline(self.text, at))
        )  # fmt: skip

    @property
    def named(self) -> set[str]:
        """The other documents of which it tells a number, or that they are printed by a notice, or are itself."""
        return {iri for iri, _ in self.numbers} | {printed for _, printed in self.prints} | {*self.same}


def publication_of(document: str, quads: Iterable[Quad], base: str) -> Publication | None:
    """What the quads of a document's graph tell, under the base `base`; None if they hold no text of it."""
    told: dict[str, list[Pair]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told.setdefault(quad.predicate.value, []).append((quad.subject.value, quad.object.value))

    def pairs(term: str) -> list[Pair]:
        return sorted(told.get(rebased(term, base), ()))

    def own(term: str) -> str:
        return next((value for subject, value in pairs(term) if subject == document), "")

    text = own(KG.text)
    if not text:
        return None
    starts, ends = dict(pairs(KG.start)), dict(pairs(KG.end))
    return Publication(
        document,
        text,
        own(DCT.created) or own(DCT.issued),
        own(KG.issueNumber),
        own(DC.publisher),
        tuple((key.removeprefix(f"{base}id/"), int(starts[node]), int(ends[node])) for node, key in pairs(KG.means) if node in starts),
        tuple(pairs(KG.issuedBy)),
        tuple(pairs(KG.cites)),
        tuple(pairs(KG.prints)),
        tuple((iri, number) for iri, number in pairs(KG.issueNumber) if iri != document),
        tuple(named for subject, named in pairs(OWL.sameAs) if subject == document),
    )


def alike(one: Publication, other: Publication) -> Likeness | None:
    """How two documents are one; None if their texts are not alike, or one says what the other does not.

    Letters, bulletins and notices that follow one pattern have figures or names each of its own; an excerpt has none.
    """
    one, other = sorted((one, other), key=lambda each: each.iri)
    first, second = figures(one.text), figures(other.text)
    own = (first[0] - second[1], second[0] - first[1])
    if all(own) or (one.number and other.number and one.number != other.number):
        return None
    found = likeness(one.text, other.text)
    if found is None or (one.publisher == other.publisher and found.similarity < _PATTERN):
        return None
    part, whole = part_and_whole(one, other)
    if found.near:
        return None if lacking(part.names, whole.text) and lacking(whole.names, part.text) else found
    without = figures(part.text)[0] - figures(whole.text)[1] or lacking(part.names, whole.text)
    return None if without or not _fits(part, whole) else found


def part_and_whole(one: Publication, other: Publication) -> tuple[Publication, Publication]:
    """The shorter of two documents, and the longer."""
    part, whole = sorted((one, other), key=lambda each: (len(normal(each.text)), each.iri))
    return part, whole


def _fits(part: Publication, whole: Publication) -> bool:
    """Whether an excerpt may be one of this whole: it comes out no earlier, or is half of it at least.

    What comes later and holds an earlier text among much else (a gazette, a report that quotes it) is another document.
    """
    later = bool(part.day and whole.day) and whole.day <= part.day
    return later or 2 * len(normal(part.text)) >= len(normal(whole.text))


def similarity(reprint: Publication, original: Publication) -> float:
    """How alike a reprint and its original are; where others stand between them, even less than reprints must be."""
    return measured(reprint.text, original.text).similarity


def originals(publications: Mapping[str, Publication], pairs: Mapping[Pair, Likeness]) -> dict[str, str]:
    """The original of every document given: the first of those that are nearly the same, and that excerpts lead to.

    An excerpt of several belongs to the first of them alone, for these are not one because they share it.
    """
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
            part, whole = part_and_whole(publications[one], publications[other])
            wholes.setdefault(part.iri, []).append(whole.iri)
    for part_iri, found_in in wholes.items():
        join(part_iri, min(found_in, key=lambda iri: publications[iri].rank))
    return {document: lead(document) for document in publications}
