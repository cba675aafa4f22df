"""Lists of who is in a leading group: 组　长：黄文辉　市长, 成　员：张明　市教育局局长; here persons stand before their posts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.claims.groups import group_posts, is_group
from kg.claims.masked import Masked
from kg.claims.posts import seats_in
from kg.claims.reading import Reading
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Sentence, Span
from kg.vocabulary import KG

_RULE, _SCORE = "group-list", 0.85
_UNSEEN = 0.9  # how sure a name is that only its place in the list makes one
_APART = "、，,；; \u3000"
_FARTHEST = 400  # and to where the group's name begins
_NEAR = 300  # characters between a group named and the list of its members


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: the post told in it or above, whether it tells it itself, and where what it says begins."""

    sentence: Sentence
    masked: Masked | None
    post: str
    heads: bool
    start: int


def group_lists(reading: Reading) -> Iterator[Claim]:
    """The persons in lists of members with their posts in the group and at the organs named behind them; institutions as members.

    The group is the one named last before the list, or in the title of a document that founds it or tells its members.
    """
    group: Entity | None = None
    end = -1
    for line in _lines(reading):
        span = line.sentence.span
        if end < 0 or reading.document.text[end : span.start].strip():
            group = _group(reading, span.start)
        end = span.end
        if group is not None and line.post in group_posts(group):
            found = list(_persons(reading, line, group))
            yield from found or _institutions(reading, line, group)


def _lines(reading: Reading) -> Iterator[Line]:
    """The lines of lists: those with a post and a colon, and those below them that begin with a person."""
    text = reading.document.text
    masked = {one.spans[0][0]: one for one in reading.masked}
    persons = {link.mention.span.start for link in reading.annotation.links if link.mention.kind == "Person"}
    post = ""
    for sentence in reading.annotation.sentences:
        start, end = sentence.span.start, sentence.span.end
        match = _label().match(text, start, end)
        if match:
            post = _SPACE.sub("", match["post"])
        elif not (post and (start in persons or _entry().match(text, start, end))):
            post = ""
        if post:
            yield Line(sentence, masked.get(start), post, bool(match), match.end() if match else start)


def _persons(reading: Reading, line: Line, group: Entity) -> Iterator[Claim]:
    """Every person of a line, with the post in the group; one alone also with the posts at organs named behind."""
    end = line.sentence.span.end
    held: list[tuple[Entity, Span, float]] = []
    inside = {link.mention.span for links in line.masked.groups.values() for link in links} if line.masked else None
    for link in reading.links(line.start, end):
        span = link.mention.span
        if link.entity is not None and link.mention.kind == "Person" and (inside is None or span in inside):
            held.append((link.entity, span, link.score))
    starts = {span.start for _, span, _ in held}
    for entry in _entry().finditer(reading.document.text, line.start, end):
        apart = entry.start() == line.start or reading.document.text[entry.start() - 1] in _APART
        if apart and entry.start("name") not in starts:
            person = reading.resolve(_SPACE.sub("", entry["name"]), "Person", reading.document)
            if person is not None:
                held.append((person, Span(line.sentence.span.document, *entry.span("name")), _UNSEEN))
    for person, span, score in held:
        evidence = Span(span.document, line.sentence.span.start, span.end) if line.heads else line.sentence.span
        yield Claim(person, KG.holdsPost, group, evidence, _RULE, round(_SCORE * score, 3), line.post)
        if len(held) == 1 and line.masked is not None:
            behind = next((at for at, (start, _) in enumerate(line.masked.spans) if start >= span.end), 0)
            seats = seats_in(reading, line.masked, (behind, len(line.masked.text))) if behind else []
            for institution, post, over in seats:
                if not over:
                    own = Span(span.document, span.start, end)
                    yield Claim(person, KG.holdsPost, institution, own, _RULE, round(_SCORE * score, 3), post)


def _institutions(reading: Reading, line: Line, group: Entity) -> Iterator[Claim]:
    """The institutions of a line 成员：市教育局、市财政局 that names no person."""
    if line.masked is None or not line.heads or _official().search(line.masked.text):
        return
    for links in line.masked.groups.values():
        for link in links:
            named = link.entity is not None and link.entity.kind in ("Agency", "Organization") and link.mention.span.start >= line.start
            if named and link.entity is not None and link.entity != group:
                evidence = Span(link.mention.span.document, line.sentence.span.start, link.mention.span.end)
                yield reading.says((link.entity, KG.memberOf, group), evidence, (_RULE, _SCORE * link.score))


def _group(reading: Reading, start: int) -> Entity | None:
    """The group that a list from `start` on is about."""
    text = reading.document.text
    for link in reversed(reading.links(start - _FARTHEST, start)):
        span, entity = link.mention.span, link.entity
        near = span.end <= start <= span.end + _NEAR and link.mention.kind in ("Agency", "Organization")
        if near and entity is not None and entity.label.endswith(words("_group-end")):
            return None if _plan().search(text, text.rfind("\n", 0, span.start) + 1, span.start) else entity
    titled = _titled().search(reading.document.title)
    group = reading.resolve(titled["group"], "Agency", reading.document) if titled else None
    return group if group is not None and is_group(group) else None


_SPACE = re.compile(r"\s")


@cache
def _label() -> re.Pattern[str]:
    """A post, its characters perhaps spaced out, and a colon; 成员单位： too."""
    posts = sorted({*words("_group-post"), *words("_committee-post")}, key=lambda word: (-len(word), word))
    spaced = "|".join(r"\s*".join(map(re.escape, post)) for post in posts)
    unit = "|".join(map(re.escape, words("_group-list-unit")))
    return re.compile(rf"(?P<post>{spaced})(?:{unit})?\s*[:：]\s*")


@cache
def _entry() -> re.Pattern[str]:
    """A person's name, a gap, and words that end with a post: 张明　市教育局局长; two characters may be spaced out (王　强)."""
    surname = alternation("_surname", "_surname-compound")
    name = rf"(?P<name>{surname}(?:[一-鿿]{{1,2}}|[ \u3000]+[一-鿿]))"
    return re.compile(rf"{name}(?:[ \u3000]+|\s*[（(])[^\n：:。]{{0,40}}?{alternation('post-title')}[）)]?(?=[\s；;。，,、]|$)")


@cache
def _titled() -> re.Pattern[str]:
    tail = rf"(?:{alternation('_group-list-tail')}|等|的|及|和)*"
    kinds = alternation("_outer-title")
    about = alternation("_about")
    ends = alternation("_group-end", "_committee-end")
    return re.compile(rf"{about}{alternation('_group-list')}(?P<group>[^，。；]{{2,40}}?{ends}){tail}{kinds}")


@cache
def _official() -> re.Pattern[str]:
    return re.compile(alternation("post-title"))


@cache
def _plan() -> re.Pattern[str]:
    return re.compile(alternation("_group-plan"))
