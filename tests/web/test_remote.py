"""`kg query --endpoint` asks any SPARQL endpoint what it asks a graph here, and says in words what keeps it from an answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.answers import cells, rendered
from kg.errors import QueryError
from kg.queries import Query, answer, bound, run, shipped
from kg.remote import ask
from kg.snapshots import newest
from kg.store import Store
from tests.test_cli import kg as command
from tests.web.serving import Server, oxigraph

QUESTIONS = shipped()


@pytest.fixture(scope="module")
def native(samples_graph: Path) -> Iterator[str]:
    """The endpoint of an Oxigraph server of the samples."""
    with oxigraph("serve-read-only", newest(samples_graph) or samples_graph) as url:
        yield f"{url}/query"


@pytest.fixture(scope="module")
def store(samples_graph: Path) -> Store:
    return Store.reading(samples_graph)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_shipped_question_is_answered_alike_here_by_kg_serve_and_by_oxigraph(
    question: Query, store: Store, server: Server, native: str
) -> None:
    here = sorted(cells(run(store, question)))
    for endpoint in (f"{server.url}/sparql", native):
        there = ask(endpoint, bound(question, {}, store.base))
        assert sorted(cells(there)) == here


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> "厦门市"@zh }',
        'CONSTRUCT { ?s a ?t } WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> "同安凤梨穗"@zh ; a ?t }',
        "SELECT ?x ?y WHERE { VALUES (?x ?y) { (1.5 UNDEF) ('a'@zh <x:y>) } }",
    ],
    ids=["ask", "construct", "select"],
)
def test_every_form_of_query_gives_the_rows_that_it_gives_here(query: str, store: Store, server: Server, native: str) -> None:
    expected = rendered(answer(store, query), "json")
    assert [rendered(ask(endpoint, query), "json") for endpoint in (f"{server.url}/sparql", native)] == [expected, expected]


def test_the_command_prints_what_an_endpoint_answers(native: str) -> None:
    run = command("query", "products-of-place", "place=同安", "--endpoint", native, "--format", "csv")
    assert (run.returncode, run.stdout.splitlines()[1].split(",")[0]) == (0, "同安凤梨穗"), run.stderr


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/sparql", r"refuses the query \(400\)"),
        ("/nowhere", r"\(40[45]\)"),
        ("/health", r"\(405\)"),
    ],
)
def test_what_an_endpoint_refuses_is_told_in_its_words(server: Server, path: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        ask(f"{server.url}{path}", "SELECT nonsense")


def test_an_address_that_nobody_answers_at_is_told(server: Server) -> None:
    with pytest.raises(QueryError, match=r"127.0.0.1:9/sparql: gives no answer"):
        ask("http://127.0.0.1:9/sparql", "ASK {}")
    run = command("query", "documents", "--endpoint", "example.org/sparql")
    assert (run.returncode, "begins with http" in run.stderr, "Traceback" in run.stderr) == (2, True, False)
