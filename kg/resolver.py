"""Who is meant: a name that stands alone → ranked candidates, each with its reasons. Linking uses the very same readings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.errors import QueryError
from kg.knowledge import Knowledge, Known, knowledge
from kg.lexicon import words
from kg.links import context_of, links
from kg.links.agencies import Reading, jurisdictions, readings
from kg.links.context import CHINA, Context
from kg.links.home import place_of_name
from kg.links.names import mint
from kg.links.numbers import is_number, issuers_of_number
from kg.links.official import place_code
from kg.links.resolve import WHOLE, mention_of_whole, mentions_of_name
from kg.links.whole import tables, whole_name
from kg.mentions import mentions
from kg.model import AgencyName, Document, Entity, Header, Link
from kg.rulings import Rulings, rulings
from kg.scan import Scan
from kg.sentences import sentences
from kg.vocabulary import DEFAULT_BASE

_NOTHING = Entity("", "", "")
_ENOUGH = 12
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a name may mean. `iri` is empty where nothing is meant or told (`reasons` say why).

    `name` is the official name; `place`, `body` and `unit` what the name was parsed into, in words; `since` and `until` the years it
    existed; `score` 0..1. `decided` is False where others are as likely and nothing tells which.
    """

    iri: str
    name: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    place: str = ""
    body: str = ""
    unit: str = ""
    since: str = ""
    until: str = ""
    decided: bool = True

    @property
    def why(self) -> str:
        """The reasons as one line."""
        return "; ".join(self.reasons)


def resolve(name: str, place: str = "", date: str = "", near: str = "") -> list[Candidate]:
    """The candidates for a name, the likeliest first; never empty, since an empty IRI says why nothing is meant.

    `place` is whose 市 or 区 it is (a name, code or IRI), `date` an ISO day or year, `near` a text around the name.

    >>> [(one.name, one.iri) for one in resolve("市文旅局", place="厦门", date="2022-04-19")][0]
    ('厦门市文化和旅游局', 'https://w3id.org/govkg/id/agency/350200/culture-tourism')
    >>> len(resolve("朝阳区教育局")) > 1
    True
    """
    context = context_for(place, date, near)
    found = [ruled_reading(reading, name) for reading in readings_of(name, context)][:_ENOUGH]
    return [_candidate(reading, context.knowledge) for reading in found]


def ruled_reading(reading: Reading, name: str) -> Reading:
    """The reading as an editor's rulings want it: the shipped ones and those of `./rulings.ttl`."""
    ruled = _rulings()
    if not ruled or not reading.entity.iri:
        return reading
    entity = ruled.entity(reading.entity, name)
    return reading if entity == reading.entity else replace(reading, entity=entity, score=1.0, reasons=(*reading.reasons, "so ruled"))


@cache
def _rulings() -> Rulings:
    return rulings()


def best(name: str, context: Context) -> Reading:
    """The first reading of a name, as `resolve` ranks them."""
    return ruled_reading(_first(name, context), name)


def _first(name: str, context: Context) -> Reading:
    parts = whole_name(name, tables(context.knowledge))
    if parts is not None:
        reading = next(readings(parts, name, (context, 0)), None)
        if reading is not None:
            one = reading
            return Reading(one.entity, one.score * WHOLE, one.reasons, one.place, one.body, one.unit, one.decided)
    return next(readings_of(name, context))


@lru_cache(maxsize=1000)
def context_for(place: str = "", date: str = "", near: str = "") -> Context:
    """What is known beside the name itself: its day, its home and the places named near it."""
    known = knowledge()
    document = Document("", "", "", "", near, Header(written=date), "")
    context = context_of(document, mentions(Scan(document, sentences(document), known)) if near else (), known, DEFAULT_BASE)
    return replace(context, home=place_key(place, known), why_home=f"you said {place}") if place else context


def place_key(place: str, known: Knowledge) -> str:
    """The key of the place that is called so, has this code or IRI, or whose paper or agency is called so; else a QueryError."""
    key = "place/" + place.rpartition("place/")[2]
    if key in known:
        return key
    for tag in ("place", "place-weak"):
        found = known.named(place, tag)
        living = [one for one in found if not one.fact("validUntil")] or found
        if len(living) == 1:
            return living[0].key
        if living:
            which = "、".join(f"{_parent(one, known)}{one.label} ({one.key.removeprefix('place/')})" for one in living)
            raise QueryError(f"{place!r} are several places: {which}. Give the code of one.")
    key = place_of_name(place, known)
    if not key:
        raise QueryError(f"no place is called {place!r}; give its official name or its code (350200).")
    return key


def _parent(place: Known, known: Knowledge) -> str:
    return known[place.parent].label if place.parent in known and place.parent != CHINA else ""


def readings_of(name: str, context: Context) -> Iterator[Reading]:
    """Every reading of a name that stands alone, the likeliest first; at the end, where there is none, why."""
    name = "".join(name.split())
    head, inside = _without_brackets(name)
    if inside and head and (whole_name(head, tables(context.knowledge)) or not mention_of_whole(name, context.knowledge)):
        for reading in readings_of(head, context):
            yield replace(reading, reasons=(*reading.reasons, f"{inside} stands in brackets behind the name"))
        return
    found = False
    for reading in issuers_of_number(name, context) if is_number(name) else _named(name, context):
        found = True
        yield reading
    if not found:
        yield from _bare(name, context)


def _named(name: str, context: Context) -> Iterator[Reading]:
    """The readings of a name as an agency, an organisation, or a place."""
    known = context.knowledge
    mention = mention_of_whole(name, known)
    parts = mention.value if mention else None
    if mention and isinstance(parts, AgencyName):
        if parts.generic:
            yield Reading(_NOTHING, 0.0, ("a class of organs, not one",))
            return
        seen: set[str] = set()
        for reading in readings(parts, name, (context, 0)):
            if reading.entity.iri not in seen:
                seen.add(reading.entity.iri)
                yield replace(reading, score=reading.score * mention.score)
        if not seen:
            why = jurisdictions(parts, context)[0][0][1] or "nothing tells whose organ it is"
            yield Reading(_NOTHING, 0.0, (f"{why}: say which place speaks",), unit=parts.unit)
        return
    for tag, score in (("organization", 0.95), ("organization-weak", 0.5), ("agency-weak", 0.7), ("place", 0.9), ("place-weak", 0.5)):
        for one in known.named(name, tag):
            kind = {"organization": "Organization", "agency": "Agency"}.get(tag.removesuffix("-weak"), "Place")
            yield Reading(Entity(context.iri(one.key), kind, one.label), score, (f"{name} is a name of {one.label}",), one.fact("place"))
    yield from _by_weak_place(name, context)
    if not known.named(name, "organization"):
        whose = _branch(name, known)
        if whose:
            yield Reading(mint(context, "Organization", name), 0.8, (f"a branch of {whose}, by its own name",))
        elif mention:
            yield Reading(mint(context, "Organization", name), 0.6, ("unknown: an organisation by the form of its name",))


def _branch(name: str, known: Knowledge) -> str:
    """The known organisation whose branch at some place is called so (中国银行 for 中国银行江苏省分行), or the empty string."""
    for end in range(len(name) - 4, 2, -1):
        whose = known.named(name[:end], "organization")
        rest = name[end:]
        if whose and any(known.named(rest[: -len(branch)], "place") for branch in words("_organization-branch") if rest.endswith(branch)):
            return whose[0].label
    return ""


def _by_weak_place(name: str, context: Context) -> Iterator[Reading]:
    """The readings of a name whose place is written by a name that may only confirm (朝阳法院)."""
    known = context.knowledge
    for end in range(min(len(name) - 1, 8), 1, -1):
        places = known.named(name[:end], "place-weak")
        if not places or not known.named(name[end:], "body"):
            continue
        keys = tuple(place.key for place in places)
        parts = AgencyName(place=keys[0], tail=name[end:], places=keys if len(keys) > 1 else ())
        for reading in readings(parts, name, (context, 0)):
            decided = reading.decided and (len(keys) == 1 or bool(context.home or context.places))
            reasons = (f"{name[:end]} alone may be another word", *reading.reasons)
            yield replace(reading, score=reading.score * 0.6, reasons=reasons, decided=decided)
        return


def _without_brackets(name: str) -> tuple[str, str]:
    """The name without a bracket that ends it, and what stands in the bracket."""
    for opening, closing in _BRACKETS.items():
        if name.endswith(closing) and opening in name:
            head, _, inside = name[:-1].rpartition(opening)
            return head, inside
    return name, ""


def _bare(name: str, context: Context) -> Iterator[Reading]:
    """`市局` means the 局 of the home that is named near it; without one, nothing; any other name is unknown."""
    levels = tables(context.knowledge).levels
    level = next((name[:size] for size in range(1, 4) if name[:size] in levels and name[size:] in words("_bare-organ")), "")
    if not level:
        yield _unknown(name, context)
        return
    organ, home = name.removeprefix(level), context.home_at(level)
    near = [link.entity for link in _near(context) if link.entity and link.entity.kind == "Agency"] if home else []
    for entity in near:
        if home and f"/{place_code(home)}/" in entity.iri and entity.label.endswith(organ):
            reasons = (f"{level} stands for {home.label}: {context.why_home}", f"{entity.label} is named near it")
            yield Reading(entity, 0.7, reasons, home.key)
            return
    whose = f" of {home.label}" if home else ""
    yield Reading(_NOTHING, 0.0, (f"some {organ}{whose}: only a text that names it in full tells which",))


def _near(context: Context) -> Sequence[Link]:
    """What is named in the text that stands near."""
    document = context.document
    return links(mentions(Scan(document, sentences(document), context.knowledge)), context) if document.text else ()


def _unknown(name: str, context: Context) -> Reading:
    """A name that fits nothing: minted by its own form, with the parse it got."""
    known = context.knowledge
    parts = [name[mention.span.start : mention.span.end] for mention in mentions_of_name(name, known)]
    why = f"unknown: nothing known reads all of it{'; only ' + '、'.join(parts) + ' is a name' if parts else ''}"
    for reading in (reading for front in _fronts(name, context) for reading in readings(front, name, (context, 0))):
        if any(reason.startswith("unknown") for reason in reading.reasons):
            return replace(reading, score=0.2, reasons=(why, *reading.reasons))
        return replace(reading, score=0.6)
    return Reading(mint(context, "Agency", name), 0.2, (why,))


def _fronts(name: str, context: Context) -> Iterator[AgencyName]:
    """The name cut behind the longest place it begins with, or behind a level word that the home tells."""
    known = context.knowledge
    for end in range(len(name) - 2, 1, -1):
        keys = tuple(place.key for place in known.named(name[:end], "place") if place.kind in ("Division", "Zone"))
        if keys:
            yield AgencyName(place=keys[0], tail=name[end:], places=keys)
    for end in range(4, 0, -1):
        if name[:end] in tables(known).levels and context.home_at(name[:end]):
            yield AgencyName(level=name[:end], tail=name[end:])


def _candidate(reading: Reading, known: Knowledge) -> Candidate:
    entity = reading.entity
    since, until = _years(entity.iri.rpartition("/id/")[2], reading, known)
    return Candidate(
        iri=entity.iri,
        name=entity.label,
        kind=entity.kind,
        score=round(reading.score, 3),
        reasons=reading.reasons,
        place=known[reading.place].label if reading.place in known else "",
        body=known[reading.body].label if reading.body in known else "",
        unit=reading.unit,
        since=since,
        until=until,
        decided=reading.decided,
    )


def _years(key: str, reading: Reading, known: Knowledge) -> tuple[str, str]:
    """The years something existed: its own where it is known by name, else those that its place and its body share."""
    own = [known[key]] if key in known else [known[part] for part in (reading.place, reading.body) if part in known]
    since = max((one.fact("validFrom") for one in own), default="")
    until = min((one.fact("validUntil") for one in own if one.fact("validUntil")), default="")
    return since, until


def lines(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Candidates for a reader: each with what it was parsed into, its years, its score and its reasons."""
    if candidates and not candidates[0].decided and len(candidates) > 1:
        yield f"left open between {len(candidates)}:"
    for candidate in candidates:
        if not candidate.iri:
            yield f"nothing is meant: {candidate.why}"
            continue
        parts = " × ".join(part for part in (candidate.place, candidate.body, candidate.unit) if part)
        years = f"{candidate.since}–{candidate.until}" if candidate.since or candidate.until else ""
        yield f"{candidate.name}  {candidate.iri}"
        yield "    " + " · ".join(part for part in (candidate.kind, parts, years, f"{candidate.score:.2f}") if part)
        for reason in candidate.reasons:
            yield f"    {reason}"
