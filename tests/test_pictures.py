"""Pictures: what is drawn, that the same data gives the same bytes, and what is said where something is missing."""

import math
import re
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from lxml import etree
from PIL import Image

from kg.errors import QueryError, SetupError
from kg.pictures import Moment, draw_answer, draw_network, draw_series, draw_timeline
from kg.pictures.font import font
from kg.pictures.layout import placed
from kg.queries import load, run
from kg.said import Figure, Said
from tests.small import figure_store

SAID = Said("", 0, 0, "", "", "", "")


@pytest.fixture(scope="module", autouse=True)
def matplotlib_and_a_font() -> None:
    """Both are needed to draw anything."""
    pytest.importorskip("matplotlib", reason="pictures need matplotlib: pip install 'kg[pictures]'")
    try:
        font()
    except SetupError as error:
        pytest.skip(str(error))


def network(kind: Any = nx.Graph) -> Any:
    """Agencies around one, a programme, and two apart."""
    made = kind()
    for number in range(8):
        made.add_node(f"n{number}", label=f"厦门市第{number}局", kind="Programme" if number == 5 else "Agency")
    for number in range(1, 6):
        made.add_edge("n0", f"n{number}", weight=number, kind="jointIssuance")
    made.add_edge("n6", "n7", weight=1, kind="jointIssuance")
    return made


def figure(year: int, value: float, status: str = "achieved", area: str = "厦门市", **more: Any) -> Figure:
    of = {"start": f"{year}-01-01", "end": f"{year}-12-31"} | more
    return Figure("有效发明专利", area, f"{year}年", str(value), "", SAID, value=value, unit="件", status=status, **of)


MOMENTS = [Moment("2021-05-01", "关于课后服务的通知", "通知"), Moment("2022-05", "课后服务管理办法", "办法"), Moment("", "无日期", "通知")]
FIGURES = [figure(2019, 9000), figure(2020, 12000), figure(2020, 11000), figure(2025, 50000, "target"), figure(2020, 30000, area="广州市")]
DRAWN: list[tuple[Any, Any]] = [
    (draw_network, network()),
    (draw_network, network(nx.MultiDiGraph)),
    (draw_network, nx.Graph()),
    (draw_timeline, MOMENTS),
    (draw_timeline, [Moment(f"20{year:02}-0{month}-01", "甲", f"类{year % 11}") for year in range(10, 23) for month in range(1, 6)]),
    (draw_series, FIGURES),
    (draw_series, [figure(2020, 1.5, end=f"2020-0{month}-15") for month in range(1, 7)]),
]


@pytest.mark.parametrize("suffix", [".png", ".svg"])
@pytest.mark.parametrize(("draw", "data"), DRAWN)
def test_the_same_data_gives_the_same_picture(draw: Any, data: Any, suffix: str, tmp_path: Path) -> None:
    for name in ("one", "other"):
        draw(data, tmp_path / f"{name}{suffix}", "题目")
    one, other = ((tmp_path / f"{name}{suffix}").read_bytes() for name in ("one", "other"))
    assert one == other
    assert not re.search(rb"20\d\d-\d\d-\d\dT|tEXt", one)
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"one{suffix}", f"other{suffix}"]


def colours(file: Path) -> set[str]:
    """The colours that fill more than a few points of a picture."""
    with Image.open(file) as picture:
        found = picture.convert("RGB").getcolors(1 << 24) or []
    return {"#{:02x}{:02x}{:02x}".format(*colour) for count, colour in found if count > 60 and isinstance(colour, tuple)}


def test_a_network_has_the_colours_of_its_kinds(tmp_path: Path) -> None:
    draw_network(network(), tmp_path / "n.png")
    assert colours(tmp_path / "n.png") >= {"#2668ab", "#662082", "#ffffff"}
    assert "#8a4a00" not in colours(tmp_path / "n.png")


def test_aims_are_hollow(tmp_path: Path) -> None:
    draw_series([figure(2025, 5, "target")], tmp_path / "aim.svg")
    draw_series([figure(2025, 5)], tmp_path / "fact.svg")
    aim, fact = ((tmp_path / f"{name}.svg").read_text(encoding="utf-8") for name in ("aim", "fact"))
    hollow, full = re.compile(r"fill: #ffffff; stroke: #2668ab"), re.compile(r"fill: #2668ab; stroke: #2668ab|fill: #2668ab")
    assert hollow.search(aim) and not full.search(aim)
    assert full.search(fact) and not hollow.search(fact)


def test_what_is_said_of_several_years_does_not_stand_among_years(tmp_path: Path) -> None:
    draw_series([figure(2019, 1), figure(2020, 2)], tmp_path / "years.svg")
    draw_series([figure(2019, 1), figure(2020, 2), figure(2020, 50, start="2011-01-01")], tmp_path / "decade.svg")
    assert (tmp_path / "years.svg").read_bytes() == (tmp_path / "decade.svg").read_bytes()
    draw_series([figure(2020, 50, start="2011-01-01")], tmp_path / "alone.svg")


def marks(file: Path) -> int:
    """How many marks stand in a picture: those of a series, or of nodes."""
    groups = [group for group in etree.parse(file).iterfind(".//{*}g[@id]") if group.get("id", "").startswith("PathCollection")]
    return sum(len(group.findall(".//{*}use") or group.findall("{*}path")) for group in groups)


@pytest.mark.parametrize(
    ("question", "values"),
    [("series", {"indicator": "有效发明专利"}), ("joint-issuers", {}), ("what-it-rests-on", {"title": "通知a"}), ("documents", {})],
)
def test_the_answer_to_a_question_is_drawn_as_the_question_says(question: str, values: dict[str, str], tmp_path: Path) -> None:
    answer = run(figure_store(), load(question), values)
    assert answer.rows
    draw_answer(answer, load(question), tmp_path / "asked.svg", values)
    draw_answer(answer, load(question), tmp_path / "other.svg", values | {"name": "厦门市"})
    asked, other = ((tmp_path / f"{name}.svg").read_bytes() for name in ("asked", "other"))
    assert asked != other, "the title tells what was asked about"
    drawn = {"joint-issuers": 2, "what-it-rests-on": 2, "series": len(answer.rows), "documents": 0}
    assert marks(tmp_path / "asked.svg") == drawn[question]


def test_a_question_without_a_picture_says_what_to_do_instead(tmp_path: Path) -> None:
    for name in ("documents-by-kind", "facts-about"):
        with pytest.raises(QueryError, match=f"{name} is no series, timeline or network; --format csv"):
            draw_answer(run(figure_store(), load(name)), load(name), tmp_path / "n.png")


def test_nodes_stand_apart_and_neighbours_near() -> None:
    made = network()
    places = placed(made, 1.4)
    assert list(places) == list(placed(made, 1.4))

    def between(one: str, other: str) -> float:
        return math.dist(places[one], places[other])

    pairs = [(one, other) for one in made for other in made if one < other]
    assert min(between(*pair) for pair in pairs) > 0.4
    apart = [between(*pair) for pair in pairs if not made.has_edge(*pair)]
    assert max(between(*pair) for pair in made.edges) < sum(apart) / len(apart)


def test_the_order_in_which_a_network_was_made_changes_nothing() -> None:
    made, other = network(), nx.Graph()
    other.add_nodes_from(reversed(list(made.nodes(data=True))))
    other.add_edges_from((two, one) for one, two in reversed(list(made.edges)))
    assert placed(made, 1.4) == placed(other, 1.4)


@pytest.mark.parametrize(("draw", "data"), [(draw_network, network()), (draw_timeline, MOMENTS), (draw_series, FIGURES)])
def test_other_files_than_pictures_are_refused(draw: Any, data: Any, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"a picture is written to \.png or \.svg; not to '\.pdf'"):
        draw(data, tmp_path / "n.pdf")


def test_what_cannot_be_drawn_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="none of 1 has a day"):
        draw_timeline([Moment("", "甲")], tmp_path / "n.png")
    with pytest.raises(QueryError, match="none of 1 figures has a period"):
        draw_series([figure(2020, 1, start="", end="")], tmp_path / "n.png")
    with pytest.raises(QueryError, match=r"4,001 nodes shows nothing"):
        draw_network(nx.empty_graph(4001), tmp_path / "n.png")
    assert not list(tmp_path.iterdir())


def test_without_matplotlib_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(SetupError, match=r"pip install 'kg\[pictures\]'"):
        draw_series(FIGURES, tmp_path / "n.png")


def test_without_a_chinese_font_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import font_manager

    latin = [entry for entry in font_manager.fontManager.ttflist if entry.name == "DejaVu Sans"]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)
    monkeypatch.setattr(font_manager, "findSystemFonts", list)
    font.cache_clear()
    try:
        with pytest.raises(SetupError, match="apt-get install fonts-noto-cjk"):
            font()
    finally:
        font.cache_clear()
