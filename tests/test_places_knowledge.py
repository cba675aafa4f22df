"""The places that are known: complete, consistent, and none of their names a common word that misleads."""

import gzip
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest

KNOWLEDGE = Path(__file__).parents[1] / "ontology" / "knowledge"
TABLES = Path(__file__).parents[2] / "shared" / "reference" / "divisions"
FILES = ("countries.ttl", "places-former.ttl", "places.ttl", "regions.ttl")
SHARED_NAMES = ("鼓楼区", "城关区", "朝阳区", "西湖区")

Facts = dict[str, list[str]]


@cache
def entities(file: str) -> dict[str, Facts]:
    """The values of each entity of a file by local name of the property; names with a language as `名字@zh`."""
    found: dict[str, Facts] = {}
    for triple in pyoxigraph.parse(path=str(KNOWLEDGE / file), format=pyoxigraph.RdfFormat.TURTLE):
        subject, predicate, value = triple.subject, triple.predicate.value.rsplit("#")[-1], triple.object
        assert isinstance(subject, pyoxigraph.NamedNode)
        assert isinstance(value, pyoxigraph.NamedNode | pyoxigraph.Literal)
        facts = found.setdefault(subject.value.rsplit("/", 1)[-1], defaultdict(list))
        if isinstance(value, pyoxigraph.NamedNode):
            facts[predicate].append(value.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1])
        else:
            facts[predicate].append(f"{value.value}@{value.language}" if value.language else value.value)
    return found


def everything() -> dict[str, Facts]:
    """All places of all files."""
    return {key: facts for file in FILES for key, facts in entities(file).items()}


def strong(facts: Facts) -> set[str]:
    """The names that identify a place."""
    return {name for name in facts["prefLabel"] + facts["altLabel"] if name.endswith("@zh")}


def township_rows() -> Iterator[list[str]]:
    """The rows of the table of towns and streets, without its heading."""
    text = gzip.decompress((KNOWLEDGE / "townships.tsv.gz").read_bytes()).decode()
    yield from (line.split("\t") for line in text.splitlines()[1:])


@pytest.mark.parametrize("file", FILES)
def test_every_place_has_exactly_one_official_chinese_name(file: str) -> None:
    wrong = [key for key, facts in entities(file).items() if sum(name.endswith("@zh") for name in facts["prefLabel"]) != 1]
    assert wrong == []


@pytest.mark.parametrize("file", FILES)
def test_entities_stand_one_a_line_and_sorted(file: str) -> None:
    lines = [line for line in (KNOWLEDGE / file).read_text(encoding="utf-8").splitlines() if line.startswith("<")]
    keys = [line.split(">")[0] for line in lines]
    assert keys == sorted(set(keys))
    assert len(keys) == len(entities(file))


@pytest.mark.parametrize("file", ["places.ttl", "places-former.ttl"])
def test_every_division_has_a_code_a_level_and_a_parent(file: str) -> None:
    for key, facts in entities(file).items():
        assert len(facts["code"]) == len(facts["level"]) == len(facts["parent"]) == 1, key
        assert key.split("-")[0] == facts["code"][0]


def test_the_divisions_are_complete() -> None:
    levels = Counter(facts["level"][0] for facts in entities("places.ttl").values())
    assert levels["province"] == 34 + 1, "and the production and construction corps"
    assert levels["prefecture"] == 333 + 9, "and the cities of Taiwan"
    assert levels["county"] > 2840


def test_every_parent_and_successor_is_known() -> None:
    places = everything()
    missing = [key for key, facts in places.items() for other in facts["parent"] + facts["successor"] if other not in places]
    assert missing == []


def test_no_place_lies_in_itself() -> None:
    places = everything()
    for key in places:
        seen, outer = {key}, places[key]["parent"]
        while outer:
            assert outer[0] not in seen, key
            seen.add(outer[0])
            outer = places[outer[0]]["parent"]


def test_a_division_lies_in_one_of_a_higher_level() -> None:
    places, rank = everything(), ("country", "province", "prefecture", "county")
    for key, facts in (entities("places.ttl") | entities("places-former.ttl")).items():
        parent = places[facts["parent"][0]]
        assert rank.index(parent["level"][0]) < rank.index(facts["level"][0]), key


def test_siblings_share_no_strong_name() -> None:
    bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, facts in entities("places.ttl").items():
        for name in strong(facts):
            bearers[facts["parent"][0], name].append(key)
    assert [keys for keys in bearers.values() if len(keys) > 1] == []


def test_a_short_name_that_identifies_belongs_to_one_division() -> None:
    names = Counter(name for facts in entities("places.ttl").values() for name in strong(facts))
    short = {name: key for key, facts in entities("places.ttl").items() for name in facts["altLabel"]}
    assert {name: key for name, key in short.items() if names[name] > 1} == {}


@pytest.mark.parametrize("name", SHARED_NAMES)
def test_an_official_name_that_several_cities_have_stays_with_each(name: str) -> None:
    bearers = [key for key, facts in entities("places.ttl").items() if f"{name}@zh" in facts["prefLabel"]]
    assert len(bearers) > 1


@pytest.mark.parametrize("word", ["会同", "公安", "资源", "和平", "通道", "建设", "合作", "友谊", "应城", "高密", "大理", "朝阳", "东方"])
def test_a_common_word_only_confirms_a_division(word: str) -> None:
    divisions = [*entities("places.ttl").values(), *entities("places-former.ttl").values()]
    assert not [facts["code"] for facts in divisions if f"{word}@zh" in strong(facts)]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("福建", "350000"),
        ("厦门", "350200"),
        ("同安", "350212"),
        ("吉林", "220000"),
        ("海南", "460000"),
        ("南昌", "360100"),
        ("延边", "222400"),
        ("海北州", "632200"),
        ("三江县", "450226"),
        ("神农架", "429021"),
        ("雄安新区", "133100"),
    ],
)
def test_a_short_name_identifies_its_place(name: str, key: str) -> None:
    assert [place for place, facts in everything().items() if f"{name}@zh" in strong(facts)] == [key]


def test_no_single_character_is_a_name() -> None:
    names = {name for facts in everything().values() for name in facts["altLabel"] + facts["hiddenLabel"]}
    assert [name for name in names if len(name.split("@")[0]) < 2] == []


def test_a_weak_name_is_not_a_strong_name_of_the_same_place() -> None:
    assert [key for key, facts in everything().items() if strong(facts) & set(facts["hiddenLabel"])] == []


def test_years_do_not_contradict() -> None:
    places = everything()
    for key, facts in places.items():
        since, until = (int(facts[name][0]) if facts[name] else 0 for name in ("validFrom", "validUntil"))
        assert not until or since <= until, key
        for other in facts["successor"]:
            end = places[other]["validUntil"]
            assert not end or int(end[0]) >= until, (key, other)


def test_every_former_division_has_an_end_and_a_successor() -> None:
    assert [key for key, facts in entities("places-former.ttl").items() if not facts["validUntil"] or not facts["successor"]] == []


def test_a_county_that_became_a_district_is_followed() -> None:
    former = entities("places-former.ttl")
    assert former["350221"]["prefLabel"] == ["同安县@zh"]
    assert former["350221"]["successor"] == ["350212"]
    assert former["110104"]["prefLabel"] == ["宣武区@zh"]
    assert former["110104"]["validUntil"] == ["2010"]


def test_countries_bear_the_codes_of_iso_3166() -> None:
    countries = {key: facts for key, facts in entities("countries.ttl").items() if facts["type"] == ["Country"]}
    today = [facts["code"][0] for facts in countries.values() if not facts["validUntil"]]
    assert len(today) == len(set(today)) >= 195
    assert all(len(code) == 2 and code.isupper() for code in today)
    assert entities("countries.ttl")["100000"]["code"] == ["CN"]


def test_every_zone_has_a_host_and_its_level() -> None:
    zones = [(key, facts) for key, facts in entities("regions.ttl").items() if facts["type"] == ["Zone"]]
    assert len(zones) > 500
    assert [key for key, facts in zones if len(facts["parent"]) != 1 or len(facts["level"]) != 1] == []


def test_towns_and_streets_lie_in_current_divisions() -> None:
    divisions = entities("places.ttl")
    rows = list(township_rows())
    assert len(rows) > 41_000
    assert [row for row in rows if row[2] not in divisions] == []
    assert ["350212105", "莲花镇", "350212"] in rows


def test_the_tables_are_small_enough_to_load() -> None:
    assert sum(len(values) for facts in entities("places.ttl").values() for values in facts.values()) <= 25_000
    assert (KNOWLEDGE / "townships.tsv.gz").stat().st_size < 1_000_000


@pytest.mark.skipif(not TABLES.is_dir(), reason=f"no published tables of divisions at {TABLES}")
def test_the_script_makes_the_tables_that_are_kept(tmp_path: Path) -> None:
    script = str(KNOWLEDGE / "make_places.py")
    subprocess.run([sys.executable, "-B", script, str(TABLES), str(tmp_path)], check=True)
    for file in ("places.ttl", "places-former.ttl", "townships.tsv.gz"):
        assert (tmp_path / file).read_bytes() == (KNOWLEDGE / file).read_bytes(), file


@pytest.mark.skipif(not TABLES.is_dir(), reason=f"no published tables of divisions at {TABLES}")
def test_the_years_agree_with_the_published_code_tables() -> None:
    spans: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for line in (KNOWLEDGE / "division-years.tsv").read_text(encoding="utf-8").splitlines():
        if line[:1].isdigit():
            code, name, since, until = line.split("\t")
            spans[code].append((name, int(since or 0), int(until or 9999)))
    wrong = read = 0
    for table in sorted((TABLES / "gb2260").glob("*.tsv")):
        for line in table.read_text(encoding="utf-8").splitlines()[1:]:
            source, revision, code, name = line.split("\t")
            year = int(revision[:4])
            if source == "mca" and any(name == other for other, _, _ in spans[code]):
                read += 1
                wrong += not any(name == other and since <= year < until for other, since, until in spans[code])
    assert read > 10_000
    assert wrong / read < 0.005, "the published tables themselves disagree on a few codes"
