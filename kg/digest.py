"""`kg digest`: the SHA-256 of a graph's canonical form (RDFC-1.0), so that two people can see that they have the same.

>>> from pyoxigraph import Literal, NamedNode, Quad
>>> digest_of([Quad(NamedNode("http://example.org/s"), NamedNode("http://example.org/p"), Literal("厦门"))])
'c4185e599ecb649925642abdc8ade87f0c5b2ebd46915a01f60e68ea4ad4a300'
>>> digest_of([])
'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Quad, RdfFormat, Triple, parse

from kg.canonical import canonical_lines, in_one_graph
from kg.errors import QueryError
from kg.graphs import document_named
from kg.store import Store


def digest_of(quads: Iterable[Quad]) -> str:
    """The digest of quads in hexadecimal digits: of nothing, too. A triple term of RDF 1.2 is a QueryError."""
    digest = hashlib.sha256()
    for line in canonical_lines(quads):
        digest.update(line)
    return digest.hexdigest()


def store_digest(store: Store, document: str = "") -> str:
    """The digest of all graphs of a store, or of the triples of the document with this id or IRI.

    The whole is `sha256sum` of what `kg export FILE.nq` writes, a document that of `kg export --graph DOCUMENT FILE.nt`.
    """
    return digest_of(in_one_graph(store.quads(document_named(store, document))) if document else store.quads())


def file_digest(file: Path) -> str:
    """The digest of an RDF file in the format of its name, .gz or not; one that cannot be read is a QueryError."""
    name = file.name.removesuffix(".gz")
    form = RdfFormat.from_extension(name.rpartition(".")[2])
    if form is None:
        raise QueryError(f"{file}: no format of RDF has this suffix; there are .ttl .nt .nq .trig .jsonld .rdf, each also with .gz.")
    try:
        with ExitStack() as files:
            source: IO[bytes] = files.enter_context(file.open("rb"))
            if file.suffix == ".gz":
                source = cast(IO[bytes], files.enter_context(gzip.GzipFile(fileobj=source)))
            return digest_of(_quads(source, form, file))
    except (OSError, EOFError, SyntaxError) as error:
        raise QueryError(f"{file}: cannot be read: {error}") from error


def _quads(source: IO[bytes], form: RdfFormat, file: Path) -> Iterator[Quad]:
    for one in parse(source, form, base_iri=file.absolute().as_uri()):
        yield Quad(*one) if isinstance(one, Triple) else one
