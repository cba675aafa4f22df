"""One mention a place in the text: the longest wins, a tie goes to the finder listed first."""

from collections.abc import Sequence

from kg.model import Mention


def without_overlaps(candidates: Sequence[Mention]) -> list[Mention]:
    """The mentions that stand when the longest wins and, at equal length, the one earlier in `candidates`; by start.

    Takes n log n time: a candidate is compared with its neighbours in the text only.
    """
    order = sorted(range(len(candidates)), key=lambda index: (-len(candidates[index].span), index))
    taken = bytearray(max((mention.span.end for mention in candidates), default=0))
    kept: list[Mention] = []
    for index in order:
        span = candidates[index].span
        if span.end > span.start and not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * len(span)
            kept.append(candidates[index])
    return sorted(kept, key=lambda mention: mention.span.start)
