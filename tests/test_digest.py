"""The digest is that of RDFC-1.0: held against values computed by hand, against the algorithm written down slowly, and against rdflib."""

import gzip
import hashlib
import random
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.canonical import canonical_lines, in_graph_order
from kg.digest import digest_of, file_digest, store_digest
from kg.errors import QueryError
from kg.export import export
from tests.rdfc import Canonicalizer
from tests.small import figure_store, small_store

P, Q, S = (NamedNode(f"http://example.org/{name}") for name in "pqs")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(*quads: Quad) -> str:
    return b"".join(canonical_lines(quads)).decode()


def test_a_graph_without_blank_nodes_is_its_lines_in_code_point_order() -> None:
    quads = [Quad(S, P, Literal(text)) for text in ("b", "B", "é", "厦门", "𠀀", "￼")]
    ordered = ("B", "b", "é", "厦门", "￼", "𠀀")
    assert canonical(*quads) == "".join(f'<http://example.org/s> <http://example.org/p> "{text}" .\n' for text in ordered)
    assert digest_of(quads) == sha256(canonical(*quads)) == digest_of(reversed(quads)) == digest_of([*quads, *quads])


def test_literals_are_escaped_as_canonical_n_quads_asks() -> None:
    quad = Quad(S, P, Literal("\x00\b\t\n\v\f\r\x1f\"'\\\x7f\x80厦", language="zh"), NamedNode("http://example.org/g"))
    text = '\\u0000\\b\\t\\n\\u000B\\f\\r\\u001F\\"\'\\\\\\u007F\x80厦'
    assert canonical(quad) == f'<http://example.org/s> <http://example.org/p> "{text}"@zh <http://example.org/g> .\n'


def test_strings_have_no_datatype_and_numbers_do() -> None:
    assert canonical(Quad(S, P, Literal("1")), Quad(S, P, Literal(1))).splitlines() == [
        '<http://example.org/s> <http://example.org/p> "1" .',
        '<http://example.org/s> <http://example.org/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    ]


def test_blank_nodes_are_labelled_in_the_order_of_their_hashes() -> None:
    """Computed by hand: the node itself is _:a, every other one _:z, in the lines that are hashed."""
    one, other = BlankNode("x"), BlankNode("y")
    first = {
        "x": sha256("_:a <http://example.org/p> _:z .\n"),
        "y": sha256('_:a <http://example.org/q> "1" .\n' + "_:z <http://example.org/p> _:a .\n"),
    }
    label = {name: f"_:c14n{at}" for at, name in enumerate(sorted(first, key=lambda name: first[name]))}
    lines = [f"{label['x']} <http://example.org/p> {label['y']} .\n", f'{label["y"]} <http://example.org/q> "1" .\n']
    assert canonical(Quad(one, P, other), Quad(other, Q, Literal("1"))) == "".join(sorted(lines))


def graphs(count: int) -> list[list[Quad]]:
    """Small graphs with many blank nodes, some of which nothing tells apart."""
    found = []
    for seed in range(count):
        chance = random.Random(seed)
        names = [f"n{chance.randrange(10**9)}" for _ in range(chance.randint(1, 5))]

        def node(chance: random.Random = chance, names: list[str] = names) -> BlankNode | NamedNode:
            return BlankNode(chance.choice(names)) if chance.random() < 0.8 else S

        quads = {Quad(node(), chance.choice((P, Q)), node(), node() if chance.random() < 0.3 else DefaultGraph()) for _ in range(7)}
        found.append(sorted(quads, key=str))
    return found


def test_the_algorithm_as_the_recommendation_tells_it_gives_the_same() -> None:
    for quads in graphs(300):
        assert canonical(*quads) == "".join(Canonicalizer(quads).lines())


def test_what_blank_nodes_are_called_and_the_order_of_quads_do_not_matter() -> None:
    for seed, quads in enumerate(graphs(100)):
        chance = random.Random(-seed)
        called: dict[str, BlankNode] = {}

        def other(term: object, called: dict[str, BlankNode] = called, chance: random.Random = chance) -> object:
            return called.setdefault(term.value, BlankNode(f"m{chance.random()}".replace(".", ""))) if isinstance(term, BlankNode) else term

        renamed = [Quad(*(other(term) for term in (one.subject, one.predicate, one.object, one.graph_name))) for one in quads]  # type: ignore[arg-type]
        chance.shuffle(renamed)
        assert digest_of(renamed) == digest_of(quads)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_graphs_that_rdflib_holds_to_be_the_same_have_one_digest_and_others_do_not() -> None:
    from rdflib.compare import isomorphic

    triples = [[Quad(one.subject, one.predicate, one.object) for one in quads] for quads in graphs(25)]
    read = [rdflib.Graph().parse(data="".join(f"{one} .\n" for one in quads), format="nt11") for quads in triples]
    digests = [digest_of(quads) for quads in triples]
    same = [(one, other) for one in range(25) for other in range(one) if isomorphic(read[one], read[other])]
    assert [(one, other) for one in range(25) for other in range(one) if digests[one] == digests[other]] == same


def test_a_triple_term_is_refused() -> None:
    with pytest.raises(QueryError, match=r"RDF 1\.1"):
        digest_of([Quad(S, P, Triple(S, P, S))])


def test_graphs_come_one_after_another_and_the_default_graph_first() -> None:
    quads = [Quad(S, P, Literal("1"), NamedNode("http://example.org/g")), Quad(S, P, Literal("1")), Quad(BlankNode("x"), P, S)]
    assert [str(quad) for quad in in_graph_order(quads)] == [
        '<http://example.org/s> <http://example.org/p> "1"',
        "_:c14n0 <http://example.org/p> <http://example.org/s>",
        '<http://example.org/s> <http://example.org/p> "1" <http://example.org/g>',
    ]


def test_the_digest_of_a_store_is_the_sha256_of_what_it_dumps_and_of_its_nquads(tmp_path: Path) -> None:
    store = figure_store()
    export(store, tmp_path / "g.nq")
    assert store_digest(store) == hashlib.sha256(store.dump()).hexdigest() == hashlib.sha256((tmp_path / "g.nq").read_bytes()).hexdigest()


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".jsonld", ".nq.gz"])
def test_every_format_of_the_whole_graph_has_its_digest(suffix: str, tmp_path: Path) -> None:
    export(figure_store(), tmp_path / f"g{suffix}")
    assert file_digest(tmp_path / f"g{suffix}") == store_digest(figure_store())


@pytest.mark.parametrize("suffix", [".nt", ".ttl", ".rdf", ".ttl.gz"])
def test_a_document_has_the_digest_of_its_file_in_every_format_of_triples(suffix: str, tmp_path: Path) -> None:
    store = small_store()
    iri = store.documents()[0]
    export(store, tmp_path / f"d{suffix}", graph=iri)
    assert file_digest(tmp_path / f"d{suffix}") == store_digest(store, iri) != store_digest(store)


def test_a_change_of_one_character_changes_the_digest() -> None:
    store = small_store()
    before = store_digest(store)
    store.replace("http://example.org/g", [Quad(S, P, Literal("x"), NamedNode("http://example.org/g"))])
    after = store_digest(store)
    store.remove("http://example.org/g")
    assert (store_digest(store), after != before) == (before, True)


def test_blank_nodes_of_a_file_are_labelled(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("[] <http://example.org/p> [ <http://example.org/q> 1 ] .", encoding="utf-8")
    (tmp_path / "b.nt").write_text(
        '_:z <http://example.org/q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n_:b <http://example.org/p> _:z .\n', encoding="utf-8"
    )
    assert file_digest(tmp_path / "a.ttl") == file_digest(tmp_path / "b.nt")
    assert list(parse((tmp_path / "b.nt").read_bytes(), format=RdfFormat.N_TRIPLES))


def test_a_file_that_is_no_rdf_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("nonsense", encoding="utf-8")
    (tmp_path / "a.nq.gz").write_bytes(gzip.compress(b"")[:-4])
    unread = "cannot be read"
    for name, message in (("a.ttl", unread), ("none.nt", unread), ("a.csv", "no format of RDF"), ("a.nq.gz", unread)):
        with pytest.raises(QueryError, match=message):
            file_digest(tmp_path / name)


def test_an_unknown_document_is_answered_with_where_to_look() -> None:
    with pytest.raises(QueryError, match="kg query documents"):
        store_digest(small_store(), "nobody")
