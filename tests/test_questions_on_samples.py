"""Every shipped question answers on the shipped samples as the table tests/cases/questions.tsv says.

A line of the table names a question, its parameters (`name=value; name=value`), how many rows it gives (empty: not told) and one row
expected: `column=value`, or `column~words` where the cell begins with or has those words; columns that are not told may be anything.
The rows of one question stand in the order of its answer.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from kg.build import build
from kg.demo import samples
from kg.queries import load, run, shipped
from kg.store import Store

TABLE = Path(__file__).parent / "cases" / "questions.tsv"
Asked = tuple[str, str]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("questions") / "graph"
    build([samples()], Store(path), root=samples().parent)
    return Store.reading(path)


def table() -> list[list[str]]:
    """The lines of the table without its head: question, parameters, rows, expected."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def cases() -> Iterator[tuple[Asked, list[list[str]]]]:
    """Each question asked, with its lines."""
    for (name, given), lines in groupby(table(), key=lambda line: (line[0], line[1])):
        yield (name, given), list(lines)


def pairs(text: str) -> list[tuple[str, str, str]]:
    """`a=b; c~d` as what stands left, between and right."""
    found = []
    for part in filter(None, text.split("; ")):
        sign = min((at, sign) for sign in "=~" if (at := part.find(sign)) > 0)[1]
        name, _, value = part.partition(sign)
        found.append((name, sign, value))
    return found


def fits(row: dict[str, str], expected: str) -> bool:
    """Whether a row has what is expected of it; a column that is not there is a KeyError."""
    return all(row[name] == value if sign == "=" else value in row[name] for name, sign, value in pairs(expected))


@pytest.mark.parametrize(("asked", "lines"), [pytest.param(*case, id=" ".join(case[0]).strip()) for case in cases()])
def test_a_question_answers_on_the_samples_as_the_table_says(graph: Store, asked: Asked, lines: list[list[str]]) -> None:
    answer = run(graph, load(asked[0]), {name: value for name, _, value in pairs(asked[1])})
    rows = [
        {name: term.value.replace("\n", " ") if term else "" for name, term in zip(answer.columns, row, strict=True)} for row in answer.rows
    ]
    if lines[0][2]:
        assert len(rows) == int(lines[0][2])
    waiting = iter(rows)
    for line in lines:
        assert not line[3] or any(fits(row, line[3]) for row in waiting), f"{line[3]} is not there, or not in this order"


def test_the_table_has_every_question() -> None:
    assert {line[0] for line in table()} == {query.name for query in shipped()}


NOTHING_IN_THE_SAMPLES = {"conflicts", "corroborated", "missing-numbers", "ranks-told", "repealed-still-cited", "reprints"}
"""What the samples have none of; other graphs test these."""


def test_all_but_a_few_questions_have_rows_on_the_samples_by_their_defaults(graph: Store) -> None:
    assert {query.name for query in shipped() if not run(graph, query).rows} == NOTHING_IN_THE_SAMPLES


def test_a_wrong_expectation_is_seen() -> None:
    row = {"agency": "国务院", "sentence": "国务院印发《意见》。"}
    assert fits(row, "agency=国务院; sentence~印发")
    assert not fits(row, "agency=国务") and not fits(row, "sentence~转发")
