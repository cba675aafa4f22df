"""What others read while a build writes: snapshots of a store, made by hard links when a change is whole.

A snapshot is a folder in `snapshots/` of the store, named for the nanosecond it was made in; the newest counts. One that was
superseded stays for a while, so that whoever reads it can finish.
"""

import os
import shutil
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

_FOLDER = "snapshots"
_KEPT = 120 * 10**9
"""Nanoseconds that a snapshot stays after the next one was made: longer than any reading may take."""


def publish(path: Path, backup: Callable[[str], None]) -> str:
    """Make a new snapshot of the store in the folder `path`, which `backup` writes into a new folder,
    with the indexes beside it; its version.

    Only the process that has the store open to write may do so.
    """
    place = path / _FOLDER
    place.mkdir(exist_ok=True)
    for left in place.glob(".*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    version = f"{time.time_ns():020d}"
    backup(str(place / f".{version}"))
    for index in path.glob("*.sqlite"):  # replaced whole when it changes, so that a link stays what it is
        os.link(index, place / f".{version}" / index.name)
    (place / f".{version}").rename(place / version)
    made = _made(path)
    for old, following in pairwise(made):
        if int(version) - int(following.name) > _KEPT:
            shutil.rmtree(old, ignore_errors=True)
    return version


def newest(path: Path) -> Path | None:
    """The newest snapshot of the store in a folder, or None where none was made."""
    made = _made(path)
    return made[-1] if made else None


def _made(path: Path) -> list[Path]:
    """The snapshots, the oldest first."""
    return sorted(snapshot for snapshot in (path / _FOLDER).glob("[0-9]*") if (snapshot / "CURRENT").is_file())
