"""Substrings of any length as words of a full-text index: the pairs of neighbours in a text's normal form, and each of its letters once."""

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from operator import add

from kg.likeness import normal


def words(text: str) -> str:
    """The words under which a text is found, with spaces between.

    >>> words("国发〔2021〕")
    '国发 发2 20 02 21 0 1 2 发 国'
    """
    letters = normal(text)
    return " ".join((*map(add, letters, letters[1:]), *sorted(set(letters))))


def sought(query: str) -> list[str]:
    """What a text must contain to match a query: the normal forms of its parts, each once; none if it has no letter or digit.

    >>> sought("国发〔2021〕24号 厦门")
    ['国发202124号', '厦门']
    """
    return [part for part in dict.fromkeys(map(normal, query.split())) if part]


def expression(parts: list[str]) -> str:
    """The FTS5 query for the texts that contain all parts, which are in normal form and not empty.

    >>> expression(["国发2", "厦"])
    '"国发 发2" AND "厦"'
    """
    return " AND ".join(f'"{" ".join(map(add, part, part[1:])) or part}"' for part in parts)


def printed(text: str, part: str) -> tuple[int, int] | None:
    """From where to where the first characters of a text stand whose normal form is `part`; None if there are none.

    >>> printed("按国发〔2021〕24号文", "发202124")
    (2, 11)
    """
    at = normal(text).find(part)
    if at < 0:
        return None
    reached = list(accumulate(map(_width, text)))
    return bisect_right(reached, at), min(bisect_left(reached, at + len(part)) + 1, len(text))


@lru_cache(maxsize=20_000)
def _width(character: str) -> int:
    """How many letters of the normal form a character makes."""
    return len(normal(character))
