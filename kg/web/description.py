"""What the endpoint says of itself: a SPARQL service description with the VoID description of the data set it serves."""

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

import kg
from kg.vocabulary import PREFIXES
from kg.web.formats import GRAPHS, RESULTS, Format, chosen
from kg.web.replies import etag, is_known, response, said
from kg.web.state import State, state_of

_SD, _VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF, _DCT = PREFIXES["rdf"], PREFIXES["dct"]
_PREFIXES = {"sd": _SD, "void": _VOID, "dct": _DCT, "rdf": _RDF, "formats": _FORMATS, "xsd": PREFIXES["xsd"]}
_NAMED = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV", "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF_XML", "jsonld": "JSON-LD", "trig": "TriG", "nq": "N-Quads",
}  # fmt: skip
"""Formats by short name, as http://www.w3.org/ns/formats/ calls them."""
_VOCABULARIES = ("dct", "eli", "org", "prov", "qb", "schema", "skos", "time")
_JOB = {"job": "about"}

Value = NamedNode | BlankNode | Literal


async def description(request: Request) -> Response:
    """The service description, at the endpoint without a query and at /.well-known/void."""
    state = state_of(request)
    accept, form = request.headers.get("accept", ""), request.query_params.get("format", "")
    wanted = chosen(GRAPHS, accept, form)
    if wanted is None:
        return said(406, f"the description can be sent as {', '.join(one.name for one in GRAPHS)}, not as {form or accept}.")
    tag = etag(state, "description", wanted.name)
    headers = {"ETag": tag, "Vary": "Accept", "Content-Type": wanted.type, "Cache-Control": "no-cache"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    reply = await state.queries.ask(_JOB)
    if reply.status != 200:
        return response(reply)
    return Response(_written(state, reply.json(), wanted), headers=headers)


def _written(state: State, facts: dict[str, object], form: Format) -> bytes:
    assert isinstance(form.writes, RdfFormat)
    return serialize(_statements(state, facts), format=form.writes, prefixes=_PREFIXES) or b""


def _statements(state: State, facts: dict[str, object]) -> list[Triple]:
    address, found = state.settings.address, list[Triple]()
    service, data, default = NamedNode(f"{address}sparql"), NamedNode(f"{state.base}dataset"), BlankNode("default")

    def say(subject: NamedNode | BlankNode, predicate: str, value: Value) -> None:
        found.append(Triple(subject, NamedNode(predicate), value))

    say(service, f"{_RDF}type", NamedNode(f"{_SD}Service"))
    say(service, f"{_SD}endpoint", service)
    say(service, f"{_SD}supportedLanguage", NamedNode(f"{_SD}SPARQL11Query"))
    if state.settings.token:
        say(service, f"{_SD}supportedLanguage", NamedNode(f"{_SD}SPARQL11Update"))
    if state.settings.limits.hosts:
        say(service, f"{_SD}feature", NamedNode(f"{_SD}BasicFederatedQuery"))
    for form in (*RESULTS, *GRAPHS):
        say(service, f"{_SD}resultFormat", NamedNode(_FORMATS + _NAMED[form.name]))
    say(service, f"{_SD}defaultDataset", data)
    say(data, f"{_RDF}type", NamedNode(f"{_SD}Dataset"))
    say(data, f"{_RDF}type", NamedNode(f"{_VOID}Dataset"))
    say(data, f"{_SD}defaultGraph", default)
    say(default, f"{_RDF}type", NamedNode(f"{_SD}Graph"))
    say(data, f"{_DCT}title", Literal("政府公告知识图谱", language="zh"))
    say(data, f"{_DCT}title", Literal("Knowledge graph of government announcements", language="en"))
    say(data, f"{_DCT}description", Literal(_ABOUT, language="en"))
    say(data, f"{_VOID}sparqlEndpoint", service)
    say(data, f"{_VOID}uriSpace", Literal(state.base))
    say(data, f"{_VOID}uriLookupEndpoint", NamedNode(f"{address}suggest?q="))
    say(data, f"{_VOID}dataDump", NamedNode(f"{address}graphs?default"))
    for vocabulary in (state.base + "ontology#", *(PREFIXES[name] for name in _VOCABULARIES)):
        say(data, f"{_VOID}vocabulary", NamedNode(vocabulary))
    for name in ("triples", "documents", "entities"):
        say(data, f"{_VOID}{name}", Literal(facts[name]))  # type: ignore[arg-type]
    for part, key, count in (("classPartition", "class", "entities"), ("propertyPartition", "property", "triples")):
        for iri, number in facts[part].items():  # type: ignore[attr-defined]
            node = BlankNode(f"{key}{len(found)}")
            say(data, f"{_VOID}{part}", node)
            say(node, f"{_VOID}{key}", NamedNode(iri))
            say(node, f"{_VOID}{count}", Literal(number))
    return found


_ABOUT = (
    "The default graph holds what is said, every fact once; the named graph of a document holds who says it and where. "
    f"The default graph is never a union of the named ones. Made by kg {kg.__version__}."
)
