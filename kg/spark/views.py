"""The tables of a job, by whose names its queries build on one another."""

from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True, slots=True)
class Views:
    """Tables by name; those that are kept lie in a folder of the output until the job ends, so that nothing is computed twice."""

    spark: SparkSession
    folder: str

    def ask(self, query: str) -> DataFrame:
        """The answer to a query over the tables."""
        return self.spark.sql(query)

    def call(self, name: str, query: str) -> None:
        """Call the answer to a query so; it is computed wherever it is asked for."""
        self.ask(query).createOrReplaceTempView(name)

    def keep(self, name: str, table: DataFrame) -> None:
        """Compute a table now, and call it so. What builds on it does not know how it came about, which would make plans grow."""
        table.write.parquet(f"{self.folder}/{name}")
        self.spark.read.schema(table.schema).parquet(f"{self.folder}/{name}").createOrReplaceTempView(name)
