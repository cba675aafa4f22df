"""Leading groups, headquarters, committees and who is in them: 由市长黄文辉任组长, 由甲、乙、丙组成, 成员单位包括甲、乙、丙."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Link
from kg.vocabulary import KG

_RULE, _SCORE = "group", 0.85
_MOST = 50  # names side by side that one post, or one word, is told of
_HEAD = 12  # characters between the members and a group named behind them (由甲、乙组成的市防汛指挥部)
_GENERIC = "[" + marks("Institution")[1:-1] + "]"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A masked sentence with the groups that it names, by their places; `carried` is the one that it goes on about."""

    masked: Masked
    named: tuple[tuple[int, Entity], ...]
    carried: Entity | None


def groups(reading: Reading) -> Iterator[Claim]:
    """Persons with their posts in a group, and the institutions that are its members; a group that is only planned has none.

    The group is the nearest that the sentence names, or that the one before named where the sentence begins with who is in it.
    """
    before: Entity | None = None
    for masked in reading.masked:
        yield from _offices(reading, masked)
        named = tuple(_groups(masked))
        sentence = Sentence(masked, named, before if not named and _any("_group-goes-on").match(masked.text) else None)
        if named or sentence.carried is not None:
            yield from _posts(reading, sentence)
            yield from _members(reading, sentence)
        planned = _any("_group-plan").search(masked.text)
        before = None if planned else named[-1][1] if named else sentence.carried


def is_group(entity: Entity) -> bool:
    """Whether an institution is one that others are members of, by its name."""
    return entity.label.endswith(words("_group-end", "_committee-end"))


def group_posts(group: Entity) -> tuple[str, ...]:
    """The posts there are in a group: a committee has no 组长, a leading group no 主任."""
    return words("_committee-post") if group.label.endswith(words("_committee-end")) else words("_group-post")


def _groups(masked: Masked) -> Iterator[tuple[int, Entity]]:
    """The groups that a sentence names on their own: not those whose officials are named, nor lists."""
    for index, links in masked.groups.items():
        entity = links[0].entity
        institution = len(links) == 1 and masked.text[index] in _GENERIC
        if institution and entity is not None and is_group(entity) and not _official().match(masked.text, index + 1):
            yield index, entity


def _posts(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """〔persons〕任组长, 组长由〔persons〕担任."""
    masked = sentence.masked
    for expression in (_holding(), _held_by()):
        for match in expression.finditer(masked.text):
            of = match.groupdict().get("of")
            at, group = _group_behind(sentence, match.end()) if of else _group_before(sentence, match.start("persons"))
            if group is None or match["post"] not in group_posts(group):
                continue
            first = match.start() if at < 0 else min(at, match.start())
            span = masked.span(reading.document, first, max(at + 1, match.end()))
            for index in range(*match.span("persons")):
                for link in masked.groups.get(index, ()):
                    if link.mention.kind == "Person" and link.entity is not None:
                        yield Claim(link.entity, KG.holdsPost, group, span, _RULE, round(_SCORE * link.score, 3), match["post"])


def _members(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """〔group〕由〔institutions〕组成, 成员单位包括〔institutions〕, 〔institutions〕为成员单位, 由〔institutions〕组成的〔group〕."""
    masked = sentence.masked
    for expression in (_composed(), _listed(), _called()):
        for match in expression.finditer(masked.text):
            if match["word"] and masked.text[match.start("word")] in _GENERIC and not _is_word(reading, masked, match):
                continue
            at, group = _group_behind(sentence, match.end()) if match["of"] else _group_before(sentence, match.start())
            if group is None:
                continue
            for index, link in _institutions(masked, match):
                if link.entity is not None and link.entity != group:
                    places = [index, index if at < 0 else at, match.start(), match.end() - 1]
                    span = masked.span(reading.document, min(places), max(places) + 1)
                    yield reading.says((link.entity, KG.memberOf, group), span, (_RULE, _SCORE * link.score))


def _offices(reading: Reading, masked: Masked) -> Iterator[Claim]:
    """〔office〕设在〔institution〕: an office with a name of its own is part of where it is set up."""
    for match in _set_up().finditer(masked.text):
        for office, host in product(masked.groups[match.start("office")][-1:], masked.groups[match.start("host")][:1]):
            if office.entity is not None and host.entity is not None and office.entity.label.endswith(words("_office")):
                span = masked.span(reading.document, match.start(), match.end())
                yield reading.says((office.entity, KG.partOf, host.entity), span, (_RULE, _SCORE * min(office.score, host.score)))


def _institutions(masked: Masked, match: re.Match[str]) -> Iterator[tuple[int, Link]]:
    """The institutions themselves among the members: not those whose officials or experts are meant."""
    for index in range(*match.span("who")):
        if index in masked.groups and masked.text[index] in _GENERIC and _behind().match(masked.text, index + 1):
            yield from ((index, link) for link in masked.groups[index])


def _group_before(sentence: Sentence, place: int) -> tuple[int, Entity | None]:
    """The last group in front of a place, unless a part of it or a plan of it stands between or before; -1 for one carried on."""
    text = sentence.masked.text
    if _any("_group-plan").search(text, 0, place):
        return -1, None
    found = [(index, group) for index, group in sentence.named if index < place]
    at, group = found[-1] if found else (-1, sentence.carried)
    return (at, None) if _any("_group-part").search(text, at + 1, place) else (at, group)


def _group_behind(sentence: Sentence, place: int) -> tuple[int, Entity | None]:
    """The group right behind 组成的, unless it is only planned."""
    found = [(index, group) for index, group in sentence.named if place <= index <= place + _HEAD]
    planned = _any("_group-plan").search(sentence.masked.text, 0, place)
    return found[0] if found and not planned else (-1, None)


def _is_word(reading: Reading, masked: Masked, match: re.Match[str]) -> bool:
    """Whether a name that means nothing is the word 成员单位."""
    (link, *_) = masked.groups[match.start("word")]
    return link.entity is None and link.mention.span.of(reading.document.text).endswith(words("_group-member"))


@cache
def _post() -> str:
    return rf"(?P<post>{alternation('_group-post', '_committee-post')})"


@cache
def _holding() -> re.Pattern[str]:
    """The persons of one clause, each perhaps behind a post of his own, and what they are in the group."""
    person = marks("Person")
    persons = rf"(?P<persons>(?:[^，。；：由{person[1:-1]}]{{0,30}}+{person}){{1,{_MOST}}}+)"
    verb = rf"(?:{alternation('_rank')}|分别)*{alternation('_holding')}(?:该|领导|工作)?(?:小组)?"
    return re.compile(rf"{persons}{verb}{_post()}(?P<of>的)?(?![一-鿿]?{person})")


@cache
def _held_by() -> re.Pattern[str]:
    verb = alternation("_holding")
    return re.compile(rf"{_post()}(?:分别)?由(?P<persons>[^，。；：]*?{marks('Person')}){alternation('_rank')}?(?:分别)?{verb}")


@cache
def _composed() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>)由(?P<who>[^。；由]{{1,200}}?){alternation('_group-composed')}(?P<of>的)?")


@cache
def _listed() -> re.Pattern[str]:
    word = rf"(?P<word>{alternation('_group-member')}|{_GENERIC})"
    return re.compile(rf"{word}{alternation('_group-are')}(?P<of>)(?P<who>[^。；]{{1,300}})")


@cache
def _called() -> re.Pattern[str]:
    """〔institutions〕为成员单位."""
    word = rf"(?P<word>{alternation('_group-member')}|{_GENERIC})"
    return re.compile(rf"(?P<of>)(?P<who>{_GENERIC}(?:[、和及与]?{_GENERIC}){{0,{_MOST}}}+){alternation('_group-called')}{word}")


@cache
def _set_up() -> re.Pattern[str]:
    return re.compile(rf"(?P<office>{_GENERIC}){alternation('_group-set-up')}(?P<host>{_GENERIC})")


@cache
def _behind() -> re.Pattern[str]:
    """What may follow the name of a member: the next one, the end of the list, 等单位."""
    etc = rf"(?:{alternation('_list-etc')}?(?:有关|相关)?[\d一二三四五六七八九十]*个?{alternation('_list-tail')}?)"
    return re.compile(rf"{etc}(?:[、，,；。和及与\s]|{alternation('_group-behind')}|$)")


@cache
def _official() -> re.Pattern[str]:
    """A post behind a group and its holder: one who is in another group besides."""
    posts = alternation("post-title", "_deputy")
    return re.compile(rf"{alternation('_deputy')}?{posts}[^，。；由]{{0,12}}{marks('Person')}")


@cache
def _any(words_of: str) -> re.Pattern[str]:
    """Any word of a list."""
    return re.compile(alternation(words_of))
