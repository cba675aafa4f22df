"""Copies of a store that are whole, whatever is done to the store meanwhile, and the way back."""

import hashlib
import json
import shutil
from contextlib import suppress
from pathlib import Path

import kg
from kg.errors import SetupError
from kg.snapshots import newest
from kg.store import Store
from kg.whole import whole_folder

_LIST = "backup.json"
"""Names every file of a backup with its SHA-256."""
_TRIES = 3
"""A snapshot that is superseded goes after a while; then the next one is copied."""


def backup(store: Path, folder: Path) -> int:
    """Copy the store as its last build left it into a new folder, while builds and servers go on; the bytes copied.

    A folder that holds an older backup is replaced when the new one is whole; one that holds anything else is a SetupError.
    """
    Store.reading(store)
    for _ in range(_TRIES):
        made = newest(store)
        if made is None:
            break
        with suppress(_Superseded), whole_folder(folder, lambda file: (folder / _LIST).is_file()) as partial:
            for file in sorted(made.glob("[!L]*")):  # all but LOCK and LOG
                _copy(file, partial / file.name)
            files = {file.name: _digest(file) for file in sorted(partial.iterdir())}
            listed = json.dumps({"version": kg.__version__, "snapshot": made.name, "files": files}, indent=1)
            (partial / _LIST).write_text(listed + "\n", encoding="utf-8")
            return sum(file.stat().st_size for file in partial.iterdir())
    raise SetupError(f"{store}: its last build did not end; run it again (kg build PATH… --store {store}), then back it up.")


class _Superseded(Exception):  # noqa: N818
    """The snapshot that is being copied is no longer there: a newer one is."""


def _copy(file: Path, copy: Path) -> None:
    try:
        shutil.copyfile(file, copy)
    except FileNotFoundError as error:
        raise _Superseded from error


def restore(folder: Path, store: Path) -> int:
    """Make a store of a backup, after checking every file against its digest; the number of its documents.

    A backup that is damaged, and a store that is there already, are SetupErrors; nothing is changed then.
    """
    try:
        files = json.loads((folder / _LIST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError) as error:
        raise SetupError(f"{folder}: is no backup that kg made ({error}); give the folder that was given to kg backup.") from error
    if store.exists() and (not store.is_dir() or any(store.iterdir())):
        raise SetupError(f"{store}: is there already; move it away, or restore into another folder with --store.")
    for name, digest in files.items():
        if not (folder / name).is_file() or _digest(folder / name) != digest:
            raise SetupError(f"{folder / name}: is missing or damaged; this backup cannot be restored. Take an older one.")
    with whole_folder(store, lambda file: False) as partial:
        for name in files:
            shutil.copyfile(folder / name, partial / name)
    restored = Store(store)
    restored.publish()
    return len(restored.documents())


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
