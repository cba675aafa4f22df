"""A query file that explains itself → Query(name, title, about, parameters); and its answer from a store."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kg.errors import QueryError, SetupError
from kg.resources import folder
from kg.store import Results, Store
from kg.vocabulary import DEFAULT_BASE, PREFIXES, XSD

Term = NamedNode | Literal
_HEAD = re.compile(r"^#\+\s*(title|about|group|show):\s*(.*?)\s*$", re.M)
_PARAMETER = re.compile(
    r"^[ \t]*VALUES\s+\?(?P<name>\w+)\s*\{\s*(?P<value>.*?)\s*\}[ \t]*#\+[ \t]*(?:\[(?P<kind>\w+)\][ \t]*)?(?P<about>.*?)[ \t]*$", re.M
)
_PREFIX = re.compile(r"^\s*PREFIX\s+\S+\s*<[^>]*>", re.M | re.I)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the asker may set: `default` gives its type, `start` and `end` say where it stands in the query's text.

    `kind` is the class of what it names (`[Place]` in front of its note), empty if it names nothing.
    """

    name: str
    about: str
    default: Term
    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """How an answer is best drawn, and which columns are what: `line` or `bar` (`x`, `y`, `series`), `network` (`one`, `other`, `weight`),
    `time` (`day`, `label`, `sort`)."""

    form: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Query:
    """A question: what it is called in Chinese and English, what it answers, what it takes, its SPARQL, its group, and how to show it."""

    name: str
    title: str
    title_en: str
    about: str
    parameters: tuple[Parameter, ...]
    text: str
    group: tuple[str, str] = ("", "")
    show: Show | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows of terms; None where a row has no value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


def shipped(part: str = "") -> list[Query]:
    """The queries in `queries/`, or in its folder `part` (`checks`), by name."""
    return [_read(path) for path in sorted((folder("queries") / part).glob("*.rq"), key=lambda path: path.stem)]


def load(name: str) -> Query:
    """The shipped question called `name`, or the query in the file `name`; anything else is a QueryError."""
    if name.endswith(".rq") and Path(name).is_file():
        return parse(Path(name).stem, Path(name).read_text(encoding="utf-8"))
    known = [file.stem for file in sorted(folder("queries").glob("*.rq"))]
    if name not in known:
        raise QueryError(
            f"there is no question {name!r}; there are: {', '.join(known)}. A file is given as FILE.rq, standard input as -."
        )
    return _read(folder("queries") / f"{name}.rq")


def page(name: str) -> Query:
    """The query that a page asks, in `queries/pages/`."""
    return _read(folder("queries") / "pages" / f"{name}.rq")


@cache
def _read(path: Path) -> Query:
    return parse(path.stem, path.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Query:
    """The query in a text, with title, about and parameters where it has them; a default that is no term is a SetupError."""
    head = {match[1]: match[2] for match in _HEAD.finditer(text)}
    title, _, english = head.get("title", name).partition(" · ")
    parameters = tuple(
        Parameter(match["name"], match["about"], _default(name, text, match), match.start("value"), match.end("value"), match["kind"] or "")
        for match in _PARAMETER.finditer(text)
    )
    chinese, _, group = head.get("group", "").partition(" · ")
    about, show = head.get("about", ""), _show(head.get("show"))
    return Query(name, title, english or title, about, parameters, text, (chinese, group or chinese), show)


def _show(told: str | None) -> Show | None:
    """`line x=start y=value` as what it says."""
    if not told:
        return None
    form, *columns = told.split()
    return Show(form, dict(column.split("=", 1) for column in columns))


def run(store: Store, query: Query, values: Mapping[str, str | Sequence[str]] | None = None) -> Answer:
    """The answer of a query with some parameters set; an unknown parameter or an unfit value is a QueryError."""
    return answer(store, bound(query, values or {}, store.base))


def answer(store: Store, text: str) -> Answer:
    """The answer to SPARQL text: rows of a SELECT, one row for an ASK, triples of a CONSTRUCT or DESCRIBE."""
    return answer_of(store.query(text))


def answer_of(result: Results) -> Answer:
    """What a query gives as columns and rows; a query that fails while it runs is a QueryError."""
    try:
        if isinstance(result, QueryBoolean):
            return Answer(("answer",), ((Literal(bool(result)),),))
        if isinstance(result, QueryTriples):
            return answer_of_triples(result)
        columns = tuple(variable.value for variable in result.variables)
        return Answer(columns, tuple(tuple(_term(value) for value in solution) for solution in result))
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed while it ran: {error}") from error


def answer_of_triples(triples: Iterable[Triple | Quad]) -> Answer:
    """Triples as rows, in order."""
    rows = ((_term(one.subject), _term(one.predicate), _term(one.object)) for one in sorted(triples, key=str))
    return Answer(("subject", "predicate", "object"), tuple(rows))


def bound(query: Query, values: Mapping[str, str | Sequence[str]], base: str = DEFAULT_BASE) -> str:
    """The query's SPARQL with values put in as serialised terms, our IRIs under `base`; a parameter may get several values."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            takes = f"it takes: {', '.join(known)}" if known else "it takes none"
            raise QueryError(f"{query.name} has no parameter {name!r}; {takes}.")
    parts, at = [], 0
    for parameter in query.parameters:
        parts.append(query.text[at : parameter.start].replace(DEFAULT_BASE, base))
        given = values.get(parameter.name)
        terms = [given] if isinstance(given, str) else given
        parts.append(str(parameter.default) if terms is None else " ".join(str(_fitting(query, parameter, term)) for term in terms))
        at = parameter.end
    return "".join(parts) + query.text[at:].replace(DEFAULT_BASE, base)


def _term(value: object) -> Term | None:
    return value if isinstance(value, NamedNode | Literal) else None


def _default(name: str, text: str, match: re.Match[str]) -> Term:
    """The term written as a parameter's default, read by the SPARQL parser itself with the query's prefixes."""
    probe = "\n".join(_PREFIX.findall(text)) + f"\nSELECT ?value {{ VALUES ?value {{ {match['value']} }} }}"
    try:
        result = _nothing().query(probe)
        found = [_term(solution["value"]) for solution in result] if isinstance(result, QuerySolutions) else []
    except SyntaxError as error:
        raise SetupError(f"{name}: the default of ?{match['name']} is not a term: {match['value']}: {error}") from error
    if len(found) != 1 or found[0] is None:
        raise SetupError(f"{name}: ?{match['name']} needs exactly one default, not {match['value']!r}.")
    return found[0]


@cache
def _nothing() -> pyoxigraph.Store:
    return pyoxigraph.Store()


def _fitting(query: Query, parameter: Parameter, value: str) -> Term:
    """The value as a term of the default's type."""
    default = parameter.default
    try:
        if isinstance(default, NamedNode):
            prefix, _, local = value.partition(":")
            return NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else value)
        if default.language:
            return Literal(value, language=default.language)
        _READS.get(default.datatype.value, str)(value)
        return Literal(value, datatype=default.datatype)
    except ValueError as error:
        kind = "an IRI" if isinstance(default, NamedNode) else default.datatype.value.rsplit("#", 1)[-1]
        example = default.value or "…"
        raise QueryError(f"{query.name}: {parameter.name} must be {kind} like {example}, not {value!r}.") from error


_READS: dict[str, Callable[[str], object]] = {
    XSD.date: date.fromisoformat,
    XSD.integer: int,
    XSD.decimal: float,
    XSD.double: float,
}
"""How the lexical form of a datatype is checked, so that a mistyped day is an error and not an empty answer."""
