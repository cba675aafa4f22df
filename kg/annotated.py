"""`kg.annotate`: a text in, the names in it, what they mean and what is said of them out; in a notebook it shows itself."""

from dataclasses import dataclass, field

from kg.documents.drafts import Draft, document
from kg.documents.header import heading
from kg.errors import QueryError
from kg.highlight import Marked, text_html
from kg.interchange import JsonObject, annotation_json
from kg.model import Annotation, Entity, Link
from kg.pipeline import annotate as annotation_of
from kg.vocabulary import DEFAULT_BASE


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with what was found in it: `mentions` in its order, `relations` and `observations` as `kg annotate` prints them."""

    text: str
    mentions: tuple[Marked, ...]
    relations: list[JsonObject]
    observations: list[JsonObject]
    annotation: Annotation = field(repr=False)

    def json(self) -> JsonObject:
        """What `kg annotate` prints of a document."""
        return annotation_json(self.annotation)

    def _repr_html_(self) -> str:
        return text_html(self.text, self.mentions)


def annotate(text: str, published: str = "", publisher: str = "", title: str = "") -> Annotated:
    """Find and link the names in a text; the day (ISO) and who publishes it tell whose 市 it is, and which body of which years.

    >>> found = annotate("市市场监管局印发《厦门市知识产权发展条例》。", published="2022-04-19", publisher="厦门网")
    >>> [(one.text, one.label, one.kind) for one in found.mentions][0]
    ('市市场监管局', '厦门市市场监督管理局', 'Agency')
    >>> found.mentions[0].entity
    'https://w3id.org/govkg/id/agency/350200/market-regulation'
    """
    told = (("title", title), ("published", published), ("publisher", publisher))
    found = heading((key, value) for key, value in told if value)
    if published and not found.header.published:
        raise QueryError(f"{published!r} is no day; write it as 2022-04-19.")
    annotation = annotation_of(document(Draft(found.title, text, found.header), "text", DEFAULT_BASE))
    said = annotation_json(annotation)
    marks = tuple(_marked(link, link.entity, text) for link in annotation.links if link.entity)
    return Annotated(text, marks, _rows(said, "relations"), _rows(said, "observations"), annotation)


def _marked(link: Link, entity: Entity, text: str) -> Marked:
    span = link.mention.span
    return Marked(span.start, span.end, span.of(text), link.mention.kind, entity.iri, entity.label, round(link.score, 3), link.why)


def _rows(said: JsonObject, name: str) -> list[JsonObject]:
    rows = said[name]
    return list(rows) if isinstance(rows, list) else []
