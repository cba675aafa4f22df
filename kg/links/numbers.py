"""Who issued a document by its number (文号): 国办发〔2020〕3号 by the table of prefixes, 厦府办〔2020〕3号 by a rule that is never sure.

A local prefix is a place's abbreviation, for a district one more character, an abbreviation of the body, and an ending.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.knowledge import Knowledge, Known
from kg.lexicon import alternation
from kg.links.agencies import Reading, compose
from kg.links.choice import ranked
from kg.links.context import CHINA, Context
from kg.links.official import ranked_bodies
from kg.model import AgencyName, Entity

_NUMBER = re.compile(r"(?P<prefix>[^\d〔\[［（(【]{1,20})[〔\[［（(【]?(?P<year>(?:19|20)\d{2})年?[〕\]］）)】]?第?\d{1,5}号")
_SURE, _TABLE_UNSURE, _LOCAL = 0.95, 0.5, 0.6
_DEPARTMENT, _LONGEST_REST = 0.8, 4
"""How much less sure a prefix is that goes on with a department's characters (发改 + 价格), and how many there may be."""
_OWN = {"Zone": "body/party-committee"}
"""The body that a kind of place does not have: a zone has a work committee of the Party and no committee."""


def is_number(text: str) -> bool:
    """Whether the whole text is a document number of the form 字号〔年〕序号."""
    return _NUMBER.fullmatch(text) is not None


def issuers_of_number(number: str, context: Context) -> Iterator[Reading]:
    """The agencies that a number may come from, the likeliest first; what is unsure scores 0.6 at most and says so."""
    match = _NUMBER.fullmatch(number)
    if match is None:
        return
    prefix = match["prefix"].replace("第", "").strip()
    if not context.day:
        header = replace(context.document.header, written=match["year"])
        context = replace(context, document=replace(context.document, header=header))
    local = sorted(_local(prefix, context), key=lambda reading: (-reading.score, reading.entity.iri))
    exact, longer = _central(prefix, context)
    yield from exact
    around = {known.key for known in context.knowledge.ancestors(context.home)} - {CHINA}
    at_home = [reading for reading in local if reading.place in around or (around and _lies_in(reading.place, context))]
    yield from at_home
    yield from longer
    yield from (reading for reading in local if reading not in at_home)


def _lies_in(place: str, context: Context) -> bool:
    return any(known.key == context.home for known in context.knowledge.ancestors(place))


def _central(prefix: str, context: Context) -> tuple[list[Reading], list[Reading]]:
    """The issuers by the table: of the prefix itself, and of the longest one that it continues."""
    table = _table(context.knowledge)
    exact = [_tabled(known, prefix, context) for known in table.get(prefix, ())]
    for end in range(len(prefix) - 1, 0, -1):
        rows = [known for known in table.get(prefix[:end], ()) if known.fact("openEnd") == "true"]
        if rows and len(prefix) - end <= _LONGEST_REST:
            sure = 1.0 if _ends(prefix[end:]) else _DEPARTMENT
            found = (_tabled(known, prefix[:end], context) for known in rows)
            return exact, [replace(reading, score=reading.score * sure) for reading in found]
    return exact, []


@cache
def _table(knowledge: Knowledge) -> dict[str, tuple[Known, ...]]:
    table: dict[str, tuple[Known, ...]] = {}
    for known in knowledge.entities.values():
        if known.kind == "NumberPrefix":
            prefix = known.fact("prefix")
            table[prefix] = (*table.get(prefix, ()), known)
    return table


def _tabled(row: Known, prefix: str, context: Context) -> Reading:
    issuer = context.knowledge[row.fact("issuer")]
    unsure = row.fact("unsure") == "true"
    why = f"{prefix} is a number prefix of {issuer.label}{', but unsure' if unsure else ''}"
    kind = "Organization" if issuer.kind == "Organization" else "Agency"
    entity = Entity(context.iri(issuer.key), kind, issuer.label)
    return Reading(entity, _TABLE_UNSURE if unsure else _SURE, (why,), issuer.fact("place"), issuer.fact("body"), decided=not unsure)


def _local(prefix: str, context: Context) -> Iterator[Reading]:
    """Place abbreviation × body abbreviation; a second character may be a district's (穗天教: 天河区), or the zone's own (岚综委)."""
    knowledge = context.knowledge
    abbreviations, bodies = _abbreviations(knowledge), _bodies(knowledge)
    for size in (2, 1):
        keys = abbreviations.get(prefix[:size], ())
        if not keys or size == len(prefix):
            continue
        places, decided = ranked(keys, context)
        for place, why in places:
            score = _LOCAL if decided and place is places[0][0] else _LOCAL / 2
            found = list(_bodies_of(prefix[size:], place, (context, score), bodies))
            for district in _districts(knowledge, place.key).get(prefix[size : size + 1], ()) if not found else ():
                found += _bodies_of(prefix[size + 1 :], knowledge[district], (context, score - 0.1), bodies)
            if not found and prefix[size] in place.label:
                found += _bodies_of(prefix[size + 1 :], place, (context, score - 0.05), bodies)
            for reading in found:
                reasons = (f"{prefix[:size]} abbreviates {place.label} ({why})", *reading.reasons)
                yield replace(reading, reasons=reasons, decided=decided)


def _bodies_of(rest: str, place: Known, told: tuple[Context, float], bodies: dict[str, tuple[str, ...]]) -> Iterator[Reading]:
    context, score = told
    knowledge = context.knowledge
    for end in range(len(rest), 0, -1):
        keys = tuple(key for key in bodies.get(rest[:end], ()) if _OWN.get(place.kind) != key)
        if not keys or not _ends(rest[end:]):
            continue
        for rank, key in enumerate(ranked_bodies(knowledge, keys, place.level, (rest[:end], context.day[:4]))):
            body = knowledge[key]
            entity = compose(AgencyName(place=place.key, body=key), place, body, context)
            why = f"{rest[:end]} stands for {body.label}; by rule, so unsure"
            yield Reading(entity, score - 0.1 * rank, (why,), place.key, key)
        return


@cache
def _abbreviations(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for known in knowledge.entities.values():
        if known.kind in ("Division", "Zone") and known.key != CHINA:
            for abbreviation in known.facts.get("abbreviation", ()):
                table[abbreviation] = (*table.get(abbreviation, ()), known.key)
    return table


@cache
def _bodies(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for known in knowledge.entities.values():
        for abbreviation in known.facts.get("numberAbbreviation", ()):
            table[abbreviation] = (*table.get(abbreviation, ()), known.key)
    return table


@cache
def _districts(knowledge: Knowledge, city: str) -> dict[str, tuple[str, ...]]:
    """The divisions right under a place by their first character."""
    table: dict[str, tuple[str, ...]] = {}
    for known in knowledge.entities.values():
        if known.kind == "Division" and known.parent == city and not known.fact("validUntil"):
            table[known.label[0]] = (*table.get(known.label[0], ()), known.key)
    return table


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(f"{alternation('_number-ending')}*")


def _ends(rest: str) -> bool:
    """Whether what is left of a prefix is endings only (规字, 发, 办函)."""
    return _endings().fullmatch(rest) is not None
