"""Which document is meant: by its title, by its number, or as the short form that the text defines."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice

from kg.lexicon import alternation, words
from kg.links.context import Context
from kg.links.names import link_name, mint
from kg.links.resolve import resolve_name
from kg.model import Link, Mention
from kg.state_council import titled

_TELLING = 12
"""How many characters of a title without its issuer can name one document."""
_LONGEST, _MOST_INSIDE = 200, 4
"""Characters of a title from 关于 on, and how many marks that close may stand in it."""
_FRONT = re.compile(r"[《〈](?=(?P<front>[^《》〈〉。，]{2,30}))")
_CLOSE = re.compile(r"[》〉]")
_FORWARDED = re.compile(r"关于(?:印发|转发|批转|发布|公布)《?(?P<inner>[^《》]{4,})》?的(?:通知|函|公告|通告|决定)$")


def link_document(mention: Mention, context: Context) -> Link:
    """The document a mention means; an order's issuer is written out, a short form means the document it abbreviates."""
    if mention.finder == "numbers" and isinstance(mention.value, str):
        number = _full_order(mention.value, context)
        return Link(mention, mint(context, "Document", number), mention.score, "its number")
    if mention.finder == "short_forms" and isinstance(mention.value, str):
        inner = _inner_title(mention.span.of(context.document.text), mention.value)
        if inner:
            return Link(mention, mint(context, "Document", inner), mention.score, f"short for {inner}")
    link = link_name(mention, context)
    full = _with_issuer(link.entity.label, context) if link.entity else ""
    if full and link.entity:
        meant = mint(context, "Document", full)
        entity = replace(meant, label=link.entity.label, official=meant.official or full)
        return Link(mention, entity, link.score, f"the title without its issuer: {full}")
    return link


def _with_issuer(title: str, context: Context) -> str:
    """The title with its issuer in front, where the text or the index of the State Council gives it so; else empty."""
    if not title.startswith(words("_about")) or len(title) < _TELLING:
        return ""
    if issuer := _issuers(context.document.text).get(title):
        return issuer + title
    row = titled(title)
    day = context.day
    return row.title if row is not None and not (day and row.written[:4] > day[:4]) else ""


@lru_cache(maxsize=2)
def _issuers(text: str) -> dict[str, str]:
    """What stands in front of 关于… where a text gives titles with their issuers, by the title without it; made once a text."""
    found: dict[str, str] = {}
    for front in _FRONT.finditer(text):
        start = front.start("front")
        abouts = [at for at in range(start + 2, front.end("front") + 1) if text.startswith(words("_about"), at)]
        for at in reversed(abouts):
            for close in islice(_CLOSE.finditer(text, at, at + _LONGEST), _MOST_INSIDE):
                found.setdefault(text[at : close.start()], text[start:at])
    return found


@cache
def _order() -> re.Pattern[str]:
    return re.compile(rf"^(?P<issuer>.+?)(?P<rest>{alternation('_order-head')}(?:[〔（].*)?第.*)$")


def _full_order(number: str, context: Context) -> str:
    match = _order().match(number)
    entity = resolve_name(match["issuer"], context) if match else None
    if match is None or entity is None or entity.kind != "Agency" or number.startswith("中华人民共和国"):
        return number
    return entity.label + match["rest"]


def _inner_title(short: str, title: str) -> str:
    """The forwarded document, when a short form such as 办法 ends it but not the notice that forwards it; else empty."""
    match = _FORWARDED.search(title)
    return match["inner"] if match and match["inner"].endswith(short) and not title.endswith(short) else ""
