"""Observations and periods in, statements out: RDF Data Cube with one data set a document, SKOS indicators, OWL-Time intervals."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode

from kg.indicators import Indicator, meeting, spelt
from kg.knowledge import knowledge
from kg.model import Annotation, Claim, Document, Entity, Literal, Mention, Observation, Period
from kg.nodes import Statement, decimal, hashed, plain, score
from kg.vocabulary import DCT, DEFAULT_BASE, KG, QB, RDF, RDFS, SCHEMA, SKOS, TIME, XSD, label

Make = Callable[[str], NamedNode]
"""Makes the node of an IRI, under the base that is written for."""
UNSTATED = f"{DEFAULT_BASE}id/unstated"
"""What a dimension or the unit of a figure points to where the text leaves it open."""


def figures(annotation: Annotation, node: Make) -> Iterator[Statement]:
    """The data set of the document with its observations, what they count, in which units and when; and its time expressions."""
    document, found = annotation.document, observations(annotation)
    if found:
        yield from _data_set(document, node)
    for iri, observation in found.items():
        yield from _observation(node(iri), observation, node)
        yield node(iri), QB.dataSet, node(_data_set_iri(document))
    for mention in annotation.periods:
        yield from _time_expression(mention, document, node)


def figure_claims(annotation: Annotation) -> Iterator[Claim]:
    """That the document states the value of each observation: one claim for every time it says so."""
    for iri, observation in observations(annotation).items():
        subject = Entity(iri, "Observation", observation.indicator)
        value = Literal(plain(observation.quantity.value), "decimal")
        for span in observation.evidence:
            yield Claim(subject, KG.value, value, span, observation.rule, observation.score)


def observations(annotation: Annotation) -> dict[str, Observation]:
    """The observations by IRI, in the order of the text; what says the same is one, with the evidence of all."""
    found: dict[str, Observation] = {}
    for observation in annotation.observations:
        iri = observation_iri(annotation.document, observation)
        same = found.setdefault(iri, observation)
        if same is not observation:
            found[iri] = replace(
                same,
                change=same.change or observation.change,
                rank=same.rank or observation.rank,
                figures=tuple(dict.fromkeys(same.figures + observation.figures)),
                evidence=tuple(dict.fromkeys(same.evidence + observation.evidence)),
            )
    return found


def observation_iri(document: Document, observation: Observation) -> str:
    """The IRI of what the document says of an indicator, area and period: the same however it is spelt and however often it is said."""
    amount, period = observation.quantity, observation.period
    parts = [meeting(observation.indicator).key, amount.unit, observation.area.iri if observation.area else "", observation.status]
    parts += [_days(period)] if period and _has_days(period) else []
    parts += [plain(amount.value), amount.qualifier]
    parts += [plain(bound) if bound is not None else "" for bound in (amount.low, amount.high)]
    return f"{_data_set_iri(document)}/{hashed('|'.join(parts))}"


def period_iri(period: Period) -> str:
    """The IRI of a period: its days, and a hash of its wording, for one node has one name."""
    return f"{DEFAULT_BASE}id/period/{period.start}_{period.end}/{hashed(f'{period.label}|{period.qualifier}')}"


def _data_set_iri(document: Document) -> str:
    """Not `#figures`: what hangs on a document with # is evidence, and stays out of the default graph."""
    return f"{document.iri}/figures"


def _data_set(document: Document, node: Make) -> Iterator[Statement]:
    data_set = node(_data_set_iri(document))
    yield data_set, RDF.type, node(QB.DataSet)
    yield data_set, QB.structure, node(KG.FigureStructure)
    yield data_set, DCT.source, node(document.iri)
    for language in ("zh", "en"):
        yield data_set, RDFS.label, RdfLiteral(f"{label(KG.FigureStructure, language)}: {document.title}", language=language)


def _observation(figure: NamedNode, observation: Observation, node: Make) -> Iterator[Statement]:
    amount, counted = observation.quantity, spelt(observation.indicator)
    unit = node(_unit_iri(amount.unit))
    period = observation.period if observation.period and _has_days(observation.period) else None
    yield figure, RDF.type, node(QB.Observation)
    yield figure, KG.indicator, node(_iri(counted))
    yield figure, KG.area, node(observation.area.iri if observation.area else UNSTATED)
    yield figure, KG.period, node(period_iri(period) if period else UNSTATED)
    yield figure, KG.status, node(f"{DEFAULT_BASE}id/status/{observation.status}")
    yield figure, KG.value, decimal(amount.value)
    yield figure, KG.unit, unit
    yield figure, KG.printed, RdfLiteral(observation.printed)
    yield from _bounds(figure, observation)
    if observation.change:
        yield figure, KG.change, RdfLiteral(observation.change.label)
        yield figure, KG.changeBase, RdfLiteral(observation.change.base)
        yield figure, KG.changeValue, decimal(observation.change.value)
        yield figure, KG.changeUnit, RdfLiteral(observation.change.unit)
    if observation.rank:
        yield figure, KG.rank, RdfLiteral(observation.rank)
    yield from _indicator(counted, meeting(observation.indicator), node)
    yield node(_iri(counted)), KG.unit, unit
    yield from _unit(amount.unit, node)
    if period:
        yield from _period(period, node)


def _bounds(figure: NamedNode, observation: Observation) -> Iterator[Statement]:
    """What makes a figure inexact; nothing where it is exact."""
    amount = observation.quantity
    if amount.qualifier:
        yield figure, KG.qualifier, RdfLiteral(amount.qualifier)
    if not amount.low == amount.high == amount.value:
        for predicate, bound in ((KG.low, amount.low), (KG.high, amount.high)):
            if bound is not None:
                yield figure, predicate, decimal(bound)


def _indicator(counted: Indicator, meets: Indicator, node: Make) -> Iterator[Statement]:
    """The spelling and, if it is another, the indicator in which all spellings meet."""
    for indicator in dict.fromkeys((counted, meets)):
        yield node(_iri(indicator)), RDF.type, node(KG.Indicator)
        yield node(_iri(indicator)), RDF.type, node(SKOS.Concept)
        yield node(_iri(indicator)), SKOS.prefLabel, RdfLiteral(indicator.label, language="zh")
        yield node(_iri(indicator)), KG.normalForm, RdfLiteral(meets.label)
    if counted != meets:
        yield node(_iri(counted)), SKOS.closeMatch, node(_iri(meets))


def _unit(name: str, node: Make) -> Iterator[Statement]:
    """What the knowledge in the store does not hold: a unit that is not known."""
    if name and not knowledge().named(name, "unit"):
        yield node(_unit_iri(name)), RDF.type, node(KG.Unit)
        yield node(_unit_iri(name)), SKOS.prefLabel, RdfLiteral(name, language="zh")


@cache
def _unit_iri(name: str) -> str:
    """The unit of this name: the one whose label it is before one that is also called so; a bare number leaves it open."""
    if not name:
        return UNSTATED
    known = sorted(knowledge().named(name, "unit"), key=lambda unit: (unit.label != name, unit.key))
    return f"{DEFAULT_BASE}id/{known[0].key if known else 'unit/' + hashed(name)}"


def _time_expression(mention: Mention, document: Document, node: Make) -> Iterator[Statement]:
    """A mention of a period, and that the document mentions it; without days it means none."""
    period, span = mention.value, mention.span
    if not isinstance(period, Period):
        return
    found = NamedNode(f"{node(document.iri).value}#t{span.start}-{span.end}")
    yield found, RDF.type, node(KG.Mention)
    yield found, KG.start, RdfLiteral(span.start)
    yield found, KG.end, RdfLiteral(span.end)
    yield found, KG.quote, RdfLiteral(span.of(document.text))
    yield found, KG.finder, RdfLiteral(mention.finder)
    yield found, KG.score, score(mention.score)
    if not _has_days(period):
        yield found, KG.kind, RdfLiteral(mention.kind)
        yield found, KG.why, RdfLiteral(f"{period.label} tells no day")
        return
    yield found, KG.means, node(period_iri(period))
    yield found, KG.why, RdfLiteral(f"{period.label} is {_days(period)}")
    yield node(document.iri), SCHEMA.mentions, node(period_iri(period))
    yield from _period(period, node)


def _period(period: Period, node: Make) -> Iterator[Statement]:
    interval = node(period_iri(period))
    yield interval, RDF.type, node(KG.Period)
    yield interval, RDF.type, node(TIME.Interval)
    yield interval, SKOS.prefLabel, RdfLiteral(period.label or _days(period), language="zh")
    yield interval, SKOS.notation, RdfLiteral(_days(period))
    if period.qualifier:
        yield interval, KG.qualifier, RdfLiteral(period.qualifier)
    for predicate, day in ((TIME.hasBeginning, period.start), (TIME.hasEnd, period.end)):
        if day:
            instant = node(f"{DEFAULT_BASE}id/instant/{day}")
            yield interval, predicate, instant
            yield instant, RDF.type, node(TIME.Instant)
            yield instant, TIME.inXSDDate, RdfLiteral(day, datatype=NamedNode(XSD.date))


def _has_days(period: Period) -> bool:
    return bool(period.start or period.end)


def _days(period: Period) -> str:
    """The interval in ISO 8601: `2021-01-01/2021-12-31`, two points for an open side."""
    return f"{period.start or '..'}/{period.end or '..'}"


def _iri(indicator: Indicator) -> str:
    return f"{DEFAULT_BASE}id/{indicator.key}"
