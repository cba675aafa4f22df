"""The names of a store that no knowledge has, the most frequent first, with where they stand: what an editor may add."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal

from kg.answers import cells
from kg.queries import Query, answer, bound, load, parse, run
from kg.store import Store
from kg.vocabulary import PREFIXES, local

_EXAMPLES = 3
_AROUND = 18


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that was minted from itself: its kind, in how many documents it stands, what it was read as, and texts around it."""

    name: str
    kind: str
    documents: int
    why: str
    examples: tuple[str, ...]


def unknown(store: Store, limit: int = 20) -> Iterator[Unknown]:
    """The most frequent agencies and places that no knowledge has; units of agencies are not among them."""
    return (described(store, *row) for row in unknown_names(store)[:limit])


def unknown_names(store: Store) -> list[tuple[str, str, int]]:
    """Every such name with its kind and in how many documents it stands, the most frequent first."""
    return [(name, local(kind), int(documents)) for name, kind, documents, _ in cells(run(store, load("unknown-names")))]


def described(store: Store, name: str, kind: str, documents: int) -> Unknown:
    """A name with what it was read as, and texts around it."""
    rows = cells(answer(store, bound(_where_named(name), {}, store.base)))
    return Unknown(name, kind, documents, rows[0][1] if rows else "", tuple(row[0] for row in rows))


def _where_named(name: str) -> Query:
    """The query for texts around the mentions of what is called so."""
    prefixes = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("kg", "skos"))
    return parse(
        "unknown",
        f"""{prefixes}SELECT (MIN(?around) AS ?example) (SAMPLE(?reason) AS ?why) WHERE {{
    ?thing skos:prefLabel {Literal(name, language="zh")} .
    GRAPH ?document {{ ?mention kg:means ?thing ; kg:start ?start ; kg:end ?end ; kg:why ?reason . ?document kg:text ?text }}
    BIND (IF(?start > {_AROUND}, {_AROUND}, ?start) AS ?before)
    BIND (REPLACE(SUBSTR(?text, ?start - ?before + 1, ?before + ?end - ?start + {_AROUND}), "\\\\s+", " ") AS ?around)
}} GROUP BY ?document ORDER BY ?document LIMIT {_EXAMPLES}""",
    )


def lines(found: Iterator[Unknown]) -> Iterator[str]:
    """The names for a reader, each with its reading and its examples."""
    for one in found:
        yield f"{one.documents:>5}  {one.name}  ({one.kind}; {one.why})"
        yield from (f"         … {example} …" for example in one.examples)
