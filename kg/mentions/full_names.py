"""Short and full names of places in one text: `城市副中心` for 北京城市副中心, `“甲线”管道` for “甲线”天然气管道."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.lexicon import alternation, words
from kg.model import Mention, PlaceName
from kg.scan import Scan

_ALONE = 0.75
_QUOTED = re.compile("[“‘]([^”’]+)[”’]")
_VILLAGES_APART = "、"


def with_full_names(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, each with its fullest name in the text as value, and the heads that alone stand for one of them."""
    text = scan.text
    names = {name for mention in found if (name := _own(mention))}
    before: Mention | None = None
    for mention in found:
        name = _own(mention)
        full = _fullest(name, names) if name else ""
        if not full and before is not None and text[before.span.end : mention.span.start] == _VILLAGES_APART:
            full = _with_town(_own(before), name)
        if full and isinstance(mention.value, PlaceName):
            mention = replace(mention, value=replace(mention.value, rest=full))
        yield mention
        before = mention
    yield from _alone(scan, found)
    yield from _without_outer(scan, found)
    yield from _quoted_alone(scan, names)


def _own(mention: Mention) -> str:
    return mention.value.rest if isinstance(mention.value, PlaceName) else ""


def _fullest(name: str, names: set[str]) -> str:
    """The one longer name of which this one is a short form, or the empty string."""
    quoted = _QUOTED.match(name)
    if quoted:
        longer = {other for other in names if (match := _QUOTED.match(other)) and match[1] == quoted[1] and len(other) > len(name)}
        return max(longer, key=lambda other: (len(other), other), default="")
    longer = {other for other in names if len(other) > len(name) >= 3 and _short_of(name, other)}
    return longer.pop() if len(longer) == 1 else ""


def _short_of(name: str, other: str) -> bool:
    """Whether `name` is `other` without its generic end, or without the institution's full name in front."""
    if other.startswith(name):
        return bool(_generic().fullmatch(other, len(name)))
    return other.endswith(name) and name.endswith(words("_place-home-site")) and len(other) - len(name) == 2


def _with_town(before: str, name: str) -> str:
    """A village in a list takes the town along that the village before it has: `甲镇乙村、丙村`."""
    match = _town().match(before)
    if match and name.endswith(words("_place-village")) and not _town().match(name):
        return match[0] + name
    return ""


def _alone(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """The later uses of a head alone that only one place in the text has in its name."""
    text = scan.text
    for head in words("_place-head-alone"):
        if text.count(head) < 2:
            continue
        full = {mention.value: mention for mention in found if len(mention.span) > len(head) and mention.span.of(text).endswith(head)}
        if len(full) != 1:
            continue
        (meaning,) = full.values()
        at = text.find(head)
        while at >= 0:
            end = at + len(head)
            if at in scan.word_at and end in scan.word_before and not text.endswith(words("_place-determiner"), 0, at):
                yield replace(meaning, span=scan.span(at, end), score=_ALONE)
            at = text.find(head, end)


def _without_outer(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """The uses of a place's own name without the known places that once stand before it: `八角街道`."""
    text = scan.text
    own = {name: mention for mention in found if (name := _own(mention)) and 3 <= len(name) < len(mention.span)}
    for name, mention in own.items():
        if not mention.span.of(text).endswith(name):
            continue
        at = text.find(name)
        while at >= 0:
            if at in scan.word_at or not scan.in_dictionary_word(at):
                yield replace(mention, span=scan.span(at, at + len(name)))
            at = text.find(name, at + len(name))


def _quoted_alone(scan: Scan, names: set[str]) -> Iterator[Mention]:
    """What stands in quotes in a full name, in quotes alone elsewhere: “甲线” for “甲线”管道."""
    for name in names:
        quoted = _QUOTED.match(name)
        if quoted and _fullest(name, names) == "":
            for match in re.finditer(f"[“‘]({re.escape(quoted[1])})[”’]", scan.text):
                yield Mention(scan.span(*match.span(1)), "Place", "places", PlaceName(rest=name), _ALONE)


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(f"{alternation('_place-site-tail')}+")


@cache
def _town() -> re.Pattern[str]:
    return re.compile(f".{{1,5}}?{alternation('_place-town')}(?=.+{alternation('_place-village')}$)")
