"""Measures of networks: against published values, values worked out by hand, and other programs."""

import random
import subprocess
import sys
from itertools import combinations
from typing import Any

import networkx as nx
import pytest

from kg.errors import QueryError
from kg.measures import FIGURES, MEASURES, about, centrality, chosen, figures, measured, names
from kg.measures.net import Net
from kg.measures.paths import acyclic, chain, on_path, search_path_counts
from kg.measures.periphery import discrete, fit
from tests.network_load import network


def value(graph: Any, name: str, node: object) -> Any:
    """One measure of one node."""
    return measured(graph, [name]).nodes[node][name]


def karate() -> Any:
    """Zachary's karate club (1977), its ties without weights."""
    club = nx.karate_club_graph()
    nx.set_edge_attributes(club, 1, "weight")
    return club


FLORENCE = nx.florentine_families_graph()
"""The marriages of Padgett's Florentine families (Padgett & Ansell 1993), without the Pucci, who married none of the others."""
KITE = nx.krackhardt_kite_graph()
"""Krackhardt's kite (1990): Diane has most ties, Fernando and Garth are closest to all, Heather stands between."""
DIANE, FERNANDO, GARTH, HEATHER = 3, 5, 6, 7
STAR = nx.star_graph(5)
CYCLE = nx.cycle_graph(6)


@pytest.mark.parametrize(
    ("graph", "name", "node", "published"),
    [
        (KITE, "degree", DIANE, 6),
        (KITE, "closeness", FERNANDO, 0.643),
        (KITE, "closeness", GARTH, 0.643),
        (KITE, "closeness", HEATHER, 0.6),
        (KITE, "betweenness", HEATHER, 0.389),
        (KITE, "betweenness", DIANE, 0.102),
        (KITE, "eigenvector", DIANE, 0.481),
        (FLORENCE, "degree", "Medici", 6),
        (FLORENCE, "betweenness", "Medici", 0.522),
        (FLORENCE, "betweenness", "Guadagni", 0.255),
        (FLORENCE, "closeness", "Medici", 0.560),
        (FLORENCE, "eigenvector", "Medici", 0.430),
        (FLORENCE, "eigenvector", "Strozzi", 0.356),
        (karate(), "degree", 33, 17),
        (karate(), "betweenness", 0, 0.438),
        (karate(), "eigenvector", 33, 0.373),
        (karate(), "core_number", 0, 4),
        (karate(), "core_number", 11, 1),
        (karate(), "clustering", 0, 0.15),
    ],
)
def test_centralities_are_those_published(graph: Any, name: str, node: object, published: float) -> None:
    assert value(graph, name, node) == pytest.approx(published, abs=0.0005)


def test_the_karate_club_as_a_whole_is_as_published() -> None:
    told = figures(karate())
    assert (told["nodes"], told["edges"], told["components"], told["degeneracy"]) == (34, 78, 1, 4)
    expected = {"density": 0.139, "transitivity": 0.256, "mean_clustering": 0.571, "degree_centralisation": 0.3996}
    expected |= {"betweenness_centralisation": 0.4056, "closeness_centralisation": 0.2982, "leiden_modularity": 0.4198}
    assert {name: told[name] for name in expected} == pytest.approx(expected, abs=0.0005)
    assert told["leiden_communities"] == told["louvain_communities"] == 4


def test_the_florentine_families_are_as_centralised_as_wasserman_and_faust_print() -> None:
    told = figures(FLORENCE)
    assert told["betweenness_centralisation"] == pytest.approx(0.437, abs=0.0005)
    assert told["closeness_centralisation"] == pytest.approx(0.322, abs=0.0005)
    with_pucci = nx.Graph(FLORENCE)
    with_pucci.add_node("Pucci")
    assert figures(with_pucci)["degree_centralisation"] == pytest.approx(0.267, abs=0.0005)


@pytest.mark.parametrize("name", ["degree", "betweenness", "closeness"])
def test_a_star_is_centralised_wholly_and_a_circle_not_at_all(name: str) -> None:
    assert figures(STAR)[f"{name}_centralisation"] == 1
    assert figures(CYCLE)[f"{name}_centralisation"] == 0


def test_closeness_counts_how_much_of_the_network_is_reached() -> None:
    apart = nx.Graph([("a", "b"), ("b", "c"), ("d", "e")])
    assert value(apart, "closeness", "b") == pytest.approx(2 / 4 * 1)
    assert value(apart, "closeness", "d") == pytest.approx(1 / 4 * 1)


def test_weights_count_for_strength_alone_among_the_centralities() -> None:
    heavy = nx.Graph()
    heavy.add_weighted_edges_from([("a", "b", 201), ("b", "c", 1), ("c", "a", 1), ("c", "d", 2)])
    assert value(heavy, "weighted_degree", "a") == 202
    light = nx.Graph(heavy.edges())
    for name in ("degree", "betweenness", "closeness", "eigenvector", "coreness"):
        assert value(heavy, name, "a") == value(light, name, "a")


def test_arrows_are_counted_by_direction_and_several_between_two_once() -> None:
    arrows = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("c", "b"), ("b", "a"), ("b", "b")])
    told = measured(arrows, ["in_degree", "out_degree", "degree"])
    assert dict(told.nodes(data=True)) == {
        "a": {"in_degree": 1, "out_degree": 1, "degree": 1},
        "b": {"in_degree": 2, "out_degree": 1, "degree": 2},
        "c": {"in_degree": 0, "out_degree": 1, "degree": 1},
    }
    assert "in_degree" not in measured(KITE, ["in_degree"]).nodes[DIANE]


@pytest.mark.parametrize(
    ("graph", "constraint", "size"),
    [
        (STAR, 1 / 5, 5),  # five contacts that share nothing: 5 × (1/5)²
        (nx.complete_graph(3), 2 * (1 / 2 + 1 / 4) ** 2, 1),  # the most that Burt's measure can be
        (nx.complete_graph(4), 3 * (1 / 3 + 2 / 9) ** 2, 1),
        (nx.path_graph(2), 1, 1),
    ],
)
def test_holes_are_as_worked_out_by_hand(graph: Any, constraint: float, size: float) -> None:
    assert value(graph, "constraint", 0) == pytest.approx(constraint)
    assert value(graph, "effective_size", 0) == pytest.approx(size)


def test_contacts_tied_to_each_other_are_worth_less() -> None:
    """Four contacts with two ties among them: 4 − 2·2/4 (Borgatti 1997)."""
    graph = nx.Graph([("ego", name) for name in "abcd"] + [("a", "b"), ("c", "d")])
    assert value(graph, "effective_size", "ego") == 3
    assert not {"constraint", "effective_size"} & set(measured(nx.empty_graph(1), ["constraint", "effective_size"]).nodes[0])


@pytest.mark.parametrize("heaviest", [1, 9])
def test_holes_and_centralities_agree_with_networkx(heaviest: int) -> None:
    graph, draw = nx.gnm_random_graph(60, 150, seed=3), random.Random(1)
    for *_, told in graph.edges(data=True):
        told["weight"] = draw.randint(1, heaviest)
    told = measured(graph, ["constraint", "effective_size", "betweenness", "closeness", "clustering"])
    theirs = {
        "constraint": nx.constraint(graph, nodes=list(graph), weight="weight"),
        "effective_size": nx.effective_size(graph, nodes=list(graph), weight="weight"),
        "betweenness": nx.betweenness_centrality(graph),
        "closeness": nx.closeness_centrality(graph),
        "clustering": nx.clustering(graph),
    }
    for name, found in theirs.items():
        for node in graph:
            if found[node] == found[node]:  # not a number where a node has no ties
                assert told.nodes[node][name] == pytest.approx(found[node], abs=1e-8), name


def test_samples_come_near_to_what_all_paths_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = network(600, 3000)
    exact = measured(graph, ["betweenness", "closeness"])
    monkeypatch.setattr(centrality, "_EXACT", 0)
    sampled = measured(graph, ["betweenness", "closeness"])
    for name, slack in (("betweenness", 0.01), ("closeness", 0.02)):
        assert any(exact.nodes[node][name] != sampled.nodes[node][name] for node in graph)
        assert all(abs(exact.nodes[node][name] - sampled.nodes[node][name]) < slack for node in graph)


def test_components_cores_and_communities_are_numbered_from_the_largest() -> None:
    graph = nx.Graph([("a", "b"), ("c", "d"), ("d", "e"), ("c", "e")])
    graph.add_node("f")
    for name in ("component", "louvain", "leiden"):
        told = measured(graph, [name])
        assert [told.nodes[node][name] for node in "abcdef"] == [2, 2, 1, 1, 1, 3]
    assert [value(graph, "core_number", node) for node in "abcdef"] == [1, 1, 2, 2, 2, 0]


def test_heavy_ties_hold_a_community_together() -> None:
    ring = nx.Graph()
    ring.add_weighted_edges_from([("a", "b", 9), ("b", "c", 1), ("c", "d", 9), ("d", "a", 1)])
    for name in ("louvain", "leiden"):
        found = [value(ring, name, node) for node in "abcd"]
        assert found[0] == found[1] != found[2] == found[3]


BORGATTI_EVERETT = nx.Graph(
    [*combinations([1, 2, 3, 4], 2), (1, 5), (2, 6), (2, 7), (2, 8), (3, 8), (3, 9), (4, 5), (4, 10)]
)
"""The example of Borgatti & Everett 2000: a core of four that is tied throughout, and six around it."""


def test_the_example_of_borgatti_and_everett_fits_as_they_print() -> None:
    net = Net(BORGATTI_EVERETT)
    assert round(fit(net, {net.index[node] for node in (1, 2, 3, 4)}), 3) == 0.475
    assert discrete(net)[1] == pytest.approx(_best(BORGATTI_EVERETT))


@pytest.mark.parametrize("graph", [STAR, nx.complete_multipartite_graph(1, 1, 1, 6)])
def test_a_core_tied_to_all_and_a_margin_tied_to_it_alone_fit_wholly(graph: Any) -> None:
    """The second is three that are tied to each other and to six that are not."""
    fitting = nx.Graph(graph)
    assert figures(fitting)["core_fit"] == 1
    assert figures(fitting)["core_size"] == sum(1 for node in fitting if fitting.degree(node) == len(fitting) - 1)


def test_the_core_is_the_best_of_all_there_are() -> None:
    for seed in range(12):
        graph = nx.gnp_random_graph(8, 0.4, seed=seed)
        assert discrete(Net(graph))[1] == pytest.approx(_best(graph), abs=1e-9), seed


def _best(graph: Any) -> float:
    """The greatest correlation of the ties with the pattern of any core, by trying all."""
    pairs = list(combinations(graph, 2))
    ties = [int(graph.has_edge(*pair)) for pair in pairs]
    best = 0.0
    for count in range(1, len(graph)):
        for core in combinations(graph, count):
            ideal = [int(one in core or other in core) for one, other in pairs]
            if 0 < sum(ideal) < len(ideal):
                best = max(best, _correlation(ties, ideal))
    return best


def _correlation(some: list[int], others: list[int]) -> float:
    count, mean, average = len(some), sum(some) / len(some), sum(others) / len(others)
    both = sum(one * other for one, other in zip(some, others, strict=True)) / count - mean * average
    return float(both / (mean * (1 - mean) * average * (1 - average)) ** 0.5)


def test_coreness_is_even_where_all_are_tied_and_falls_outward() -> None:
    told = measured(nx.complete_graph(4), ["coreness"])
    assert {told.nodes[node]["coreness"] for node in told} == {0.5}
    assert value(BORGATTI_EVERETT, "coreness", 3) > value(BORGATTI_EVERETT, "coreness", 8) > value(BORGATTI_EVERETT, "coreness", 10)
    assert float(figures(STAR)["coreness_fit"]) > 0.9


def test_ties_are_told_apart_by_level_and_place() -> None:
    """Of four ties between ends of a level three stay in it: (1 − 3) / 4 (Krackhardt & Stern 1988)."""
    graph = nx.Graph([("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"), ("d", "x")])
    nx.set_node_attributes(graph, {"a": "central", "b": "central", "c": "central", "d": "county", "x": ""}, "level")
    nx.set_node_attributes(graph, dict(zip("abcdx", "12345", strict=True)), "place")
    told = figures(graph)
    assert (told["ei_level"], told["ei_place"]) == (-0.5, 1)
    own = measured(graph, ["ei_level"])
    assert [own.nodes[node].get("ei_level") for node in "abcdx"] == [-1, -1, pytest.approx(-1 / 3), 1, None]


def test_roles_are_the_quadrants_of_breadth_and_depth() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1), ("a", "c", 1), ("a", "d", 1), ("a", "g", 1), ("e", "f", 9)])
    graph.add_node("z")
    told = measured(graph, ["breadth", "depth", "role"])
    assert told.nodes["a"] == {"breadth": 4, "depth": 1, "role": "broad-shallow"}
    assert told.nodes["b"] == {"breadth": 1, "depth": 1, "role": "narrow-shallow"}
    assert told.nodes["e"] == {"breadth": 1, "depth": 9, "role": "narrow-deep"}
    assert told.nodes["z"] == {"breadth": 0, "depth": 0}


def test_a_few_that_act_with_all_do_not_make_all_others_narrow() -> None:
    """Six have five partners each, three have two, ten have one: the mean is 2.4, the median 1."""
    graph = nx.disjoint_union_all([nx.complete_graph(6), nx.complete_graph(3), *(nx.path_graph(2) for _ in range(5))])
    roles = [node["role"] for _, node in measured(graph, ["role"]).nodes(data=True)]
    assert roles == ["broad-shallow"] * 9 + ["narrow-shallow"] * 10


CITED = nx.DiGraph([("e", "c"), ("e", "d"), ("d", "c"), ("c", "b"), ("c", "a"), ("d", "b"), ("f", "d")])
"""Two newest documents (e, f) and two oldest (a, b); ways through d lead on by c or straight to b."""


def test_search_path_counts_are_as_worked_out_by_hand() -> None:
    """To c come three ways (e, e–d, f–d), from it lead two; the seven ways in all are those out of e and f."""
    assert search_path_counts(CITED) == {
        ("e", "c"): 2, ("e", "d"): 3, ("f", "d"): 3, ("d", "c"): 4, ("d", "b"): 2, ("c", "a"): 3, ("c", "b"): 3,
    }  # fmt: skip


def test_the_main_path_leads_from_the_oldest_to_the_newest() -> None:
    assert chain(Net(CITED)) == ["a", "c", "d", "e"]  # 3 + 4 + 3; b and f would do as well and come later
    assert on_path(Net(CITED)) == [("c", "a"), ("d", "c"), ("e", "d")]
    told = measured(CITED, ["main_path"])
    assert [told.nodes[node]["main_path"] for node in "abcdef"] == [1, 0, 2, 3, 4, 0]
    assert figures(CITED)["main_path_length"] == 4
    assert "main_path" not in measured(STAR, ["main_path"]).nodes[0]


def test_circles_of_citations_are_opened_by_the_days_of_documents() -> None:
    circle = nx.DiGraph([("b", "a"), ("a", "b"), ("c", "b"), ("x", "y"), ("y", "x"), ("y", "a"), ("a", "a")])
    nx.set_node_attributes(circle, {"a": "2018", "b": "2019-01-01", "c": "2020", "x": "2021", "y": "2021"}, "day")
    assert sorted(acyclic(circle).edges) == [("b", "a"), ("c", "b"), ("y", "a")]
    told = figures(circle)
    assert (told["circular_arrows"], told["main_path_length"]) == (3, 3)


def test_what_is_measured_stands_in_two_lists_and_says_what_it_is() -> None:
    assert len(set(names())) == len(MEASURES)
    for measure in (*MEASURES, *FIGURES):
        assert about(measure).endswith((".", ":", ")")), measure.__name__
    assert [measure.__name__ for measure in chosen([" weighted-degree", "degree"])] == ["weighted_degree", "degree"]
    assert len(chosen(["all"])) == len(MEASURES)
    with pytest.raises(QueryError, match=r"no measure 'fame'; there are: degree, .*betweenness.*or all"):
        chosen(["degree", "fame"])


def test_measuring_leaves_the_graph_as_it_was() -> None:
    graph = karate()
    told = measured(graph, ["degree"])
    assert "degree" not in graph.nodes[0]
    assert (told.nodes[0]["club"], told.nodes[0]["degree"]) == ("Mr. Hi", 16)


LEAST = (nx.Graph(), nx.DiGraph(), nx.empty_graph(3), nx.Graph([(0, 0)]), nx.complete_graph(3), nx.DiGraph([(0, 1)]))


@pytest.mark.parametrize("graph", LEAST)
def test_the_least_networks_can_be_measured(graph: Any) -> None:
    told = measured(graph, ["all"])
    assert all(value == value for node in told for value in told.nodes[node].values())
    assert figures(graph)["nodes"] == len(graph)


def test_the_order_of_nodes_and_edges_changes_nothing() -> None:
    graph = network(300, 1200)
    edges, nodes = list(graph.edges(data=True)), list(graph.nodes(data=True))
    random.Random(5).shuffle(edges)
    random.Random(6).shuffle(nodes)
    other = nx.Graph()
    other.add_nodes_from(nodes)
    other.add_edges_from((two, one, told) for one, two, told in edges)
    one, two = measured(graph, ["all"]), measured(other, ["all"])
    assert {node: one.nodes[node] for node in one} == {node: two.nodes[node] for node in one}
    assert figures(graph) == figures(other)


def test_another_process_finds_the_same_to_the_last_digit() -> None:
    code = "from tests.network_load import network; from kg.measures import *; from kg.measures import measured, figures; "
    code += "g = network(200, 800); print(sorted(measured(g, ['all']).nodes(data=True)), figures(g))"
    runs = {
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}).stdout for seed in "12"
    }
    assert len(runs) == 1
