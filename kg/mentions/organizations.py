"""Organisations: known ones, and by grammar (place | level) name suffix, with campuses and branches behind them."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation, words
from kg.mentions.boundaries import left_edge
from kg.mentions.organization_edges import beginning, branch_end, extended
from kg.mentions.organization_names import blocked, free, has_own, is_name, is_stop, is_suffix, placed
from kg.model import Mention
from kg.scan import Scan

_LONGEST = 40
_SHORTEST_TAIL = 4
_LONGEST_ITEM = 12
_HAN = re.compile(r"[一-龥]+")


def organizations(scan: Scan) -> Iterator[Mention]:
    """Every organisation that is named; `value` is the official or fullest name where another form of it stands."""
    known = list(_known(scan))
    spans = {mention.span for mention in known}
    named = [mention for mention in _named(scan) if mention.span not in spans]
    yield from known
    yield from _listed(scan, known)
    yield from named
    yield from _neighbours(scan, [*known, *named])
    yield from _acronyms(scan)
    yield from _tails(scan, [*known, *named])


def _mention(scan: Scan, start: int, end: int, score: float, value: str | None = None) -> Mention:
    return Mention(scan.span(start, end), "Organization", "organizations", value, score)


def _known(scan: Scan) -> Iterator[Mention]:
    """Known organisations, with the campus or branch that stands behind (`中国人民大学通州校区`)."""
    text = scan.text
    for start, end, key in scan.found("organization"):
        if not free(scan, start, end) or blocked(scan, end) or is_stop(scan, end):
            continue
        label = scan.knowledge[key].label
        yield _mention(scan, start, end, 0.95, label if label != text[start:end] else None)
        behind = branch_end(scan, end)
        if behind > end:
            yield _mention(scan, start, behind, 0.9)


def _listed(scan: Scan, known: list[Mention]) -> Iterator[Mention]:
    """Weak names: beside a known organisation in a list, or where the text also gives the full name."""
    text, marks = scan.text, words("_organization-list-mark")
    ends = {mention.span.end for mention in known}
    starts = {mention.span.start for mention in known}
    weak = sorted(scan.found("organization-weak"))
    starts |= {start for start, end, _ in weak if end - start > 1 and free(scan, start, end)}
    for start, end, key in weak:
        entity = scan.knowledge[key]
        after = text.startswith(marks, end) and end + 1 in starts
        beside = after or (text.endswith(marks, 0, start) and start - 1 in ends)
        if (beside or any(map(scan.counts.holds, entity.strong))) and free(scan, start, end):
            ends.add(end)
            yield _mention(scan, start, end, 0.7, entity.label)


def _named(scan: Scan) -> Iterator[Mention]:
    """Names by their suffix; a name may go on from the end of another (`清华附中` + `湾区学校`)."""
    heads: dict[int, int] = {}
    for start, end, _ in scan.found("organization-suffix"):
        heads[end] = min(start, heads.get(end, start))
    begun: dict[int, int] = {}
    for end, head in sorted(heads.items()):
        if not is_suffix(scan, head, end):
            continue
        start = beginning(scan, head, end)
        while start in begun and not any(found[1] == end for found in scan.starting("organization", start)):
            start = begun[start]
        if start >= head or end - start > _LONGEST or not is_name(scan, start, head, end):
            continue
        score = 0.9 if scan.text[head:end] in words("_organization-named") else 0.8 if placed(scan, start, head) else 0.72
        for stop in {end, branch_end(scan, end)}:
            begun[stop] = start
            yield _mention(scan, start, stop, score)


def _neighbours(scan: Scan, found: list[Mention]) -> Iterator[Mention]:
    """Associations without a place of their own behind one in a list (`南方商会、工业联盟`)."""
    text, kinds = scan.text, words("_organization-association")
    ends = {mention.span.end for mention in found if mention.span.of(text).endswith(kinds)}
    for start, end, _ in sorted(scan.found("organization-suffix"), key=lambda row: row[1]):
        if text[start:end] not in kinds or not is_suffix(scan, start, end):
            continue
        begin = max(text.rfind(mark, start - _LONGEST_ITEM, start) for mark in words("_organization-item-mark")) + 1
        index = scan.word_at.get(begin)
        nominal = index is not None and scan.words[index][2][0] in "njbg"
        if begin - 1 in ends and nominal and start - begin >= 2 and _HAN.fullmatch(text, begin, start):
            ends.add(end)
            yield _mention(scan, begin, end, 0.7)


@cache
def _acronym() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])[A-Z][A-Za-z]{{2,9}}(?={alternation('_organization-company')})")


def _acronyms(scan: Scan) -> Iterator[Mention]:
    """Companies by their letters behind a country and before a noun for companies (`挪威XYZ等企业`)."""
    for match in _acronym().finditer(scan.text):
        if any(scan.knowledge[key].kind == "Country" for _, _, key in scan.ending("place", match.start())):
            yield _mention(scan, *match.span(), 0.75)


def _tails(scan: Scan, found: list[Mention]) -> Iterator[Mention]:
    """Later uses of a long name's last words (`公交集团` for `北京公交集团`), and those that the publisher's name holds."""
    text, rows = scan.text, scan.words
    publisher = scan.document.header.publisher
    full: dict[str, str] = {}
    for mention in found:
        name = mention.value if isinstance(mention.value, str) else mention.span.of(text)
        for start, end, _ in scan.ending("organization-suffix", mention.span.end):
            index = scan.word_before.get(start)
            if index is not None and rows[index][0] > mention.span.start:
                full.setdefault(text[rows[index][0] : end], name)
    if not full and not publisher:
        return
    for start, end, _ in scan.found("organization-suffix"):
        index = scan.word_before.get(start)
        if index is None or not is_suffix(scan, start, end):
            continue
        begin = rows[index][0]
        tail = text[begin:end]
        value = full.get(tail) or (publisher if tail in publisher else "")
        if len(tail) < _SHORTEST_TAIL or not value or extended(scan, left_edge(scan, begin)) != begin:
            continue
        if has_own(scan, begin, start) or text[start:end] in words("_organization-short"):
            yield _mention(scan, begin, end, 0.75, value)
