"""The text of a document in paragraphs and segments: what is named where, and which characters are quoted."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.answers import cells
from kg.errors import QueryError
from kg.network import kind_of
from kg.queries import page, run
from kg.show import label_of
from kg.web.links import href
from kg.web.served import Served
from kg.web.views.things import Data, kind_label

_LINE = "\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """A name in a text: from where to where, of what class, what it is linked to (empty if to nothing), and why."""

    start: int
    end: int
    kind: str
    href: str
    label: str
    why: str
    score: float


def marks_of(served: Served, iri: str) -> list[Mark]:
    """The mentions of a document in order; of those that overlap the one that begins first, then the longest."""
    found: list[Mark] = []
    known: dict[str, tuple[str, str, str]] = {}
    for start, end, means, kind, why, score in cells(run(served.store, page("document-mentions"), {"document": iri})):
        if found and int(start) < found[-1].end:
            continue
        if means and means not in known:
            known[means] = (kind_of(served.store, means), href(means, served.base), label_of(served.store, means))
        of = known[means] if means else (kind, "", "")
        found.append(Mark(int(start), int(end), *of, why, float(score)))
    return found


def kinds_present(marks: Sequence[Mark]) -> list[Data]:
    """The kinds of what is named, the most frequent first, with how often."""
    counts = Counter(mark.kind for mark in marks)
    return [{"kind": kind, "label": kind_label(kind), "n": n} for kind, n in counts.most_common()]


def quoted_span(asked: Mapping[str, str], length: int) -> tuple[int, int]:
    """The characters that `from` and `to` ask to mark, (0, 0) if none; what is no number is a QueryError."""
    for name in asked:
        if name not in ("from", "to"):
            raise QueryError(f"document has no parameter {name!r}; it takes: from, to.")
    try:
        start, end = (int(asked.get(name) or 0) for name in ("from", "to"))
    except ValueError as error:
        raise QueryError("from and to must be numbers: how many characters of the text stand in front.") from error
    return (max(start, 0), min(end, length)) if end > start else (0, 0)


def paragraphs(text: str, marks: Sequence[Mark], quoted: tuple[int, int]) -> list[list[Data]]:
    """The lines of a text, empty ones left out, each in segments; a segment lies wholly in or out of a name and of the quote."""
    cuts = sorted({*quoted, *(edge for mark in marks for edge in (mark.start, mark.end))})
    starts = [mark.start for mark in marks]
    found, at = [], 0
    for words in text.split(_LINE):
        if words.strip():
            end = at + len(words)
            edges = [at, *cuts[bisect_right(cuts, at) : bisect_left(cuts, end)], end]
            found.append([_segment(text, piece, _covering(marks, starts, piece), quoted) for piece in pairwise(edges)])
        at += len(words) + len(_LINE)
    return found


def _covering(marks: Sequence[Mark], starts: Sequence[int], piece: tuple[int, int]) -> Mark | None:
    place = bisect_right(starts, piece[0]) - 1
    return marks[place] if place >= 0 and piece[0] < marks[place].end else None


def _segment(text: str, piece: tuple[int, int], mark: Mark | None, quoted: tuple[int, int]) -> Data:
    start, end = piece
    segment: Data = {"text": text[start:end]}
    if mark:
        segment |= {"kind": mark.kind, "kindLabel": kind_label(mark.kind), "href": mark.href, "label": mark.label}
        segment |= {"why": mark.why, "score": mark.score, "id": f"m{mark.start}-{mark.end}" if start == mark.start else ""}
    if quoted[0] <= start < quoted[1]:
        segment["quoted"] = True
    return segment
