"""What is found by name and in texts, and how a name that someone begins to write may go on."""

from collections import Counter
from collections.abc import Mapping

from kg.errors import QueryError
from kg.network import widest
from kg.search import Found, Index, Text
from kg.web.links import href
from kg.web.served import Served
from kg.web.views.things import Data, kind_label

_THINGS, _DOCUMENTS = 20, 20
"""How many of each a page shows."""


def search(served: Served, q: str = "", kind: str = "", page: str = "1") -> Data:
    """A page of the things and documents found; a kind narrows the things."""
    index, at = served.index, numbered("page", page)
    found: Data = {"q": q, "kind": kind, "page": at, "things": [], "kinds": [], "documents": [], "total_things": 0, "total_documents": 0}
    if index and q.strip():
        found |= _found(served, index, q, kind, at)
    longest = max(-(-found["total_things"] // _THINGS), -(-found["total_documents"] // _DOCUMENTS), 1)
    return found | {"pages": longest}


def _found(served: Served, index: Index, q: str, kind: str, page: int) -> Mapping[str, object]:
    return {
        "things": [found_thing(served, one) for one in index.things(q, kind, _THINGS, (page - 1) * _THINGS)],
        "kinds": _kinds(index, q),
        "documents": [_document(served, one) for one in index.documents(q, _DOCUMENTS, (page - 1) * _DOCUMENTS)],
        "total_things": index.thing_count(q, kind),
        "total_documents": index.document_count(q),
    }


def _kinds(index: Index, q: str) -> list[Data]:
    """The kinds of what is found, as things are told apart by them, the most frequent first."""
    counts: Counter[str] = Counter()
    for kind, n in index.kinds(q):
        counts[widest(kind)] += n
    return [{"kind": kind, "label": kind_label(kind), "n": n} for kind, n in counts.most_common()]


def found_thing(served: Served, found: Found) -> Data:
    """A thing as it was found, with other names that match."""
    return {
        "iri": found.iri,
        "label": found.label,
        "kind": widest(found.kind),
        "href": href(found.iri, served.base),
        "documents": found.documents,
        "names": list(found.names),
    }


def numbered(name: str, value: str) -> int:
    """A number from one on; anything else is a QueryError."""
    if not value.isdecimal() or int(value) < 1:
        raise QueryError(f"{name} must be a number from 1 on, not {value!r}.")
    return int(value)


def _document(served: Served, found: Text) -> Data:
    return {
        "iri": found.iri,
        "href": href(found.iri, served.base),
        "title": found.title,
        "day": found.day,
        "publisher": found.publisher,
        "number": found.number,
        "snippet": list(found.snippet),
    }
