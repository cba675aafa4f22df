"""The terms of `ontology/kg.ttl` as closed namespaces: a mistyped term fails, at start where it is used at import."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

import pyoxigraph

from kg.errors import SetupError
from kg.resources import folder

DEFAULT_BASE = "https://w3id.org/govkg/"
"""Where our IRIs start unless the user sets another base; data files and code are written for this one."""


@dataclass(slots=True)
class Term:
    """What `kg.ttl` says of one term: labels by language, and IRIs of the terms that it points to."""

    iri: str
    labels: dict[str, str] = field(default_factory=dict)
    comment: str = ""
    above: list[str] = field(default_factory=list)
    domain: str = ""
    range: str = ""
    triggers: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)


class Namespace:
    """A closed set of terms: `KG.issuedBy` is an IRI, and a name that is not in `kg.ttl` is a SetupError."""

    def __init__(self, prefix: str, iri: str, terms: dict[str, Term]) -> None:
        self._prefix, self._iri = prefix, iri
        self._names = {term.removeprefix(iri): term for term in terms if term.startswith(iri) and term != iri}

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._names[name]
        except KeyError:
            raise SetupError(f"{self._prefix}:{name} is no term of ontology/kg.ttl; define it there, or mend the name.") from None

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and iri.startswith(self._iri) and iri.removeprefix(self._iri) in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._names.values()))


_RDFS_IRI = "http://www.w3.org/2000/01/rdf-schema#"
_KG_IRI = DEFAULT_BASE + "ontology#"
_SINGLE = {_RDFS_IRI + "comment": "comment", _RDFS_IRI + "domain": "domain", _RDFS_IRI + "range": "range"}
_SEVERAL = {
    _RDFS_IRI + "subClassOf": "above",
    _RDFS_IRI + "subPropertyOf": "above",
    _KG_IRI + "trigger": "triggers",
    _KG_IRI + "pattern": "patterns",
}


def _read() -> tuple[dict[str, Term], dict[str, str]]:
    """The terms of kg.ttl by IRI, and its prefixes."""
    path = folder("ontology") / "kg.ttl"
    terms: dict[str, Term] = {}
    try:
        parser = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        for triple in parser:
            iri, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
            term = terms.setdefault(iri, Term(iri))
            if predicate == _RDFS_IRI + "label":
                term.labels[triple.object.language or ""] = value
            elif predicate in _SINGLE:
                setattr(term, _SINGLE[predicate], value)
            elif predicate in _SEVERAL:
                getattr(term, _SEVERAL[predicate]).append(value)
        return terms, dict(parser.prefixes)
    except (OSError, SyntaxError) as error:
        raise SetupError(f"{path}: {error}. It must be there and valid Turtle.") from error


_TERMS, _PREFIXES = _read()
TERMS = MappingProxyType(_TERMS)
"""Every term of `kg.ttl` by IRI."""
PREFIXES = MappingProxyType(_PREFIXES | {"xsd": "http://www.w3.org/2001/XMLSchema#"})
"""The prefixes of `kg.ttl`."""

KG, RDF, RDFS, OWL, SKOS, ORG, DC, DCT, SCHEMA, QB, TIME, ELI = (
    Namespace(prefix, PREFIXES[prefix], _TERMS)
    for prefix in ("kg", "rdf", "rdfs", "owl", "skos", "org", "dc", "dct", "schema", "qb", "time", "eli")
)

_DATATYPES = ("string", "integer", "decimal", "double", "boolean", "date", "dateTime", "gYear", "gYearMonth")
XSD = Namespace("xsd", PREFIXES["xsd"], {PREFIXES["xsd"] + name: Term("") for name in _DATATYPES})
"""The datatypes that literals of the graph may have."""


def local(iri: str) -> str:
    """The name of a term without its namespace (`issuedBy`); of any other IRI what stands behind its last # or /."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def rebased(iri: str, base: str) -> str:
    """The IRI under another base, if it is one of ours; any other IRI as it is."""
    return base + iri[len(DEFAULT_BASE) :] if iri.startswith(DEFAULT_BASE) else iri


def label(iri: str, language: str = "zh") -> str:
    """What a term is called in a language, else its local name; terms under another base than the default count too."""
    term = TERMS.get(iri) or TERMS.get(_KG_IRI + local(iri))
    return (term.labels.get(language) if term else None) or local(iri)


def above(kind: str) -> tuple[str, ...]:
    """The class of our own with this local name and all our classes above it, the nearest first, as IRIs."""
    found: dict[str, None] = {}
    waiting = [getattr(KG, kind)]
    while waiting:
        iri = waiting.pop(0)
        if iri in KG and iri not in found:
            found[iri] = None
            waiting.extend(TERMS[iri].above)
    return tuple(found)


def relations() -> tuple[Term, ...]:
    """The properties of our own that `kg.ttl` gives patterns for, by IRI."""
    return tuple(TERMS[iri] for iri in KG if TERMS[iri].patterns)
