"""How far a long piece of work has come: a bar on a terminal, a plain line now and then elsewhere; always on stderr."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Progress = Callable[[Iterable[Any]], Iterable[Any]]
"""Goes through things one by one, as they come, and tells how far it has come."""

_EVERY = 10.0
"""Seconds between two plain lines."""


def quiet(items: Iterable[Any]) -> Iterable[Any]:
    """The items, and nothing said."""
    return items


def shown(what: str) -> Progress:
    """A progress that names what is being done."""
    return lambda items: _bar(what, items) if sys.stderr.isatty() else _lines(what, items)


def _bar(what: str, items: Iterable[Any]) -> Iterator[Any]:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(what), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items)


def _lines(what: str, items: Iterable[Any]) -> Iterator[Any]:
    told = started = time.monotonic()
    for index, item in enumerate(items):
        now = time.monotonic()
        if now - told > _EVERY:
            told = now
            print(f"{what}: {index:,}, {index / (now - started):,.0f} a second", file=sys.stderr)
        yield item
