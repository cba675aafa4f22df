"""Markdown to lines of text: one paragraph or table row a line, without marks, with HTML inside it read as HTML."""

import re
from typing import NamedTuple

from kg.chinese.characters import tidy
from kg.documents.lines import page, parsed
from kg.lexicon import words

_HEADING = re.compile(r" {0,3}(#{1,6})\s")
_HTML_LINE = re.compile(r"\s*<(?:/?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|!--)")
_PARAGRAPH = re.compile(r"\s*<p>([^<&\x00-\x1f\x7f\u2028\u2029]+)</p>\s*")
_RULE = re.compile(r"\s*+(?:(?:-\s*+){3,}+|(?:\*\s*+){3,}+|(?:_\s*+){3,}+|={3,}+)$")
_TABLE_RULE = re.compile(r"\s*+(?:\|\s*+)?:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)++\|?\s*+$")
_BULLET = re.compile(r"^\s*(?:[-*+]\s+|>\s?)+")
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}+\]\([^)\[]{0,2000}+\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]]{0,300}+)\]\([ \t]*+<?+([^)\s>\[]{0,2000}+)>?+[^)\[]{0,300}+\)")
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^\s<>]+)>")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_CODE = re.compile(r"(?<!`)`++([^`]++)`++")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_WORDLESS = re.compile(r"[\W_]*")


class Part(NamedTuple):
    """A line of a Markdown text: a heading of `level` 1 to 6, or text of level 0; `link` where it is nothing but links."""

    level: int
    text: str
    link: str = ""


def parts(data: str) -> list[Part]:
    """The headings, paragraphs and rows of a Markdown text, and the lines that are links only, in order."""
    found: list[Part] = []
    html: list[str] = []

    def end_html() -> None:
        if len(html) == 1 and (simple := _PARAGRAPH.fullmatch(html[0])):  # what many posts are made of: no page to parse
            found.extend(Part(0, text) for text in [tidy(re.sub(" +", " ", simple[1]))] if text)
            html.clear()
        elif html:
            soup = parsed("\n".join(html))
            found.extend(Part(0, line.text) for line in page(soup).lines)
            html.clear()

    for line in data.splitlines():
        if not line.strip():
            end_html()
        elif html or (_HTML_LINE.match(line) and not _AUTOLINK.match(line.strip())):
            html.append(line)
        elif part := _part(line):
            found.append(part)
    end_html()
    return found


def is_original(part: Part) -> bool:
    """Whether a line of links leads to where the text was published: by its words, or because it is the bare address."""
    return bool(part.link) and (not part.text or part.text in words("_original-link"))


def _part(line: str) -> Part | None:
    """One line of Markdown that is not HTML; nothing where it is a rule."""
    if heading := _HEADING.match(line):
        return Part(len(heading[1]), plain(line[heading.end() :].rstrip().rstrip("#").strip()))
    if _RULE.match(line) or _TABLE_RULE.match(line):
        return None
    if "|" in line[1:-1] and line.strip().startswith("|"):
        return Part(0, "\t".join(plain(cell) for cell in line.strip().strip("|").split("|")).strip("\t"))
    links = [*_LINK.finditer(line), *_AUTOLINK.finditer(line)]
    if links and _WORDLESS.fullmatch(_AUTOLINK.sub("", _LINK.sub("", line))):
        return Part(0, plain(_AUTOLINK.sub("", line)), links[0][links[0].re.groups])
    text = plain(_BULLET.sub("", line))
    return Part(0, text) if text else None


def plain(text: str) -> str:
    """The text of a line of Markdown without its marks, in normal form."""
    if not re.search(r"[*_`~\[\]<>\\&!]", text):
        return tidy(text)
    text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    text = _CODE.sub(r"\1", _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))))
    if _ENTITY.search(text) or re.search(r"</?[a-zA-Z]", text):
        text = " ".join(line.text for line in page(parsed(text.replace("\n", " "))).lines)
    return tidy(_ESCAPE.sub(r"\1", text))
