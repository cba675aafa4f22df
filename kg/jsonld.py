"""JSON-LD 1.1 that reads well (https://www.w3.org/TR/json-ld11/): one context of our prefixes and terms, one line a node."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg.errors import QueryError
from kg.vocabulary import DCT, ELI, KG, ORG, OWL, PREFIXES, QB, RDF, RDFS, SCHEMA, SKOS, TERMS, TIME, XSD, local, rebased

Json = str | int | bool | list["Json"] | dict[str, "Json"]
_LANGUAGES = frozenset({SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, DCT.title, RDFS.label})
"""Properties whose values stand by language."""
_THINGS = frozenset(
    {
        *(SCHEMA.mentions, DCT.publisher, DCT.source, OWL.sameAs, OWL.differentFrom, RDFS.subClassOf, SKOS.closeMatch, RDF.subject),
        *(RDF.predicate, RDF.object, ORG.holds, ORG.postIn, ORG.subOrganizationOf, ORG.originalOrganization, ORG.resultingOrganization),
        *(ORG.resultedFrom, ORG.changedBy, QB.dataSet, QB.structure, TIME.hasBeginning, TIME.hasEnd),
    }
)
"""Properties of other vocabularies whose values are IRIs."""
_DAYS = frozenset(
    {*(KG.firstDay, KG.lastDay, DCT.created, DCT.issued, TIME.inXSDDate, ELI.first_date_entry_in_force, ELI.date_no_longer_in_force)}
)
_PLAIN = re.compile(r"(?:id|doc|graph)(?:/[A-Za-z0-9._~%-]+)+(?:#[A-Za-z0-9._~-]*)?")
"""What may stand without the base in front."""
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")


def json_ld(quads: Iterable[Quad], base: str) -> Iterator[str]:
    """The parts of a JSON-LD document of quads that stand graph by graph and subject by subject, the default graph first."""
    compact = _compact(base)
    yield f'{{"@context": {json.dumps(compact.context, ensure_ascii=False, indent=1)},\n"@graph": ['
    comma = ""
    for graph, inside in groupby(quads, key=lambda quad: quad.graph_name):
        named = not isinstance(graph, DefaultGraph)
        if named:
            yield f'{comma}\n{{"id": {_dumped(compact.thing(graph))}, "@graph": ['
            comma = ""
        for _, about in groupby(inside, key=lambda quad: quad.subject):
            yield f"{comma}\n{_dumped(compact.node(list(about)))}"
            comma = ","
        if named:
            yield "]}"
    yield "]}\n"


def context(base: str) -> dict[str, Json]:
    """The context: the base, our prefixes, and a name for every class and property of `ontology/kg.ttl`, ours first."""
    found: dict[str, Json] = {"@base": base, "id": "@id", "type": "@type"}
    found.update((name, rebased(iri, base)) for name, iri in sorted(PREFIXES.items()))
    for iri in sorted(TERMS, key=lambda iri: (iri not in KG, iri)):
        prefix = next((name for name, start in PREFIXES.items() if iri.startswith(start) and iri != start), "")
        name = local(iri)
        if not prefix or name in found or not re.fullmatch(r"[A-Za-z]\w*", name):
            continue
        kind: dict[str, Json] = _coerced(iri)
        short = f"{prefix}:{name}"
        found[name] = {"@id": short, **kind} if kind else short
    return found


def _coerced(iri: str) -> dict[str, Json]:
    """How a property's values are to be read, empty where as plain strings; a class has none."""
    term = TERMS[iri]
    if iri in _LANGUAGES:
        return {"@container": "@language"}
    if iri in _DAYS or term.range == XSD.date:
        return {"@type": "xsd:date"}
    if term.range in (XSD.decimal, XSD.gYear):
        return {"@type": f"xsd:{local(term.range)}"}
    if iri in _THINGS or (iri in KG and term.range and not term.range.startswith(PREFIXES["xsd"])):
        return {"@type": "@id"}
    return {}


@dataclass(frozen=True, slots=True)
class _Compact:
    """Shortens IRIs and values to what the context expands again."""

    base: str
    context: dict[str, Json]
    terms: dict[str, str]
    prefixes: dict[str, str]
    coercions: dict[str, dict[str, Json]]

    def node(self, about: list[Quad]) -> dict[str, Json]:
        """The statements of one subject as a node object."""
        found: dict[str, Json] = {"id": self.thing(about[0].subject)}
        for predicate, quads in groupby(about, key=lambda quad: quad.predicate.value):
            values = [quad.object for quad in quads]
            if predicate == RDF.type and all(isinstance(value, NamedNode) for value in values):
                found["type"] = _one([self.term(value.value) for value in values if isinstance(value, NamedNode)])
            else:
                found[self.term(predicate)] = self.values(predicate, values)
        return found

    def values(self, predicate: str, values: Sequence[object]) -> Json:
        """The values of a property, by language where it has such, else one or a list."""
        kind = self.coercions.get(predicate, {})
        if "@container" in kind:
            tagged: dict[str, list[Json]] = {}
            for value in values:
                if isinstance(value, Literal) and value.language:
                    tagged.setdefault(value.language, []).append(value.value)
            if sum(map(len, tagged.values())) == len(values):
                return {language: _one(texts) for language, texts in tagged.items()}
            return [self.value(value, "") for value in values]
        return _one([self.value(value, str(kind.get("@type", ""))) for value in values])

    def value(self, value: object, kind: str) -> Json:
        """One value; what is not of the property's kind is written with its own."""
        if not isinstance(value, Literal):
            return self.thing(value) if kind == "@id" else {"id": self.thing(value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        text, datatype = value.value, value.datatype.value
        if datatype == XSD.string:
            return {"@value": text} if kind else text
        short = self.term(datatype)
        if short == kind:
            return text
        native: Json | None = None
        if datatype == XSD.integer and _WHOLE.fullmatch(text) and text != "-0":
            native = int(text)
        if datatype == XSD.boolean and text in ("true", "false"):
            native = text == "true"
        if native is not None:
            return {"@value": native} if kind else native
        return {"@value": text, "@type": short}

    def term(self, iri: str) -> str:
        """A class, property or datatype by its name, by a prefix, or whole."""
        if iri in self.terms:
            return self.terms[iri]
        for name, start in self.prefixes.items():
            if iri.startswith(start) and not iri[len(start) :].startswith("//"):
                return f"{name}:{iri[len(start) :]}"
        return self.whole(iri)

    def thing(self, node: object) -> str:
        """An IRI without the base where that can be left out, or the label of a blank node."""
        if isinstance(node, BlankNode):
            return str(node)
        iri = node.value if isinstance(node, NamedNode) else str(node)
        rest = iri.removeprefix(self.base)
        if rest != iri and _PLAIN.fullmatch(rest) and "/." not in rest:
            return rest
        if iri.startswith(self.prefixes["kg"]):
            return f"kg:{iri.removeprefix(self.prefixes['kg'])}"
        return self.whole(iri)

    def whole(self, iri: str) -> str:
        """The IRI itself; one that the context would take for a prefixed name is a QueryError."""
        scheme, _, rest = iri.partition(":")
        if scheme in self.context and not rest.startswith("//"):
            raise QueryError(f"<{iri}> begins like our prefix {scheme}: and cannot stand in JSON-LD with our context; write .nq or .trig.")
        return iri


@cache
def _compact(base: str) -> _Compact:
    names = context(base)
    prefixes = {name: rebased(iri, base) for name, iri in sorted(PREFIXES.items())}
    terms: dict[str, str] = {}
    coercions: dict[str, dict[str, Json]] = {}
    for name, told in names.items():
        short = told.get("@id") if isinstance(told, dict) else told
        prefix, _, rest = str(short).partition(":")
        if name in prefixes or prefix not in prefixes:
            continue
        terms[prefixes[prefix] + rest] = name
        if isinstance(told, dict):
            coercions[prefixes[prefix] + rest] = {key: value for key, value in told.items() if key != "@id"}
    return _Compact(base, names, terms, prefixes, coercions)


def _one(values: list[Json]) -> Json:
    return values[0] if len(values) == 1 else values


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
