"""Who is meant by a name that stands alone: a table of cases, and what the resolver says of itself."""

import csv
import time
from pathlib import Path

import pytest

import kg
from kg.batch import resolved
from kg.errors import QueryError
from kg.knowledge import knowledge
from kg.resolver import Candidate, best, context_for, lines, place_key

CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "resolve.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"))
ISSUERS = Path(__file__).parents[2] / "shared" / "reference" / "agencies.tsv"
KNOWN_SHARE = 0.92
"""Issuers that are a place × a listed body or known by name; leading groups and learned societies bear names of their own."""


def meant(candidates: list[Candidate]) -> str:
    """The official name of the first candidate, or in brackets why there is none."""
    first = candidates[0]
    if not first.iri:
        return "(none)"
    if not first.decided and len(candidates) > 1:
        return "(open)"
    return "(unknown)" if any(reason.startswith("unknown") for reason in first.reasons) else first.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['surface']}-{case['home']}-{case['day']}")
def test_a_name_means(case: dict[str, str]) -> None:
    assert meant(kg.resolve(case["surface"], case["home"], case["day"])) == case["official"], case["about"]


def test_the_table_is_large_and_full_of_traps() -> None:
    assert len(CASES) >= 130
    assert sum(case["about"].startswith("trap") for case in CASES) >= 25


def test_a_candidate_says_what_it_was_parsed_into_and_why() -> None:
    (one,) = kg.resolve("市文旅局", "厦门", "2022-04-19")
    assert (one.iri.rpartition("/id/")[2], one.name) == ("agency/350200/culture-tourism", "厦门市文化和旅游局")
    assert (one.place, one.body, one.unit, one.since, one.until) == ("厦门市", "文化和旅游", "", "2018", "")
    assert one.reasons[0] == "市 stands for 厦门市: you said 厦门"
    assert one.reasons[1] == "文旅局 is a short form of 文化和旅游局; 文化和旅游 exists since 2018"


def test_the_text_near_a_name_decides() -> None:
    assert meant(kg.resolve("朝阳区教育局", near="吉林省长春市召开会议")) == "长春市朝阳区教育局"
    assert meant(kg.resolve("市局", "厦门", near="厦门市公安局发布通告。")) == "厦门市公安局"


def test_a_name_left_open_names_all_it_may_mean() -> None:
    candidates = kg.resolve("城关区教育局")
    assert {"兰州市城关区教育局", "拉萨市城关区教育局"} <= {one.name for one in candidates}
    assert not any(one.decided for one in candidates)
    assert next(iter(lines(candidates))).startswith("left open between")
    assert "nothing tells which" in candidates[0].why


def test_an_abolished_body_stays_itself_and_its_successor_comes_second() -> None:
    first, second = kg.resolve("国家卫计委", date="2022")[:2]
    assert (first.name, first.until) == ("国家卫生和计划生育委员会", "2018")
    assert second.name == "国家卫生健康委员会" and second.score < first.score
    assert "not in 2022" in first.why


def test_the_other_nameplate_is_told() -> None:
    assert "nameplate of 市场监督管理" in kg.resolve("厦门市知识产权局")[0].why


def test_what_a_number_tells_of_a_local_issuer_is_unsure() -> None:
    (central,), local = kg.resolve("国办发〔2020〕3号"), kg.resolve("厦府办〔2020〕3号")
    assert central.score > 0.9
    assert local[0].score <= 0.6 and "unsure" in local[0].why


def test_an_unknown_name_is_minted_of_its_place_with_the_parse_it_got() -> None:
    (one,) = kg.resolve("厦门市奇思妙想局")
    assert one.iri.rpartition("/id/")[2].startswith("agency/350200/") and one.score <= 0.8
    assert "unknown" in one.why and "厦门市 × 奇思妙想局" in one.why
    assert one.iri != kg.resolve("泉州市奇思妙想局")[0].iri


def test_a_place_is_given_by_name_code_iri_or_paper() -> None:
    known = knowledge()
    for place in ("厦门", "厦门市", "350200", "https://w3id.org/govkg/id/place/350200", "厦门晚报"):
        assert place_key(place, known) == "place/350200"


def test_a_place_that_several_bear_or_none_is_an_error_that_says_so() -> None:
    with pytest.raises(QueryError, match=r"several places: .*110105.*Give the code"):
        kg.resolve("区教育局", "朝阳区")
    with pytest.raises(QueryError, match="no place is called"):
        kg.resolve("市教育局", "乌有乡")


def test_a_column_of_names_comes_back_with_four_columns_more(tmp_path: Path) -> None:
    table = 'id,name,place,date\n1,市工商局,厦门,2012\n2,"朝阳区, 教育局",,\n3,朝阳区教育局,,\n4,,,\n'
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    heading, one, two, three, four = resolved(tmp_path / "a.csv")
    assert heading == ["id", "name", "place", "date", "iri", "official", "score", "why"]
    assert one[:6] == ["1", "市工商局", "厦门", "2012", "https://w3id.org/govkg/id/agency/350200/industry-commerce", "厦门市工商行政管理局"]
    assert two[1] == "朝阳区, 教育局"
    assert (three[4], three[7].startswith("left open between")) == ("", True)
    assert four[4:] == ["", "", "", "no name"]


def test_without_a_column_called_name_the_first_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("机关\t年\n财政部\t2020\n", encoding="utf-8")
    assert [row[3] for row in resolved(tmp_path / "a.tsv")] == ["official", "财政部"]


def test_batch_and_single_say_the_same(tmp_path: Path) -> None:
    names = [case["surface"] for case in CASES if not case["home"] and not case["day"].startswith("1")]
    (tmp_path / "a.tsv").write_text("name\n" + "\n".join(names) + "\n", encoding="utf-8")
    rows = list(resolved(tmp_path / "a.tsv"))[1:]
    for row in rows:
        first = kg.resolve(row[0])[0]
        if row[1]:
            assert (row[1], row[2]) == (first.iri, first.name)


def test_names_are_resolved_fast() -> None:
    """At least 10,000 a second here, where other tests run beside it; `tests/bench.py` measures."""
    places = [place.label for place in knowledge().entities.values() if place.kind == "Division" and place.level == "county"]
    names = [place + tail for place in places for tail in ("教育局", "人民政府", "市场监管局", "发改局", "人民法院")]
    context = context_for("厦门市", "2022")
    best(names[0], context)
    before = time.perf_counter()
    for name in names:
        best(name, context)
    assert len(names) / (time.perf_counter() - before) > 10_000


@pytest.mark.skipif(not ISSUERS.is_file(), reason="the table of issuers lies beside the checkout")
def test_issuers_of_documents_are_known() -> None:
    rows = list(csv.DictReader(ISSUERS.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    context, known = context_for(), knowledge()

    def composed(iri: str) -> bool:
        key = iri.rpartition("/id/")[2]
        return key in known or f"body/{(*key.split('/'), '', '')[2]}" in known

    assert sum(composed(best(row["name"], context).entity.iri) for row in rows) >= KNOWN_SHARE * len(rows)
