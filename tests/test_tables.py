"""Tables hold what their data dictionary says: every type, key and reference; CSV and Parquet alike; whole or not there."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from kg.errors import QueryError
from kg.export import export
from kg.quads import quads
from kg.resources import folder
from kg.rows import NAMES, Tables
from kg.store import Store
from kg.tables import descriptor, names
from kg.vocabulary import DEFAULT_BASE
from tests.marked import told
from tests.small import FIGURES, figure_store, figured, rule_store

READS: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": lambda text: date.fromisoformat(text).isoformat(),
}
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tables of the small graph."""
    path = tmp_path_factory.mktemp("tables") / "tables"
    export(figure_store(), path)
    return path


def read(file: Path) -> Rows:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def described(place: Path) -> dict[str, dict[str, Any]]:
    package = json.loads((place / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def test_a_folder_has_a_file_for_each_table_and_the_data_dictionary(place: Path) -> None:
    assert sorted(file.name for file in place.iterdir()) == sorted([*(f"{name}.csv" for name in names()), "datapackage.json"])
    assert sorted(names()) == sorted(NAMES)
    assert [file.name for file in place.parent.iterdir()] == ["tables"]


def test_every_column_is_described_in_chinese_and_english_and_has_its_type(place: Path) -> None:
    for name, resource in described(place).items():
        fields = resource["schema"]["fields"]
        rows = read(place / resource["path"])
        assert rows, f"{name} has no rows"
        assert list(rows[0]) == [field["name"] for field in fields]
        for field in fields:
            assert re.search("[一-鿿]", field["title"]), field
            assert re.search(r"^[A-Za-z].*[。]$", field["description"]), field
            for row in rows:
                assert not row[field["name"]] or READS[field["type"]](row[field["name"]]) is not None


def test_primary_keys_are_unique_and_foreign_keys_point_to_rows(place: Path) -> None:
    resources = described(place)
    rows = {name: read(place / resource["path"]) for name, resource in resources.items()}
    for name, resource in resources.items():
        (key,) = resource["schema"]["primaryKey"]
        keys = [row[key] for row in rows[name]]
        assert all(keys) and len(keys) == len(set(keys)), f"{name}.{key}"
        for foreign in resource["schema"]["foreignKeys"]:
            (field,), (target,) = foreign["fields"], foreign["reference"]["fields"]
            there = {row[target] for row in rows[foreign["reference"]["resource"]]}
            assert {row[field] for row in rows[name]} - {""} <= there, f"{name}.{field}"


def test_quotes_are_the_characters_of_the_documents_text(place: Path) -> None:
    text = {row["document"]: row["text"] for row in read(place / "documents.csv")}
    quoted = [row for name in ("mentions", "claims") for row in read(place / f"{name}.csv") if row["quote"]]
    assert len(quoted) > 30
    assert all(text[row["document"]][int(row["start"]) : int(row["end"])] == row["quote"] for row in quoted)


def test_a_document_is_a_row_that_counts_what_it_has_in_other_tables(place: Path) -> None:
    row = next(row for row in read(place / "documents.csv") if row["id"] == "a")
    assert (row["number"], row["published"], row["issuers"]) == ("厦教〔2021〕3号", "2021-05-01", "厦门市教育局")
    for name in ("mentions", "claims", "observations"):
        assert int(row[name]) == sum(one["document"] == row["document"] for one in read(place / f"{name}.csv"))
    assert int(row["characters"]) == len(row["text"])


def test_a_claim_is_about_an_entity_or_a_figure_and_has_an_entity_or_a_value(place: Path) -> None:
    rows = read(place / "claims.csv")
    assert all(bool(row["subject"]) != bool(row["observation"]) for row in rows)
    assert all(bool(row["object"]) != bool(row["value"]) for row in rows)
    held = next(row for row in rows if row["predicate"] == "kg:holdsPost")
    told = [held[field] for field in ("subject_label", "predicate_label", "object_label", "post")]
    assert told == ["张明", "任职于", "厦门市教育局", "局长"]


def test_an_observation_has_its_unit_converted_and_leaves_open_what_the_text_does(place: Path) -> None:
    rows = {(row["indicator_label"], row["value"]): row for row in read(place / "observations.csv")}
    mu = rows["粮食种植面积", "1"]
    assert (mu["unit"], mu["base_value"], mu["base_unit"]) == ("亩", "666.6667", "平方米")
    centre = rows["为农服务中心", "3"]
    assert (centre["area"], centre["period"], centre["start"]) == ("", "", "")
    patents = rows["有效发明专利", "19000"]
    told = [patents[field] for field in ("area_label", "start", "change_value", "status")]
    assert told == ["厦门市", "2021-12-31", "20.11", "achieved"]


def test_an_entity_has_its_narrowest_class_and_how_often_it_is_mentioned(place: Path) -> None:
    rows = {row["label"]: row for row in read(place / "entities.csv")}
    assert (rows["厦门市"]["kind"], rows["厦门市"]["names"], rows["厦门市"]["code"]) == ("Division", "厦门", "350200")
    mentions = [row["entity"] for row in read(place / "mentions.csv")]
    for label in ("厦门市", "厦门市教育局"):
        assert int(rows[label]["mentions"]) == mentions.count(rows[label]["entity"]) > 0
    assert "未说明" not in rows


def test_days_in_force_are_told() -> None:
    rows = {row["id"]: row for row in Tables(rule_store()).rows("documents")}
    assert (rows["rule"]["in_force"], rows["rule"]["until"]) == ("2022-01-01", "2026-12-31")


def test_a_table_by_its_name_is_the_file_of_the_folder(place: Path, tmp_path: Path) -> None:
    for name in names():
        count = export(figure_store(), tmp_path / f"{name}.csv")
        assert (tmp_path / f"{name}.csv").read_bytes() == (place / f"{name}.csv").read_bytes()
        assert count == len(read(place / f"{name}.csv"))


def test_parquet_holds_the_same_values_with_their_types(place: Path, tmp_path: Path) -> None:
    export(figure_store(), tmp_path / "tables", suffix=".parquet")
    export(figure_store(), tmp_path / "again", suffix=".parquet")
    resources = described(tmp_path / "tables")
    for name, resource in resources.items():
        data = (tmp_path / "tables" / resource["path"]).read_bytes()
        assert data == (tmp_path / "again" / resource["path"]).read_bytes()
        found = pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
        types = {field["name"]: READS[field["type"]] for field in resource["schema"]["fields"]}
        expected = [{key: types[key](value) if value else None for key, value in row.items()} for row in read(place / f"{name}.csv")]
        assert [{key: str(value) if hasattr(value, "isoformat") else value for key, value in row.items()} for row in found] == expected


def test_tables_of_a_graph_under_another_base_are_the_same_but_for_their_iris(tmp_path: Path) -> None:
    base = "http://example.org/"
    rows = {}
    for one in (DEFAULT_BASE, base):
        store = Store(base=one)
        for name in FIGURES:
            store.fill(quads(told(figured(name)), one))
        export(store, tmp_path / "tables")
        rows[one] = {name: (tmp_path / "tables" / f"{name}.csv").read_text(encoding="utf-8") for name in names()}
    for name in names():
        ours = sorted(rows[DEFAULT_BASE][name].replace(DEFAULT_BASE, base).splitlines())
        theirs = sorted(rows[base][name].replace(DEFAULT_BASE, base).splitlines())
        cut = re.compile("#c[0-9a-f]{12}|/[0-9a-f]{12}")
        assert sorted(cut.sub("", line) for line in ours) == sorted(cut.sub("", line) for line in theirs)


def test_a_store_without_documents_gives_the_heads_of_the_tables(tmp_path: Path) -> None:
    assert export(Store(), tmp_path / "tables") == 0
    assert (tmp_path / "tables" / "claims.csv").read_text(encoding="utf-8").startswith("claim,document,subject,")


def test_a_folder_of_ours_is_replaced_and_one_with_other_files_is_not(tmp_path: Path) -> None:
    export(figure_store(), tmp_path / "tables", suffix=".parquet")
    export(figure_store(), tmp_path / "tables")
    assert not list((tmp_path / "tables").glob("*.parquet"))
    (tmp_path / "tables" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(QueryError, match=r"holds notes\.txt, which was not written by kg"):
        export(figure_store(), tmp_path / "tables")
    assert (tmp_path / "tables" / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["tables"]


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="cannot be written"):
        export(figure_store(), tmp_path / "missing" / "tables")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(QueryError, match="is a file"):
        export(figure_store(), tmp_path / "file")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_the_data_dictionary_names_no_field_that_no_row_has() -> None:
    store = figure_store()
    for name in names():
        fields = [field["name"] for one in descriptor(".csv")["resources"] if one["name"] == name for field in one["schema"]["fields"]]
        assert sorted(fields) == sorted(next(Tables(store).rows(name)))
    assert (folder("ontology") / "tables.json").is_file()
