"""What `kg network` does: a network with its measures, as a table, or as a file that other programs read; or its figures over periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.answers import rendered
from kg.errors import QueryError
from kg.measures import FIGURES, MEASURES, about, chosen, figures, measured
from kg.measures.cohesion import cohesion
from kg.measures.net import Net
from kg.network import KINDS, Choice
from kg.projections import NEIGHBOURHOOD, PROJECTIONS, checked, ego, named, neighbourhood, snapshots, weaver
from kg.queries import Answer
from kg.show import label_of
from kg.store import Store
from kg.weaving import Cut

_BASIC = ("degree", "weighted_degree")
"""What is measured if nothing is asked for."""
_TOLD = ("label", "kind", "level", "place", "day")
"""What a table tells of a node beside its measures."""
_DIGITS = 4
"""Of a float so many are shown to a reader; files have nine."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A network as it is asked for in words: `place` and `around` are names or IRIs, `measures` names with commas between."""

    projection: str
    since: str = ""
    until: str = ""
    level: str = ""
    place: str = ""
    minimum: int = 1
    fold: bool = False
    around: str = ""
    measures: str = ""

    @property
    def names(self) -> list[str]:
        """The measures asked for, in order."""
        return [measure.__name__ for measure in chosen(self.measures.split(",") if self.measures else _BASIC)]

    def cut(self, store: Store) -> Cut:
        """What of the network is wanted."""
        place = named(store, self.place) if self.place else ""
        return checked(Cut(self.since, self.until, self.level, place, self.minimum, self.fold))


def listing() -> list[str]:
    """The networks and the measures that there are, one a line."""
    lines = [f"{one.name}  {one.about}" for one in PROJECTIONS]
    lines += [f"{NEIGHBOURHOOD}  what stands around one thing (--around NAME)", ""]
    return lines + [f"{measure.__name__}  {about(measure)}" for measure in MEASURES]


def network_of(store: Store, wanted: Wanted) -> Any:
    """The network that is wanted; around something it is the thing, what it is tied to, and the ties among them."""
    cut, around = wanted.cut(store), named(store, wanted.around) if wanted.around else ""
    if wanted.projection == NEIGHBOURHOOD:
        if not around:
            raise QueryError("around what? Name a thing with --around NAME.")
        if cut.fold:
            raise QueryError(f"{NEIGHBOURHOOD} takes no --fold.")
        return neighbourhood(store, around, Choice(cut.since, cut.until, level=cut.level, minimum=cut.minimum, place=cut.place))
    woven = weaver(store, wanted.projection).woven(cut)
    return ego(woven, around) if around else woven


def answered(store: Store, wanted: Wanted) -> tuple[Any, dict[str, Any]]:
    """The network with its measures, and figures of the whole: all if measures were asked for, else of its size."""
    woven = network_of(store, wanted)
    net = Net(woven)
    return measured(woven, wanted.names, net), figures(woven, FIGURES if wanted.measures else (cohesion,), net)


def table(store: Store, woven: Any, names: Sequence[str], shown: int | None = None) -> Answer:
    """The nodes with these measures, those with the greatest value of the first measure first; `shown` of them with places by name."""
    told = [name for name in _TOLD if any(values.get(name) for _, values in woven.nodes(data=True))]
    known = [name for name in names if any(name in values for _, values in woven.nodes(data=True))]
    first = next((name for name in known if name != "role"), "")
    order = sorted(woven, key=lambda node: (-_number(woven.nodes[node].get(first)), woven.nodes[node].get("label", ""), node))
    rows = []
    for node in order[:shown]:
        values = woven.nodes[node]
        cells = [_term(values.get(name), shown) for name in (*told, *known)]
        if shown is not None and "place" in told and values.get("place"):
            cells[told.index("place")] = Literal(label_of(store, values["place"]))
        rows.append(tuple(cells) if shown is not None else (NamedNode(node), *cells))
    return Answer((*(("iri",) if shown is None else ()), *told, *known), tuple(rows))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("-inf")


def _term(value: object, shown: int | None) -> Literal | None:
    if value is None or value == "":
        return None
    return Literal(round(value, _DIGITS)) if isinstance(value, float) and shown is not None else Literal(value)  # type: ignore[arg-type]


def over_time(store: Store, wanted: Wanted, years: int, step: int = 1) -> Answer:
    """The figures of the network in periods of so many years, a row each."""
    if wanted.projection == NEIGHBOURHOOD or wanted.around:
        raise QueryError("periods are of a whole network, not of what is around one thing.")
    rows = []
    for woven in snapshots(weaver(store, wanted.projection), wanted.cut(store), years, step):
        rows.append({"from": woven.graph["since"], "until": woven.graph["until"]} | figures(woven))
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return Answer(columns, tuple(tuple(_term(row.get(name), None) for name in columns) for row in rows))


def saved(store: Store, woven: Any, file: Path) -> tuple[Path, ...]:
    """Write the network to a file in the format that its name asks for, with evidence if it is a page; and tell what was written."""
    from kg.graph_evidence import with_evidence
    from kg.graph_files import suffix_of, write
    from kg.pictures import SUFFIXES, draw_network

    if file.suffix in SUFFIXES:
        draw_network(woven, file, _title(woven))
        return (file,)
    return write(woven, file, with_evidence(store, woven) if suffix_of(file) == ".html" else None)


def _title(woven: Any) -> str:
    """What a picture is of, in Chinese: how its things are tied, if that has a name, and of which period."""
    kinds = {told.get("kind") for *_, told in woven.edges(data=True)}
    name = KINDS[kinds.pop()][0] if len(kinds) == 1 and kinds <= KINDS.keys() else ""
    since, until = (str(woven.graph.get(key, "")) for key in ("since", "until"))
    return f"{name}　{since}–{until}".strip("　") if since or until else name


def lines(told: dict[str, Any]) -> list[str]:
    """The figures of a network for a reader, a line each."""
    width = max(map(len, told), default=0)
    short = {name: round(value, _DIGITS) if isinstance(value, float) else value for name, value in told.items()}
    return [f"{name.replace('_', ' '):{width}}  {value:,}" for name, value in short.items()]


def printed(store: Store, woven: Any, names: Sequence[str], form: str, limit: int) -> str:
    """The nodes as text: a table of the first `limit` to read, or all for programs."""
    return rendered(table(store, woven, names, limit if form == "table" else None), form)


