"""Reprints are found whole, nearly and as excerpts; what follows one pattern is none; the earliest is the original."""

import random
from dataclasses import dataclass
from itertools import permutations

import pytest
from pyoxigraph import NamedNode

from kg.derived import derive
from kg.edges import derived_graph
from kg.likeness import keys, likeness
from kg.model import Header
from kg.quads import quads
from kg.queries import load, run
from kg.store import Store
from kg.vocabulary import KG
from tests.marked import BASE, marked, told

NOTICE = (
    "各区人民政府：为进一步加强知识产权保护，营造良好营商环境，现就开展专项行动的有关事项通知如下。"
    "一、提高认识，加强领导，把专项行动摆在突出位置，层层压实责任，确保各项部署落到实处。"
    "二、突出重点，严厉查处侵犯商标、专利、著作权和商业秘密的行为，依法公开典型案例，形成有力震慑。"
    "三、广泛宣传，畅通举报渠道，鼓励社会各界参与监督，推动形成尊重知识、崇尚创新的良好氛围。"
)
MORE = (
    "四、建立长效机制，完善部门协作、信息共享和案件移送制度，定期通报进展，及时研究解决存在的困难和问题。"
    "五、强化保障，配齐配强执法力量，加强业务培训，所需经费由同级财政统筹安排，并接受审计监督。"
)


@dataclass(frozen=True)
class Paper:
    """A document to be told: its text, its day, who published it, its number."""

    text: str
    day: str = "2022-04-19"
    publisher: str = "厦门日报"
    number: str = ""


def added(store: Store, **papers: Paper) -> Store:
    for name, paper in papers.items():
        header = Header(written=paper.day, publisher=paper.publisher, number=paper.number)
        store.replace(f"{BASE}doc/{name}", quads(told(marked(paper.text, name, header, f"通知{name}"))))
    return store


def reprints(**papers: Paper) -> dict[str, str]:
    """Which of the papers reprint which."""
    store = added(Store(), **papers)
    derive(store)
    return stored(store)


def stored(store: Store) -> dict[str, str]:
    found = store.match(None, KG.reprintOf, derived_graph(store.base))
    ends = [(quad.subject.value, quad.object.value) for quad in found]  # type: ignore[union-attr]
    return {one.rpartition("/")[2]: other.rpartition("/")[2] for one, other in ends}


def test_the_same_text_on_another_site_is_a_reprint_of_the_earlier_one() -> None:
    assert reprints(a=Paper(NOTICE, "2022-04-20", "台海网"), b=Paper(NOTICE)) == {"a": "b"}


def test_punctuation_space_and_dateline_make_no_difference() -> None:
    other = "本报厦门4月20日电 （记者张三）" + NOTICE.replace("，", ",").replace("。", "。\n")
    assert reprints(a=Paper("台海网4月19日讯（记者李四）" + NOTICE), b=Paper(other, "2022-04-20", "台海网")) == {"b": "a"}


def test_an_excerpt_is_a_reprint_of_what_it_was_taken_from() -> None:
    assert reprints(whole=Paper(NOTICE + MORE), part=Paper(NOTICE, "2022-04-21")) == {"part": "whole"}
    assert reprints(whole=Paper(NOTICE + MORE), part=Paper(NOTICE[:100], "2022-04-21")) == {}, "too short to tell"


def test_a_short_excerpt_is_found_whichever_comes_into_the_store_first() -> None:
    mixed = "".join(random.Random(7).choices(NOTICE.replace("，", "").replace("。", ""), k=400))
    short, whole = Paper(mixed[:160], "2022-04-21"), Paper(mixed)
    assert sum(key.startswith("s-") for key in keys([short.text])[0]) == 5, "fewer of its strings are kept than a longer text has probes"
    assert reprints(a=short, b=whole) == {"a": "b"}
    assert reprints(b=short, a=whole) == {"b": "a"}
    for first, then in (({"a": short}, {"b": whole}), ({"b": whole}, {"a": short})):
        store = added(Store(), **first)
        derive(store)
        derive(added(store, **then))
        assert stored(store) == {"a": "b"}


def test_what_quotes_an_earlier_text_among_much_else_is_another_document() -> None:
    others = (f"第{word}号公告刊登于本期公报，内容为{word}事项的处理结果。" for word in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰")
    gazette = NOTICE + MORE + "".join(others)
    assert reprints(gazette=Paper(gazette, "2022-05-01"), part=Paper(NOTICE)) == {}
    assert reprints(gazette=Paper(gazette, "2022-04-01"), part=Paper(NOTICE)) == {"part": "gazette"}


def test_two_wholes_are_not_one_because_they_share_an_excerpt() -> None:
    one, other = Paper(NOTICE + MORE * 2, "2022-01-01"), Paper(NOTICE + "".join(reversed(MORE)) * 2, "2022-02-01")
    assert reprints(one=one, other=other, part=Paper(NOTICE, "2022-03-01")) == {"part": "one"}


PATTERN = (
    "您好，来信收到了，答复如下：在哪里设站要看路面够不够宽、两站隔得远不远、候车的人多不多，还要各主管单位点头，"
    "您想让{}路在小区门口多停一站，我们已经记下，下次调整线路时会一并考虑，谢谢您关心城市公交，欢迎再来信。"
)


def test_letters_bulletins_and_notices_of_one_pattern_stay_apart() -> None:
    assert reprints(a=Paper(PATTERN.format("14")), b=Paper(PATTERN.format("9"), publisher="别处")) == {}, "another figure"
    assert reprints(a=Paper(PATTERN.format("十四")), b=Paper(PATTERN.format("十九"), publisher="别处")) == {}, "in characters"
    named = "[{}|Place]开展专项行动。" + NOTICE
    one, other = Paper(named.format("同安区")), Paper(named.format("翔安区"), publisher="别处")
    assert reprints(a=one, b=other) == {}, "another place"


def test_another_number_is_another_document() -> None:
    one, other = Paper(NOTICE, number="厦府〔2022〕3号"), Paper(NOTICE, publisher="别处", number="厦府〔2022〕4号")
    assert reprints(a=one, b=other) == {}
    assert reprints(a=Paper(NOTICE, "2022-05-01", number="厦府〔2022〕3号"), b=Paper(NOTICE)) == {"a": "b"}


def test_what_one_publisher_prints_much_alike_follows_a_pattern_and_what_two_print_is_one() -> None:
    edited = NOTICE.replace("广泛宣传，畅通举报渠道", "加大宣传力度，让举报更方便")
    found = likeness(NOTICE, edited)
    assert found is not None and 0.8 <= found.similarity < 0.95
    assert reprints(a=Paper(NOTICE), b=Paper(edited)) == {}
    assert reprints(a=Paper(NOTICE), b=Paper(edited, "2022-04-20", "台海网")) == {"b": "a"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Paper(NOTICE, "2022-04-18"), Paper(NOTICE, "2022-04-19", number="厦府〔2022〕3号")),
        (Paper(NOTICE, number="厦府〔2022〕3号"), Paper(NOTICE + "特此通知。")),
        (Paper(NOTICE + "特此通知。"), Paper(NOTICE)),
        (Paper(NOTICE, "2022-04-18"), Paper(NOTICE, "")),
    ],
    ids=["the earlier day", "the one with a number", "the longer text", "the one with a day"],
)
def test_the_original_is(first: Paper, second: Paper) -> None:
    assert reprints(b=first, a=second) == {"a": "b"}


def test_of_equals_the_first_iri_is_the_original_and_all_are_one_family() -> None:
    assert reprints(c=Paper(NOTICE), a=Paper(NOTICE), b=Paper(NOTICE)) == {"b": "a", "c": "a"}


FAMILY = {
    "first": Paper(NOTICE + MORE, "2022-04-19"),
    "copy": Paper(NOTICE + MORE, "2022-04-20", "台海网"),
    "part": Paper(NOTICE, "2022-04-21", "网易"),
    "later": Paper(NOTICE + MORE * 2, "2022-04-20", "东南网"),
    "strange": Paper(PATTERN.format("14"), "2022-04-20"),
}


@pytest.mark.parametrize("gone", FAMILY)
def test_taking_any_document_back_leaves_what_never_having_had_it_leaves(gone: str) -> None:
    store, without = added(Store(), **FAMILY), added(Store(), **{name: paper for name, paper in FAMILY.items() if name != gone})
    derive(store)
    store.remove(f"{BASE}doc/{gone}")
    derive(store)
    derive(without)
    assert store.dump() == without.dump()


def test_the_order_of_documents_does_not_matter_one_by_one_or_all_at_once() -> None:
    dumps = set()
    for order in [*permutations(FAMILY)][::17]:
        store = Store()
        for name in order:
            derive(added(store, **{name: FAMILY[name]}))
        dumps.add(store.dump())
    at_once = added(Store(), **FAMILY)
    derive(at_once)
    assert dumps == {at_once.dump()}


def test_a_changed_day_changes_the_original() -> None:
    store = added(Store(), a=Paper(NOTICE, "2022-04-19"), b=Paper(NOTICE, "2022-04-20"))
    derive(store)
    added(store, b=Paper(NOTICE, "2022-04-18"))
    derive(store)
    assert stored(store) == {"a": "b"}


def test_the_question_shows_reprints_with_their_original() -> None:
    store = added(Store(), a=Paper(NOTICE), b=Paper(NOTICE, "2022-04-20", "台海网"))
    derive(store)
    (row,) = run(store, load("reprints")).rows
    assert [cell.value if cell else "" for cell in row[:7]] == ["1", "通知b", "2022-04-20", "台海网", "通知a", "2022-04-19", "厦门日报"]
    assert row[7:] == (NamedNode(f"{BASE}doc/a"), NamedNode(f"{BASE}doc/b"))
