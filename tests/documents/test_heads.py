"""What the head of a page says."""

from bs4 import BeautifulSoup

from kg.documents import heads


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def test_the_meta_tags_of_government_sites_are_read_in_order() -> None:
    html = '<meta name="SiteName" content="某县政府"><meta name="viewport" content="x"><meta name="PubDate" content="2020-01-02">'
    assert heads.standard(soup(html)) == [("SiteName", "某县政府"), ("PubDate", "2020-01-02")]


def test_json_ld_gives_title_day_publisher_and_address() -> None:
    html = """<script type="application/ld+json">[{"@type": "WebSite", "name": "x"}, {"headline": "甲", "datePublished":
    "2020-01-02", "publisher": {"name": "某报"}, "mainEntityOfPage": {"@id": "https://example.org/1"}}]</script>"""
    assert heads.shared(soup(html)) == [
        ("title", "甲"),
        ("published", "2020-01-02"),
        ("publisher", "某报"),
        ("url", "https://example.org/1"),
    ]


def test_broken_json_ld_says_nothing() -> None:
    assert heads.shared(soup('<script type="application/ld+json">{"headline": </script>')) == []


def test_the_address_stands_in_the_canonical_link_or_a_comment() -> None:
    assert heads.addresses(soup('<link rel="canonical" href="https://example.org/1">'), "") == ["https://example.org/1"]
    assert heads.addresses(soup(""), "<!-- saved from url=(0021)http://example.org/2 --><p>") == ["http://example.org/2"]


def test_a_heading_that_agrees_with_the_title_is_the_title() -> None:
    html = "<title>关于清明祭扫的通告_某市政府网</title><h1>某市人民政府门户网站</h1><h1>关于清明祭扫的通告</h1>"
    assert heads.title(soup(html), []) == "关于清明祭扫的通告"


def test_site_and_column_are_taken_off_the_title() -> None:
    html = "<title>关于清明祭扫的通告 - 公告频道 - 某市政府网</title>"
    assert heads.title(soup(html), []) == "关于清明祭扫的通告"
    assert heads.site(soup(html)) == "某市政府网"


def test_where_the_title_names_but_the_site_the_line_above_the_text_is_the_title() -> None:
    assert heads.title(soup("<title>某市政府网</title>"), []) == ""
    assert heads.nearest(["首页", "关于清明祭扫的通告", "字号"]) == "关于清明祭扫的通告"
