"""Lines in order, however many: sorted in parts that wait on disk, and merged."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO

AT_ONCE = 64_000_000
"""So many bytes of lines are sorted in memory."""


def in_order(lines: Iterable[bytes], at_once: int = AT_ONCE) -> Iterator[bytes]:
    """The lines ordered by their bytes (in UTF-8: by code points), each once; in memory for `at_once` bytes of them at a time.

    A line ends in a line break and holds no other.
    """
    with ExitStack() as files:
        parts: list[IO[bytes]] = []
        some: list[bytes] = []
        size = 0
        for line in lines:
            some.append(line)
            size += len(line)
            if size >= at_once:
                parts.append(files.enter_context(tempfile.TemporaryFile()))
                _put(some, parts[-1])
                some, size = [], 0
        some.sort()
        last = b""
        for line in heapq.merge(*parts, some) if parts else some:
            if line != last:
                yield line
                last = line


def _put(lines: list[bytes], file: IO[bytes]) -> None:
    """Write the lines, sorted, for reading them again."""
    lines.sort()
    file.writelines(lines)
    file.seek(0)
