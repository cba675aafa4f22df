"""`kg demo`: the shipped samples built into a graph, what came out, three questions with their evidence, and what to try next."""

from collections.abc import Iterator
from pathlib import Path

from kg.answers import cells
from kg.build import build
from kg.queries import Answer, answer, load, run
from kg.resources import folder
from kg.store import Store
from kg.vocabulary import label

_QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("products-of-place", {"place": "同安"}),
    ("programmes-of-place", {"place": "厦门市"}),
    ("mentions-of-name", {"name": "厦门市市场监督管理局"}),
)
"""The questions the demo asks, with their parameters."""
_ROWS = 6
_LINE = 50
"""How many rows of an answer are shown, and how many characters of a sentence a line holds."""
_KINDS = """PREFIX kg: <{base}ontology#>
SELECT ?kind (COUNT(DISTINCT ?thing) AS ?things)
WHERE {{ GRAPH ?document {{ ?mention kg:means ?thing . ?thing a ?kind }} }}
GROUP BY ?kind
ORDER BY DESC(?things) ?kind"""


def demo(kept: Path | None = None) -> Iterator[str]:
    """The lines the demo prints; the graph is kept in the folder `kept`, or only in memory."""
    store = Store(kept)
    report = build([samples()], store, root=samples().parent)
    yield f"Built a graph from {report.read} sample announcements · 由 {report.read} 篇示例公告建成图谱"
    yield f"{report.mentions} mentions · 处提及, {report.claims} claims with their quotes · 条有原文为证的陈述\n"
    for kind, count in cells(answer(store, _KINDS.format(base=store.base))):
        yield f"{count:>6}  {label(kind)} · {label(kind, 'en')}"
    for name, values in _QUESTIONS:
        query = load(name)
        yield "\n" + f"$ kg query {name} {' '.join(f'{key}={value}' for key, value in values.items())}".rstrip()
        yield f"{query.title} · {query.title_en}"
        yield from _rows(run(store, query, values))
    yield "\nNext · 接下来"
    where = f" --store {kept}" if kept else ""
    if not kept:
        yield "  kg demo --store graph                keep this graph · 留下这张图谱"
    yield f"  kg show 厦门市市场监督管理局{where}      an agency and the sentences about it · 一个机关和说到它的原文"
    yield f"  kg query{where}                           every shipped question · 全部自带问题"
    yield f"  kg serve{where}                           pages and SPARQL on http://127.0.0.1:8000/ · 网页与 SPARQL 服务"
    yield f"  kg export graph.ttl{where}                the whole graph as Turtle · 导出全图"
    yield "  kg build FOLDER                      your own announcements · 你自己的公告"


def samples() -> Path:
    """The folder of the shipped sample announcements."""
    return folder("samples")


def _rows(found: Answer) -> Iterator[str]:
    """Each row as its short values in a line and its sentences below, broken into lines; addresses are left out."""
    rows = cells(found)
    for row in rows[:_ROWS]:
        shown = [" ".join(cell.split()) for cell in row if cell and not cell.startswith("http")]
        yield "  • " + " · ".join(cell for cell in shown if len(cell) <= _LINE)
        for cell in shown:
            if len(cell) > _LINE:
                yield from ("      " + cell[at : at + _LINE] for at in range(0, min(len(cell), 3 * _LINE), _LINE))
    if len(rows) > _ROWS:
        yield f"  … {len(rows) - _ROWS} more · 另有 {len(rows) - _ROWS} 条"
