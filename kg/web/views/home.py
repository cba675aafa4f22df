"""The first page: what the graph holds in figures, its newest documents, and questions to start from."""

from collections import Counter
from functools import lru_cache

from kg.answers import cells
from kg.network import widest
from kg.queries import load, page, run
from kg.vocabulary import local
from kg.web.served import Served
from kg.web.views.questions import listed
from kg.web.views.things import Data, kind_label, line

_KINDS = ("Agency", "Organization", "Person", "Place", "Programme", "Event", "Product", "Document")
_START = (
    *("documents-per-agency", "joint-issuers", "citations", "persons-and-posts", "programmes-of-place", "series"),
    *("body-through-reforms", "cited-but-absent"),
)


@lru_cache(maxsize=2)
def home(served: Served) -> Data:
    """What the first page shows; a worker holds one store that does not change, and counts once."""
    counts = {local(kind): int(n) for kind, n in cells(run(served.store, page("kinds")))}
    named = Counter[str]()
    for kind, n in served.index.mentioned() if served.index else counts.items():
        named[widest(kind)] += n
    newest = [row[0] for row in cells(run(served.store, page("newest")))]
    said = cells(run(served.store, page("claims-count")))
    return {
        "documents": counts.get("Announcement", 0),
        "counts": [{"kind": kind, "label": kind_label(kind), "n": named[kind]} for kind in _KINDS if named[kind]],
        "facts": int(said[0][0]) if said else 0,
        "figures": counts.get("Observation", 0),
        "newest": [line(served, one) for one in newest],
        "questions": [listed(load(name)) for name in _START],
    }
