"""Records: JSON Lines, JSON and CSV, a document each; their text stays as it is given."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from kg.documents.drafts import Draft, sound
from kg.documents.header import field_of, flat, heading
from kg.errors import DocumentError

_LONGEST_CELL = 2**31 - 1
_LONGEST_NAME = 1000
_IDS = ("id", "_id", "uid")


def json_lines(data: str, stem: str) -> Iterator[Draft | DocumentError]:
    """A document for each line; a line that is no record of one is a DocumentError that names it, and the rest goes on."""
    rows = ((at, line) for at, line in enumerate(data.split("\n"), start=1) if line.strip())
    yield from _drafts(((f"line {at}", _object(line)) for at, line in rows))


def id_of(line: str) -> str:
    """The id of the record on a line, empty where it has none; raises a DocumentError where it is no record of a document."""
    name = _name(_object(line))
    if isinstance(name, DocumentError):
        raise name
    return name


def line_draft(line: str, record: str) -> Draft | DocumentError:
    """The document of one line, named `record` where it has no id."""
    return _draft(_object(line), record)


def json_file(data: str, stem: str) -> Iterator[Draft | DocumentError]:
    """A document for each object of a JSON array, or one for a single object; JSON Lines under this name are read too."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        first = _object(data.lstrip().split("\n", 1)[0])
        if isinstance(first, DocumentError):
            raise first from None
        yield from json_lines(data, stem)
        return
    things = found if isinstance(found, list) else [found]
    yield from _drafts((f"record {at}", thing) for at, thing in enumerate(things, start=1))


def comma_separated(data: str, stem: str) -> Iterator[Draft | DocumentError]:
    """A document for each row below the column names; commas, tabs or semicolons part the cells."""
    csv.field_size_limit(_LONGEST_CELL)
    names = data.split("\n", 1)[0]
    mark = max(",\t;", key=names.count)
    rows = csv.DictReader(io.StringIO(data, newline=""), delimiter=mark)
    if not any(field_of(name or "") == "text" for name in rows.fieldnames or ()):
        raise DocumentError(f"has no column `text`; its columns are: {names.strip()[:200]}. Name the one that holds it.")
    yield from _drafts((f"row {at}", dict(row)) for at, row in enumerate(_rows(rows), start=1))


def _rows(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The rows of a CSV file as far as they can be read."""
    try:
        yield from rows
    except csv.Error as error:
        raise DocumentError(f"is no CSV file beyond some row: {error}; mend its quotes.") from error


def _object(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return DocumentError(f"is not JSON ({error}); mend it, or fetch it again.")


def _drafts(records: Iterable[tuple[str, object]]) -> Iterator[Draft | DocumentError]:
    """A draft for each record with a text; records are named by their id, or numbered."""
    seen: dict[str, str] = {}
    for number, (place, record) in enumerate(records, start=1):
        found = _draft(record, str(number))
        if isinstance(found, DocumentError):
            yield DocumentError(f"{place} {found}")
        elif found.record in seen:
            yield DocumentError(f"{place} has the id {found.record!r} of {seen[found.record]}; give it one of its own.")
        else:
            seen[found.record] = place
            yield found


def _draft(record: object, number: str) -> Draft | DocumentError:
    """One record as a draft, its text untouched."""
    name = _name(record)
    if isinstance(name, DocumentError):
        return name
    assert isinstance(record, dict)
    fields = [(str(key), flat(value)) for key, value in record.items() if key not in _IDS]
    found = heading((key, value) for key, value in fields if field_of(key) != "text")
    return Draft(found.title, _text(record), found.header, record=name or number, named=bool(name))


def _name(record: object) -> str | DocumentError:
    """The id of a record, empty where it has none; a DocumentError where it is no record of a document."""
    if isinstance(record, DocumentError):
        return record
    if not isinstance(record, dict):
        return DocumentError("is not an object with a `text`; write {\"id\": …, \"text\": …}.")
    if not _text(record).strip():
        return DocumentError("has no `text`; fill it in or take the record out.")
    name = next((sound(flat(record[key])).strip() for key in _IDS if record.get(key) not in (None, "")), "")
    if len(name) > _LONGEST_NAME:
        return DocumentError(f"has an id of {len(name):,} characters; give it one of up to {_LONGEST_NAME:,}.")
    return name


def _text(record: dict[str, object]) -> str:
    return next((value for key, value in record.items() if field_of(str(key)) == "text" and isinstance(value, str)), "")
