"""What the head of a page says of its document: meta tags, Open Graph, JSON-LD, addresses, the title."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache

from bs4 import BeautifulSoup

from kg.chinese.characters import tidy
from kg.documents.header import flat
from kg.lexicon import alternation

_STANDARD = frozenset((  # the meta tags Chinese government sites must carry, in lower case
    "sitename", "sitedomain", "siteidcode", "columnname", "columntype", "articletitle", "pubdate",
    "contentsource", "author", "keywords", "url",
))
_SAVED_FROM = re.compile(r"<!--[^>]{0,200}?(https?://[^\s\"'<>]+?)-*(?=[\s\"'<>])")
_TITLE_MARK = re.compile(r"\s*(?:[-_|—–｜]+)\s*")
_MOST_HEADINGS = 50  # they may lie inside each other
_LONGEST = 1000  # characters of `<title>` that are read; those of the corpus have 100
_HEADING_LENGTH = 6  # a shorter heading is a column of the site


def standard(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """The meta tags of government sites (`SiteName`, `ArticleTitle`, `PubDate`, …), in the order of the page."""
    return [(name, value) for name, value in _metas(soup) if name.lower() in _STANDARD]


def shared(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """What a page tells other machines: JSON-LD, then Open Graph and its like."""
    said = [pair for thing in _linked_data(soup) for pair in _of_thing(thing)]
    said += [(name, value) for name, value in _metas(soup) if name.lower().startswith(("og:", "article:"))]
    return said + [("published", str(time["datetime"])) for time in soup.find_all("time", datetime=True)[:1]]


def addresses(soup: BeautifulSoup, data: str) -> list[str]:
    """Where the page says it was published: its canonical link, the comment of a saved page."""
    canonical = [str(link["href"]) for link in soup.find_all("link", rel="canonical", href=True)]
    saved = _SAVED_FROM.search(data, 0, 2000)
    return canonical + ([saved[1]] if saved else [])


def title(soup: BeautifulSoup, near: Sequence[str]) -> str:
    """The title as the page shows it: a heading or line `near` the text that agrees with `<title>`, else `<title>`.

    Empty where `<title>` names but the site or a column of it.
    """
    declared = _declared(soup)
    headings = [tidy(flat_space(heading.get_text(" "))) for heading in soup.find_all(["h1", "h2"], limit=_MOST_HEADINGS)]
    for heading in headings:
        agrees = heading in declared or declared.startswith(heading[: 2 * _HEADING_LENGTH])
        if len(heading) >= _HEADING_LENGTH and (agrees or heading in near):
            return heading
    for line in near:
        if len(line) >= 2 * _HEADING_LENGTH and declared.startswith(line):
            return line
    shown = _parted(declared)[0]
    return shown if len(shown) > _HEADING_LENGTH and not _site_name().fullmatch(shown) else ""


def nearest(above: Sequence[str]) -> str:
    """The last of the lines above the text that may be a title."""
    return next((line for line in reversed(above) if len(line) > _HEADING_LENGTH), "")


def site(soup: BeautifulSoup) -> str:
    """The name of the site that `<title>` carries beside the title, or the empty string."""
    return _parted(_declared(soup))[1]


def _declared(soup: BeautifulSoup) -> str:
    return tidy(flat_space(soup.title.get_text())[:_LONGEST]) if soup.title else ""


def flat_space(text: str) -> str:
    """Text with line ends and runs of blanks as single blanks."""
    return re.sub(r"\s+", " ", text)


@cache
def _site_name() -> re.Pattern[str]:
    return re.compile(rf".{{0,{_LONGEST}}}{alternation('_site-suffix')}")


def _parted(declared: str) -> tuple[str, str]:
    """`<title>` without the names of site and column at its ends, and the outermost of these."""
    marks = list(_TITLE_MARK.finditer(declared))
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(declared)]
    first, last, name = 0, len(starts) - 1, ""
    while first < last and _site_name().fullmatch(declared[starts[last] : ends[last]]):
        name = name or declared[starts[last] : ends[last]]
        last -= 1
    while first < last and _site_name().fullmatch(declared[starts[first] : ends[first]]):
        name = name or declared[starts[first] : ends[first]]
        first += 1
    return declared[starts[first] : ends[last]], name


def _metas(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all("meta", content=True):
        name = tag.get("name") or tag.get("property")
        if name:
            yield str(name).strip(), str(tag["content"])


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, object]]:
    """The things a page describes in JSON-LD; a script that is no JSON says nothing."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            found = json.loads(script.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue
        things = found if isinstance(found, list) else [found]
        for thing in things:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            yield from (one for one in (graph if isinstance(graph, list) else [thing]) if isinstance(one, dict))


def _of_thing(thing: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Title, day, publisher and address of a thing that has a headline, title or day of publication."""
    day = thing.get("datePublished") or thing.get("pubDate")
    headline = thing.get("headline") or thing.get("title")
    if not (day or headline):
        return
    publisher, page = thing.get("publisher"), thing.get("mainEntityOfPage") or thing.get("url") or thing.get("@id")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    address = page.get("@id") if isinstance(page, dict) else page
    for key, value in (("title", headline), ("published", day), ("publisher", name), ("url", address)):
        if value:
            yield key, flat(value)
