"""What a worker does for programs: answer a query or a question, give a graph, describe what an IRI names."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, Triple

from kg.answers import rendered
from kg.errors import Missing, QueryError
from kg.queries import answer, load, run
from kg.store import Results, Store
from kg.vocabulary import DCT, PREFIXES, RDFS, SCHEMA, SKOS, rebased
from kg.void import counts
from kg.web.formats import GRAPHS, RESULTS, Format, chosen
from kg.web.served import Served
from kg.web.tokens import Dataset, dataset, is_volatile, refuse_calls, tokens
from kg.web.wire import Reply
from kg.web.worker import Answering

_EXPECTED = re.compile(r",? \['.*", re.S)
"""The end of a list of what a parser expected: classes of characters."""
Wanted = tuple[str, str]
"""An Accept header, and the name of a format if the asker gives one."""
_PLACE = re.compile(r"error at (\d+):(\d+): ")
_POINTING = 1_000
"""So many things that point to one are told with it."""
_MERGED = 500_000
"""So many triples of several default graphs are put together for one query."""


def prepare() -> None:
    """Get ready to work: nothing need be loaded."""


def sparql(served: Served, out: Answering, text: str, wanted: Wanted, graphs: dict[str, list[str]], hosts: list[str]) -> Reply:
    """The answer to a query; `graphs` are the protocol's `default` and `named` ones, `hosts` those that may be called."""
    base, found = served.base, tokens(text)
    asked = Dataset(tuple(graphs["default"]), tuple(graphs["named"])) if graphs["default"] or graphs["named"] else dataset(found, base)
    try:
        refuse_calls(text, frozenset(hosts), lambda one: pyoxigraph.Store().query(one, base_iri=base, prefixes=prefixes(base)))
        results = _results(served.store, text, asked)
        form = _fitting(GRAPHS if isinstance(results, QueryTriples) else RESULTS, wanted)
        if isinstance(results, QueryTriples):
            _put(results, out, form, base)
        else:
            results.serialize(out, form.writes)  # type: ignore[arg-type]
    except (QueryError, SyntaxError, ValueError) as error:
        raise QueryError(explained(str(error), text)) from error
    except NotAcceptableError as error:
        return Reply(406, str(error).encode())
    except (OSError, RuntimeError) as error:
        if not hosts:
            raise
        return Reply(502, f"another endpoint did not answer: {error}".encode())
    return Reply(200, out.taken(), form.type, {"volatile": "1"} if is_volatile(found) else {})


def graph(served: Served, out: Answering, iri: str, wanted: Wanted) -> Reply:
    """A named graph, or the default graph where `iri` is empty; one that holds nothing is Missing."""
    try:
        form = _fitting(GRAPHS, wanted)
    except NotAcceptableError as error:
        return Reply(406, str(error).encode())
    if iri and not served.store.has_graph(iri):
        raise Missing(iri)
    _put((quad.triple for quad in (served.store.quads(iri) if iri else served.store.match(None, None))), out, form, served.base)
    return Reply(200, out.taken(), form.type)


def described(served: Served, out: Answering, iri: str, form: str) -> Reply:
    """What the graph holds about an IRI: its own graph if it has one, else what it is, what points to it, and what those are called."""
    store = served.store
    document = served.base + "ontology"
    if iri == document:
        return graph(served, out, served.base + "graph/ontology", ("", form))
    if store.has_graph(iri):
        return graph(served, out, iri, ("", form))
    found = {quad.triple: None for quad in store.match(iri, None)}
    if not found:
        raise Missing(iri)
    node = NamedNode(iri)
    text = f"SELECT ?thing ?relation WHERE {{ ?thing ?relation {node} FILTER (?relation != <{SCHEMA.mentions}>) }} LIMIT {_POINTING}"
    for thing, relation in answer(store, text).rows:
        if isinstance(thing, NamedNode) and isinstance(relation, NamedNode):
            found[Triple(thing, relation, node)] = None
    for other in {end for triple in found for end in (triple.subject, triple.object) if isinstance(end, NamedNode)} - {node}:
        for named in (SKOS.prefLabel, DCT.title, RDFS.label):
            found |= {quad.triple: None for quad in store.match(other.value, named)}
    chosen_form = _fitting(GRAPHS, ("", form))
    _put(sorted(found, key=str), out, chosen_form, served.base)
    return Reply(200, out.taken(), chosen_form.type)


def question(served: Served, out: Answering, name: str, values: dict[str, str], form: str) -> Reply:
    """The answer to a shipped question as `kg query` prints it, in JSON (SPARQL results) or CSV."""
    out.write(rendered(run(served.store, load(name), values), form).encode())
    return Reply(200, out.taken(), "text/csv; charset=utf-8" if form == "csv" else "application/sparql-results+json")


def about(served: Served, out: Answering) -> Reply:
    """What the default graph holds, counted, as JSON: triples, documents, entities, and both by class and by property."""
    return json_reply(out, counts(served.store).json())


def json_reply(out: Answering, data: object) -> Reply:
    """Data as a reply in JSON."""
    out.write(json.dumps(data, ensure_ascii=False).encode())
    return Reply(200, out.taken(), "application/json")


class NotAcceptableError(Exception):
    """None of the formats that the asker takes is one that the answer can be sent in: HTTP 406."""


def explained(message: str, text: str) -> str:
    """What is wrong with a query and where: line, column, and the line itself with the place marked."""
    place = _PLACE.search(message)
    if not place:
        return message
    line, column = int(place[1]), int(place[2])
    lines = text.splitlines() or [""]
    shown = lines[line - 1] if line <= len(lines) else ""
    start = max(0, column - 60)
    mark = " " * (min(column, len(shown) + 1) - 1 - start) + "^"
    told = _EXPECTED.sub("", message[place.end() :])
    return f"line {line}, near column {column}: {told}\n\n{shown[start : column + 60]}\n{mark}\n"


@cache
def prefixes(base: str) -> dict[str, str]:
    """The prefixes that a query need not declare, and that graphs are written with."""
    return {name: rebased(iri, base) for name, iri in sorted(PREFIXES.items())}


def _results(store: Store, text: str, asked: Dataset) -> Results:
    """The results over the graphs asked for. Several default graphs are put together first: the store would count what they share twice."""
    options: dict[str, Any] = {"base_iri": store.base, "prefixes": prefixes(store.base)}
    if asked.default or asked.named:
        options["default_graph"] = [NamedNode(iri) for iri in asked.default]
        options["named_graphs"] = [NamedNode(iri) for iri in asked.named]
    if len(asked.default) <= 1:
        return store.query(text, **options)
    merged = pyoxigraph.Store()
    merged.bulk_extend(_merged(store, asked))
    return merged.query(text, **options | {"default_graph": DefaultGraph()})


def _merged(store: Store, asked: Dataset) -> Iterator[Quad]:
    """The graphs of a dataset, those that are default as one."""
    count = 0
    for iri in dict.fromkeys(asked.default + asked.named):
        for quad in store.quads(iri):
            count += 1
            if count > _MERGED:
                raise QueryError(f"the graphs asked for hold more than {_MERGED:,} triples together; ask for fewer.")
            if iri in asked.default:
                yield Quad(quad.subject, quad.predicate, quad.object)
            if iri in asked.named:
                yield quad


def _fitting(formats: Sequence[Format], wanted: Wanted) -> Format:
    """The format that is wanted, or a NotAcceptableError."""
    accept, name = wanted
    form = chosen(formats, accept, name)
    if form is None:
        known = ", ".join(one.name for one in formats)
        raise NotAcceptableError(f"this can be sent as {known} (by format=… or Accept), not as {name or accept!r}.")
    return form


def _put(triples: Iterable[Triple], out: Answering, form: Format, base: str) -> None:
    pyoxigraph.serialize(triples, out, form.writes, prefixes=prefixes(base))  # type: ignore[arg-type]
