"""Documents made to take long: what annotates takes time in proportion to the text, so each ends well within a wide limit."""

from pathlib import Path

import pytest

from kg.build import build
from kg.crew import within
from kg.model import Document, Header
from kg.pipeline import described
from kg.store import Store

SECONDS = 150.0
"""Twenty times what the slowest takes alone on one core; a search that took the square of the text would need hours."""
REAL = "厦门市市场监督管理局印发《办法》，厦门市同安区2022年生产总值500亿元，增长3%，市教育局局长张建国出席会议，"
PESSIMAL = {
    "a run of title marks": "《" * 800_000,
    "titles that open and close": "《》" * 200_000,
    "brackets in brackets": "（" * 250_000 + "）" * 250_000,
    "one line of real text": REAL * (120_000 // len(REAL)),
    "a list of agencies": "厦门市教育局、" * 15_000,
    "years and numbers": "〔2024〕" * 60_000,
    "digits": "1234567890" * 50_000,
    "figures": "增长3.5%，" * 15_000,
    "blanks": "市\n \t" * 150_000,
}


@pytest.mark.parametrize("what", PESSIMAL)
def test_a_document_made_to_take_long_ends(what: str) -> None:
    text = PESSIMAL[what]
    with within(SECONDS):
        found = described(Document("https://w3id.org/govkg/doc/x", "x", "x.txt", "通知", text, Header(), ""))
    assert found.lines.count(b"\n") > 0


def test_one_that_takes_too_long_all_the_same_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(f"标题：长文\n\n{REAL * 20_000}", encoding="utf-8")
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"标题：关于课后服务的通知\n\n厦门市教育局印发第{number}号通知。", encoding="utf-8")
    report = build([tmp_path], Store(), jobs=2, time_limit=5.0)
    assert report.read == 30
    assert [str(tmp_path / "long.txt") in str(failure) and "took longer" in str(failure) for failure in report.failures] == [True]
