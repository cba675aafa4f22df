"""What a single figure counts, by the words on both sides of it and by what was counted before."""

import re
from dataclasses import dataclass
from functools import cache

from kg.claims import counted, phrases
from kg.claims.rows import Row, quantity_of
from kg.claims.surroundings import Surroundings
from kg.lexicon import alternation, words
from kg.model import Mention, Quantity, Sentence

OUTLINE = re.compile(r"^\s*(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)")
_OPEN = frozenset("（(")
_PARTED = "（(，,：:"
_REST = re.compile("[，。；,;]")
_GROUP = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s?)?([一-鿿]{2,10})[：:]")
_SAID_OF_PART = re.compile(r"(?:\d+[个户人名家])?((?:尚未|未|已|不)[一-鿿]{2,8})(?=[，。；])")
_AGAINST = re.compile(r"(.*?)(?:仅|只|也)?(?:为|是|相当于|等于|达到?)[^，。；]*的$")
_PART, _WHICH = 4, 4  # characters of the longest name of a part, of the words in front that say it is one
_BEHIND = 40  # characters behind a figure that may say which part of the one before it counts
_LABEL = 14  # characters of the longest clause that is nothing but a name
_SHARE, _STANDARD = "比例", "标准"
_OF = "占"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its sentence, where the words in front of it begin, itself, the words behind it, and the heading above."""

    sentence: Sentence
    start: int
    mention: Mention
    right: str
    heading: str


@dataclass(frozen=True, slots=True)
class Name:
    """The name of what is counted, the side that tells it (`left`, `right`, `share`), where the words of it end, and the name of
    the whole that it is a part of, if it tells a part only."""

    name: str
    side: str
    end: int
    whole: str = ""


def named(place: Place, around: Surroundings, previous: Row | None, figures: tuple[Mention, ...]) -> Name | None:
    """The name of what a figure counts, or None when nothing names it. `figures` are those of the document."""
    quantity, mention, right = quantity_of(place.mention), place.mention, place.right
    kind = counted.dimension(quantity.unit)
    begin = around.behind_names(place.start, mention.span.start)
    before = around.undated(begin, mention.span.start)
    left = phrases.left_phrase(before)
    behind = phrases.right_phrase(around.undated(mention.span.end, mention.span.end + len(right)))
    if right.strip() in words("_to") or (phrases.begins_with_verb(behind) and phrases.is_named(left) and not phrases.governs(before)):
        behind = ""
    name, side = left, "left"
    if kind == "ratio" and (share := phrases.share_phrase(right)):
        name, side = f"{left or _whole(share, previous)}{_REST.split(share)[0]}{_SHARE}", "share"
    elif quantity.unit == counted.TIMES and (against := _AGAINST.match(before)):
        name = phrases.left_phrase(against[1])
    elif kind == "count" and not behind and (part := phrases.part_phrase(before, right)):
        name = part
    elif behind and kind == "count" and not before.strip() and (said := phrases.said_phrase(right, behind)):
        name, side = said, "right"
    elif behind and _tells(behind, kind, (left, before, right)):
        name, side = _by_right(left, behind, kind), "right"
    elif kind == "count" and not left and not behind and (done := phrases.said_phrase(right, "")):
        name = done.removesuffix("的")
    elif not left and (not before.strip() or around.text[place.start - 1 : place.start] in _OPEN):
        name = _label(place, around, figures)
    if counted.by_standard(right):
        name = place.heading + _STANDARD
    elif (set_by := _standard().search(around.text, place.sentence.span.start, place.start)) and _STANDARD not in name:
        name += set_by[1]
    if _STANDARD in name and (group := _GROUP.match(around.text, place.sentence.span.start, place.start)):
        name = group[1] + name
    end = mention.span.end
    if side == "right" and behind in right:
        end += right.index(behind) + len(behind)
    name, whole = _part(name, quantity, previous, around.text[place.start - _WHICH : mention.span.start])
    if not name and begin > place.start and previous is not None and _of_place(around, place.start, begin):
        name = previous.name  # 其中厦门市3.2万件
    name = _inherited(name, quantity, previous, (before, around.text[mention.span.end : mention.span.end + _BEHIND]))
    return Name(name, side, end, whole) if name else None


@cache
def _which() -> re.Pattern[str]:
    return re.compile(alternation("_of-which"))


@cache
def _standard() -> re.Pattern[str]:
    """The label of a list of amounts that a notice sets: `补贴标准：一等奖20万元`."""
    return re.compile(rf"([一-鿿]{{0,6}}{_STANDARD})[：:][^。]*$")


def became(quantity: Quantity, left: str, previous: Row | None) -> bool:
    """Whether a figure is what the one before it became: 由5所增至7所."""
    return previous is not None and previous.quantity.unit == quantity.unit and left.strip() in words("_to")


def _tells(behind: str, kind: str, words_around: tuple[str, str, str]) -> bool:
    """Whether the words behind a figure name what is counted: always of a count; of a measure when those in front do not, or end in
    a verb or 的 (`腾出的65亩建设用地`)."""
    left, before, right = words_around
    if kind == "count":
        return True
    if kind in ("ratio", ""):
        return right[:1] == "的" and not phrases.is_named(left)
    if left and phrases.begins_with_verb(behind):
        return False
    return not phrases.is_named(left) or (phrases.governs(before) and not phrases.begins_with_verb(behind))


def _whole(share: str, previous: Row | None) -> str:
    """What a share is of when its own words begin with a verb: what was counted before (街道中，80%的完成了改革)."""
    return previous.name if previous is not None and phrases.begins_with_verb(share) else ""


def _by_right(left: str, behind: str, kind: str) -> str:
    """The name by the words behind a figure; a short one is told by the words in front, too."""
    if len(behind) == 1:
        return behind if behind in words("_place-class") else left + behind
    if kind != "count" and len(behind) == 2:
        return phrases.verb_at_end(left) + behind
    return behind


def _label(place: Place, around: Surroundings, figures: tuple[Mention, ...]) -> str:
    """The name of a figure that has no words of its own: those in front of its bracket, or the clause before (`黑鲷，666667尾`)."""
    start, sentence = place.start, place.sentence.span
    if start <= sentence.start + 1 or around.text[start - 1] not in _PARTED:
        return ""
    begin = around.boundary(sentence.start, start - 1)
    label = phrases.left_phrase(OUTLINE.sub("", around.text[begin : start - 1]))
    if not label or len(label) > _LABEL or not phrases.is_named(label):
        return ""
    return "" if any(begin <= figure.span.start < start for figure in figures) else label


def _of_place(around: Surroundings, start: int, end: int) -> bool:
    """Whether the words between two characters name a place, of which a figure of the same kind is told."""
    return any(link.mention.kind == "Place" for link in around.scope.links(start, end))


def _part(name: str, quantity: Quantity, previous: Row | None, left: str) -> tuple[str, str]:
    """A name that tells a part only (其中城镇), with that of its whole behind it: 恩格尔系数（城镇）; else as it is."""
    if previous is None or not name or len(name) > _PART or previous.quantity.unit != quantity.unit or phrases.measures(name):
        return name, ""
    whole = previous.whole or (previous.name if _which().search(left) else "")
    return (f"{whole}（{name}）", whole) if whole and not set(name) & set(whole) else (name, "")


def _inherited(name: str, quantity: Quantity, previous: Row | None, sides: tuple[str, str]) -> str:
    """The name with what it leaves to the one before: 占比重, 利润; without words of its own it is the same again."""
    if previous is None:
        return name
    before, behind = sides
    if not name:
        if said := _SAID_OF_PART.match(behind):
            return f"{said[1]}的{previous.name.partition('的')[2] if previous.name.startswith(said[1]) else previous.name}"
        if counted.is_rate(quantity.unit) and not (before.strip() and counted.is_rate(previous.quantity.unit)):
            return ""
        if previous.quantity.unit == quantity.unit and before.strip() in ("", *words("_sum")):
            return ""  # the sum of several before it
        return previous.name
    if name.startswith(_OF) or name in words("_share-noun"):
        return previous.name + name
    if name in words("_total"):
        return re.sub(rf"^{alternation('_new')}", "", previous.name) + name
    if phrases.dependent(name) and (whose := phrases.subject(previous.name)):
        return whose + name
    return name
