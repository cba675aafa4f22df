"""Made-up announcements as files, in the formats that crawls bring: Jekyll posts, pages, plain text, JSON Lines."""

import json
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from random import Random

from tests.made_corpus import SIZE, Made, Maker

LINES = 200
"""So many announcements stand in one file of JSON Lines."""
_LINED = 10
"""Every tenth announcement is a line of such a file."""


def write(folder: Path, count: int, size: int = SIZE) -> None:
    """Write the first so many announcements into a folder, each year's in a folder of its own; whatever is there is written over."""
    maker = Maker(size)
    for index in range(count):
        if index % _LINED:
            put(folder, maker(index))
    lined = range(0, count, _LINED)
    for start in range(0, len(lined), LINES):
        rows = [_line(maker(index)) for index in lined[start : start + LINES]]
        _file(folder / f"lines-{start // LINES:04}.jsonl").write_text("".join(rows), encoding="utf-8")


def put(folder: Path, made: Made) -> Path:
    """Write one announcement as a file of its own, in the format that its index chooses."""
    suffix, form = Random(made.head.index).choice(_FORMS)
    file = _file(folder / str(made.published.year) / f"{made.head.index:06}{suffix}")
    file.write_text("\n".join(form(made)) + "\n", encoding="utf-8")
    return file


def _file(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _post(made: Made) -> Iterator[str]:
    yield f'---\nlayout: post\ntitle: "{made.head.title}"\ndate: {made.published} 09:30:00 +0800'
    yield f"categories: announcements\ntags: {made.publisher}\n---"
    yield from (f"<p>{escape(paragraph)} </p>" for paragraph in made.paragraphs)
    yield f'<p class="em_media">（文章来源：{made.publisher}）</p>'


def _page(made: Made) -> Iterator[str]:
    title = escape(made.head.title)
    yield "<!DOCTYPE html>\n<html><head><meta charset='utf-8'>"
    metas = {"SiteName": made.publisher, "ArticleTitle": title, "PubDate": f"{made.published} 10:00", "ContentSource": made.publisher}
    yield from (f'<meta name="{name}" content="{value}">' for name, value in metas.items())
    yield f"<title>{title}_{made.publisher}</title></head><body>"
    yield "<ul class='nav'><li><a href='/'>首页</a></li><li><a href='/news'>要闻</a></li><li><a href='/open'>政务公开</a></li></ul>"
    cells = (("发文机关", " ".join(made.head.agencies)), ("发文字号", made.head.number), ("成文日期", str(made.head.day)))
    yield "<table>" + "".join(f"<tr><td><b>{name}：</b></td><td>{value}</td></tr>" for name, value in cells if value) + "</table>"
    yield f"<h1>{title}</h1><div class='content'>"
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in made.paragraphs)
    yield "</div><div class='foot'><a href='/map'>网站地图</a> <a href='/about'>联系我们</a></div></body></html>"


def _plain(made: Made) -> Iterator[str]:
    yield f"标题: {made.head.title}\n发布时间: {made.published}\n文号: {made.head.number}\n发布机构: {made.publisher}"
    yield "==================== 正文 ===================="
    yield from made.paragraphs


_FORMS: tuple[tuple[str, Callable[[Made], Iterator[str]]], ...] = (*((".md", _post),) * 4, *((".html", _page),) * 4, (".txt", _plain))


def _line(made: Made) -> str:
    told = {"id": f"made-{made.head.index}", "title": made.head.title, "published": str(made.published), "publisher": made.publisher}
    return json.dumps(told | {"text": "\n".join(made.paragraphs)}, ensure_ascii=False) + "\n"
