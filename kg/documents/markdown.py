"""Markdown and Jekyll posts: front matter, a title, a body of Markdown or HTML, or a bundle of several items."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

import yaml

from kg.documents.body import is_furniture, stamp, title_line
from kg.documents.days import iso
from kg.documents.drafts import Draft
from kg.documents.header import flat, heading, number_line, source_of
from kg.documents.markup import Part, is_original, parts
from kg.documents.pages import html
from kg.errors import DocumentError
from kg.lexicon import alternation

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY_LINE = re.compile(r"([^\s:：#][^:：]*?)\s*[:：](?:\s+(.*)|(.*))$")
_NAMED_ISSUE = re.compile(r"《(.+)》\s*[(（\s]\s*((?:19|20)\d{6}|(?:19|20)\d\d\D.+?)[)）]?$")
_EVENT = re.compile(r"^(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_LONGEST_FRONT = 2**16  # characters; yaml takes its time
_AROUND = 5  # so many paragraphs at either end may name number and source


class _Loader(yaml.BaseLoader):
    """Every scalar stays the string it is; aliases, of which a few lines can make gigabytes, are refused."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


def markdown(data: str, stem: str) -> Iterator[Draft]:
    """The documents of a Markdown file: one, or one an item where the file is an issue of a programme."""
    front = _FRONT_MATTER.match(data)
    fields = _front_matter(front[1]) if front else []
    body = data[front.end() :] if front else data
    if re.match(r"\s*<(?:!doctype|html)\b", body, re.IGNORECASE):
        yield from _page(body, fields)
        return
    found = parts(body)
    items = _items(found)
    if items:
        yield from _bundle(found, items, stem)
    else:
        yield _single(found, fields, stem)


def _single(found: Sequence[Part], fields: list[tuple[str, str]], stem: str) -> Draft:
    """The document of a file that holds one."""
    texts = [part.text for part in found if part.text and not part.link]
    while texts and is_furniture(texts[-1]):
        texts.pop()
    if not texts:
        raise DocumentError("holds no text behind its title or front matter; take it out or fetch it again.")
    title = next((part.text for part in found if part.level == 1), "")
    addresses = [part.link for part in found if is_original(part)]
    guesses = [("title", title), ("title", title_line(texts)), ("number", number_line(texts[:_AROUND]))]
    guesses += [("published", stamp(texts[:_AROUND])), ("published", iso(stem))]
    guesses += [("publisher", source_of([*texts[-_AROUND:], *texts[:_AROUND]])), ("written", _made(texts))]
    guesses += [("url", address) for address in addresses[-1:]]
    named = heading(fields, guesses)
    return Draft(named.title, "\n".join(texts), named.header)


def _page(body: str, fields: list[tuple[str, str]]) -> Iterator[Draft]:
    """A whole HTML page behind front matter: what the front matter says comes first."""
    stated = heading(fields)
    for draft in html(body):
        own = [(name, flat(getattr(draft.header, name))) for name in ("number", "issuers", "written", "published")]
        own += [("publisher", draft.header.publisher), ("url", draft.header.url), *draft.header.more]
        yield Draft(stated.title or draft.title, draft.text, heading([*fields, *own]).header)


def _items(found: Sequence[Part]) -> list[tuple[int, int]]:
    """The ranges of the items of a bundle, each with its heading; nothing where the file is one document.

    A bundle is an issue of a programme (`# 《…》 (20230101)`), or its sections each carry a link to their original.
    """
    level = max((part.level for part in found), default=0)
    starts = [at for at, part in enumerate(found) if part.level == level]
    if level < 2 or len(starts) < 2:
        return []
    headings = [at for at, part in enumerate(found) if part.level]
    ends = dict(zip(headings, [*headings[1:], len(found)], strict=True))
    ranges = [(start, ends[start]) for start in starts]
    linked = sum(any(is_original(part) for part in found[start:end]) for start, end in ranges)
    issue = any(part.level == 1 and _NAMED_ISSUE.match(part.text) for part in found[:1])
    return ranges if issue or linked == len(ranges) else []


def _bundle(found: Sequence[Part], items: Sequence[tuple[int, int]], stem: str) -> Iterator[Draft]:
    """One document an item; an item of which only the headline is left has it as its text."""
    issue = next((match for part in found if part.level == 1 and (match := _NAMED_ISSUE.match(part.text))), None)
    named = [("publisher", issue[1] if issue else ""), ("published", (issue and iso(issue[2])) or iso(stem))]
    for number, (start, end) in enumerate(items, start=1):
        title, *rest = found[start:end]
        texts = [part.text for part in rest if part.text and not part.link and not _is_stamp(part.text)]
        address = next((part.link for part in rest if is_original(part)), "")
        header = heading([*named, ("url", address)]).header
        yield Draft(title.text, "\n".join(texts) or title.text, header, record=str(number))


def _is_stamp(text: str) -> bool:
    """A note of the archive about itself: `(存档时间: 1700000000000)`."""
    return bool(re.fullmatch(r"[(（][^()（）]{1,12}[:：]\s*\d{10,13}[)）]", text))


def _front_matter(text: str) -> list[tuple[str, str]]:
    """Keys and values of front matter; what is no YAML is read line by line, as far as it goes."""
    try:
        found = yaml.load(text, Loader=_Loader) if len(text) < _LONGEST_FRONT else None
    except (yaml.YAMLError, RecursionError):
        found = None
    if isinstance(found, dict):
        return [(str(key), flat(value)) for key, value in found.items()]
    lines = [match for line in text.split("\n") if (match := _KEY_LINE.match(line))]
    return [(match[1], (match[2] or match[3] or "").strip().strip("\"'")) for match in lines]


def _made(texts: Sequence[str]) -> str:
    """The last day a law was made or revised, by the lines right below its title (`2022年11月30日 …通过`)."""
    takes_effect = re.compile(alternation("_take-effect") + r"[）)]?$")
    events = takewhile(_EVENT.match, texts[1:])
    return max((iso(text) for text in events if not takes_effect.search(text)), default="")
