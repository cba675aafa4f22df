"""Files in a file system that only Spark reaches: documents whole, JSON Lines line by line."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from urllib.parse import unquote

from pyspark import RDD
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import Row as Found

from kg.documents import Item
from kg.documents.names import form_of, left_out, printable
from kg.documents.readers import suffix_of
from kg.documents.streams import LARGEST, Stream, too_large, unpacked, whole
from kg.errors import DocumentError
from kg.spark.paths import literal, qualified, remote_source
from kg.spark.rows import Row

_SPARKS = ("", ".gz", ".bz2")
"""How JSON Lines may be packed that Spark reads."""


@dataclass(frozen=True, slots=True)
class Away:
    """What stands at a path with a scheme: a file, or a folder with all below it but what is hidden."""

    spark: SparkSession
    path: str
    root: str

    @property
    def place(self) -> str:
        """The path as its file system writes it."""
        return qualified(self.spark, self.path)

    @property
    def source(self) -> str:
        """Its address in outputs."""
        return remote_source(self.place, qualified(self.spark, self.root) if self.root else "")

    def documents(self) -> RDD[Item | str]:
        """The files that hold a document each; of others a word why they are not read."""
        told = self.spark.sparkContext.parallelize(list(self._others()), 1)
        files = self._files().where(f"length <= {LARGEST}").select("_metadata.file_path", "content")
        return files.rdd.flatMap(partial(_document, self.place, self.source)).union(told)

    def lines(self) -> RDD[Row]:
        """The lines of JSON Lines files; none is split over machines but by whole lines."""
        names = [literal(unquote(file)) for file, _ in self._listed() if _kind(file) == "lines"]
        if not names:
            return self.spark.sparkContext.emptyRDD()
        columns = ("_metadata.file_path", "_metadata.file_block_start", "cast(value AS binary)")
        return self.spark.read.text(names).selectExpr(*columns).rdd.mapPartitions(partial(_lines, self.place, self.source))

    def _files(self) -> DataFrame:
        return self.spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(literal(self.place))

    def _listed(self) -> Iterator[tuple[str, int]]:
        """All files with their sizes; Spark has no rows for those that are empty."""
        files = self._files()
        full = {row[0]: row[1] for row in files.select("_metadata.file_path", "length").toLocalIterator()}
        every = {file.replace(":///", ":/", 1) for file in files.inputFiles()}
        return ((file, full.get(file, 0)) for file in sorted({*full, *every}))

    def _others(self) -> Iterator[Item | str]:
        """What Spark hands over no content of: files without any, and those that are not read."""
        others: Counter[str] = Counter()
        for file, size in self._listed():
            name, kind = _source(self.place, self.source, file), _kind(file)
            if not kind:
                others[suffix_of(name)] += 1
            elif kind == "archive":
                yield f"{name}: is packed, and read so only from a folder that every machine sees; unpack it."
            elif kind == "document" and not size:
                yield Item(name, form_of(name).bare, b"")
            elif kind == "document" and size > LARGEST:
                yield f"{name}: {too_large(size)}"
        if others:
            yield f"{self.source}/: left out are {left_out(others)}; make HTML, Markdown or plain text of what holds announcements."


def _kind(file: str) -> str:
    """document, lines, archive, or empty for what no reader knows."""
    form = form_of(file.rpartition("/")[2])
    if form.kind == "lines":
        return "lines" if form.packing in _SPARKS else "archive"
    return form.kind if form.kind in ("", "document") else "archive"


def _source(place: str, source: str, file: str) -> str:
    """The address of a file that Spark found under a path."""
    return printable(source + unquote(file).removeprefix(place))


def _document(place: str, source: str, row: Found) -> Iterator[Item | str]:
    file, content = row
    form, name = form_of(file.rpartition("/")[2]), _source(place, source, file)
    if form.kind == "document":
        try:
            packed = BytesIO(content)
            yield Item(name, form.bare, whole(unpacked(packed, form.packing) if form.packing else Stream(packed.read)))
        except DocumentError as error:
            yield f"{name}: {error}"


def _lines(place: str, source: str, rows: Iterable[Found]) -> Iterator[Row]:
    """The lines that are not empty, numbered in the block of the file that they stand in."""
    counts: Counter[tuple[str, int]] = Counter()
    for file, start, line in rows:
        if bytes(line).strip(b"\xef\xbb\xbf \t\r"):
            yield _source(place, source, file), f"{start:020}", counts[file, start], bytes(line)
            counts[file, start] += 1
