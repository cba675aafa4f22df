"""Annotations as JSON, in the form other programs and the scorer read."""

from kg.claims import relations
from kg.model import Annotation, Document, Entity, Literal
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
        if claim.evidence is not None:
            row |= {"start": claim.evidence.start, "end": claim.evidence.end}
        found.append(row | {"rule": claim.rule})
    return {"id": annotation.document.id, "mentions": rows, "observations": [], "relations": found}


def document_json(document: Document) -> JsonObject:
    """What was read of one document: its header with ISO days, empty where the page does not say, and its text."""
    header = document.header
    row: JsonObject = {"id": document.id, "source": document.source, "title": document.title, "number": header.number}
    row |= {"issuers": list(header.issuers), "written": header.written, "published": header.published}
    row |= {"publisher": header.publisher, "url": header.url, "text": document.text}
    return row | ({"more": dict(header.more)} if header.more else {})


def _name(annotation: Annotation, thing: Entity | Literal) -> str:
    if isinstance(thing, Literal):
        return thing.value
    return "THIS" if thing.iri == annotation.document.iri else thing.label
