"""Annotations as JSON, in the form other programs and the scorer read."""

from kg.claims import relations
from kg.model import Annotation, Document, Entity, Literal, Observation
from kg.nodes import plain
from kg.vocabulary import local

JsonObject = dict[str, object]


def annotation_json(annotation: Annotation) -> JsonObject:
    """One object a document: id, mentions with offsets and entities, observations, relations by label."""
    text = annotation.document.text
    rows: list[JsonObject] = []
    for link in annotation.links:
        if link.entity is None:
            continue
        mention = link.mention
        rows.append(
            {
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.span.of(text),
                "type": mention.kind,
                "entity": link.entity.iri,
                "label": link.entity.label,
                "score": round(link.score, 3),
                "finder": mention.finder,
                "why": link.why,
            }
        )
    found: list[JsonObject] = []
    for claim in relations(annotation):
        row: JsonObject = {
            "subject": _name(annotation, claim.subject),
            "predicate": local(claim.predicate),
            "object": _name(annotation, claim.object) + (f"/{claim.post}" if claim.post else ""),
        }
        if claim.role:
            row["role"] = claim.role
        if claim.evidence is not None:
            row |= {"start": claim.evidence.start, "end": claim.evidence.end}
        found.append(row | {"rule": claim.rule})
    figures = [_figure(observation, text) for observation in annotation.observations]
    return {"id": annotation.document.id, "mentions": rows, "observations": figures, "relations": found}


def document_json(document: Document) -> JsonObject:
    """What was read of one document: its header with ISO days, empty where the page does not say, and its text."""
    header = document.header
    row: JsonObject = {"id": document.id, "source": document.source, "title": document.title, "number": header.number}
    row |= {"issuers": list(header.issuers), "written": header.written, "published": header.published}
    row |= {"publisher": header.publisher, "url": header.url, "text": document.text}
    return row | ({"more": dict(header.more)} if header.more else {})


def _figure(observation: Observation, text: str) -> JsonObject:
    """A figure: value a plain number in its unit, start and end of the number where it is first said; empty where nothing is said."""
    value = plain(observation.quantity.value)
    row: JsonObject = {
        "indicator": observation.indicator,
        "value": float(value) if "." in value else int(value),
        "unit": observation.quantity.unit,
        "period": observation.period.label if observation.period else "",
        "area": observation.area.label if observation.area else "",
        "change": observation.change.label if observation.change else "",
        "rank": observation.rank,
        "status": observation.status,
        "printed": observation.printed,
    }
    if observation.figures:
        row |= {"start": observation.figures[0].start, "end": observation.figures[0].end}
    quote = observation.evidence[0].of(text) if observation.evidence else ""
    return row | {"quote": quote, "rule": observation.rule, "score": round(observation.score, 3)}


def _name(annotation: Annotation, thing: Entity | Literal) -> str:
    if isinstance(thing, Literal):
        return thing.value
    return "THIS" if thing.iri == annotation.document.iri else thing.label
