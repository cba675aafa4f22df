"""Document in, Sentences out, each with its place in the outline (`一、` `（二）` `3.`)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.lexicon import alternation
from kg.model import Document, Sentence, Span

_NUMERAL = "一二三四五六七八九十百零〇"
_DIGITS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")}
_ENDS = re.compile(  # a title, a bracket, a short quotation are passed over whole; closing marks go with the end before them
    r"《[^《》\t]{1,200}+(?:《[^《》\t]{1,200}+》[^《》\t]{0,200}+)*+》"
    r"|（[^（）\t]{1,150}+(?:（[^（）\t]{0,60}+）[^（）\t]{0,150}+)*+）"
    r"|\([^()\t]{1,150}+\)"
    r"|“[^“”\t]{1,12}+”"
    r"|(?P<end>[。！？；!?;]++[”’」』）)》〉】〕]*+)"
    r"|(?P<cell>\t+)"
)
_LEVELS = (  # outermost first
    rf"第[{_NUMERAL}\d]{{1,5}}(?:编|部分|篇)",
    rf"第[{_NUMERAL}\d]{{1,5}}章",
    rf"第[{_NUMERAL}\d]{{1,5}}节",
    rf"第[{_NUMERAL}\d]{{1,6}}条(?:之[{_NUMERAL}])?",
    rf"[{_NUMERAL}]{{1,4}}、",
    rf"[（(][{_NUMERAL}]{{1,4}}[)）]",
    r"\d{1,2}(?:[.．](?!\d)|、)",
    r"[（(]\d{1,2}[)）]|\d{1,2}[)）]",
    r"[①-⑳]",
)
_MARKER = re.compile("|".join(f"({level})" for level in _LEVELS))
_INNER = re.compile(  # what may be a marker inside a line that has lost its breaks
    rf"(?<![第{_NUMERAL}\d（(])(?P<chinese>[{_NUMERAL}]{{1,3}})、|(?<![\d.．\-—])(?P<arabic>\d{{1,2}})[.．、](?=[^\da-z\s.])"
)
_LONG = 120  # a shorter line has kept its breaks
_GAP = 6  # markers stand at least so far apart
_LONGEST = 1500
"""Characters of the longest sentence: those of the corpus have 1,400 at most. What goes on without an end is cut behind a comma."""
_PAUSE = re.compile("[，、,：:\\s]")


def sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document: they end at 。！？； and at the ends of lines and cells, never inside 《》 or a bracket."""
    text = document.text
    found: list[Sentence] = []
    outline: list[tuple[int, str]] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if _attachment().match(text, start, end):
            outline.clear()
        for at, to in _pieces(text, start, end):
            if marker := _MARKER.match(text, at, to):
                level = marker.lastindex or 0
                while outline and outline[-1][0] >= level:
                    outline.pop()
                outline.append((level, marker[0]))
            found.append(Sentence(Span(document.iri, at, to), tuple(mark for _, mark in outline)))
        start = end + 1
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one line, without outer white space."""
    breaks = [mark.end() for mark in _ENDS.finditer(text, start, end) if _parts(text, mark)]
    if end - start >= _LONG:
        breaks = sorted({*breaks, *_inner_markers(text, start, end)})
    for stop in _near(text, start, (*breaks, end)):
        at, to = start, stop
        while at < to and text[at].isspace():
            at += 1
        while at < to and text[to - 1].isspace():
            to -= 1
        if at < to:
            yield at, to
        start = stop


def _near(text: str, start: int, stops: Iterable[int]) -> Iterator[int]:
    """The ends of the sentences from `start` on, with others between those that are too far apart."""
    for stop in stops:
        while stop - start > _LONGEST:
            pauses = [pause.end() for pause in _PAUSE.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
            start = pauses[-1] if pauses else start + _LONGEST
            yield start
        yield stop
        start = stop


def _parts(text: str, mark: re.Match[str]) -> bool:
    """Whether a match ends a sentence or cell; `!?;` between ASCII characters (in addresses, code) does not."""
    if mark.lastgroup != "end":
        return mark.lastgroup == "cell"
    at = mark.start()
    return text[at] > "\x7f" or (at > 0 and text[at - 1] > "\x7f")


def _inner_markers(text: str, start: int, end: int) -> list[int]:
    """Where outline markers stand inside a line: 一、 二、 三、 in sequence, and 1. 2. 3. anew below each."""
    candidates = [(mark.start(), mark.lastgroup or "", _value(mark)) for mark in _INNER.finditer(text, start, end)]
    seconds = {kind: at for at, kind, value in candidates if value == 2}  # the last 二、 and the last 2.
    last = {"chinese": 0, "arabic": 0}
    found: list[int] = []
    for at, kind, value in candidates:
        follows = seconds.get(kind, -1) > at
        begins = value == 1 and follows and (kind == "arabic" or at == start or not text[at - 1].isalnum())
        if (value == last[kind] + 1 > 1 or begins) and (not found or at - found[-1] >= _GAP):
            found.append(at)
            last[kind] = value
            last["arabic"] = 0 if kind == "chinese" else value
    return found


def _value(mark: re.Match[str]) -> int:
    """The number of a marker, 0 where it is none."""
    numeral = mark[mark.lastgroup or 0]
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return 10 * (_DIGITS.get(tens, 1) if ten else 0) + (_DIGITS.get(ones, 0) if ten else _DIGITS.get(tens, 0))


@cache
def _attachment() -> re.Pattern[str]:
    return re.compile(alternation("_attachment-head") + r"[\d一二三四五六七八九十]*\s*(?:[:：]|\s|$)")
