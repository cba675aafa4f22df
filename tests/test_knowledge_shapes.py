"""What the knowledge must keep true across its files, beside the tests of the bodies and of the places."""

from collections import defaultdict

from kg.knowledge import Known, body_forms, knowledge

EVERYTHING = tuple(knowledge().entities.values())
UNNAMED = {"NumberPrefix"}
"""A prefix is known by its characters."""
FREE = {"Country", "Region", "Feature"}
"""Places that need no code and no parent."""
PLACES = FREE | {"Division", "Zone"}


def keys(known: list[Known] | tuple[Known, ...]) -> list[str]:
    return [one.key for one in known]


def test_every_entity_has_an_official_name() -> None:
    assert keys([one for one in EVERYTHING if not one.label and one.kind not in UNNAMED]) == []


def test_every_entity_has_a_kind_that_its_key_tells() -> None:
    wrong = [one for one in EVERYTHING if not one.kind or (one.key.startswith("place/") != (one.kind in PLACES))]
    assert keys(wrong) == []


def test_every_division_has_a_code_and_every_division_and_zone_a_parent() -> None:
    divisions = [one for one in EVERYTHING if one.kind == "Division"]
    assert keys([one for one in divisions if not one.fact("code")]) == []
    assert keys([one for one in EVERYTHING if one.kind in PLACES - FREE and one.parent not in knowledge()]) == []


def test_years_do_not_contradict_anywhere() -> None:
    wrong = [one for one in EVERYTHING if (one.fact("validFrom") or "0000") > (one.fact("validUntil") or "9999")]
    assert keys(wrong) == []


def test_what_ended_before_is_no_successor() -> None:
    for one in EVERYTHING:
        for key in one.facts.get("successor", ()):
            assert (knowledge()[key].fact("validUntil") or "9999") >= (one.fact("validUntil") or "0000"), f"{one.key} → {key}"


def test_no_two_local_agencies_of_one_place_share_a_strong_name() -> None:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in EVERYTHING:
        if one.kind == "Agency" and not one.fact("validUntil"):
            for name in one.strong:
                bearers[one.fact("place"), name].add(one.key)
    assert {names: found for names, found in bearers.items() if len(found) > 1} == {}


def test_no_current_division_shares_all_its_parents_and_its_name_with_a_zone() -> None:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in EVERYTHING:
        if one.kind in ("Division", "Zone") and not one.fact("validUntil"):
            bearers[one.parent, one.label].add(one.key)
    assert {names: found for names, found in bearers.items() if len(found) > 1} == {}


def test_a_vertical_system_is_a_current_agency_of_the_centre() -> None:
    for one in EVERYTHING:
        for key in one.facts.get("system", ()):
            assert key.startswith("agency/100000/") and key in knowledge(), one.key


def test_every_body_can_be_called_by_something() -> None:
    assert keys([one for one in EVERYTHING if one.kind == "Body" and not body_forms(one)]) == []
