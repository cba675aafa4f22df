"""An answer as text: a table to read, or CSV, TSV, JSON, Markdown for other programs."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.queries import Answer, Term

if TYPE_CHECKING:
    from rich.table import Table

_WIDEST = 48
"""How many columns of a terminal one cell of a table may take."""


def rendered(answer: Answer, form: str = "table") -> str:
    """The answer in one of `FORMS`, ending in a line break; an unknown form is a QueryError."""
    if form not in FORMS:
        raise QueryError(f"there is no format {form!r}; there are: {', '.join(FORMS)}.")
    return FORMS[form](answer)


def cells(answer: Answer) -> list[list[str]]:
    """The values of the rows as plain strings, an empty one where there is none."""
    return [["" if term is None else term.value for term in row] for row in answer.rows]


def rich_table(answer: Answer) -> "Table":
    """The answer as a table of rich, which fits itself to the terminal it is printed on."""
    from rich import box  # late: only a terminal needs it
    from rich.table import Table
    from rich.text import Text

    table = Table(*answer.columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in cells(answer):
        table.add_row(*(Text(" ".join(cell.split()), overflow="fold") for cell in row))
    return table


def _table(answer: Answer) -> str:
    """Columns aligned by the width of their characters, long cells cut."""
    rows = [list(answer.columns), *([_cut(" ".join(cell.split())) for cell in row] for row in cells(answer))]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(answer.columns))]
    rows.insert(1, ["─" * width for width in widths])
    lines = (zip(row, widths, strict=True) for row in rows)
    return "".join("  ".join(cell + " " * (width - _width(cell)) for cell, width in line).rstrip() + "\n" for line in lines)


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([answer.columns, *cells(answer)])
    return out.getvalue()


def _tsv(answer: Answer) -> str:
    escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
    rows = [list(answer.columns), *cells(answer)]
    return "".join("\t".join(cell.translate(escapes) for cell in row) + "\n" for row in rows)


def _markdown(answer: Answer) -> str:
    rows = [list(answer.columns), ["---"] * len(answer.columns), *cells(answer)]
    return "".join("| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |\n" for row in rows)


def _json(answer: Answer) -> str:
    """The SPARQL 1.1 query results format."""
    bindings = [
        {name: _binding(term) for name, term in zip(answer.columns, row, strict=True) if term is not None} for row in answer.rows
    ]
    document = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _cut(text: str) -> str:
    if _width(text) <= _WIDEST:
        return text
    while _width(text) > _WIDEST - 1:
        text = text[:-1]
    return text + "…"


FORMS: dict[str, Callable[[Answer], str]] = {"table": _table, "csv": _csv, "tsv": _tsv, "json": _json, "md": _markdown}
"""Every form an answer can be printed in."""
