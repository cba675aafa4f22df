"""An annotation in, Quads out: what a document states, and beside it who says so and where; all in the document's graph."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad

from kg.figures import figure_claims, figures
from kg.knowledge import knowledge
from kg.model import Annotation, Claim, Entity, Link, Literal
from kg.nodes import Node, Statement, hashed, score
from kg.store import unsaid_terms
from kg.townships import name, parent
from kg.vocabulary import DCT, DEFAULT_BASE, KG, ORG, RDF, SCHEMA, SKOS, XSD, above, rebased

_TOWNSHIP = re.compile(r"place/[0-9]{9}")
_COMPOSED = re.compile(r"(?:agency|organization)/(?P<place>[^/]+)/(?P<body>[^/]+)")
_NUMBER = re.compile(r".+(?:〔\d{4}〕|第)\d+号")


def quads(annotation: Annotation, base: str = DEFAULT_BASE) -> list[Quad]:
    """Everything in the graph of the document, each once, in a fixed order; IRIs under `base`."""
    writer = _Writer(annotation, base)
    graph = writer.iri(annotation.document.iri)
    predicates: dict[str, NamedNode] = {}
    found: dict[Quad, None] = {}
    for subject, predicate, value in writer.statements():
        if predicate not in predicates:
            predicates[predicate] = writer.iri(predicate)
        found[Quad(subject, predicates[predicate], value, graph)] = None
    return list(found)


def lines(annotation: Annotation, base: str = DEFAULT_BASE) -> bytes:
    """The same as N-Quads, and behind each line what of it stands in the default graph; IRIs under `base`."""
    writer = _Writer(annotation, base)
    graph = writer.iri(annotation.document.iri)
    own, unsaid = f"<{graph.value}#", unsaid_terms(base)
    predicates: dict[str, str] = {}
    found: dict[str, bool] = {}
    for subject, predicate, value in writer.statements():
        if predicate not in predicates:
            predicates[predicate] = writer.iri(predicate).value
        about = str(subject)
        found[f"{about} <{predicates[predicate]}> {value}"] = not about.startswith(own) and predicates[predicate] not in unsaid
    named = f" {graph} .\n"
    return "".join(f"{triple}{named}{triple} .\n" if said else triple + named for triple, said in found.items()).encode()


class _Writer:
    """Turns one annotation into statements; nodes are made once."""

    def __init__(self, annotation: Annotation, base: str) -> None:
        self.annotation, self.base = annotation, base
        self._nodes: dict[str, NamedNode] = {}
        self._sentences = [sentence.span for sentence in annotation.sentences]

    def iri(self, iri: str) -> NamedNode:
        """The node of an IRI, under the writer's base."""
        node = self._nodes.get(iri)
        if node is None:
            node = self._nodes[iri] = NamedNode(rebased(iri, self.base))
        return node

    def statements(self) -> Iterator[Statement]:
        """The document, its entities, its facts and figures with their claims, and its mentions."""
        yield from self._document()
        yield from self._entities()
        yield from figures(self.annotation, self.iri)
        for claim in (*self.annotation.claims, *figure_claims(self.annotation)):
            yield from self._claim(claim)
        for link in self.annotation.links:
            yield from self._mention(link)

    def _document(self) -> Iterator[Statement]:
        document = self.annotation.document
        node = self.iri(document.iri)
        yield node, RDF.type, self.iri(KG.Announcement)
        yield node, RDF.type, self.iri(KG.Document)
        for predicate, text in (
            (DCT.identifier, document.id),
            (KG.source, document.source),
            (KG.digest, document.digest),
            (KG.text, document.text),
        ):
            yield node, predicate, RdfLiteral(text)

    def _entities(self) -> Iterator[Statement]:
        document = self.annotation.document.iri
        entities = [link.entity for link in self.annotation.links if link.entity]
        for claim in self.annotation.claims:
            entities += [entity for entity in (claim.subject, claim.object) if isinstance(entity, Entity)]
        entities += [observation.area for observation in self.annotation.observations if observation.area]
        for entity in dict.fromkeys(entities):
            if entity.iri != document:
                yield from self._entity(entity)

    def _entity(self, entity: Entity) -> Iterator[Statement]:
        node = self.iri(entity.iri)
        kinds = above(entity.kind)
        for kind in kinds[: 2 if KG.Product in kinds[1:] else 1]:
            yield node, RDF.type, self.iri(kind)
        yield node, SKOS.prefLabel, RdfLiteral(entity.official or entity.label, language="zh")
        if entity.official:
            yield node, SKOS.altLabel, RdfLiteral(entity.label, language="zh")
        if entity.kind == "Document" and _NUMBER.fullmatch(entity.label):
            yield node, KG.issueNumber, RdfLiteral(entity.label)
        if entity.kind == "Place":
            yield from self._town(entity.iri.rpartition("/id/")[2])
        parts = _COMPOSED.fullmatch(entity.iri.rpartition("/id/")[2])
        if parts:
            yield node, KG.place, self.iri(f"{DEFAULT_BASE}id/place/{parts['place']}")
            yield from self._town(f"place/{parts['place']}")
            if f"body/{parts['body']}" in knowledge() and parts["place"] != "100000":
                yield node, KG.body, self.iri(f"{DEFAULT_BASE}id/body/{parts['body']}")
                system = _system(parts["body"])
                if system:
                    yield node, ORG.subOrganizationOf, self.iri(f"{DEFAULT_BASE}id/{system}")

    def _town(self, key: str) -> Iterator[Statement]:
        """What the knowledge in the store does not hold: a town's or street's name and the county around it."""
        if _TOWNSHIP.fullmatch(key) and parent(key):
            node = self.iri(f"{DEFAULT_BASE}id/{key}")
            yield node, RDF.type, self.iri(KG.Place)
            yield node, SKOS.prefLabel, RdfLiteral(name(key), language="zh")
            yield node, KG.parent, self.iri(f"{DEFAULT_BASE}id/{parent(key)}")

    def _claim(self, claim: Claim) -> Iterator[Statement]:
        subject, value = self.iri(claim.subject.iri), self._object(claim.object)
        yield subject, claim.predicate, value
        post = self._post(claim)
        if post is not None:
            yield post, RDF.type, self.iri(ORG.Post)
            yield post, SKOS.prefLabel, RdfLiteral(claim.post, language="zh")
            yield post, ORG.postIn, value
            yield subject, ORG.holds if claim.predicate == KG.holdsPost else KG.vacates, post
        if claim.predicate in KG or claim.predicate == DCT.publisher or (claim.evidence and claim.predicate != SCHEMA.mentions):
            yield from self._evidence(claim, post)

    def _evidence(self, claim: Claim, post: NamedNode | None) -> Iterator[Statement]:
        """The claim node: what is stated, and the characters that say it."""
        document = self.annotation.document
        subject, value = self.iri(claim.subject.iri), self._object(claim.object)
        place = (claim.evidence.start, claim.evidence.end) if claim.evidence else ("header",)
        key = hashed("|".join(map(str, (*place, claim.subject.iri, claim.predicate, value, claim.post))))
        node = NamedNode(f"{self.iri(document.iri).value}#c{key}")
        yield node, RDF.type, self.iri(KG.Claim)
        yield node, RDF.type, self.iri(RDF.Statement)
        yield node, RDF.subject, subject
        yield node, RDF.predicate, self.iri(claim.predicate)
        yield node, RDF.object, value
        yield node, KG.rule, RdfLiteral(claim.rule)
        yield node, KG.score, score(claim.score)
        if post is not None:
            yield node, KG.post, post
        if claim.role:
            yield node, KG.role, RdfLiteral(claim.role)
        if claim.evidence:
            start, end = claim.evidence.start, claim.evidence.end
            yield node, KG.start, RdfLiteral(start)
            yield node, KG.end, RdfLiteral(end)
            yield node, KG.quote, RdfLiteral(document.text[start:end])
            yield node, KG.sentence, RdfLiteral(self._sentence(start, end))

    def _mention(self, link: Link) -> Iterator[Statement]:
        span = link.mention.span
        node = NamedNode(f"{self.iri(span.document).value}#m{span.start}-{span.end}")
        yield node, RDF.type, self.iri(KG.Mention)
        yield node, KG.start, RdfLiteral(span.start)
        yield node, KG.end, RdfLiteral(span.end)
        yield node, KG.quote, RdfLiteral(span.of(self.annotation.document.text))
        yield node, KG.finder, RdfLiteral(link.mention.finder)
        yield node, KG.score, score(link.score)
        yield node, KG.why, RdfLiteral(link.why)
        if link.entity:
            yield node, KG.means, self.iri(link.entity.iri)
        else:
            yield node, KG.kind, RdfLiteral(link.mention.kind)

    def _object(self, value: Entity | Literal) -> Node:
        if isinstance(value, Entity):
            return self.iri(value.iri)
        if value.language:
            return RdfLiteral(value.value, language=value.language)
        return RdfLiteral(value.value, datatype=NamedNode(getattr(XSD, value.datatype)))

    def _post(self, claim: Claim) -> NamedNode | None:
        """The post of a claim, one node for each institution and title."""
        if not claim.post or not isinstance(claim.object, Entity):
            return None
        key = claim.object.iri.rpartition("/id/")[2]
        return self.iri(f"{DEFAULT_BASE}id/post/{hashed(key + '/' + claim.post)}")

    def _sentence(self, start: int, end: int) -> str:
        """The text of the sentences that the characters `start` to `end` touch."""
        spans, text = self._sentences, self.annotation.document.text
        first, last = bisect_right(spans, start, key=lambda span: span.end), bisect_left(spans, end, key=lambda span: span.start) - 1
        return text[min(spans[first].start, start) : max(spans[last].end, end)] if first <= last else text[start:end]


def _system(body: str) -> str:
    """The key of the central agency under which a body stands wherever it is (厦门海关 under 海关总署), or the empty string."""
    known = knowledge().entities.get(f"body/{body}")
    return known.fact("system") if known else ""
