"""What the edges of a network rest on: documents with title and day, and the sentences in them that say so."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import networkx as nx
from pyoxigraph import Literal, NamedNode

from kg.answers import cells
from kg.graph_parts import Edge, Parts
from kg.model import Document, Header
from kg.publications import publication_of
from kg.queries import page, run
from kg.said import evidence
from kg.sentences import sentences
from kg.show import label_of
from kg.store import Store
from kg.vocabulary import DCT, KG, SCHEMA, rebased

_BATCH = 200
"""How many documents are asked for at once."""
_DOCUMENTS = 12
"""Of so many documents of an edge the sentences are told."""
_SENTENCES = 3
"""So many sentences are told of one document of an edge."""
_LONG = 400
"""A sentence is cut to about so many characters around what it is told for."""

Key = tuple[str, str, str]
"""An edge by both its ends, as the network has them, and its kind."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that an edge rests on; `address` is where it was published on the web, if that is told."""

    title: str
    day: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, and where in it what matters stands."""

    sentence: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Evidence:
    """Documents by IRI, and for each edge by its documents the sentences that state it."""

    papers: dict[str, Paper] = field(default_factory=dict)
    quotes: dict[Key, dict[str, list[Quote]]] = field(default_factory=dict)


def key_of(edge: Edge) -> Key:
    """The edge by its ends and kind."""
    return edge.one, edge.other, str(edge.told.get("kind", ""))


def with_evidence(store: Store, network: nx.Graph, most: int = _DOCUMENTS) -> Evidence:
    """What the edges of a network rest on, from the first `most` documents that the attribute `documents` of each names.

    Of who issues together and what cites what these are the sentences of claims; of topics those that name the topic; of all else
    those that name both ends.
    """
    edges = [edge for edge in Parts(network).edges() if edge.told.get("documents")]
    resting = {key_of(edge): list(edge.told["documents"])[:most] for edge in edges}
    chosen = sorted({document for documents in resting.values() for document in documents})
    found = Evidence({document: _paper(store, document) for document in chosen})
    claimed = _Claimed(store, chosen) if any(key[2] in _CLAIMED for key in resting) else None
    named = _Named(store)
    for key, documents in resting.items():
        if key[2] in _UNSAID:
            continue
        of = claimed.quotes if claimed and key[2] in _CLAIMED else named.quotes
        told = {document: of(key, document)[:_SENTENCES] for document in documents}
        found.quotes[key] = {document: quotes for document, quotes in told.items() if quotes}
    return found


_CLAIMED = frozenset({"jointIssuance", "leads", "citation"})
"""Kinds of edges that claims state."""
_TOPIC = "topic"
"""That an issuer's documents name a programme."""
_UNSAID = frozenset({"shares", "documentKind", "reprint"})
"""Kinds of edges that no one sentence states."""


def _paper(store: Store, document: str) -> Paper:
    days = sorted(_values(store, document, DCT.issued))
    addresses = sorted(value for value in _values(store, document, SCHEMA.url) if value.startswith(("http://", "https://")))
    return Paper(label_of(store, document), *(days[:1] or [""]), *addresses[:1])


def _values(store: Store, subject: str, predicate: str) -> list[str]:
    found = store.match(subject, rebased(predicate, store.base))
    return [quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal)]


class _Claimed:
    """What documents claim of issuers and citations."""

    def __init__(self, store: Store, documents: Sequence[str]) -> None:
        self._store = store
        self._issued = rebased(KG.issuedBy, store.base)
        self._rows: dict[str, list[list[str]]] = {}
        for start in range(0, len(documents), _BATCH):
            for document, *row in cells(run(store, page("edge-claims"), {"document": documents[start : start + _BATCH]})):
                self._rows.setdefault(document, []).append(row)
        self._numbers: dict[str, set[str]] = {}

    def quotes(self, key: Key, document: str) -> list[Quote]:
        """The sentences of a document that state an edge; what its header states has none."""
        one, other, kind = key
        rows = self._rows.get(document, [])
        if kind == "citation":
            chosen = [row for row in rows if row[1] != self._issued and self._same(row[3], other)]
        else:
            issuers: dict[str, set[str]] = {}
            for _, predicate, subject, issuer in rows:
                if predicate == self._issued:
                    issuers.setdefault(subject, set()).add(issuer)
            chosen = [row for row in rows if {one, other} <= issuers.get(row[2], set()) and row[3] in (one, other)]
        said = evidence(self._store, [row[0] for row in chosen])
        marks: dict[str, set[tuple[int, int]]] = {}
        for row in chosen:
            one_said = said.get(row[0])
            if one_said and one_said.sentence:
                marks.setdefault(one_said.sentence, set()).add((one_said.start, one_said.end))
        return [_cut(sentence, sorted(where)) for sentence, where in marks.items()]

    def _same(self, document: str, other: str) -> bool:
        """Whether a document named is the other, or bears its number."""
        return document == other or bool(self._number(document) & self._number(other))

    def _number(self, document: str) -> set[str]:
        if document not in self._numbers:
            self._numbers[document] = {*_values(self._store, document, KG.issueNumber)}
        return self._numbers[document]


class _Named:
    """Where documents name things."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[str, list[tuple[int, int]], dict[str, list[tuple[int, int]]]]] = {}

    def quotes(self, key: Key, document: str) -> list[Quote]:
        """The sentences of a document that name both ends, or the topic."""
        text, spans, named = self._read(document)
        starts = [start for start, _ in spans]
        ends = [end for end in key[:2] if key[2] != _TOPIC or "/programme/" in end]
        where = [{bisect_right(starts, start) - 1 for start, _ in named.get(end, [])} for end in ends]
        found = []
        for number in sorted(set.intersection(*where)) if where else []:
            start, end = spans[number] if number >= 0 else (0, 0)
            marks = [(at - start, to - start) for thing in ends for at, to in named[thing] if start <= at and to <= end]
            if marks:
                found.append(_cut(text[start:end], sorted(set(marks))))
        return found

    def _read(self, document: str) -> tuple[str, list[tuple[int, int]], dict[str, list[tuple[int, int]]]]:
        if document not in self._known:
            read = publication_of(document, self._store.quads(document), self._store.base)
            text = read.text if read else ""
            spans = [(one.span.start, one.span.end) for one in sentences(Document(document, "", "", "", text, Header(), ""))]
            named: dict[str, list[tuple[int, int]]] = {}
            for thing, start, end in read.mentions if read else ():
                named.setdefault(f"{self._store.base}id/{thing}", []).append((start, end))
            self._known[document] = (text, spans, named)
        return self._known[document]


def _cut(sentence: str, marks: Iterable[tuple[int, int]]) -> Quote:
    """A quote without what overlaps, a long sentence cut around what is marked first."""
    kept: list[tuple[int, int]] = []
    for start, end in marks:
        if start < end and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    if len(sentence) <= _LONG:
        return Quote(sentence, tuple(kept))
    begin = max(0, min((kept[0][0] if kept else 0) - _LONG // 4, len(sentence) - _LONG))
    lead, rest = "…" if begin else "", "…" if begin + _LONG < len(sentence) else ""
    shift = begin - len(lead)
    inside = tuple((start - shift, end - shift) for start, end in kept if start >= begin and end <= begin + _LONG)
    return Quote(f"{lead}{sentence[begin : begin + _LONG]}{rest}", inside)
