"""Which format an answer is sent in: by the name in `format=`, or by what Accept prefers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its short name, its media type first among those that mean it, and how the store writes it."""

    name: str
    types: tuple[str, ...]
    writes: QueryResultsFormat | RdfFormat

    @property
    def type(self) -> str:
        """The media type that is sent."""
        text = self.types[0]
        return text if "json" in text else f"{text}; charset=utf-8"


_JSON = ("application/json", "text/javascript")
_XML = ("application/xml", "text/xml")
RESULTS = (
    Format("json", ("application/sparql-results+json", *_JSON), QueryResultsFormat.JSON),
    Format("xml", ("application/sparql-results+xml", *_XML), QueryResultsFormat.XML),
    Format("csv", ("text/csv",), QueryResultsFormat.CSV),
    Format("tsv", ("text/tab-separated-values",), QueryResultsFormat.TSV),
)
"""What a table, or a yes or no, can be sent as; the first is for those who do not mind."""
GRAPHS = (
    Format("ttl", ("text/turtle", "application/x-turtle", "text/n3"), RdfFormat.TURTLE),
    Format("nt", ("application/n-triples", "text/plain"), RdfFormat.N_TRIPLES),
    Format("rdf", ("application/rdf+xml", *_XML), RdfFormat.RDF_XML),
    Format("jsonld", ("application/ld+json", *_JSON), RdfFormat.JSON_LD),
    Format("trig", ("application/trig",), RdfFormat.TRIG),
    Format("nq", ("application/n-quads",), RdfFormat.N_QUADS),
)
"""What a graph can be sent as."""
_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("turtle", "n3"), "ttl"),
    **dict.fromkeys(("ntriples", "n-triples"), "nt"),
    **dict.fromkeys(("rdfxml", "rdf/xml", "rdf+xml"), "rdf"),
    **dict.fromkeys(("json-ld",), "jsonld"),
    **dict.fromkeys(("nquads", "n-quads"), "nq"),
    "srj": "json", "srx": "xml",
}
"""Other names that are used for formats."""


def chosen(formats: Sequence[Format], accept: str, name: str = "") -> Format | None:
    """The format called `name` (a short name or a media type), or else the one that an Accept header likes best; None if none."""
    if name:
        short = _NAMES.get(name.lower(), name.lower())
        if short == "json" and formats is GRAPHS:
            short = "jsonld"
        if short == "xml" and formats is GRAPHS:
            short = "rdf"
        return next((form for form in formats if short == form.name or short in form.types), None)
    ranked = [(_liking(form, accept), -place, form) for place, form in enumerate(formats)]
    liking, _, best = max(ranked, key=lambda row: row[:2])
    return best if liking > 0 else None


def _liking(form: Format, accept: str) -> float:
    """How much an Accept header wants a format, 0 to 1; of the ranges that fit the most precise one counts."""
    wanted = accepted(accept)
    return max((liking(wanted, kind) - (0.0001 if kind != form.types[0] else 0) for kind in form.types), default=0.0)


def accepted(accept: str) -> dict[str, float]:
    """The media ranges of an Accept header with their weights; without one anything will do. What is no number weighs nothing."""
    found = {}
    for part in accept.split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((one[2:] for one in parameters if one[:2].lower() == "q="), "1")
        if kind:
            found[kind.lower()] = float(weight) if weight.replace(".", "", 1).isascii() and weight.replace(".", "", 1).isdigit() else 0.0
    return found or {"*/*": 1.0}


def liking(wanted: Mapping[str, float], kind: str) -> float:
    """How much media ranges want a media type."""
    for asked in (kind, f"{kind.split('/')[0]}/*", "*/*"):
        if asked in wanted:
            return wanted[asked]
    return 0.0
