"""The partitions of a graph as Spark writes them: N-Quads, packed or plain, or Parquet of terms."""

from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat
from pyspark.sql import DataFrame, Row, SparkSession

from kg.errors import SetupError
from kg.parts import COLUMNS
from kg.spark.paths import files_of, moved, place, removed

FORMS = {"nq.gz": "gzip", "nq": "none", "parquet": "snappy"}
"""The suffixes of partitions, and how each is packed."""


WORK = "_work"
"""The folder in the output that holds the tables of a job while it runs."""


def must_be_free(spark: SparkSession, folder: str) -> None:
    """A SetupError if a folder holds something; what a job that was stopped left there is taken away."""
    if any(not file.endswith(f"/{WORK}") for file in files_of(spark, folder)):
        raise SetupError(f"{folder}: holds something already; give a new folder with --output.")
    removed(spark, f"{place(folder)}/{WORK}")


def write(spark: SparkSession, lines: DataFrame, output: str, form: str) -> None:
    """Write N-Quads, one or more lines a row, into a folder, in one of FORMS; the files are called `part-00000.nq.gz` and so on."""
    folder, packing = place(output), {"compression": FORMS[form]}
    if form == "parquet":
        schema = ", ".join(f"{name} string" for name in COLUMNS)
        spark.createDataFrame(lines.rdd.flatMap(_terms), schema, verifySchema=False).write.mode("append").options(**packing).parquet(folder)
    else:
        lines.write.mode("append").options(**packing).text(folder)
    parts = [file for file in files_of(spark, folder) if file.rpartition("/")[2].startswith("part-")]
    for number, file in enumerate(sorted(parts)):
        moved(spark, file, f"{folder}/part-{number:05}.{form}")


def _terms(row: Row) -> Iterator[tuple[str, str, str, str]]:
    for quad in pyoxigraph.parse(row[0], format=RdfFormat.N_QUADS):
        graph = "" if quad.graph_name == DefaultGraph() else str(quad.graph_name)
        yield str(quad.subject), str(quad.predicate), str(quad.object), graph
