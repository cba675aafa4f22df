"""Relations that need no code: the patterns and trigger words of `kg.ttl`, matched within one sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.claims.enclosed import enclosed, speakers
from kg.claims.masked import Masked, marks
from kg.claims.reading import Reading, couples, pairs
from kg.claims.roles import LEAD, others, role_of
from kg.errors import SetupError
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Link, Literal
from kg.occurrences import ends, stands
from kg.vocabulary import KG, Term, local, relations

_TIME = r"(?:\d++[年月日时点][份底初上中下]?[旬半午]?)++"
_ELLIPSIS = "[^，。；：、\ue000-\ue0ff]{0,15}?"
_PASSED = {"L": "Place", "A": "Institution"}
"""Names that a pattern passes over."""
_SCORE = 0.9
_NEAR = 100
"""Characters from one who acts to the words that tell the act, with what may stand between."""
_BEGINNING = 60
"""How many characters at the beginning of a text show that it is a report of news."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of `kg.ttl` as a regular expression over masked sentences, with groups S, O or SO.

    `needs` are the marks of which a sentence must hold one each: without them the expression is not tried.
    """

    relation: Term
    source: str
    expression: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


def triggers(reading: Reading) -> Iterator[Claim]:
    """The claims that the patterns of `kg.ttl` find, sentence by sentence."""
    voice = _Voice(reading)
    for masked in reading.masked:
        found: set[tuple[Entity, str, Entity | Literal]] = set()
        present = frozenset(masked.text[index] for index in masked.groups)
        for pattern in _fitting(present):
            if len(pattern.needs) > len(masked.groups):
                continue
            for match in pattern.expression.finditer(masked.text):
                if ends(masked.text, match.start(), "_relation-denial") or _remote(match) or _open(pattern.relation, match):
                    continue
                for claim in _claims(voice, masked, pattern, match):
                    fact = (claim.subject, claim.predicate, claim.object)
                    if fact not in found:
                        found.add(fact)
                        yield claim


@cache
def _fitting(present: frozenset[str]) -> tuple[Pattern, ...]:
    """The patterns that a sentence with names of these kinds can match."""
    return tuple(pattern for pattern in patterns() if not any(present.isdisjoint(marks) for marks in pattern.needs))


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern of `kg.ttl`, compiled, in the order of the terms."""
    return tuple(
        Pattern(term, source, _compiled(term, source), _needs(term, source))
        for term in relations()
        for source in sorted(term.patterns)
    )


def _needs(term: Term, source: str) -> tuple[frozenset[str], ...]:
    kinds = {"S": local(term.domain), "O": local(term.range), "SO": local(term.domain), **_PASSED}
    return tuple(frozenset(marks(kinds[item])[1:-1]) for item in source.split() if item in kinds)


def _remote(match: re.Match[str]) -> bool:
    """Whether what the pattern passes over makes another the one who acts, or the act only wished."""
    if ends(match.string, match.start(), "_joining"):
        return True  # 将联合市公安局开展: only the partner is named
    if "between" not in match.groupdict():
        return False
    start, end = match.span("between")
    passed = match["between"] and _removing().search(match.string, start, end + 1)  # 关于, of which 于 is a filler
    return bool(passed) or ends(match.string, match.start(), "_relation-governed")


def _open(relation: Term, match: re.Match[str]) -> bool:
    """Whether a document is only being drawn up (`正在制定`), or its end only asked for (`建议废止`)."""
    if relation.iri == KG.issuedBy:
        return bool(_unfinished().search(match[0]))
    return relation.iri == KG.repeals and ends(match.string, match.start(), "_wished")


@cache
def _unfinished() -> re.Pattern[str]:
    return re.compile(alternation("_unfinished"))


@cache
def _removing() -> re.Pattern[str]:
    return re.compile(alternation("_relation-denial", "_relation-remote"))


@cache
def _news() -> re.Pattern[str]:
    return re.compile(alternation("_news-mark"))


@cache
def _filler() -> str:
    return rf"(?:{alternation('_relation-filler')}|{_TIME}|\s){{0,4}}"


@cache
def _actor() -> re.Pattern[str]:
    return re.compile(marks("Actor") + _filler() + "$")


def _compiled(term: Term, source: str) -> re.Pattern[str]:
    items = source.split()
    parts = [_item(term, item) for item in items]
    if items[-1].startswith("!"):
        return re.compile(_filler().join(parts[:-1]) + f"(?!{_words(items[-1][1:].split('|'))})")
    return re.compile(_filler().join(parts))


def _item(term: Term, item: str) -> str:
    """One item of a pattern as a regular expression."""
    names = {"S": term.domain, "O": term.range, "SO": term.domain}
    if item in names:
        return f"(?P<{item}>{marks(local(names[item]))})"
    if item in _PASSED:
        return marks(_PASSED[item])
    if item == "…":
        return f"(?P<between>{_ELLIPSIS})"
    if item == "~":
        if not term.triggers:
            raise SetupError(f"ontology/kg.ttl: the pattern {item!r} of {term.iri} needs kg:trigger words.")
        return _words(term.triggers)
    if item.startswith("!"):
        return f"(?<!{re.escape(item[1:])})"
    return _words(item.removesuffix("?").split("|")) + ("?" if item.endswith("?") else "")


def _words(found: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word))) + ")"


class _Voice:
    """Who speaks where in a document: the document, or one that it encloses."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._start, self._enclosed = enclosed(reading)
        self._speakers = speakers(reading)
        self._news = bool(_news().search(reading.document.text, 0, _BEGINNING))

    def at(self, masked: Masked, start: int) -> list[tuple[Entity, float]]:
        """The document that speaks at a masked character; none where someone else acts, as in news."""
        if self._news:
            return []
        actor = _actor().search(masked.text, max(0, start - _NEAR), start)
        if actor:
            acting = {link.entity.iri for link in masked.groups[actor.start()] if link.entity}
            if acting - self._speakers:
                return []
        return [(self._enclosed if masked.spans[start][0] >= self._start else self.reading.this, 1.0)]


def _claims(voice: _Voice, masked: Masked, pattern: Pattern, match: re.Match[str]) -> Iterator[Claim]:
    """A claim for every pair of names behind the pattern's two arguments."""
    reading, named = voice.reading, match.groupdict()
    evidence = masked.span(reading.document, match.start(), match.end())
    if "SO" in named:
        told = couples(_meant(masked, match, "SO"))
    else:
        subjects = _meant(masked, match, "S") if "S" in named else voice.at(masked, match.start())
        told = pairs(subjects, _meant(masked, match, "O"))
    rule = f"{local(pattern.relation.iri)}: {pattern.source}"
    role = role_of(match[0]) if pattern.relation.iri == KG.cites and not _for_others(match) else ""
    if pattern.relation.iri == KG.issuedBy:
        role = _leading(masked, match, reading.document.text)
    for (subject, sure), (value, surer) in told:
        if subject != value and _fit(pattern.relation, subject, value):
            yield replace(reading.says((subject, pattern.relation.iri, value), evidence, (rule, _SCORE * min(sure, surer))), role=role)


def _for_others(match: re.Match[str]) -> bool:
    """Whether a citation tells what others go by (用人单位应当依照…, 按照…处罚) and not what this document rests on."""
    clause = match.string[max(match.string.rfind(mark, 0, match.start()) for mark in "，。；：、,;:\n") + 1 : match.start()]
    if not _is_own(clause) or _norm_tail().match(match.string, match.end()):
        return True
    carried_out = role_of(match[0]) == "implements"
    return carried_out and not (_for_purpose().match(clause) or _done_here(match))


def _is_own(clause: str) -> bool:
    """Whether only such words stand before the verb as a clause of the document's own has: 为进一步…, 我局, 经研究, a number.

    Such words may be read in many ways: what each of them reaches is noted, so that no way is gone twice.
    """
    reached = {0}
    for at in range(len(clause)):
        if at not in reached:
            continue
        if _own_mark().match(clause, at):
            reached.add(at + 1)
        for name, free in _OWN_WORDS:
            for end in (at + len(word) for word in words(name) if clause.startswith(word, at)):
                match = free.match(clause, end)
                reached.update(range(match.start("end"), match.end() + 1) if match else ())
    return len(clause) in reached


_NOTHING = re.compile("(?P<end>)")
_OWN_WORDS = (
    ("_purpose", re.compile("(?P<end>[^，。；]{0,12})")),
    ("_self", re.compile("[一-鿿](?P<end>[一-鿿]{0,3})")),
    ("_relation-filler", _NOTHING),
    ("_own-lead", _NOTHING),
)
"""Words of such a clause with what may follow them; from the beginning of the group `end` on that may end anywhere."""


@cache
def _own_mark() -> re.Pattern[str]:
    return re.compile(rf"{marks('Institution')}|[\s\d.．第一二三四五六七八九十条“]")


@cache
def _for_purpose() -> re.Pattern[str]:
    return re.compile(alternation("_purpose"))


def _done_here(match: re.Match[str]) -> bool:
    """Whether words behind say that the document does itself what it speaks of: 制定本办法, 现通知如下."""
    return stands(match.string, (match.end(), len(match.string)), "_own-act")


@cache
def _norm_tail() -> re.Pattern[str]:
    """How a clause goes on that lays down what is done by a document: 的规定处罚, 进行统计, 提出的."""
    noun = rf"(?:[^，。；《》]{{0,12}}?{alternation('_citation-noun')})?"
    return re.compile(rf"的?{noun}{alternation('_norm-how')}?{alternation('_norm-verb')}")


def _leading(masked: Masked, match: re.Match[str], text: str) -> str:
    """The role of the only issuer named, when more issued the document than are named: 教育部等六部门."""
    at = match.start("O")
    links = masked.groups[at]
    behind = text[links[-1].mention.span.end : masked.spans[at][1]]
    return LEAD if len(links) == 1 and others().search(behind) else ""


def _meant(masked: Masked, match: re.Match[str], argument: str) -> list[tuple[Entity, float]]:
    """The entities behind an argument with the scores of their links; names that mean none are left out."""
    links: tuple[Link, ...] = masked.groups[match.start(argument)]
    return [(link.entity, link.score) for link in links if link.entity is not None]


def _fit(relation: Term, subject: Entity, value: Entity) -> bool:
    """Whether the kinds go together: a relation between entities of any kind holds between two of one kind only."""
    return relation.domain != relation.range or subject.kind == value.kind or relation.domain.endswith("Institution")
