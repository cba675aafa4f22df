"""HTML pages: what their metadata and the page itself say of the document, and its text without the page's furniture."""

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup

from kg.documents import heads
from kg.documents.body import body, is_furniture, links, running, text_of, title_line
from kg.documents.days import day_in_address, iso
from kg.documents.drafts import Draft
from kg.documents.header import Heading, field_of, heading, labelled, number_line, source_of
from kg.documents.lines import Line, page, parsed
from kg.errors import DocumentError

_XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ABOVE, _NEAR = 60, 12  # so many lines above the text may hold labels; so many around it a title, day or source
_FEW, _MANY = 8, 50  # fewer links are no list; among many there must be more text
_SHORT, _BRIEF = 60, 150  # less running text than this among few links, among many, is no announcement


def html(data: str, stem: str = "") -> Iterator[Draft]:
    """The document of a page; a DocumentError where the page is a list of links or holds no text."""
    soup = parsed(_XML.sub("", data))
    lines, start, end = _content(soup)
    text = text_of(lines[start:end])
    stated = heads.standard(soup)
    if not any(key.lower() == "articletitle" for key, _ in stated):
        _refuse_list(lines, lines[start:end])
    if not text:
        raise DocumentError("holds no text: only menus, pictures or a script; save the page as the browser shows it.")
    found = _heading(soup, data, stated, (lines[:start], lines[start:end], lines[end:]))
    yield Draft(found.title or title_line(text.split("\n")), text, found.header)


def _content(soup: BeautifulSoup) -> tuple[Sequence[Line], int, int]:
    """The lines of a page and which of them are the document's; hidden elements count where nothing else has text."""
    for hidden in (False, True):
        content = page(soup.body or soup, hidden)
        start, end = body(content)
        if running(content.lines[start:end]):
            break
    return content.lines, start, end


def _heading(soup: BeautifulSoup, data: str, fields: list[tuple[str, str]], parts: Sequence[Sequence[Line]]) -> Heading:
    """Title and header from all that speaks of the document, the most reliable first: `fields`, then the rest.

    `parts` are the lines above, of and below the text.
    """
    above, text, below = ([line.text for line in part] for part in parts)
    over = [line for line in above[-_NEAR:] if not is_furniture(line)]
    fields = fields + [pair for line in above[-_ABOVE:] for pair in labelled(line)]
    if not any(field_of(key) == "title" for key, _ in fields):
        fields.append(("title", heads.title(soup, [*over, *text[:_NEAR]])))
    fields += heads.shared(soup)
    addresses = [*(value for key, value in fields if field_of(key) == "url"), *heads.addresses(soup, data)]
    guesses = [("title", heads.nearest(over)), ("published", _stamp(above)), ("number", number_line(text[:_NEAR]))]
    guesses += [(field_of(label), value) for line in below[:_NEAR] for label, value in labelled(line) if field_of(label)]
    guesses += [("url", address) for address in addresses]
    guesses += [("published", day_in_address(address)) for address in addresses]
    guesses += [("publisher", source_of([*above[-_NEAR:], *text[-2:], *below[:_NEAR]])), ("publisher", heads.site(soup))]
    return heading(fields, guesses)


def _stamp(above: Sequence[str]) -> str:
    """The day printed nearest above the text, in a short line."""
    return next((day for line in reversed(above[-_NEAR:]) if len(line) < 80 and (day := iso(line))), "")


def _refuse_list(lines: Sequence[Line], text: Sequence[Line]) -> None:
    """A DocumentError where the page, or what seemed its text, is a list of links."""
    among, within, length = links(lines), links(text), running(text)
    full_of_links = within >= _FEW and within > len(text) / 3
    if full_of_links or (among >= _FEW and length < _SHORT) or (among >= _MANY and length < _BRIEF):
        raise DocumentError(f"is a list of {among} links, not an announcement: read the pages it points to instead.")
