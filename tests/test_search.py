"""The search index: exact substrings of any length, in the order a reader expects, and always what an index built from nothing holds."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.answers import cells
from kg.bigrams import printed, words
from kg.build import build
from kg.errors import SetupError
from kg.indexing import FILE, refresh
from kg.likeness import normal
from kg.model import Header
from kg.quads import quads
from kg.queries import answer
from kg.search import Index
from kg.store import Store
from kg.vocabulary import PREFIXES
from tests.marked import BASE, entity, marked, told

KNOWLEDGE = f"""
@base <{BASE}id/> .
{"".join(f"@prefix {name}: <{iri}> .{chr(10)}" for name, iri in sorted(PREFIXES.items()))}
<place/350200> a kg:Division ; skos:prefLabel "厦门市"@zh ; skos:altLabel "厦门"@zh .
<place/torch> a kg:Zone ; skos:prefLabel "厦门火炬高新区"@zh .
<place/street> a kg:Place ; skos:prefLabel "厦门街"@zh ; skos:altLabel "Xiamen Street"@en .
<agency/tax> a kg:Agency ; skos:prefLabel "税务局"@zh, "Tax Service"@en ; skos:hiddenLabel "国税"@zh .
<agency/old> a kg:Agency ; skos:prefLabel "国税"@zh .
<agency/far> a kg:Agency ; skos:prefLabel "老国税办"@zh .
<indicator/patents> a kg:Indicator ; skos:prefLabel "有效发明专利"@zh .
<period/2021> a kg:Period ; skos:prefLabel "2021年"@zh .
"""
TEXTS: dict[str, tuple[str, Header]] = {
    "a": (
        "[市教育局|Agency|厦门市教育局]关于课后服务的通知：根据《[义务教育法|Document]》印发。",
        Header(published="2021-05-01", number="厦教〔2021〕3号"),
    ),
    "b": (
        "[市教育局|Agency|厦门市教育局]和[市财政局|Agency|厦门市财政局]据《国发\n〔２０２１〕24号》办事，含ＴＩＳＣ。",
        Header(written="2022-05-01"),
    ),
    "c": ("[市财政局|Agency|厦门市财政局]局长[张明|Person]到会，看[同安凤梨穗|Product]。", Header(published="2023-05")),
    "d": ("[张明|Person]说：国发（2021）24号好。[国税|Agency|国税总局]也好。", Header()),
}
TITLES = {"a": "通知甲", "b": "张明讲话", "c": "通知·丙", "d": "说明𠮷"}
LONG = ["厦" * 3000, "厦 门 " * 3000, " ".join(map(chr, range(0x4E00, 0x5600)))]


def graph(name: str, other: bool = False) -> list[Quad]:
    """The graph of a document; `other` has it say something else."""
    text, header = TEXTS[name]
    text += "[鼓浪屿|Place]和[市教育局|Agency|思明区教育局]。" if other else ""
    return quads(told(marked(text, name, header, TITLES[name])))


def set_to(store: Store, graphs: dict[str, bool]) -> None:
    """Let the store hold just these documents, the true ones saying something else."""
    store.update({f"{BASE}doc/{name}": graph(name, graphs[name]) if name in graphs else [] for name in TEXTS})


def stored(graphs: dict[str, bool]) -> Store:
    store, knowledge = Store(), NamedNode(f"{BASE}graph/knowledge")
    store.fill(Quad(t.subject, t.predicate, t.object, knowledge) for t in parse(KNOWLEDGE, format=RdfFormat.TURTLE))
    set_to(store, graphs)
    return store


def brought_up(store: Store, path: Path) -> None:
    """What a build does."""
    refresh(store, path, store.changed())
    store.settle(store.changed())


def opened(path: Path) -> Index:
    found = Index.reading(path)
    assert found is not None
    return found


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    """All that an index holds, by IRIs; nodes that are gone left out."""
    base = sqlite3.connect(path)
    for table in ("name_words", "text_words"):
        base.execute(f"CREATE VIRTUAL TABLE temp.{table}_held USING fts5vocab (main, {table}, instance)")
    held = [
        "SELECT iri, kind, label, documents FROM things JOIN nodes USING (id)",
        "SELECT iri, name, plain, grade FROM names JOIN nodes ON nodes.id = thing",
        "SELECT iri, title, day, publisher, number, head, text FROM documents JOIN nodes USING (id)",
        "SELECT node.iri, graph.iri, mentioned FROM told JOIN nodes AS node ON node.id = node JOIN nodes AS graph ON graph.id = graph",
        "SELECT node.iri, graph.iri, name FROM written JOIN nodes AS node ON node.id = node JOIN nodes AS graph ON graph.id = graph",
        "SELECT iri, name, term, offset FROM name_words_held LEFT JOIN names ON names.id = doc LEFT JOIN nodes ON nodes.id = thing",
        "SELECT iri, term, offset FROM text_words_held LEFT JOIN documents ON documents.id = doc LEFT JOIN nodes USING (id)",
        "SELECT form FROM form",
    ]
    found = [sorted(base.execute(select).fetchall(), key=repr) for select in held]
    base.close()
    return found


@pytest.fixture(scope="module")
def store() -> Store:
    return stored(dict.fromkeys(TEXTS, False))


@pytest.fixture(scope="module")
def path(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("store") / FILE
    refresh(store, made, ())
    return made


@pytest.fixture(scope="module")
def index(path: Path) -> Iterator[Index]:
    found = opened(path)
    yield found
    found.close()


def labels(index: Index, q: str, kind: str = "") -> list[str]:
    return [found.label for found in index.things(q, kind)]


def titles(index: Index, q: str) -> list[str]:
    return [found.title for found in index.documents(q)]


def pieces(texts: set[str]) -> set[str]:
    """Every substring of the normal forms of texts that is not longer than six, and some that are in none."""
    forms = [normal(text) for text in texts]
    return {form[at : at + size] for form in forms for size in range(1, 7) for at in range(len(form))} | {"无此", "局市", "z", "𠮷𠮷"}


def test_a_substring_of_any_length_finds_exactly_the_names_that_contain_it(index: Index, path: Path) -> None:
    held = [(str(iri), str(plain)) for iri, _, plain, _ in rows(path)[1]]
    for q in pieces({name for _, name in held}):
        assert {found.iri for found in index.things(q, limit=1000)} == {iri for iri, plain in held if q in plain}, q


def test_a_substring_of_any_length_finds_exactly_the_documents_that_contain_it(index: Index, store: Store) -> None:
    held = {f"{BASE}doc/{name}": (TITLES[name], header.number, marked(text).document.text) for name, (text, header) in TEXTS.items()}
    assert sorted(held) == store.documents()
    for q in pieces({field for fields in held.values() for field in fields}):
        expected = {iri for iri, fields in held.items() if any(q in normal(field) for field in fields)}
        assert {found.iri for found in index.documents(q)} == expected, q
        assert index.document_count(q) == len(expected)


@pytest.mark.parametrize("q", ["国发202124号", "国发〔2021〕24号", "《国发（２０２１）24号》", "发〔2021〕24"])
def test_punctuation_and_width_do_not_matter(index: Index, q: str) -> None:
    assert titles(index, q) == ["张明讲话", "说明𠮷"]


@pytest.mark.parametrize("q", ["tisc", "TISC", "ｔｉｓｃ", "T", "is"])
def test_latin_letters_are_found_in_either_case(index: Index, q: str) -> None:
    assert "张明讲话" in titles(index, q)


@pytest.mark.parametrize("q", ["", " ", "《》", '"', "*", "。—"])
def test_nothing_but_punctuation_finds_nothing(index: Index, q: str) -> None:
    assert (index.things(q), index.thing_count(q), index.kinds(q), index.documents(q), index.document_count(q)) == ([], 0, [], [], 0)


@pytest.mark.parametrize("q", ['"厦" OR "', "厦* NEAR(门)", "words:厦", "厦 AND", "'; DROP TABLE names; --", "\0厦", *LONG])
def test_what_is_asked_is_never_read_as_a_query_language(index: Index, q: str) -> None:
    index.documents(q)
    index.starting(q)
    assert labels(index, "厦门市") != []


def test_parts_with_white_space_between_must_all_be_there(index: Index) -> None:
    assert labels(index, "高新 厦门") == ["厦门火炬高新区"]
    assert labels(index, "厦 门 市")[0] == "厦门市"
    assert titles(index, "财政 教育") == ["张明讲话"]
    assert index.things("高新 北京") == []


def test_exact_names_come_first_official_ones_before_others_then_names_that_begin_so(index: Index) -> None:
    assert labels(index, "国税") == ["国税", "税务局", "国税总局", "老国税办"]
    assert labels(index, "tax service") == ["税务局"]


def test_of_equally_near_names_the_most_mentioned_come_first(index: Index) -> None:
    found = [(found.label, found.documents) for found in index.things("厦门市")]
    assert found == [("厦门市", 0), ("厦门市教育局", 2), ("厦门市财政局", 2)]


def test_what_texts_write_finds_the_thing_that_they_mean(index: Index) -> None:
    found = index.things("市教育局")
    assert [(one.label, one.kind, one.names) for one in found] == [("厦门市教育局", "Agency", ("市教育局",))]
    assert index.things("厦门街")[0].names == ()
    assert index.things("street")[0].names == ("Xiamen Street",)


def test_a_kind_holds_the_kinds_below_it(index: Index) -> None:
    assert index.kinds("厦门") == [("Agency", 2), ("Division", 1), ("Place", 1), ("Zone", 1)]
    assert labels(index, "厦门", "Place") == ["厦门市", "厦门火炬高新区", "厦门街"]
    assert labels(index, "厦门", "Zone") == ["厦门火炬高新区"]
    assert (index.thing_count("厦门"), index.thing_count("厦门", "Place"), index.thing_count("厦门", "Nothing")) == (5, 3, 0)


def test_documents_read_and_periods_are_no_things(index: Index) -> None:
    assert index.things("2021年") == []
    assert "通知甲" not in labels(index, "通知")


def test_pages_follow_one_another(index: Index) -> None:
    one = [found.label for offset in range(5) for found in index.things("厦门", limit=1, offset=offset)]
    assert one == labels(index, "厦门")
    assert [found.title for offset in range(3) for found in index.documents("局", 1, offset)] == titles(index, "局")


def test_completion_begins_with_the_most_mentioned_and_goes_on_as_it_is_written(index: Index) -> None:
    assert [found.label for found in index.starting("", "Agency", 2)] == ["厦门市教育局", "厦门市财政局"]
    assert [found.label for found in index.starting("国", "Agency", 2)] == ["国税总局", "国税"]
    assert [found.label for found in index.starting("国税总局", "", 1)] == ["国税总局"]


def test_titles_come_first_then_the_newest(index: Index) -> None:
    assert titles(index, "张明") == ["张明讲话", "通知·丙", "说明𠮷"]
    assert titles(index, "局") == ["通知·丙", "张明讲话", "通知甲"]
    assert titles(index, "通知丙") == ["通知·丙"]
    assert titles(index, "厦教〔2021〕3") == ["通知甲"]


def test_a_document_is_told_with_what_its_header_says(index: Index) -> None:
    (found,) = index.documents("课后服务")
    assert (found.iri, found.day, found.number, found.publisher) == (f"{BASE}doc/a", "2021-05-01", "厦教〔2021〕3号", "")
    assert found.snippet == ("市教育局关于", "课后服务", "的通知：根据《义务教育法》印发。")


def test_a_snippet_shows_the_hit_as_printed(index: Index) -> None:
    found = {one.title: one.snippet for one in index.documents("国发202124号")}
    assert found["张明讲话"] == ("市教育局和市财政局据《", "国发 〔２０２１〕24号", "》办事，含ＴＩＳＣ。")
    assert found["说明𠮷"] == ("张明说：", "国发（2021）24号", "好。国税也好。")


def test_a_snippet_of_a_document_found_by_its_title_is_the_beginning(index: Index) -> None:
    assert index.documents("讲话")[0].snippet == ("", "", "市教育局和市财政局据《国发 〔２０２１〕24号》办事，含ＴＩＳＣ。")


@given(st.text("厦门aＢ①㎡．，〔 \n", max_size=20), st.data())
def test_a_hit_is_the_printed_form_of_what_was_asked(text: str, data: st.DataObject) -> None:
    form = normal(text)
    start = data.draw(st.integers(0, len(form)))
    part = form[start : data.draw(st.integers(start, len(form)))]
    if part:
        found = printed(text, part)
        assert found is not None
        assert part in normal(text[found[0] : found[1]])
        assert part not in normal(text[found[0] + 1 : found[1]])
        assert part not in normal(text[found[0] : found[1] - 1])
    assert printed(text, part + "无") is None


def test_the_words_of_a_text_of_one_letter_are_that_letter() -> None:
    assert (words("厦"), words("。")) == ("厦", "")


def test_counts_are_those_of_the_graph(index: Index, store: Store) -> None:
    text = f"""PREFIX schema: <{PREFIXES["schema"]}> SELECT ?thing (COUNT(DISTINCT ?document) AS ?n)
        WHERE {{ ?document schema:mentions ?thing }} GROUP BY ?thing"""
    counted = {iri: int(n) for iri, n in cells(answer(store, text))}
    found = {one.iri: one.documents for one in index.starting("", limit=1000)}
    assert {iri: n for iri, n in found.items() if n} == counted


_STATES = st.dictionaries(st.sampled_from(sorted(TEXTS)), st.booleans())


@settings(deadline=None, max_examples=30)
@given(st.lists(_STATES, min_size=1, max_size=4))
def test_whatever_came_and_went_an_index_holds_what_one_built_from_nothing_holds(states: list[dict[str, bool]]) -> None:
    with TemporaryDirectory() as folder:
        kept, fresh, store = Path(folder) / "kept", Path(folder) / "fresh", stored({})
        for state in states:
            set_to(store, state)
            brought_up(store, kept)
        refresh(stored(states[-1]), fresh, ())
        assert rows(kept) == rows(fresh)


def test_a_refresh_twice_changes_nothing(tmp_path: Path, store: Store) -> None:
    refresh(store, tmp_path / FILE, ())
    before = rows(tmp_path / FILE)
    refresh(store, tmp_path / FILE, [*store.documents(), f"{BASE}graph/knowledge", f"{BASE}graph/never"])
    assert rows(tmp_path / FILE) == before
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


def test_a_name_taken_out_of_the_knowledge_finds_nothing_any_more(tmp_path: Path) -> None:
    store, knowledge = stored({"a": False}), f"{BASE}graph/knowledge"
    brought_up(store, tmp_path / FILE)
    street = Literal("厦门街", language="zh")
    store.replace(knowledge, [quad for quad in store.quads(knowledge) if quad.object != street])
    brought_up(store, tmp_path / FILE)
    index = opened(tmp_path / FILE)
    assert (index.things("厦门街"), labels(index, "xiamen")) == ([], ["Xiamen Street"])


def test_what_went_is_gone_until_it_comes_back(tmp_path: Path) -> None:
    path, store = tmp_path / FILE, stored({"a": False, "c": False})
    brought_up(store, path)
    document, person, agency = f"{BASE}doc/c", entity("Person", "张明").iri, entity("Agency", "厦门市教育局").iri
    asked = (document, person, agency, f"{BASE}doc/a", f"{BASE}graph/knowledge", f"{BASE}id/place/never")
    assert [opened(path).is_gone(iri) for iri in asked] == [False] * 6
    set_to(store, {"a": False})
    brought_up(store, path)
    assert [opened(path).is_gone(iri) for iri in asked] == [True, True, False, False, False, False]
    assert (opened(path).things("张明"), opened(path).documents("张明")) == ([], [])
    set_to(store, {"a": False, "c": False})
    brought_up(store, path)
    assert [opened(path).is_gone(iri) for iri in asked] == [False] * 6


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


def _older(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE form SET form = '0'")


def _spoilt(path: Path) -> None:
    """Every page behind the first few is rubbish."""
    held = path.read_bytes()
    path.write_bytes(held[:8192] + b"\x55" * (len(held) - 8192))


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _foreign(path: Path) -> None:
    path.write_bytes(b"no index at all")


@pytest.mark.parametrize("harm", [Path.unlink, _cut, _older, _spoilt, _emptied, _foreign])
def test_an_index_that_cannot_be_used_is_made_anew_from_the_whole_store(
    tmp_path: Path, path: Path, store: Store, harm: Callable[[Path], object]
) -> None:
    refresh(store, tmp_path / FILE, ())
    harm(tmp_path / FILE)
    refresh(store, tmp_path / FILE, [f"{BASE}doc/a"])
    assert rows(tmp_path / FILE) == rows(path)


def test_there_is_no_index_where_no_file_or_one_of_another_form_is(tmp_path: Path, store: Store) -> None:
    assert Index.reading(tmp_path / FILE) is None
    assert not (tmp_path / FILE).exists()
    refresh(store, tmp_path / FILE, ())
    _older(tmp_path / FILE)
    assert Index.reading(tmp_path / FILE) is None


def test_an_index_that_cannot_be_written_says_so(tmp_path: Path, store: Store) -> None:
    with pytest.raises(SetupError, match="cannot be written"):
        refresh(store, tmp_path / "nowhere" / FILE, ())


def test_who_reads_an_index_reads_on_while_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path, link, store = tmp_path / FILE, tmp_path / "snapshot", stored({"a": False})
    brought_up(store, path)
    os.link(path, link)
    reading = opened(path)
    set_to(store, {"c": False})
    brought_up(store, path)
    assert titles(reading, "通知") == titles(opened(link), "通知") == ["通知甲"]
    assert titles(opened(path), "通知") == ["通知·丙"]


def test_an_index_lies_in_a_folder_whatever_it_is_called(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "图谱 100%?#"
    folder.mkdir()
    refresh(store, folder / FILE, ())
    assert titles(opened(folder / FILE), "通知甲") == ["通知甲"]


def test_a_build_keeps_the_index_of_its_store(tmp_path: Path) -> None:
    sources, folder = tmp_path / "texts", tmp_path / "graph"
    sources.mkdir()
    for name, text in (("one", "厦门市教育局印发通知。"), ("two", "厦门市财政局公布决算。")):
        (sources / f"{name}.txt").write_text(f"标题：{name}\n\n{text}\n", encoding="utf-8")
    store = Store(folder)
    build([sources], store)
    index = opened(folder / FILE)
    assert (sorted(one.title for one in index.documents("局")), labels(index, "厦门市财政局")) == (["one", "two"], ["厦门市财政局"])
    (gone,) = (one.iri for one in index.documents("决算"))
    (sources / "two.txt").unlink()
    build([sources], store, prune=True)
    index = opened(folder / FILE)
    assert ([one.title for one in index.documents("局")], index.is_gone(gone)) == (["one"], True)
    assert store.documents() == [one.iri for one in index.documents("厦门")]
