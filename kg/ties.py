"""What ties two things in one document, read from a store: who issues together, who is named with what, what cites what.

A tie is the least that a network is made of: two ends, a document, and its day. A notice and what it prints, a document read and
named, and reprints count as one document.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from kg.answers import cells
from kg.model import Document, Header
from kg.network import kind_of
from kg.queries import page, run
from kg.sentences import sentences
from kg.store import Store
from kg.vocabulary import DCT, KG, OWL, RDF, SCHEMA, rebased

_YEAR = re.compile("〔([0-9]{4})〕")
_NEWS = "issuedBy"
"""What the rules begin with that read in running text who issued something: their day is that of the report."""
_CROWD = 40
"""A sentence that names more places than so many is a list, and tells nothing of any two."""


@dataclass(frozen=True, slots=True)
class Tie:
    """That the document `act` ties `one` and `other`; its `day` is ISO, as far as it is told. The document `source` says so."""

    one: str
    other: str
    act: str
    day: str
    source: str


class Papers:
    """The documents of a store: which of them are one, and their days."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def act(self, document: str) -> str:
        """The document that one counts as: of what a notice prints the notice, of a named one the one read, of a reprint the original."""
        bearing = self._printers.get(document, document)
        number = self.numbers.get(bearing, "")
        read = self._read.get(bearing) or self._numbered.get(number) or bearing
        return self._originals.get(read, read)

    def day(self, document: str, act: str = "") -> str:
        """The day on which a document was written, else published, else the year in its number, else the day of what forwards it.

        Whatever is forwarded (转发, 批转) was written shortly before. Empty if none is told.
        """
        written, published = self._days.get(act or document, ("", ""))
        year = _YEAR.search(self.numbers.get(document, ""))
        own = self._days.get(document, ("", ""))[0] or written or published or (year[1] if year else "")
        return own or next(filter(None, self._days.get(self._forwarders.get(document, ""), ())), "")

    def reported(self, document: str) -> str:
        """The day on which a document was published, else written: that of the news that it tells."""
        written, published = self._days.get(document, ("", ""))
        return published or written

    def pairs(self, term: str) -> list[tuple[str, str]]:
        """What a property of our vocabulary ties, in order."""
        found = self.store.match(None, rebased(term, self.store.base))
        return [(quad.subject.value, quad.object.value) for quad in found]  # type: ignore[union-attr]

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number of every document that has one."""
        return dict(reversed(self.pairs(KG.issueNumber)))

    @cached_property
    def _printers(self) -> dict[str, str]:
        return {printed: printer for printer, printed in reversed(self.pairs(KG.prints))}

    @cached_property
    def _forwarders(self) -> dict[str, str]:
        return {forwarded: forwarder for forwarder, forwarded in reversed(self.pairs(KG.forwards))}

    @cached_property
    def _read(self) -> dict[str, str]:
        read = set(self.store.documents())
        return {named: document for document, named in reversed(self.pairs(OWL.sameAs)) if document in read}

    @cached_property
    def _numbered(self) -> dict[str, str]:
        """The one document read that bears a number."""
        bearing: dict[str, list[str]] = {}
        for document in self.store.documents():
            if document in self.numbers:
                bearing.setdefault(self.numbers[document], []).append(self._originals.get(document, document))
        return {number: some[0] for number, some in bearing.items() if len(set(some)) == 1}

    @cached_property
    def _originals(self) -> dict[str, str]:
        return dict(self.pairs(KG.reprintOf))

    @cached_property
    def _days(self) -> dict[str, tuple[str, str]]:
        """The days on which documents were written and published."""
        written, published = dict(reversed(self.pairs(DCT.created))), dict(reversed(self.pairs(DCT.issued)))
        return {document: (written.get(document, ""), published.get(document, "")) for document in {**written, **published}}


def issuing(papers: Papers) -> dict[tuple[str, str], list[str]]:
    """The issuers of every document, as each document tells them: by the telling and the issued one."""
    found: dict[tuple[str, str], list[str]] = {}
    for document, issued, issuer in cells(run(papers.store, page("issuers"))):
        found.setdefault((document, issued), []).append(issuer)
    return found


def joint_issuance(papers: Papers) -> Iterator[Tie]:
    """Institutions that issued a document together."""
    news = {(document, issued) for document, issued, *_, rule in _roles(papers) if rule.startswith(_NEWS)}
    for (document, issued), issuers in issuing(papers).items():
        if len(issuers) > 1:
            act, day = _acted(papers, document, issued, (document, issued) in news)
            for one, other in combinations(sorted(issuers), 2):
                yield Tie(one, other, act, day, document)


def leading(papers: Papers) -> Iterator[Tie]:
    """Who stands first in a document issued together, and each that stands with it."""
    roles: dict[tuple[str, str, bool], dict[str, set[str]]] = {}
    for document, issued, issuer, role, rule in _roles(papers):
        roles.setdefault((document, issued, rule.startswith(_NEWS)), {}).setdefault(role, set()).add(issuer)
    for (document, issued, news), by_role in roles.items():
        act, day = _acted(papers, document, issued, news)
        for lead in by_role.get("lead", ()):
            for joint in by_role.get("joint", set()) - {lead}:
                yield Tie(lead, joint, act, day, document)


def _acted(papers: Papers, document: str, issued: str, news: bool) -> tuple[str, str]:
    """What an issued document counts as, and its day; of one that is news and has no day, that of the document that tells it."""
    act = papers.act(issued)
    return act, papers.day(issued, act) or (papers.reported(document) if news else "")


def _roles(papers: Papers) -> Iterator[list[str]]:
    """Claims of who led and who joined: the telling and the issued document, the issuer, its role and the rule."""
    yield from cells(run(papers.store, page("issuing")))


def derived(papers: Papers, kind: str) -> Iterator[Tie]:
    """The ties that the edges of a kind rest on."""
    for one, other, document in cells(run(papers.store, page("edge-ties"), {"kind": kind})):
        act = papers.act(document)
        yield Tie(one, other, act, papers.day(document, act), document)


def co_mention(papers: Papers) -> Iterator[Tie]:
    """Institutions and programmes that one sentence names."""
    return derived(papers, "coMention")


def citations(papers: Papers) -> Iterator[Tie]:
    """Documents, and what they cite; the day is that of the one that cites."""
    return derived(papers, "citation")


def undertaking(papers: Papers) -> Iterator[Tie]:
    """Agencies, and the programmes that one sentence names with them."""
    kinds: dict[str, str] = {}
    for tie in derived(papers, "coMention"):
        for end in (tie.one, tie.other):
            if end not in kinds:
                kinds[end] = kind_of(papers.store, end)
        if kinds[tie.one] == "Agency" and kinds[tie.other] == "Programme":
            yield tie
        elif kinds[tie.other] == "Agency" and kinds[tie.one] == "Programme":
            yield Tie(tie.other, tie.one, tie.act, tie.day, tie.source)


def topics(papers: Papers) -> Iterator[Tie]:
    """Agencies, and the programmes that are named in what they issued."""
    programme = rebased(KG.Programme, papers.store.base)
    programmes = {iri for iri, kind in papers.pairs(RDF.type) if kind == programme}
    named: dict[str, list[str]] = {}
    for document, thing in papers.pairs(SCHEMA.mentions):
        if thing in programmes:
            named.setdefault(document, []).append(thing)
    return _issued(papers, named)


def forms(papers: Papers) -> Iterator[Tie]:
    """Agencies, and the kinds of document that they issue (文种)."""
    kinds: dict[str, list[str]] = {}
    for document, kind in papers.pairs(KG.documentKind):
        kinds.setdefault(document, []).append(kind)
    return _issued(papers, kinds)


def _issued(papers: Papers, told: dict[str, list[str]]) -> Iterator[Tie]:
    """The issuers of documents with what is told of these."""
    for (document, issued), issuers in issuing(papers).items():
        act = papers.act(issued)
        for thing in {*told.get(issued, ()), *told.get(act, ())}:
            for issuer in issuers:
                yield Tie(issuer, thing, act, papers.day(issued, act), document)


class Places:
    """What lies in what, by the divisions that are above each."""

    def __init__(self, store: Store) -> None:
        self._parents = dict(Papers(store).pairs(KG.parent))

    def lies(self, place: str, whole: str) -> bool:
        """Whether a place is another one, or in it."""
        while place and place != whole:
            place = self._parents.get(place, "")
        return place == whole != ""


def neighbouring(papers: Papers) -> Iterator[Tie]:
    """Places that one sentence names; a place and what it lies in are no pair, for an address names both."""
    places = Places(papers.store)
    named: dict[str, list[tuple[int, str]]] = {}
    for document, start, place in cells(run(papers.store, page("place-mentions"))):
        named.setdefault(document, []).append((int(start), place))
    several = {document for document, some in named.items() if len({place for _, place in some}) > 1}
    for document, text in cells(run(papers.store, page("texts"))):
        if document in several:
            act = papers.act(document)
            for one, other in _together(text, named[document]):
                if not places.lies(one, other) and not places.lies(other, one):
                    yield Tie(one, other, act, papers.day(document, act), document)


def _together(text: str, named: Sequence[tuple[int, str]]) -> set[tuple[str, str]]:
    """The pairs of places that stand in one sentence of a text."""
    starts = [sentence.span.start for sentence in sentences(Document("", "", "", "", text, Header(), ""))]
    found: dict[int, set[str]] = {}
    for start, place in named:
        found.setdefault(bisect_right(starts, start), set()).add(place)
    return {pair for places in found.values() if len(places) <= _CROWD for pair in combinations(sorted(places), 2)}


Reader = Callable[[Papers], Iterator[Tie]]
"""Reads ties of a kind from the documents."""
