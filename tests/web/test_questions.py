"""The shipped questions as an API."""

import csv
import io
from pathlib import Path

import httpx
import pytest

from kg.answers import cells
from kg.queries import load, run, shipped
from kg.store import Store
from tests.web.serving import Server


def test_a_question_gives_what_kg_query_gives(server: Server, samples_graph: Path) -> None:
    expected = cells(run(Store.reading(samples_graph), load("products-of-place"), {"place": "同安"}))
    reply = httpx.get(f"{server.url}/questions/products-of-place.csv", params={"place": "同安"})
    assert list(csv.reader(io.StringIO(reply.text)))[1:] == expected
    assert expected


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", "application/sparql-results+json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/html", "text/html; charset=utf-8"),
    ],
)
def test_accept_chooses_the_form_of_an_answer(server: Server, accept: str, kind: str) -> None:
    reply = httpx.get(f"{server.url}/questions/documents-per-agency", params={"since": "2020-01-01"}, headers={"Accept": accept})
    assert (reply.status_code, reply.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize(
    ("status", "path", "words"),
    [
        (400, "/questions/documents-per-agency.json?until=2020", "no parameter 'until'"),
        (400, "/questions/documents-per-agency.json?since=tomorrow", "since"),
        (400, "/questions/no-such-question.json", "no question"),
        (404, "/questions/documents-per-agency.exe", ".html, .json, .csv"),
    ],
)
def test_a_wrong_question_says_what_is_wrong(server: Server, status: int, path: str, words: str) -> None:
    reply = httpx.get(server.url + path)
    assert (reply.status_code, words in reply.text) == (status, True)


@pytest.mark.parametrize("value", ['"@zh } ?x ?y ?z . VALUES ?q { "a', "} UNION { ?s ?p ?o } #", "\\u0022@zh", "<urn:x>", "厦门\n市"])
def test_a_value_cannot_become_part_of_the_query(server: Server, value: str) -> None:
    reply = httpx.get(f"{server.url}/questions/products-of-place.csv", params={"place": value})
    assert (reply.status_code, len(reply.text.splitlines())) == (200, 1)


def test_every_question_is_described(server: Server) -> None:
    described = httpx.get(f"{server.url}/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for query in shipped():
        told = described["paths"][f"/questions/{query.name}"]["get"]
        assert [one["name"] for one in told["parameters"]] == [one.name for one in query.parameters]
        assert told["description"] == query.about


@pytest.mark.parametrize("query", shipped(), ids=lambda query: query.name)
def test_every_question_answers_in_every_form(server: Server, query: object) -> None:
    name = getattr(query, "name", "")
    found = {suffix: httpx.get(f"{server.url}/questions/{name}.{suffix}", timeout=30).status_code for suffix in ("html", "json", "csv")}
    assert found == {"html": 200, "json": 200, "csv": 200}
