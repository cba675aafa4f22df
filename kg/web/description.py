"""What the endpoint says of itself: a SPARQL service description with the VoID description of the data set it serves."""

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

from kg.vocabulary import PREFIXES
from kg.void import VOID, Counts, prefixes, void
from kg.web.formats import GRAPHS, RESULTS, Format, chosen
from kg.web.replies import etag, is_known, response, said
from kg.web.state import State, state_of

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF = PREFIXES["rdf"]
_PREFIXES = prefixes() | {"sd": _SD, "formats": _FORMATS}
_NAMED = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV", "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF_XML", "jsonld": "JSON-LD", "trig": "TriG", "nq": "N-Quads",
}  # fmt: skip
"""Formats by short name, as http://www.w3.org/ns/formats/ calls them."""
_JOB = {"job": "about"}


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
    return Response(_written(state, Counts(**reply.json()), wanted), headers=headers)


def _written(state: State, counts: Counts, form: Format) -> bytes:
    assert isinstance(form.writes, RdfFormat)
    return serialize(_statements(state, counts), format=form.writes, prefixes=_PREFIXES) or b""


def _statements(state: State, counts: Counts) -> list[Triple]:
    address, found = state.settings.address, list[Triple]()
    service, data, default = NamedNode(f"{address}sparql"), NamedNode(f"{state.base}dataset"), BlankNode("default")

    def say(subject: NamedNode | BlankNode, predicate: str, value: NamedNode | BlankNode) -> None:
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
    say(data, f"{_SD}defaultGraph", default)
    say(default, f"{_RDF}type", NamedNode(f"{_SD}Graph"))
    say(data, f"{VOID}sparqlEndpoint", service)
    say(data, f"{VOID}uriLookupEndpoint", NamedNode(f"{address}suggest?q="))
    say(data, f"{VOID}dataDump", NamedNode(f"{address}graphs?default"))
    found.extend(void(state.base, counts))
    return found
