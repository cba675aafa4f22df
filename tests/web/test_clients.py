"""Clients that nobody here wrote ask a server: rdflib, SPARQLWrapper, the curl of the README, Comunica."""

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized

from kg.vocabulary import DEFAULT_BASE, KG
from tests.test_readme import blocks
from tests.web.serving import Server

PREFIXES = f"""
    BASE <{DEFAULT_BASE}>
    PREFIX kg: <{DEFAULT_BASE}ontology#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
IN_XIAMEN = '{ ?district kg:parent <id/place/350200> ; a kg:Division ; skos:prefLabel ?name FILTER (LANG(?name) = "zh") }'
DISTRICTS = f"{PREFIXES} SELECT ?district ?name {IN_XIAMEN} ORDER BY ?name"
NAMES = f"{PREFIXES} CONSTRUCT {{ ?district skos:prefLabel ?name }} WHERE {IN_XIAMEN}"
XIAMEN = URIRef(f"{DEFAULT_BASE}id/place/350200")
COMUNICA = Path(__file__).parent / "comunica"


def districts(server: Server) -> list[tuple[str, str]]:
    """What the server itself answers, read by nobody but json."""
    rows = httpx.get(f"{server.url}/sparql", params={"query": DISTRICTS, "format": "json"}).json()["results"]["bindings"]
    found = [(row["district"]["value"], row["name"]["value"]) for row in rows]
    assert (f"{DEFAULT_BASE}id/place/350203", "思明区") in found
    return found


def named(graph: Graph) -> set[tuple[str, str]]:
    """Who is called what in a graph."""
    return {(str(thing), str(name)) for thing, name in graph.subject_objects(SKOS.prefLabel)}


# rdflib

@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv"])
def test_rdflib_reads_a_table_by_every_method_and_format(server: Server, form: str, method: str) -> None:
    store = SPARQLStore(f"{server.url}/sparql", returnFormat=form, method=method)
    rows: Any = store.query(DISTRICTS)
    assert [(str(row.district), str(row.name)) for row in rows] == districts(server)


def test_rdflib_asks_yes_or_no(server: Server) -> None:
    store = SPARQLStore(f"{server.url}/sparql")
    assert store.query(f"{PREFIXES} ASK {{ <id/place/350200> skos:prefLabel '厦门市'@zh }}").askAnswer is True
    assert store.query(f"{PREFIXES} ASK {{ <id/place/350200> skos:prefLabel '福州市'@zh }}").askAnswer is False


def test_rdflib_constructs_a_graph(server: Server) -> None:
    found = SPARQLStore(f"{server.url}/sparql").query(NAMES).graph
    assert found is not None
    assert named(found) == set(districts(server))


def test_the_server_is_a_graph_to_rdflib(server: Server) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql"))
    assert graph.value(XIAMEN, SKOS.prefLabel) == Literal("厦门市", lang="zh")
    assert (XIAMEN, SKOS.prefLabel, Literal("福州市", lang="zh")) not in graph
    parents: set[Any] = set(graph.subjects(URIRef(KG.parent), XIAMEN))
    assert parents >= {URIRef(iri) for iri, _ in districts(server)}


def test_rdflib_asks_one_document_by_the_name_of_its_graph(server: Server) -> None:
    query = f"{PREFIXES} SELECT ?g ?text {{ GRAPH ?g {{ ?g kg:text ?text }} }} ORDER BY ?g LIMIT 1"
    store = SPARQLStore(f"{server.url}/sparql")
    ((document, text),) = store.query(query)  # type: ignore[misc]
    read = URIRef(KG.text)
    assert list(Graph(store, identifier=document).subject_objects(read)) == [(document, text)]
    assert list(Graph(store).subject_objects(read)) == []


@pytest.fixture
def writing(empty_writable_server: Server) -> Iterator[SPARQLUpdateStore]:
    """rdflib as one who may write; what it wrote is taken out again."""
    address, bearer = f"{empty_writable_server.url}/sparql", {"Authorization": f"Bearer {empty_writable_server.token}"}
    store = SPARQLUpdateStore(address, address, headers=bearer)
    yield store
    store.update("CLEAR SILENT GRAPH <urn:by-rdflib>")
    store.update("DELETE WHERE { <urn:one> ?p ?o }")


def test_rdflib_writes_and_reads_what_it_wrote(writing: SPARQLUpdateStore) -> None:
    graph, name = Graph(writing, identifier=URIRef("urn:by-rdflib")), Literal("“引号”与\n换行 \\", lang="zh")
    graph.add((URIRef("urn:one"), RDFS.label, name))
    assert list(graph) == [(URIRef("urn:one"), RDFS.label, name)]
    assert graph.identifier in {one.identifier for one in Dataset(writing).graphs()}
    graph.remove((URIRef("urn:one"), None, None))
    assert list(graph) == []


def test_rdflib_updates_the_default_graph(writing: SPARQLUpdateStore) -> None:
    writing.update('INSERT DATA { <urn:one> <urn:says> "一" }')
    assert list(Graph(writing)) == [(URIRef("urn:one"), URIRef("urn:says"), Literal("一"))]


def test_rdflib_without_the_token_writes_nothing(empty_writable_server: Server) -> None:
    store = SPARQLUpdateStore(f"{empty_writable_server.url}/sparql", f"{empty_writable_server.url}/sparql")
    with pytest.raises(Exception, match=r"(?i)401|unauthorized"):
        store.update("INSERT DATA { <urn:one> <urn:says> 1 }")
    assert list(Graph(store)) == []


# SPARQLWrapper

def asking(server: Server, query: str, form: str, method: str = GET, request: str = URLENCODED) -> SPARQLWrapper:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(query)
    client.setReturnFormat(form)
    client.setMethod(method)
    client.setRequestMethod(request)
    return client


def converted(client: SPARQLWrapper) -> Any:
    """What the client makes of the answer: for JSON a dict, for XML a document, for RDF a graph, else bytes."""
    return client.queryAndConvert()


@pytest.mark.parametrize(("method", "request_"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_reads_json_and_xml_by_every_method(server: Server, method: str, request_: str) -> None:
    told = converted(asking(server, DISTRICTS, JSON, method, request_))["results"]["bindings"]
    assert [(row["district"]["value"], row["name"]["value"]) for row in told] == districts(server)
    told = converted(asking(server, DISTRICTS, XML, method, request_))
    iris, names = ([node.firstChild.data for node in told.getElementsByTagName(kind)] for kind in ("uri", "literal"))
    assert list(zip(iris, names, strict=True)) == districts(server)


def test_sparqlwrapper_reads_csv_and_tsv(server: Server) -> None:
    header, *rows = csv.reader(converted(asking(server, DISTRICTS, CSV)).decode().splitlines())
    assert (header, [*map(tuple, rows)]) == (["district", "name"], districts(server))
    header, *rows = csv.reader(converted(asking(server, DISTRICTS, TSV)).decode().splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert (header, rows) == (["?district", "?name"], [[f"<{iri}>", f'"{name}"@zh'] for iri, name in districts(server)])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper makes one for JSON-LD
@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_reads_a_graph_in_every_format(server: Server, form: str, method: str) -> None:
    told = converted(asking(server, NAMES, form, method))
    assert named(told if isinstance(told, Graph) else Graph().parse(data=told, format="turtle")) == set(districts(server))


def test_sparqlwrapper_is_told_what_is_wrong_and_where(server: Server) -> None:
    with pytest.raises(QueryBadFormed, match="line 1, near column"):
        asking(server, "SELECT ?s { ?s ?p }", JSON).query()


def test_sparqlwrapper_updates_with_the_token_only(empty_writable_server: Server) -> None:
    client = asking(empty_writable_server, 'INSERT DATA { GRAPH <urn:by-wrapper> { <urn:one> <urn:says> "二" } }', JSON, POST)
    with pytest.raises(Unauthorized):
        client.query()
    client.addCustomHttpHeader("Authorization", f"Bearer {empty_writable_server.token}")
    client.query()
    written = asking(empty_writable_server, "SELECT ?o { GRAPH <urn:by-wrapper> { ?s ?p ?o } }", JSON)
    assert [row["o"]["value"] for row in converted(written)["results"]["bindings"]] == ["二"]


# curl

def shown() -> list[tuple[str, list[str]]]:
    """The curl commands of the README, each with the lines that it is said to print."""
    steps = [step for block in blocks("console") for step in re.split(r"^\$ ", block, flags=re.M) if step.startswith("curl ")]
    parts = [re.fullmatch(r"((?:[^\n]*\\\n)*[^\n]*)\n(.*)", step, re.S) for step in steps]
    return [(part[1], part[2].splitlines()) for part in parts if part]


def test_every_curl_line_of_the_readme_works(server: Server, tmp_path: Path) -> None:
    (tmp_path / ".curlrc").write_text("silent\nshow-error\nfail-with-body\n", encoding="utf-8")
    assert shown(), "the README shows no curl"
    for command, expected in shown():
        here = command.replace("http://127.0.0.1:8000", server.url)
        assert server.url in here, f"$ {command}\nasks somebody else"
        environment = os.environ | {"CURL_HOME": str(tmp_path)}
        run = subprocess.run(["bash", "-c", here], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert run.returncode == 0 and "returned error" not in run.stderr, f"$ {command}\n{run.stdout[:2000]}{run.stderr}"
        for line in expected:
            assert line in run.stdout, f"$ {command}\nprints no {line!r}, but\n{run.stdout[:2000]}"


# Comunica

@pytest.fixture(scope="session")
def comunica() -> list[str]:
    """The command that asks with Comunica, installed beside its lock file; what is installed is kept."""
    path = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    npm, node = shutil.which("npm", path=path), shutil.which("node", path=path)
    if not npm or not node:
        pytest.skip("npm is not installed")
    stamp = COMUNICA / "node_modules" / ".installed"
    digest = hashlib.sha256((COMUNICA / "package-lock.json").read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        install = [npm, "ci", "--ignore-scripts", "--loglevel=error"]
        run = subprocess.run(install, cwd=COMUNICA, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        stamp.write_text(digest)
    return [node, str(COMUNICA / "ask.mjs")]


def by_comunica(command: list[str], *arguments: str) -> Any:
    run = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_comunica_reads_a_table(server: Server, comunica: list[str]) -> None:
    rows = by_comunica(comunica, f"{server.url}/sparql", DISTRICTS)
    assert [(row["district"], row["name"]) for row in rows] == districts(server)


def test_comunica_joins_the_server_with_a_file_of_somebody_else(server: Server, comunica: list[str]) -> None:
    mine = f'<{DEFAULT_BASE}id/place/350203> <urn:visited> "2024" . <urn:elsewhere> <urn:visited> "2023" .'
    query = f"{PREFIXES} SELECT ?name ?year {{ ?place <urn:visited> ?year ; skos:prefLabel ?name FILTER (LANG(?name) = 'zh') }}"
    assert by_comunica(comunica, f"{server.url}/sparql", query, mine) == [{"name": "思明区", "year": "2024"}]
