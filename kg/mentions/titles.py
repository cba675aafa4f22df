"""Documents with a title: everything in 《》, statutes named without it, plans and agreements in running text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from kg.lexicon import alternation, words
from kg.mentions.boundaries import left_edge
from kg.model import Mention
from kg.scan import Scan

_LONGEST_TITLE = 120
_CLOSED_NEXT = re.compile(r"[^《》，。；：\n]{1,40}》")
_NO_TITLE = re.compile(r"[的了两多几]|\d+(?![\d年])|[一二三四五六七八九十]+[项个份]")
_LISTED = re.compile(rf"[、和]?《[^》\n]{{0,{_LONGEST_TITLE}}}》")
_NUMERAL = "一二三四五六七八九十"
_LONGEST_PLAN = 60  # characters from a five-year mark to the end of the title
_FIVE_YEAR = re.compile(rf"“[{_NUMERAL}]{{1,3}}五”")


def titles(scan: Scan) -> Iterator[Mention]:
    """Titles in 《》, outer brackets off, nested ones inside; newspapers, galas and works of art get their own kind."""
    text = scan.text
    of_works = _OfWorks(text)
    for start, end in bracketed(text):
        if end - start <= 2 or end - start > _LONGEST_TITLE:
            continue
        kind = _kind(text, start, end) or ("Product" if of_works.before(end) else "Document")
        yield Mention(scan.span(start + 1, end - 1), kind, "titles", None, 0.95)


def bracketed(text: str) -> Iterator[tuple[int, int]]:
    """The outermost 《…》 of `text` with their brackets; an unclosed one ends nothing. Linear time.

    A headline may be broken inside a title: one line end is read over where the next line closes the bracket.
    """
    depth = 0
    start = 0
    for match in re.finditer("[《》\n]", text):
        mark = match[0]
        if mark == "\n":
            depth = depth if depth == 1 and _CLOSED_NEXT.match(text, match.end()) else 0
        elif mark == "《":
            if depth == 0:
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, match.end()


@cache
def _newspaper() -> re.Pattern[str]:
    return re.compile(alternation("_title-newspaper") + "$")


@cache
def _show() -> re.Pattern[str]:
    return re.compile(alternation("_title-show") + "$")


@cache
def _work_before() -> re.Pattern[str]:
    return re.compile(alternation("_title-work") + "[“]?$")


@cache
def _work_after() -> re.Pattern[str]:
    counted = r"(?:等)?(?:[\d一二三四五六七八九十百多]+[部集首档个台])?[^，。；：《\n]{0,6}?"
    return re.compile(f"{alternation('_title-work')}|{counted}{alternation('_title-work', '_title-work-after')}")


class _OfWorks:
    """Whether a word for works of art stands behind a title, or behind the list that goes on with it; each list is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, bool] = {}

    def before(self, end: int) -> bool:
        """Whether the title that ends at a character stands before such a word: 《甲》, 《甲》、《乙》等歌曲."""
        at, passed = end + self._text.startswith("”", end), list[int]()
        while at not in self._known:
            following = _LISTED.match(self._text, at)
            told = bool(_work_after().match(self._text, at))
            if told or following is None:
                self._known[at] = told
                break
            passed.append(at)
            at = following.end()
        found = self._known[at]
        self._known.update(dict.fromkeys(passed, found))
        return found or bool(_work_after().match(self._text, end))


def _kind(text: str, start: int, end: int) -> str:
    """The kind of a title by its own words and those in front; empty where they tell none."""
    title = text[start + 1 : end - 1]
    if _newspaper().search(title):
        return "Organization"
    if _show().search(title):
        return "Event"
    longest = max(map(len, words("_title-work")))
    before = text[max(0, start - longest - 1) : start]
    if _work_before().search(before) or re.search("定名$", before):
        return "Product"
    return ""


def statutes(scan: Scan) -> Iterator[Mention]:
    """Known laws and treaties named without 《》 (`专利法`, `宪法`)."""
    text = scan.text
    for start, end, key in scan.found("document"):
        label = scan.knowledge[key].label
        whole = end - start == len(label)
        if not whole and start not in scan.word_at and end - start <= 4:
            continue
        if not whole and start and text[start - 1] not in "《〈" and scan.word_before.get(end) is None:
            continue
        if text.startswith(("律", "规", "学", "治", "定", "院", "庭"), end):
            continue
        yield Mention(scan.span(start, end), "Document", "statutes", label, 0.9)


def plans(scan: Scan) -> Iterator[Mention]:
    """Titles without 《》: five-year plans, and what a verb of making, signing or issuing governs up to a title's head."""
    text = scan.text
    for match in _FIVE_YEAR.finditer(text):
        plan_end = _plan_end(scan, match.end())
        if plan_end:
            start = match.start()
            for place_start, _, _ in scan.ending("place", start)[:1]:
                start = place_start
            yield Mention(scan.span(start, plan_end), "Document", "plans", None, 0.9)
    generic = frozenset(words("_title-generic"))
    for head, end, _ in scan.found("plain-title-head"):
        edge = _after_trigger(scan, left_edge(scan, head, frozenset({"m", "t", "c", "p", "v"})), head)
        if edge is None or not 4 <= end - edge <= 60 or "《" in text[edge:end] or _NO_TITLE.match(text, edge):
            continue
        first = scan.word_at.get(edge)
        if first is not None and text[slice(*scan.words[first][:2])] in generic:
            continue
        yield Mention(scan.span(edge, end), "Document", "plans", None, 0.7)


def letters(scan: Scan) -> Iterator[Mention]:
    """Letters named by what they are about, in the answer to them: 关于建设外文版网站的建议收悉."""
    for match in _answered_letter().finditer(scan.text):
        yield Mention(scan.span(*match.span("title")), "Document", "letters", None, 0.85)


@cache
def _answered_letter() -> re.Pattern[str]:
    title = rf"(?P<title>{alternation('_about')}[^。；：《》“”\n]{{3,60}}?的?{alternation('_letter-kind')})"
    return re.compile(rf"{title}(?={alternation('_letter-received')})")


def _plan_end(scan: Scan, at: int) -> int | None:
    """The end of `规划` or `…规划纲要` that follows a five-year mark, within one phrase."""
    heads = scan.found("plain-title-head")
    for index in range(bisect_left(heads, at, key=itemgetter(1)), len(heads)):
        head, end, _ = heads[index]
        if end > at + _LONGEST_PLAN:
            break
        if at <= head <= at + 22 and not re.search("[，。；、：\n的]", scan.text[at:head]):
            longer = scan.starting("plain-title-head", head)
            return longer[0][1] if longer else end
    return None


def _after_trigger(scan: Scan, edge: int, head: int) -> int | None:
    """The end of the last trigger verb (and a deictic behind it) between `edge - 6` and the head, or None without one."""
    best = None
    for at in range(head - 3, max(0, edge - 6) - 1, -1):
        best = next((end for _, end, _ in reversed(scan.starting("plain-title-trigger", at)) if end <= head - 2), None)
        if best is not None:
            break
    if best is not None:
        for _, end, _ in scan.starting("deictic", best):
            return end
    return best
