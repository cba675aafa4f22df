"""Rows as records: each named by its id or numbered, wherever the pieces of its source were read; of equal names the first."""

from collections.abc import Mapping
from functools import partial
from itertools import groupby
from operator import itemgetter

from pyspark import RDD

from kg.documents import Item
from kg.documents.decoding import decode
from kg.documents.records import id_of
from kg.errors import DocumentError

Row = tuple[str, str, int, bytes]
"""The source of a row, the block of it that was read in one piece (blocks sort in their order), its place there, and a line of JSON."""
_Numbered = tuple[tuple[str, str], int, Item | str]
_NAME = "row.jsonl"


def records(rows: RDD[Row]) -> RDD[Item | str]:
    """The rows as items, or what is wrong with one; a row without an id is named by its number in its source, from 1."""
    blocks = rows.map(lambda row: (row[:2], (1, _is_utf8(row[3])))).reduceByKey(lambda a, b: (a[0] + b[0], a[1] or b[1]))
    before: dict[tuple[str, str], int] = {}
    unicode: set[str] = set()
    for source, told in groupby(sorted(blocks.collect()), key=lambda block: block[0][0]):
        count = 0
        for block, (size, is_utf8) in told:
            before[block] = count
            count += size
            unicode |= {source} if is_utf8 else set()
    numbered = rows.map(partial(_record, before, unicode))
    named = numbered.map(lambda row: (row[0], (1, row[1]))).reduceByKey(lambda a, b: (a[0] + b[0], min(a[1], b[1])))
    twice = dict(named.filter(lambda one: one[1][0] > 1).mapValues(itemgetter(1)).collect())
    return numbered.map(partial(_once, twice))


def _is_utf8(line: bytes) -> bool:
    """Whether a line settles that its source is UTF-8: what cannot be decoded in others is damage then."""
    try:
        return not line.isascii() and bool(line.decode())
    except UnicodeDecodeError:
        return False


def _record(before: Mapping[tuple[str, str], int], unicode: set[str], row: Row) -> _Numbered:
    source, block, place, line = row
    number = before[source, block] + place + 1
    try:
        text = line.decode(errors="replace") if source in unicode else decode(line)
        record = id_of(text) or str(number)
        return (source, record), number, Item(source, _NAME, text.encode(), record)
    except DocumentError as error:
        return (source, f"\0{number}"), number, f"{source}: record {number} {error}"


def _once(twice: Mapping[tuple[str, str], int], row: _Numbered) -> Item | str:
    name, number, found = row
    if twice.get(name, number) == number:
        return found
    return f"{'#'.join(name)}: is the id of an earlier one, too; give it one of its own."
