"""How far a long piece of work has come: a bar on a terminal, a plain line now and then elsewhere; always on stderr."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

Progress = Callable[[Sequence[Any]], Iterable[Any]]
"""Goes through a sequence item by item and tells how far it has come."""

_EVERY = 10.0
"""Seconds between two plain lines."""


def quiet(items: Sequence[Any]) -> Iterable[Any]:
    """The items, and nothing said."""
    return items


def shown(what: str) -> Progress:
    """A progress that names what is being done."""
    return lambda items: _bar(what, items) if sys.stderr.isatty() else _lines(what, items)


def _bar(what: str, items: Sequence[Any]) -> Iterator[Any]:
    from rich.console import Console
    from rich.progress import track

    yield from track(items, what, console=Console(stderr=True), transient=True)


def _lines(what: str, items: Sequence[Any]) -> Iterator[Any]:
    told = time.monotonic()
    for index, item in enumerate(items):
        if time.monotonic() - told > _EVERY:
            told = time.monotonic()
            print(f"{what}: {index} of {len(items)}", file=sys.stderr)
        yield item
