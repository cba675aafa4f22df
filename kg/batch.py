"""A column of names in, the same rows out with who is meant: `iri`, `official`, `score` and `why` behind the columns that were there."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.documents.decoding import decode
from kg.errors import QueryError
from kg.resolver import best, context_for, readings_of

ADDED = ("iri", "official", "score", "why")

Answer = tuple[str, str, str, str]


def delimiter_of(path: Path) -> str:
    """What separates the columns of a table: a tab in .tsv and .txt files, a comma in every other."""
    return "\t" if path.suffix.lower() in (".tsv", ".txt", ".tab") else ","


def resolved(path: Path, place: str = "", date: str = "") -> Iterator[Sequence[str]]:
    """The rows of a CSV or TSV file with four columns added, its heading first; a file that cannot be read is a QueryError.

    Names stand in the column `name`, else in the first; the columns `place` and `date`, where there are any, tell whose and when.
    """
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise QueryError(f"{path}: {error.strerror}. Give a CSV or TSV file.") from error
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(path))
    heading = next(rows, None)
    if heading is None:
        raise QueryError(f"{path} is empty; its first line names the columns.")
    at, at_place, at_date = (heading.index(name) if name in heading else -1 for name in ("name", "place", "date"))
    at = max(at, 0)
    yield [*heading, *ADDED]
    known: dict[tuple[str, str, str], Answer] = {}
    width = len(heading)
    for row in rows:
        row += [""] * (width - len(row))
        key = (row[at], (row[at_place] if at_place >= 0 else "") or place, (row[at_date] if at_date >= 0 else "") or date)
        answer = known.get(key)
        if answer is None:
            answer = known[key] = _answer(*key)
        yield [*row, *answer]


def _answer(name: str, place: str, date: str) -> Answer:
    """The four columns for one name; a name left open has no IRI, and `why` names what it may be."""
    if not name.strip():
        return "", "", "", "no name"
    context = context_for(place, date)
    reading = best(name.strip(), context)
    if not reading.decided:
        others = dict.fromkeys(other.entity.label for other in readings_of(name, context))
        if len(others) > 1:
            return "", "", f"{reading.score:.2f}", f"left open between {'、'.join(others)}: {reading.reasons[0]}"
    return reading.entity.iri, reading.entity.label, f"{reading.score:.2f}", "; ".join(reading.reasons)
