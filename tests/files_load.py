"""How long the files of a large network take: 100,000 nodes and 500,000 edges, and the memory of the process at its most."""

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import networkx as nx

from kg.graph_files import write

NODES, EDGES = 100_000, 500_000
SUFFIXES = (".gexf", ".graphml", ".net", ".cyjs", ".json", ".csv", ".dot", ".gexf.gz")
_KINDS = ("Agency", "Organization", "Programme", "Place")


def network(nodes: int = NODES, edges: int = EDGES) -> "nx.Graph[str]":
    """A network as projections make them, the same each time."""
    chance = random.Random(7)
    made: nx.Graph[str] = nx.Graph(name="joint-issuance", since="", until="", base="https://w3id.org/govkg/")
    names = [f"https://w3id.org/govkg/id/agency/{number:06}/market-regulation" for number in range(nodes)]
    for number, name in enumerate(names):
        told = {
            "label": f"某市第{number}市场监督管理局",
            "kind": _KINDS[number % 4],
            "level": "prefecture",
            "place": f"https://w3id.org/govkg/id/place/{number:06}",
        }
        made.add_node(name, **told, degree=number % 40, betweenness=chance.random())
    ends: set[tuple[str, str]] = set()
    while len(ends) < edges:
        one, other = sorted(chance.sample(names, 2))
        ends.add((one, other))
        year = chance.randint(2000, 2023)
        spells = [[f"{year}-03-01", f"{year}-03-01"], [f"{year + 1}-06-15", f"{year + 1}-06-15"]]
        documents = [f"https://w3id.org/govkg/doc/{chance.getrandbits(64):016x}" for _ in range(2)]
        tie = {"kind": "jointIssuance", "weight": 2, "first": spells[0][0], "last": spells[1][0]}
        made.add_edge(one, other, **tie, documents=documents, spells=spells)
    return made


def rows() -> Iterator[tuple[str, str]]:
    """What was written, and how long it took, how large it is, and the memory of the process so far."""
    made = network()
    with tempfile.TemporaryDirectory() as folder:
        for suffix in SUFFIXES:
            file, start = Path(folder) / f"network{suffix}", time.perf_counter()
            write(made, file)
            took, size = time.perf_counter() - start, file.stat().st_size / 1e6
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            yield f"{NODES:,} nodes, {EDGES:,} edges → {suffix}", f"{took:.1f} s, {size:.0f} MB, {most:.2f} GB of memory"


if __name__ == "__main__":
    for what, figure in rows():
        print(f"{what}: {figure}", flush=True)
