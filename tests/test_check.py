"""A sound graph passes; every kind of damage is found by the check that is meant for it."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.background import learn
from kg.check import check, notices
from kg.store import Store
from kg.vocabulary import DCT, KG, QB, RDF, SCHEMA, SKOS, TIME
from tests.marked import BASE, entity
from tests.small import figure_store, small_store

DOCUMENT = f"{BASE}doc/b"
GRAPH = NamedNode(DOCUMENT)


def failing(store: Store) -> set[str]:
    return {failure.check for failure in check(store)} - {"kind-unknown"}


def damaged(*, without: str = "", extra: tuple[Quad, ...] = ()) -> Store:
    """The small graph with document b changed: no quad of one predicate, some quads more."""
    store = small_store()
    kept = [quad for quad in store.quads(DOCUMENT) if quad.predicate.value != without]
    store.replace(DOCUMENT, [*kept, *extra])
    return store


def test_a_sound_graph_passes() -> None:
    assert failing(small_store()) == set()


def test_ontology_and_knowledge_pass() -> None:
    store = Store()
    learn(store)
    assert [(failure.check, failure.rows[:3]) for failure in check(store)] == []


def quad(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), value, GRAPH)


AGENCY = entity("Agency", "厦门市财政局").iri
NAMELESS = NamedNode(BASE + "id/agency/nobody")
DAMAGE = [
    ("quote-differs", {"extra": (quad(DOCUMENT + "#m0-4", KG.quote, Literal("别的字")),)}),
    ("offsets-outside", {"extra": (quad(DOCUMENT + "#m0-4", KG.end, Literal(9999)),)}),
    ("claim-without-fact", {"without": KG.issuedBy}),
    ("fact-without-claim", {"extra": (quad(AGENCY, KG.partOf, NamedNode(entity("Agency", "厦门市教育局").iri)),)}),
    ("mention-not-counted", {"without": SCHEMA.mentions}),
    ("mention-incomplete", {"without": KG.why}),
    ("entity-without-name", {"extra": (quad(DOCUMENT, SCHEMA.mentions, NAMELESS),)}),
    ("document-without-title", {"without": DCT.title}),
    ("shapes", {"without": KG.rule}),
    ("shapes", {"extra": (quad(AGENCY, SKOS.prefLabel, Literal("", language="zh")),)}),
    ("shapes", {"extra": (quad(entity("Document", "课后办法").iri, KG.cites, NamedNode(AGENCY)),)}),
]


@pytest.mark.parametrize(("name", "damage"), DAMAGE, ids=[f"{name}-{index}" for index, (name, _) in enumerate(DAMAGE)])
def test_damage_is_found(name: str, damage: dict[str, str | tuple[Quad, ...]]) -> None:
    assert name in failing(damaged(**damage))  # type: ignore[arg-type]


FIGURES = [
    ("observation-without-evidence", RDF.subject),
    ("observation-incomplete", KG.period),
    ("observation-incomplete", QB.structure),
    ("figure-outside-its-document", DCT.source),
    ("indicator-without-meeting", SKOS.closeMatch),
    ("period-backwards", TIME.hasEnd),
    ("shapes", KG.printed),
    ("shapes", TIME.inXSDDate),
    ("shapes", KG.normalForm),
]


@pytest.mark.parametrize(("name", "without"), FIGURES, ids=[f"{name}-{index}" for index, (name, _) in enumerate(FIGURES)])
def test_damage_to_figures_is_found(name: str, without: str) -> None:
    store, document = figure_store(), f"{BASE}doc/f"
    for other in "egh":
        store.remove(f"{BASE}doc/{other}")
    store.replace(document, [quad for quad in store.quads(document) if quad.predicate.value != without])
    assert name in failing(store)


def test_a_graph_with_figures_passes() -> None:
    assert failing(figure_store()) == set()


def test_contradicting_figures_are_a_notice_and_no_failure() -> None:
    assert notices(figure_store()) == ["2 pairs of figures contradict each other in the sources: kg query conflicts"]
    assert notices(small_store()) == []


def test_a_fact_that_no_graph_states_is_found() -> None:
    store = small_store()
    fact = NamedNode(BASE + "x")
    store._inner.add(Quad(fact, fact, fact))  # the only way to break this law is past the store's own functions
    assert failing(store) == {"fact-nobody-states"}


def test_a_stated_fact_that_the_default_graph_lacks_is_found() -> None:
    store = small_store()
    (lost,) = [q for q in store.match(AGENCY, RDF.type) if q.object == NamedNode(KG.Agency)]
    store._inner.remove(lost)
    assert "fact-not-told" in failing(store)


def test_a_term_that_the_ontology_does_not_know_is_found() -> None:
    store = Store()
    learn(store)
    unknown = NamedNode(BASE + "ontology#invented")
    store.replace(DOCUMENT, [Quad(NamedNode(AGENCY), unknown, Literal("x"), GRAPH)])
    (rows,) = [failure.rows for failure in check(store) if failure.check == "kind-unknown"]
    assert unknown.value in rows


def test_checks_are_announced_before_they_run() -> None:
    heard: list[str] = []
    check(Store(), heard.append)
    assert heard[-1] == "shapes"
    assert "quote-differs" in heard
