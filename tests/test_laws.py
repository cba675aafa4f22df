"""The laws of the house over the real corpus: what every graph must satisfy, whatever the documents."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kg.build import annotate, build, documents
from kg.check import check
from kg.model import Annotation, Document
from kg.store import Store

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
PARTS = [CORPUS / name for name in ("seed", "pingtan", "govcn-html", "laws", "statistics-html")]

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this checkout")


@pytest.fixture(scope="module")
def annotations() -> list[Annotation]:
    return [annotate(document) for document in documents([CORPUS]) if isinstance(document, Document)]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    made = Store()
    build(PARTS, made)
    yield made


def test_every_quote_is_in_its_document(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        text = annotation.document.text
        for link in annotation.links:
            span = link.mention.span
            assert 0 <= span.start < span.end <= len(text), f"{annotation.document.id}: {span} lies outside the text"
            quote = span.of(text)
            assert quote == quote.strip(), f"{annotation.document.id}: {quote!r} has white space at its edges"
        for claim in annotation.claims:
            assert claim.evidence is None or claim.evidence.end <= len(text)


def test_mentions_never_overlap_and_stand_in_order(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        spans = [link.mention.span for link in annotation.links]
        for before, after in pairwise(spans):
            assert before.end <= after.start, f"{annotation.document.id}: {before} and {after} overlap"


def test_every_link_says_why(annotations: list[Annotation]) -> None:
    assert all(link.why for annotation in annotations for link in annotation.links)


def test_one_iri_means_one_thing_everywhere(annotations: list[Annotation]) -> None:
    kinds: dict[str, str] = {}
    for annotation in annotations:
        for link in annotation.links:
            if link.entity is not None:
                kind = kinds.setdefault(link.entity.iri, link.entity.kind)
                assert kind == link.entity.kind, f"{link.entity.label} is {kind} and {link.entity.kind}"


def test_building_twice_leaves_what_building_once_left(store: Store) -> None:
    before = store.dump()
    report = build(PARTS, store)
    assert (report.read, store.dump() == before) == (0, True)


def test_the_order_of_files_does_not_matter(store: Store) -> None:
    other = Store()
    for part in reversed(PARTS):
        build([part], other)
    assert other.dump() == store.dump()


def test_taking_documents_back_leaves_what_a_build_without_them_leaves(store: Store) -> None:
    with_more, without = Store(), Store()
    build(PARTS, with_more)
    build(PARTS[:2], with_more, prune=True)
    build(PARTS[:2], without)
    assert with_more.dump() == without.dump()


def test_every_check_comes_back_empty_and_the_shapes_hold(store: Store) -> None:
    assert check(store) == []
