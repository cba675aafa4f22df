"""What the README shows is run: its console blocks in order in one folder, its Python and SPARQL on the graph they build."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from kg.demo import samples
from kg.queries import answer
from kg.store import Store

README = Path(__file__).parents[1] / "README.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README.read_text(encoding="utf-8"), re.M | re.S)


def test_every_console_and_python_block_and_query_of_the_readme_runs(tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(samples())
    for block in blocks("console"):
        for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, expected = step.partition("\n")
            words = shlex.split(command)
            if words[0] == "curl":  # asked of a server in tests/web/test_clients.py
                continue
            assert words[0] == "kg", f"the README may show kg and curl, not {command}"
            run = subprocess.run([sys.executable, "-m", "kg.cli", *words[1:]], cwd=tmp_path, capture_output=True, text=True, check=False)
            assert run.returncode == 0, f"$ {command}\n{run.stderr}"
            for line in expected.splitlines():
                assert line in run.stdout + run.stderr, f"$ {command}\nprints no {line!r}"
    for block in blocks("python"):
        run = subprocess.run([sys.executable, "-W", "error", "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert run.returncode == 0 and run.stdout, f"{block}\n{run.stderr}"
    for query in blocks("sparql"):
        assert answer(Store.reading(tmp_path / "graph"), query).rows, "a query of the README finds nothing"
