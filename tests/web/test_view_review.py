"""What an editor is shown to rule on: pairs that may be one, and names nobody knows."""



import pytest
from pyoxigraph import NamedNode, Quad

from kg.derived import derive
from kg.errors import QueryError
from kg.model import Header
from kg.quads import quads
from kg.store import Store
from kg.vocabulary import OWL
from kg.web.served import Served
from kg.web.views.review import review
from tests.marked import BASE, marked, told
from tests.marked import entity as named
from tests.web.seen import quoted, small


def pairs(*texts: str) -> list[str]:
    """Why each pair of things that texts name may be one."""
    store = Store()
    for place, text in enumerate(texts):
        store.fill(quads(told(marked(text, f"d{place}", Header(), f"d{place}"))))
    derive(store)
    return [pair["why"] for pair in review(Served(store, None))["pairs"]]


def test_an_editor_sees_short_and_long_names_of_what_may_be_one() -> None:
    assert pairs("[美国环保署|Agency]通报。", "[美国环境保护署|Agency]通报。") == ["美国环保署 may be short for 美国环境保护署"]
    assert pairs("[2023年春晚|Event]。[2023年春节联欢晚会|Event]。") == ["2023年春晚 may be short for 2023年春节联欢晚会"]
    assert pairs("[“豹2”坦克|Product]。", "[“豹-2”坦克|Product]。")[0].endswith("differ in nothing that is said")
    (why,) = pairs("[宝通公司|Organization]。[旬阳县宝通公司|Organization]。")
    assert why == "旬阳县宝通公司 ends with 宝通公司, and one document has both"
    (why,) = pairs("[全国政协十四届一次会议|Event]。", "[政协第十四届全国委员会第一次会议|Event]。")
    assert why.startswith("全国政协十四届一次会议 says in other order")


def test_names_of_different_things_are_no_pair() -> None:
    assert pairs("[第一中学|Organization]。[第二中学|Organization]。") == []
    assert pairs("[中央民族大学|Organization]。[中央民族大学附属中学|Organization]。") == []
    assert pairs("[宝通公司|Organization]。", "[旬阳县宝通公司|Organization]。") == []
    assert pairs("[俄罗斯国防部|Agency]。", "[乌克兰国防部|Agency]。") == []
    assert pairs("[公立医院改革|Programme]。", "[公立医院薪酬制度改革|Programme]。") == []


def test_a_pair_shows_both_with_the_sentences_that_name_them() -> None:
    store = Store()
    for name, text in {"a": "[美国环保署|Agency]通报。", "b": "会上，[美国环境保护署|Agency]通报。"}.items():
        store.fill(quads(told(marked(text, name, Header(), name))))
    (pair,) = review(Served(store, None))["pairs"]
    assert (pair["one"]["label"], pair["other"]["label"], pair["one"]["documents"]) == ("美国环保署", "美国环境保护署", 1)
    assert quoted(pair["said_other"][0]) == "会上，【美国环境保护署】通报。"


def test_what_is_ruled_or_known_to_be_different_is_no_pair_any_more() -> None:
    store = Store()
    for name, text in {"a": "[美国环保署|Agency]通报。", "b": "[美国环境保护署|Agency]通报。"}.items():
        store.fill(quads(told(marked(text, name, Header(), name))))
    one, other = (NamedNode(named("Agency", label).iri) for label in ("美国环保署", "美国环境保护署"))
    store.fill([Quad(other, NamedNode(OWL.differentFrom), one, NamedNode(f"{BASE}graph/knowledge"))])
    assert review(Served(store, None))["pairs"] == []


def test_names_nobody_knows_come_with_texts_around_them() -> None:
    page = review(small())
    assert [(one["thing"]["label"], one["documents"]) for one in page["unknown"]] == [("厦门市教育局", 3), ("厦门市财政局", 2)]
    assert "市教育局" in page["unknown"][0]["examples"][0]
    assert page["unknown"][0]["candidates"] == [], "what is called just so is no other"
    with pytest.raises(QueryError, match="page must be a number"):
        review(small(), page="0")
