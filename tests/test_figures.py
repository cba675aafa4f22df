"""What figures and time expressions become in the graph: one data set a document, observations with evidence, intervals."""

from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import NamedNode, Quad

from kg.indicators import spelt
from kg.model import Annotation, Mention, Period, Quantity, Span
from kg.nodes import plain
from kg.quads import quads
from kg.store import Store
from kg.vocabulary import DCT, KG, QB, RDF, RDFS, SCHEMA, SKOS, TIME
from tests.marked import BASE, marked, told
from tests.small import AGAIN, AS_OF, FIRST, XIAMEN, YEAR_END, figure_store, figured, observed
from tests.test_quads import objects

DOCUMENT = f"{BASE}doc/e"
UNSTATED = f"{BASE}id/unstated"


def said(annotation: Annotation) -> list[Quad]:
    return quads(told(annotation))


def subjects(found: list[Quad], predicate: str, value: str) -> list[str]:
    wanted = (NamedNode(predicate), NamedNode(value))
    return [q.subject.value for q in found if (q.predicate, q.object) == wanted]  # type: ignore[union-attr]


def one_figure(counted: str = "企业 3 家", **more: object) -> tuple[str, list[Quad]]:
    """The IRI of the only figure of `有企业3家，企业数量3家。`, and the graph it stands in."""
    found = said(observed(marked("有企业3家，企业数量3家。"), "有企业3家", counted, **more))
    (figure,) = subjects(found, RDF.type, QB.Observation)
    return figure, found


def test_a_document_has_one_data_set_with_the_structure_of_figures() -> None:
    found = said(figured("e"))
    (data_set,) = subjects(found, RDF.type, QB.DataSet)
    assert data_set == f"{DOCUMENT}/figures"
    assert objects(found, data_set, QB.structure) == [KG.FigureStructure]
    assert objects(found, data_set, DCT.source) == [DOCUMENT]
    assert objects(found, data_set, RDFS.label) == ["公告中的数据: 公报e", "figures of an announcement: 公报e"]
    assert len(subjects(found, QB.dataSet, data_set)) == 3


def test_a_document_without_figures_has_no_data_set() -> None:
    assert subjects(said(marked("全文。")), RDF.type, QB.DataSet) == []


def test_a_figure_tells_what_where_when_and_how_much() -> None:
    found = said(figured("e"))
    figure = next(iri for iri in subjects(found, RDF.type, QB.Observation) if objects(found, iri, KG.value) == ["19000"])
    told_of = {predicate: objects(found, figure, predicate) for predicate in (KG.indicator, KG.area, KG.status, KG.unit, KG.printed)}
    assert told_of == {
        KG.indicator: [f"{BASE}id/indicator/valid-invention-patents"],
        KG.area: [XIAMEN.iri],
        KG.status: [f"{BASE}id/status/achieved"],
        KG.unit: [f"{BASE}id/unit/piece"],
        KG.printed: ["19000件"],
    }
    moved = [objects(found, figure, predicate) for predicate in (KG.change, KG.changeBase, KG.changeValue, KG.changeUnit, KG.rank)]
    assert moved == [["同比+20.11%"], ["同比"], ["20.11"], ["%"], ["居全省第1位"]]


def test_what_the_text_leaves_open_is_unstated() -> None:
    figure, found = one_figure("企业 3 ")
    assert [objects(found, figure, predicate) for predicate in (KG.area, KG.period, KG.unit)] == [[UNSTATED]] * 3


def test_a_figure_said_twice_is_one_with_two_pieces_of_evidence() -> None:
    found = said(figured("e"))
    figure = next(iri for iri in subjects(found, RDF.type, QB.Observation) if objects(found, iri, KG.value) == ["19000"])
    claims = subjects(found, RDF.subject, figure)
    assert sorted(objects(found, claim, KG.quote)[0] for claim in claims) == sorted([FIRST, AGAIN])
    assert {objects(found, claim, RDF.predicate)[0] for claim in claims} == {KG.value}


@pytest.mark.parametrize(
    ("counted", "period", "same"),
    [
        ("企业 3 家", AS_OF, True),
        ("企业数量 3 家", YEAR_END, True),
        ("企业 3 家", replace(YEAR_END, label="2021年末"), True),
        ("企业 4 家", YEAR_END, False),
        ("企业 3 户", YEAR_END, False),
        ("企业 3 家", None, False),
    ],
)
def test_two_observations_that_say_the_same_in_other_words_are_one_figure(counted: str, period: Period | None, same: bool) -> None:
    annotation = observed(marked("有企业3家，企业数量3家。"), "有企业3家", "企业 3 家", period=YEAR_END)
    found = said(observed(annotation, "企业数量3家", counted, period=period))
    assert len(subjects(found, RDF.type, QB.Observation)) == (1 if same else 2)
    assert len(subjects(found, RDF.predicate, KG.value)) == 2


def test_what_a_later_sentence_adds_to_the_same_figure_is_kept() -> None:
    annotation = observed(marked("有企业3家，企业数量3家。"), "有企业3家", "企业 3 家")
    found = said(observed(annotation, "企业数量3家", "企业 3 家", rank="第1位", printed="三家"))
    (figure,) = subjects(found, RDF.type, QB.Observation)
    assert (objects(found, figure, KG.rank), objects(found, figure, KG.printed)) == (["第1位"], ["3家"])


def test_an_exact_figure_has_no_bounds_and_an_inexact_one_those_it_leaves_open() -> None:
    figure, found = one_figure()
    assert objects(found, figure, KG.low) + objects(found, figure, KG.high) + objects(found, figure, KG.qualifier) == []
    figure, found = one_figure(quantity=Quantity(Decimal(3), "家", "超过", low=Decimal(3)))
    assert [objects(found, figure, predicate) for predicate in (KG.low, KG.high, KG.qualifier)] == [["3"], [], ["超过"]]


def test_a_spelling_is_a_concept_of_its_own_that_meets_the_known_indicator() -> None:
    found = said(figured("f"))
    (figure,) = subjects(found, RDF.type, QB.Observation)
    (spelling,) = objects(found, figure, KG.indicator)
    known = f"{BASE}id/indicator/valid-invention-patents"
    assert objects(found, spelling, RDF.type) == [KG.Indicator, SKOS.Concept]
    assert objects(found, spelling, SKOS.prefLabel) == ["有效发明专利数量"]
    assert objects(found, spelling, SKOS.closeMatch) == [known]
    assert objects(found, spelling, KG.normalForm) == objects(found, known, KG.normalForm) == ["有效发明专利"]
    assert objects(found, spelling, KG.unit) == [f"{BASE}id/unit/piece"]


def test_spellings_of_an_unknown_indicator_meet_in_its_normal_form() -> None:
    _, found = one_figure("为农服务中心数量 3 个")
    (meets,) = objects(found, f"{BASE}id/{spelt('为农服务中心数量').key}", SKOS.closeMatch)
    assert meets == f"{BASE}id/{spelt('为农服务中心').key}"
    assert objects(found, meets, SKOS.prefLabel) == ["为农服务中心"]


def test_a_unit_that_is_not_known_is_minted_with_its_name() -> None:
    figure, found = one_figure("企业 3 怪单位")
    (unit,) = objects(found, figure, KG.unit)
    assert unit.startswith(f"{BASE}id/unit/")
    assert (objects(found, unit, SKOS.prefLabel), objects(found, unit, RDF.type)) == (["怪单位"], [KG.Unit])


def test_the_area_of_a_figure_is_described_though_no_name_mentions_it() -> None:
    _, found = one_figure(area=XIAMEN)
    assert objects(found, XIAMEN.iri, SKOS.prefLabel) == ["厦门市"]


def test_a_time_expression_is_a_mention_that_means_an_interval() -> None:
    found = said(figured("e"))
    assert objects(found, f"{DOCUMENT}#t0-6", KG.quote) == ["2021年底"]
    (period,) = objects(found, f"{DOCUMENT}#t0-6", KG.means)
    assert period.startswith(f"{BASE}id/period/2021-12-31_2021-12-31/")
    assert period in objects(found, DOCUMENT, SCHEMA.mentions)
    assert objects(found, period, RDF.type) == [KG.Period, TIME.Interval]
    assert objects(found, period, SKOS.prefLabel) == ["2021年底"]
    assert objects(found, period, SKOS.notation) == ["2021-12-31/2021-12-31"]
    assert objects(found, period, TIME.hasBeginning) == objects(found, period, TIME.hasEnd) == [f"{BASE}id/instant/2021-12-31"]
    assert objects(found, f"{BASE}id/instant/2021-12-31", TIME.inXSDDate) == ["2021-12-31"]


def test_a_time_expression_without_days_means_nothing_and_keeps_its_kind() -> None:
    found = said(figured("e"))
    assert objects(found, f"{DOCUMENT}#t82-84", KG.means) == []
    assert objects(found, f"{DOCUMENT}#t82-84", KG.kind) == ["Period"]


def test_a_period_with_an_open_side_has_one_instant() -> None:
    annotation = marked("近年来发展快。")
    since = Mention(Span(annotation.document.iri, 0, 3), "Period", "dates", Period("2020-01-01", "", "year", "since", "2020年以来"))
    found = said(replace(annotation, periods=(since,)))
    (period,) = subjects(found, RDF.type, KG.Period)
    assert (objects(found, period, SKOS.notation), objects(found, period, TIME.hasEnd)) == (["2020-01-01/.."], [])
    assert objects(found, period, KG.qualifier) == ["since"]


def test_figures_stand_in_the_default_graph_and_their_evidence_does_not() -> None:
    store = figure_store()
    figures = [quad.subject.value for quad in store.match(None, QB.dataSet)]  # type: ignore[union-attr]
    assert len(figures) == 8
    assert store.match(None, KG.quote) == []


def test_taking_a_document_back_takes_its_figures_and_leaves_the_others() -> None:
    store, without = figure_store(), figure_store()
    for name in ("g", "h"):
        store.remove(f"{BASE}doc/{name}")
    assert len(store.match(None, QB.dataSet)) == 4
    store.replace(f"{BASE}doc/h", said(figured("h")))
    store.replace(f"{BASE}doc/g", said(figured("g")))
    assert store.dump() == without.dump()


def test_figures_move_with_the_base() -> None:
    for quad in quads(told(figured("e")), "https://kg.example/"):
        assert BASE not in f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name}"


@pytest.mark.parametrize("number", ["20.10", "410000", "4.1E+5", "36000000000", "-0.0", "0.0050", "-3.20"])
def test_a_number_has_the_form_that_the_store_gives_back(number: str) -> None:
    store = Store()
    _, found = one_figure(quantity=Quantity(Decimal(number), "家"))
    store.replace(f"{BASE}doc/one", found)
    assert [quad.object.value for quad in store.match(None, KG.value)] == [plain(Decimal(number))]  # type: ignore[union-attr]
