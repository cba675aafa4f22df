"""The knowledge of public bodies: what an editor must keep true in bodies.ttl, agencies.ttl and number-prefixes.ttl."""

from collections import defaultdict
from itertools import pairwise

import pyoxigraph
import pytest

from kg.knowledge import Known, knowledge
from kg.resources import folder

LEVELS = ("province", "prefecture", "county", "township")
LEVEL_NAMES = ("provinceName", "municipalityName", "prefectureName", "countyName", "townshipName")
ROOTS = {
    "party-committee",
    "state-council",
    "people-s-congress",
    "cppcc",
    "supreme-court",
    "procuratorate",
    "central-military-commission",
    "supervision-commission",
    "people-s-liberation-army",
}


def _of_kind(kind: str) -> list[Known]:
    return [known for known in knowledge().entities.values() if known.kind == kind]


BODIES = _of_kind("Body")
AGENCIES = _of_kind("Agency")
CENTRAL = [agency for agency in AGENCIES if agency.key.startswith("agency/100000/")]
PREFIXES = _of_kind("NumberPrefix")


def _forms(body: Known, level: str) -> set[str]:
    """Every strong name of a body at one level; `{}` marks the place, in front of the name where it is not written."""
    official = body.facts.get(level + "Name") or body.facts["name"]
    if level == "province":
        official += body.facts.get("municipalityName", ())
    names = {*official, *body.facts.get("variant", ()), *body.strong} - {body.label}
    return {name if "{}" in name else "{}" + name for name in names}


def _years(known: Known) -> tuple[int, int]:
    return int(known.fact("validFrom") or 0), int(known.fact("validUntil") or 9999)


def test_there_are_at_least_180_kinds_of_body_and_260_central_agencies() -> None:
    assert len(BODIES) >= 180
    assert len(CENTRAL) >= 260


@pytest.mark.parametrize("name", ["bodies", "agencies", "number-prefixes"])
def test_a_file_holds_one_entity_a_line_sorted_by_iri(name: str) -> None:
    lines = (folder("ontology") / "knowledge" / f"{name}.ttl").read_text(encoding="utf-8").splitlines()
    subjects = [line.split(">", 1)[0] for line in lines if line.startswith("<")]
    assert subjects
    assert all(line.endswith(" .") for line in lines if line)
    assert all(before < after for before, after in pairwise(subjects))


@pytest.mark.parametrize("name", ["bodies", "agencies"])
def test_everything_has_exactly_one_official_chinese_label(name: str) -> None:
    path = folder("ontology") / "knowledge" / f"{name}.ttl"
    labels: dict[str, int] = defaultdict(int)
    for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
        pref = triple.predicate.value.endswith("#prefLabel")
        labels[str(triple.subject)] += pref and triple.object.language == "zh"
    assert [subject for subject, count in labels.items() if count != 1] == []


def test_every_body_has_an_official_name_and_a_level() -> None:
    assert [body.key for body in BODIES if not body.fact("name")] == []
    assert [body.key for body in BODIES if not set(body.facts.get("level", ())) & {*LEVELS, "central"}] == []


def test_a_name_has_room_for_its_place() -> None:
    names = [name for body in BODIES for prop in ("name", "variant", *LEVEL_NAMES) for name in body.facts.get(prop, ())]
    assert [name for name in names if name.count("{") != name.count("}") or name.endswith("{}")] == []


@pytest.mark.parametrize("level", LEVELS)
def test_no_two_bodies_of_today_share_a_strong_name_at_one_level(level: str) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for body in BODIES:
        if level in body.facts.get("level", ()) and not body.fact("validUntil"):
            for form in _forms(body, level):
                bearers[form].add(body.key)
    assert {form: keys for form, keys in bearers.items() if len(keys) > 1} == {}


def test_no_weak_name_of_a_body_is_also_its_strong_name() -> None:
    assert [body.key for body in BODIES if set(body.weak) & {form.removeprefix("{}") for form in _forms(body, "county")}] == []


def test_no_two_central_agencies_of_one_time_share_a_strong_name() -> None:
    bearers: dict[str, list[Known]] = defaultdict(list)
    for agency in CENTRAL:
        for name in set(agency.strong):
            bearers[name].append(agency)
    shared = []
    for name, agencies in bearers.items():
        spans = sorted(_years(agency) for agency in agencies)
        shared += [name for (_, ended), (began, _) in pairwise(spans) if began < ended]
    assert shared == []


def test_years_do_not_contradict() -> None:
    for known in (*BODIES, *AGENCIES):
        began, ended = _years(known)
        assert began <= ended, known.key
        for key in known.facts.get("successor", ()):
            next_began, next_ended = _years(knowledge()[key])
            assert next_began <= ended <= next_ended, f"{known.key} ended in {ended}, {key} is of {next_began}-{next_ended}"


def test_whatever_is_pointed_at_exists() -> None:
    for known in (*BODIES, *AGENCIES, *PREFIXES):
        for name in ("successor", "predecessor", "nameplate", "body", "system", "subOrganizationOf", "issuer"):
            for key in known.facts.get(name, ()):
                assert key in knowledge(), f"{known.key} points at {key}"


def test_a_former_agency_of_the_centre_says_what_became_of_it_both_ways() -> None:
    for agency in CENTRAL:
        for key in agency.facts.get("successor", ()):
            assert agency.key in knowledge()[key].facts.get("predecessor", ()), f"{key} does not name {agency.key}"


def test_every_central_agency_but_the_roots_has_a_parent() -> None:
    without = {agency.key.removeprefix("agency/100000/") for agency in CENTRAL if not agency.fact("subOrganizationOf")}
    assert without == ROOTS


def test_parents_do_not_run_in_a_circle() -> None:
    for agency in AGENCIES:
        seen, key = set(), agency.key
        while key and key in knowledge():
            assert key not in seen, f"{agency.key} is above itself"
            seen.add(key)
            key = knowledge()[key].fact("subOrganizationOf")


def test_a_local_exception_differs_in_name_from_no_other_agency_of_its_place() -> None:
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for agency in AGENCIES:
        labels[agency.fact("place"), agency.label].add(agency.key)
    local = {names: keys for names, keys in labels.items() if names[0] != "place/100000"}
    assert {names: keys for names, keys in local.items() if len(keys) > 1} == {}


def test_a_number_prefix_has_its_issuer_and_stands_once() -> None:
    prefixes = [known.fact("prefix") for known in PREFIXES]
    assert len(prefixes) == len(set(prefixes)) >= 300
    assert [known.key for known in PREFIXES if not known.fact("issuer") or not known.fact("prefix")] == []


@pytest.mark.parametrize(
    ("prefix", "issuer"),
    [
        ("国发", "国务院"),
        ("国办发", "国务院办公厅"),
        ("发改", "国家发展和改革委员会"),
        ("财税", "财政部"),
        ("人社部发", "人力资源和社会保障部"),
        ("法释", "最高人民法院"),
    ],
)
def test_a_prefix_tells_who_issued_the_document(prefix: str, issuer: str) -> None:
    issuers = [knowledge()[known.fact("issuer")].label for known in PREFIXES if known.fact("prefix") == prefix]
    assert issuers == [issuer]


@pytest.mark.parametrize(
    ("former", "became"),
    [
        ("body/industry-commerce", {"body/market-regulation"}),
        ("body/land-resources", {"body/natural-resources"}),
        ("body/public-health", {"body/health-family-planning"}),
        ("body/health-family-planning", {"body/health"}),
        ("body/environment-protection", {"body/ecology-environment"}),
        ("body/banking-insurance", {"body/financial-regulation"}),
        ("body/civil-air-defence", {"body/national-defence-mobilization"}),
        ("agency/100000/railways", {"agency/100000/railway", "agency/100000/transport"}),
        ("agency/100000/development-planning", {"agency/100000/development-reform"}),
    ],
)
def test_a_body_is_followed_through_a_reform(former: str, became: set[str]) -> None:
    assert set(knowledge()[former].facts["successor"]) == became
