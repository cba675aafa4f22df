"""Which document is meant: by its title, by its number, or as the short form that the text defines."""

import re
from functools import cache

from kg.lexicon import alternation
from kg.links.context import Context
from kg.links.names import link_name, mint
from kg.links.resolve import resolve_name
from kg.model import Link, Mention

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
    return link_name(mention, context)


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
