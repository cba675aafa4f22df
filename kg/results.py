"""Answers in Python: columns and rows of plain values.

>>> table = Table(("place", "weight"), [("厦门市", 3), ("同安区", None)])
>>> [row.place for row in table], table.rows[0].weight
(['厦门市', '同安区'], 3)
>>> print(table)
place   weight
──────  ──────
厦门市  3
同安区
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from importlib import import_module
from typing import Any

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryTriples

from kg.answers import rendered
from kg.errors import QueryError
from kg.highlight import table_html
from kg.queries import Answer, Term
from kg.store import Results
from kg.vocabulary import XSD

_SHOWN = 30
"""How many rows a notebook shows."""


class Table:
    """Columns, and rows of plain values: str, int, float, bool, date, datetime, or None where there is none.

    A row is a tuple whose values are attributes, too, by the names of the columns.
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        made: Any = namedtuple("Row", columns, rename=True)  # type: ignore[misc]
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = tuple(map(made._make, rows))

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Any:
        return self.rows[number]

    def __repr__(self) -> str:
        return f"<{len(self.rows)} rows of {', '.join(self.columns)}>"

    def __str__(self) -> str:
        return rendered(Answer(self.columns, tuple(tuple(map(_shown, row)) for row in self.rows))).rstrip("\n")

    def _repr_html_(self) -> str:
        return table_html(self.columns, self.rows[:_SHOWN], len(self.rows))

    def to_pandas(self) -> Any:
        """The table as a data frame of pandas; without pandas a QueryError that says what to install."""
        try:
            pandas = import_module("pandas")  # late: an extra
        except ImportError:
            raise QueryError("to_pandas() needs pandas: pip install pandas. Rows and columns are there without it.") from None
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))


def table_of(found: Results) -> Table:
    """What a query gives as a table of plain values: rows of a SELECT, `answer` of an ASK, triples of a CONSTRUCT or DESCRIBE."""
    try:
        if isinstance(found, QueryBoolean):
            return Table(("answer",), [[bool(found)]])
        if isinstance(found, QueryTriples):
            triples = sorted(found, key=str)
            return Table(("subject", "predicate", "object"), ([*map(plain, (one.subject, one.predicate, one.object))] for one in triples))
        return Table([variable.value for variable in found.variables], (list(map(plain, row)) for row in found))
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed while it ran: {error}") from error


def plain(term: object) -> object:
    """A term as a plain value: an IRI as str; a literal by its datatype, as str where Python has no such value.

    >>> plain(Literal("2022-04-19", datatype=NamedNode(XSD.date))), plain(Literal(3)), plain(NamedNode("http://example.org/"))
    (datetime.date(2022, 4, 19), 3, 'http://example.org/')
    """
    if isinstance(term, Literal):
        with suppress(ValueError):
            return _READS.get(term.datatype.value, str)(term.value)
    if isinstance(term, NamedNode | Literal):
        return term.value
    return None if term is None else str(term)


def _truth(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}.get(text, False)


def _shown(value: object) -> Term | None:
    return None if value is None else Literal(str(value))


_INTEGERS = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong")
_READS: dict[str, Callable[[str], object]] = {
    XSD.decimal: float,
    XSD.double: float,
    XSD.boolean: _truth,
    XSD.date: date.fromisoformat,
    XSD.dateTime: datetime.fromisoformat,
    **{XSD.integer.replace("integer", name): int for name in _INTEGERS},
}
