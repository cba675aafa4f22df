"""What a figure counts, from the words on its left and right: the shortest phrase that names it."""

import re
from functools import cache

from kg.lexicon import alternation, words
from kg.scan import tagged

_FOOTNOTE = re.compile(r"[\[［]\d{1,2}[\]］]")
_BRACKET = re.compile(r"[（(][^（）()]{0,40}[）)]")
_OUTER = " \t\u3000，,、：:；;。■●◆○·*—－-（）()[]【】"
_QUOTES = "“”"
_STOP_FLAGS = frozenset(("d", "p", "r", "y", "ul", "uz", "ug", "w"))
_NOUNS = ("n", "j", "l", "i", "s", "vn", "an", "nz", "eng")
_EACH = re.compile(  # each of what an amount is for, and how often something was so
    r"每(?:人|户|家|个|亩|吨|平方米|建筑平方米|立方米|件|次|年|月|天|日|学期|学年)(?=$|[每，,])"
    r"|连续[\d两二三四五六七八九十]{1,3}个?[年次季月]度?(?:以来)?"
)
_SUMMED = re.compile("[两三四五六七八九十]大(?:重点|主要|支柱)?(?:产业|行业|领域|门类|类别|板块)?")
_LONGEST, _LIST, _COMPACT, _SAID = 26, 120, 8, 14
_ALSO = re.compile("^([一-鿿]{1,2})[（(][^（）()]{1,4}[）)](?=[一-鿿])")
_PART = re.compile("(.*[一-鿿])(?:中|里|当中)有?")
_CLAUSE_ONLY = re.compile(r"[^，。；：！？,;:（(\t\n]*")
_CLAUSE = re.compile(r"[^，。；：、！？,;:（(\t\n )）]*")
_WITHIN = r"(?<=[一-鿿])(?:实现|完成)(?=[一-鿿]{2})"
_WHERE = re.compile(  # a phrase of place or means in front: 在…领域, 通过…中
    r"(?:在|于|通过|围绕|针对|按照?)[^，。；]{1,40}?"
    r"(?:等?(?:重点)?(?:产业)?(?:领域|方面|环节|地区|期间|过程中|基础上)|中|内|上|下|里)(?=[一-鿿“])"
)
_BOTH = "产销"
THREE = ("第一产业", "第二产业", "第三产业")


def left_phrase(left: str, longest: int = _LONGEST) -> str:
    """The name in the words in front of a figure: without what links it, what leads to it, and who acts."""
    name = _stripped(_EACH.sub("", _BRACKET.sub("", _FOOTNOTE.sub("", left))).strip(_OUTER))
    if divided := _divided(name):
        name = divided
    name = _stripped(re.sub(_WITHIN, "", name))
    if len(name) > longest:
        name = _shortened(name)
    name = name.strip(_OUTER + "的")
    return name if name.count(_QUOTES[0]) == name.count(_QUOTES[1]) else name.strip(_QUOTES)


def verb_at_end(left: str) -> str:
    """The verb that the words in front of a figure end in (`处理`), or the empty string."""
    found = [(word, flag) for word, flag in tagged(left.strip(_OUTER)) if flag != "x"]
    while found and found[-1][0] in words("_figure-link"):
        found.pop()
    return found[-1][0] if found and found[-1][1].startswith("v") else ""


def is_named(phrase: str) -> bool:
    """Whether a phrase has a noun to name something by."""
    return any(flag.startswith(_NOUNS) or (flag == "x" and len(word) > 1) for word, flag in tagged(phrase))


def right_phrase(right: str) -> str:
    """The noun phrase that begins right behind a figure's unit (`知识产权维权工作站`), or the empty string."""
    right = _CLAUSE.match(_ALSO.sub(r"\1", right.removeprefix("的")))[0]  # type: ignore[index]
    tokens = tagged(right)
    taken: list[tuple[str, str]] = []
    for index, (word, flag) in enumerate(tokens):
        nouns = any(flag.startswith(_NOUNS) for _, flag in taken)
        after, following = tokens[index + 1] if index + 1 < len(tokens) else ("", "")
        if index == 0 and flag in ("m", "q"):
            break
        in_name = flag == "d" and (following.startswith("n") or after in tuple(_QUOTES))  # 专精特新“小巨人”: 特新 is no adverb
        if (flag in _STOP_FLAGS and not in_name) or word in words("_figure-link"):
            break
        if flag == "v" and nouns and (word in words("_predicate") or not _compound(tokens[index + 1 :])):
            break
        if flag == "c" and (not nouns or not following.startswith((*_NOUNS, "a", "b"))):
            break
        if flag == "uj" and (not taken or not following or following[0] in "vpru"):
            break
        taken.append((word, flag))
    while taken and (taken[-1][1] in ("c", "uj", "f", "u", "m", "t") or (taken[-1][1] == "b" and len(taken) > 1)):
        taken.pop()
    phrase = "".join(word for word, _ in taken).strip()
    named = any(flag.startswith((*_NOUNS, "x", "a", "b")) for _, flag in taken)
    phrase = phrase if phrase.count(_QUOTES[0]) == phrase.count(_QUOTES[1]) else phrase.strip(_QUOTES)
    return phrase if named or (taken and len(taken) == len(tokens) and len(phrase) <= _COMPACT) else ""


def governs(left: str) -> bool:
    """Whether the words in front of a figure end in a verb, a preposition or 的: what is counted then stands behind it."""
    tokens = [(word, flag) for word, flag in tagged(left.rstrip()) if flag != "x"]
    return bool(tokens) and (tokens[-1][1][0] in "vpu" or tokens[-1][0] in words("_figure-link"))


def begins_with_verb(phrase: str) -> bool:
    """Whether a phrase behind a figure begins with a verb: it may be said of what is counted, not name it (`54人出席会议`)."""
    tokens = tagged(phrase)
    return bool(tokens) and (tokens[0][1] == "v" or tokens[0][0].startswith(words("_attending")))


def said_phrase(right: str, name: str) -> str:
    """What is said of the things counted, as their name: 开展服务的网格员 for 网格员均开展服务; empty if nothing is said."""
    clause = _CLAUSE_ONLY.match(right.removeprefix("的"))[0]  # type: ignore[index]
    if not clause.startswith(name):
        return ""
    tokens = tagged(clause[len(name) :])
    while tokens and (tokens[0][1] in ("d", "ul", "t") or tokens[0][0] in words("_said-lead")):
        tokens.pop(0)
    if not tokens or tokens[0][1] != "v" or tokens[0][0] in words("_unsaid"):
        return ""
    said = ""
    for word, _ in tokens:
        if len(said) + len(word) > _SAID:
            break
        said += word
    return f"{said.replace('了', '')}的{name}"


def part_phrase(left: str, right: str) -> str:
    """Those of a whole that something is said of: 开通英文版的网站 for 网站中有31个开通了英文版; empty if the words tell no part."""
    whole = _PART.fullmatch(left.rstrip())
    return said_phrase(right, "") + left_phrase(whole[1]) if whole and said_phrase(right, "") else ""


def share_phrase(right: str) -> str:
    """What a share behind is a share of, with what is said of it (`的建制村实现快递服务覆盖` behind 95%)."""
    return right[1:].strip() if right[:1] == "的" else ""


def subject(name: str) -> str:
    """A name without the measure at its end: 规模以上工业企业营业收入 → 规模以上工业企业."""
    match = _measured().fullmatch(name)
    return match[1] if match and match[1] else ""


def measures(name: str) -> bool:
    """Whether a name ends in the noun of a measure."""
    return bool(_measured().fullmatch(name))


def dependent(name: str) -> bool:
    """Whether a name measures something that only the name before it tells (利润)."""
    return name in words("_dependent-measure")


def items(left: str, tail_of_all: str, count: int) -> list[str]:
    """The names of `count` figures told by 分别: those of a list, each with the measure at its end; or the phrase `count` times.

    `tail_of_all` stands behind 分别 and belongs to each (`分别进出口`).
    """
    return [item + tail_of_all for item in _items(left_phrase(left, _LIST), count)]


def _items(name: str, count: int) -> list[str]:
    if count == len(_BOTH) and (both := re.fullmatch(rf"(.*){_BOTH}(量|额|值)", name)):
        return [both[1] + way + both[2] for way in _BOTH]
    three = re.search("三次产业|三大产业|第?一、?二、?三产业|(?<!第)三产业", name)
    if three and count == len(THREE):
        rest = name[three.end() :].lstrip("的")
        if rest.startswith(("对", "占")):
            return [f"{sector}{rest}" for sector in THREE]
        if three[0].startswith(("第", "一")):
            return [f"{sector}{rest}" for sector in THREE]
        return [f"{name}（{sector}）" for sector in THREE]
    ordinals = re.search("第([一二三四])、第?([一二三四])(产业)", name)
    parts = [f"第{ordinals[1]}{ordinals[3]}", f"第{ordinals[2]}{ordinals[3]}"] if ordinals else re.split("、|和|及|与|以及", name)
    if ordinals:
        tail = name[ordinals.end() :]
        return [part + tail for part in parts] if count == len(parts) else [name] * count
    if len(parts) < count:
        return [name] * count
    parts = [_SUMMED.sub("", part) for part in parts[-count:]]
    match = _measured().fullmatch(parts[-1])
    tail = match[2] if match and match[1] else ""
    return [part if measures(part) else part + tail for part in parts]


def _stripped(name: str) -> str:
    """Without leading and linking words, as often as there are any."""
    before = ""
    while name != before:
        before = name
        name = name.strip(_OUTER)
        if name in words("_share-noun"):
            return name
        tokens = [word for word, _ in tagged(name)]
        if tokens and (match := _link().search(name)) and (len(match[1]) > 1 or tokens[-1] == match[1]):
            name = name[: match.start()]
        elif len(tokens) > 1 and tokens[-1] in words("_figure-adverb"):
            name = name[: -len(tokens[-1])]
        elif tokens and (match := _lead().match(name)) and (len(match[0]) > 1 or tokens[0] == match[0]):
            name = name[match.end() :]
        elif match := _act().match(name):
            rest = name[match.end() :]
            if len(rest) >= 2 and is_named(rest) and (len(match[1]) > 1 or tokens[0] == match[1]):
                name = rest
        elif (match := _WHERE.match(name)) and match.end() < len(name):
            name = name[match.end() :]
    return name


def _divided(name: str) -> str:
    """What stands behind the last adverb between who acts and what is counted, if it names something."""
    at, behind = 0, 0
    for word, _ in tagged(name):
        at += len(word)
        if word in words("_figure-divider") and at > len(word):
            behind = at
    rest = name[behind:]
    return rest if behind and len(rest) >= 2 and (is_named(rest) or not is_named(name[:behind])) else ""


def _shortened(name: str) -> str:
    """The end of a long phrase: behind its last 的 when enough is left, else its last words."""
    for mark in ("等", "的"):
        behind = name.rpartition(mark)[2]
        if 4 <= len(behind) <= _LONGEST and behind != name:
            return behind
    kept = ""
    for word, _ in reversed(tagged(name)):
        if len(kept) + len(word) > _LONGEST:
            break
        kept = word + kept
    return kept


def _compound(rest: list[tuple[str, str]]) -> bool:
    """Whether a verb with `rest` behind it is part of a compound name (问题整改行业标准): one or two nouns end the phrase."""
    return 0 < len(rest) <= 4 and all(flag.startswith((*_NOUNS, "a", "b")) for _, flag in rest) and rest[-1][1].startswith(_NOUNS)


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"({alternation('_figure-link')})\s*$")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(alternation("_figure-lead"))


@cache
def _act() -> re.Pattern[str]:
    return re.compile(rf"({alternation('_figure-act')})了?(?![区的率面])")


@cache
def _measured() -> re.Pattern[str]:
    return re.compile(rf"(.*?)({alternation('_measure-noun')})")
