"""Towns and streets are found by name inside the division around them, at any level, and only when one alone bears the name."""

from kg.model import Document, Header
from kg.pipeline import annotate
from kg.townships import parent, township


def test_a_street_is_found_in_its_district_city_and_province() -> None:
    assert township("汀溪镇", "place/350212") == township("汀溪镇", "place/350200") == "place/350212109"
    assert parent("place/350212109") == "place/350212"


def test_a_name_that_several_towns_of_a_province_bear_is_left_open() -> None:
    assert township("城关镇", "place/620000") == ""


def test_a_body_of_a_town_is_composed_with_the_towns_code() -> None:
    document = Document("urn:town", "town", "town.txt", "", "汀溪镇人民政府发出通知。", Header(publisher="厦门市同安区人民政府"), "")
    (link,) = annotate(document).links
    assert link.entity is not None
    assert (link.entity.label, link.entity.iri) == (
        "厦门市同安区汀溪镇人民政府",
        "https://w3id.org/govkg/id/agency/350212109/people-s-government",
    )


def test_a_town_named_in_a_county_is_the_place_with_its_code() -> None:
    document = Document("urn:town", "town", "town.txt", "", "会议在同安区汀溪镇召开。", Header(publisher="厦门市同安区人民政府"), "")
    (link,) = annotate(document).links
    assert link.entity is not None and link.entity.iri.endswith("/place/350212109")
