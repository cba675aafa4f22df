"""Reprints as Spark aggregations: who has keys in common, which of them are alike, and the first of all that are one."""

import pickle
from collections.abc import Iterator

from pyspark.sql import Row

from kg.publications import alike, part_and_whole
from kg.spark.views import Views

_LIKE = "one string, other string, near boolean"
_PAIRS = """SELECT a.document AS one, b.document AS other FROM rows a JOIN rows b ON a.one = b.one AND a.document < b.document
            WHERE a.kind = 'b' AND b.kind = 'b'
      UNION SELECT least(p.document, s.document), greatest(p.document, s.document)
            FROM rows p JOIN rows s ON p.one = s.one AND p.document <> s.document
            WHERE p.kind IN ('p', 't') AND s.kind = 's' GROUP BY p.document, p.number, s.document HAVING count(*) >= p.number"""
_TEXTS = """SELECT a.packed AS one, b.packed AS other FROM pairs p JOIN rows a ON a.document = p.one JOIN rows b ON b.document = p.other
            WHERE a.kind = 'document' AND b.kind = 'document'"""
_RANKS = """SELECT document, struct(coalesce(nullif(one, ''), '9999') AS day, other = '' AS numberless, -number AS letters, document)
            AS rank FROM rows WHERE kind = 'document'"""
_JOINED = """SELECT one, other FROM alike WHERE near
       UNION SELECT l.one, min(r.rank).document FROM alike l JOIN ranks r ON r.document = l.other WHERE NOT l.near GROUP BY l.one"""
_FAMILY = "SELECT one, other FROM joined UNION SELECT other, one FROM joined"
_FIRST = "SELECT DISTINCT f.one AS document, r.rank AS first FROM family f JOIN ranks r ON r.document = f.one"
_STEP = """SELECT document, min(first) AS first FROM (SELECT document, first FROM first{before}
           UNION ALL SELECT f.one, e.first FROM family f JOIN first{before} e ON e.document = f.other) GROUP BY document"""
_MOVED = "SELECT 1 FROM first{step} a JOIN first{before} b ON a.document = b.document WHERE a.first <> b.first LIMIT 1"
_ORIGINALS = "SELECT document, first.document AS original FROM first{step} WHERE document <> first.document"


def originals(views: Views) -> None:
    """Make of the table `rows` the table `originals`: the documents that are one with others, each with the first of all."""
    views.call("pairs", _PAIRS)
    views.keep("alike", views.spark.createDataFrame(views.ask(_TEXTS).rdd.flatMap(_alike), _LIKE))
    views.call("ranks", _RANKS)
    views.call("joined", _JOINED)
    views.keep("family", views.ask(_FAMILY))
    views.keep("first0", views.ask(_FIRST))
    step, moved = 0, True
    while moved:  # as many times as a document is away from the first of its family
        before, step = step, step + 1
        views.keep(f"first{step}", views.ask(_STEP.format(before=before)))
        moved = bool(views.ask(_MOVED.format(step=step, before=before)).take(1))
    views.keep("originals", views.ask(_ORIGINALS.format(step=step)))


def _alike(row: Row) -> Iterator[tuple[str, str, bool]]:
    """Two documents that are nearly the same, or an excerpt and what it is from."""
    one, other = part_and_whole(*(pickle.loads(packed) for packed in row))
    found = alike(one, other)
    if found:
        yield one.iri, other.iri, found.near
