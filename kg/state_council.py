"""The State Council's documents, some 5,700 with number, title and day: read from their table only when a name asks for one."""

import gzip
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from kg.lexicon import words
from kg.resources import folder

_TELLING = 6
"""How many characters of a title can tell one document."""
_STATE = "中华人民共和国"
_MARKS = re.compile("[《》〈〉“”\"'‘’\\s]")


@dataclass(frozen=True, slots=True)
class Indexed:
    """A row of the table: number, title, and the ISO day the document was written (empty where it is not known)."""

    number: str
    title: str
    written: str


def numbered(number: str) -> Indexed | None:
    """The document that bears the number, None when none or several do."""
    return _only(_by_number().get(_MARKS.sub("", number).removeprefix(_STATE), ()))


def titled(title: str) -> Indexed | None:
    """The document of this title, or of this title with its issuer in front; None when none or several bear it."""
    plain = _plain(title)
    if len(plain) < _TELLING or any(word in plain for word in words("_versions")):
        return None
    return _only(_by_title().get(plain, ())) or _only(_by_matter().get(plain, ()))


def _only(found: tuple[Indexed, ...]) -> Indexed | None:
    return found[0] if len(found) == 1 else None


@cache
def _rows() -> tuple[Indexed, ...]:
    table = gzip.decompress((folder("ontology") / "knowledge" / "state-council-documents.tsv.gz").read_bytes()).decode()
    return tuple(Indexed(*line.split("\t")) for line in table.splitlines()[1:])


@cache
def _by_number() -> dict[str, tuple[Indexed, ...]]:
    found: dict[str, tuple[Indexed, ...]] = {}
    for row in _rows():
        found[row.number] = (*found.get(row.number, ()), row)
    return found


@cache
def _by_title() -> dict[str, tuple[Indexed, ...]]:
    found: dict[str, tuple[Indexed, ...]] = {}
    for row in _rows():
        found[_plain(row.title)] = (*found.get(_plain(row.title), ()), row)
    return found


@cache
def _by_matter() -> dict[str, tuple[Indexed, ...]]:
    """The documents by their titles from 关于 on, the issuer left out."""
    found: dict[str, tuple[Indexed, ...]] = {}
    for row in _rows():
        _, about, matter = _plain(row.title).partition(words("_about")[0])
        if about:
            found[about + matter] = (*found.get(about + matter, ()), row)
    return found


def _plain(title: str) -> str:
    """A title without what varies in print."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", title))
