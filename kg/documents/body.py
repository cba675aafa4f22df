"""Which lines of a page are the document's, and which are furniture: menus, share buttons, footers."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate

from kg.documents.days import iso
from kg.documents.header import is_metadata, source_of
from kg.documents.lines import Line, Page
from kg.lexicon import alternation, words

_SENTENCE = re.compile(r"[，。；！？、]|：$")
_SENTENCE_LENGTH = 15  # shorter lines are headings, dates, menu entries: they say little of where they stand
_LABEL_LENGTH = 80
_FURNITURE_WORTH, _EDGE_WORTH = -60, -15  # in the middle of an element furniture weighs more than at its ends
_RUNNING = re.compile(r"[。；]|.{20}，.{20}")
_BRACKETS = ("（", "(")
_EDGE = 8  # so many lines from either end furniture still cuts the body off
_MOST_LOOSE = 50  # labels with nothing behind them at the end
_TRAIL = re.compile(r"[^，。；！？]{1,20}\s?(?:[>＞»›](?>\s?[^，。；！？>＞»›]{1,30}+\s?))++")
_STAMP = re.compile(r"\D{0,8}(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d\d(?!\d).{0,30}")
_OUTER_MARKS = re.compile(r"^[\W_]+|[\W_]+$")
_WORD_GAP = re.compile(r"[\s|｜/·•:：>＞【】\[\]()（）+\-—_]+")
_ADDRESS = re.compile(r"[^，。；：:]{0,12}[:：]?\s*(?:https?://|www\.)[\x21-\x7e]+")
_DANGLING = re.compile(r"[^，。；！？]{1,12}[:：]")


@lru_cache(maxsize=4096)  # the lines of one page are asked about again and again
def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the document, by its words alone."""
    if is_metadata(text):
        return True
    if text.startswith(_BRACKETS) and source_of((text,)):
        return False  # the author's own note of the source
    if len(text) > _LABEL_LENGTH:
        return bool(_anywhere().search(text)) and len(text) < 3 * _LABEL_LENGTH
    if _label().match(text) or _anywhere().search(text) or _TRAIL.fullmatch(text) or _STAMP.fullmatch(text):
        return True
    parts = [part for part in _WORD_GAP.split(_OUTER_MARKS.sub("", text)) if part]
    return bool(parts) and all(part in _whole() for part in parts)


def body(page: Page) -> tuple[int, int]:
    """The range of lines that are the document's: those of the element whose lines are best, without furniture at its ends.

    A line of running text speaks for an element, a line of links or furniture against it; so the article wins over the
    column it stands in (which adds only menus and buttons) and over its own paragraphs (which lack the others).
    """
    worth = [0, *accumulate(map(_worth, page.lines))]
    light = [0, *accumulate(max(_worth(line), _EDGE_WORTH) if is_furniture(line.text) else _worth(line) for line in page.lines)]

    known = cache(partial(trimmed, page.lines))  # elements within one another have the same lines

    def score(block: tuple[int, int]) -> tuple[float, int]:
        start, end = known(*block)
        at_the_ends = light[start] - light[block[0]] + light[block[1]] - light[end]
        return worth[end] - worth[start] + at_the_ends, block[0] - block[1]

    return trimmed(page.lines, *max(page.blocks, key=score, default=(0, 0)))


def trimmed(lines: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    """The range without furniture at its ends, nor what stands between furniture and the end (a title above a date)."""
    for at in range(min(end, start + _EDGE) - 1, start - 1, -1):
        if is_furniture(lines[at].text) and not any(_is_running(line.text) for line in lines[start:at]):
            start = at + 1
            break
    for at in range(max(start, end - _EDGE), end):
        if is_furniture(lines[at].text) and not any(_is_running(line.text) for line in lines[at + 1 : end]):
            end = at
            break
    least = max(start, end - _MOST_LOOSE)
    while end > least and _is_loose_end(lines[end - 1].text):
        end -= 1
    return start, end


def text_of(lines: Iterable[Line]) -> str:
    """The lines as the text of a document: one paragraph a line, without furniture between them."""
    return "\n".join(line.text for line in lines if not _is_whole_furniture(line.text))


def title_line(texts: Sequence[str]) -> str:
    """The first of the lines of a document if it may be its title: short, above others, and no sentence."""
    return texts[0] if len(texts) > 1 and len(texts[0]) <= _LABEL_LENGTH and texts[0][-1] not in "。；，、：;,:" else ""


def stamp(texts: Sequence[str]) -> str:
    """The day in a short line that names the source or is furniture otherwise (`来源：新华社 2024-09-26`), else nothing."""
    days = (iso(text) for text in texts if len(text) <= _LABEL_LENGTH and is_furniture(text))
    return next((day for day in days if day), "")


def links(lines: Iterable[Line]) -> int:
    """How many lines are links to other pages, as the entries of a list are."""
    return sum(line.linked > len(line.text) / 2 and len(line.text) >= 8 for line in lines)


def running(lines: Iterable[Line]) -> int:
    """How many characters of running text there are beside the links."""
    return sum(max(0, len(line.text) - 2 * line.linked) for line in lines if _SENTENCE.search(line.text))


def _worth(line: Line) -> float:
    """How much a line speaks for the element it stands in."""
    length = len(line.text)
    if is_furniture(line.text):
        return _FURNITURE_WORTH
    if line.linked > length / 2:
        return -length
    if length >= _SENTENCE_LENGTH and _SENTENCE.search(line.text):
        return length - 2 * line.linked
    return 1 + length / 4 if "\t" in line.text else 1


@lru_cache(maxsize=4096)
def _is_running(text: str) -> bool:
    """Whether a line is running text, of sentences and not of words."""
    return bool(_RUNNING.search(text))


@lru_cache(maxsize=4096)
def _is_loose_end(text: str) -> bool:
    """A label with nothing behind it, or a bare address: the beginning of something the page shows elsewhere."""
    return bool(_DANGLING.fullmatch(text) or _ADDRESS.fullmatch(text))


def _is_whole_furniture(text: str) -> bool:
    return len(text) >= 4 and text in _whole()  # a shorter one may be the document's


@cache
def _whole() -> frozenset[str]:
    return frozenset(words("_furniture-line"))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"[\W_]*" + alternation("_furniture-label") + r"\s*(?:[:：]|$)")


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(alternation("_furniture-anywhere"))
