"""Files and folders that are whole or not there: written beside their place first, then moved into it."""

import gzip
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from kg.errors import QueryError

_WHERE = "Give a file in a folder that is there."


@contextmanager
def whole_file(file: Path) -> Iterator[IO[bytes]]:
    """A stream for the bytes of a file, compressed where it is called .gz; an error inside leaves the old file as it was."""
    partial = _beside(file, "part")
    try:
        with partial.open("wb") as raw:
            if file.suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
                    yield cast(IO[bytes], packed)
            else:
                yield raw
        partial.replace(file)
    except OSError as error:
        raise QueryError(f"{file}: cannot be written: {error}. {_WHERE}") from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def whole_folder(folder: Path, replaceable: Callable[[Path], bool]) -> Iterator[Path]:
    """An empty folder to write into; at the end it takes the place of `folder`.

    A folder that is there and holds files is replaced only if `replaceable` says so of each of them; else that is a QueryError.
    """
    if folder.exists() and not folder.is_dir():
        raise QueryError(f"{folder}: is a file; give the name of a folder.")
    for file in sorted(folder.iterdir()) if folder.exists() else ():
        if not replaceable(file):
            raise QueryError(f"{folder}: holds {file.name}, which was not written by kg; give an empty or a new folder.")
    partial, old = _beside(folder, "part"), _beside(folder, "old")
    try:
        partial.mkdir()
        yield partial
        if folder.exists():
            folder.rename(old)
        partial.rename(folder)
    except OSError as error:
        raise QueryError(f"{folder}: cannot be written: {error}. {_WHERE}") from error
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
        for rest in (partial, old):
            shutil.rmtree(rest, ignore_errors=True)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{what}")
