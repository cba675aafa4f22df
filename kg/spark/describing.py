"""What a worker does with its share of the input: read, annotate and describe as one machine does, and tell it in rows.

A row has a `kind`, which says what its other columns hold:

    document   document; one: its day; other: its number; number: letters and digits of its text; packed: the publication
    graph      one: the source of a document; text: the N-Quads of its graph
    said       text: a line of N-Quads that stands in the default graph
    b s p t    document; one: a key of its text; number: how many such probes a whole must have, else 0
    number     one: another document; other: its number
    prints     one: a notice; other: what it prints
    same       one: the document; other: a name of it
    coMention, jointIssuance, citation   one and other: the ends; document; text: what was issued together
    told       packed: the counts of a share of the input
    problem    text: what could not be read, and why
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat
from pyspark import SparkFiles

from kg.documents import Found, Item
from kg.edges import issued_together, together
from kg.intake import Outcome, Task, worker
from kg.likeness import FOUND, keys, normal
from kg.pipeline import Described
from kg.publications import Publication, publication_of
from kg.records import FileRecord
from kg.report import Report

SCHEMA = "kind string, one string, other string, document string, text string, number int, packed binary"


class Row(NamedTuple):
    """A row of SCHEMA."""

    kind: str
    one: str | None = None
    other: str | None = None
    document: str | None = None
    text: str | None = None
    number: int | None = None
    packed: bytes | None = None


@dataclass(frozen=True, slots=True)
class Describe:
    """Describes the items of a partition: under a base, by the rulings in a file shipped with the job, each within `limit` seconds."""

    base: str
    rulings: str
    limit: float

    def __call__(self, items: Iterable[Found | Item | str]) -> Iterator[Row]:
        report, carry_out = Report(), _worker(self.base, self.rulings, self.limit)
        for item in items:
            if isinstance(item, str):
                yield Row("problem", text=item)
                continue
            name = item.source if isinstance(item, Found) else item.key
            outcome = carry_out(Task(item, None, FileRecord(name, "")))
            for problem in outcome.problems:
                yield Row("problem", text=problem)
            for document in outcome.documents:
                report.read += 1
                report.mentions += document.mentions
                report.claims += document.claims
                report.unlinked.update(document.unlinked)
                yield from _rows(document, item.source, self.base)
        yield Row("told", packed=pickle.dumps(report))


@cache
def _worker(base: str, rulings: str, limit: float) -> Callable[[Task], Outcome]:
    """Once in a process: loads the knowledge."""
    return worker(base, Path(SparkFiles.get(rulings)) if rulings else None, limit)


def _rows(document: Described, source: str, base: str) -> Iterator[Row]:
    """A document: its graph, what of it stands in the default graph, and what edges are derived from."""
    quads = list(pyoxigraph.parse(document.lines, format=RdfFormat.N_QUADS))
    stated = []
    for quad, line in zip(quads, document.lines.decode().split("\n"), strict=False):
        if quad.graph_name == DefaultGraph():
            yield Row("said", text=line)
        else:
            stated.append(line)
    yield Row("graph", source, text="\n".join(stated))
    found = publication_of(document.iri, (quad for quad in quads if quad.graph_name != DefaultGraph()), base)
    if found is not None:
        yield from _publication(found)
        yield from _ties(found, base)


def _publication(one: Publication) -> Iterator[Row]:
    """What decides whether the document is one with another."""
    slim = pickle.dumps(replace(one, issuers=(), cites=(), prints=(), numbers=(), same=()))
    yield Row("document", one.day, one.number, one.iri, number=len(normal(one.text)), packed=slim)
    for key in keys([one.text])[0]:
        kind, _, string = key.partition("-")
        yield Row(kind[0], f"{kind} {string}" if kind[0] == "b" else string, document=one.iri, number=FOUND.get(kind, 0))


def _ties(one: Publication, base: str) -> Iterator[Row]:
    """What the document ties, and what it tells of others that decides with which they count."""
    yield from (Row("number", *pair) for pair in one.numbers)
    yield from (Row("prints", *pair) for pair in one.prints)
    yield from (Row("same", one.iri, name) for name in one.same)
    yield from (Row("coMention", *pair, one.iri) for pair in together(one, base))
    yield from (Row("jointIssuance", first, second, one.iri, issued) for first, second, issued in issued_together(one))
    yield from (Row("citation", citing, cited, one.iri) for citing, cited in one.cites)
