"""Documents by their title in 《》."""

import pytest

from kg.mentions.titles import titles
from kg.model import Document, Header
from kg.pipeline import annotate
from tests.mentions.written import found


@pytest.mark.parametrize(
    "case",
    [
        "根据《[关于印发〈暂行办法〉的通知|Document]》办理。",
        "关于暂时调整实施《[中华人民共和国药品管理法\n实施条例|Document]》的决定",
        "一个没有合上的《书名号\n下一行说别的事，又提到《[食品安全法|Document]》。",
        "一个没有合上的《书名号\n下一行说别的事，再没有书名》号。",
    ],
)
def test_a_title_ends_at_its_bracket_and_crosses_a_line_end_only_in_a_broken_headline(case: str) -> None:
    assert found(case, titles) == case


def test_a_title_broken_by_a_line_end_is_the_same_document_as_the_title_in_one_line() -> None:
    text = "关于调整《临时用地管理\n办法》的决定\n现决定调整《临时用地管理办法》。"
    links = [link for link in annotate(Document("urn:a", "a", "a.txt", "", text, Header(), "")).links if link.mention.kind == "Document"]
    assert [link.entity.label for link in links if link.entity] == ["临时用地管理办法"] * 2
    assert len({link.entity.iri for link in links if link.entity}) == 1
