"""The graph as tables, CSV or Parquet, with a data dictionary (Frictionless Data Package 2.0); `ontology/tables.json` has the fields."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any

from kg.errors import QueryError
from kg.resources import folder
from kg.rows import ENTITIES, Row, Tables
from kg.store import Store
from kg.tidy import TABLES as SUFFIXES
from kg.tidy import table
from kg.whole import whole_file, whole_folder

DESCRIPTOR = "datapackage.json"
_FIGURES = "figures"
_TYPES = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet"}
_BATCH = 10_000
"""How many rows of a Parquet file are written at once."""
Put = Callable[[Row], None]


def names() -> list[str]:
    """The tables there are."""
    return [resource["name"] for resource in _described()["resources"]]


def fields(name: str) -> dict[str, str]:
    """The fields of a table in order, each with its type: string, integer, number or date."""
    found = next(resource for resource in _described()["resources"] if resource["name"] == name)
    return {field["name"]: field["type"] for field in found["schema"]["fields"]}


def table_named(file: Path) -> str:
    """The table that a file is called after, else the figures."""
    stem = Path(file.name.removesuffix(".gz")).stem
    return stem if stem in names() else _FIGURES


def is_folder(file: Path) -> bool:
    """Whether a name asks for a folder with all tables: it has no suffix, or is a folder already."""
    return file.is_dir() or not Path(file.name.removesuffix(".gz")).suffix


def put_table(store: Store, file: Path) -> int:
    """Write the table that a file is called after and return how many rows it has."""
    name, suffix = table_named(file), Path(file.name.removesuffix(".gz")).suffix
    if name == _FIGURES:
        count, data = table(store, suffix)
        with whole_file(file) as out:
            out.write(data)
        return count
    count = 0
    with whole_file(file) as out, _writing(name, suffix, out) as put:
        for row in Tables(store).rows(name):
            put(row)
            count += 1
    return count


def put_folder(store: Store, place: Path, suffix: str = ".csv") -> int:
    """Write every table into a folder, with `datapackage.json`, and return how many rows they have together."""
    if suffix not in SUFFIXES:
        raise QueryError(f"tables are written as {' and '.join(SUFFIXES)}, not as {suffix!r}.")
    ours = {DESCRIPTOR, *(name + kind for name in names() for kind in SUFFIXES)}
    count, tables = 0, Tables(store)
    with whole_folder(place, lambda file: file.name in ours) as inside, ExitStack() as open_files:
        puts: dict[str, Put] = {}
        for name in names():
            out = open_files.enter_context((inside / f"{name}{suffix}").open("wb"))
            puts[name] = open_files.enter_context(_writing(name, suffix, out))
        for name, row in _all(tables):
            puts[name](row)
            count += 1
        open_files.close()
        text = json.dumps(descriptor(suffix), ensure_ascii=False, indent=1) + "\n"
        (inside / DESCRIPTOR).write_text(text, encoding="utf-8")
    return count


def descriptor(suffix: str) -> dict[str, Any]:
    """The data package of a folder of tables: of each its file, fields with type and meaning, and keys."""
    described = _described()
    resources = []
    for resource in described["resources"]:
        file = {"name": resource["name"], "path": resource["name"] + suffix, "format": suffix[1:], "mediatype": _TYPES[suffix]}
        told = {"encoding": "utf-8"} if suffix == ".csv" else {}
        resources.append(file | told | {key: value for key, value in resource.items() if key != "name"})
    return described | {"resources": resources}


def _all(tables: Tables) -> Iterator[tuple[str, Row]]:
    yield from ((ENTITIES, row) for row in tables.entities())
    yield from tables.told(*(name for name in names() if name != ENTITIES))


def _writing(name: str, suffix: str, out: IO[bytes]) -> AbstractContextManager[Put]:
    """What takes the rows of a table and writes them."""
    return _parquet(fields(name), out) if suffix == ".parquet" else _csv(list(fields(name)), out)


@contextmanager
def _csv(columns: list[str], out: IO[bytes]) -> Iterator[Put]:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(columns)
    yield lambda row: rows.writerow([row[column] for column in columns])
    text.flush()
    text.detach()


@contextmanager
def _parquet(columns: dict[str, str], out: IO[bytes]) -> Iterator[Put]:
    """Text, whole numbers of 64 bits, floats of 64 bits and days, in groups of rows; null where a row has no value."""
    try:
        import pyarrow as pa  # late: an extra
        import pyarrow.parquet as pq
    except ImportError:
        raise QueryError("a .parquet file needs pyarrow: pip install 'kg[parquet]'. A .csv file needs nothing.") from None
    kinds = {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32(), "string": pa.string()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
    waiting: list[Row] = []

    def write() -> None:
        arrays = [pa.array([row[field.name] for row in waiting], pa.string()).cast(field.type) for field in schema]
        writer.write_batch(pa.record_batch(arrays, schema=schema))
        waiting.clear()

    def put(row: Row) -> None:
        waiting.append(row)
        if len(waiting) >= _BATCH:
            write()

    with pq.ParquetWriter(out, schema) as writer:
        yield put
        if waiting:
            write()


@cache
def _described() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder("ontology") / "tables.json").read_text(encoding="utf-8"))
    return found
