"""Views, by whose names the queries of a job build on one another."""

from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession


def view(spark: SparkSession, name: str, query: str) -> None:
    """Call the answer of a query so."""
    spark.sql(query).createOrReplaceTempView(name)


def keep(name: str, table: DataFrame) -> None:
    """Call a table so, and compute it once: it is kept on the disks of the machines."""
    table.persist(StorageLevel.DISK_ONLY).createOrReplaceTempView(name)
