"""Keeps the search index of a store, one SQLite file beside it, up to date with the graphs that change.

Law of the state: what an index answers is a function of the store. `told` keeps which nodes each graph names or mentions, `written`
how its text writes them, so that what a graph touches is found when it changes or goes; a node that no graph tells of any more is
gone. The file is never changed in place: a refresh writes a copy, in one transaction, and puts it there when it is whole, so
whoever reads reads on, and a hard link to it stays as it is.
"""

import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar
from unicodedata import unidata_version

from pyoxigraph import Literal, NamedNode

from kg.bigrams import words
from kg.errors import SetupError
from kg.likeness import normal
from kg.queries import Term, answer
from kg.records import RECORDS
from kg.store import Store
from kg.vocabulary import DCT, KG, PREFIXES, RDF, SKOS, above, local, rebased

_T = TypeVar("_T")
FILE = "search.sqlite"
"""What the index is called in the folder of its store."""
_FORM = f"1/{unidata_version}"
"""Changes with what an index holds; one of another form is made anew."""
_APART = frozenset({"Announcement", "Period"})
"""Documents read are found by their texts, and a day or year is no name."""
_BY_TEXTS = 2
"""The grade of a name that only texts write; official names have 0, others 1."""
_GRAPHS, _THINGS = 200, 1000
"""How many are asked for at once."""
_TABLES = """
CREATE TABLE form (form TEXT NOT NULL);
CREATE TABLE nodes (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE told (node INTEGER, graph INTEGER, mentioned INTEGER, PRIMARY KEY (node, graph)) WITHOUT ROWID;
CREATE INDEX tellers ON told (graph);
CREATE TABLE written (node INTEGER, name TEXT, graph INTEGER, PRIMARY KEY (node, name, graph)) WITHOUT ROWID;
CREATE INDEX writers ON written (graph);
CREATE TABLE things (id INTEGER PRIMARY KEY, kind TEXT, label TEXT, documents INTEGER);
CREATE TABLE names (id INTEGER PRIMARY KEY, thing INTEGER, name TEXT, plain TEXT, grade INTEGER);
CREATE INDEX bearers ON names (thing);
CREATE TABLE documents (id INTEGER PRIMARY KEY, title TEXT, day TEXT, publisher TEXT, number TEXT, head TEXT, text BLOB);
CREATE VIRTUAL TABLE name_words USING fts5 (words, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE text_words USING fts5 (words, content='', columnsize=0, tokenize='ascii');
"""
_TOLD = """SELECT ?graph ?node (MAX(?by) AS ?mentioned) WHERE { VALUES ?graph { %s } GRAPH ?graph {
        { ?node skos:prefLabel|skos:altLabel|skos:hiddenLabel|dct:title|kg:issueNumber ?name BIND (0 AS ?by) }
        UNION { ?graph schema:mentions ?node BIND (1 AS ?by) }
        UNION { ?figure kg:indicator ?node BIND (1 AS ?by) } } } GROUP BY ?graph ?node"""
_WRITTEN = """SELECT DISTINCT ?graph ?node ?name WHERE { VALUES ?graph { %s }
        GRAPH ?graph { ?mention kg:means ?node ; kg:quote ?name } }"""
_READ = """SELECT ?graph ?field ?value WHERE { VALUES ?graph { %s } GRAPH ?graph {
        { ?graph kg:text ?value BIND ("text" AS ?field) } UNION { ?graph dct:title ?value BIND ("title" AS ?field) }
        UNION { ?graph dct:issued ?value BIND ("issued" AS ?field) } UNION { ?graph dct:created ?value BIND ("created" AS ?field) }
        UNION { ?graph dc:publisher ?value BIND ("publisher" AS ?field) }
        UNION { ?graph kg:issueNumber ?value BIND ("number" AS ?field) } } }"""
_NAMED = """SELECT ?thing ?predicate ?value WHERE { VALUES ?thing { %s } ?thing ?predicate ?value
        FILTER (?predicate IN (rdf:type, skos:prefLabel, dct:title, skos:altLabel, skos:hiddenLabel, kg:issueNumber)) }"""
_ORDER = {SKOS.prefLabel: 0, DCT.title: 1}
_OTHER = 2
"""Names that are official; a thing is called by the first it has."""


def opened(path: Path) -> sqlite3.Connection | None:
    """The index in a file, to read; None if there is none, or none that this version can read."""
    try:
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return None
    try:
        current = base.execute("SELECT form FROM form").fetchall() == [(_FORM,)]
    except sqlite3.DatabaseError:
        current = False
    if not current:
        base.close()
    return base if current else None


def refresh(store: Store, path: Path, changed: Iterable[str]) -> None:
    """Bring the index in the file `path` up to date with the graphs that changed, or went; doing so twice changes nothing.

    One that is missing, broken or of another form is made anew from the whole store, and knows of nothing that went before.
    """
    graphs, new, kept = sorted({*changed} - {RECORDS}), path.with_name(f"{path.name}.new"), opened(path)
    if kept is not None:
        kept.close()
        if not graphs:
            return
    try:
        if kept is None or not _renewed(store, path, new, graphs):
            _made(store, new)
        new.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise SetupError(f"{path}: the search index cannot be written: {error}. Make room there, or let us write.") from error


def _renewed(store: Store, path: Path, new: Path, graphs: list[str]) -> bool:
    """Whether a copy of the index could be brought up to date; one that turns out to be broken cannot."""
    shutil.copyfile(path, new)
    with closing(_writing(new)) as base:
        try:
            _Writer(store, base).write(graphs)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            return False
    return True


def _made(store: Store, new: Path) -> None:
    """Make the index of a whole store."""
    new.unlink(missing_ok=True)
    everything = answer(store, "SELECT ?graph WHERE { GRAPH ?graph { } }").rows
    with closing(_writing(new)) as base:
        base.executescript(_TABLES)
        base.execute("INSERT INTO form VALUES (?)", (_FORM,))
        _Writer(store, base).write(sorted({_value(graph) for (graph,) in everything} - {RECORDS}))
        for table in ("name_words", "text_words"):
            base.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        base.commit()


def _writing(new: Path) -> sqlite3.Connection:
    """A file to write that nobody reads yet: it needs no journal, what fails is thrown away."""
    base = sqlite3.connect(new)
    base.executescript("PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;")
    return base


class _Writer:
    """Writes into an index what a store says of some graphs."""

    def __init__(self, store: Store, base: sqlite3.Connection) -> None:
        self._store, self._base = store, base
        self._prefixes = "".join(f"PREFIX {name}: <{rebased(iri, store.base)}>\n" for name, iri in PREFIXES.items())
        self._kinds = {rebased(iri, store.base): local(iri) for iri in KG}

    def write(self, graphs: list[str]) -> None:
        """Bring documents, things and counts up to date."""
        self._base.execute("CREATE TEMP TABLE touched (node INTEGER PRIMARY KEY)")
        for some in _chunks(graphs, _GRAPHS):
            self._tell(some)
            self._read(some)
        touched = self._base.execute("SELECT id, iri FROM touched JOIN nodes ON id = node ORDER BY id").fetchall()
        for things in _chunks(touched, _THINGS):
            self._name({iri: number for number, iri in things})
        self._base.commit()

    def _tell(self, graphs: list[str]) -> None:
        """Note which nodes some graphs name, mention and write; those of before and of now are touched."""
        of, some = "graph IN (SELECT id FROM nodes WHERE iri IN (SELECT value FROM json_each(?)))", (json.dumps(graphs),)
        told = [(_value(node), graph, int(_value(by))) for graph, rows in self._ask(_TOLD, graphs).items() for node, by in rows]
        written = {
            (_value(node), graph, " ".join(_value(name).split()))
            for graph, rows in self._ask(_WRITTEN, graphs).items()
            for node, name in rows
        }
        for table in ("told", "written"):
            self._base.execute(f"INSERT OR IGNORE INTO touched SELECT node FROM {table} WHERE {of}", some)
            self._base.execute(f"DELETE FROM {table} WHERE {of}", some)
        iris = {iri for row in (*told, *written) for iri in row[:2]}
        self._base.executemany("INSERT OR IGNORE INTO nodes (iri) VALUES (?)", ((iri,) for iri in sorted(iris)))
        for table, rows in (("told (node, graph, mentioned)", told), ("written (node, graph, name)", sorted(written))):
            insert = f"INSERT INTO {table} SELECT node.id, graph.id, ?3 FROM nodes AS node, nodes AS graph"
            self._base.executemany(f"{insert} WHERE node.iri = ?1 AND graph.iri = ?2", rows)
            self._base.execute(f"INSERT OR IGNORE INTO touched SELECT node FROM {table.split()[0]} WHERE {of}", some)

    def _read(self, graphs: list[str]) -> None:
        """Put the documents that some graphs are into the index, and take those out that they were."""
        found = self._ask(_READ, graphs)
        self._base.executemany("INSERT OR IGNORE INTO nodes (iri) VALUES (?)", ((graph,) for graph in found))
        for graph in graphs:
            values = sorted(((_value(field), _value(value)) for field, value in found.get(graph, [])), reverse=True)
            self._hold(graph, dict(values))

    def _hold(self, document: str, fields: dict[str, str]) -> None:
        """Make these the fields of a document; one without a text is none."""
        select = "SELECT id, title, day, publisher, documents.number, text FROM documents JOIN nodes USING (id) WHERE iri = ?"
        key, *kept, packed = self._base.execute(select, (document,)).fetchone() or (0, "", "", "", "", zlib.compress(b""))
        old = [*kept, zlib.decompress(packed).decode()]
        day = fields.get("issued") or fields.get("created", "")
        new = [fields.get("title", ""), day, *(fields.get(name, "") for name in ("publisher", "number", "text"))]
        if old == new:
            return
        if key:
            self._base.execute("INSERT INTO text_words (text_words, rowid, words) VALUES ('delete', ?, ?)", (key, _spelled(old)))
            self._base.execute("DELETE FROM documents WHERE id = ?", (key,))
        if "text" in fields:
            (key,) = self._base.execute("SELECT id FROM nodes WHERE iri = ?", (document,)).fetchone()
            title, _, publisher, number, text = new
            row = (key, title, day, publisher, number, f"{normal(title)} {normal(number)}", zlib.compress(text.encode()))
            self._base.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._base.execute("INSERT INTO text_words (rowid, words) VALUES (?, ?)", (key, _spelled(new)))

    def _name(self, things: dict[str, int]) -> None:
        """Put kind, label, names and count of some nodes, given with their keys, into the index as the store now has them."""
        found = self._ask(_NAMED, things)
        for iri, key in things.items():
            kinds, names = set(), []
            for predicate, value in found.get(iri, []):
                if _value(predicate) == RDF.type:
                    kinds |= {self._kinds[_value(value)]} if _value(value) in self._kinds else set()
                elif isinstance(value, Literal):
                    names.append((_ORDER.get(_value(predicate), _OTHER), value.language != "zh", value.value))
            self._base.execute("DELETE FROM things WHERE id = ?", (key,))
            if kinds and names and not kinds & _APART:
                kind = max(sorted(kinds), key=lambda name: len(above(name)))
                insert = "INSERT INTO things SELECT ?1, ?2, ?3, count(*) FROM told WHERE node = ?1 AND mentioned"
                self._base.execute(insert, (key, kind, min(names)[2]))
                self._call(key, sorted(names))
            else:
                self._call(key, [])

    def _call(self, thing: int, labels: list[tuple[int, bool, str]]) -> None:
        """Give a thing the names that it has by its labels, and those by which texts write it."""
        names = {name: int(order == _OTHER) for order, _, name in reversed(labels)}
        if labels:
            plain = {*map(normal, names)}
            for (name,) in self._base.execute("SELECT DISTINCT name FROM written WHERE node = ? ORDER BY name", (thing,)):
                if normal(name) not in plain:
                    names[name] = _BY_TEXTS
                    plain.add(normal(name))
        rows = self._base.execute("SELECT id, name, grade FROM names WHERE thing = ?", (thing,)).fetchall()
        if {name: grade for _, name, grade in rows} == names:
            return
        for key, name, _ in rows:
            self._base.execute("INSERT INTO name_words (name_words, rowid, words) VALUES ('delete', ?, ?)", (key, words(name)))
        self._base.execute("DELETE FROM names WHERE thing = ?", (thing,))
        for name, grade in sorted(names.items()):
            insert = "INSERT INTO names (thing, name, plain, grade) VALUES (?, ?, ?, ?)"
            key = self._base.execute(insert, (thing, name, normal(name), grade)).lastrowid
            self._base.execute("INSERT INTO name_words (rowid, words) VALUES (?, ?)", (key, words(name)))

    def _ask(self, query: str, iris: Iterable[str]) -> dict[str, list[tuple[Term | None, ...]]]:
        """The rows of a query about some IRIs, by its first column, which holds one of them."""
        found: dict[str, list[tuple[Term | None, ...]]] = {}
        for first, *others in answer(self._store, self._prefixes + query % " ".join(str(NamedNode(iri)) for iri in iris)).rows:
            found.setdefault(_value(first), []).append(tuple(others))
        return found


def _chunks(items: list[_T], size: int) -> Iterator[list[_T]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def _spelled(fields: list[str]) -> str:
    """The words under which a document is found: those of title, number and text."""
    title, _, _, number, text = fields
    return " ".join(map(words, (title, number, text)))


def _value(term: Term | None) -> str:
    return "" if term is None else term.value
