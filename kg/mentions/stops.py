"""Stops of bus and metro lines: items of lists and the ends of routes (`由甲桥南延长至乙寺东`), in texts that speak of lines."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.place_heads import any_of, listed
from kg.model import Mention, PlaceName
from kg.scan import Scan

_LISTED, _ROUTED = 0.9, 0.82
_LONGEST = 13
_LONGEST_SURE = 9
_LEAST_SIGNS = 2
_OUTSIDE = frozenset({"p", "c", "d", "r", "u", "ul", "uj"})
_LIST_MARK = re.compile(r"[、－—–→↔～~\-][\s“‘\"]*$")
_SOFT = re.compile(r"[:：“”\"\s]+")
_TIME = re.compile(r"\d{1,2}[:：]\d{2}")
_HAN_NAME = re.compile(r"[A-Z]?[㐀-鿿\d]*[㐀-鿿]+[A-Z]?\d*[㐀-鿿]*")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch between separators, with the separators before and behind it."""

    start: int
    end: int
    before: str
    behind: str


def stops(scan: Scan) -> Iterator[Mention]:
    """The stops named in a text about lines, and stations of the metro anywhere."""
    if not _line().search(scan.text) or len(set(_sign().findall(scan.text))) < _LEAST_SIGNS:
        yield from _metro(scan)
        return
    found = list(_named(scan))
    names = {scan.text[part.start : part.end] for part, _ in found}
    for part, in_list in found:
        yield _stop(scan, part, in_list, names)
    yield from _metro(scan)


def _named(scan: Scan) -> Iterator[tuple[_Part, bool]]:
    """The stretches that name a stop, and whether they stand in a list."""
    befores, ends = listed("_stop-before"), words("_stop-end")
    for run in _runs(scan):
        if len(run) == 1 and not scan.text.endswith(ends, run[0].start, run[0].end):
            continue
        run = [_without_first_words(scan, part) for part in run]
        good = [part for part in run if _shaped(scan, part)]
        likely = sum(scan.text.endswith(ends, part.start, part.end) for part in good)
        for part in good:
            end = scan.text.endswith(ends, part.start, part.end)
            if len(run) > 1 and likely * 2 >= len(run):
                if end or not _phrase(scan, part):
                    yield part, True
            elif end and (part.before in befores or _TIME.match(part.behind) or _apart(scan, part)):
                yield part, False


def _shaped(scan: Scan, part: _Part) -> bool:
    """Whether the stretch has the form of a stop's name."""
    name = scan.text[part.start : part.end]
    if not 2 <= len(name) <= _LONGEST or not _HAN_NAME.fullmatch(name) or name in listed("_stop-no-name"):
        return False
    return not name.startswith(words("_stop-line")) and not any_of("_stop-never-inside").search(name)


def _without_first_words(scan: Scan, part: _Part) -> _Part:
    """The part without function words and governing verbs at its beginning (`根据学院南路`)."""
    while (index := scan.word_at.get(part.start)) is not None:
        start, end, flag = scan.words[index]
        word = scan.text[start:end]
        if part.end - end < 3 or not (flag in _OUTSIDE or word in _governing() or word in listed("_stop-first")):
            break
        part = _Part(end, part.end, scan.text[start:end] if flag == "p" else part.before, part.behind)
    return part


def _apart(scan: Scan, part: _Part) -> bool:
    """Whether the name can only be a station's, or punctuation on both sides sets a station's name apart."""
    name = scan.text[part.start : part.end]
    if name.endswith(words("_stop-sure")) and len(name) <= _LONGEST_SURE:
        return True
    marks = not part.before[-1:].isalnum() and not part.behind[:1].isalnum()
    return marks and name.endswith(words("_stop-station")) and not _phrase(scan, part)


def _phrase(scan: Scan, part: _Part) -> bool:
    """Whether a function word or a verb of its own stands in the part: no name but a phrase."""
    index = scan.word_at.get(part.start, 0)
    while index < len(scan.words) and scan.words[index][0] < part.end:
        start, end, flag = scan.words[index]
        if flag in _OUTSIDE or (flag == "v" and end - start > 1 and scan.in_dictionary_word(start + 1)):
            return True
        index += 1
    return False


@cache
def _governing() -> frozenset[str]:
    return listed("_governing-verb") | listed("_opening-verb")


def _stop(scan: Scan, part: _Part, listed: bool, names: Collection[str]) -> Mention:
    """The mention of a stop by its fullest name: `三环` is 三环路, `甲桥站` is 甲桥 where the text also calls it so."""
    name = scan.text[part.start : part.end]
    station = words("_stop-station")[0]
    if name.endswith(words("_stop-ring")):
        name += words("_stop-ring-road")[0]
    elif name.removesuffix(station) in names:
        name = name.removesuffix(station)
    elif not listed and name.endswith(station):
        name = next((name.removeprefix(word) for word in words("_stop-metro") if name.startswith(word) and len(name) > len(word) + 2), name)
    return Mention(scan.span(part.start, part.end), "Place", "places", PlaceName(rest=name), _LISTED if listed else _ROUTED)


def _runs(scan: Scan) -> Iterator[list[_Part]]:
    """The parts of the text between separators; parts with list marks between them make one run."""
    run: list[_Part] = []
    for part in _parts(scan):
        if run and not _LIST_MARK.search(part.before):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _parts(scan: Scan) -> Iterator[_Part]:
    """The stretches between separators; a colon or an opening quote does not hide the word before it."""
    text, at, before = scan.text, 0, "\n"
    for start, end in _separators(scan):
        if start > at:
            yield _Part(at, start, before, text[start:end])
        if start > at or not _SOFT.fullmatch(text, start, end):
            before = text[start:end]
        at = end


def _listing(scan: Scan, at: int) -> bool:
    """Whether a list mark stands right before: a word of one character begins a name there (`、和园东里`)."""
    return _LIST_MARK.search(scan.text, max(0, at - 2), at) is not None


def _separators(scan: Scan) -> list[tuple[int, int]]:
    """Where punctuation, figures and words divide stops; a word of one character that would leave one alone divides nothing."""
    found: list[tuple[int, int, bool]] = []
    for match in _separator().finditer(scan.text):
        start, end = match.span()
        beside = bool(found) and found[-1][1] == start
        if match["word"] and (scan.text.startswith(words("_stop-sure"), start) or (beside and end - start == 1 and _listing(scan, start))):
            continue
        if not match["word"] or ((beside or not scan.in_dictionary_word(start)) and not scan.in_dictionary_word(end)):
            found.append((start, end, bool(match["word"])))
    kept: list[tuple[int, int]] = []
    for index, (start, end, is_word) in enumerate(found):
        left = start - found[index - 1][1] if index else start
        right = found[index + 1][0] - end if index + 1 < len(found) else 2
        if not (is_word and end - start == 1 and (left == 1 or right == 1)):
            kept.append((start, end))
    return kept


def _metro(scan: Scan) -> Iterator[Mention]:
    """Lines and stations of the metro by their names: `地铁10号线`, `地铁甲家庄站`."""
    for match in _metro_name().finditer(scan.text):
        start, end = match.span()
        if not scan.in_dictionary_word(end) and not _phrase(scan, _Part(match.start("name"), end, "", "")):
            name = match["name"] if match["station"] else match[0]
            yield Mention(scan.span(start, end), "Place", "places", PlaceName(rest=name), _ROUTED)


@cache
def _metro_name() -> re.Pattern[str]:
    station = alternation("_stop-station")
    return re.compile(rf"{alternation('_stop-metro')}(?P<name>(?:\d{{1,2}}号|[㐀-鿿]{{1,4}}?)线|[㐀-鿿]{{2,7}}?(?P<station>{station}))")


@cache
def _line() -> re.Pattern[str]:
    return re.compile(rf"\d{alternation('_stop-line-sign')}")


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(alternation("_stop-sign"))


@cache
def _separator() -> re.Pattern[str]:
    cut = _by_first_character(words("_stop-before") + words("_stop-behind"))
    line = rf"{alternation('_stop-line-mark')}?[A-Z]?\d{{1,4}}(?:{alternation('_stop-line')})?"
    first = "".join(sorted({re.escape(word[0]) for word in words("_stop-before") + words("_stop-behind") + words("_stop-line-mark")}))
    return re.compile(rf"(?=[^㐀-鿿]|[{first}])(?:{_TIME.pattern}|{line}|[^㐀-鿿A-Z\d]+|(?P<word>{cut}))")


def _by_first_character(found: Sequence[str]) -> str:
    """A regular expression for any of the words, the longest first, that looks at one character where none begins."""
    rest: dict[str, set[str]] = {}
    for word in found:
        rest.setdefault(word[0], set()).add(re.escape(word[1:]))
    return "|".join(f"{first}(?:{'|'.join(sorted(tails, key=lambda tail: (-len(tail), tail)))})" for first, tails in sorted(rest.items()))
