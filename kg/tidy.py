"""The figures of a graph as one tidy table: a row for each time a document says a figure, as `queries/figures.rq` asks for them."""

import io

from kg.answers import cells, rendered
from kg.errors import QueryError
from kg.queries import Answer, load, run
from kg.store import Store

TABLES = (".csv", ".parquet")
"""The suffixes that ask for a table."""
_NUMBERS = frozenset({"value", "base_value", "low", "high", "score"})


def table(store: Store, suffix: str) -> tuple[int, bytes]:
    """How many rows the table has, and the table in the format of a suffix: the same graph gives the same bytes."""
    answer = run(store, load("figures"))
    return len(answer.rows), _parquet(answer) if suffix == ".parquet" else rendered(answer, "csv").encode()


def _parquet(answer: Answer) -> bytes:
    """Columns of text, and of 64-bit floats for what is a number; null where a row has no value."""
    try:
        import pyarrow as pa  # late: an extra
        import pyarrow.parquet as pq
    except ImportError:
        raise QueryError("a .parquet file needs pyarrow: pip install 'kg[parquet]'. A .csv file needs nothing.") from None
    rows = cells(answer)
    columns = {}
    for index, name in enumerate(answer.columns):
        values = [row[index] or None for row in rows]
        numeric = name in _NUMBERS
        kind = pa.float64() if numeric else pa.string()
        columns[name] = pa.array([float(value) if value and numeric else value for value in values], kind)
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()
