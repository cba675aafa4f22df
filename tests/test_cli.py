"""The command line as a user meets it: what goes to stdout, what to stderr, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.demo import samples

VERBS = ("read", "annotate", "build", "query", "show", "export", "check", "resolve", "rule", "unknown", "load", "push", "demo")


def kg(*arguments: str, folder: Path | None = None, told: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, input=told)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    assert kg("build", str(samples()), folder=folder).returncode == 0
    return folder


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_every_verb_has_an_example(verb: str) -> None:
    run = kg(verb, "--help")
    assert (run.returncode, f"Example: kg {verb}" in run.stdout) == (0, True)


def test_annotate_prints_one_object_a_document_with_offsets_that_fit(tmp_path: Path) -> None:
    row = {"id": "a", "title": "通告", "published": "2022-04-19", "publisher": "厦门晚报", "text": "市文旅局印发通知。"}
    (tmp_path / "one.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    run = kg("annotate", "one.jsonl", folder=tmp_path)
    found = json.loads(run.stdout)
    (mention,) = found["mentions"]
    assert (found["id"], mention["start"], mention["end"], mention["text"]) == ("a", 0, 4, "市文旅局")
    assert (mention["type"], mention["label"]) == ("Agency", "厦门市文化和旅游局")


def test_a_document_that_fails_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("标题: 通告\n\n厦门市教育局印发通知，请各校遵照执行。", encoding="utf-8")
    run = kg("read", ".", folder=tmp_path)
    assert run.returncode == 1
    assert "bad.txt" in run.stderr and "厦门市教育局" in run.stdout


def test_a_path_that_does_not_exist_is_a_wrong_command(tmp_path: Path) -> None:
    run = kg("annotate", "nowhere", folder=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "nowhere" in run.stderr and "Traceback" not in run.stderr


def test_a_second_build_reads_nothing_again(built: Path) -> None:
    run = kg("build", str(samples()), folder=built)
    assert "0 documents read" in run.stderr


def test_a_question_that_does_not_exist_names_those_that_do(built: Path) -> None:
    run = kg("query", "nonsense", folder=built)
    assert run.returncode == 2 and "documents-per-agency" in run.stderr


def test_a_parameter_that_a_question_does_not_take_is_named(built: Path) -> None:
    run = kg("query", "documents-per-agency", "until=2020-01-01", folder=built)
    assert run.returncode == 2
    assert "documents-per-agency has no parameter 'until'; it takes: since." in run.stderr


def test_a_query_comes_from_standard_input(built: Path) -> None:
    run = kg("query", "-", "--format", "csv", folder=built, told="SELECT (1 + 1 AS ?two) WHERE {}")
    assert run.stdout.splitlines() == ["two", "2"]


def test_asking_without_a_store_says_what_to_do(tmp_path: Path) -> None:
    run = kg("show", "厦门市", folder=tmp_path)
    assert run.returncode == 2 and "kg build" in run.stderr


def test_the_samples_pass_every_check(built: Path) -> None:
    run = kg("check", folder=built)
    assert run.returncode == 0, run.stdout


def test_figures_are_asked_for_and_exported_as_a_table(built: Path) -> None:
    run = kg("export", "figures.csv", folder=built)
    head, *rows = (built / "figures.csv").read_text(encoding="utf-8").splitlines()
    assert (run.returncode, head.split(",")[:4]) == (0, ["document", "title", "published", "indicator"])
    assert run.stderr == f"figures.csv: {len(rows)} rows of figures\n" and rows
    listed = kg("query", "indicators", "--format", "csv", folder=built)
    assert listed.stdout.startswith("indicator,unit,figures,")


def test_the_demo_shows_answers_with_evidence() -> None:
    run = kg("demo")
    assert run.returncode == 0, run.stderr
    assert "同安凤梨穗" in run.stdout and "厦门市市场监督管理局" in run.stdout


def test_resolve_says_who_is_meant_and_why() -> None:
    run = kg("resolve", "市文旅局", "--place", "厦门")
    assert run.stdout.startswith("厦门市文化和旅游局  https://w3id.org/govkg/id/agency/350200/culture-tourism")
    assert "市 stands for 厦门市: you said 厦门" in run.stdout
    (candidate,) = json.loads(kg("resolve", "市文旅局", "--place", "350200", "--format", "json").stdout)
    assert (candidate["body"], candidate["since"]) == ("文化和旅游", "2018")


def test_a_batch_gives_the_same_rows_with_four_columns_more(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("name\tnote\n市教育局\tx\n财政部\ty\n", encoding="utf-8")
    run = kg("resolve", "--batch", "a.tsv", "--place", "厦门", folder=tmp_path)
    rows = [line.split("\t") for line in run.stdout.splitlines()]
    assert [row[:2] + row[3:4] for row in rows] == [
        ["name", "note", "official"],
        ["市教育局", "x", "厦门市教育局"],
        ["财政部", "y", "财政部"],
    ]


def test_resolve_without_a_name_is_a_wrong_command() -> None:
    assert (kg("resolve").returncode, "NAME" in kg("resolve").stderr) == (2, True)


def test_unknown_lists_names_of_a_store(built: Path) -> None:
    run = kg("unknown", "--limit", "3", folder=built)
    assert run.returncode == 0 and len([line for line in run.stdout.splitlines() if "…" not in line]) == 3
