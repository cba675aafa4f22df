"""`make bench`: how fast kg is, beside jieba on the same text in the same run. Nothing here is a test.

`make bench PARTS="text web"` runs some parts alone: text, web, networks, files, growth. All of them take more than half an hour, and
growth some 30 GB of disk.
"""

import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kg.build import documents
from kg.knowledge import knowledge
from kg.model import Document
from kg.pipeline import annotate
from kg.resolver import best, context_for
from kg.resources import folder
from tests import files_load, growth_load, network_load
from tests.web import load

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def main(wanted: Sequence[str] = ()) -> None:
    """Print what is measured in the parts wanted, or in all: line by line on standard error, at the end as one table."""
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        raise SystemExit(f"there is no part {unknown[0]!r}; there are: {', '.join(PARTS)}.")
    table = Table("what", "figure")
    for name in wanted or PARTS:
        for what, figure in PARTS[name]():
            print(f"{what}: {figure}", file=sys.stderr, flush=True)
            table.add_row(what, figure)
    Console().print(table)


def figures() -> Iterator[tuple[str, str]]:
    """Characters a second of kg and of jieba, start-up times and memory."""
    documents = list(_documents())
    characters = sum(len(document.text) for document in documents)
    yield "documents annotated", f"{len(documents):,} of {characters:,} characters"
    annotate(documents[0])
    started = time.perf_counter()
    for document in documents:
        annotate(document)
    ours = characters / (time.perf_counter() - started)
    yield "kg annotate, characters/s on one core", f"{ours:,.0f}"
    theirs = _jieba([document.text for document in documents])
    yield "jieba.posseg, characters/s", f"{theirs:,.0f}"
    yield "kg beside jieba.posseg", f"{ours / theirs:.1f} ×"
    yield "kg resolve, different names/s on one core", f"{_names():,.0f}"
    yield "reading all knowledge", f"{_knowledge():.2f} s"
    yield "peak memory of this run", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    yield "start of kg --help", f"{_seconds('--help'):.2f} s"
    sample = next(iter(sorted(folder("samples").glob("*.md"))))
    yield "kg annotate of one document", f"{_seconds('annotate', str(sample)):.2f} s"


PARTS: dict[str, Callable[[], Iterator[tuple[str, str]]]] = {
    "text": figures,
    "web": load.figures,
    "networks": network_load.figures,
    "files": files_load.rows,
    "growth": growth_load.figures,
}
"""What is measured, by name."""


def _documents() -> list[Document]:
    """The articles and letters of the corpus when it is there, else the shipped samples."""
    root = CORPUS if CORPUS.is_dir() else folder("samples")
    paths = [root / "cpcnews", root / "letters", root / "govcn-html"] if root == CORPUS else [root]
    return [document for document in documents(paths) if isinstance(document, Document)]


def _jieba(texts: list[str]) -> float:
    """Characters a second of jieba's part-of-speech tagger on at most 300,000 characters of the texts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        import jieba.posseg
    jieba.setLogLevel(60)
    list(jieba.posseg.cut("厦门市"))
    done = 0
    started = time.perf_counter()
    for text in texts:
        done += len(text)
        list(jieba.posseg.cut(text))
        if done > 300_000:
            break
    return done / (time.perf_counter() - started)


def _names() -> float:
    """Names a second, of 60,000 that are all different: every division with a few bodies."""
    places = [place for place in knowledge().entities.values() if place.kind == "Division"]
    bodies = sorted(knowledge().names("body"))
    names = [place.label + bodies[(turn * 977 + index) % len(bodies)] for turn in range(12) for index, place in enumerate(places)]
    context = context_for("厦门市", "2022")
    best(names[0], context)
    started = time.perf_counter()
    for name in names:
        best(name, context)
    return len(names) / (time.perf_counter() - started)


def _knowledge() -> float:
    """Seconds to read what kg knows, in a process of its own."""
    code = "import time, kg.knowledge as k; t = time.perf_counter(); k.knowledge(); print(time.perf_counter() - t)"
    return min(float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout) for _ in range(3))


def _seconds(*arguments: str) -> float:
    """The best of three runs of the command line, in seconds."""
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg.cli", *arguments], check=True, capture_output=True)
        best = min(best, time.perf_counter() - started)
    return best


if __name__ == "__main__":
    main(sys.argv[1:])
