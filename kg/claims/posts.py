"""Who holds or leaves which post: 〔agency〕〔post〕〔person〕, and appointments with their verbs."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading, pairs
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Link, Span
from kg.vocabulary import KG

_PROBATION = "probation"
_NEAR = 20  # characters that deny or plan what follows
_MOST_SEATS, _MOST_POSTS = 20, 8  # institutions where one person has posts, and the further posts at each, in one list

Seat = tuple[Entity, str, bool]
"""An institution, a post there, and whether it is over."""


def posts(reading: Reading) -> Iterator[Claim]:
    """Posts right before the names of those who hold them; a bare post is at the institution last named so in the sentence."""
    for masked in reading.masked:
        last: Entity | None = None
        end = 0
        for match in _titled().finditer(masked.text):
            if match["seats"]:
                start, seats = match.start("seats"), seats_in(reading, masked, match.span("seats"))
                last = seats[-1][0] if seats else None
            else:
                start = match.start("bare")
                if masked.text[start - 1] == "、" and start - 1 != end:
                    continue  # the post before belongs to an institution that nobody found
                seats = [(last, post, False) for post in _split(match["bare"]) if last and _fits(last, post)]
            person, end = match.start("person"), match.end()
            span = masked.span(reading.document, start, person + 1)
            yield from _stated(masked.groups[person], (seats, span, "post"))


def appointments(reading: Reading) -> Iterator[Claim]:
    """Posts given or taken by a verb: 任命〔person〕为…, 〔person〕任…, 免去〔person〕…职务, 〔person〕辞去…; or under a line 免去：."""
    for masked in reading.masked:
        for expression, over in ((_appointed(), False), (_removed(), True)):
            for match in expression.finditer(masked.text):
                if over and not (match["front"] or match["verb"] or _under_removals(reading, masked)):
                    continue
                if _planned().search(masked.text, max(0, match.start() - _NEAR), match.start()):
                    continue
                deputy = match["verb"] if match["verb"] in words("_deputy") else ""
                seats = [(institution, deputy + post, over) for institution, post, _ in seats_in(reading, masked, match.span("seats"))]
                span = masked.span(reading.document, match.start(), match.end())
                for claim in _stated(masked.groups[match.start("person")], (seats, span, "appointment")):
                    on_probation = not over and _probation().match(reading.document.text, span.end)
                    yield replace(claim, role=_PROBATION) if on_probation else claim


def _under_removals(reading: Reading, masked: Masked) -> bool:
    """Whether a line that ends in 免去： stands above, with none that ends in 任命： between."""
    sections = _sections(reading.document.text)
    above = bisect_right(sections, masked.spans[0][0], key=lambda section: section[0])
    act = sections[above - 1][1] if above else ""
    return act in words("_removing")


@lru_cache(maxsize=2)
def _sections(text: str) -> tuple[tuple[int, str], ...]:
    """Where the lists of those appointed and removed begin in a text, each with its verb; asked once a sentence."""
    return tuple((match.end(), match["act"]) for match in _section().finditer(text))


def _stated(persons: tuple[Link, ...], found: tuple[list[Seat], Span, str]) -> Iterator[Claim]:
    """Every person at every seat."""
    seats, span, rule = found
    for link, (institution, post, over) in pairs(persons, seats):
        if link.entity is not None:
            predicate = KG.leavesPost if over else KG.holdsPost
            yield Claim(link.entity, predicate, institution, span, rule, round(0.9 * link.score, 3), post)


def seats_in(reading: Reading, masked: Masked, span: tuple[int, int]) -> list[Seat]:
    """The posts between two masked characters, each with its institution."""
    seats: list[Seat] = []
    for seat in _seat().finditer(masked.text, *span):
        for link in masked.groups[seat.start("institution")]:
            for post in _split(seat["posts"]):
                institution = _of(reading, link, post)
                if institution is not None:
                    seats.append((institution, post, bool(seat["former"])))
    return seats


def _of(reading: Reading, link: Link, post: str) -> Entity | None:
    """The institution that a post is at: 省长 behind a province's name is at its government, other posts are at no place.

    A post that is none of the Party is at the organ whose Party group is named (某局党组书记、局长).
    """
    group = _party_group().search(link.entity.label) if link.entity else None
    if link.entity is not None and group and not _party_post().search(post):
        whole = reading.resolve(link.entity.label[: group.start()], link.entity.kind, reading.document)
        return whole if whole and _fits(whole, post) else None
    if link.entity is None or link.mention.kind != "Place":
        return link.entity if link.entity and _fits(link.entity, post) else None
    head = _head(post)
    if not head or not link.entity.label.endswith(head[0]):
        return None
    return reading.resolve(link.entity.label + words("_government")[0], "Agency", reading.document)


def _fits(institution: Entity, post: str) -> bool:
    """Whether the institution can have the post: a 市长 is at a government, a 国家主席 at no institution."""
    if post in words("_freestanding-post"):
        return False
    return not _head(post) or institution.label.endswith(words("_government"))


def _head(post: str) -> str:
    return next((word for word in words("_government-head") if post.endswith(word)), "")


def _split(posts: str) -> list[str]:
    return [post for post in _joiner().split(posts) if post]


@cache
def _joiner() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('_post-joiner')}|\s)")


@cache
def _post() -> str:
    """One post, or several of one institution."""
    titles = sorted(set(words("post-title")) - set(words("_rank")), key=lambda word: (-len(word), word))
    one = rf"{alternation('_deputy')}?(?:{'|'.join(map(re.escape, titles))})"
    return rf"{one}(?:{_joiner().pattern}{one}){{0,{_MOST_POSTS}}}"


@cache
def _named_seat(*groups: str) -> str:
    """An institution or place and its posts; named groups where asked for."""
    institution = f"[{marks('Institution')[1:-1]}{marks('Place')[1:-1]}]"
    former = alternation("_former")
    if groups:
        institution, former, post = f"(?P<institution>{institution})", f"(?P<former>{former})", f"(?P<posts>{_post()})"
    else:
        post = _post()
    return rf"{institution}(?:{former}|{alternation('_current')})?{post}"


@cache
def _seat() -> re.Pattern[str]:
    return re.compile(_named_seat("groups"))


@cache
def _several() -> str:
    return rf"(?P<seats>(?>{_named_seat()}(?:[、，,\s]{{0,2}}{_named_seat()}){{0,{_MOST_SEATS}}}))"


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(?:{_several()}|(?<=[，,、；])(?P<bare>(?>{_post()})))\s?(?P<person>{marks('Person')})")


@cache
def _appointed() -> re.Pattern[str]:
    return re.compile(rf"(?P<person>{marks('Person')}){alternation('_rank')}?(?P<verb>{alternation('_holding')}){_several()}")


@cache
def _removed() -> re.Pattern[str]:
    """A verb stands in front of the person (免去) or behind (辞去); a match without any states nothing."""
    person = rf"(?P<person>{marks('Person')}){alternation('_rank')}?{alternation('_current')}?"
    between = rf"(?:[^；。{marks('Person')[1:-1]}]{{1,60}}[，,])?"
    return re.compile(rf"(?P<front>{alternation('_removing')})?{person}(?:{between}(?P<verb>{alternation('_leaving')}))?{_several()}")


@cache
def _party_group() -> re.Pattern[str]:
    return re.compile(rf"(?<=[一-鿿]{{2}}){alternation('_party-group')}$")


@cache
def _party_post() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_party-post')}$")


@cache
def _section() -> re.Pattern[str]:
    return re.compile(rf"(?P<act>{alternation('_appointing', '_removing')})[：:]\s*\n")


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_relation-denial')}(?:{alternation('_appointing')})?$")


@cache
def _probation() -> re.Pattern[str]:
    return re.compile(rf"[，,（(]?{alternation('_probation')}")
