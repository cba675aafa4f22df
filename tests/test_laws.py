"""The laws of the house over the real corpus: what every graph must satisfy, whatever the documents."""

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kg.build import build, documents
from kg.check import check
from kg.model import Annotation, Document, Observation, Period
from kg.pipeline import annotate
from kg.store import Store
from kg.vocabulary import KG

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


def observed(annotations: list[Annotation]) -> Iterator[tuple[Annotation, Observation]]:
    """Every observation with the annotation it belongs to."""
    return ((annotation, observation) for annotation in annotations for observation in annotation.observations)


def test_every_figure_is_printed_as_it_stands_and_lies_in_its_evidence(annotations: list[Annotation]) -> None:
    for annotation, observation in observed(annotations):
        text, said = annotation.document.text, f"{annotation.document.id}: {observation.indicator} {observation.printed}"
        assert observation.figures, said
        assert observation.printed == observation.figures[0].of(text), said
        assert len(observation.figures) == len(observation.evidence), said
        for figure, evidence in zip(observation.figures, observation.evidence, strict=True):
            assert figure.document == evidence.document == annotation.document.iri, said
            assert 0 <= evidence.start <= figure.start < figure.end <= evidence.end <= len(text), said


def test_no_figure_is_told_by_two_observations_and_they_stand_in_order(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        figures = [figure for observation in annotation.observations for figure in observation.figures]
        assert len(set(figures)) == len(figures), f"{annotation.document.id}: a figure is told twice"
        starts = [observation.figures[0].start for observation in annotation.observations]
        assert starts == sorted(starts), f"{annotation.document.id}: observations out of order"


def test_every_observation_names_what_it_counts_on_one_line(annotations: list[Annotation]) -> None:
    for annotation, observation in observed(annotations):
        name = observation.indicator
        assert name and name == name.strip() and not set(name) & set("\t\n"), f"{annotation.document.id}: {name!r}"


def test_every_period_ends_no_sooner_than_it_starts(annotations: list[Annotation]) -> None:
    found = [(annotation, mention.value) for annotation in annotations for mention in annotation.periods]
    found += [(annotation, observation.period) for annotation, observation in observed(annotations)]
    periods = [(annotation, period) for annotation, period in found if isinstance(period, Period)]
    assert periods
    for annotation, period in periods:
        assert not (period.start and period.end) or period.start <= period.end, f"{annotation.document.id}: {period}"


def test_a_communique_is_full_of_figures(annotations: list[Annotation]) -> None:
    counts = {a.document.id: len(a.observations) for a in annotations if "statistics-html" in Path(a.document.source).parts}
    assert len(counts) == 2
    assert all(count >= 150 for count in counts.values()), counts


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


def test_edges_and_reprints_are_those_of_the_documents_that_are_there(tmp_path: Path) -> None:
    """Of real reports with their reprints, whichever go, come back or change places, the graph is that of a build from nothing."""
    lines = (CORPUS / "cpcnews" / "cpcnews.jsonl").read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if any(name in line for name in ("民建十一届四中全会", "王瑞杰", "攻坚支部", "潜江"))]
    told += lines[:12]
    path, kept, chance = tmp_path / "reports.jsonl", Store(), random.Random(1)
    for _ in range(5):
        path.write_text("\n".join(chance.sample(told, chance.randint(len(told) // 2, len(told)))), encoding="utf-8")
        fresh = Store()
        build([path], kept)
        build([path], fresh)
        assert kept.dump() == fresh.dump()
    path.write_text("\n".join(told), encoding="utf-8")
    build([path], kept)
    assert len(kept.match(None, KG.reprintOf)) >= 4


def test_every_check_comes_back_empty_and_the_shapes_hold(store: Store) -> None:
    assert check(store) == []
