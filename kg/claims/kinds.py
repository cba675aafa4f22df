"""What kind of document a title tells: 关于…的通知 is a notice, 《…管理办法》 are measures; the headline of a report tells none."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.enclosed import issuers
from kg.claims.reading import Reading, is_number
from kg.claims.roles import concept
from kg.knowledge import knowledge
from kg.lexicon import alternation, words
from kg.model import Claim
from kg.vocabulary import KG

_TAIL = re.compile(r"(?:\s*[（(〔【\[][^（）()〔〕【】\[\]]{1,40}[）)〕】\]]|[》〉”\"'’」』\s]|\.{2,3}|…)+$")
_FRONT = re.compile(r"^[《〈“\"'‘「『\s]+")
_ARTICLE = re.compile(r"^\s*第一条\s", re.M)
_BEGINNING = 60
_SHORTEST = 3
"""How many characters a document's title has at least: 方案 and 通知 alone name none."""


def document_kinds(reading: Reading) -> Iterator[Claim]:
    """The kind of the document itself by its title, and of the documents that it names."""
    kind = kind_of(reading.document.title)
    if kind and _is_official(reading):
        yield reading.says((reading.this, KG.documentKind, concept("document-kind", kind)), None, ("document-kind", 0.95))
    seen: set[str] = set()
    for link in reading.annotation.links:
        entity = link.entity
        if entity is None or entity.kind != "Document" or entity.iri in seen or is_number(link):
            continue
        seen.add(entity.iri)
        kind = kind_of(entity.label)
        if kind:
            fact = (entity, KG.documentKind, concept("document-kind", kind))
            yield reading.says(fact, link.mention.span, ("document-kind", 0.95 * link.score))


def kind_of(title: str) -> str:
    """The key of the kind that a title ends with, the longest word for one (`管理办法` before `办法`); empty when it ends with none."""
    title = bare(title)
    match = _kind().search(title)
    if match is None or len(title) < _SHORTEST or _no_kind().search(title):
        return ""
    return _keys()[match[0]]


def bare(title: str) -> str:
    """A title without marks around it and without what stands in brackets behind it: `《办法（试行）》` is `办法`."""
    return _FRONT.sub("", _TAIL.sub("", title))


def _is_official(reading: Reading) -> bool:
    """Whether the document itself is one of those that its title names, and no report about them."""
    title, text = reading.document.title.strip(), reading.document.text
    if _about().search(title) and not _report().search(title.partition(words("_about")[0])[0]):
        return True
    if _report().search(title) or _news().search(text, 0, _BEGINNING):
        return False
    return bool(reading.document.header.number or _ARTICLE.search(text) or issuers(reading, KG.issuedBy))


@cache
def _keys() -> dict[str, str]:
    """The kinds by the words that titles end with."""
    kinds = (known for known in knowledge().entities.values() if known.kind == "DocumentKind")
    return {name: known.key.partition("/")[2] for known in kinds for name in known.strong if re.match("[一-鿿]", name)}


@cache
def _kind() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(_keys(), key=lambda name: (-len(name), name))) + ")$")


@cache
def _no_kind() -> re.Pattern[str]:
    return re.compile(alternation("_kind-front") + "$")


@cache
def _about() -> re.Pattern[str]:
    """关于…的通知: what only the title of a document says."""
    return re.compile(rf"^[^，。！？：:]*{alternation('_heading-about')}.*的(?:[一-鿿]{{0,4}}){_kind().pattern[:-1]}(?:[（(].*)?$")


@cache
def _report() -> re.Pattern[str]:
    return re.compile(alternation("_report-title"))


@cache
def _news() -> re.Pattern[str]:
    return re.compile(alternation("_news-mark"))
