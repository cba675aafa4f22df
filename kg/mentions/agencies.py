"""Agencies by grammar: (place | level) × body × unit*, and the known ones of the centre.

An agency's name is not looked up but parsed. What stands on its left decides whose organ it is, what stands on its
right whether the name ends there at all: `厦门海关联合会签` is 厦门海关 + 联合会签, `政府采购` is no government.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.knowledge import Known, body_forms
from kg.lexicon import words
from kg.mentions.boundaries import FARTHEST, left_edge
from kg.mentions.coordination import coordination_bodies
from kg.mentions.organs import class_references, foreign_organs
from kg.mentions.parts import MOST_OUTER, Left, blocked, left_part, post_follows, station_name, units
from kg.model import AgencyName, Mention
from kg.scan import Scan

_LIST_MARKS = "、和及与"
_TEAM_ENDS = "组班队"


def agencies(scan: Scan) -> Iterator[Mention]:
    """Every organ of state or Party that is named, with the parts of its name; class references are marked generic."""
    parsers = (known_agencies, led_agencies, composed_agencies, productive_agencies, party_bodies, foreign_organs)
    found = [mention for parser in parsers for mention in parser(scan)]
    found += coordination_bodies(scan, {mention.span.end for mention in found})
    found = _with_carried_places(scan, found)
    yield from found
    yield from elided_agencies(scan, found)
    yield from class_references(scan)


def _with_carried_places(scan: Scan, found: list[Mention]) -> list[Mention]:
    """`省政府` right behind `广东省委、` is Guangdong's: the place of a list's head is carried to the levels that follow."""
    carried: dict[int, str] = {}
    result: list[Mention] = []
    for mention in sorted(found, key=lambda mention: (mention.span.start, -mention.span.end)):
        name = mention.value
        if isinstance(name, AgencyName) and name.level and not name.place and mention.span.start:
            before = carried.get(mention.span.start - 1 if scan.text[mention.span.start - 1] in _LIST_MARKS else mention.span.start)
            if before:
                mention = replace(mention, value=replace(name, place=before))
                name = mention.value
        if isinstance(name, AgencyName) and name.place:
            carried[mention.span.end] = name.place
        result.append(mention)
    return result


def known_agencies(scan: Scan) -> Iterator[Mention]:
    """Agencies of the centre by name (`国务院`, `财政部`), with the internal units that follow (`最高检第十检察厅`).

    A weak name that is also what a local body is called (`发展改革委`) is left to `elided_agencies`, where the home decides.
    """
    for tag, score in (("agency", 0.95), ("agency-weak", 0.7)):
        for start, end, key in sorted(scan.found(tag), key=lambda row: (row[0] - row[1], row)):
            known, surface = scan.knowledge[key], scan.text[start:end]
            if tag == "agency-weak" and (end - start < 3 or scan.knowledge.named(surface, "body")):
                continue
            if scan.knowledge.named(surface, "organization") or blocked(scan, start, end):
                continue
            if not _free_on_the_left(scan, start, end, known):
                continue
            end_of_units, unit = units(scan, end)
            yield Mention(scan.span(start, end_of_units), "Agency", "agencies", AgencyName(known=key, tail=surface, unit=unit), score)


def _free_on_the_left(scan: Scan, start: int, end: int, known: Known) -> bool:
    """Whether a central agency's name is not the tail of a longer one (`广州市` + `公安部`…) or of a word."""
    text = scan.text
    if start == 0 or not "一" <= text[start - 1] <= "鿿":
        return True
    if text[start - 1] in "省市县区州旗" and scan.ending("place", start):
        return known.fact("place") not in ("", "place/100000")
    if any(place not in ("place/100000",) for _, _, place in scan.ending("place", start)):
        return end - start > 3 and text[start:end] == known.label
    return end - start > 2 or start in scan.word_at


def composed_agencies(scan: Scan) -> Iterator[Mention]:
    """A place or level followed by what a known body is called there (`同安区教育局`, `市委组织部`)."""
    seen: set[tuple[int, int]] = set()
    for start, end, key in sorted(scan.found("body"), key=lambda row: (row[0] - row[1], row)):
        if (start, end) in seen or blocked(scan, start, end) or _goes_on(scan, start, end):
            continue
        left = left_part(scan, start) or _of_organization(scan, start, end)
        if left is None and scan.text[start:end] in words("_station"):
            left = station_name(scan, start)
        if left is None or left.level in _national() or _abroad(scan, left):
            continue
        if scan.text[left.start : end] in _other_words():
            continue
        seen.add((start, end))
        lead = _lead(scan, key, scan.text[start:end], left.start)
        yield _composed(scan, left, (start, end, key), lead)


def led_agencies(scan: Scan) -> Iterator[Mention]:
    """What a system or party is called at a place, from its own name on (`国家统计局江西调查总队`, `民盟厦门市委`)."""
    text = scan.text
    for start, end, key in scan.found("body-lead"):
        at = end
        for _ in range(MOST_OUTER):
            rows = scan.starting("place", at)
            at = rows[0][1] if rows else at
        left = left_part(scan, at) if at > end else None
        if left is None or _abroad(scan, left):
            continue
        lead = text[start:end]
        tails = [form.tail for form in body_forms(scan.knowledge[key]) if form.lead == lead and text.startswith(form.tail, at)]
        if tails:
            tail_end = at + len(max(tails, key=len))
            if not blocked(scan, at, tail_end) and not _goes_on(scan, at, tail_end):
                yield _composed(scan, left, (at, tail_end, key), lead)


def _composed(scan: Scan, left: Left, tail: tuple[int, int, str], lead: str) -> Mention:
    start, end, key = tail
    end_of_units, unit = units(scan, end)
    name = _name(scan, left, (start, end), key, unit)
    kind = scan.knowledge[key].fact("kind") or "Agency"
    return Mention(scan.span(left.start - len(lead), end_of_units), kind, "agencies", name, 0.5 if left.generic else 0.95)


def _abroad(scan: Scan, left: Left) -> bool:
    return bool(left.place) and scan.knowledge[left.place].kind in ("Country", "Region")


def _of_organization(scan: Scan, start: int, end: int) -> Left | None:
    """A known organisation before the name of a Party body (`中国人民大学党委`)."""
    if scan.text[start:end] not in words("party-body"):
        return None
    rows = scan.ending("organization", start)
    return Left(rows[0][0], organization=rows[0][2]) if rows else None


def party_bodies(scan: Scan) -> Iterator[Mention]:
    """Party bodies of villages, schools, companies and teams that nobody lists (`大洪村党支部`, `云环小学党支部`)."""
    for body, end, _ in scan.found("party-body"):
        if blocked(scan, body, end) or (scan.text[body:end] in words("_party-group-only") and post_follows(scan, body, end)):
            continue
        left = left_part(scan, body)
        if left is not None and left.township:
            yield Mention(scan.span(left.start, end), "Agency", "agencies", _name(scan, left, (body, end), "", ""), 0.85)
        for suffix, _, _ in scan.ending("organization-suffix", body)[:1]:
            edge = left_edge(scan, suffix)
            if edge < suffix:
                yield Mention(scan.span(edge, end), "Agency", "agencies", AgencyName(tail=scan.text[edge:end]), 0.85)


@cache
def _national() -> frozenset[str]:
    return frozenset(words("national-prefix"))


@cache
def _other_words() -> frozenset[str]:
    return frozenset(words("_no-agency"))


def _lead(scan: Scan, key: str, tail: str, at: int) -> str:
    """What stands before the place in the body's name (`国家统计局`, `中共`) and really does before `at`; else empty."""
    for form in body_forms(scan.knowledge[key]):
        if form.lead and form.tail == tail and scan.text.endswith(form.lead, 0, at):
            return form.lead
    return ""


def _goes_on(scan: Scan, start: int, end: int) -> bool:
    """Whether a one-character body (`委`, `办`) is the beginning of a longer word (`委员`, `办理`)."""
    index = scan.word_at.get(start)
    return end - start == 1 and index is not None and scan.words[index][1] > end


def _name(scan: Scan, left: Left, tail: tuple[int, int], body: str, unit: str) -> AgencyName:
    return AgencyName(
        place=left.place or left.organization,
        level=left.level,
        township=left.township,
        tail=scan.text[slice(*tail)],
        body=body,
        unit=unit,
        generic=left.generic,
        places=left.places,
    )


def productive_agencies(scan: Scan) -> Iterator[Mention]:
    """A place or level, words of function, and a suffix, for bodies nobody listed (`南沙区营商环境建设局`)."""
    for suffix, end, _ in scan.found("agency-suffix"):
        start = _functions_before(scan, suffix)
        if start == suffix or blocked(scan, suffix, end) or _goes_on(scan, suffix, end):
            continue
        left = left_part(scan, start)
        if left is None or left.level in _national():
            continue
        end_of_units, unit = units(scan, end)
        name = _name(scan, left, (start, end), "", unit)
        yield Mention(scan.span(left.start, end_of_units), "Agency", "agencies", name, 0.4 if left.generic else 0.85)


def _functions_before(scan: Scan, at: int) -> int:
    """Where the words of function that end at `at` begin: `文化`, `广电` and `旅游` before `局`; `和` joins two."""
    start = at
    while at - start <= FARTHEST:
        rows = scan.ending("agency-function", start)
        if rows:
            start = rows[0][0]
        elif start < at and start and scan.text[start - 1] in "和与及" and scan.ending("agency-function", start - 1):
            start -= 1
        else:
            break
    return start


def elided_agencies(scan: Scan, found: list[Mention]) -> Iterator[Mention]:
    """Bodies named without their place: the level is carried along a list (`市发改委、财政局`) or in brackets, or is the home's."""
    text = scan.text
    ends = {mention.span.end: mention for mention in found}
    covered = bytearray(len(text) + 1)
    for mention in found:
        covered[mention.span.start : mention.span.end] = b"\x01" * len(mention.span)
    rows = sorted({(start, -end): key for start, end, key in reversed(scan.found("body"))}.items())
    for (start, negative_end), key in rows:
        end = -negative_end
        carrier = _carrier(scan, ends, start)
        shortest = 2 if carrier and scan.starting("post-title", end) else 3
        if end - start < shortest or covered[start] or blocked(scan, start, end) or start not in scan.word_at:
            continue
        if scan.knowledge[key].fact("kind") or scan.ending("agency-suffix-free", end) or text[end - 1] in _TEAM_ENDS:
            continue
        if carrier is None and (_of_party(scan, key) or text[start:end] in words("_never-elided")):
            continue
        if carrier is None and start and "一" <= text[start - 1] <= "鿿" and _joined(scan, start):
            continue
        end_of_units, unit = units(scan, end)
        place, level = "", ""
        if carrier is not None and isinstance(carrier.value, AgencyName):
            place, level = carrier.value.place, carrier.value.level
            if carrier.value.known:
                place = scan.knowledge[carrier.value.known].fact("place")
        mention = Mention(
            scan.span(start, end_of_units), "Agency", "agencies",
            AgencyName(place=place, level=level, tail=text[start:end], body=key, unit=unit), 0.85 if carrier else 0.6,
        )
        ends[mention.span.end] = mention
        yield mention


def _of_party(scan: Scan, key: str) -> bool:
    return any(form.lead and form.bare for form in body_forms(scan.knowledge[key]))


def _carrier(scan: Scan, ends: dict[int, Mention], start: int) -> Mention | None:
    """The agency whose place is carried to what starts here: right before a list mark or bracket, or before a post and a mark."""
    if start == 0 or scan.text[start - 1] not in _LIST_MARKS + "（(":
        return None
    at = start - 1
    posts = scan.ending("post-title", at)
    return ends.get(at) or next((ends[post] for post, _, _ in posts if post in ends), None)


def _joined(scan: Scan, start: int) -> bool:
    """Whether the word in front belongs to the name (a noun), so that the name found is only its tail."""
    index = scan.word_before.get(start)
    return index is not None and scan.words[index][2][:1] in "nabfjlsvq" and scan.text[slice(*scan.words[index][:2])] not in _openers()


@cache
def _openers() -> frozenset[str]:
    return frozenset(words("_governing-verb")) | frozenset(words("_name-stop")) | frozenset(words("_agency-opener"))
