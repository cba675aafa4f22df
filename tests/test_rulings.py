"""An editor's rulings: written as a line, obeyed by builds, outranking names."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import build
from kg.editing import key_named, ruling_of
from kg.errors import QueryError, SetupError
from kg.knowledge import knowledge
from kg.links.names import key_of_name
from kg.model import Entity
from kg.rulings import Ruling, Rulings, read, rulings, write
from kg.store import Store
from kg.vocabulary import DEFAULT_BASE, KG, OWL

ID = DEFAULT_BASE + "id/"
TEXT = "厦门市星火研究院揭牌。厦门市星火研究所同日成立。市教育局印发通知。"
ONE, OTHER = key_of_name("Organization", "厦门市星火研究院"), key_of_name("Organization", "厦门市星火研究所")


def means(store: Store) -> dict[str, str]:
    """What each name in the store's texts means, as keys."""
    rows = store.query(f"SELECT ?quote ?thing {{ GRAPH ?document {{ ?mention <{KG.means}> ?thing ; <{KG.quote}> ?quote }} }}")
    return {row["quote"].value: row["thing"].value.removeprefix(ID) for row in rows}  # type: ignore[union-attr]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.txt"
    path.write_text(f"标题: 揭牌\n发布机构: 厦门市人民政府\n\n{TEXT}\n", encoding="utf-8")
    return path


def test_a_build_obeys_and_one_without_does_not(paper: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    write(own, Ruling(ONE, OTHER, True, "改名", "2022-01-01", "厦门市星火研究所"))
    free, ruled = Store(), Store()
    build([paper], free)
    build([paper], ruled, own_rulings=own)
    assert means(free)["厦门市星火研究院"] == ONE != means(free)["厦门市星火研究所"]
    assert means(ruled)["厦门市星火研究院"] == means(ruled)["厦门市星火研究所"] == OTHER
    assert means(ruled)["市教育局"] == means(free)["市教育局"] == "agency/350200/education"


def test_a_new_ruling_makes_the_next_build_read_again(paper: Path, tmp_path: Path) -> None:
    own, store = tmp_path / "own.ttl", Store()
    build([paper], store)
    write(own, Ruling(ONE, OTHER, True, "改名", "2022-01-01", "厦门市星火研究所"))
    assert build([paper], store, own_rulings=own).read == 1
    assert means(store)["厦门市星火研究院"] == OTHER
    assert build([paper], store, own_rulings=own).read == 0
    assert store.match(f"{ID}{ONE}", OWL.sameAs), "the graph tells the ruling"


def test_what_a_name_says_is_undone_by_a_ruling_of_difference(paper: Path, tmp_path: Path) -> None:
    own, store = tmp_path / "own.ttl", Store()
    alone = key_of_name("Agency", "市教育局")
    write(own, Ruling(alone, "agency/350200/education", False, "另有所指", "2022-01-01"))
    build([paper], store, own_rulings=own)
    assert means(store)["市教育局"] == alone


def test_different_outranks_same_of_the_same_two() -> None:
    told = Rulings([Ruling("agency/a", "agency/b", True), Ruling("agency/a", "agency/b", False)], knowledge())
    assert told.canonical("agency/a") == "agency/a"


def test_rulings_that_contradict_round_a_corner_are_refused() -> None:
    rows = [Ruling("agency/a", "agency/b", True), Ruling("agency/b", "agency/c", True), Ruling("agency/a", "agency/c", False)]
    with pytest.raises(SetupError, match=r"contradict.*Take one out"):
        Rulings(rows, knowledge())


def test_several_rulings_lead_to_one_name() -> None:
    told = Rulings([Ruling("agency/a", "agency/b", True), Ruling("agency/b", "agency/350200/education", True)], knowledge())
    entity = told.entity(Entity(f"{ID}agency/a", "Agency", "甲"))
    assert (entity.iri, entity.label) == (f"{ID}agency/350200/education", "厦门市教育局")


def test_a_ruling_is_written_as_one_line_and_read_back(tmp_path: Path) -> None:
    path, ruling = tmp_path / "own.ttl", Ruling("agency/a", "agency/b", False, '说是"两个"', "2022-01-01", "乙")
    line = write(path, ruling)
    assert line.startswith("<agency/a> owl:differentFrom <agency/b> .") and "\n" not in line
    assert list(read(path)) == [ruling]
    with pytest.raises(SetupError, match="ruled already"):
        write(path, ruling)


def test_a_statement_of_a_hand_counts_without_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(f"@prefix owl: <http://www.w3.org/2002/07/owl#> .\n<{ID}agency/a> owl:sameAs <{ID}agency/b> .\n", encoding="utf-8")
    assert list(read(path)) == [Ruling("agency/a", "agency/b", True)]


def test_a_file_of_rulings_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="there are no rulings"):
        rulings(tmp_path / "none.ttl")


def test_things_are_ruled_by_name_iri_or_key() -> None:
    assert key_named("厦门市教育局")[0] == key_named("agency/350200/education")[0] == key_named(f"{ID}agency/350200/education")[0]
    ruling = ruling_of("厦门市工商局", "厦门市市场监管局", True, "机构改革")
    assert (ruling.first, ruling.second) == ("agency/350200/industry-commerce", "agency/350200/market-regulation")
    assert ruling.name == "厦门市市场监督管理局"


def test_a_name_that_does_not_tell_one_thing_is_no_ruling() -> None:
    with pytest.raises(QueryError, match=r"does not tell one thing.*Give the IRI"):
        ruling_of("朝阳区教育局", "厦门市教育局", True, "x")
    with pytest.raises(QueryError, match="mean one thing already"):
        ruling_of("厦门市教育局", "厦门教育局", True, "x")
    with pytest.raises(QueryError, match="needs its reason"):
        ruling_of("厦门市教育局", "泉州市教育局", False, " ")


def test_the_command_line_rules_and_the_resolver_obeys(tmp_path: Path) -> None:
    def kg(*arguments: str) -> str:
        return subprocess.run([sys.executable, "-m", "kg.cli", *arguments], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    kg("rule", "same", "厦门市工商局", "厦门市市场监督管理局", "--because", "机构改革")
    assert (tmp_path / "rulings.ttl").is_file()
    assert kg("resolve", "厦门市工商局").startswith("厦门市市场监督管理局")
