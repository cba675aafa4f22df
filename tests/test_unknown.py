"""What `kg unknown` lists: names that no knowledge has, with where they stand."""

from pathlib import Path

from kg.build import build
from kg.store import Store
from kg.unknown import lines, unknown


def test_unknown_names_come_most_frequent_first_with_reading_and_example(tmp_path: Path) -> None:
    texts = {"a": "厦门市个体私营经济局印发通知。厦门市教育局参加。", "b": "厦门市个体私营经济局检查，泉州市个体私营经济局陪同。"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"标题: 通知{name}\n\n{text}\n", encoding="utf-8")
    store = Store()
    build([tmp_path], store)
    found = list(unknown(store))
    assert [(one.name, one.documents) for one in found] == [("厦门市个体私营经济局", 2), ("泉州市个体私营经济局", 1)]
    assert "厦门市 × 个体私营经济局" in found[0].why
    assert len(found[0].examples) == 2 and all("个体私营经济局" in example for example in found[0].examples)
    assert "厦门市个体私营经济局" in next(lines(iter(found)))
