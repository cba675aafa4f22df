"""A network as a file: every format is read back by a reader that is not ours, with the same nodes, edges and attributes."""

import csv
import gzip
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pydot
import pytest
from lxml import etree

from kg.errors import QueryError
from kg.graph_files import FORMATS, nodes_beside, suffix_of, write
from kg.graph_parts import COLOURS, Parts, day, flat, spells, text_of, tidy

ID = "https://w3id.org/govkg/id/agency/"
A, B, C = f"{ID}a", f"{ID}b", f"{ID}c"
STRANGE = "甲\"局\" <乙> & 'x'\\丙\t;,#{}=\u2028"
SCHEMA = Path(__file__).parent / "cases" / "gexf.rng"
TEXTS = [suffix for suffix in FORMATS if suffix != ".html"]
GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


def network(kind: Callable[[], Any] = nx.Graph) -> Any:
    """Three agencies, one called strangely, and two edges; where several may stand between two, a third of another kind."""
    made = kind()
    made.graph |= {"name": "joint-issuance", "since": "2018-01-01", "until": ""}
    made.add_node(C, label=STRANGE, kind="Organization", level="", degree=1, share=0.5, core=False)
    made.add_node(A, label="厦门市教育局", kind="Agency", level="prefecture", degree=1, share=1.0, core=True)
    made.add_node(B, label="厦门市财政局", kind="Agency", level="prefecture", degree=2, share=0.25, core=True)
    made.add_edge(A, B, kind="jointIssuance", weight=3, first="2018-03", last="2020", documents=["d/1", "d/2"])
    made.add_edge(B, C, kind="jointIssuance", weight=1, first="", last="", documents=["d/3"])
    if made.is_multigraph():
        made.add_edge(A, B, kind="coMention", weight=7, first="2019-01-01", last="2019-01-01", documents=["d/4"])
    return made


KINDS = (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph)


def nodes_of(made: Any) -> dict[str, dict[str, Any]]:
    """Nodes with what is told of them."""
    return {node: dict(told) for node, told in made.nodes(data=True)}


def edges_of(made: Any) -> list[tuple[Any, ...]]:
    """Edges with their weights and kinds, the ends in order where the network has no directions."""
    rows = [
        (*((one, other) if made.is_directed() else sorted((one, other))), told["weight"], told["kind"])
        for one, other, told in made.edges(data=True)
    ]
    return sorted(rows)


def lists_as_text(nodes: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {node: {name: flat(value) for name, value in told.items()} for node, told in nodes.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_gexf_is_read_back_by_networkx(kind: Callable[[], Any], tmp_path: Path) -> None:
    made = network(kind)
    write(made, tmp_path / "n.gexf")
    read = nx.read_gexf(tmp_path / "n.gexf", version="1.3")
    assert (read.is_directed(), read.is_multigraph()) == (made.is_directed(), made.is_multigraph())
    told = {node: {name: value for name, value in of.items() if name not in ("viz", "spells")} for node, of in nodes_of(read).items()}
    assert told == nodes_of(made)
    assert edges_of(read) == edges_of(made)
    assert {of["documents"] for *_, of in read.edges(data=True)} >= {"[d/1, d/2]", "[d/3]"}


def gexf(made: Any, tmp_path: Path) -> Any:
    """The network as GEXF that is valid."""
    write(made, tmp_path / "n.gexf")
    tree = etree.parse(tmp_path / "n.gexf")
    etree.RelaxNG(etree.parse(SCHEMA)).assertValid(tree)
    return tree


def spells_in(tree: Any, path: str) -> list[list[tuple[str, str]]]:
    return [
        [(spell.get("start"), spell.get("end")) for spell in one.iterfind("g:spells/g:spell", GEXF)]
        for one in tree.iterfind(f".//g:{path}", GEXF)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_gexf_keeps_to_its_schema(kind: Callable[[], Any], tmp_path: Path) -> None:
    gexf(network(kind), tmp_path)


def test_the_schema_would_notice(tmp_path: Path) -> None:
    write(network(), tmp_path / "n.gexf")
    text = (tmp_path / "n.gexf").read_text(encoding="utf-8")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    for old, new in (
        ("2018-03-01", "2018-03"),
        (' version="1.3"', ""),
        ('type="long"', 'type="int"'),
        ('r="38"', 'r="380"'),
        ("<spells>", "<spell/><spells>"),
    ):
        assert old in text
        assert not schema.validate(etree.fromstring(text.replace(old, new, 1).encode()))


def test_a_timeline_has_whole_days_for_edges_and_for_the_nodes_that_they_join(tmp_path: Path) -> None:
    made = network()
    made.edges[B, C].update(spells=[["2021-05-01", "2021-05-01"], ["2019", "2019-06"]])
    tree = gexf(made, tmp_path)
    head = tree.find("g:graph", GEXF)
    assert (head.get("mode"), head.get("timeformat")) == ("dynamic", "date")
    assert spells_in(tree, "edge") == [[("2018-03-01", "2020-12-31")], [("2019-01-01", "2019-06-30"), ("2021-05-01", "2021-05-01")]]
    ours, hers = [("2018-03-01", "2020-12-31")], [("2019-01-01", "2019-06-30"), ("2021-05-01", "2021-05-01")]
    assert spells_in(tree, "node") == [ours, [*ours, hers[1]], hers]


def test_a_node_with_an_edge_of_no_day_is_always_there(tmp_path: Path) -> None:
    assert spells_in(gexf(network(), tmp_path), "node") == [[("2018-03-01", "2020-12-31")], [], []]


def test_a_document_is_there_from_its_day_on(tmp_path: Path) -> None:
    made = nx.DiGraph()
    made.add_node("d/1", day="2019-05-01")
    made.add_node("d/2", day="2018-01-01")
    made.add_edge("d/1", "d/2", kind="citation", weight=1, first="2019-05-01", last="2020-02-01")
    assert spells_in(gexf(made, tmp_path), "node") == [[("2019-05-01", "2020-02-01")], [("2018-01-01", "2020-02-01")]]


def test_a_network_of_no_days_has_no_timeline(tmp_path: Path) -> None:
    made = network()
    made.edges[A, B].update(first="", last="")
    tree = gexf(made, tmp_path)
    assert tree.find("g:graph", GEXF).get("mode") == "static"
    assert not tree.findall(".//g:spells", GEXF)


def test_gephi_gets_colours_by_kind_and_sizes_by_weight(tmp_path: Path) -> None:
    tree = gexf(network(), tmp_path)
    colours = ["#" + "".join(f"{int(one.get(channel)):02x}" for channel in "rgb") for one in tree.iterfind(".//viz:color", GEXF)]
    assert colours == [COLOURS["Agency"], COLOURS["Agency"], COLOURS["Organization"]]
    sizes = [float(one.get("value")) for one in tree.iterfind(".//viz:size", GEXF)]
    assert sizes[1] > sizes[0] > sizes[2]
    assert [one.get("kind") for one in tree.iterfind(".//g:edge", GEXF)] == ["jointIssuance", "jointIssuance"]


@pytest.mark.parametrize("kind", KINDS)
def test_graphml_is_read_back_by_networkx(kind: Callable[[], Any], tmp_path: Path) -> None:
    made = network(kind)
    write(made, tmp_path / "n.graphml")
    read = nx.read_graphml(tmp_path / "n.graphml", force_multigraph=made.is_multigraph())
    assert read.is_directed() == made.is_directed()
    assert nodes_of(read) == nodes_of(made)
    assert edges_of(read) == edges_of(made)
    assert {of["documents"] for *_, of in read.edges(data=True)} >= {"d/1 d/2", "d/3"}
    assert read.graph["name"] == "joint-issuance"


@pytest.mark.parametrize("kind", KINDS)
def test_pajek_is_read_back_by_networkx_and_begins_with_the_mark_of_unicode(kind: Callable[[], Any], tmp_path: Path) -> None:
    made = network(kind)
    write(made, tmp_path / "n.net")
    assert (tmp_path / "n.net").read_bytes().startswith(b"\xef\xbb\xbf*Network joint-issuance\n*Vertices 3\n")
    read = nx.read_pajek(tmp_path / "n.net", encoding="utf-8-sig")
    assert read.is_directed() == made.is_directed()
    names = {A: "厦门市教育局", B: "厦门市财政局", C: "甲'局' <乙> & 'x'/丙 ;,#{}="}
    assert set(read) == {*names.values()}
    found = sorted(
        (*((one, other) if made.is_directed() else sorted((one, other))), of["weight"], of["l"]) for one, other, of in read.edges(data=True)
    )
    wanted = sorted(
        (*((names[one], names[other]) if made.is_directed() else sorted((names[one], names[other]))), *more)
        for one, other, *more in edges_of(made)
    )
    assert found == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_cytoscape_json_is_read_back_by_networkx(kind: Callable[[], Any], tmp_path: Path) -> None:
    made = network(kind)
    write(made, tmp_path / "n.cyjs")
    data = json.loads((tmp_path / "n.cyjs").read_text(encoding="utf-8"))
    read = nx.cytoscape_graph(data)
    assert (type(read), edges_of(read)) == (type(made), edges_of(made))
    assert {node: {name: told[name] for name in nodes_of(made)[node]} for node, told in nodes_of(read).items()} == nodes_of(made)
    assert {node["data"]["id"] for node in data["elements"]["nodes"]} >= {
        end for edge in data["elements"]["edges"] for end in (edge["data"]["source"], edge["data"]["target"])
    }


@pytest.mark.parametrize("kind", KINDS)
def test_node_link_json_is_read_back_by_networkx(kind: Callable[[], Any], tmp_path: Path) -> None:
    made = network(kind)
    write(made, tmp_path / "n.json")
    read = nx.node_link_graph(json.loads((tmp_path / "n.json").read_text(encoding="utf-8")), edges="edges")
    assert (type(read), nodes_of(read), read.graph) == (type(made), nodes_of(made), made.graph)
    assert edges_of(read) == edges_of(made)
    assert sorted(map(repr, (told for *_, told in read.edges(data=True)))) == sorted(
        map(repr, (told for *_, told in made.edges(data=True)))
    )


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_of_edges_and_that_of_nodes_are_read_back(kind: Callable[[], Any], tmp_path: Path) -> None:
    made = network(kind)
    assert write(made, tmp_path / "n.csv") == (tmp_path / "n.csv", tmp_path / "n.nodes.csv")
    found = rows(tmp_path / "n.csv")
    read = sorted(
        (
            *((row["source"], row["target"]) if made.is_directed() else sorted((row["source"], row["target"]))),
            int(row["weight"]),
            row["kind"],
        )
        for row in found
    )
    assert read == edges_of(made)
    assert {row["documents"] for row in found} >= {"d/1 d/2", "d/3"}
    assert {row["source_label"] for row in found} | {row["target_label"] for row in found} == {
        told["label"] for told in nodes_of(made).values()
    }
    nodes = {row["id"]: row for row in rows(tmp_path / "n.nodes.csv")}
    assert {
        node: (told["label"], told["kind"], str(told["degree"]), float(told["share"]), told["core"])
        for node, told in nodes_of(made).items()
    } == {node: (row["label"], row["kind"], row["degree"], float(row["share"]), row["core"] == "true") for node, row in nodes.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_matrix_is_read_back_with_weights_from_row_to_column(kind: Callable[[], Any], tmp_path: Path) -> None:
    made = network(kind)
    write(made, tmp_path / "n.matrix.csv")
    with (tmp_path / "n.matrix.csv").open(encoding="utf-8", newline="") as lines:
        (corner, *columns), *lines_of = csv.reader(lines)
    assert (corner, columns) == ("", [line[0] for line in lines_of])
    ids = {row["name"]: row["id"] for row in rows(tmp_path / "n.nodes.csv")}
    found = {(ids[line[0]], ids[column]): int(cell) for line in lines_of for column, cell in zip(columns, line[1:], strict=True)}
    for (one, other), weight in found.items():
        assert (
            weight == sum(told["weight"] for told in ([*made[one][other].values()] if made.is_multigraph() else [made[one][other]]))
            if made.has_edge(one, other)
            else weight == 0
        )


@pytest.mark.filterwarnings("ignore::DeprecationWarning:pydot")
@pytest.mark.parametrize("kind", KINDS)
def test_dot_is_read_back_by_pydot(kind: Callable[[], Any], tmp_path: Path) -> None:
    made = network(kind)
    write(made, tmp_path / "n.dot")
    (read,) = pydot.graph_from_dot_data((tmp_path / "n.dot").read_text(encoding="utf-8")) or [pydot.Dot()]

    def plain(text: Any) -> str:
        return re.sub(r'\\(["\\])', r"\1", str(text)[1:-1])

    assert (read.get_type() == "digraph") == made.is_directed()
    nodes = {plain(node.get_name()): node.get_attributes() for node in read.get_nodes() if node.get_name().startswith('"')}
    assert {node: (plain(told['"label"']), plain(told['"kind"'])) for node, told in nodes.items()} == {
        node: (told["label"], told["kind"]) for node, told in nodes_of(made).items()
    }
    edges = [(plain(edge.get_source()), plain(edge.get_destination()), edge.get_attributes()) for edge in read.get_edges()]
    assert sorted((one, other, int(plain(told['"weight"'])), plain(told['"kind"'])) for one, other, told in edges) == edges_of(made)


@pytest.mark.parametrize("suffix", TEXTS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_network_is_a_file_too(suffix: str, kind: Callable[[], Any], tmp_path: Path) -> None:
    write(kind(), tmp_path / f"n{suffix}")
    text = (tmp_path / f"n{suffix}").read_text(encoding="utf-8")
    if suffix == ".gexf":
        gexf(kind(), tmp_path)
        assert len(nx.read_gexf(tmp_path / "n.gexf", version="1.3")) == 0
    elif suffix == ".graphml":
        assert len(nx.read_graphml(tmp_path / "n.graphml")) == 0
    elif suffix in (".json", ".cyjs"):
        assert json.loads(text)["directed"] == kind().is_directed()
    assert text


@pytest.mark.parametrize("suffix", [*TEXTS, *(f"{suffix}.gz" for suffix in TEXTS), ".html"])
def test_the_same_network_gives_the_same_bytes_in_whatever_order_it_was_made(suffix: str, tmp_path: Path) -> None:
    made, other = network(nx.MultiGraph), nx.MultiGraph()
    other.graph |= made.graph
    other.add_nodes_from(reversed(list(made.nodes(data=True))))
    other.add_edges_from((two, one, told) for one, two, told in reversed(list(made.edges(data=True))))
    written = [write(one, tmp_path / f"{number}{suffix}") for number, one in enumerate((made, other))]
    for one, two in zip(*written, strict=True):
        assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("suffix", TEXTS)
def test_gz_is_the_same_file_compressed(suffix: str, tmp_path: Path) -> None:
    plain, packed = write(network(), tmp_path / f"n{suffix}"), write(network(), tmp_path / f"n{suffix}.gz")
    assert [gzip.decompress(file.read_bytes()) for file in packed] == [file.read_bytes() for file in plain]


@pytest.mark.parametrize("suffix", [*TEXTS, ".html"])
def test_what_no_file_can_hold_is_left_out(suffix: str, tmp_path: Path) -> None:
    made = nx.Graph()
    made.add_node(
        "a\x00",
        label="甲\x01\x0b乙\ud800",
        founded=date(2018, 3, 1),
        nothing=None,
        infinite=float("inf"),
        unknown=float("nan"),
        names={"乙", "甲"},
    )
    made.add_node("b")
    made.add_edge("a\x00", "b", weight=2)
    (file, *_) = write(made, tmp_path / f"n{suffix}")
    text = file.read_text(encoding="utf-8")
    assert "甲乙" in text
    assert not re.search("[\x00\x01\x0b]", text)
    if suffix in (".json", ".html"):
        inside = text.partition('id="network">')[2].partition("</script>")[0]
        data = json.loads(inside or text)
        assert [node["id"] for node in data["nodes"]] == ["a", "b"]
    if suffix == ".json":
        assert data["nodes"][0] == {"id": "a", "label": "甲乙", "founded": "2018-03-01", "names": ["乙", "甲"]}
    if suffix == ".gexf":
        assert dict(nx.read_gexf(file, version="1.3").nodes(data=True))["a"]["founded"] == "2018-03-01"


def test_names_in_a_matrix_are_never_the_same(tmp_path: Path) -> None:
    made = nx.Graph()
    for number, label in enumerate(("统计局", "统计局", "统计局 (1)", "税务局")):
        made.add_node(f"{ID}{number}", label=label)
    names = Parts(made).names()
    assert names == {f"{ID}0": "统计局 (0)", f"{ID}1": "统计局 (1)", f"{ID}2": f"统计局 (1) ({ID}2)", f"{ID}3": "税务局"}
    write(made, tmp_path / "n.net")
    assert set(nx.read_pajek(tmp_path / "n.net", encoding="utf-8-sig")) == set(names.values())


def test_too_large_a_matrix_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"5,001 nodes would have 25,010,001 cells"):
        write(nx.empty_graph(5001), tmp_path / "n.matrix.csv")
    assert not list(tmp_path.iterdir())


def test_an_unknown_suffix_is_answered_with_those_there_are(tmp_path: Path) -> None:
    for name in ("n.txt", "n", "n.html.gz", "n.gexf.zip"):
        with pytest.raises(QueryError, match=r"a network is written to \.gexf, \.graphml, .*\.html, all but"):
            write(network(), tmp_path / name)


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="cannot be written"):
        write(network(), tmp_path / "nowhere" / "n.gexf")
    (tmp_path / "n.gexf").write_text("old")
    broken = network()
    broken.add_node("d", label=Unwritable())
    with pytest.raises(RuntimeError, match="no text"):
        write(broken, tmp_path / "n.gexf")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("n.gexf", "old")]


class Unwritable:
    """A value that has no text."""

    def __str__(self) -> str:
        raise RuntimeError("no text")


def test_a_file_s_name_tells_the_format() -> None:
    names = ("a.csv", "a.matrix.csv", "a.b.csv.gz", "a.matrix.csv.gz", "a.gexf.gz", "a.html")
    assert [suffix_of(Path(name)) for name in names] == [".csv", ".matrix.csv", ".csv", ".matrix.csv", ".gexf", ".html"]
    assert [nodes_beside(Path(name)).name for name in names[:4]] == ["a.nodes.csv", "a.nodes.csv", "a.b.nodes.csv.gz", "a.nodes.csv.gz"]


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("2020-02-29", "2020-02-29", "2020-02-29"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-13", "", ""),
        ("去年", "", ""),
        ("", "", ""),
        ("0000", "", ""),
    ],
)
def test_a_month_or_year_is_its_first_or_last_day(told: str, first: str, last: str) -> None:
    assert (day(told), day(told, last=True)) == (first, last)


def test_a_spell_that_ends_before_it_begins_is_none() -> None:
    assert spells({"spells": [["2021", "2020"], ["2020-01-01", "2020-01-01"]]}) == [("2020-01-01", "2020-01-01")]
    assert spells({"first": "2020-05-01", "last": ""}) == [("2020-05-01", "2020-05-01")]


def test_values_become_what_files_can_hold() -> None:
    assert text_of("\ud83d甲\x07") == "甲"
    assert tidy({"a": (1, "x\x00"), "b": {"y", "x"}, "c": {"d": None}}) == {"a": [1, "x"], "b": ["x", "y"], "c": {}}
    assert flat([["2020", "2021"], ["2022", "2023"]]) == "2020/2021 2022/2023"


def test_colours_are_those_of_the_pages() -> None:
    style = (Path(__file__).parents[1] / "kg" / "web" / "ui" / "src" / "app.css").read_text(encoding="utf-8")
    assert dict(re.findall(r"--k-(\w+): (#\w{6})", style.split("--serif")[0])) == COLOURS
