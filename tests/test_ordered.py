"""Lines in order: the same whether they fit into memory or wait on disk."""

import random

import pytest

from kg.ordered import in_order


@pytest.mark.parametrize("at_once", [1, 7, 1000, 10**9])
def test_lines_come_sorted_and_once_however_much_memory_there_is(at_once: int) -> None:
    chance = random.Random(1)
    lines = [f"{chance.randrange(200)}厦\n".encode() for _ in range(300)]
    assert list(in_order(iter(lines), at_once)) == sorted(set(lines))


def test_no_lines_are_no_lines() -> None:
    assert list(in_order([])) == []
