"""A page as lines: its text in order, one paragraph or table row a line, and which element holds which lines."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PageElement

from kg.chinese.characters import tidy
from kg.errors import DocumentError

_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "header", "html", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ucapcontent", "ul",
))
_UNREAD = frozenset((
    "applet", "aside", "audio", "button", "canvas", "dialog", "embed", "footer", "head", "iframe", "input", "map",
    "menu", "nav", "noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea",
    "title", "video",
))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\f\n\x0b\x85\u2028\u2029]+")
_BREAK_IN_CHINESE = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")
_MOST_LINES_IN_A_CELL = 10  # more, and the table is there for the layout
_MOST_TAGS = 300_000  # each takes a kilobyte of memory
_DEEP = 100  # elements inside each other: a table further in is not taken apart, for that takes the square of the depth
_MOST_SPANNED = 50  # columns or rows that one cell is believed to fill
_MOST_COLUMNS = 100  # more, and no cell of the row is believed to fill several
_MOST_LINES_IN_A_ROW = 3  # the same for a table of a single row


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading, list item or table row (cells parted by tabs); `linked` of its characters are links."""

    text: str
    linked: int = 0


@dataclass(slots=True)
class Page:
    """The lines of an element, and for each block element inside it the range of its lines (outer ones later)."""

    lines: list[Line] = field(default_factory=list)
    blocks: list[tuple[int, int]] = field(default_factory=list)


def parsed(data: str) -> BeautifulSoup:
    """A page, or a piece of one, as its elements; a DocumentError where there are more of them than memory should hold."""
    tags = data.count("<")
    if tags > _MOST_TAGS:
        raise DocumentError(f"has {tags:,} tags; a page has up to {_MOST_TAGS:,}. Split it, or save its text.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # what a crawl brings may look like XML or a file's name
        return BeautifulSoup(data, "lxml")


def page(element: Tag, hidden: bool = False) -> Page:
    """The lines of `element` as a reader sees it; with `hidden` also what only a script would show."""
    result = Page()
    pieces: list[str] = []
    linked, links = 0, 0

    def end_line() -> None:
        nonlocal linked
        text = tidy(_BREAK_IN_CHINESE.sub("", "".join(pieces)).replace("\n", " ")) if pieces else ""
        if text:
            result.lines.append(Line(text, min(linked, len(text))))
        pieces.clear()
        linked = 0

    stack: list[tuple[Tag, Iterator[PageElement], int]] = [(element, iter(element.children), 0)]
    while stack:
        parent, children, start = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if parent.name in _BLOCKS:
                end_line()
                result.blocks.append((start, len(result.lines)))
            links -= parent.name == "a"
        elif type(child) is NavigableString:
            text = _BLANK.sub(_blank, child)
            if text == "\n" and _between_links(child):
                text = " "
            pieces.append(text)
            linked += len(text.strip()) if links else 0
        elif isinstance(child, Tag) and child.name == "br":
            end_line()
        elif isinstance(child, Tag) and child.name not in _UNREAD and (hidden or not _is_hidden(child)):
            if child.name in _BLOCKS:
                end_line()
            rows = _rows(child, hidden) if child.name == "table" and len(stack) < _DEEP else []
            if rows:
                start = len(result.lines)
                result.lines.extend(rows)
                result.blocks.append((start, len(result.lines)))
            else:
                links += child.name == "a"
                stack.append((child, iter(child.children), len(result.lines)))
    end_line()
    return result


def _blank(space: re.Match[str]) -> str:
    """Blanks in the source are one blank; one with a line end is kept apart until it is seen what stands around it."""
    return "\n" if "\n" in space[0] else " "


def _between_links(blank: PageElement) -> bool:
    """Whether a line end in the source stands beside a link: it parts buttons and sources, it is no wrapped line."""
    return any(isinstance(side, Tag) and side.name == "a" for side in (blank.previous_sibling, blank.next_sibling))


def _is_hidden(tag: Tag) -> bool:
    """Whether the page itself hides this element."""
    if not tag.attrs:
        return False
    style = tag.attrs.get("style")
    return "hidden" in tag.attrs or (style is not None and bool(_HIDDEN.search(str(style))))


def _rows(table: Tag, hidden: bool) -> list[Line]:
    """The rows of a table of data as lines, cells parted by tabs; nothing where the table only lays out the page."""
    if table.find("table"):
        return []
    rows = []
    several = longest = 0
    spanned: dict[int, int] = {}  # columns that a cell above still fills, and for how many rows
    for row in table.find_all("tr"):
        texts: list[str] = []
        filled = linked = 0
        cells = row.find_all(("td", "th"), recursive=False)
        for cell in cells:
            lines = page(cell, hidden).lines
            if len(lines) > _MOST_LINES_IN_A_CELL:
                return []
            longest = max(longest, len(lines)) if len(cells) > 1 else longest
            wide, high = (_span(cell, name) for name in ("colspan", "rowspan")) if len(texts) < _MOST_COLUMNS else (1, 1)
            while spanned.get(len(texts)):
                texts.append("")
            for column in range(len(texts), len(texts) + wide):
                spanned[column] = high
            texts += [" ".join(line.text for line in lines), *[""] * (wide - 1)]
            filled += bool(lines)
            linked += sum(line.linked for line in lines)
        spanned = {column: high - 1 for column, high in spanned.items() if high > 1}
        several += filled > 1
        text = "\t".join(texts).rstrip("\t")
        if text:
            rows.append(Line(text if filled > 1 else text.strip("\t"), linked))
    return rows if several > 1 or (several == 1 and longest <= _MOST_LINES_IN_A_ROW) else []


def _span(cell: Tag, name: str) -> int:
    """How many columns or rows a cell fills, within reason."""
    value = str(cell.get(name) or "1").strip()
    return min(int(value), _MOST_SPANNED) if value.isdecimal() and int(value) else 1
