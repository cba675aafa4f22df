"""kg: a knowledge-graph builder for Chinese government announcements.

`kg.open("graph")` opens a graph, `kg.annotate(text)` finds the names in a text, `kg.resolve(name)` says who is meant.

>>> import kg
>>> kg.open("graph").entity("厦门市市场监督管理局").iri
'https://w3id.org/govkg/id/agency/350200/market-regulation'
>>> [one.label for one in kg.annotate("市文旅局印发方案。", publisher="厦门日报").mentions]
['厦门市文化和旅游局']
>>> kg.resolve("市文旅局", place="厦门")[0].name
'厦门市文化和旅游局'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotated import Annotated as Annotated
    from kg.annotated import annotate as annotate
    from kg.opened import Graph as Graph
    from kg.opened import open as open
    from kg.resolver import resolve as resolve

__version__ = "0.1.0"

_DOORS = {
    "open": "kg.opened",
    "Graph": "kg.opened",
    "annotate": "kg.annotated",
    "Annotated": "kg.annotated",
    "resolve": "kg.resolver",
}
"""What `kg.NAME` is, imported when it is first asked for."""


def __getattr__(name: str) -> object:
    if name in _DOORS:
        return getattr(import_module(_DOORS[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_DOORS])
