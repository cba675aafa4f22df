"""Every further occurrence of a name: short forms defined in brackets, acronyms, and names found elsewhere in the text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.lexicon import alternation
from kg.model import AgencyName, Mention
from kg.occurrences import occurrences
from kg.scan import Scan

_SURE = 0.8
_LONG = 6
_LONG_UNIT = 5
_FAR = 1500  # characters, as a sentence has them
_SELF_SUFFICIENT = frozenset({"titles", "numbers"})


def repeats(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """Further mentions of names that `found` holds for sure, wherever they stand alone in the text."""
    patterns: dict[str, Mention] = {}
    for mention in found:
        name = mention.span.of(scan.text)
        if mention.score >= _SURE and mention.finder not in _SELF_SUFFICIENT and len(name) > 1 + (mention.kind != "Person"):
            patterns.setdefault(name, mention)
        if isinstance(mention.value, AgencyName):
            for unit in _units(scan, mention.value, name):
                patterns.setdefault(unit, mention)
    known = {(mention.span.start, mention.span.end) for mention in found}
    for name, places in occurrences(scan.text, patterns).items():
        for start, end in ((at, at + len(name)) for at in places):
            if (start, end) not in known and (start in scan.word_at or end in scan.word_before or end - start >= _LONG):
                yield replace(patterns[name], span=scan.span(start, end))


def _units(scan: Scan, agency: AgencyName, name: str) -> Iterator[str]:
    """What an internal unit of an agency is called without the agency's name in front (`第十检察厅党支部`), if that is long enough."""
    if len(agency.unit) >= _LONG_UNIT:
        yield agency.unit
    if agency.known:
        parent = scan.knowledge.entities.get(scan.knowledge[agency.known].fact("subOrganizationOf"))
        for front in parent.strong if parent else ():
            if name.startswith(front) and len(name) - len(front) >= _LONG_UNIT:
                yield name.removeprefix(front)


def short_forms(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """Every use of a short form that the text defines, with the long form as value: （以下简称《规则》）, (TISC).

    A short form defined in 《》 is one only in 《》.
    """
    names = dict(defined(scan, found))
    for name, places in occurrences(scan.text, names).items():
        inside = name[0] == "《"
        yield from (replace(names[name], span=scan.span(at + inside, at + len(name) - inside)) for at in places)


@cache
def _definition() -> re.Pattern[str]:
    return re.compile(
        rf"[（(，,；;]\s?{alternation('_short-form-marker')}\s?(?:为)?[：:]?\s?"
        r"(?:《(?P<title>[^》\n]{1,40})》|[“‘「\"](?P<quoted>[^”’」\"\n]{1,40})[”’」\"]|(?P<bare>[^（()），,；;。\n“《]{2,20}))"
    )


@cache
def _acronym() -> re.Pattern[str]:
    return re.compile(r"[（(](?P<acronym>[A-Z][A-Za-z0-9-]{1,9})[）)]")


def defined(scan: Scan, found: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
    """The short forms that the text defines, each once, with a mention that means the long form."""
    text = scan.text
    by_end = {mention.span.end: mention for mention in found}
    titles = [mention for mention in found if mention.kind == "Document" and mention.finder != "numbers"]
    names: dict[str, Mention] = {}
    for match in _definition().finditer(text):
        if match["title"]:
            antecedent = _title_before(scan, titles, match.start())
            name = f"《{match['title']}》"
        else:
            name = (match["quoted"] or match["bare"]).strip()
            antecedent = by_end.get(match.start()) or by_end.get(match.start() - 1)
        if antecedent is not None and name and (not match["bare"] or set(name) <= set(antecedent.span.of(text))):
            names.setdefault(name, _meaning(scan, antecedent))
    for match in _acronym().finditer(text):
        mention = by_end.get(match.start())
        if mention is not None and mention.kind != "Person":
            names.setdefault(match["acronym"], _meaning(scan, mention))
    yield from names.items()


def _meaning(scan: Scan, antecedent: Mention) -> Mention:
    value = antecedent.value if antecedent.value is not None else antecedent.span.of(scan.text)
    return Mention(antecedent.span, antecedent.kind, "short_forms", value, 0.95)


def _title_before(scan: Scan, titles: Sequence[Mention], at: int) -> Mention | None:
    """The nearest title in front of `at` in the same sentence, but for document numbers between."""
    before = bisect_right(titles, at, key=lambda mention: mention.span.end) - 1
    start = titles[before].span.start if before >= 0 else at
    near = 0 < at - start <= _FAR and not any(scan.text.find(mark, start, at) >= 0 for mark in "\n。")
    return titles[before] if near else None
