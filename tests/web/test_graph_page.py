"""The page of a network opened from disk, in a real browser: drawn, searched, filtered, with the sentences that its edges rest on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from kg.errors import QueryError, SetupError
from kg.graph_evidence import Evidence, Paper, Quote, with_evidence
from kg.graph_files import write
from kg.graph_page import html
from kg.graph_parts import Parts
from kg.projections import project
from kg.store import Store
from tests.marked import BASE
from tests.small import small_store

BODY, MARKET = "厦门市市场监督管理局", "https://w3id.org/govkg/id/agency/350200/market-regulation"
DRAWN = "document.querySelector('[data-drawing]').drawing"
SETTLED = f"{DRAWN}.nodes('.named').length > 0"
PAINTED = """() => { let most = 0;
    for (const canvas of document.querySelectorAll("canvas")) {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let at = 3; at < data.length; at += 4) if (data[at] > 0) count += 1;
        most = Math.max(most, count);
    }
    return most; }"""
IMAGE = '"><img src=x onerror=alert(1)>'


@contextmanager
def opened(browser: Browser, file: Path, **options: Any) -> Iterator[Page]:
    """The page of a file. At its end it has asked for nothing but the file, and nothing has failed, been blocked or popped up."""
    asked: list[str] = []
    wrong: list[str] = []

    def popped_up(dialog: Dialog) -> None:
        wrong.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    context = browser.new_context(**{"locale": "zh-CN", "viewport": {"width": 1280, "height": 820}} | options)
    context.set_default_timeout(10_000)
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("dialog", popped_up)
    try:
        page = context.new_page()
        page.goto(file.as_uri())
        _settled(page)
        yield page
    finally:
        context.close()
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [file.as_uri()]
    assert wrong == []


def _settled(page: Page) -> None:
    """Waits until nodes have their names; Playwright's own waiting needs what the page's policy forbids."""
    for _ in range(200):
        if page.evaluate(SETTLED):
            return
        page.wait_for_timeout(50)
    pytest.fail("nothing was drawn")


@pytest.fixture(scope="module")
def samples(samples_graph: Path) -> Store:
    return Store.reading(samples_graph)


@pytest.fixture(scope="module")
def joint(samples: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Who issues documents together in the samples, as a page."""
    file = tmp_path_factory.mktemp("page") / "joint issuance 联合.html"
    network = project(samples, "joint-issuance")
    write(network, file, with_evidence(samples, network))
    return file


@pytest.fixture(scope="module")
def named(samples: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Who is named with whom in the samples, as a page."""
    file = tmp_path_factory.mktemp("page") / "named.html"
    network = project(samples, "co-mention")
    for node, degree in network.degree:
        network.nodes[node]["degree"] = degree
    write(network, file, with_evidence(samples, network))
    return file


@pytest.fixture
def page(browser: Browser, joint: Path) -> Iterator[Page]:
    with opened(browser, joint) as one:
        yield one


def seen(page: Page, what: str = "nodes") -> int:
    """How many nodes or edges are in sight."""
    return int(page.evaluate(f"{DRAWN}.{what}(':visible').length"))


def test_a_network_is_drawn_from_disk(page: Page, samples: Store) -> None:
    network = project(samples, "joint-issuance")
    assert (seen(page), seen(page, "edges")) == (len(network), network.number_of_edges())
    assert page.evaluate(PAINTED) > 1500
    expect(page.get_by_role("heading", level=1)).to_have_text("联合发文网络")


def test_a_search_finds_an_agency_and_a_click_shows_the_sentences(page: Page) -> None:
    page.get_by_label("查找").press_sequentially("市场监督")
    hit = page.get_by_label("详情").get_by_role("button", name=BODY)
    expect(hit).to_be_visible()
    page.get_by_label("查找").fill(BODY)
    page.get_by_label("查找").press("Enter")
    side = page.get_by_label("详情")
    expect(side.get_by_role("heading")).to_have_text(BODY)
    assert page.evaluate(f"{DRAWN}.nodes('.chosen').map((node) => node.id())") == [MARKET]
    side.locator("summary").first.click()
    evidence = side.locator("details[open] .papers > li").first
    expect(evidence.locator("time")).to_have_text("2022-06-08")
    expect(evidence.locator("blockquote mark").first).to_be_visible()
    expect(evidence.locator("blockquote").first).to_contain_text(BODY)


def test_a_click_on_an_edge_shows_what_it_rests_on(page: Page) -> None:
    where = page.evaluate(f"{DRAWN}.getElementById('{MARKET}').connectedEdges()[0].renderedMidpoint()")
    page.locator("[data-canvas]").click(position=where)
    side = page.get_by_label("详情")
    expect(side.get_by_role("heading")).to_have_count(2)
    expect(side.locator("blockquote mark").first).to_be_visible()
    side.get_by_role("button", name="返回").click()
    expect(side.get_by_role("heading")).to_have_text("关联最多")


def test_a_click_on_a_node_lists_its_neighbours(page: Page) -> None:
    page.locator("[data-canvas]").click(position=page.evaluate(f"{DRAWN}.getElementById('{MARKET}').renderedPosition()"))
    expect(page.get_by_label("详情").get_by_role("heading")).to_have_text(BODY)
    expect(page.get_by_label("详情").locator("li").first).to_contain_text("联合发文")


def test_kinds_weights_and_levels_narrow_the_drawing(browser: Browser, named: Path) -> None:
    with opened(browser, named) as page:
        nodes, edges = seen(page), seen(page, "edges")
        agencies = page.get_by_role("list", name="图例").get_by_role("button", name="机关")
        agencies.click()
        assert 0 < seen(page) < nodes
        agencies.click()
        assert seen(page) == nodes
        page.locator("[data-weight]").focus()
        page.keyboard.press("ArrowRight")
        assert 0 < seen(page, "edges") < edges
        page.keyboard.press("ArrowLeft")
        page.get_by_label("层级").select_option(label="中央")
        assert 0 < seen(page) < nodes


def test_nodes_are_sized_by_a_measure(browser: Browser, named: Path) -> None:
    with opened(browser, named) as page:
        before = page.evaluate(f"{DRAWN}.nodes().map((node) => node.data('size'))")
        page.get_by_label("大小按").select_option("degree")
        after = page.evaluate(f"{DRAWN}.nodes().map((node) => node.data('size'))")
        assert after != before
        assert max(after) == 38


def test_the_language_can_be_changed_and_nodes_stay(browser: Browser, joint: Path) -> None:
    with opened(browser, joint, locale="en-GB") as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("Joint issuance")
        places = page.evaluate(f"{DRAWN}.nodes().map((node) => node.position())")
        page.get_by_role("button", name="中文").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("联合发文网络")
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        assert page.evaluate(f"{DRAWN}.nodes().map((node) => node.position())") == places


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_theme_can_be_changed(browser: Browser, joint: Path, system: str) -> None:
    light = "parseInt(getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/)[0]) > 128"
    with opened(browser, joint, color_scheme=system) as page:
        assert page.evaluate(light) == (system == "light")
        page.get_by_role("button", name="深色" if system == "light" else "浅色").click()
        assert page.evaluate(light) == (system == "dark")


def test_it_fits_a_phone(browser: Browser, joint: Path) -> None:
    with opened(browser, joint, viewport={"width": 360, "height": 740}) as page:
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_the_picture_can_be_saved(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as picture:
        page.get_by_role("button", name="PNG").click()
    picture.value.save_as(tmp_path / "n.png")
    assert (tmp_path / "n.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_the_page_carries_the_licences_of_what_it_is_made_of(page: Page) -> None:
    page.get_by_role("button", name="English").click()
    page.get_by_text("Licences of the software used").click()
    for name in ("cytoscape", "d3-force"):
        expect(page.locator(".licences pre")).to_contain_text(name)


def hostile() -> tuple[Any, Evidence]:
    """A network all of whose texts are meant to be taken for code."""
    network, close = nx.DiGraph(), "</script><script>alert(1)</script><!--"
    network.graph["name"] = close
    network.add_node(f"{IMAGE}one", label=f"{close}{IMAGE}", kind="Document", note=IMAGE)
    network.add_node("two", label="乙", kind=IMAGE)
    network.add_edge(f"{IMAGE}one", "two", kind=f"{IMAGE}{close}", weight=1, first=IMAGE, documents=[IMAGE])
    paper = Paper(f"{IMAGE}{close}", IMAGE)
    return network, Evidence({IMAGE: paper}, {(f"{IMAGE}one", "two", f"{IMAGE}{close}"): {IMAGE: [Quote(f"{IMAGE}{close}", ((0, 5),))]}})


def test_texts_that_would_be_code_are_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    network, evidence = hostile()
    write(network, tmp_path / "n.html", evidence)
    with opened(browser, tmp_path / "n.html") as page:
        page.get_by_label("查找").fill("onerror")
        page.get_by_label("查找").press("Enter")
        expect(page.get_by_label("详情").get_by_role("heading")).to_contain_text(IMAGE)
        page.get_by_label("详情").locator("summary").last.click()
        expect(page.get_by_label("详情").locator("blockquote")).to_contain_text(f"{IMAGE}</script>")
        assert page.locator("img, [onerror]").count() == 0
        assert page.locator("script").count() == 0


def test_what_must_not_happen_would_be_noticed(browser: Browser, joint: Path) -> None:
    script = "document.body.append(Object.assign(document.createElement('script'), {textContent: 'alert(1)'}))"
    picture = "document.body.append(Object.assign(document.createElement('img'), {src: 'http://127.0.0.2:1/x.png'}))"
    for deed in (script, picture, "fetch('http://127.0.0.2:1/').catch(() => null)", "setTimeout(() => { throw Error('no') })"):
        with pytest.raises(AssertionError), opened(browser, joint) as page:
            page.evaluate(deed)
            page.wait_for_timeout(50)


def test_without_its_script_and_style_the_page_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"graph-page\.js is not there: .*kg/web/ui/build\.py"):
        list(html(Parts(nx.Graph()), assets=tmp_path))


def test_a_network_too_large_for_a_browser_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no more than 8,000 nodes and 25,000 edges well, and this network has 8,001 and 0"):
        write(nx.empty_graph(8001), tmp_path / "n.html")
    assert not list(tmp_path.iterdir())


# What edges rest on


def quoted(evidence: Evidence) -> list[str]:
    """Sentences with what is marked in brackets, behind their documents' titles and days."""
    found = []
    for papers in evidence.quotes.values():
        for document, quotes in papers.items():
            paper = evidence.papers[document]
            for quote in quotes:
                text = quote.sentence
                for start, end in reversed(quote.marks):
                    text = f"{text[:start]}【{text[start:end]}】{text[end:]}"
                found.append(f"{paper.title} {paper.day}: {text}")
    return found


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("joint-issuance", ["通知b 2022-05-01: 【市教育局和市财政局印发《课后办法】》。"]),
        ("citations", ["通知a 2021-05-01: 【根据《义务教育法】》，市教育局印发《课后办法》。"]),
    ],
)
def test_claims_tell_the_sentences_of_an_edge(name: str, sentences: list[str]) -> None:
    store = small_store()
    assert quoted(with_evidence(store, project(store, name))) == sentences


def test_sentences_that_name_both_ends_are_told_of_what_is_named_together() -> None:
    store = small_store()
    found = quoted(with_evidence(store, project(store, "co-mention")))
    assert "通知b 2022-05-01: 【市教育局】和【市财政局】印发《课后办法》。" in found


def test_an_edge_that_names_no_documents_has_no_evidence() -> None:
    network = nx.Graph()
    network.add_edge(f"{BASE}a", f"{BASE}b", kind="coMention", weight=1)
    assert with_evidence(small_store(), network) == Evidence()
