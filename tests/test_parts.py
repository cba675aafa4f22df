"""Partitions: found in folders, read as N-Quads whatever their form, and what is damaged is told with its place."""

import gzip
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError
from kg.parts import parts_of, quads_of

LINE = '<http://example.org/s> <http://example.org/p> "厦门\\n" <http://example.org/g> .\n'
TRIPLE = "<http://example.org/s> <http://example.org/p> <http://example.org/o> .\n"


def test_partitions_are_found_in_order_and_what_is_hidden_or_underscored_is_not(tmp_path: Path) -> None:
    for name in ("b/part-1.nq", "a.nq.gz", "_failures/part-0.nq", ".part.nq", "_SUCCESS", "notes.txt", "b/c.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = parts_of([tmp_path / "b", tmp_path])
    assert [str(part.relative_to(tmp_path)) for part in found] == ["b/c.parquet", "b/part-1.nq", "a.nq.gz"]


@pytest.mark.parametrize(
    ("name", "told"), [("nowhere.nq", "there is no such"), ("notes.txt", "is no partition"), ("empty", "no partition is there")]
)
def test_what_is_no_partition_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "notes.txt").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(QueryError, match=told):
        parts_of([tmp_path / name])


def test_the_same_quads_are_read_from_every_form(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text(LINE + TRIPLE, encoding="utf-8")
    (tmp_path / "a.nq.gz").write_bytes(gzip.compress((LINE + TRIPLE).encode()))
    rows = [
        {"subject": "<http://example.org/s>", "predicate": "<http://example.org/p>", "object": '"厦门\\n"', "graph": "<http://example.org/g>"},
        {"subject": "<http://example.org/s>", "predicate": "<http://example.org/p>", "object": "<http://example.org/o>", "graph": ""},
    ]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    subject, predicate = NamedNode("http://example.org/s"), NamedNode("http://example.org/p")
    expected = [
        Quad(subject, predicate, Literal("厦门\n"), NamedNode("http://example.org/g")),
        Quad(subject, predicate, NamedNode("http://example.org/o")),
    ]
    for name in ("a.nq", "a.nq.gz", "a.parquet"):
        assert list(quads_of(tmp_path / name)) == expected


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.nq", (LINE * 2 + "nonsense\n" + LINE).encode(), "a.nq: line 3 is damaged"),
        ("a.nq.gz", gzip.compress((LINE * 1000).encode())[:-9], "a.nq.gz: cannot be read to its end: Compressed file ended"),
        ("a.nq.gz", b"\x1f\x8b\x08" + bytes(40), "a.nq.gz: cannot be read to its end"),
        ("a.parquet", b"PAR1 and nothing else", "a.parquet: cannot be read to its end"),
    ],
)
def test_a_damaged_partition_is_told_with_its_place(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(QueryError, match=told):
        list(quads_of(tmp_path / name))


def test_a_table_of_something_else_is_told_what_it_lacks(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.Table.from_pylist([{"subject": "a", "text": "b"}]), tmp_path / "a.parquet")
    with pytest.raises(QueryError, match="has no column predicate, object, graph"):
        list(quads_of(tmp_path / "a.parquet"))
