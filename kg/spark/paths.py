"""Places in Hadoop's file systems, and what documents found there are called."""

import posixpath
import re
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+):")
_LOCAL = re.compile(r"file:(?://(?=/))?")


def is_local(path: str) -> bool:
    """Whether a path has no scheme, or `file:`: every machine sees it at the same place."""
    return not _SCHEME.match(path) or bool(_LOCAL.match(path))


def local(path: str) -> Path:
    """A local path without its scheme."""
    return Path(_LOCAL.sub("", path, count=1))


def qualified(spark: SparkSession, path: str) -> str:
    """The path as its file system writes it (`hdfs://host/a`, `file:/a`)."""
    found, files = _place(spark, path)
    return str(files.makeQualified(found).toString())


def exists(spark: SparkSession, path: str) -> bool:
    """Whether there is such a file or folder."""
    found, files = _place(spark, path)
    return bool(files.exists(found))


def files_of(spark: SparkSession, folder: str) -> list[str]:
    """What is right in a folder, hidden or not; nothing where there is no such folder."""
    found, files = _place(spark, folder)
    return [status.getPath().toString() for status in files.listStatus(found)] if files.exists(found) else []


def moved(spark: SparkSession, path: str, to: str) -> None:
    """Give a file another name."""
    found, files = _place(spark, path)
    files.rename(found, _place(spark, to)[0])


def removed(spark: SparkSession, folder: str) -> None:
    """Take a folder away with all that is in it, if it is there."""
    found, files = _place(spark, folder)
    files.delete(found, True)


def place(path: str) -> str:
    """The path for Spark, to which one without a scheme may mean a file system that is not local."""
    return f"file:{local(path).absolute()}" if is_local(path) else path


def _place(spark: SparkSession, path: str) -> tuple[Any, Any]:
    """The path and its file system, as Java's objects."""
    java: Any = spark.sparkContext._jvm
    found = java.org.apache.hadoop.fs.Path(place(path))
    return found, found.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())


def literal(path: str) -> str:
    """A path in which nothing is a wildcard for Spark."""
    return re.sub(r"[\\*?\[\]{}]", lambda found: f"\\{found[0]}", path)


def local_source(path: Path, root: str) -> str:
    """The address of a local file or folder in outputs: as given, one inside `root` (the current folder) told from there."""
    inside = local(root).absolute() if root else Path.cwd()
    told = path.relative_to(inside) if path.is_absolute() and path.is_relative_to(inside) else path
    return posixpath.normpath(told.as_posix())


def remote_source(place: str, root: str) -> str:
    """The address of what stands at a qualified path: told from the qualified `root` where it is inside, else the path itself."""
    inside = f"{root.rstrip('/')}/" if root else ""
    return place.removeprefix(inside) if inside and place.startswith(inside) else place
