"""HTML for notebooks: tables, texts with their names coloured, quotes marked; all text escaped, styles inline, nothing fetched."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from kg.said import Said
from kg.vocabulary import DEFAULT_BASE, label

_FONT = "font-family:PingFang SC,Microsoft YaHei,Noto Sans CJK SC,Source Han Sans SC,sans-serif"
_TEXT = f"{_FONT};white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.9;max-height:36em;overflow:auto;text-align:left"
_CELL = "text-align:left;vertical-align:top;padding:.2em .6em"
_LINE, _LINES = f"{_CELL};white-space:nowrap", f"{_CELL};min-width:16em;max-width:32em;overflow-wrap:break-word;white-space:normal"
_QUIET = "opacity:.7;font-size:.9em"
_MARK = "background:#ffe58f;color:#1f2023"
_CUT, _SHORT = 300, 16
"""So many characters of a cell are shown, and so many stand in one line."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A name in a text: characters `start` to `end`, the kind and entity (IRI, official name) it means, how sure, and why."""

    start: int
    end: int
    text: str
    kind: str
    entity: str
    label: str
    score: float
    why: str


def text_html(text: str, marks: Sequence[Marked]) -> str:
    """The text with every name on the colour of its kind, what it means as a tooltip, and a legend of the kinds in front.

    Of two names that cross, the first is marked; a name within another is marked within it.

    >>> page = text_html("市教育局 & 市财政局", [Marked(0, 4, "市教育局", "Agency", "…/education", "厦门市教育局", 0.9, "a short form")])
    >>> "title='厦门市教育局 · 机关 · 0.9" in page, "市教育局</span> &amp; 市财政局" in page
    (True, True)
    """
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    counts = Counter(_wide(mark.kind) for mark in ordered)
    legend = " ".join(f"<span style='{_style(kind)}'>{escape(_called(kind))}</span> {count}" for kind, count in counts.most_common())
    body = "".join(_coloured(text, 0, len(text), ordered))
    return f"<div lang='zh' style='{_FONT}'><p style='{_QUIET}'>{legend}</p><div style='{_TEXT}'>{body}</div></div>"


def table_html(columns: Sequence[str], rows: Iterable[Sequence[object]], count: int) -> str:
    """A table of the rows given, of so many; addresses are links, long cells are cut."""
    shown = list(rows)
    head = "".join(f"<th style='{_LINE}'>{escape(column)}</th>" for column in columns)
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in shown)
    more = f", the first {len(shown):,} shown" if len(shown) < count else ""
    table = f"<table lang='zh' style='{_FONT}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div style='overflow:auto'>{table}<p style='{_QUIET}'>{count:,} {'row' if count == 1 else 'rows'}{more}</p></div>"


def said_html(said: Said) -> str:
    """A sentence with its quote marked, and the document that says it."""
    before, quote, after = said.sentence[: said.start], said.sentence[said.start : said.end], said.sentence[said.end :]
    words = f"{escape(before)}<mark style='{_MARK}'>{escape(quote)}</mark>{escape(after)}"
    words = words if said.sentence else "<i>(the header says so)</i>"
    source = escape(" · ".join(part for part in (said.title or said.document, said.day) if part))
    return f"<div style='margin:.2em 0 .2em 1.5em'>{words} <span style='{_QUIET}' title='{escape(said.document)}'>— {source}</span></div>"


def heading_html(title: str, about: Iterable[str]) -> str:
    """A name, and lines of what it is."""
    lines = "".join(f"<div style='{_QUIET}'>{escape(line)}</div>" for line in about if line)
    return f"<div lang='zh' style='{_FONT}'><b style='font-size:1.15em'>{escape(title)}</b>{lines}</div>"


def fact_html(relation: str, other: str, said: Sequence[Said]) -> str:
    """What is said, and the sentences that say it."""
    told = "".join(map(said_html, said))
    return f"<div lang='zh' style='{_FONT};margin:.5em 0'><span style='{_QUIET}'>{escape(relation)}</span> {escape(other)}{told}</div>"


def _coloured(text: str, start: int, end: int, marks: Sequence[Marked]) -> Iterator[str]:
    """The characters `start` to `end`, with the names that stand whole within them, which come in order."""
    at, number = start, 0
    while number < len(marks):
        mark = marks[number]
        number += 1
        if mark.start < at or mark.end > end or mark.start >= mark.end:
            continue
        within = []
        while number < len(marks) and marks[number].start < mark.end:
            within.append(marks[number])
            number += 1
        told = f"{mark.label} · {_called(mark.kind)} · {mark.score:g}\n{mark.why}\n{mark.entity}"
        yield escape(text[at : mark.start])
        yield f"<span style='{_style(_wide(mark.kind))}' title='{escape(told)}'>"
        yield from _coloured(text, mark.start, mark.end, within)
        yield "</span>"
        at = mark.end
    yield escape(text[at:end])


def _wide(kind: str) -> str:
    from kg.network import widest  # late: it needs networkx

    return widest(kind)


def _style(kind: str) -> str:
    from kg.graph_parts import COLOURS  # late: it needs networkx

    colour = COLOURS.get(kind, COLOURS["Other"])
    return f"background:{colour}40;border-bottom:2px solid {colour};border-radius:2px"


def _called(kind: str) -> str:
    return label(f"{DEFAULT_BASE}ontology#{kind}")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    if text.startswith(("http://", "https://")):
        short = "/".join(text.rstrip("/").rsplit("/", 2)[1:])
        link = f"<a href='{escape(text)}' title='{escape(text)}' rel='noreferrer' style='color:inherit'>{escape(short)}</a>"
        return f"<td style='{_LINE}'>{link}</td>"
    return f"<td style='{_LINE if len(text) <= _SHORT else _LINES}'>{escape(text if len(text) <= _CUT else text[:_CUT] + '…')}</td>"
