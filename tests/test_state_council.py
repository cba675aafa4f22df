"""The table of the State Council's documents is what its script makes of the published list, sorted and small."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

KNOWLEDGE = Path(__file__).parents[1] / "ontology" / "knowledge"
TABLE = KNOWLEDGE / "state-council-documents.tsv.gz"
LIST = Path(__file__).parents[2] / "shared" / "reference" / "state-council-documents.csv"


def test_the_table_is_sorted_and_small() -> None:
    lines = gzip.decompress(TABLE.read_bytes()).decode().splitlines()[1:]
    assert lines == sorted(lines)
    assert len(lines) > 5_000
    assert TABLE.stat().st_size < 200_000


@pytest.mark.skipif(not LIST.is_file(), reason="the published list is not beside this checkout")
def test_the_same_list_makes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(KNOWLEDGE / "make_state_council.py"), str(LIST), str(tmp_path)], check=True)
    assert (tmp_path / TABLE.name).read_bytes() == TABLE.read_bytes()
