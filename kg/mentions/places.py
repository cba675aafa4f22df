"""Places: divisions and countries by name and in chains, towns, roads, sites, natural features, stops, pointing words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.lexicon import words
from kg.mentions.abbreviations import abbreviations
from kg.mentions.addresses import address_tail, below_county, village_behind
from kg.mentions.boundaries import FARTHEST
from kg.mentions.deictics import deictics
from kg.mentions.divisions import Piece, known_places
from kg.mentions.facilities import Local, local_places
from kg.mentions.full_names import with_full_names
from kg.mentions.place_heads import DIVISION, NATURE, ROAD, TOWN, VILLAGE
from kg.mentions.stops import stops
from kg.model import Mention, PlaceName
from kg.scan import Scan

_KNOWN, _LOCAL, _LISTED = 0.95, 0.85, 0.75
_COUNTIES = frozenset({"county", "prefecture"})


def places(scan: Scan) -> Iterator[Mention]:
    """The places of a document; some may overlap, the longest is meant."""
    pieces = known_places(scan)
    halts = list(stops(scan))
    by_end = {piece.end: piece for piece in pieces}
    named = [_from(scan, local, by_end) for local in local_places(scan, pieces)]
    found = _joined([*_villages(scan, pieces), *_villages_of_towns(scan, named), *named])
    mentions = sorted(
        (*(_known(scan, piece) for piece in pieces), *(_local(scan, local) for local in _listed(scan, found, pieces))), key=_start
    )
    yield from halts
    yield from with_full_names(scan, _beside(mentions, halts))
    yield from abbreviations(scan)
    yield from deictics(scan)


def _beside(mentions: Sequence[Mention], halts: Sequence[Mention]) -> list[Mention]:
    """The mentions that do not cross a stop: between its separators a stop's name is whole."""
    taken = {at for halt in halts for at in range(halt.span.start, halt.span.end)}
    return [mention for mention in mentions if taken.isdisjoint(range(mention.span.start, mention.span.end))]


def _villages(scan: Scan, pieces: Sequence[Piece]) -> Iterator[Local]:
    """The towns and villages right behind a county."""
    for piece in pieces:
        if any(scan.knowledge[key].level in _COUNTIES for key in piece.keys):
            town = next((word for word in words("_place-town") if scan.text.startswith(word, piece.end)), "")
            inner, end = below_county(scan, piece.end + len(town))
            if end > piece.end + len(town):
                inner = piece.inner if town and not piece.outer else inner
                yield Local(piece.start, end, VILLAGE, inner, piece.outer if town else piece.keys)


def _villages_of_towns(scan: Scan, found: Sequence[Local]) -> Iterator[Local]:
    """The villages right behind a town that is named itself; behind a known place only the village's name is its own."""
    for local in found:
        end = village_behind(scan, local.end) if local.sort is TOWN else local.end
        if end > local.end:
            yield replace(local, end=end, sort=VILLAGE, inner=local.end if local.keys else local.inner)


def _joined(found: Sequence[Local]) -> list[Local]:
    """The names, of overlapping ones the longest, and neighbours joined to one."""
    kept: list[Local] = []
    for local in sorted(found, key=lambda local: (local.start, -local.end)):
        last = kept[-1] if kept else None
        if last is not None and local.start < last.end:
            if local.inner >= last.inner and local.end > last.end and last.sort in (TOWN, VILLAGE) and local.inner < last.end:
                kept[-1] = local if local.start == last.start else last
            continue
        near = last is not None and last.end == local.start and local.end - last.start <= FARTHEST
        if last is not None and near and local.sure and last.sort not in (NATURE, DIVISION):
            kept[-1] = replace(local, start=last.start, inner=local.inner if last.keys else last.inner, keys=last.keys)
            continue
        kept.append(local)
    return kept


def _listed(scan: Scan, found: Sequence[Local], pieces: Sequence[Piece]) -> Iterator[Local]:
    """The names that are sure, and the others that stand in a list beside a place."""
    text = scan.text
    starts = {local.start for local in found} | {piece.start for piece in pieces}
    ends = {local.end for local in found} | {piece.end for piece in pieces}
    for local in found:
        beside = (text[local.end : local.end + 1] == "、" and local.end + 1 in starts) or (
            text[local.start - 1 : local.start] == "、" and local.start - 1 in ends
        )
        if local.sure or beside:
            yield local


def _known(scan: Scan, piece: Piece) -> Mention:
    end = address_tail(scan, piece.end, street=False)
    if end > piece.end:
        return _mention(scan, (piece.start, end), PlaceName(piece.keys, scan.text[piece.start : end]), _LOCAL)
    return _mention(scan, (piece.start, piece.end), PlaceName(piece.keys), _KNOWN)


def _local(scan: Scan, local: Local) -> Mention:
    end = address_tail(scan, local.end, street=local.sort == ROAD)
    if end > local.end:
        return _mention(scan, (local.start, end), PlaceName(local.keys, scan.text[local.start : end]), _LOCAL)
    name = scan.text[local.inner : local.end]
    return _mention(scan, (local.start, local.end), PlaceName(local.keys, name), _LOCAL if local.sure else _LISTED)


def _from(scan: Scan, local: Local, pieces: Mapping[int, Piece]) -> Local:
    """A line between two places begins with the first of them: `余庆高速公路` in `德江至余庆高速公路`."""
    text = scan.text
    if not text.endswith(words("_place-line-head"), local.start, local.end):
        return local
    joint = next((word for word in words("_place-from-to") if text.endswith(word, 0, local.start)), "")
    first = pieces.get(local.start - len(joint)) if joint else None
    return replace(local, start=first.start, inner=first.inner, keys=first.outer) if first is not None else local


def _start(mention: Mention) -> int:
    return mention.span.start


def _mention(scan: Scan, span: tuple[int, int], name: PlaceName, score: float) -> Mention:
    return Mention(scan.span(*span), "Place", "places", name, score)
