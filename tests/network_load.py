"""What measuring a large network costs: 100,000 nodes and 500,000 edges made at random but like joint issuance, in a process of its own."""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import networkx as nx

from kg.measures import FIGURES, MEASURES
from kg.measures.net import Net
from kg.network import LEVELS

NODES, EDGES = 100_000, 500_000
_FIELDS = 400
"""Communities; most ties stay in one."""
_WITHIN = 0.6
_SEED = 7


def network(nodes: int = NODES, edges: int = EDGES, directed: bool = False) -> Any:
    """A network whose nodes have levels and places, whose edges have weights, days and spells; who has many ties gets more.

    Directed edges lead from later nodes to earlier ones, as citations do.
    """
    draw = random.Random(_SEED)
    fields = [list(range(field, nodes, _FIELDS)) for field in range(_FIELDS)]
    everywhere, weights = list(range(nodes)), dict[tuple[int, int], int]()
    while len(weights) < edges:
        one = draw.choice(everywhere)
        other = draw.choice(fields[one % _FIELDS] if draw.random() < _WITHIN else everywhere)
        if one != other:
            pair = (max(one, other), min(one, other))
            if pair not in weights:
                for end in pair:
                    everywhere.append(end)
                    fields[end % _FIELDS].append(end)
            weights[pair] = weights.get(pair, 0) + 1
    made: Any = nx.DiGraph(name="load") if directed else nx.Graph(name="load")
    for node in range(nodes):
        level = LEVELS[min(node % 17, len(LEVELS) - 1)]
        told = {"label": f"机关{node}", "kind": "Agency", "level": level, "place": f"place/{node % 340}"}
        made.add_node(f"agency/{node}", **told, day=f"{1990 + node * 35 // nodes}")
    for (one, other), weight in weights.items():
        year = 1990 + (one * 31 + other) % 35
        span = [f"{year}-01-01", f"{year + weight - 1}-12-31"]
        told_edge = {"kind": "jointIssuance", "weight": weight, "first": span[0], "last": span[1], "spells": [span]}
        made.add_edge(f"agency/{one}", f"agency/{other}", **told_edge, documents=[f"doc/{one}-{other}-{turn}" for turn in range(weight)])
    return made


def figures() -> Iterator[tuple[str, str]]:
    """How long every measure takes, all of them together, and the peak of memory."""
    run = subprocess.run([sys.executable, "-m", "tests.network_load"], check=True, capture_output=True, text=True)
    for line in run.stdout.splitlines():
        what, figure = json.loads(line)
        yield f"network of {NODES:,} nodes, {EDGES:,} edges: {what}", figure


def _measure() -> Iterator[tuple[str, str]]:
    made, began = network(), time.perf_counter()
    nets = {"": Net(made), "main_path": Net(network(directed=True))}
    total, worked = 0.0, time.process_time()
    for measure in (*MEASURES, *FIGURES):
        name = measure.__name__
        started = time.perf_counter()
        measure(nets["main_path" if "path" in name else ""])
        taken = time.perf_counter() - started
        total += taken
        yield name, f"{taken:.1f} s"
    yield "all measures", f"{total:.0f} s ({time.process_time() - worked:.0f} s of a processor)"
    yield "preparing", f"{time.perf_counter() - began - total:.0f} s"
    yield "peak memory, graph included", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"


if __name__ == "__main__":
    for row in _measure():
        print(json.dumps(row), flush=True)
