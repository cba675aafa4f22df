"""Whether two texts are one: keys by which like texts find each other, how alike they are, and whether they say the same."""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rensa import RMinHash

from kg.lexicon import words

FORM = f"2.{RMinHash.ALGORITHM_VERSION}"
"""Changes with the keys that a text gets."""
NEAR = 0.8
"""Texts that share at least this part of the strings of both are nearly the same …"""
PART = 0.95
"""… and one whose strings stand to this part in a longer text is an excerpt of it."""
_LEAST, _LEAST_PART = 50, 150
"""How many letters and digits a reprint and an excerpt have at least."""
_SHINGLE = 5
_BANDS, _ROWS, _SEED = 20, 5, 1
"""Of 20 bands of 5 minima, texts with a likeness of 0.8 share one with a probability of 0.9997."""
_SAMPLE = 16
"""One string in 16 of every text is kept."""
_PROBES = {"p": 8, "t": 4}
FOUND = {"p": 6, "t": 3}
"""Of the eight least of an excerpt, the whole has six at least; of a short one that has not eight, three of the four least."""
_HEAD = re.compile(r"\A.{0,80}?[日报社][电讯](?=[\s（(：:])\s*(?:[（(][^（）()]{0,40}[）)])?", re.S)
"""The dateline of a report: who sent it, whence and on which day differs between those who print it."""
_FIGURE = re.compile(r"\d+|[〇零一二三四五六七八九十百千万亿两]{2,}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: nearly the same, or else the shorter an excerpt of the longer."""

    similarity: float
    near: bool


def keys(texts: Sequence[str]) -> list[frozenset[str]]:
    """The keys of texts: like texts have a band in common, and an excerpt's probe is among the samples of the whole."""
    strings = [shingles(text) if len(normal(text)) >= _LEAST else frozenset[str]() for text in texts]
    hashes = RMinHash.hash_token_sets([list(found) for found in strings])
    rows = RMinHash.digest_matrix_from_token_hash_sets(hashes, _BANDS * _ROWS, _SEED).to_rows()
    return [frozenset(_keys(row, found)) if found else frozenset() for row, found in zip(rows, hashes, strict=True)]


def _keys(row: Sequence[int], hashes: Sequence[int]) -> Iterator[str]:
    for band in range(_BANDS):
        yield f"b{band}-{zlib.crc32(repr(row[band * _ROWS : (band + 1) * _ROWS]).encode()):08x}"
    if len(hashes) >= _LEAST_PART // 2:
        sample = sorted({found >> 32 for found in hashes if found % _SAMPLE == 0})
        yield from (f"s-{found:08x}" for found in sample)
        for kind, probes in _PROBES.items():
            if len(sample) >= probes:
                yield from (f"{kind}-{found:08x}" for found in sample[:probes])
                break


def candidates(own: Iterable[str], holders: Callable[[str], Iterable[str]]) -> set[str]:
    """Who may have a like text, of those that hold partners of a text's own keys: a band, or most probes of either.

    Of two texts each finds the other or neither does.
    """
    found: set[str] = set()
    hits = {(kind, whose): Counter[str]() for kind in _PROBES for whose in ("own", "other")}
    for key in own:
        kind, string = key[0], key[1:]
        if kind == "b":
            found.update(holders(key))
        elif kind in _PROBES:
            hits[kind, "own"].update(holders(f"s{string}"))
        elif kind == "s":
            for probe in _PROBES:
                hits[probe, "other"].update(holders(f"{probe}{string}"))
    for (kind, _), counts in hits.items():
        found |= {iri for iri, count in counts.items() if count >= FOUND[kind]}
    return found


def likeness(one: str, other: str) -> Likeness | None:
    """How alike two texts are, or None where they are not."""
    found = measured(one, other)
    least = min(len(normal(one)), len(normal(other)))
    return found if least >= (_LEAST if found.near else _LEAST_PART) and found.similarity >= (NEAR if found.near else PART) else None


def measured(one: str, other: str) -> Likeness:
    """The likeness of any two texts: of near ones the shared part of all their strings, else of the shorter one's."""
    first, second = shingles(one), shingles(other)
    shared = len(first & second)
    both = shared / max(1, len(first) + len(second) - shared)
    return Likeness(both, True) if both >= NEAR else Likeness(shared / max(1, min(len(first), len(second))), False)


@lru_cache(maxsize=1024)
def figures(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The figures of a text, those behind its dateline and all."""
    return frozenset(_FIGURE.findall(_plain(text[body(text) :]))), frozenset(_FIGURE.findall(_plain(text)))


def lacking(names: Iterable[str], other: str) -> bool:
    """Whether a text lacks one of some names."""
    return any(_plain(name) not in _plain(other) for name in names)


def body(text: str) -> int:
    """Where a report begins behind its dateline; 0 where it has none."""
    head = _HEAD.match(text)
    return head.end() if head else 0


def is_byline(text: str, start: int) -> bool:
    """Whether who is named at an offset wrote or edited the text (记者张三)."""
    return text[max(0, start - 12) : start].rstrip(" 　\n：:|／/（(").endswith(_bylines())


@cache
def _bylines() -> tuple[str, ...]:
    return tuple({*words("_person-byline"), *words("_reporter")})


@lru_cache(maxsize=1024)
def normal(text: str) -> str:
    """The letters and digits of a text: compatible forms made one, small letters, no punctuation, no space."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=1024)
def shingles(text: str) -> frozenset[str]:
    """Every five letters or digits that follow one another in the text's normal form."""
    letters = normal(text)
    return frozenset(letters[at : at + _SHINGLE] for at in range(max(1, len(letters) - _SHINGLE + 1)))


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
