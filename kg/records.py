"""What a store remembers for itself, in a graph of its own: which files it has read, and facts about the store as a whole.

A record is written in the same step as the documents it tells of, so that the records are the journal of a build: what was
killed goes on from them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocabulary import KG

RECORDS = "urn:kg:records"
"""The graph of what a store remembers for itself; no part of what it says, and never exported."""
RECORDS_GRAPH = NamedNode(RECORDS)
RECORD = NamedNode(KG.record)
PART_OF = NamedNode("urn:kg:partOf")
STORE = NamedNode("urn:kg:store")
FORM = 2
"""How records are kept; 1 knew neither size nor stamp of a file."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a build knows of a file, or of an item in one: the IRIs of its documents, and why it could not be read, if so.

    `size` and `mtime` (nanoseconds; 0 where a later change might not show in it) are the file's own when it was read, `stamp`
    names the version of kg and its knowledge that read it; `part_of` is the file that an item stands in.
    """

    path: str
    digest: str
    documents: tuple[str, ...] = ()
    problem: str = ""
    size: int = 0
    mtime: int = 0
    stamp: str = ""
    part_of: str = ""


def file_node(record: FileRecord | str) -> NamedNode:
    """The node that stands for a file, given as its path or its record."""
    path = record if isinstance(record, str) else record.path
    return NamedNode(f"urn:kg:file:{hashlib.sha256(path.encode(errors='surrogatepass')).hexdigest()[:32]}")


def record_quads(record: FileRecord) -> Iterator[Quad]:
    """A record as quads; what is empty is left out."""
    yield recorded(file_node(record), {name: value for name, value in asdict(record).items() if value or name in ("path", "digest")})
    if record.part_of:
        yield Quad(file_node(record), PART_OF, file_node(record.part_of), RECORDS_GRAPH)


def record_of(quad: Quad) -> FileRecord:
    """The record in a quad."""
    fields = facts_of(quad)
    return FileRecord(**fields | {"documents": tuple(fields.get("documents", ()))})


def recorded(node: NamedNode, facts: Mapping[str, object]) -> Quad:
    """Facts about a file or the store as a quad."""
    return Quad(node, RECORD, Literal(json.dumps(facts, sort_keys=True)), RECORDS_GRAPH)


def facts_of(quad: Quad) -> dict[str, Any]:
    """The facts in a quad."""
    return dict(json.loads(quad.object.value)) if isinstance(quad.object, Literal) else {}


def form_of(about: Mapping[str, str]) -> int:
    """How the records of a store are kept that remembers these facts of itself."""
    return int(about.get("form", 1))
