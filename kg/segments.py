"""The words of a text by the segmenter, and where they begin and end: in lists and dictionaries, of a long text in few bytes."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import overload

import rjieba

Word = tuple[int, int, str]
"""Start, end and part of speech."""
_SEGMENTER = rjieba.Jieba()
LONGEST_WORD = 32
"""Characters: the segmenter's dictionary has no longer word."""
_PIECE = 100_000
"""Characters that are segmented at once; a piece ends behind a mark, over which no word goes."""
_LONG = 300_000
"""Characters of a text whose words are kept in few bytes, at the cost of a little time: a word is 12 bytes instead of 250."""


def tagged(phrase: str) -> list[tuple[str, str]]:
    """The words of a phrase with their parts of speech: a hint, not a truth."""
    return list(_SEGMENTER.tag(phrase))


def in_dictionary(word: str) -> bool:
    """Whether a word stands in the segmenter's dictionary."""
    return len(word) <= LONGEST_WORD and _SEGMENTER.has_word(word)


def words(text: str) -> Sequence[Word]:
    """The words of a text in its order; they cover it."""
    if len(text) > _LONG:
        return _Words(text)
    found = _SEGMENTER.tag(text)
    ends = list(accumulate(len(word) for word, _ in found))
    return list(zip((0, *ends[:-1]), ends, (flag for _, flag in found), strict=True)) if found else []


def numbered(places: Iterable[int], size: int) -> Mapping[int, int]:
    """The numbers of some places, all from 0 to `size`, by the places, which rise."""
    return _Numbers(places, size) if size > _LONG else dict(zip(places, range(size + 1), strict=False))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _PIECE:
        end = max(text.rfind(mark, start, start + _PIECE) for mark in "\n。，、") + 1
        end = end if end > start else start + _PIECE
        yield text[start:end]
        start = end
    yield text[start:]


class _Words(Sequence[Word]):
    """The words of a long text: where each begins, four bytes, and the number of its part of speech, two."""

    def __init__(self, text: str) -> None:
        self._starts, self._kinds = array("i", [0]), array("H")
        numbers: dict[str, int] = {}
        for piece in _pieces(text):
            found = _SEGMENTER.tag(piece)
            self._kinds.extend(numbers.setdefault(flag, len(numbers)) for _, flag in found)
            self._starts.extend([*accumulate((len(word) for word, _ in found), initial=self._starts[-1])][1:])
        self._flags = list(numbers)

    def __len__(self) -> int:
        return len(self._kinds)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(len(self)))]
        at = at + len(self) if at < 0 else at
        return self._starts[at], self._starts[at + 1], self._flags[self._kinds[at]]


class _Numbers(Mapping[int, int]):
    """Numbers by place, four bytes a place whether it has one or not."""

    def __init__(self, places: Iterable[int], size: int) -> None:
        self._at, self._count = array("i", [-1]) * (size + 1), 0
        for self._count, place in enumerate(places, start=1):
            self._at[place] = self._count - 1

    def get(self, place: int, default: object = None) -> int | None:  # type: ignore[override]
        number = self._at[place] if 0 <= place < len(self._at) else -1
        return number if number >= 0 else default  # type: ignore[return-value]

    def __getitem__(self, place: int) -> int:
        number = self.get(place)
        if number is None:
            raise KeyError(place)
        return number

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and self.get(place) is not None

    def __iter__(self) -> Iterator[int]:
        return (place for place, number in enumerate(self._at) if number >= 0)

    def __len__(self) -> int:
        return self._count
