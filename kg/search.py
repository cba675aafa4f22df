"""What a store holds, by names and texts: things and documents found by substrings of any length, from the index beside it."""

import sqlite3
import zlib
from dataclasses import dataclass
from pathlib import Path

from kg.bigrams import expression, printed, sought
from kg.indexing import opened
from kg.vocabulary import KG, above, local

_AROUND = 40
"""How many characters are shown on each side of a hit."""
_NAMES = """SELECT thing, min(CASE WHEN plain = :whole THEN grade WHEN substr(plain, 1, length(:whole)) = :whole THEN 3
        WHEN instr(plain, :whole) THEN 4 ELSE 5 END) AS nearness
    FROM name_words JOIN names ON names.id = name_words.rowid WHERE name_words MATCH :match GROUP BY thing"""
"""The things with a matching name, and how near the nearest is: exactly it (official, other, as texts write it), or it begins so, or
contains it, or has its parts in other places."""
_OF_KIND = "(:kind = '' OR kind IN (SELECT value FROM json_each(:kinds)))"


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was found: its kind as local class name, its official label, how many documents mention it, other names that match."""

    iri: str
    kind: str
    label: str
    documents: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A document that was found, empty where a field is unknown; `snippet` is what stands before, in and behind the hit, as printed.

    Where only title or number match, the snippet is the beginning of the text, as what stands behind.
    """

    iri: str
    title: str
    day: str
    publisher: str
    number: str
    snippet: tuple[str, str, str]


class Index:
    """An index opened to read. A query is letters and digits of any length; parts with white space between must all be there."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    @classmethod
    def reading(cls, path: Path) -> "Index | None":
        """The index in the file `path`; None if there is none, or none that this version can read."""
        base = opened(path)
        return None if base is None else cls(base)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def things(self, q: str, kind: str = "", limit: int = 20, offset: int = 0) -> list[Found]:
        """The things with a name that matches, of a class or one below it: exact names first (official, then others, then as
        texts write it), then names that begin with the query, then those that contain it; each by number of documents, then by label."""
        parts = sought(q)
        if not parts:
            return []
        rows = self._base.execute(
            f"""SELECT id, iri, kind, label, documents FROM ({_NAMES}) JOIN things ON id = thing JOIN nodes USING (id)
            WHERE {_OF_KIND} ORDER BY nearness, documents DESC, label, iri LIMIT :limit OFFSET :offset""",
            _values(parts, kind) | {"limit": limit, "offset": offset},
        )
        return [
            Found(iri, found, label, documents, self._other_names(key, label, parts))
            for key, iri, found, label, documents in rows.fetchall()
        ]

    def starting(self, q: str, kind: str = "", limit: int = 10) -> list[Found]:
        """How a name that someone begins to write may go on, in the order of `things`; of nothing yet, the most mentioned things."""
        if sought(q):
            return self.things(q, kind, limit)
        rows = self._base.execute(
            f"""SELECT iri, kind, label, documents FROM things JOIN nodes USING (id) WHERE {_OF_KIND}
            ORDER BY documents DESC, label, iri LIMIT :limit""",
            _values([], kind) | {"limit": limit},
        )
        return [Found(iri, found, label, documents, ()) for iri, found, label, documents in rows]

    def thing_count(self, q: str, kind: str = "") -> int:
        """How many things `things` finds in all."""
        return sum(count for found, count in self.kinds(q) if not kind or found in _below(kind))

    def kinds(self, q: str) -> list[tuple[str, int]]:
        """The kinds of the things with a name that matches, with their numbers, the most frequent first."""
        parts = sought(q)
        if not parts:
            return []
        select = f"SELECT kind, count(*) AS n FROM ({_NAMES}) JOIN things ON id = thing GROUP BY kind ORDER BY n DESC, kind"
        return self._base.execute(select, _values(parts)).fetchall()

    def mentioned(self) -> list[tuple[str, int]]:
        """The kinds of all things that documents mention, with their numbers, the most frequent first."""
        select = "SELECT kind, count(*) AS n FROM things WHERE documents > 0 GROUP BY kind ORDER BY n DESC, kind"
        return self._base.execute(select).fetchall()

    def documents(self, q: str, limit: int = 20, offset: int = 0) -> list[Text]:
        """The documents with a text, title or number that matches: title and number first, then the newest."""
        parts = sought(q)
        if not parts:
            return []
        order = self._base.execute(
            """SELECT id FROM text_words JOIN documents ON id = text_words.rowid JOIN nodes USING (id) WHERE text_words MATCH :match
            ORDER BY instr(head, :whole) = 0, day DESC, iri LIMIT :limit OFFSET :offset""",
            _values(parts) | {"limit": limit, "offset": offset},
        )
        return [self._text(key, parts) for (key,) in order.fetchall()]

    def document_count(self, q: str) -> int:
        """How many documents `documents` finds in all."""
        parts = sought(q)
        if not parts:
            return 0
        count = self._base.execute("SELECT count(*) FROM text_words WHERE text_words MATCH :match", _values(parts)).fetchone()
        return int(count[0])

    def is_gone(self, iri: str) -> bool:
        """Whether the store had a document or thing with this IRI, and has it no longer, as far back as this index was kept."""
        row = self._base.execute(
            """SELECT EXISTS (SELECT 1 FROM told WHERE node = id) OR EXISTS (SELECT 1 FROM told WHERE graph = id)
            OR EXISTS (SELECT 1 FROM documents WHERE documents.id = nodes.id) FROM nodes WHERE iri = ?""",
            (iri,),
        ).fetchone()
        return row is not None and not row[0]

    def _other_names(self, thing: int, label: str, parts: list[str]) -> tuple[str, ...]:
        rows = self._base.execute("SELECT DISTINCT name, plain FROM names WHERE thing = ? ORDER BY name", (thing,))
        return tuple(name for name, plain in rows if name != label and all(part in plain for part in parts))

    def _text(self, key: int, parts: list[str]) -> Text:
        select = "SELECT iri, title, day, publisher, number, text FROM documents JOIN nodes USING (id) WHERE id = ?"
        iri, title, day, publisher, issue, packed = self._base.execute(select, (key,)).fetchone()
        return Text(iri, title, day, publisher, issue, _snippet(zlib.decompress(packed).decode(), parts))


def _snippet(text: str, parts: list[str]) -> tuple[str, str, str]:
    """What stands before, in and behind the first hit of all parts in a row, else of the first part that is there."""
    hits = (printed(text, part) for part in ("".join(parts), *parts))
    start, end = next((hit for hit in hits if hit), (0, 0))
    cut = text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND * (1 if end else 2)]
    before, hit, after = (" ".join(piece.splitlines()) for piece in cut)
    return before, hit, after


def _values(parts: list[str], kind: str = "") -> dict[str, object]:
    kinds = "[" + ",".join(f'"{name}"' for name in _below(kind)) + "]"
    return {"match": expression(parts), "whole": "".join(parts), "kind": kind, "kinds": kinds}


def _below(kind: str) -> list[str]:
    """The local names of a class of our own and of those below it."""
    return [local(iri) for iri in KG if kind and any(local(one) == kind for one in above(local(iri)))]
