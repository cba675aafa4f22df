"""Builds that are killed: whatever moment it was, the next build goes on, and the end is the graph that a build left in peace makes."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.build import build
from kg.store import Store
from tests.test_growth import folder_of, lines, notice, written

ROUNDS = 5
KILLS = 5


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files and JSON Lines, and reprints among them, so that there are edges to derive."""
    path = tmp_path_factory.mktemp("crawl")
    folder_of(path, 120)
    lines(path / "more.jsonl", *((f"k{number}", notice(number % 90)) for number in range(120)))
    return path


@pytest.fixture(scope="module")
def knowing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of nothing but ontology and knowledge, so that not every kill falls while these are stored."""
    path = tmp_path_factory.mktemp("knowing") / "graph"
    build([tmp_path_factory.mktemp("empty")], Store(path))
    return path


def started(crawl: Path, graph: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg.cli", "build", str(crawl), "--store", str(graph), "--jobs", "2", "--prune"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)


def killed(process: subprocess.Popen[bytes], after: float) -> bool:
    """Kill a build with all its processes after so many seconds; whether it was still at work."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_build_killed_at_any_moments_ends_with_the_right_graph(crawl: Path, knowing: Path, tmp_path: Path, turn: int) -> None:
    """25 kills in all: of builds from nothing, from a graph that holds no documents, and of changes to one that does."""
    graph, source = tmp_path / "graph", tmp_path / "crawl"
    shutil.copytree(crawl, source)
    if turn:
        shutil.copytree(knowing, graph)
    begun = time.monotonic()
    if turn > 2:
        assert started(source, graph).wait() == 0
    whole = time.monotonic() - begun if turn > 2 else 5.0
    moments, kills = random.Random(turn), 0
    while kills < KILLS:
        for number in moments.sample(range(120), 20):
            written(source / f"{number % 3}" / f"{number:03}.txt", notice(moments.randrange(200)), time.time_ns() - 10**10)
        (source / "0" / "000.txt").unlink(missing_ok=True)
        kills += killed(started(source, graph), moments.uniform(0.4, whole))
    assert started(source, graph).wait() == 0
    right, left = Store(), Store(graph)
    build([source], right)
    assert left.dump() == right.dump()
    assert left.changed() == []
    assert Store.reading(graph).dump() == right.dump()
