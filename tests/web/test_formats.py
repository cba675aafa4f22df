"""Which format is sent."""

import pytest

from kg.web.formats import GRAPHS, RESULTS, chosen

CASES = [
    ("", "json", "ttl"),
    ("*/*", "json", "ttl"),
    ("text/csv", "csv", None),
    ("text/turtle", None, "ttl"),
    ("application/sparql-results+xml;q=0.5, text/csv;q=0.9", "csv", None),
    ("application/json", "json", "jsonld"),
    ("application/rdf+xml, application/sparql-results+xml", "xml", "rdf"),
    ("text/*;q=0.3", "csv", "ttl"),
    ("text/plain", None, "nt"),
    ("text/html", None, None),
    ("application/n-quads;q=0", None, None),
    ("*/*;q=0.1, application/trig", "json", "trig"),
    ("TEXT/CSV; Q=1", "csv", None),
    ("text/csv;q=banana", None, None),
]


@pytest.mark.parametrize(("accept", "table", "graph"), CASES)
def test_accept_chooses_the_format(accept: str, table: str | None, graph: str | None) -> None:
    named = [form.name if form else None for form in (chosen(RESULTS, accept), chosen(GRAPHS, accept))]
    assert named == [table, graph]


@pytest.mark.parametrize(
    ("name", "table", "graph"),
    [("json", "json", "jsonld"), ("XML", "xml", "rdf"), ("turtle", None, "ttl"), ("text/csv", "csv", None), ("exe", None, None)],
)
def test_format_outdoes_accept(name: str, table: str | None, graph: str | None) -> None:
    named = [form.name if form else None for form in (chosen(RESULTS, "text/html", name), chosen(GRAPHS, "text/html", name))]
    assert named == [table, graph]
