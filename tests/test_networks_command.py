"""`kg network`: a network asked for in words, as a table, as a file, or as figures over periods."""

from pathlib import Path

import networkx as nx
import pytest

from kg.answers import cells
from kg.errors import QueryError
from kg.measures import measured
from kg.networks_command import Wanted, answered, lines, listing, over_time, printed, saved, table
from kg.projections import project
from tests.marked import BASE
from tests.test_projections import EDUCATION, XIAMEN, city


def test_a_network_is_asked_for_in_words_and_measured() -> None:
    woven, told_of = answered(city(), Wanted("joint-issuance", place="厦门市", measures="degree,role"))
    assert {values["label"]: (values["degree"], values["role"]) for _, values in woven.nodes(data=True)} == {
        "市教育局": (2, "narrow-shallow"), "市财政局": (2, "narrow-shallow"), "区公安局": (2, "narrow-shallow"),
    }  # fmt: skip
    assert told_of["density"] == 1
    assert "density                     1.0" in lines(told_of)
    assert "degree_centralisation" not in answered(city(), Wanted("joint-issuance"))[1]


def test_a_table_begins_with_the_greatest() -> None:
    wanted = Wanted("joint-issuance", measures="weighted_degree,betweenness")
    woven, _ = answered(city(), wanted)
    rows = cells(table(city(), woven, wanted.names))
    assert [row[1:] for row in rows[:2]] == [
        ["市教育局", "Agency", "prefecture", XIAMEN, "5", "0"],
        ["市财政局", "Agency", "prefecture", XIAMEN, "5", "0"],
    ]
    assert rows[0][0] == EDUCATION
    text = printed(city(), woven, wanted.names, "table", 1)
    assert "厦门市" in text
    assert "市财政局" not in text
    assert printed(city(), woven, wanted.names, "csv", 1).count("\r\n") == 4


def test_figures_are_told_period_by_period() -> None:
    answer = over_time(city(), Wanted("joint-issuance"), 2)
    assert answer.columns[:4] == ("from", "until", "nodes", "edges")
    assert [row[:4] for row in cells(answer)][:1] == [["2018-01-01", "2019-12-31", "3", "3"]]
    for wanted in (Wanted("neighbourhood", around="市教育局"), Wanted("joint-issuance", around="市教育局")):
        with pytest.raises(QueryError, match="periods are of a whole network"):
            over_time(city(), wanted, 2)


def test_a_neighbourhood_needs_a_name() -> None:
    assert EDUCATION in answered(city(), Wanted("neighbourhood", around="市教育局"))[0]
    with pytest.raises(QueryError, match="--around NAME"):
        answered(city(), Wanted("neighbourhood"))
    with pytest.raises(QueryError, match="no --fold"):
        answered(city(), Wanted("neighbourhood", around="市教育局", fold=True))


def test_a_neighbourhood_is_cut_by_place_with_all_below_it() -> None:
    """区公安局 is of 同安区, which lies in 厦门市, and a document of the place of its issuers; 双减行动 is of none."""

    def around(place: str) -> set[str]:
        woven, _ = answered(city(), Wanted("neighbourhood", around="市教育局", place=place))
        return {values["label"] for _, values in woven.nodes(data=True)}

    assert around("厦门市") == {"市教育局", "市财政局", "区公安局", "课后办法", "校园办法", "奖励办法", "补助办法"}
    assert around("同安区") == around("泉州市") == set()
    assert "双减行动" in around("")


def test_a_network_is_written_as_its_file_is_called(tmp_path: Path) -> None:
    woven, _ = answered(city(), Wanted("joint-issuance", measures="betweenness"))
    (file,) = saved(city(), woven, tmp_path / "joint.graphml")
    read = nx.read_graphml(file)
    assert {read.nodes[node]["label"]: read.nodes[node]["betweenness"] for node in read} == {"市教育局": 0, "市财政局": 0, "区公安局": 0}


def test_all_networks_and_measures_are_listed() -> None:
    listed = [line.partition("  ")[0] for line in listing()]
    assert {"joint-issuance", "neighbourhood", "betweenness", "main_path"} <= set(listed)
    assert measured(project(city(), "citations"), ["all"]).nodes[f"{BASE}doc/f"]["main_path"] == 2
