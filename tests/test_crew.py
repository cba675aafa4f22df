"""Processes side by side: every task has one outcome, whatever becomes of the process that carries it out."""

import re
import time

import pytest

import kg.crew
from kg.crew import Crew, Late, within
from tests.crewed import lost, workshop


def outcomes(jobs: int, tasks: list[str], limit: float = 60.0) -> list[str]:
    return sorted(Crew(jobs, workshop, ("hello",), lost).outcomes(iter(tasks), limit))


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_every_task_has_its_outcome_with_one_process_two_or_four(jobs: int) -> None:
    names = [f"n{number}" for number in range(100)]
    assert outcomes(jobs, names) == sorted(f"hello {name} {len(name)}" for name in names)


def test_nothing_to_do_is_done() -> None:
    assert outcomes(2, []) == []


def test_a_task_that_ends_its_process_is_told_and_those_behind_it_are_carried_out() -> None:
    names = ["a", "die", "b", "c", "die", *(f"n{number}" for number in range(20))]
    found = outcomes(2, names)
    assert found.count("die: made the process that read it end (7)") == 2
    assert len(found) == len(names) and "hello c 1" in found and "hello n19 3" in found


def test_a_process_that_is_silent_for_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.crew, "_SLACK", 1.0)
    found = outcomes(1, ["a", "sleep", "b"], limit=0.5)
    assert found == ["hello a 1", "hello b 1", "sleep: gave no result within 2 seconds"]


def test_large_tasks_and_outcomes_do_not_wait_for_each_other() -> None:
    names = [f"{number:05}" + "x" * 3_000_000 for number in range(12)]
    assert outcomes(2, names) == [f"hello {name[:34]}" for name in names]


def test_what_takes_too_long_is_interrupted_and_what_follows_is_not() -> None:
    with pytest.raises(Late, match="took longer than a document may"), within(0.05):
        re.match("(a+)+b", "a" * 40)
    with within(0.05):
        pass
    time.sleep(0.1)
