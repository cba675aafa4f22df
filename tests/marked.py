"""Annotations written as text: `[市教育局|Agency|同安市教育局]印发《[方案|Document]》`, for tests that a reader can check."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

from kg.claims import claims
from kg.model import Annotation, Document, Entity, Header, Link, Mention, Sentence, Span
from kg.vocabulary import local

BASE = "https://w3id.org/govkg/"
_MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)(\??)(?:\|([^\[\]]+))?\]")
_SENTENCE = re.compile(r"[^\n。！？]+[。！？]?")


UNTOLD = "mentions documentKind stage restsOn implements forwards prints amends protectedAs"
"""What most tests of other facts are not about."""


def entity(kind: str, label: str) -> Entity:
    """The entity of a kind with this name, as the marks make it."""
    return Entity(f"{BASE}id/{kind.lower()}/{hashlib.sha256(label.encode()).hexdigest()[:12]}", kind, label)


def marked(text: str, name: str = "one", header: Header | None = None, title: str = "通知") -> Annotation:
    """The annotation of a text with marks `[surface|Kind|canonical name]`; `Kind?` has no entity, `Number` is a 文号."""
    iri, plain, at = f"{BASE}doc/{name}", "", 0
    spans = []
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        spans.append((len(plain), len(plain) + len(match[1]), match))
        plain += match[1]
        at = match.end()
    plain += text[at:]
    links = []
    for start, end, match in spans:
        kind = "Document" if match[2] == "Number" else match[2]
        finder = "numbers" if match[2] == "Number" else "marks"
        meant = None if match[3] else entity(kind, match[4] or match[1])
        links.append(Link(Mention(Span(iri, start, end), kind, finder), meant, 1.0, "marked"))
    sentences = tuple(Sentence(Span(iri, match.start(), match.end())) for match in _SENTENCE.finditer(plain))
    digest = hashlib.sha256(f"{title}\n{header}\n{plain}".encode()).hexdigest()
    document = Document(iri, name, f"{name}.txt", title, plain, header or Header(), digest)
    return Annotation(document, sentences, tuple(links))


def told(annotation: Annotation, names: Mapping[tuple[str, str], Entity] | None = None) -> Annotation:
    """The annotation with its claims; a name means what a mark of its kind means, or what `names` says."""
    known = {(link.entity.label, link.entity.kind): link.entity for link in annotation.links if link.entity} | dict(names or {})
    return replace(annotation, claims=claims(annotation, lambda name, kind, document: known.get((name, kind))))


def facts(annotation: Annotation, names: Mapping[tuple[str, str], Entity] | None = None, without: str = UNTOLD) -> list[str]:
    """What the claims state, `subject predicate object` by label; the document is THIS, a post follows a slash."""
    found = []
    for claim in told(annotation, names).claims:
        subject = "THIS" if claim.subject.iri == annotation.document.iri else claim.subject.label
        value = claim.object.label if isinstance(claim.object, Entity) else claim.object.value
        predicate = local(claim.predicate)
        if predicate not in without.split() and claim.evidence is not None:
            found.append(f"{subject} {predicate} {value}{'/' + claim.post if claim.post else ''}")
    return sorted(set(found))


def told_of(annotation: Annotation, predicates: str, names: Mapping[tuple[str, str], Entity] | None = None) -> list[str]:
    """The claims with one of these predicates, in order, those of the title too; a role stands in brackets: `THIS cites[basis] 法`."""
    found = []
    for claim in told(annotation, names).claims:
        subject = "THIS" if claim.subject.iri == annotation.document.iri else claim.subject.label
        value = claim.object.label if isinstance(claim.object, Entity) else claim.object.value
        if local(claim.predicate) in predicates.split():
            found.append(f"{subject} {local(claim.predicate)}{f'[{claim.role}]' if claim.role else ''} {value}")
    return list(dict.fromkeys(found))
