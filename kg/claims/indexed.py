"""What the knowledge adds to documents that a text only names: from the State Council's index, from the prefix of a number."""

from collections.abc import Iterator

from kg.claims.enclosed import issuers
from kg.claims.frame import letterhead
from kg.claims.reading import Reading, is_number
from kg.claims.titles import full_title
from kg.model import Claim, Entity, Link, Literal
from kg.state_council import Indexed, numbered, titled
from kg.vocabulary import DCT, KG

INDEX, PREFIX = "state-council-index", "number-prefix"
ADDED = frozenset((INDEX, PREFIX))
"""The rules whose facts the text itself does not state."""


def indexed(reading: Reading) -> Iterator[Claim]:
    """Number, title and day of the State Council's documents that are named by number or title alone."""
    for link in _first(reading, reading.document.header.number):
        entity, day = link.entity, reading.document.header.published or reading.document.header.written
        if entity is None:
            continue
        row = numbered(entity.label) if is_number(link) else titled(full_title(entity))
        if row is not None and not (day and row.written > day):
            evidence, rule = link.mention.span, (INDEX, 0.9 * link.score)
            for predicate, value in _facts(row, is_number(link)):
                yield reading.says((entity, predicate, value), evidence, rule)


def number_prefixes(reading: Reading) -> Iterator[Claim]:
    """Who issued a document by its number, when nothing else tells."""
    head = reading.document.header.number or next((_value(claim) for claim in letterhead(reading)), "")
    if head and not issuers(reading, KG.issuedBy):
        issuer = reading.resolve(head, "NumberPrefix", reading.document)
        if issuer is not None:
            yield reading.says((reading.this, KG.issuedBy, issuer), None, (PREFIX, 0.6))
    for link in _first(reading, head):
        issuer = reading.resolve(link.entity.label, "NumberPrefix", reading.document) if link.entity and is_number(link) else None
        if issuer is not None and link.entity is not None:
            yield reading.says((link.entity, KG.issuedBy, issuer), link.mention.span, (PREFIX, 0.6))


def _first(reading: Reading, own: str) -> Iterator[Link]:
    """The first mention of every document named; its own number names no other one."""
    seen: set[str] = set()
    for link in reading.annotation.links:
        if link.entity is not None and link.entity.kind == "Document" and link.entity.iri not in seen and link.entity.label != own:
            seen.add(link.entity.iri)
            yield link


def _facts(row: Indexed, by_number: bool) -> Iterator[tuple[str, Literal]]:
    """What the index adds to what the name says."""
    yield (DCT.title, Literal(row.title, language="zh")) if by_number else (KG.issueNumber, Literal(row.number))
    if row.written:
        yield DCT.created, Literal(row.written, "date")


def _value(claim: Claim) -> str:
    return claim.object.label if isinstance(claim.object, Entity) else claim.object.value
