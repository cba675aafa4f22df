"""`kg demo`: the shipped samples built into a graph, what came out, three questions with their evidence, and what to try next."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.answers import rendered
from kg.build import build
from kg.queries import answer, load, run
from kg.resources import folder
from kg.store import Store

_QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("products-of-place", {"place": "同安"}),
    ("joint-issuers", {}),
    ("mentions-of-name", {"name": "厦门市市场监督管理局"}),
)
"""The questions the demo asks, with their parameters."""

_KINDS = """PREFIX kg: <{base}ontology#>
SELECT ?kind (COUNT(DISTINCT ?thing) AS ?things)
WHERE {{ GRAPH ?document {{ ?mention kg:means ?thing . ?thing a ?kind }} }} GROUP BY ?kind"""


def demo(kept: Path | None = None) -> Iterator[str]:
    """The lines the demo prints; the graph is kept in the folder `kept`, or thrown away."""
    with tempfile.TemporaryDirectory() as scratch:
        path = kept or Path(scratch) / "graph"
        store = Store(path)
        report = build([samples()], store)
        yield f"Built {report.read} sample announcements (kg/samples) · 由 {report.read} 篇示例公告建图"
        yield f"{report.mentions} mentions · 提及    {report.claims} claims with their quotes · 有原文为证的陈述"
        yield ""
        yield from _summary(store)
        for name, values in _QUESTIONS:
            query = load(name)
            shown = " ".join(f"{key}={value}" for key, value in values.items())
            yield f"\n$ kg query {name} {shown}".rstrip() + f"\n{query.title} · {query.title_en}"
            yield rendered(run(store, query, values)).rstrip("\n")
        yield "\nNext · 接下来:"
        where = str(kept) if kept else "graph"
        if not kept:
            yield f"  kg build {samples()} --store {where}    # keep the graph · 留下图谱"
        yield f"  kg show 厦门市市场监督管理局 --store {where}    # an agency and the sentences about it · 一个机关与有关它的原文"
        yield f"  kg query --store {where}    # every shipped question · 全部自带问题"
        yield f"  kg export graph.ttl --store {where}    # the graph as Turtle · 导出"
        yield "  kg annotate your-announcement.html    # your own documents · 你自己的文件"


def samples() -> Path:
    """The folder of the shipped sample announcements."""
    return folder("samples")


def _summary(store: Store) -> Iterator[str]:
    rows = answer(store, _KINDS.format(base=store.base)).rows
    counts = Counter({kind.value.rsplit("#", 1)[-1]: int(things.value) for kind, things in rows if kind and things})
    for kind, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        yield f"  {count:5}  {kind}"
