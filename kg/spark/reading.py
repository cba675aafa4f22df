"""The input of a job: files that every machine sees, files of any Hadoop file system, and tables of Parquet."""

from collections.abc import Iterator, Sequence

from pyspark import RDD
from pyspark.sql import SparkSession

from kg.documents import Found, Item, contains_several, items, walk
from kg.errors import DocumentError, SetupError
from kg.spark.away import Away
from kg.spark.paths import exists, is_local, literal, local, local_source, qualified
from kg.spark.rows import Row, records

_TABLE = ".parquet"
_AT_ONCE = 200
"""About how many files one task reads."""

Piece = Found | Item | str
"""A file or an item to read, or what could not be read."""


def pieces(spark: SparkSession, paths: Sequence[str], root: str) -> RDD[Piece]:
    """All there is to read under some paths, spread over the machines; a path that is not there is a SetupError.

    Sources are those of one machine: as given, and told from `root` where a path is inside it. A file or folder called `.parquet`
    is a table whose rows are records, named by their ids or numbered.
    """
    for path in paths:
        if not exists(spark, path):
            raise SetupError(f"{path}: there is no such file or folder; check the path.")
    tables = [path for path in paths if path.rstrip("/").endswith(_TABLE)]
    here = [path for path in paths if path not in tables and is_local(path)]
    away = [Away(spark, path, root) for path in paths if path not in tables and not is_local(path)]
    rows = [_table(spark, path, root) for path in tables] + [one.lines() for one in away]
    parts: list[RDD[Piece]] = [_walked(spark, here, root)] if here else []
    parts += [one.documents() for one in away]
    if rows:
        parts.append(records(spark.sparkContext.union(rows)).repartition(_spread(spark)))
    return spark.sparkContext.union(parts)


def _spread(spark: SparkSession) -> int:
    return 4 * spark.sparkContext.defaultParallelism


def _walked(spark: SparkSession, paths: Sequence[str], root: str) -> RDD[Piece]:
    """Files that every machine opens by itself; what is in those that hold several is spread over all."""
    single: list[Piece] = []
    several: list[Found] = []
    for found in walk([local(path) for path in paths], local(root) if root else None):
        if isinstance(found, Found) and not found.fault and contains_several(found.path):
            several.append(found)
        else:
            single.append(found if isinstance(found, Found) else str(found))
    context = spark.sparkContext
    one_by_one: RDD[Piece] = context.parallelize(single, max(context.defaultParallelism, len(single) // _AT_ONCE))
    if not several:
        return one_by_one
    return one_by_one.union(context.parallelize(several, len(several)).flatMap(_unpacked).repartition(_spread(spark)))


def _unpacked(found: Found) -> Iterator[Piece]:
    """The items of a file; of those with the same key the first."""
    seen: set[str] = set()
    for item in items(found):
        if isinstance(item, DocumentError):
            yield str(item)
        elif item.key in seen:
            yield f"{item.key}: is the id of an earlier one, too; give it one of its own."
        else:
            seen.add(item.key)
            yield item


def _table(spark: SparkSession, path: str, root: str) -> RDD[Row]:
    """The rows of a Parquet file or folder as lines of JSON, in the order of its files."""
    source = local_source(local(path.rstrip("/")), root) if is_local(path) else Away(spark, path.rstrip("/"), root).source
    table = spark.read.parquet(literal(qualified(spark, path)))
    columns = ", ".join(f"`{name.replace('`', '``')}`" for name in table.columns)
    told = table.selectExpr("_metadata.file_path", "_metadata.row_index", f"to_json(struct({columns}))")
    return told.rdd.map(lambda row: (source, row[0], row[1], row[2].encode()))
