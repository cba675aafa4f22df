"""Which place a mention means: known places, ambiguous names, pointing words, places no table knows."""

import pytest

from kg.knowledge import knowledge
from kg.links import context_of, links
from kg.mentions import mentions
from kg.model import Document, Header, Link
from kg.scan import Scan
from kg.sentences import sentences

BASE = "https://w3id.org/govkg/"
_IRI = f"{BASE}doc/case"


def linked(text: str, publisher: str = "", published: str = "2023-05-01") -> dict[str, Link]:
    """The links of the places of a text, by the characters of the mention; of several the first."""
    header = Header(publisher=publisher, published=published)
    document = Document(_IRI, "case", "case.txt", "", text, header, "")
    found = mentions(Scan(document, sentences(document), knowledge()))
    made: dict[str, Link] = {}
    for link in links(found, context_of(document, found, knowledge(), BASE)):
        if link.mention.kind == "Place":
            made.setdefault(link.mention.span.of(text), link)
    return made


def label(link: Link) -> str:
    """The canonical name of what a link means, or the empty string."""
    return link.entity.label if link.entity is not None else ""


@pytest.mark.parametrize(
    ("text", "surface", "official"),
    [
        ("厦门今年新增三条航线。", "厦门", "厦门市"),
        ("产品销往福州连江县。", "福州连江县", "连江县"),
        ("灯会在湖北谷城举行。", "湖北谷城", "谷城县"),
        ("长三角四地联手。", "长三角", "长江三角洲"),
        ("游客走进四川三星堆博物馆。", "四川三星堆博物馆", "三星堆博物馆"),
        ("停电范围：君山镇后楼村。", "君山镇后楼村", "君山镇后楼村"),
        ("会议在京召开。", "京", "北京市"),
        ("肯尼亚共和国总统到访。", "肯尼亚共和国", "肯尼亚"),
    ],
)
def test_a_place_bears_its_full_official_name(text: str, surface: str, official: str) -> None:
    assert label(linked(text)[surface]) == official


def test_a_known_place_has_the_key_of_its_code() -> None:
    link = linked("厦门今年新增三条航线。")["厦门"]
    assert link.entity is not None
    assert link.entity.iri == f"{BASE}id/place/350200"


def test_the_home_decides_between_places_of_one_name() -> None:
    link = linked("鼓楼区新开两所学校。", publisher="福州日报")["鼓楼区"]
    assert link.entity is not None
    assert link.entity.iri == f"{BASE}id/place/350102"


def test_an_outer_place_named_elsewhere_decides_between_places_of_one_name() -> None:
    link = linked("南京今天降温。鼓楼区启动预案。")["鼓楼区"]
    assert link.entity is not None
    assert link.entity.iri == f"{BASE}id/place/320106"


def test_a_name_nothing_decides_is_left_open_and_says_so() -> None:
    link = linked("据报道，鼓楼区启动预案。")["鼓楼区"]
    assert label(link) == "鼓楼区"
    assert link.entity is not None
    assert link.entity.iri.removeprefix(f"{BASE}id/") not in knowledge().entities
    assert "nothing tells which" in link.why
    assert link.score <= 0.5


@pytest.mark.parametrize(
    ("text", "surface", "official"),
    [
        ("我市将新建水厂。", "我市", "厦门市"),
        ("全省粮食丰收。", "全省", "福建省"),
        ("我国经济向好。", "我国", "中国"),
        ("全国铁路运行平稳。", "全国", "中国"),
    ],
)
def test_a_pointing_word_means_the_home_at_its_level(text: str, surface: str, official: str) -> None:
    assert label(linked(text, publisher="厦门晚报")[surface]) == official


def test_a_pointing_word_without_a_home_points_nowhere() -> None:
    link = linked("本区将新建水厂。")["本区"]
    assert link.entity is None
    assert link.score < 0.5


def test_a_line_of_the_metro_takes_the_citys_name_along() -> None:
    assert label(linked("市民可换乘地铁3号线。", publisher="厦门晚报")["地铁3号线"]) == "厦门地铁3号线"


def test_one_name_is_one_entity_wherever_it_stands() -> None:
    one = linked("巴朗山隧道昨日贯通。")["巴朗山隧道"]
    other = linked("记者走进巴朗山隧道。")["巴朗山隧道"]
    assert one.entity == other.entity


def test_every_link_says_why() -> None:
    assert all(link.why for link in linked("厦门和泉州共建厦漳大桥，我国首创。", publisher="厦门晚报").values())
