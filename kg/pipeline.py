"""The order of the stages, told once: Document → Sentence → Mention → Link → Claim → Quad. No store, no files: one document at a time."""

from collections import Counter
from dataclasses import dataclass, field, replace

from kg.claims import claims
from kg.claims.statistics import observations
from kg.knowledge import knowledge
from kg.links import context_of, home_of, links, resolver
from kg.links.persons import distinguished
from kg.mentions import figures, mentions, periods
from kg.model import Annotation, Document
from kg.quads import lines
from kg.rulings import Rulings
from kg.scan import Scan
from kg.sentences import sentences
from kg.vocabulary import DEFAULT_BASE


@dataclass(frozen=True, slots=True)
class Described:
    """A document as it goes into a store: `lines` are the N-Quads of its graph and of what of it stands in the default graph.

    `unlinked` counts names by surface whose entity nobody could tell.
    """

    iri: str
    lines: bytes
    mentions: int = 0
    claims: int = 0
    unlinked: Counter[str] = field(default_factory=Counter)


def annotate(document: Document, base: str = DEFAULT_BASE, ruled: Rulings | None = None) -> Annotation:
    """All that is found in one document: its sentences, mentions linked to entities, claims and observations; by the rulings, if any."""
    known = knowledge()
    parts = sentences(document)
    scan = Scan(document, parts, known)
    found = mentions(scan)
    times = periods(scan, found)
    numbers = figures(scan, (*found, *times))
    context = context_of(document, found, known, base)
    linked, resolve, home = links(found, context), resolver(context), home_of(context)
    if ruled:
        linked, resolve = ruled.links(linked, document.text), ruled.resolver(resolve)
    annotation = Annotation(document, parts, linked, periods=times, quantities=numbers)
    annotation = replace(annotation, claims=claims(annotation, resolve), observations=observations(annotation, home))
    return distinguished(annotation, context)


def described(document: Document, base: str = DEFAULT_BASE, ruled: Rulings | None = None) -> Described:
    """The document annotated and written as N-Quads under `base`."""
    annotation = annotate(document, base, ruled)
    return Described(
        document.iri,
        lines(annotation, base),
        len(annotation.links),
        len(annotation.claims),
        Counter(link.mention.span.of(document.text) for link in annotation.links if link.entity is None),
    )
