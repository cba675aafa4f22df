"""How building, loading, asking and bringing up to date grow with the corpus: made-up announcements through the command line.

Every part runs in a process of its own, as a user's would. `python -m tests.growth_load 300 1000` does it all with other counts.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles

from tests.growth_parts import CORES, compacted, memory
from tests.made_corpus import SEED_SIZE, SIZE, Maker
from tests.made_files import put, write

COUNTS = (1_000, 5_000, 20_000)
"""So many announcements are built, one corpus after the other; of the middle one the quads are loaded, the last one is asked."""
_TEXTS = 1_000
"""So many are annotated, and so many of the size of the seed are built."""
Row = tuple[str, str]


def figures(counts: Sequence[int] = COUNTS) -> Iterator[Row]:
    """Every figure, with what it is of."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        yield from _annotating(min(_TEXTS, counts[-1]))
        yield from _growing(place, counts)
        yield from _asking(place / f"graph-{counts[-1]}")
        yield from _increments(place, counts[-1])


def _annotating(count: int) -> Iterator[Row]:
    """Annotation on one core and on all, and two segmenters on the same texts."""
    yield f"{count:,} made announcements", f"{sum(len(text) for text in texts(count)) / count:,.0f} characters each (size {SIZE:,})"
    for jobs in sorted({1, CORES}):
        runs = [_start("annotate", count, jobs, number) for number in range(jobs)]
        found = [json.loads(run.communicate()[0]) for run in runs]
        characters, documents = (sum(one[key] / one["seconds"] for one in found) for key in ("characters", "documents"))
        yield f"annotate on {jobs} of {CORES} cores", f"{characters:,.0f} characters/s, {documents:,.0f} documents/s"
        yield f"annotate on {jobs} of {CORES} cores, peak memory of a process", f"{max(one['peak'] for one in found):,.0f} MB"
    for name in ("jieba.posseg", "rjieba"):
        told = json.loads(_start("segment", name, count).communicate()[0])
        yield f"{name} on the same texts, one core", f"{told['characters'] / told['seconds']:,.0f} characters/s"


def texts(count: int) -> list[str]:
    """The texts of the first so many announcements."""
    maker = Maker()
    return ["\n".join(maker(index).paragraphs) for index in range(count)]


def _growing(place: Path, counts: Sequence[int]) -> Iterator[Row]:
    """Graphs from nothing: of one announcement, then of more and more; what they take on disk; the last one stays."""
    write(place / "corpus-1", 1)
    least, _ = _built(place, 1)
    yield "build of one announcement (ontology, knowledge, index)", f"{least:.1f} s"
    sizes = {1: compacted(place / "graph-1")}
    yield from _seed_sized(place, min(_TEXTS, counts[-1]), sizes[1])
    for count in counts:
        write(place / f"corpus-{count}", count)
        seconds, most = _built(place, count)
        each, net = seconds / count, (seconds - least) / (count - 1)
        yield f"build of {count:,}", f"{count / seconds:,.1f} documents/s, {each * 1000:.1f} ms each ({net * 1000:.1f} beyond one's)"
        yield f"build of {count:,}, peak memory of all processes", f"{most:,.0f} MB (PSS)"
        sizes[count] = compacted(place / f"graph-{count}")
        if count == counts[len(counts) // 2]:
            yield from _loading(place, count)
        if count != counts[-1]:
            shutil.rmtree(place / f"graph-{count}")
    each_part = [(sizes[counts[-1]][part] - sizes[1][part]) / (counts[-1] - 1) / 1000 for part in (0, 1)]
    yield "on disk after compaction, each document", f"{each_part[0]:.1f} KB of graph, {each_part[1]:.1f} KB of search index"
    told = ", ".join(f"{count:,}: {graph / 1e6:,.1f} + {index / 1e6:,.1f} MB" for count, (graph, index) in sizes.items())
    yield "on disk after compaction, graph + search index (of 1: ontology, knowledge)", told


def _seed_sized(place: Path, count: int, least: tuple[int, int]) -> Iterator[Row]:
    """Announcements as long as the document that the project started from; `least` is the size of a graph of one announcement."""
    name = f"seed-{count}"
    write(place / f"corpus-{name}", count, SEED_SIZE)
    seconds, _ = _built(place, name)
    each, rate = (compacted(place / f"graph-{name}")[0] - least[0]) / count / 1000, count / seconds
    yield f"build of {count:,} of the seed's size ({SEED_SIZE:,})", f"{rate:,.1f} documents/s, {rate / CORES:,.1f} a core"
    yield f"on disk after compaction, each of the seed's size ({SEED_SIZE:,})", f"{each:.1f} KB of graph"
    shutil.rmtree(place / f"graph-{name}")


def _built(place: Path, name: int | str) -> tuple[float, float]:
    """Seconds and the peak of memory in MB of `kg build` of a corpus into a new graph."""
    command = ["build", f"corpus-{name}", "--store", f"graph-{name}", "--jobs", str(CORES)]
    return memory([sys.executable, "-m", "kg.cli", *command], place)


def _loading(place: Path, count: int) -> Iterator[Row]:
    """`kg load` beside a bare bulk load of the same N-Quads."""
    _kg(place, "export", "part.nq", "--store", f"graph-{count}")
    with (place / "part.nq").open("rb") as lines:
        quads = sum(1 for _ in lines)
    bare = json.loads(_start("bare", place / "part.nq", place / "bare").communicate()[0])["seconds"]
    ours = json.loads(_start("load", place / "part.nq", place / "loaded").communicate()[0])
    for made in ("part.nq", "bare", "loaded"):
        shutil.rmtree(place / made) if (place / made).is_dir() else (place / made).unlink()
    yield f"bare bulk load of {quads:,} quads ({count:,} documents)", f"{quads / bare:,.0f} quads/s"
    yield "kg load, the loading alone", f"{quads / ours['loading']:,.0f} quads/s, {bare / ours['loading']:.2f} of it"
    yield "kg load, search index and snapshot included", f"{quads / ours['seconds']:,.0f} quads/s, {bare / ours['seconds']:.2f} of it"


def _asking(graph: Path) -> Iterator[Row]:
    """Every shipped question by its defaults."""
    run = _start("ask", graph)
    slow: list[tuple[float, str]] = []
    for line in run.communicate()[0].splitlines():
        name, rows, seconds = json.loads(line)
        highest = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
        slow.append((median(seconds), name))
        yield f"question {name}", f"median {median(seconds) * 1000:,.0f} ms, 95th percentile {highest * 1000:,.0f} ms ({rows:,} rows)"
    over = [name for seconds, name in slow if seconds > 2]
    yield f"{len(slow)} questions", f"slowest {max(slow)[1]}; over 2 s: {', '.join(over) or 'none'}"


def _increments(place: Path, count: int) -> Iterator[Row]:
    """The largest corpus again: unchanged, with one file changed, with one gone."""
    corpus = place / f"corpus-{count}"
    files = sorted(path for path in corpus.rglob("*") if path.is_file() and path.suffix != ".jsonl")
    command = ("build", corpus.name, "--store", f"graph-{count}", "--jobs", str(CORES))
    yield f"build of {count:,} again, nothing changed", f"{_timed(place, *command):.1f} s"
    files[0].write_bytes(put(place / "other", Maker()(count + 1)).read_bytes())
    yield "build again, one file changed", f"{_timed(place, *command):.1f} s"
    files[1].unlink()
    yield "build again, one file removed (--prune)", f"{_timed(place, *command, '--prune'):.1f} s"


def _timed(place: Path, *command: str) -> float:
    started = time.perf_counter()
    _kg(place, *command)
    return time.perf_counter() - started


def _kg(place: Path, *command: str) -> None:
    run = subprocess.run([sys.executable, "-m", "kg.cli", *command], cwd=place, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"kg {' '.join(command)}: {run.stderr}")


def _start(*part: object) -> "subprocess.Popen[str]":
    """One of the parts that run in a process of their own."""
    return subprocess.Popen([sys.executable, "-m", "tests.growth_parts", *map(str, part)], stdout=subprocess.PIPE, text=True)


if __name__ == "__main__":
    for what, figure in figures(tuple(map(int, sys.argv[1:])) or COUNTS):
        print(f"{what}: {figure}", flush=True)
