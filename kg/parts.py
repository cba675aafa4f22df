"""Partitions of a graph: N-Quads files (.nq, .nq.gz) and Parquet files of terms, as a cluster or an export leaves them in folders."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.errors import QueryError

COLUMNS = ("subject", "predicate", "object", "graph")
"""The columns of a Parquet partition: terms as N-Quads writes them, the graph empty for the default graph."""
_SUFFIXES = (".nq", ".nq.gz", ".parquet")
_ROWS = 20_000
_DAMAGE = (OSError, EOFError, ValueError, zlib.error)


def parts_of(paths: Sequence[Path]) -> list[Path]:
    """The partitions under files and folders, in order, each once; what is hidden or begins with _ is left out.

    A path that is not there, a file that is no partition, or nothing at all is a QueryError.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [file for file in sorted(path.rglob("*")) if file.is_file() and _is_part(file)]
            found |= dict.fromkeys(file for file in inside if not any(part[0] in "._" for part in file.relative_to(path).parts))
        elif not path.is_file() or not _is_part(path):
            what = "is no partition" if path.is_file() else "there is no such file or folder"
            raise QueryError(f"{path}: {what}; partitions are called {', '.join(_SUFFIXES)}.")
        else:
            found[path] = None
    if not found:
        raise QueryError(f"{', '.join(map(str, paths))}: no partition is there ({', '.join(_SUFFIXES)}).")
    return list(found)


def _is_part(file: Path) -> bool:
    return file.name.endswith(_SUFFIXES)


def identity(parts: Sequence[Path]) -> str:
    """Names partitions as they are now: others, or others in their place, have another name."""
    told = [f"{part.absolute()} {part.stat().st_size} {part.stat().st_mtime_ns}" for part in parts]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


@contextmanager
def opened(part: Path) -> Iterator[IO[bytes]]:
    """The N-Quads of a partition as a stream; what goes wrong while it is read is a QueryError that names the place."""
    try:
        if part.suffix == ".parquet":
            yield cast(IO[bytes], _Lines(_parquet(part)))
        elif part.suffix == ".gz":
            with gzip.open(part) as packed:
                yield cast(IO[bytes], packed)
        else:
            with part.open("rb") as plain:
                yield plain
    except SyntaxError as error:
        raise QueryError(f"{part}: line {error.lineno} is damaged: {error.msg}") from error
    except _DAMAGE as error:
        raise QueryError(f"{part}: cannot be read to its end: {error}") from error


def quads_of(part: Path) -> Iterator[Quad]:
    """The quads of a partition in their order; a damaged one is a QueryError, once it has been read so far."""
    with opened(part) as stream:
        yield from pyoxigraph.parse(stream, format=RdfFormat.N_QUADS)


def _parquet(part: Path) -> Iterator[bytes]:
    try:
        parquet: Any = import_module("pyarrow.parquet")  # late: an extra
    except ImportError:
        raise QueryError(f"{part}: Parquet needs pyarrow: pip install 'kg[parquet]'.") from None
    with parquet.ParquetFile(part) as file:
        lacking = [name for name in COLUMNS if name not in file.schema_arrow.names]
        if lacking:
            raise QueryError(f"{part}: has no column {', '.join(lacking)}; partitions have {', '.join(COLUMNS)}.")
        for batch in file.iter_batches(_ROWS, columns=list(COLUMNS)):
            rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            yield "".join(f"{' '.join(term for term in row if term)} .\n" for row in rows).encode()


class _Lines:
    """Pieces of bytes as a stream to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes, or all."""
        if size < 0:
            found, self._rest = self._rest + b"".join(self._pieces), b""
            return found
        if not self._rest:
            self._rest = b"".join(islice(self._pieces, 1))
        found, self._rest = self._rest[:size], self._rest[size:]
        return found
