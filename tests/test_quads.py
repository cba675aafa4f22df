"""What of an annotation stands in the graph of its document."""

from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Annotation, Claim, Entity, Header, Link, Mention, Span
from kg.quads import quads
from kg.vocabulary import KG, ORG, RDF, SCHEMA, SKOS
from tests.marked import BASE, entity, marked, told

TEXT = "昨日，[市教育局|Agency]印发《[课后办法|Document]》。[有关部门|Agency?]请办理。"
DOCUMENT = f"{BASE}doc/one"


def written(annotation: Annotation, base: str = BASE) -> list[Quad]:
    return quads(annotation, base)


def objects(found: list[Quad], subject: str, predicate: str) -> list[str]:
    return [q.object.value for q in found if q.subject == NamedNode(subject) and q.predicate == NamedNode(predicate)]  # type: ignore[union-attr]


def test_every_quad_is_in_the_document_s_graph_and_none_stands_twice() -> None:
    found = written(told(marked(TEXT)))
    assert {quad.graph_name for quad in found} == {NamedNode(DOCUMENT)}
    assert len(found) == len(set(found))


def test_a_fact_is_a_plain_triple_and_a_claim_with_its_sentence() -> None:
    found = written(told(marked(TEXT)))
    agency, document = entity("Agency", "市教育局").iri, entity("Document", "课后办法").iri
    assert objects(found, document, KG.issuedBy) == [agency]
    (claim,) = [q.subject.value for q in found if q.predicate == NamedNode(RDF.predicate) and q.object == NamedNode(KG.issuedBy)]  # type: ignore[union-attr]
    assert objects(found, claim, RDF.subject) == [document]
    assert objects(found, claim, KG.quote) == ["市教育局印发《课后办法"]
    assert objects(found, claim, KG.sentence) == ["昨日，市教育局印发《课后办法》。"]
    assert claim.startswith(DOCUMENT + "#c")


def test_every_quote_is_what_its_offsets_cut_from_the_text() -> None:
    annotation = told(marked(TEXT))
    found = written(annotation)
    nodes = {q.subject.value for q in found if q.predicate == NamedNode(KG.start)}  # type: ignore[union-attr]
    assert len(nodes) == 6
    for node in nodes:
        start, end = int(objects(found, node, KG.start)[0]), int(objects(found, node, KG.end)[0])
        assert objects(found, node, KG.quote) == [annotation.document.text[start:end]]


def test_a_mention_without_an_entity_keeps_its_kind_and_says_why() -> None:
    found = written(told(marked(TEXT)))
    node = f"{DOCUMENT}#m16-20"
    assert objects(found, node, KG.quote) == ["有关部门"]
    assert objects(found, node, KG.kind) == ["Agency"]
    assert objects(found, node, KG.means) == []
    assert objects(found, node, KG.why) == ["marked"]


def test_the_document_mentions_what_its_mentions_mean() -> None:
    found = written(told(marked(TEXT)))
    assert objects(found, DOCUMENT, SCHEMA.mentions) == [entity("Agency", "市教育局").iri, entity("Document", "课后办法").iri]


def test_an_entity_has_its_kind_and_its_name_in_chinese() -> None:
    found = written(told(marked(TEXT)))
    agency = entity("Agency", "市教育局").iri
    assert objects(found, agency, RDF.type) == [KG.Agency]
    labels = [q.object for q in found if q.subject == NamedNode(agency) and q.predicate == NamedNode(SKOS.prefLabel)]
    assert labels == [Literal("市教育局", language="zh")]


def test_a_composed_agency_is_of_its_place_and_body() -> None:
    agency = Entity(f"{BASE}id/agency/350200/education", "Agency", "厦门市教育局")
    unknown = Entity(f"{BASE}id/agency/350200/0123456789ab", "Agency", "厦门市无名局")
    annotation = marked("市教育局")
    span = Span(annotation.document.iri, 0, 4)
    links = tuple(Link(Mention(span, "Agency", "agencies"), meant, 1.0, "") for meant in (agency, unknown))
    found = written(replace(annotation, links=links))
    assert objects(found, agency.iri, KG.place) == [f"{BASE}id/place/350200"]
    assert objects(found, agency.iri, KG.body) == [f"{BASE}id/body/education"]
    assert objects(found, unknown.iri, KG.place) == [f"{BASE}id/place/350200"]
    assert objects(found, unknown.iri, KG.body) == []


def test_a_post_is_a_thing_that_the_person_holds() -> None:
    found = written(told(marked("[市教育局|Agency]局长[张明|Person]到会。")))
    (post,) = objects(found, entity("Person", "张明").iri, ORG.holds)
    assert objects(found, post, SKOS.prefLabel) == ["局长"]
    assert objects(found, post, ORG.postIn) == [entity("Agency", "市教育局").iri]
    assert objects(found, entity("Person", "张明").iri, KG.holdsPost) == [entity("Agency", "市教育局").iri]


def test_a_number_names_the_document_that_bears_it() -> None:
    number = entity("Document", "国办发〔2019〕6号").iri
    found = written(told(marked("见[国办发〔2019〕6号|Number]。")))
    assert objects(found, number, KG.issueNumber) == ["国办发〔2019〕6号"]


def test_what_the_header_says_is_claimed_without_offsets() -> None:
    annotation = told(marked("全文。", header=Header(number="同府〔2024〕5号")))
    found = written(annotation)
    (claim,) = [q.subject.value for q in found if q.predicate == NamedNode(KG.rule)]  # type: ignore[union-attr]
    assert objects(found, claim, KG.rule) == ["header"]
    assert objects(found, claim, KG.start) == []
    assert objects(found, DOCUMENT, KG.issueNumber) == ["同府〔2024〕5号"]


def test_all_of_our_iris_stand_under_the_base_that_is_set() -> None:
    for quad in written(told(marked(TEXT)), "https://kg.example/"):
        assert BASE not in f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name}"


def test_the_same_annotation_gives_the_same_quads_in_the_same_order() -> None:
    assert written(told(marked(TEXT))) == written(told(marked(TEXT)))


def test_a_score_has_the_form_that_the_store_gives_back() -> None:
    annotation = marked("市教育局")
    sure = Claim(entity("Event", "会"), KG.organizedBy, entity("Agency", "局"), Span(DOCUMENT, 0, 2), "rule", 0.95)
    found = written(replace(annotation, claims=(sure, replace(sure, score=1.0, rule="other", evidence=None))))
    assert sorted(q.object.value for q in found if q.predicate == NamedNode(KG.score)) == ["0.95", "1"]  # type: ignore[union-attr]
