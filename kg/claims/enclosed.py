"""A notice that prints another document: whoever issued the one issued the other, whose text follows under its title."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.claims.frame import heading, signature
from kg.claims.header import header
from kg.claims.reading import Reading
from kg.lexicon import alternation
from kg.model import Claim, Entity, Span
from kg.vocabulary import DCT, KG

MOST_MAKERS = 40
"""Of so many at most that issue a document is told that each issued the documents that it prints."""


def printed(reading: Reading) -> Iterator[Claim]:
    """Whoever issued the notice issued the document that it prints: 现将《…》印发给你们."""
    text, makers = reading.document.text, cache(lambda: issuers(reading, KG.issuedBy)[:MOST_MAKERS])
    for link in reading.annotation.links:
        span = link.mention.span
        if link.entity is None or link.mention.kind != "Document":
            continue
        before, after = _before().search(text, max(0, span.start - 8), span.start), _after().match(text, span.end)
        if before and after:
            evidence = Span(span.document, before.start(), after.end())
            yield replace(reading.says((reading.this, KG.cites, link.entity), evidence, ("printed", 0.9 * link.score)), role="prints")
            for issuer in makers():
                yield reading.says((link.entity, KG.issuedBy, issuer), evidence, ("printed", 0.9 * link.score))


def issuers(reading: Reading, *predicates: str) -> list[Entity]:
    """Who issued the document as header, heading and signature say; with `DCT.publisher` its publisher too."""
    found = [claim.object for rule in (header, heading, signature) for claim in rule(reading) if claim.predicate in predicates]
    return [entity for entity in dict.fromkeys(found) if isinstance(entity, Entity)]


def speakers(reading: Reading) -> frozenset[str]:
    """The IRIs of those whose acts are the document's own."""
    return frozenset(entity.iri for entity in issuers(reading, KG.issuedBy, DCT.publisher))


def enclosed(reading: Reading) -> tuple[int, Entity]:
    """Where the text of an enclosed document begins, and which it is: a line that repeats a title named before.

    Without one, the end of the text and the document itself.
    """
    named: dict[str, tuple[int, Entity]] = {}
    for link in reading.annotation.links:
        if link.entity is not None and link.entity.kind == "Document":
            named.setdefault(link.entity.label, (link.mention.span.end, link.entity))
    at = 0
    for line in reading.document.text.splitlines(keepends=True):
        known = named.get(line.strip())
        if known and known[0] < at:
            return at, known[1]
        at += len(line)
    return at, reading.this


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"{alternation('_printing-before')}[《“]?$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[》”]?(?:[（(][^（）()]{{0,40}}[）)])?{alternation('_printing-after')}")
