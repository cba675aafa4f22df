"""What documents say of a thing: its facts and figures, each with the sentences that state it, as claims in their graphs tell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.answers import cells
from kg.queries import page, run
from kg.store import Store
from kg.vocabulary import RDF

_BATCH = 500
"""How many claims or figures are asked for at once."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that states a fact; `start` and `end` of the quote within it. A header's statement has no sentence.

    `first` and `last` are where the quote begins and ends in the document's text.
    """

    sentence: str
    start: int
    end: int
    document: str
    title: str
    day: str
    rule: str
    score: float = 0.0
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A relation of a thing that claims state: `other` is an IRI or a value; `claims` in order of their documents' days."""

    predicate: str
    outward: bool
    other: str
    post: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    day: str
    """The first day on which it is said, empty if none is told."""
    last: str = ""
    """The last day on which it is said."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: of what, where and when, empty where the text leaves area or period open, and the first sentence that says it."""

    indicator: str
    area: str
    period: str
    printed: str
    change: str
    said: Said
    iri: str = ""
    indicator_iri: str = ""
    area_iri: str = ""
    value: float = 0.0
    unit: str = ""
    status: str = ""
    start: str = ""
    end: str = ""


def claimed(store: Store, iri: str) -> list[Claimed]:
    """The relations of a thing, those in which it is the subject first."""
    grouped: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for role, predicate, other, post, day, document, claim in cells(run(store, page("claims"), {"thing": iri})):
        grouped.setdefault((role, predicate, other, post), []).append((claim, document, day))
    found = []
    for (role, predicate, other, post), rows in grouped.items():
        claims, documents, days = (tuple(dict.fromkeys(column)) for column in zip(*rows, strict=True))
        told = sorted(day for day in days if day) or [""]
        found.append(Claimed(predicate, role == RDF.subject, other, post, claims, documents, told[0], told[-1]))
    return found


def evidence(store: Store, claims: Iterable[str]) -> dict[str, Said]:
    """What each claim rests on, by its IRI."""
    found: dict[str, Said] = {}
    for some in _batches(list(claims)):
        for claim, sentence, quote, first, last, *of, rule, score in cells(run(store, page("evidence"), {"claim": some})):
            start = max(sentence.find(quote), 0)
            end = start + len(quote)
            found.setdefault(claim, Said(sentence, start, end, of[0], of[1], of[2], rule, float(score), int(first or 0), int(last or 0)))
    return found


def mentioned(store: Store, iri: str) -> Iterator[Said]:
    """The first mentions of a thing by day, each with the characters around it; the rule tells why it is meant."""
    chosen = [row[0] for row in cells(run(store, page("mentions"), {"thing": iri}))]
    for context, before, quote, first, last, *of, why, score in cells(run(store, page("mention"), {"mention": chosen})):
        start = int(before)
        yield Said(context, start, start + len(quote), of[0], of[1], of[2], why, float(score), int(first), int(last))


def counted(store: Store, iri: str) -> list[tuple[str, str, str, str]]:
    """The figures about a thing, or counting it in whatever spelling, the latest first: IRI, normal form, and IRIs of area and unit."""
    return [(row[0], row[1], row[2], row[3]) for row in cells(run(store, page("figures"), {"thing": iri}))]


def figures(store: Store, iris: Sequence[str]) -> list[Figure]:
    """The figures with these IRIs, in their order, each with the first sentence that says it."""
    rows: dict[str, list[str]] = {}
    for some in _batches(iris):
        for row in cells(run(store, page("figure"), {"figure": some})):
            rows.setdefault(row[0], row)
    said = evidence(store, [row[-1] for row in rows.values()])
    found = []
    for iri in iris:
        if iri in rows:
            _, indicator, spelling, place, where, period, printed, change, value, *more, claim = rows[iri]
            whose = where if place else ""
            found.append(Figure(indicator, place, period, printed, change, said[claim], iri, spelling, whose, float(value), *more))
    return found


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))
