"""Bodies in the graph: followed through reforms, found by either nameplate, under their system and not under the city."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.answers import cells
from kg.build import build
from kg.queries import load, run
from kg.store import Store
from kg.vocabulary import DCT, DEFAULT_BASE, KG, ORG, RDF

ID = DEFAULT_BASE + "id/"
TEXTS = {
    "old": "标题: 旧\n成文日期: 2012-05-01\n\n厦门市工商行政管理局检查。",
    "new": "标题: 新\n成文日期: 2022-05-01\n\n厦门市市场监督管理局检查。厦门海关、国家税务总局厦门市税务局参加。",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    store = Store()
    build([folder], store)
    yield store


def objects(store: Store, subject: str, predicate: str) -> set[str]:
    return {getattr(quad.object, "value", "") for quad in store.match(subject, predicate)}


def test_a_reform_is_one_event_with_all_that_went_into_it(store: Store) -> None:
    change = f"{ID}change/body/market-regulation/2018"
    assert objects(store, change, RDF.type) == {ORG.ChangeEvent}
    assert objects(store, change, DCT.date) == {"2018"}
    went_in = {f"{ID}body/{body}" for body in ("industry-commerce", "quality-supervision", "food-drug")}
    assert went_in <= objects(store, change, ORG.originalOrganization)
    assert objects(store, change, ORG.resultingOrganization) == {f"{ID}body/market-regulation"}
    assert change in objects(store, f"{ID}body/market-regulation", ORG.resultedFrom)
    assert change in objects(store, f"{ID}body/industry-commerce", ORG.changedBy)


@pytest.mark.parametrize("name", ["厦门市市场监督管理局", "厦门市工商行政管理局", "市场监督管理局"])
def test_a_body_is_followed_through_reforms_from_either_end(store: Store, name: str) -> None:
    rows = {row[0]: row for row in cells(run(store, load("body-through-reforms"), {"name": name}))}
    assert rows["工商行政管理"][1:] == ["1978", "2018", "市场监督管理", "1"]
    assert rows["市场监督管理"][4] == "1"


def test_either_nameplate_finds_the_office(store: Store) -> None:
    for name in ("厦门市知识产权局", "厦门市市场监督管理局"):
        assert [row[0] for row in cells(run(store, load("either-nameplate"), {"name": name}))] == ["厦门市市场监督管理局"]
    assert f"{ID}body/market-regulation" in objects(store, f"{ID}body/intellectual-property", KG.nameplateOf)


@pytest.mark.parametrize(("agency", "system"), [("350200/customs", "customs"), ("350200/tax", "tax")])
def test_a_vertical_body_hangs_under_its_system(store: Store, agency: str, system: str) -> None:
    assert objects(store, f"{ID}agency/{agency}", ORG.subOrganizationOf) == {f"{ID}agency/100000/{system}"}


def test_an_organ_of_the_city_does_not(store: Store) -> None:
    assert objects(store, f"{ID}agency/350200/market-regulation", ORG.subOrganizationOf) == set()
