"""An answer in every form it can be printed in."""

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode
from rich.console import Console

from kg.answers import FORMS, rendered, rich_table
from kg.errors import QueryError
from kg.queries import Answer

ANSWER = Answer(
    ("agency", "iri", "note"),
    (
        (Literal("厦门市教育局", language="zh"), NamedNode("https://w3id.org/govkg/id/x"), Literal("a\tb\n|c")),
        (Literal(3), None, Literal('say "hi", twice')),
    ),
)


def test_a_table_lines_up_wide_characters() -> None:
    assert rendered(ANSWER).splitlines() == [
        "agency        iri                          note",
        "────────────  ───────────────────────────  ───────────────",
        "厦门市教育局  https://w3id.org/govkg/id/x  a b |c",
        '3                                          say "hi", twice',
    ]


def test_a_long_cell_of_a_table_is_cut() -> None:
    line = rendered(Answer(("text",), ((Literal("长" * 100),),))).splitlines()[2]
    assert line == "长" * 23 + "…"


def test_csv_is_read_back_by_a_csv_reader() -> None:
    assert list(csv.reader(io.StringIO(rendered(ANSWER, "csv"), newline=""))) == [
        ["agency", "iri", "note"],
        ["厦门市教育局", "https://w3id.org/govkg/id/x", "a\tb\n|c"],
        ["3", "", 'say "hi", twice'],
    ]


def test_tsv_has_one_line_a_row() -> None:
    assert rendered(ANSWER, "tsv").splitlines()[1] == "厦门市教育局\thttps://w3id.org/govkg/id/x\ta\\tb\\n|c"


def test_json_is_the_sparql_results_format() -> None:
    found = json.loads(rendered(ANSWER, "json"))
    assert found["head"]["vars"] == ["agency", "iri", "note"]
    assert found["results"]["bindings"][0]["agency"] == {"type": "literal", "value": "厦门市教育局", "xml:lang": "zh"}
    assert found["results"]["bindings"][0]["iri"] == {"type": "uri", "value": "https://w3id.org/govkg/id/x"}
    assert "iri" not in found["results"]["bindings"][1]


def test_markdown_escapes_its_bars() -> None:
    assert rendered(ANSWER, "md").splitlines()[2] == "| 厦门市教育局 | https://w3id.org/govkg/id/x | a b \\|c |"


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_without_rows_still_has_its_columns(form: str) -> None:
    assert "agency" in rendered(Answer(("agency",), ()), form)


def test_a_terminal_gets_a_table_that_takes_no_value_for_markup() -> None:
    out = io.StringIO()
    Console(file=out, width=80).print(rich_table(Answer(("name",), ((Literal("[red]厦门[/red]"),),))))
    assert "[red]厦门[/red]" in out.getvalue()


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    with pytest.raises(QueryError, match="there is no format 'xml'; there are: table, csv, tsv, json, md"):
        rendered(ANSWER, "xml")
