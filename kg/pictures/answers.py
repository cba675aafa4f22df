"""A picture of the answer to a question, as the line `#+ show` of the question says: a series, what was when, or who with whom."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import QueryError
from kg.pictures.network import draw_network
from kg.pictures.series import draw_series
from kg.pictures.timeline import Moment, draw_timeline
from kg.queries import Answer, Query
from kg.said import Figure, Said

_APART = frozenset({"unit", "status"})
"""What of a series a figure tells in fields of its own."""
_UNSAID = Said("", 0, 0, "", "", "", "")


def draw_answer(answer: Answer, query: Query, file: Path, values: Mapping[str, str] | None = None) -> None:
    """Draw the answer, over it the question's title and what it was asked about; of figures in several units those of the most frequent.

    A question that shows no series, moments or network makes no picture: a QueryError.
    """
    rows = _Rows(answer, query.show.columns if query.show else {})
    form, title = query.show.form if query.show else "", _title(query, values or {})
    if form == "line":
        draw_series(list(_figures(rows)), file, title)
    elif form == "time":
        moments = [Moment(rows.first(row, "day"), rows.joined(row, "label"), rows.joined(row, "sort")) for row in rows]
        draw_timeline(moments, file, title)
    elif form == "network":
        draw_network(_network(rows), file, title)
    else:
        raise QueryError(f"{file}: {query.name} is no series, timeline or network; --format csv gives its rows to draw.")


def _title(query: Query, values: Mapping[str, str]) -> str:
    """The question's title, and what it was asked about: the names given, or those that stand in the question itself."""
    named = {one.name: one.default.value for one in query.parameters if one.kind}
    asked = [value for value in (named | dict(values)).values() if value]
    return f"{query.title}：{'、'.join(asked)}" if asked else query.title


class _Rows:
    """The rows of an answer as text by column, and what the question says that its columns are."""

    def __init__(self, answer: Answer, told: Any) -> None:
        self.told = {name: columns.split(",") for name, columns in told.items()}
        cells = ([term.value if term else "" for term in row] for row in answer.rows)
        self.rows = [dict(zip(answer.columns, row, strict=True)) for row in cells]
        alike = {name for name in answer.columns if len(self.rows) > 1 and len({row[name] for row in self.rows}) == 1}
        self._telling = {name: [one for one in some if one not in alike] or some[:1] for name, some in self.told.items()}
        """Without columns that say the same in every row."""

    def __iter__(self) -> Iterator[dict[str, str]]:
        return iter(self.rows)

    def first(self, row: dict[str, str], name: str) -> str:
        """What stands in the first of the columns that has anything."""
        return next((row[column] for column in self.told[name] if row[column]), "")

    def joined(self, row: dict[str, str], name: str, without: frozenset[str] = frozenset()) -> str:
        """What stands in all of the columns but some."""
        return "　".join(row[column] for column in self._telling.get(name, ()) if row[column] and column not in without)


def _figures(rows: _Rows) -> Iterator[Figure]:
    units = Counter(row.get("unit", "") for row in rows)
    unit = min(units, key=lambda one: (-units[one], one), default="")
    for row in rows:
        value = rows.first(row, "y")
        if value and row.get("unit", "") == unit:
            of, when = rows.joined(row, "series", _APART), rows.first(row, "x")
            begins, status = row.get("start", ""), row.get("status", "")
            yield Figure(of, "", when, value, "", _UNSAID, value=float(value), unit=unit, status=status, start=begins, end=when)


def _network(rows: _Rows) -> Any:
    """Who stands with whom, told by name; of equal pairs the weights are summed."""
    network: Any = nx.Graph()
    for row in rows:
        one, other = rows.first(row, "one"), rows.first(row, "other")
        if one and other:
            weight = int(rows.first(row, "weight") if "weight" in rows.told else 1)
            network.add_edge(one, other, weight=weight + network.get_edge_data(one, other, {"weight": 0})["weight"])
    for name, node in network.nodes(data=True):
        node["label"] = name
    return network
