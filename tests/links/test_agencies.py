"""Which agency is meant, in texts and alone: the same readings, the same IRIs."""

import csv
from pathlib import Path

import pytest

from kg.knowledge import knowledge
from kg.links.agencies import readings
from kg.links.resolve import mentions_of_name
from kg.links.whole import tables, whole_name
from kg.model import AgencyName, Document, Header
from kg.pipeline import annotate
from kg.resolver import context_for, resolve

CASES = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "resolve.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"))


def top(name: AgencyName, surface: str) -> tuple[str, str]:
    reading = next(readings(name, surface, (context_for("厦门市", "2020"), 0)), None)
    return (reading.entity.iri, reading.entity.label) if reading else ("", "")


@pytest.mark.parametrize("name", sorted({case["surface"] for case in CASES}))
def test_a_name_read_by_look_ups_is_read_as_the_grammar_reads_it(name: str) -> None:
    quick = whole_name(name, tables(knowledge()))
    slow = next((one.value for one in mentions_of_name(name, knowledge()) if len(one.span) == len(name)), None)
    if quick is not None and isinstance(slow, AgencyName) and not slow.unit:
        assert top(quick, name) == top(slow, name)


@pytest.mark.parametrize(
    ("text", "publisher", "day", "labels"),
    [
        ("市教育局、财政局和团市委印发通知。", "厦门晚报", "2022-01-01", ["厦门市教育局", "厦门市财政局"]),
        ("省政府和省委都作了部署。", "厦门晚报", "2022-01-01", ["福建省人民政府", "中共福建省委员会"]),
        ("厦门海关与厦门市税务局签约。", "", "2022-01-01", ["厦门海关", "国家税务总局厦门市税务局"]),
        ("市工商局开展检查。", "厦门晚报", "2012-05-01", ["厦门市工商行政管理局"]),
        ("国家金融监督管理总局宜春监管分局批复如下。", "", "2024-01-01", ["国家金融监督管理总局宜春监管分局"]),
        ("泉州市原财政局已经搬迁。", "厦门晚报", "2022-01-01", ["泉州市财政局"]),
    ],
)
def test_a_text_links_as_the_resolver_resolves(text: str, publisher: str, day: str, labels: list[str]) -> None:
    document = Document("urn:a", "a", "a.txt", "", text, Header(publisher=publisher, published=day), "")
    linked = [link for link in annotate(document).links if link.mention.kind == "Agency" and link.entity]
    assert [link.entity.label for link in linked if link.entity][: len(labels)] == labels
    for link in linked[: len(labels)]:
        surface = link.mention.span.of(text)
        if surface != "财政局":
            found = resolve(surface, publisher, day)[0]
            assert link.entity and found.iri == link.entity.iri


def test_organs_of_two_places_never_share_an_iri() -> None:
    pairs = [("市教育局", "厦门市", "泉州市"), ("城关区教育局", "兰州市", "拉萨市"), ("市奇妙局", "厦门市", "泉州市")]
    for name, one, other in pairs:
        assert resolve(name, one)[0].iri != resolve(name, other)[0].iri
