"""The reconciliation service: a reader's column of names comes back as it must, in the shapes of the API, and nothing sent breaks it."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from kg.build import build
from kg.errors import Missing, QueryError
from kg.indexing import refresh
from kg.resources import folder
from kg.search import Index
from kg.store import Store
from kg.web import extension, reconcile
from kg.web.served import Served
from tests.web.serving import Server

Json = dict[str, Any]
XIAMEN = {"pid": "place", "v": "厦门"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("reconcile")
    store = Store(path / "graph", base="https://example.org/kg/")
    build([folder("samples")], store)
    refresh(store, path / "search.sqlite", [])
    index = Index.reading(path / "search.sqlite")
    yield Served(store, index)
    if index is not None:
        index.close()


def asked(served: Served, query: str = "", **more: Any) -> list[Json]:
    """The candidates for one query."""
    answer = reconcile.queries(served, {"q": ({"query": query} if query else {}) | more})["q"]
    assert "error" not in answer, answer["error"]
    return list(answer["result"])


def said(candidates: list[Json]) -> str:
    """What comes back for a row, in a word: the id that matched, `open`, or `nothing`."""
    matched = [one["id"] for one in candidates if one["match"]]
    assert len(matched) <= 1, "two things were said to be the one meant"
    return matched[0] if matched else "open" if candidates else "nothing"


def features(candidate: Json) -> Json:
    return {one["id"]: one["value"] for one in candidate["features"]}


@pytest.mark.parametrize(
    ("row", "meant"),
    [
        ("市文旅局 | 厦门 |", "agency/350200/culture-tourism"),
        ("市文旅局 | 350200 |", "agency/350200/culture-tourism"),
        ("市场监管局 | 厦门市 |", "agency/350200/market-regulation"),
        ("厦门市工商局 | | 2012", "agency/350200/industry-commerce"),
        ("厦门市工商局 | | 2022", "open"),
        ("国家卫计委 | | 2015", "agency/100000/health-family-planning"),
        ("国家卫计委 | | 2022", "open"),
        ("朝阳区教育局 | |", "open"),
        ("朝阳区教育局 | 长春 |", "agency/220104/education"),
        ("朝阳区 | |", "open"),
        ("朝阳区 | 长春 |", "place/220104"),
        ("同安 | |", "place/350212"),
        ("泉州市教育局 | 厦门 |", "open"),
        ("乌有司 | |", "nothing"),
        ("有关部门 | |", "nothing"),
        ("市局 | 厦门 |", "nothing"),
        ("国函〔2022〕70号 | |", "document/f9b367356eb3"),
        ("国函[2022]70号 | |", "document/f9b367356eb3"),
        ("同安凤梨穗 | |", "product/tonganfenglisui"),
        ("武夷岩茶 | 福建 |", "product/wuyiyancha"),
        ("武夷岩茶 | 北京 |", "open"),
        ("《商标法》 | |", "document/542bf5d9b5cd"),
        ("方砚书 | |", "person/ec563e068ea1"),
        ("凤梨穗 | |", "open"),
        ("发改委 | |", "open"),
        ("莲花镇人民政府 | 同安区 |", "agency/350212105/people-s-government"),
    ],
)
def test_a_row_of_a_table_comes_back_as(served: Served, row: str, meant: str) -> None:
    name, place, date = (cell.strip() for cell in row.split("|"))
    told = [{"pid": pid, "v": value} for pid, value in (("place", place), ("date", date)) if value]
    assert said(asked(served, name, properties=told)) == meant


def test_a_candidate_has_official_name_type_score_and_its_reasons(served: Served) -> None:
    (one,) = [one for one in asked(served, "市文旅局", properties=[XIAMEN, {"pid": "date", "v": "2022-04-19"}]) if one["match"]]
    assert (one["name"], one["type"], one["score"]) == ("厦门市文化和旅游局", [{"id": "Agency", "name": "机关"}], 95.0)
    assert one["description"].startswith("市 stands for 厦门市: you said 厦门; 文旅局 is a short form of 文化和旅游局")
    assert {"place": True, "date": True, "decided": True, "documents": 1}.items() <= features(one).items()


def test_the_id_behind_the_identifier_space_is_the_iri(served: Served) -> None:
    space = reconcile.manifest(served, "http://localhost")["identifierSpace"]
    (one,) = asked(served, "方砚书")
    assert served.store.match(space + one["id"], None)


def test_a_name_left_open_gives_all_it_may_be(served: Served) -> None:
    found = asked(served, "朝阳区教育局")
    assert {"北京市朝阳区教育局", "长春市朝阳区教育局"} <= {one["name"] for one in found}
    assert not any(one["match"] for one in found)


def test_a_place_reconciled_before_tells_whose_it_is(served: Served) -> None:
    place = {"pid": "place", "v": [{"id": "place/350200", "name": "厦门市"}]}
    assert said(asked(served, "市教育局", properties=[place])) == "agency/350200/education"


@pytest.mark.parametrize("date", [2012, 2012.0, "2012", "2012-05", "2012-05-03", "2012-05-03T00:00:00Z", "2012年5月3日", "2012/5/3"])
def test_a_date_is_read_as_tables_write_it(served: Served, date: object) -> None:
    assert said(asked(served, "厦门市工商局", properties=[{"pid": "date", "v": date}])) == "agency/350200/industry-commerce"


def test_a_document_number_means_its_issuer_only_where_issuers_are_asked_for(served: Served) -> None:
    first = asked(served, "国办发〔2020〕3号", type="Agency", type_strict="should")
    assert said(first) == "agency/100000/government-office"
    assert said(asked(served, "国办发〔2020〕3号")) == "open"


def test_another_type_is_a_worse_candidate_or_none(served: Served) -> None:
    (soft,) = asked(served, "同安凤梨穗", type="Person")
    assert (soft["match"], soft["score"], features(soft)["type"]) == (False, 50.0, False)
    assert asked(served, "同安凤梨穗", type=["Person"], type_strict="any") == []
    assert said(asked(served, "同安凤梨穗", type=["Person", "Product"], type_strict="any")) == "product/tonganfenglisui"
    assert asked(served, "同安凤梨穗", type=["Person", "Product"], type_strict="all") == []
    assert said(asked(served, "同安凤梨穗", type=f"{served.base}ontology#Product")) == "product/tonganfenglisui"


def test_any_property_may_speak_for_a_candidate_or_against_it(served: Served) -> None:
    here = asked(served, "同安凤梨穗", properties=[{"pid": "originatesFrom", "v": "同安区"}])[0]
    elsewhere = asked(served, "同安凤梨穗", properties=[{"pid": "originatesFrom", "v": {"id": "place/110000"}}])[0]
    assert (here["match"], features(here)["originatesFrom"]) == (True, True)
    assert (elsewhere["match"], features(elsewhere)["originatesFrom"], elsewhere["score"]) == (False, False, 50.0)


def test_without_a_name_the_values_told_find_the_thing(served: Served) -> None:
    assert said(asked(served, properties=[{"pid": "code", "v": 350200}])) == "place/350200"
    products = asked(served, properties=[{"pid": "originatesFrom", "v": {"id": "place/350212"}}])
    assert "product/tonganfenglisui" in {one["id"] for one in products} and said(products) == "open"


def test_an_id_or_iri_in_place_of_a_name_is_the_thing_itself(served: Served) -> None:
    for name in ("agency/350200/market-regulation", f"{served.base}id/agency/350200/market-regulation"):
        assert said(asked(served, name)) == "agency/350200/market-regulation"


def test_candidates_come_by_score_and_as_many_as_are_wanted(served: Served) -> None:
    found = asked(served, "厦门", limit=6)
    assert len(found) == 6 and len(asked(served, "厦门", limit=1)) == 1
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


def test_what_is_wrong_with_one_query_leaves_the_others_alone(served: Served) -> None:
    wrong: Json = {
        "no object": ["厦门"],
        "no name": {"query": "  "},
        "number as name": {"query": 7},
        "too long": {"query": "厦" * 301},
        "no such type": {"query": "厦门", "type": "City"},
        "type of types": {"query": "厦门", "type": {"id": "Place"}},
        "no limit": {"query": "厦门", "limit": 0},
        "true limit": {"query": "厦门", "limit": True},
        "strictness": {"query": "厦门", "type_strict": "perhaps"},
        "properties": {"query": "厦门", "properties": {"pid": "place", "v": "福建"}},
        "no value": {"query": "厦门", "properties": [{"pid": "place"}]},
        "list in list": {"query": "厦门", "properties": [{"pid": "place", "v": [["福建"]]}]},
        "no such property": {"query": "厦门", "properties": [{"pid": "mayor", "v": "张三"}]},
        "several places": {"query": "教育局", "properties": [{"pid": "place", "v": "朝阳区"}]},
        "no such place": {"query": "教育局", "properties": [{"pid": "place", "v": "乌有乡"}]},
        "no date": {"query": "厦门", "properties": [{"pid": "date", "v": "去年"}]},
    }
    answers = reconcile.queries(served, wrong | {"right": {"query": "厦门市"}})
    for key in wrong:
        assert answers[key]["result"] == [] and len(answers[key]["error"]) > 10, key
    assert "error" not in answers["right"] and answers["right"]["result"][0]["id"] == "place/350200"
    assert "several places" in answers["several places"]["error"]


@pytest.mark.parametrize("batch", [[], "x", 1, None, [{"query": "厦门"}], {str(number): {"query": "厦门"} for number in range(201)}])
def test_a_batch_that_is_none_is_an_error(served: Served, batch: object) -> None:
    with pytest.raises(QueryError):
        reconcile.queries(served, batch)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"q": NaN', "厦门"])
def test_what_is_no_json_is_an_error_that_says_so(served: Served, text: str) -> None:
    with pytest.raises(QueryError, match="queries is not JSON"):
        reconcile.answer(served, {"queries": text}, "http://localhost")


HOSTILE = ("<script>alert(1)</script>", "\x00", '"} UNION { ?s ?p ?o', "<>", "x/y<c>", "../../etc/passwd", "%", "😀" * 100)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_names_find_nothing_and_break_nothing(served: Served, text: str) -> None:
    assert said(asked(served, text)) in ("nothing", "open")
    assert extension.extend(served, {"ids": [text], "properties": [{"id": "place"}]})["rows"] == {text: {"place": []}}
    if not text.isalnum() and not any(character.isalpha() for character in text):
        assert extension.suggest_entities(served, text)["result"] == []


def test_the_endpoint_tells_its_calls_apart_by_their_parameters(served: Served) -> None:
    address = "http://localhost:8000"
    assert reconcile.answer(served, {}, address) == reconcile.manifest(served, address)
    batch = {"queries": json.dumps({"a": {"query": "厦门市"}})}
    assert reconcile.answer(served, batch, address)["a"]["result"][0]["id"] == "place/350200"
    for single in ("厦门市", json.dumps({"query": "厦门市"})):
        assert reconcile.answer(served, {"query": single}, address)["result"][0]["id"] == "place/350200"
    extended = reconcile.answer(served, {"extend": json.dumps({"ids": ["place/350200"], "properties": [{"id": "code"}]})}, address)
    assert extended["rows"] == {"place/350200": {"code": [{"str": "350200"}]}}


def test_ten_queries_take_well_under_a_tenth_of_a_second(served: Served) -> None:
    names = ("市文旅局", "厦门市工商局", "朝阳区教育局", "国函〔2022〕70号", "同安凤梨穗", "厦门大学", "乌有司", "商标法", "厦门", "市政府")
    batch = {name: {"query": name, "properties": [XIAMEN]} for name in names}
    reconcile.queries(served, batch)
    took = []
    for _ in range(3):
        start = time.perf_counter()
        reconcile.queries(served, batch)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.1


# ---------------------------------------------------------------- the shapes that the API asks for


def is_typed(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(value[key], str) and value[key] for key in ("id", "name"))


def test_the_manifest_has_the_shape_of_the_api(served: Served) -> None:
    made = reconcile.manifest(served, "https://example.org/kg")
    assert "0.2" in made["versions"]
    assert all(isinstance(made[key], str) and made[key] for key in ("name", "identifierSpace", "schemaSpace"))
    assert all(is_typed(one) for one in made["defaultTypes"])
    assert "{{id}}" in made["view"]["url"] and "{{id}}" in made["preview"]["url"]
    assert all(isinstance(made["preview"][key], int) for key in ("width", "height"))
    for service in (*made["suggest"].values(), made["extend"]["propose_properties"]):
        assert (service["service_url"] + service["service_path"]).startswith("https://example.org/kg/reconcile/")
    for setting in made["extend"]["property_settings"]:
        assert {"name", "label", "type"} <= set(setting) and setting["type"] == "number" and isinstance(setting["default"], int)


def test_results_have_the_shape_of_the_api(served: Served) -> None:
    batch = {key: {"query": name} for key, name in (("a", "厦门"), ("b", "同安凤梨穗"), ("c", "乌有司"), ("d", ""))}
    answers = reconcile.queries(served, batch)
    assert set(answers) == set(batch)
    for answer in answers.values():
        for one in answer["result"]:
            assert all(isinstance(one[key], str) and one[key] for key in ("id", "name", "description"))
            assert isinstance(one["score"], float) and 0 <= one["score"] <= 100 and isinstance(one["match"], bool)
            assert one["type"] and all(is_typed(kind) for kind in one["type"])
            names = [feature["id"] for feature in one["features"]]
            assert len(names) == len(set(names))
            assert all(isinstance(feature["value"], bool | int | float) for feature in one["features"])
    json.dumps(answers)


CELLS: Mapping[str, type] = {"str": str, "int": int, "float": float, "date": str}


def is_cell(value: Json) -> bool:
    """Whether a cell is a thing with id and name, or exactly one value of its type; dates with time."""
    if set(value) == {"id", "name"}:
        return all(isinstance(one, str) and one for one in value.values())
    (kind, one), *more = value.items()
    return not more and type(one) is CELLS[kind] and (kind != "date" or re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", str(one)) is not None)


def test_every_property_of_every_kind_of_thing_can_be_fetched_in_the_shape_of_the_api(served: Served) -> None:
    things = {
        "Agency": "agency/350200/market-regulation",
        "Place": "place/350200",
        "Product": "product/tonganfenglisui",
        "Document": "document/bc0400e072e1",
        "Person": "person/ef214533878f",
        "Organization": "organization/xmu",
        "Event": "event/ciftis",
        "Programme": "programme/de02455bc5c8",
        "Body": "body/market-regulation",
    }
    for kind, thing in things.items():
        proposed = extension.propose_properties(served, kind)["properties"]
        answer = extension.extend(served, {"ids": [thing], "properties": [{"id": one["id"]} for one in proposed]})
        assert [one["id"] for one in answer["meta"]] == [one["id"] for one in proposed]
        assert all(one["name"] and ("type" not in one or is_typed(one["type"])) for one in answer["meta"])
        row = answer["rows"][thing]
        assert set(row) == {one["id"] for one in proposed} and row["skos:prefLabel"]
        assert all(is_cell(cell) for cells in row.values() for cell in cells)


# ---------------------------------------------------------------- extension, suggestion, preview


def fetched(served: Served, thing: str, *names: str) -> dict[str, list[object]]:
    """The values of properties of a thing, things by their ids."""
    row = extension.extend(served, {"ids": [thing], "properties": [{"id": name} for name in names]})["rows"][thing]
    return {name: [cell.get("id") or next(iter(cell.values())) for cell in row[name]] for name in names}


def test_an_agency_has_place_body_level_years_and_what_it_came_from(served: Served) -> None:
    names = ("skos:prefLabel", "place", "body", "level", "validFrom", "validUntil", "mentioned")
    assert fetched(served, "agency/350200/market-regulation", *names) == {
        "skos:prefLabel": ["厦门市市场监督管理局"],
        "place": ["place/350200"],
        "body": ["body/market-regulation"],
        "level": ["prefecture"],
        "validFrom": [2018],
        "validUntil": [],
        "mentioned": [2],
    }
    assert "agency/350200/industry-commerce" in fetched(served, "agency/350200/market-regulation", "predecessor")["predecessor"]


def test_an_agency_that_no_document_names_is_told_from_its_parts(served: Served) -> None:
    assert not served.store.match(f"{served.base}id/agency/350200/industry-commerce", None)
    assert fetched(served, "agency/350200/industry-commerce", "skos:prefLabel", "validUntil", "successor", "mentioned") == {
        "skos:prefLabel": ["厦门市工商行政管理局"],
        "validUntil": [2018],
        "successor": ["agency/350200/market-regulation"],
        "mentioned": [0],
    }
    assert fetched(served, "agency/350300/customs", "org:subOrganizationOf") == {"org:subOrganizationOf": ["agency/100000/customs"]}
    assert fetched(served, "agency/100000/government-office", "level", "skos:altLabel")["level"] == ["central"]


def test_a_body_of_a_town_is_told_from_its_parts(served: Served) -> None:
    assert fetched(served, "agency/350212105/people-s-government", "skos:prefLabel", "place", "level") == {
        "skos:prefLabel": ["厦门市同安区莲花镇人民政府"],
        "place": ["place/350212105"],
        "level": ["township"],
    }


def test_a_kind_of_body_is_meant_only_where_kinds_are_asked_for(served: Served) -> None:
    assert said(asked(served, "发改委", type="Body")) == "body/development-reform"


def test_a_document_has_what_is_said_where_it_was_read(served: Served) -> None:
    assert fetched(served, "document/bc0400e072e1", "issuedBy", "issueNumber", "dct:issued") == {
        "issuedBy": ["agency/100000/state-council"],
        "issueNumber": ["国发〔2021〕24号"],
        "dct:issued": ["2021-11-25T00:00:00Z"],
    }


def test_a_limit_cuts_the_values_of_its_property(served: Served) -> None:
    wanted = [{"id": "predecessor", "settings": {"limit": 2}}, {"id": "place", "settings": {"limit": "0"}}]
    row = extension.extend(served, {"ids": ["agency/350200/market-regulation"], "properties": wanted})["rows"][
        "agency/350200/market-regulation"
    ]
    assert len(row["predecessor"]) == 2 and len(row["place"]) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {},
        {"ids": "place/350200", "properties": []},
        {"ids": [7], "properties": []},
        {"ids": [], "properties": ["place"]},
        {"ids": [], "properties": [{"id": "mayor"}]},
        {"ids": [], "properties": [{"id": "place", "settings": []}, {"id": "place", "settings": 3}]},
        {"ids": [], "properties": [{"id": "place", "settings": {"limit": -1}}]},
        {"ids": ["x"] * 1001, "properties": []},
        {"ids": [], "properties": [{"id": "place"}] * 51},
    ],
)
def test_an_extension_that_is_asked_wrongly_is_an_error(served: Served, wrong: object) -> None:
    with pytest.raises(QueryError):
        extension.extend(served, wrong)


def test_entities_are_suggested_by_the_beginning_of_a_name_by_id_and_from_a_cursor_on(served: Served) -> None:
    found = extension.suggest_entities(served, "厦门市")["result"]
    assert found[0]["id"] == "place/350200" and found[0]["notable"][0] == {"id": "Division", "name": "行政区划"}
    assert "福建省" in found[0]["description"]
    assert extension.suggest_entities(served, "厦门市", "1")["result"][:2] == found[1:3]
    assert [one["id"] for one in extension.suggest_entities(served, "place/350200")["result"]] == ["place/350200"]
    assert extension.suggest_entities(served, "")["result"] == []
    with pytest.raises(QueryError, match="cursor must be a number"):
        extension.suggest_entities(served, "厦门", "-1")


def test_types_and_properties_are_suggested_by_id_or_name_in_either_language(served: Served) -> None:
    for prefix in ("Agen", "agency", "机关"):
        assert "Agency" in {one["id"] for one in extension.suggest_types(served, prefix)["result"]}
    (agency,) = extension.suggest_types(served, "Agency")["result"]
    assert agency["broader"] == [{"id": "Institution", "name": "机构"}] and agency["description"]
    for prefix, wanted in (
        ("orig", "originatesFrom"),
        ("产地", "originatesFrom"),
        ("pref", "skos:prefLabel"),
        ("date", "date"),
        ("pla", "place"),
    ):
        assert wanted in {one["id"] for one in extension.suggest_properties(served, prefix)["result"]}, prefix


def test_properties_are_proposed_for_a_type_and_those_above_it(served: Served) -> None:
    agency = {one["id"] for one in extension.propose_properties(served, "Agency")["properties"]}
    assert {"place", "body", "level", "org:subOrganizationOf", "successor", "predecessor", "validFrom", "validUntil"} <= agency
    assert {"skos:prefLabel", "skos:altLabel", "mentioned"} <= agency and "originatesFrom" not in agency
    assert "code" in {one["id"] for one in extension.propose_properties(served, "Division")["properties"]}
    short = extension.propose_properties(served, "Product", "2")
    assert (len(short["properties"]), short["limit"], short["type"]) == (2, 2, "Product")
    with pytest.raises(QueryError, match="there is no type 'City'"):
        extension.propose_properties(served, "City")


def test_a_preview_shows_names_kinds_and_what_is_known(served: Served) -> None:
    card = extension.preview(served, "place/350200")
    assert (card["label"], card["kind"], card["href"]) == ("厦门市", "Division", "/id/place/350200.html")
    assert {"name": "厦门", "weak": False} in card["names"]
    known = {row["label"]["en"]: [value["label"] for value in row["values"]] for row in card["known"]}
    assert (known["code"], known["parent"]) == (["350200"], ["福建省"])
    json.dumps(card)


def test_a_preview_of_nothing_is_missing(served: Served) -> None:
    for thing in ("place/999999", "", "<b>", "../x"):
        with pytest.raises(Missing):
            extension.preview(served, thing)


# ---------------------------------------------------------------- over HTTP, as OpenRefine calls


def test_a_client_finds_every_service_from_the_manifest_on(server: Server) -> None:
    with httpx.Client(timeout=30, headers={"Origin": "http://127.0.0.1:3333"}, follow_redirects=True) as client:
        manifest = client.get(f"{server.url}/reconcile").raise_for_status().json()
        batch = {"q0": {"query": "市文旅局", "type": "Agency", "type_strict": "should", "limit": 5, "properties": [XIAMEN]}}
        reply = client.post(f"{server.url}/reconcile", data={"queries": json.dumps(batch)}).raise_for_status()
        assert reply.headers["access-control-allow-origin"] == "*"
        assert reply.json() == client.get(f"{server.url}/reconcile", params={"queries": json.dumps(batch)}).json()
        (found,) = [one for one in reply.json()["q0"]["result"] if one["match"]]

        def called(service: Mapping[str, str], **parameters: str) -> Json:
            return dict(client.get(service["service_url"] + service["service_path"], params=parameters).raise_for_status().json())

        assert called(manifest["suggest"]["entity"], prefix=found["name"])["result"][0]["id"] == found["id"]
        assert called(manifest["suggest"]["type"], prefix="机关")["result"][0]["id"] == "Agency"
        proposed = called(manifest["extend"]["propose_properties"], type="Agency")["properties"]
        wanted = {"extend": json.dumps({"ids": [found["id"]], "properties": [{"id": one["id"]} for one in proposed]})}
        row = client.post(f"{server.url}/reconcile", data=wanted).raise_for_status().json()["rows"][found["id"]]
        assert row["place"] == [{"id": "place/350200", "name": "厦门市"}]
        for template in (manifest["preview"]["url"], manifest["view"]["url"]):
            page = client.get(template.replace("{{id}}", quote(found["id"], safe="")), headers={"Accept": "text/html"}).raise_for_status()
            assert page.headers["content-type"].startswith("text/html") and "厦门市文化和旅游局" in page.text


def test_an_older_client_is_answered_with_a_call_of_its_function(server: Server) -> None:
    reply = httpx.get(f"{server.url}/reconcile", params={"query": "厦门市", "callback": "jQuery_1"}, timeout=30)
    assert reply.headers["content-type"].startswith("application/javascript")
    assert reply.text.startswith("/**/jQuery_1({") and reply.text.endswith("});")
    assert httpx.get(f"{server.url}/reconcile", params={"callback": "alert(1)//"}, timeout=30).status_code == 400


@pytest.mark.parametrize(
    "form", [{"queries": "{"}, {"queries": "[]"}, {"extend": "{}"}, {"queries": json.dumps({str(n): {} for n in range(201)})}]
)
def test_a_malformed_call_is_400_in_words(server: Server, form: dict[str, str]) -> None:
    reply = httpx.post(f"{server.url}/reconcile", data=form, timeout=30)
    assert reply.status_code == 400 and reply.headers["content-type"].startswith("text/plain") and reply.text.strip()
