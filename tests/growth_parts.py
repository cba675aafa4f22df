"""Parts of the bench of growth that run in processes of their own, and how a process is watched; each prints its figures as JSON."""

import json
import os
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from pyoxigraph import RdfFormat

T = TypeVar("T")
CORES = os.cpu_count() or 1
_RUNS = 5
"""So often a question is asked, unless once takes longer than this in seconds:"""
_LONG = 30.0
_EVERY = 0.4
"""Seconds between two looks at the memory of processes."""
_ENOUGH = 300_000
"""So many characters are enough for a slow segmenter."""


def annotate(count: str, jobs: str, number: str) -> dict[str, float]:
    """Annotate every so-manieth of the first so many announcements."""
    from kg.documents.drafts import Draft, document
    from kg.model import Header
    from kg.pipeline import annotate
    from tests.made_corpus import Maker

    maker = Maker()
    made = [maker(index) for index in range(int(number), int(count), int(jobs))]
    told = [Draft(one.head.title, "\n".join(one.paragraphs), Header(published=str(one.published), publisher=one.publisher)) for one in made]
    documents = [document(draft, f"{index}.txt", "https://w3id.org/govkg/") for index, draft in enumerate(told)]
    annotate(documents[0])
    started = time.perf_counter()
    for one in documents:
        annotate(one)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"characters": sum(len(one.text) for one in documents), "documents": len(documents), "seconds": seconds, "peak": peak}


def segment(name: str, count: str) -> dict[str, float]:
    """Cut the same texts with jieba's tagger, as many as are enough, or with rjieba, all."""
    from tests.growth_load import texts

    tagged, made = _tagger(name), texts(int(count))
    tagged("厦门市")
    done, started = 0, time.perf_counter()
    for text in made:
        tagged(text)
        done += len(text)
        if name != "rjieba" and done > _ENOUGH:
            break
    return {"characters": done, "seconds": time.perf_counter() - started}


def _tagger(name: str) -> Callable[[str], object]:
    if name == "rjieba":
        import rjieba

        return rjieba.tag
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        import jieba.posseg
    jieba.setLogLevel(60)
    return lambda text: list(jieba.posseg.cut(text))


def bare(file: str, folder: str) -> dict[str, float]:
    """Load N-Quads with nothing but pyoxigraph."""
    started = time.perf_counter()
    store = pyoxigraph.Store(folder)
    with Path(file).open("rb") as data:
        store.bulk_load(input=data, format=RdfFormat.N_QUADS)
    store.flush()
    return {"seconds": time.perf_counter() - started}


def load(file: str, folder: str) -> dict[str, float]:
    """Load the same with `kg load`; `loading` is the time until the last part is in."""
    from kg.loading import load as loaded

    started, last = time.perf_counter(), [0.0]

    def told(parts: Iterable[T]) -> Iterator[T]:
        yield from parts
        last[0] = time.perf_counter() - started

    loaded([Path(file)], Path(folder), told)
    return {"seconds": time.perf_counter() - started, "loading": last[0]}


def ask(graph: str) -> Iterator[tuple[str, int, list[float]]]:
    """Every shipped question: its name, how many rows it has, and how long each time took."""
    from kg.queries import run, shipped
    from kg.store import Store

    store = Store.reading(Path(graph))
    for query in shipped():
        taken: list[float] = []
        while len(taken) < _RUNS and (not taken or max(taken) < _LONG):
            started = time.perf_counter()
            rows = len(run(store, query).rows)
            taken.append(time.perf_counter() - started)
        yield query.name, rows, taken


def compacted(graph: Path) -> tuple[int, int]:
    """Bytes on disk of a graph and of its search index, snapshots left aside, once its files are compacted."""
    code = "import sys, pathlib, kg.store; made = kg.store.Store(pathlib.Path(sys.argv[1])); made.optimize(); made.publish()"
    subprocess.run([sys.executable, "-c", code, str(graph)], check=True)
    index = graph / "search.sqlite"
    files = sum(file.stat().st_size for file in graph.iterdir() if file.suffix == ".sst")
    return files, index.stat().st_size if index.is_file() else 0


def memory(command: list[str], place: Path) -> tuple[float, float]:
    """Seconds that a command takes, and the most memory that it and its children hold at a time, in MB: the sum of their PSS."""
    started, most = time.perf_counter(), 0.0
    with subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None:
            most = max(most, sum(map(_held, _family(run.pid))))
            time.sleep(_EVERY)
        told = run.stderr.read() if run.stderr else ""
    if run.returncode:
        raise SystemExit(f"{' '.join(command)}: {told}")
    return time.perf_counter() - started, most


def _family(process: int) -> Iterator[int]:
    """A process and all that come from it."""
    yield process
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:  # it has just ended
        return
    for child in children:
        yield from _family(int(child))


def _held(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _main(name: str, *arguments: str) -> None:
    found = {"annotate": annotate, "segment": segment, "bare": bare, "load": load, "ask": ask}[name](*arguments)  # type: ignore[operator]
    for row in [found] if isinstance(found, dict) else found:
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    _main(*sys.argv[1:])
