"""The job: what is read is described by the workers, what follows from all of it is aggregated, and the partitions are written."""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph
from pyspark.sql import SparkSession

from kg.background import learn
from kg.errors import DocumentError
from kg.report import Report
from kg.rulings import files
from kg.spark.describing import SCHEMA, Describe, Row
from kg.spark.edges import edges
from kg.spark.paths import place, removed
from kg.spark.reading import pieces
from kg.spark.session import session
from kg.spark.views import Views
from kg.spark.writing import WORK, must_be_free, write
from kg.store import Store
from kg.vocabulary import KG, rebased

_FAILURES = 1000
"""So many failures are reported one by one; all are in the folder _failures of the output."""
_LINES = """SELECT text FROM rows WHERE kind = 'graph' UNION ALL SELECT text FROM known WHERE kind = 'graph'
    UNION ALL SELECT stated FROM derived UNION ALL SELECT DISTINCT text FROM (
      SELECT text FROM rows WHERE kind = 'said' UNION ALL SELECT text FROM known WHERE kind = 'said'
      UNION ALL SELECT said FROM derived WHERE said IS NOT NULL)"""


@dataclass(frozen=True, slots=True)
class Job:
    """What to build: from which paths, into which folder, in which form (a key of `kg.spark.writing.FORMS`), on which master.

    Sources are told from `root` where they are inside it; `rulings` is a file of the driver.
    """

    paths: Sequence[str]
    output: str
    form: str = "nq.gz"
    master: str = ""
    base: str = ""
    root: str = ""
    rulings: Path | None = None
    time_limit: float = 60.0


def build(job: Job) -> Report:
    """Build the graph of the job's paths and write it in partitions: as a set, the graph that one machine builds of them.

    What could not be read is in the report, all of it in the folder `_failures` of the output, and the rest goes on.
    """
    with session(job.master) as spark:
        return _built(spark, job)


def _built(spark: SparkSession, job: Job) -> Report:
    views = Views(spark, f"{place(job.output)}/{WORK}")
    must_be_free(spark, job.output)
    background, own = Store(base=job.base), files(job.rulings)[1:]
    learn(background, own)
    for file in own:
        spark.sparkContext.addFile(str(file.absolute()))
    describe = Describe(background.base, own[0].name if own else "", job.time_limit)
    found = pieces(spark, job.paths, job.root).mapPartitions(describe)
    views.keep("found", spark.createDataFrame(found, SCHEMA, verifySchema=False))
    views.keep("beside", spark.createDataFrame(list(_beside(background)), SCHEMA))
    views.call("rows", "SELECT * FROM found UNION ALL SELECT * FROM beside")
    views.keep("known", spark.createDataFrame(_known(background), "kind string, text string"))
    edges(views, background.base)
    write(spark, views.ask(_LINES), job.output, job.form)
    report = _report(views, job.output)
    removed(spark, views.folder)
    return report


def _beside(background: Store) -> Iterator[Row]:
    """What ontology and knowledge tell that decides with which document another one counts."""
    yield Row("")  # so that there is one
    for kind, term in (("number", KG.issueNumber), ("prints", KG.prints)):
        for quad in background.match(None, rebased(term, background.base)):
            yield Row(kind, quad.subject.value, quad.object.value)  # type: ignore[union-attr]


def _known(background: Store) -> list[tuple[str, str]]:
    """Ontology and knowledge, as lines of their graphs and of the default graph."""
    return [("said" if quad.graph_name == DefaultGraph() else "graph", f"{quad} .") for quad in background.quads()]


def _report(views: Views, output: str) -> Report:
    """What the workers told, added up."""
    report = Report(reprints=views.ask("SELECT * FROM originals").count())
    ((report.files,),) = views.ask("SELECT count(DISTINCT one) FROM found WHERE kind = 'graph'").collect()
    for (packed,) in views.ask("SELECT packed FROM found WHERE kind = 'told'").collect():
        told = pickle.loads(packed)
        report.read += told.read
        report.mentions += told.mentions
        report.claims += told.claims
        report.unlinked.update(told.unlinked)
    problems = views.ask("SELECT text FROM found WHERE kind = 'problem'")
    failed = problems.count()
    if failed:
        problems.coalesce(1).write.text(place(f"{output}/_failures"))
        report.failures = [DocumentError(problem) for (problem,) in problems.sort("text").take(_FAILURES)]
    if failed > _FAILURES:
        report.failures.append(DocumentError(f"and {failed - _FAILURES:,} more: they are in {output}/_failures."))
    return report
