"""What the samples are too small for: questions on graphs written out as TriG, one graph a document."""

from pyoxigraph import RdfFormat, parse

from kg.model import Header
from kg.quads import quads
from kg.queries import load, run
from kg.store import Store
from kg.vocabulary import PREFIXES
from tests.marked import BASE, marked, told
from tests.small import figure_store, rule_store

HEAD = f"@base <{BASE}id/> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(PREFIXES.items()))
LABELS = """<urn:knowledge> {
  <place/1> kg:level "province" ; skos:prefLabel "甲省"@zh . <place/2> kg:level "prefecture" ; skos:prefLabel "乙市"@zh .
  <place/3> kg:level "prefecture" ; skos:prefLabel "丙市"@zh .
  kg:jurisdiction rdfs:label "所属地"@zh .
  <body/old> a kg:Body ; kg:successor <body/new> . <body/new> a kg:Body ; kg:name "新局" .
  <body/split> a kg:Body ; kg:successor <body/new>, <body/other> . <body/other> a kg:Body ; kg:name "别局" .
  <agency/2/old> a kg:Agency ; skos:prefLabel "乙市旧局"@zh ; kg:body <body/old> ; kg:place <place/2> .
  <agency/2/new> a kg:Agency ; skos:prefLabel "乙市新局"@zh ; kg:body <body/new> ; kg:place <place/2> .
  <agency/3/old> a kg:Agency ; skos:prefLabel "丙市旧局"@zh ; kg:body <body/old> ; kg:place <place/3> .
  <agency/3/split> a kg:Agency ; skos:prefLabel "丙市分局"@zh ; kg:body <body/split> ; kg:place <place/3> .
  <agency/c> a kg:Agency ; skos:prefLabel "甲部"@zh ; kg:successor <agency/d> . <agency/d> a kg:Agency ; skos:prefLabel "乙部"@zh .
}
"""


def made(trig: str) -> Store:
    """A store of the labels above and the graphs of `trig`."""
    store = Store()
    store.fill(parse(HEAD + LABELS + trig, format=RdfFormat.TRIG))
    return store


def rows(store: Store, name: str, /, columns: str = "", **values: str) -> list[tuple[str, ...]]:
    """The answer of a question: the columns named, or all."""
    answer = run(store, load(name), values)
    keep = [answer.columns.index(column) for column in columns.split() or answer.columns]
    return [tuple(row[index].value if row[index] else "" for index in keep) for row in answer.rows]  # type: ignore[union-attr]


def announced(number: int, day: str, facts: str) -> str:
    """The graph of a document of a day; in `facts` it is `this:`."""
    iri = f"<{BASE}doc/{number}>"
    day_of = f'dct:issued "{day}"^^xsd:date ;' if day else ""
    return f'{iri} {{ {iri} a kg:Announcement ; {day_of} dct:title "文件{number}"@zh . {facts.replace("this:", iri)} }}\n'


REFORMED = made(
    announced(
        1, "2010-01-01", "this: kg:issuedBy <agency/2/old> ; schema:mentions <agency/2/old>, <agency/3/old>, <agency/3/split>, <agency/c> ."
    )
    + announced(2, "2020-01-01", "this: kg:issuedBy <agency/2/new> ; schema:mentions <agency/2/old>, <agency/2/new>, <agency/d> .")
)


def test_an_agency_counts_under_its_successor_only_on_request() -> None:
    told = rows(REFORMED, "agencies-through-reforms", "agency documents named_in")
    assert ("乙市旧局", "1", "2") in told and ("乙市新局", "1", "1") in told and ("甲部", "0", "1") in told
    folded = {row[0]: row[1:] for row in rows(REFORMED, "agencies-through-reforms", fold="yes")}
    assert folded == {
        "乙市新局": ("2", "2", "乙市旧局"),
        "丙市新局": ("0", "1", "丙市旧局"),
        "丙市分局": ("0", "1", ""),
        "乙部": ("0", "2", "甲部"),
    }


def cites(number: int, other: str) -> str:
    """That a document cites another one, as a claim tells it."""
    claim = f"<{BASE}doc/{number}#claim>"
    return (
        f'this: kg:cites {other} . {claim} rdf:subject this: ; rdf:predicate kg:cites ; rdf:object {other} ; kg:sentence "根据{number}。" .'
    )


def test_what_rests_on_what_is_followed_to_any_depth_and_through_what_is_one_document() -> None:
    store = made(
        announced(1, "2022-01-01", cites(1, "<document/b>"))
        + announced(2, "2021-01-01", '<document/b> skos:prefLabel "乙办法"@zh . this: owl:sameAs <document/b> .' + cites(2, "<document/a>"))
        + announced(
            3, "2023-01-01", '<document/a> skos:prefLabel "甲法"@zh . <document/x> skos:prefLabel "无关"@zh .' + cites(3, "<document/x>")
        )
    )
    chain = [("文件1", "乙办法"), ("文件2", "甲法")]
    assert rows(store, "what-rests-on-it", "citing cited", title="甲法") == chain
    assert rows(store, "what-it-rests-on", "citing cited", title="文件1") == chain
    assert rows(store, "what-it-rests-on", "citing cited", title="文件2") == chain[1:]
    assert rows(store, "what-rests-on-it", "citing cited", title="文件1") == []


def adopted(number: int, place: int) -> str:
    """That a document says that the programme is of a place."""
    claim = f"<{BASE}doc/{number}#claim>"
    fact = f'<programme/p> a kg:Programme ; skos:prefLabel "某行动"@zh ; kg:jurisdiction <place/{place}> .'
    return f"{fact} {claim} rdf:subject <programme/p> ; rdf:predicate kg:jurisdiction ; rdf:object <place/{place}> ."


DIFFUSED = made(
    announced(1, "2021-05-01", adopted(1, 1))
    + announced(2, "2022-03-01", adopted(2, 2))
    + announced(3, "2020-03-01", adopted(3, 2))
    + announced(4, "2022-06-01", adopted(4, 3))
    + announced(5, "", adopted(5, 1))
)


def test_a_place_adopts_a_programme_on_the_day_of_the_first_document_that_says_so() -> None:
    assert rows(DIFFUSED, "first-adopters") == [("某行动", "乙市", "2020-03-01", "2022-06-01", "3")]
    assert rows(DIFFUSED, "adopters", "day place level", name="某行动") == [
        ("2020-03-01", "乙市", "prefecture"),
        ("2021-05-01", "甲省", "province"),
        ("2022-03-01", "乙市", "prefecture"),
        ("2022-06-01", "丙市", "prefecture"),
        ("", "甲省", "province"),
    ]


def test_an_adoption_curve_adds_up_by_level() -> None:
    assert rows(DIFFUSED, "adoption-curve", name="某行动") == [
        ("prefecture", "2020", "1", "1"),
        ("prefecture", "2021", "0", "1"),
        ("prefecture", "2022", "1", "2"),
        ("province", "2021", "1", "1"),
        ("province", "2022", "0", "1"),
    ]
    assert rows(DIFFUSED, "adoption-curve", name="别的行动") == []


def test_a_repealed_document_that_is_cited_later_is_listed_and_the_repeal_is_not() -> None:
    store = rule_store()
    assert rows(store, "repealed-still-cited") == []
    for name, day in (("earlier", "2020-01-01"), ("later", "2023-01-01")):
        store.fill(quads(told(marked("根据《[旧夜市办法|Document]》，开展检查。", name, Header(published=day), f"通知{name}"))))
    assert rows(store, "repealed-still-cited", "repealed repealed_on repealed_by citing cited_on sentence") == [
        ("旧夜市办法", "2021-12-20", "夜市管理办法", "通知later", "2023-01-01", "根据《旧夜市办法》，开展检查。"),
    ]


def test_what_a_text_ranks_is_told_with_its_words() -> None:
    (row,) = rows(figure_store(), "ranks-told", "of indicator rank value period")
    assert row == ("厦门市", "有效发明专利", "居全省第1位", "19000", "2021年底")


def test_areas_are_ranked_within_a_period() -> None:
    found = rows(figure_store(), "ranking", "rank of value documents", indicator="有效发明专利")
    assert found == [("1", "厦门市", "18000", "1"), ("1", "厦门市", "19000", "2")]
