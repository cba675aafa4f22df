"""The house's rules: imports go down only, no circles, files fit in the head, words stand in the ontology."""

import ast
import re
from pathlib import Path

import pytest

KG = Path(__file__).parents[1] / "kg"
LAYERS = (
    ("errors", "model", "chinese", "resources", "progress", "snapshots", "ordered", "whole"),
    ("vocabulary", "lexicon", "records", "store", "nodes", "likeness", "canonical"),
    ("knowledge", "occurrences", "segments", "townships", "state_council", "indicators", "queries", "background", "answers", "remote",
     "tidy", "parts", "publications", "reprints", "graphs", "jsonld", "void"),
    ("scan", "documents", "sentences", "mentions", "links", "claims", "figures", "quads", "edges", "derived", "show", "export", "check",
     "portraits", "bigrams", "indexing", "search", "said", "network", "doubles", "unknown", "rulings",
     "rows", "tables", "digest", "highlight", "results", "ties", "weaving", "projections", "measures", "graph_parts", "graph_evidence",
     "graph_markup", "graph_texts", "graph_page", "graph_files", "pictures"),
    ("pipeline",),
    ("crew", "crew_ready", "intake", "report", "build", "loading", "pushing", "status", "backup", "interchange", "resolver",
     "properties", "reconciling", "batch", "editing", "networks_command"),
    ("demo", "web", "annotated", "opened", "spark"),
    ("cli", "verbs", "many_verbs", "store_verbs", "__main__"),
)
"""From the ground up. A module imports from its own layer and from those below."""
STAGES = {"documents", "sentences", "mentions", "claims", "quads"}
"""Stages of the line from text to graph: each knows the knowledge and the vocabulary, and no other stage."""
MODULES = sorted(path for path in KG.rglob("*.py") if "node_modules" not in path.parts)


def unit(path: Path) -> str:
    """The module or package directly under kg that a file belongs to."""
    return path.relative_to(KG).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The units of kg that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("kg.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(KG)))
def test_imports_go_down_only(path: Path) -> None:
    height = {name: level for level, names in enumerate(LAYERS) for name in names}
    if unit(path) == "__init__":
        return
    assert unit(path) in height, f"{path.name} stands on no layer; put {unit(path)} into LAYERS"
    above = {name for name in imports(path) if height[name] > height[unit(path)]}
    assert not above, f"{path.relative_to(KG)} imports from above: {sorted(above)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(KG)))
def test_a_stage_knows_no_other_stage(path: Path) -> None:
    if unit(path) in STAGES:
        others = imports(path) & STAGES - {unit(path)}
        assert not others, f"{path.relative_to(KG)} knows another stage: {sorted(others)}"


@pytest.mark.parametrize("path", [path for path in MODULES if unit(path) == "web"], ids=lambda path: str(path.relative_to(KG)))
def test_what_serves_the_graph_never_builds_it(path: Path) -> None:
    assert "build" not in imports(path)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(KG)))
def test_a_file_fits_in_the_head(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 320, f"{path.relative_to(KG)} has {lines} lines; split it by kind"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(KG)))
def test_words_stand_in_the_ontology(path: Path) -> None:
    """A Chinese word as a Python string is knowledge in the wrong place; docstrings and grammar (年月日, 〔〕) are not words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    literals = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings]
    words = {word for word in literals if isinstance(word, str) and re.fullmatch("[一-鿿]{2,8}", word)}
    assert len(words) <= 5, f"{path.relative_to(KG)}: {sorted(words)} belong into ontology/"
