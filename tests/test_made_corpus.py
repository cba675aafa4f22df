"""Made-up announcements, which the bench measures with: the same each time, and read as what they were made as."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg.build import build, documents
from kg.model import Annotation, Document, Entity
from kg.pipeline import annotate
from kg.queries import load, run
from kg.store import Store
from kg.vocabulary import local
from tests.made_corpus import KINDS, SEED_SIZE, SIZE, Made, Maker
from tests.made_files import write

MANY = 160


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made")
    write(path, MANY)
    return path


@pytest.fixture(scope="module")
def read(folder: Path) -> dict[int, Document]:
    """The documents read, by the index of the announcement."""
    found = [document for document in documents([folder]) if isinstance(document, Document)]
    names = [document.id if document.id.startswith("made-") else Path(document.source).stem for document in found]
    return {int(name.removeprefix("made-")): document for name, document in zip(names, found, strict=True)}


@cache
def made(index: int) -> Made:
    return Maker()(index)


def told(kind: str, read: dict[int, Document]) -> tuple[Made, Annotation]:
    """The first announcement of a kind that bears a number, as it was made, and its annotation."""
    index = next(index for index in sorted(read) if made(index).head.kind == kind and made(index).head.number)
    return made(index), annotate(read[index])


def objects(annotation: Annotation, predicate: str) -> set[str]:
    """What a document says of itself with a property, by name."""
    claims = (claim for claim in annotation.claims if local(claim.predicate) == predicate and claim.subject.iri == annotation.document.iri)
    return {claim.object.label for claim in claims if isinstance(claim.object, Entity)}


def test_an_announcement_depends_on_its_index_and_not_on_how_many_are_made(tmp_path: Path, folder: Path) -> None:
    assert Maker()(7) == Maker()(7) != Maker(seed=1)(7)
    write(tmp_path, MANY // 2)
    few = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*") if path.suffix != ".jsonl"}
    assert few == {path: (folder / path).read_bytes() for path in few} and len(few) == MANY // 2 - MANY // 20


def test_all_are_read_with_their_title_day_and_number(read: dict[int, Document]) -> None:
    assert sorted(read) == list(range(MANY))
    for index, document in read.items():
        one = made(index)
        assert (document.title, document.header.published, document.header.publisher) == (
            one.head.title.strip(), str(one.published), one.publisher,
        ), index  # fmt: skip
        assert document.header.number in ("", one.head.number)
    assert {Path(document.source).suffix for document in read.values()} == {".md", ".html", ".txt", ".jsonl"}


def test_kinds_and_sizes_are_those_that_were_asked_for() -> None:
    kinds = Counter(Maker().head(index).kind for index in range(2_000))
    assert kinds.keys() == KINDS.keys()
    assert all(abs(kinds[kind] / 20 - share) < 3 for kind, share in KINDS.items())
    for size in (SIZE, SEED_SIZE):
        lengths = [sum(map(len, Maker(size)(index).paragraphs)) for index in range(200)]
        assert 0.85 * size < sum(lengths) / len(lengths) < 1.15 * size


def test_who_issues_alone_together_and_forwards_is_found(read: dict[int, Document]) -> None:
    for kind in ("notice", "joint", "opinion", "forward"):
        one, annotation = told(kind, read)
        assert objects(annotation, "issuedBy") == set(one.head.agencies), one.head.title


def test_appointments_and_figures_are_found_and_documents_cite_others_that_were_made(read: dict[int, Document]) -> None:
    _, appointed = told("appointments", read)
    assert {"holdsPost", "leavesPost"} <= {local(claim.predicate) for claim in appointed.claims}
    communique = next(index for index in read if made(index).head.kind == "statistics")
    assert len(annotate(read[communique]).observations) > 5
    numbers = {made(index).head.number for index in read} - {""}
    cited = [index for index in read if any(f"（{number}）" in text for number in numbers for text in made(index).paragraphs)]
    assert len(cited) > MANY / 20


def test_only_what_takes_up_another_is_a_reprint(folder: Path) -> None:
    store = Store()
    build([folder], store)
    answer = run(store, load("reprints"))
    title, original = (answer.columns.index(name) for name in ("title", "original_title"))
    assert all(row[title] == row[original] for row in answer.rows)
    found, heads = {row[title].value for row in answer.rows}, [made(index).head for index in range(MANY)]  # type: ignore[union-attr]
    assert {head.title.strip() for head in heads if head.kind == "reprint"} <= found
    assert found <= {head.title.strip() for head in heads if head.source >= 0}
