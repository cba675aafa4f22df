"""What is found by name and in texts, and what the first page tells."""



import pytest

from kg.errors import QueryError
from kg.web.served import Served
from kg.web.views.home import home
from kg.web.views.search import search
from kg.web.views.suggest import suggest
from tests.web.seen import small


def test_search_finds_the_agency_and_the_sentence(samples_served: Served) -> None:
    page = search(samples_served, "市场监管局")
    assert page["things"][0]["label"] == "厦门市市场监督管理局"
    assert "市市场监管局" in page["things"][0]["names"]
    before, hit, after = page["documents"][0]["snippet"]
    assert (hit, bool(before or after)) == ("市场监管局", True)
    assert page["total_things"] >= len(page["things"])
    assert page["kinds"][0]["kind"] == "Agency"
    assert search(samples_served, "")["things"] == search(samples_served, "没有这个名字的东西")["things"] == []


def test_a_place_is_a_place_among_the_kinds_whatever_its_class(samples_served: Served) -> None:
    assert {kind["kind"] for kind in search(samples_served, "厦门")["kinds"]} & {"Division", "Zone", "Feature"} == set()
    assert all(thing["kind"] == "Place" for thing in search(samples_served, "厦门", kind="Place")["things"])


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", ""])
def test_a_page_is_a_number(samples_served: Served, page: str) -> None:
    with pytest.raises(QueryError, match="page must be a number from 1 on"):
        search(samples_served, "厦门", page=page)


def test_a_name_is_completed(samples_served: Served) -> None:
    found = suggest(samples_served, "同安", kind="Product")
    assert [one["label"] for one in found][:1] == ["同安凤梨穗"]
    assert found[0]["kindLabel"]
    assert len(suggest(samples_served, "", limit="3")) == 3


def test_without_an_index_nothing_is_found() -> None:
    assert search(small(), "厦门")["total_things"] == 0
    assert suggest(small(), "厦门") == []


def test_the_first_page_tells_what_the_graph_holds(samples_served: Served) -> None:
    page = home(samples_served)
    assert page["documents"] == 21
    assert page["figures"] > 50 and page["facts"] > 200
    assert [line["day"] for line in page["newest"]] == sorted((line["day"] for line in page["newest"]), reverse=True)
    assert len(page["newest"]) == 12 and len(page["questions"]) == 8
    counts = {count["kind"]: count["n"] for count in page["counts"]}
    assert 30 < counts["Agency"] < 200, "only what documents mention"
