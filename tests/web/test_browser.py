"""The pages in a real browser: headless Chromium reads the samples as people do, with and without scripts, by mouse and by keyboard."""

import csv
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import networkx
import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from kg.build import build
from kg.store import Store
from tests.web.serving import Server, serving

AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
BODY, SHORT, TITLE = "厦门市市场监督管理局", "市场监管局", "知识产权宣传周启动"
ENTITY = "/id/agency/350200/market-regulation.html"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
PATHS = {
    "home": "/",
    "search": "/search?q=%E5%8E%A6%E9%97%A8",
    "entity": ENTITY,
    "place": "/id/place/350200.html",
    "questions": "/questions",
    "question": "/questions/products-of-place?place=%E5%90%8C%E5%AE%89",
    "chart": "/questions/documents-per-agency",
    "answer network": "/questions/citations",
    "network": "/network?view=co-mention",
    "editor": "/editor?query=SELECT%20*%20%7B%20%3Fs%20a%20kg%3AEvent%20%7D",
    "wrong query": "/editor?query=SELECT%20nothing",
    "review": "/review",
    "ontology": "/ontology.html",
    "reconcile": "/reconcile.html",
}


@contextmanager
def reading(browser: Browser, server: Server, refused: bool = False, **options: Any) -> Iterator[Page]:
    """A page of a server. At its end it has asked nobody else for anything, and nothing has failed, been blocked or popped up;
    only answers that the server `refused` are left out of that."""
    asked: list[str] = []
    wrong: list[str] = []

    def popped_up(dialog: Dialog) -> None:
        wrong.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    context = browser.new_context(base_url=server.url, **{"locale": "zh-CN"} | options)
    context.set_default_timeout(10_000)
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("dialog", popped_up)
    try:
        yield context.new_page()
    finally:
        context.close()
    foreign = [url for url in asked if urlsplit(url).scheme not in ("data", "blob") and not url.startswith(f"{server.url}/")]
    assert not foreign
    assert not [text for text in wrong if not (refused and "Failed to load resource: the server responded" in text)]


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page of the samples in a wide window, in Chinese."""
    with reading(browser, server) as one:
        yield one


@pytest.fixture
def plain(browser: Browser, server: Server) -> Iterator[Page]:
    """The same with JavaScript switched off."""
    with reading(browser, server, java_script_enabled=False) as one:
        yield one


def test_what_must_not_happen_would_be_noticed(browser: Browser, server: Server) -> None:
    inline = "document.body.append(Object.assign(document.createElement('script'), {textContent: 'alert(1)'}))"
    fetched = "fetch('http://127.0.0.2:1/').catch(() => null)"
    for deed in (inline, fetched, "setTimeout(() => { throw Error('no') })", "setTimeout(() => alert(1))"):
        with pytest.raises(AssertionError), reading(browser, server) as page:
            page.goto("/")
            page.evaluate(deed)
            page.wait_for_timeout(30)


# From a name to the sentence that says it

def search_box(page: Page) -> Locator:
    return page.locator("main").locator("input[name=q]")


def marked(page: Page) -> str:
    """What is marked in the text of a document, the first mark being in sight."""
    expect(page.locator("#quote")).to_be_in_viewport()
    return "".join(page.locator(".text mark").all_text_contents())


def follow_a_sentence(page: Page) -> None:
    """From the page of an entity to one of the sentences that say something of it, in its document."""
    expect(page.get_by_role("heading", level=1)).to_have_text(BODY)
    said = page.locator("section[aria-labelledby=facts] figure.said").filter(has=page.locator("mark")).filter(visible=True).first
    quote = "".join(said.locator("mark").inner_text().split())
    said.locator("figcaption a").click()
    page.wait_for_url(re.compile(r"/doc/\w+\.html\?from=\d+&to=\d+#quote$"))
    assert len(quote) > 10
    assert "".join(marked(page).split()) == quote


def test_from_a_short_form_to_its_sentence_by_completion_and_keyboard(page: Page) -> None:
    page.goto("/")
    search_box(page).press_sequentially(SHORT)
    options = page.get_by_role("option")
    expect(options.first).to_contain_text(BODY)
    assert search_box(page).get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert search_box(page).get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ENTITY}")
    follow_a_sentence(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_short_form_to_its_sentence_by_submitting(browser: Browser, server: Server, scripts: bool) -> None:
    with reading(browser, server, java_script_enabled=scripts) as page:
        page.goto("/")
        search_box(page).fill(SHORT)
        search_box(page).press("Enter")
        page.wait_for_url("**/search?q=*")
        assert search_box(page).input_value() == SHORT
        page.locator("section[aria-labelledby=things]").get_by_role("link", name=BODY, exact=True).click()
        follow_a_sentence(page)


def test_a_completion_is_closed_by_escape_and_says_when_nothing_fits(page: Page) -> None:
    page.goto("/")
    search_box(page).press_sequentially("厦门")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    search_box(page).press_sequentially("没有这个名称")
    expect(page.get_by_role("option")).to_have_text("没有匹配的名称")


def test_text_is_found_and_shown_with_what_was_sought(page: Page) -> None:
    page.goto("/")
    search_box(page).fill("两张世界名片")
    page.get_by_role("button", name="搜索").click()
    found = page.locator("section[aria-labelledby=documents] li")
    expect(found).to_have_count(1)
    found.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("两张世界名片")


def test_a_mention_says_what_it_was_linked_to_and_why(page: Page) -> None:
    page.goto(f"/search?q={SHORT}")
    page.get_by_role("link", name=TITLE).click()
    mention = page.locator("a.mention").filter(has_text=SHORT).first
    mention.hover()
    expect(page.get_by_role("tooltip")).to_contain_text(BODY)
    assert len(page.get_by_role("tooltip").inner_text()) > len(BODY) + 10
    mention.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(BODY)


def test_the_kinds_of_mentions_can_be_switched_off(page: Page) -> None:
    page.goto(f"/search?q={SHORT}")
    page.get_by_role("link", name=TITLE).click()
    mention = page.locator("a.mention.k-Agency").first
    lined = "element => getComputedStyle(element).borderBottomStyle"
    assert mention.evaluate(lined) != "none"
    page.get_by_role("checkbox", name="机关").uncheck()
    assert mention.evaluate(lined) == "none"


# Questions

def test_a_question_is_asked_with_a_name_by_completion_downloaded_and_opened_in_the_editor(page: Page, tmp_path: Path) -> None:
    page.goto("/questions/products-of-place?place=%E5%8E%A6%E9%97%A8")
    field = page.get_by_role("combobox", name="地点")
    field.fill("")
    field.press_sequentially("同安")
    page.get_by_role("option", name="同安区").first.click()
    expect(field).to_have_value("同安区")
    page.get_by_role("button", name="查询").click()
    page.wait_for_url(lambda url: "place=%E5%90%8C%E5%AE%89%E5%8C%BA" in url)
    products = page.locator("table.data tbody tr td:first-child").all_inner_texts()
    assert "同安凤梨穗" in products
    with page.expect_download() as got:
        page.get_by_role("link", name="CSV").click()
    got.value.save_as(tmp_path / "answer.csv")
    header, *rows = csv.reader((tmp_path / "answer.csv").read_text(encoding="utf-8").splitlines())
    assert (header[0], [row[0] for row in rows]) == ("product", products)
    page.get_by_role("link", name="在编辑器中打开").click()
    page.locator(".CodeMirror textarea").press("Control+Enter")
    expect(page.locator("[data-answer] tbody tr")).to_have_count(len(products))
    assert "同安凤梨穗" in page.locator("[data-answer] tbody").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_takes_a_day(browser: Browser, server: Server, scripts: bool) -> None:
    with reading(browser, server, java_script_enabled=scripts) as page:
        page.goto("/questions/documents-per-agency")
        before = page.locator("table.data tbody tr").count()
        day = page.locator("input[data-day]")
        assert (day.get_attribute("type") == "date") == scripts
        day.fill("2023-02-01")
        page.get_by_role("button", name="查询").click()
        page.wait_for_url("**2023-02-01**")
        expect(day).to_have_value("2023-02-01")
        assert 0 < page.locator("table.data tbody tr").count() < before
        assert page.locator("figure.chart rect[tabindex]").count() == page.locator("table.data tbody tr").count()


def test_a_table_is_sorted_by_its_heads(page: Page) -> None:
    page.goto("/questions/documents-per-agency")
    column = page.locator("table.data tbody tr td:nth-child(2)")
    head = page.locator("table.data thead th").nth(1)
    numbers = sorted(int(text) for text in column.all_inner_texts())
    assert len(set(numbers)) > 1
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert [int(text) for text in column.all_inner_texts()] == numbers
    head.get_by_role("button").click()
    assert [int(text) for text in column.all_inner_texts()] == numbers[::-1]


# The editor

def write(page: Page, text: str) -> Locator:
    """Put the cursor into the editor and type a text in place of what stands there; the field that takes keys."""
    field = page.locator(".CodeMirror textarea")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
    return field


def test_the_editor_runs_a_query_by_the_keyboard_and_its_iris_lead_to_pages(page: Page) -> None:
    page.goto("/editor")
    write(page, "SELECT ?s ?n { ?s skos:prefLabel ?n FILTER (?n = '厦门市市场监督管理局'@zh) }")
    page.keyboard.press("Control+Enter")
    row = page.locator("[data-answer] tbody tr")
    expect(row).to_have_count(1)
    expect(page.locator("[data-answer-head]")).to_have_text("1 行结果")
    row.get_by_role("link").click()
    page.wait_for_url(f"**{ENTITY}")


def test_what_the_editor_ran_can_be_linked_to_and_downloaded(page: Page) -> None:
    page.goto("/editor")
    write(page, "SELECT (1 + 1 AS ?two) {}")
    page.get_by_role("button", name="运行").click()
    expect(page.locator("[data-answer] tbody tr")).to_have_text("2")
    link = page.get_by_role("link", name="CSV").get_attribute("href") or ""
    assert page.request.get(link).text().split() == ["two", "2"]
    page.goto(page.get_by_role("link", name="固定链接").get_attribute("href") or "")
    expect(page.locator("[data-answer] tbody tr")).to_have_text("2")


def test_the_editor_shows_what_is_wrong_and_goes_there(browser: Browser, server: Server) -> None:
    with reading(browser, server, refused=True) as page:
        page.goto("/editor")
        write(page, "SELECT ?s\n{ ?s kg:issuedBy }")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("alert")).to_contain_text("line 3, near column 18")  # the editor declares our prefix above
        page.locator("[data-answer]").get_by_role("button").click()
        expect(page.locator(".CodeMirror-focused")).to_be_visible()
        at = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getDoc().getCursor()")
        assert (at["line"], at["ch"]) == (2, 17)


@pytest.mark.parametrize("typed", ["kg:issued", "issuedB", "发布机关"])
def test_the_editor_completes_our_terms(page: Page, typed: str) -> None:
    page.goto("/editor")
    write(page, "")
    page.keyboard.type(f"SELECT * {{ ?document {typed}")
    page.keyboard.press("Control+Space")
    hint = page.locator(".CodeMirror-hints li").filter(has_text="kg:issuedBy").first
    expect(hint).to_be_visible()
    hint.click()
    text = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert text.endswith("SELECT * { ?document kg:issuedBy")
    assert text.startswith("PREFIX kg: <https://w3id.org/govkg/ontology#>")


def test_an_example_of_the_editor_can_be_run_and_the_tab_key_leaves_it(page: Page) -> None:
    page.goto("/editor")
    page.get_by_label("示例").select_option("documents")
    expect(page.locator(".CodeMirror-focused")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror')") is None
    page.get_by_role("button", name="运行").click()
    expect(page.locator("[data-answer] tbody tr")).to_have_count(21)


# Networks

DRAWN = "document.querySelector('[data-drawing]').drawing"
SETTLED = f"""() => {{
    const places = JSON.stringify({DRAWN}?.nodes().map((node) => node.renderedPosition()) ?? null);
    const same = window.placesBefore === places && {DRAWN}?.nodes().boundingBox().w > 50;
    window.placesBefore = places;
    return same;
}}"""
PAINTED = """() => [...document.querySelectorAll("[data-canvas] canvas")].reduce((sum, canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return sum + data.filter((value, place) => place % 4 === 3 && value > 0).length;
}, 0)"""


def drawn(page: Page, path: str) -> int:
    """Wait until the network of a page has found its form; the number of its nodes."""
    page.goto(path)
    page.wait_for_function(SETTLED, polling=120)
    return shown(page)


def shown(page: Page, what: str = "nodes") -> int:
    """How many nodes or edges are in sight."""
    return int(page.evaluate(f"{DRAWN}.{what}(':visible').length"))


def test_a_network_is_drawn_and_its_kinds_can_be_hidden(page: Page, server: Server) -> None:
    nodes = drawn(page, PATHS["network"])
    network = page.request.get("/network.json?view=co-mention").json()["network"]
    kinds = [node["kind"] for node in network["nodes"]]
    assert (nodes, shown(page, "edges")) == (len(kinds), len(network["edges"]))
    assert nodes > 50
    assert page.evaluate(PAINTED) > 2000
    agencies = page.get_by_label("图例，点击可隐藏该类型").get_by_role("button", name="机关")
    expect(agencies).to_contain_text(str(kinds.count("Agency")))
    agencies.click()
    expect(agencies).to_have_attribute("aria-pressed", "false")
    assert 0 < shown(page) <= len(kinds) - kinds.count("Agency")
    agencies.click()
    assert shown(page) == nodes


def test_a_network_is_filtered_by_its_form_and_its_sliders(page: Page) -> None:
    every = drawn(page, PATHS["network"])
    edges = shown(page, "edges")
    page.locator("[data-weight]").focus()
    page.keyboard.press("ArrowRight")
    assert 0 < shown(page, "edges") < edges
    page.get_by_label("类型", exact=True).select_option(label="组织")
    page.get_by_role("button", name="绘制").click()
    page.wait_for_url("**kind=Organization**")
    page.wait_for_function(SETTLED, polling=120)
    assert 0 < shown(page) < every
    assert page.evaluate(f"{DRAWN}.nodes().every((node) => node.data('kind') === 'Organization')")


def test_a_node_shows_its_details_when_it_is_found_or_clicked(page: Page) -> None:
    drawn(page, "/network?view=joint-issuance")
    side = page.locator("[data-side]")
    page.get_by_label("查找").fill("厦门市财政局")
    page.get_by_label("查找").press("Enter")
    expect(side.get_by_role("heading")).to_have_text("厦门市财政局")
    assert page.evaluate(f"{DRAWN}.nodes('.chosen').length") == 1
    page.get_by_role("button", name="全图").click()
    page.wait_for_function(SETTLED, polling=350)
    where = page.evaluate(f"{DRAWN}.getElementById('https://w3id.org/govkg/id/agency/350200/agriculture-rural').renderedPosition()")
    page.locator("[data-canvas]").click(position=where)
    expect(side.get_by_role("heading")).to_have_text("厦门市农业农村局")
    side.locator("summary").first.click()
    expect(side.locator("details[open] a").first).to_have_attribute("href", re.compile(r"^/doc/\w+\.html"))
    side.get_by_role("link", name="打开页面").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("厦门市农业农村局")


def test_a_network_is_downloaded_as_a_picture_and_as_gexf(page: Page, tmp_path: Path) -> None:
    nodes = drawn(page, "/network?view=joint-issuance")
    with page.expect_download() as picture:
        page.get_by_role("button", name="PNG").click()
    assert picture.value.suggested_filename == "whole-network.png"
    picture.value.save_as(tmp_path / "network.png")
    data = (tmp_path / "network.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(data) > 3000
    with page.expect_download() as graph:
        page.get_by_role("link", name="GEXF").click()
    graph.value.save_as(tmp_path / "network.gexf")
    read = networkx.read_gexf(tmp_path / "network.gexf", version="1.3")
    assert (len(read), read.number_of_edges()) == (nodes, shown(page, "edges"))


def test_the_neighbourhood_of_an_entity_is_drawn_to_walk_on_from(page: Page) -> None:
    assert drawn(page, ENTITY) > 5
    assert page.evaluate(PAINTED) > 1000
    page.get_by_role("link", name="在关系网络中继续探索").click()
    page.wait_for_url(re.compile(r"/network\?view=around&around=.*market-regulation$"))
    page.wait_for_function(SETTLED, polling=120)
    assert shown(page) > 5
    assert page.evaluate(f"{DRAWN}.nodes().map((node) => node.data('name'))").count(BODY) == 1


def test_the_answer_to_a_question_is_drawn_as_a_network(page: Page) -> None:
    assert drawn(page, PATHS["answer network"]) > 5
    assert page.evaluate(PAINTED) > 1000


# What a reader chose is kept

def test_the_language_that_was_chosen_is_kept(page: Page) -> None:
    page.goto("/questions/products-of-place?place=%E5%90%8C%E5%AE%89")
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert "同安凤梨穗" in page.locator("table.data tbody").inner_text()
    page.get_by_role("link", name="Network").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Network")
    page.goto("/editor")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="中文").click()
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_the_language_of_the_browser_comes_first(browser: Browser, server: Server) -> None:
    with reading(browser, server, locale="en-GB") as page:
        page.goto("/")
        assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("system", SCHEMES)
def test_the_theme_that_was_chosen_is_kept(browser: Browser, server: Server, system: str) -> None:
    light = "parseInt(getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/)[0]) > 128"
    with reading(browser, server, color_scheme=system) as page:
        page.goto("/")
        assert page.evaluate(light) == (system == "light")
        page.get_by_role("button", name="深色" if system == "light" else "浅色").click()
        assert page.evaluate(light) == (system == "dark")
        page.get_by_role("link", name="问题", exact=True).click()
        page.wait_for_url("**/questions")
        assert page.evaluate(light) == (system == "dark")


# Without scripts

def test_the_networks_are_tables_without_scripts(plain: Page) -> None:
    plain.goto("/network?view=joint-issuance")
    plain.get_by_label("关系", exact=True).select_option("citations")
    plain.get_by_role("button", name="绘制").click()
    plain.wait_for_url("**view=citations**")
    expect(plain.locator("[data-drawing]")).to_be_hidden()
    assert plain.get_by_role("table", name="全部连线").get_by_role("row").count() > 10


def test_a_question_is_answered_without_scripts(plain: Page) -> None:
    plain.goto("/questions")
    plain.get_by_role("link", name="某地的产品").click()
    plain.get_by_label("地点", exact=True).fill("同安区")
    plain.get_by_role("button", name="查询").click()
    plain.get_by_role("table").locator("a[href^='/doc/']").first.click()
    expect(plain.locator(".text")).to_contain_text("同安")


def test_the_editor_answers_without_scripts(plain: Page) -> None:
    plain.goto("/editor")
    field = plain.get_by_label("SPARQL 查询语句")
    field.fill("SELECT ?s { ?s skos:prefLabel '厦门市市场监督管理局'@zh }")
    plain.get_by_role("button", name="运行").click()
    plain.get_by_role("table", name="查询结果").get_by_role("link").click()
    plain.wait_for_url(f"**{ENTITY}")
    plain.goto("/editor")
    field.fill("SELECT ?s { ?s ")
    plain.get_by_role("button", name="运行").click()
    expect(plain.locator("pre.message")).to_contain_text("line 1")


def test_the_review_is_read_without_scripts(plain: Page) -> None:
    plain.goto("/review")
    assert plain.locator("article.pair").count() > 0
    plain.locator("article.pair h3 a").first.click()
    expect(plain.get_by_role("heading", level=1)).to_be_visible()


# For everybody

WIDE = """() => {
    if (document.scrollingElement.scrollWidth <= 360) return [];
    const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > 361);
    return [`the page is ${document.scrollingElement.scrollWidth} wide`, ...wide.slice(0, 6).map((one) => one.outerHTML.slice(0, 80))];
}"""
"""What makes a page wider than a phone."""


def test_every_page_can_be_read_by_ear_and_by_keyboard_and_with_tired_eyes(page: Page) -> None:
    found = {}
    for name, path in PATHS.items():
        page.goto(path)
        for system in SCHEMES:
            page.emulate_media(color_scheme=system)
            found[name, system] = page.evaluate(AUDIT)
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


def test_the_audit_sees_what_is_wrong(page: Page) -> None:
    page.goto("/")
    page.evaluate("""() => {
        document.documentElement.lang = "";
        document.querySelector("main").insertAdjacentHTML("beforeend", `<h4>low</h4><input><button></button><img><svg></svg>
            <ul><p>x</p></ul><p id="ask">twice</p><label for="nobody">x</label><a href="#nowhere">x</a><span tabindex="3">x</span>`);
        const pale = Object.assign(document.createElement("p"), { textContent: "pale" });
        pale.style.color = "color-mix(in srgb, currentColor 40%, white)";
        document.querySelector("main").append(pale);
    }""")
    told = {sentence.partition(":")[0] for sentence in page.evaluate(AUDIT)}
    assert {re.sub(r"\d[\d.]*", "n", sentence) for sentence in told} == {
        "the page has no language",
        "a heading of level n comes after one of level n",
        "a field has no label",
        "a button or link has no name",
        "a picture has no alternative",
        "a drawing is neither named nor hidden",
        "a list has other children than items",
        "an id is there twice",
        "for points to nothing",
        "a link leads to no place of its page",
        "the order of tabs is forced",
        "a text has the contrast n",
    }


def test_every_page_fits_a_phone(browser: Browser, server: Server) -> None:
    found = {}
    with reading(browser, server, **PHONE) as page:
        for name, path in PATHS.items():
            for language in ("zh", "en"):
                page.set_extra_http_headers({"Accept-Language": language})
                page.goto(path)
                found[name, language] = page.evaluate(WIDE)
    assert {place: wide for place, wide in found.items() if wide} == {}


def test_the_document_fits_a_phone_and_a_tap_tells_of_a_mention_before_it_leads_away(browser: Browser, server: Server) -> None:
    with reading(browser, server, **PHONE) as page:
        page.goto(f"/search?q={SHORT}")
        page.get_by_role("link", name=TITLE).tap()
        mention = page.locator("a.mention").filter(has_text=SHORT).first
        mention.tap()
        expect(page.get_by_role("tooltip")).to_contain_text(BODY)
        assert page.evaluate(WIDE) == []
        mention.tap()
        expect(page.get_by_role("heading", level=1)).to_have_text(BODY)


def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    page.goto(ENTITY)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null && document.activeElement.id !== 'main'")


def test_the_focus_is_always_seen(page: Page) -> None:
    ringed = """() => [":focus", ".combo:focus-within", ".CodeMirror-focused", "label:focus-within"].some((selector) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.querySelector(selector) ?? document.head);
        return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
    })"""
    for name in ("home", "entity", "question", "network", "editor"):
        page.goto(PATHS[name])
        for stop in range(25):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                assert stop > 10, name
                break
            at = page.locator(".CodeMirror-focused, :focus").first
            expect(at).to_be_in_viewport()
            assert page.evaluate(ringed), (name, at.evaluate("(element) => element.outerHTML.slice(0, 100)"))


# Texts that would be code

SCRIPT, IMAGE = "<script>alert(1)</script>", '"><img src=x onerror=alert(2)>'
HOSTILE = {
    "title": f"{SCRIPT}{IMAGE}{{{{7*7}}}}关于印发《{SCRIPT}夜市管理办法》的通知",
    "published": "2022-05-01",
    "publisher": f"{IMAGE}{BODY}",
    "url": "javascript:alert(3)",
    "text": f"{BODY}和厦门市财政局印发《{SCRIPT}夜市管理办法》。\n根据《{IMAGE}市容条例》，制定本办法。{{{{7*7}}}}</script>{SCRIPT}{IMAGE}",
}
LAW = f"{SCRIPT}夜市管理办法"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a document whose title, publisher, address and text are meant to be taken for code."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "texts").mkdir()
    (folder / "texts" / "one.jsonl").write_text(json.dumps(HOSTILE, ensure_ascii=False), encoding="utf-8")
    build([folder / "texts"], Store(folder / "graph"))
    with serving(folder / "graph") as one:
        yield one


def alive(page: Page) -> list[str]:
    """What of the hostile text has become part of a page."""
    code = "img, script:not([src]):not([type='application/json']), [onerror], [onload], a[href^='javascript:' i]"
    return page.locator(code).evaluate_all("(found) => found.map((one) => one.outerHTML)")  # type: ignore[no-any-return]


def test_a_title_and_a_text_that_would_be_code_are_shown_as_text(browser: Browser, hostile: Server) -> None:
    with reading(browser, hostile) as page:
        page.goto("/")
        title = page.locator("a.title").get_by_text(HOSTILE["title"], exact=True)
        expect(title).to_be_visible()
        assert alive(page) == []
        search_box(page).press_sequentially("<script>")
        expect(page.get_by_role("option").first).to_contain_text(LAW)
        assert alive(page) == []
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=*")
        assert search_box(page).input_value() == "<script>"
        expect(page.locator("section[aria-labelledby=documents] mark").first).to_have_text("script")
        assert alive(page) == []
        page.goto("/search?q=7*7")
        title.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE["title"])
        expect(page.locator(".text")).to_contain_text(f"{{{{7*7}}}}</script>{SCRIPT}{IMAGE}")
        assert alive(page) == []
        page.locator("a.mention").filter(has_text="夜市管理办法").first.hover()
        expect(page.get_by_role("tooltip")).to_contain_text(LAW)
        page.locator("a.mention").filter(has_text="夜市管理办法").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(LAW)
        assert alive(page) == []


def test_names_that_would_be_code_are_drawn_as_names(browser: Browser, hostile: Server) -> None:
    with reading(browser, hostile) as page:
        drawn(page, "/network?view=citations")
        page.get_by_label("查找").fill(f"{IMAGE}市容条例")
        page.get_by_label("查找").press("Enter")
        expect(page.locator("[data-side]").get_by_role("heading")).to_have_text(f"{IMAGE}市容条例")
        page.locator("[data-side] summary").first.click()
        expect(page.locator("[data-side] details a").first).to_have_text(HOSTILE["title"])
        assert alive(page) == []


def test_code_in_an_address_is_never_run(browser: Browser, hostile: Server) -> None:
    code = "%22%27%3E%3Cimg%20src%3Dx%20onerror%3Dalert(5)%3E%3Cscript%3Ealert(6)%3C%2Fscript%3E"
    places = ["?lang=", "?", "search?q=", "search?q=x&kind=", "search?page=", "questions/", "questions/products-of-place?place="]
    places += ["network?around=", "network?since=", "id/", "doc/", "editor?query=", "review?page=", "reconcile/preview?id="]
    with reading(browser, hostile, refused=True) as page:
        for place in places:
            page.goto(f"/{place}{code}")
            assert alive(page) == [], place


@pytest.mark.parametrize("scripts", [True, False])
def test_an_answer_of_the_editor_is_text_and_leads_nowhere_by_script(browser: Browser, hostile: Server, scripts: bool) -> None:
    with reading(browser, hostile, java_script_enabled=scripts) as page:
        query = "SELECT (<javascript:alert(7)> AS ?iri) ?title { BIND ('<img src=x onerror=alert(8)>' AS ?title) }"
        page.goto("/editor")
        if scripts:
            write(page, query)
        else:
            page.get_by_label("SPARQL 查询语句").fill(query)
        page.get_by_role("button", name="运行").click()
        row = page.get_by_role("table", name="查询结果").locator("tbody tr")
        expect(row).to_contain_text("<img src=x onerror=alert(8)>")
        expect(row.locator("a, img")).to_have_count(0)
