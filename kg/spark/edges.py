"""Derived edges as Spark aggregations: documents folded to those they count with, ties grouped to edges, and their statements."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from pyoxigraph import Quad
from pyspark.sql import Row

from kg.edges import Weighed, edge_quads, resting
from kg.publications import similarity
from kg.spark.likes import originals
from kg.spark.views import Views
from kg.store import saying

_LINES = "stated string, said string"
_READ = """SELECT d.document, d.one AS day, d.other AS number, coalesce(o.original, d.document) AS original
    FROM rows d LEFT JOIN originals o ON o.document = d.document WHERE d.kind = 'document'"""
_FOLDED = """SELECT document, original FROM read UNION ALL
    SELECT n.one, min(r.original) FROM rows n JOIN read r ON r.number = n.other LEFT ANTI JOIN read x ON x.document = n.one
    WHERE n.kind = 'number' GROUP BY n.one HAVING count(DISTINCT r.original) = 1"""
_ACTS = """WITH printer AS (SELECT other AS printed, min(one) AS notice FROM rows WHERE kind = 'prints' GROUP BY other),
      bearing AS (SELECT i.issued, coalesce(p.notice, i.issued) AS document
        FROM (SELECT DISTINCT text AS issued FROM rows WHERE kind = 'jointIssuance') i LEFT JOIN printer p ON p.printed = i.issued),
      text AS (SELECT s.other AS document, min_by(r.original, s.one) AS original
        FROM rows s JOIN read r ON r.document = s.one WHERE s.kind = 'same' GROUP BY s.other)
    SELECT b.issued, coalesce(t.original, f.original, b.document) AS act
    FROM bearing b LEFT JOIN text t ON t.document = b.document LEFT JOIN folded f ON f.document = b.document"""
_COUNTED = """SELECT t.kind, t.one, t.other, t.document, coalesce(a.act, r.original) AS counted, r.original FROM (
      SELECT kind, one, other, document, text AS issued FROM rows WHERE kind IN ('coMention', 'jointIssuance') UNION ALL
      SELECT c.kind, coalesce(f.original, c.one), coalesce(g.original, c.other), c.document, NULL FROM rows c
      LEFT JOIN folded f ON f.document = c.one LEFT JOIN folded g ON g.document = c.other WHERE c.kind = 'citation') t
    JOIN read r ON r.document = t.document LEFT JOIN acts a ON a.issued = t.issued WHERE t.one <> t.other"""
_WEIGHED = """SELECT c.kind, c.one, c.other, count(DISTINCT c.counted), min(nullif(r.day, '')), max(nullif(r.day, ''))
    FROM counted c JOIN read r ON r.document = c.original GROUP BY c.kind, c.one, c.other"""
_RESTING = "SELECT DISTINCT kind, one, other, document FROM counted"
_REPRINTS = """SELECT a.packed, b.packed FROM originals o JOIN rows a ON a.document = o.document JOIN rows b ON b.document = o.original
    WHERE a.kind = 'document' AND b.kind = 'document'"""


def edges(views: Views, base: str) -> None:
    """Make of the table `rows`, which has the rows of `kg.spark.describing`, the table `derived`: lines of N-Quads.

    A row has a line as it is stated in the derived graph, and as it is said in the default graph.
    """
    originals(views)
    views.keep("read", views.ask(_READ))
    views.keep("folded", views.ask(_FOLDED))
    views.call("acts", _ACTS)
    views.keep("counted", views.ask(_COUNTED))
    steps: tuple[tuple[str, Callable[[str, Row], Iterable[Quad]]], ...] = ((_WEIGHED, _edge), (_RESTING, _document), (_REPRINTS, _reprint))
    quads = views.spark.sparkContext.union([views.ask(query).rdd.flatMap(partial(made, base)) for query, made in steps])
    views.keep("derived", views.spark.createDataFrame(quads.mapPartitions(partial(_lines, base)), _LINES))


def _edge(base: str, row: Row) -> Iterator[Quad]:
    kind, one, other, weight, first, last = row
    return edge_quads(Weighed((kind, one, other), weight, first or "", last or ""), base)


def _document(base: str, row: Row) -> Iterator[Quad]:
    kind, one, other, document = row
    yield resting((kind, one, other), document, base)


def _reprint(base: str, row: Row) -> Iterator[Quad]:
    one, original = (pickle.loads(packed) for packed in row)
    edge, days = ("reprint", one.iri, original.iri), {one.day, original.day} - {""}
    told = Weighed(edge, 1, min(days, default=""), max(days, default=""), similarity(one, original))
    yield from edge_quads(told, base)
    yield resting(edge, one.iri, base)


def _lines(base: str, quads: Iterable[Quad]) -> Iterator[tuple[str, str | None]]:
    is_said = saying(base)
    for quad in quads:
        yield f"{quad} .", f"{quad.triple} ." if is_said(quad) else None
