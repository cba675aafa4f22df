"""Goods named after a place (`平和蜜柚`), alone or in a list."""

from collections.abc import Iterator
from functools import cache

from kg.lexicon import words
from kg.model import Mention
from kg.scan import Scan

_LONGEST_ITEM = 9
_PUNCTUATION = "、，；。：！？ \n（）()“”《》"


def goods(scan: Scan) -> Iterator[Mention]:
    """A place and a particular good; in a list with one of these also a place and any good."""
    text = scan.text
    sure: list[tuple[int, int]] = []
    for start, end, _ in scan.found("product-good"):
        if end not in scan.word_before or scan.ending("product-good", end)[0][0] != start:
            continue
        place = _place(scan, start)
        if place is not None:
            sure.append((place, end))
            yield Mention(scan.span(place, end), "Product", "goods", None, 0.8)
    done = {end for _, end in sure}
    seen: set[int] = set()
    for start, end in sure:
        for left, right in _neighbours(text, start, end, seen):
            if right not in done and _starts_with_place(scan, left, right) and _ends_with_noun(scan, right):
                done.add(right)
                yield Mention(scan.span(left, right), "Product", "goods", None, 0.8)


def _place(scan: Scan, at: int) -> int | None:
    """Where a place that ends at `at` and is smaller than a country begins, or None."""
    for tag in ("place", "place-weak"):
        for start, _, key in scan.ending(tag, at):
            if scan.knowledge[key].kind != "Country" and at - start >= 2 and start in scan.word_at:
                return start
    return None


def _starts_with_place(scan: Scan, start: int, end: int) -> bool:
    return any(
        found[1] < end and scan.knowledge[found[2]].kind != "Country"
        for tag in ("place", "place-weak")
        for found in scan.starting(tag, start)
    )


def _ends_with_noun(scan: Scan, end: int) -> bool:
    """Whether an item of a list ends with a noun, not with a verb that goes on (`永春芦柑畅销海外`)."""
    index = scan.word_before.get(end)
    if index is None:
        return scan.text[end : end + 1] in _separators()
    last = [scan.words[at][2][0] for at in range(max(0, index - 1), index + 1)]
    return last[-1] in "nagzx" and "v" not in last


def _neighbours(text: str, start: int, end: int, seen: set[int]) -> Iterator[tuple[int, int]]:
    """The items of the list in 、 that the item `start` to `end` stands in, each once: `seen` are the ends of those given before."""
    at = start
    while at and text[at - 1] == "、" and at not in seen:
        seen.add(at)
        left = at - 1
        while left and text[left - 1] not in _separators() and at - left <= _LONGEST_ITEM:
            left -= 1
        if not 3 <= at - 1 - left <= _LONGEST_ITEM:
            break
        yield left, at - 1
        at = left
    at = end
    while text.startswith("、", at) and -at not in seen:
        seen.add(-at)
        right = at + 1
        while right < len(text) and text[right] not in _separators() and right - at <= _LONGEST_ITEM:
            right += 1
        if not 3 <= right - at - 1 <= _LONGEST_ITEM:
            break
        yield at + 1, right
        at = right


@cache
def _separators() -> frozenset[str]:
    """The characters that end an item of a list."""
    return frozenset(_PUNCTUATION) | frozenset(words("_name-conjunction")) | {word[0] for word in words("_list-more")}
