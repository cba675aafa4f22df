"""Short and full names of places in one text: `城市副中心` for 北京城市副中心, `“甲线”管道` for “甲线”天然气管道."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.lexicon import alternation, words
from kg.model import Mention, PlaceName
from kg.occurrences import occurrences
from kg.scan import Scan

_ALONE = 0.75
_SHORTEST, _LONGEST = 3, 60
_QUOTED = re.compile("[“‘]([^”’]+)[”’]")
_VILLAGES_APART = "、"


def with_full_names(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, each with its fullest name in the text as value, and the heads that alone stand for one of them."""
    text = scan.text
    names = {name for mention in found if (name := _own(mention))}
    fullest = _fullest(names)
    before: Mention | None = None
    for mention in found:
        name = _own(mention)
        full = fullest.get(name, "")
        if not full and before is not None and text[before.span.end : mention.span.start] == _VILLAGES_APART:
            full = _with_town(_own(before), name)
        if full and isinstance(mention.value, PlaceName):
            mention = replace(mention, value=replace(mention.value, rest=full))
        yield mention
        before = mention
    yield from _alone(scan, found)
    yield from _without_outer(scan, found)
    yield from _quoted_alone(scan, [name for name in sorted(names) if name not in fullest])


def _own(mention: Mention) -> str:
    return mention.value.rest if isinstance(mention.value, PlaceName) else ""


def _fullest(names: set[str]) -> dict[str, str]:
    """For the names that are short forms of one longer name, that one: the longest with the same words in quotes in front."""
    quoted: dict[str, str] = {}
    longer: dict[str, list[str]] = {}
    for other in sorted(names, key=lambda name: (len(name), name)):
        for name in {other[:end] for end in range(_SHORTEST, min(len(other), _LONGEST))} & names:
            if _generic().fullmatch(other, len(name)):
                longer.setdefault(name, []).append(other)
        if other[2:] in names and len(other) >= _SHORTEST + 2 and other.endswith(words("_place-home-site")):
            longer.setdefault(other[2:], []).append(other)
        if match := _QUOTED.match(other):
            quoted[match[1]] = other
    full = {name: others[0] for name, others in longer.items() if len(others) == 1 and not _QUOTED.match(name)}
    in_quotes = {name: quoted[match[1]] for name in names if (match := _QUOTED.match(name))}
    return full | {name: other for name, other in in_quotes.items() if len(other) > len(name)}


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
    own = {name: mention for name, mention in own.items() if mention.span.of(text).endswith(name)}
    for name, places in occurrences(text, own).items():
        for at in places:
            if at in scan.word_at or not scan.in_dictionary_word(at):
                yield replace(own[name], span=scan.span(at, at + len(name)))


def _quoted_alone(scan: Scan, names: Sequence[str]) -> Iterator[Mention]:
    """What stands in quotes in a full name, in quotes alone elsewhere: “甲线” for “甲线”管道."""
    marks = [(opener, closer) for opener in "“‘" for closer in "”’"]
    quoted = {match[1].join(pair): name for name in names if (match := _QUOTED.match(name)) for pair in marks}
    for inner, places in occurrences(scan.text, quoted).items():
        for at in places:
            yield Mention(scan.span(at + 1, at + len(inner) - 1), "Place", "places", PlaceName(rest=quoted[inner]), _ALONE)


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(f"(?>{alternation('_place-site-tail')})+")


@cache
def _town() -> re.Pattern[str]:
    return re.compile(f".{{1,5}}?{alternation('_place-town')}(?=.+{alternation('_place-village')}$)")
