"""What kind of document a title tells: 关于…的通知 is a notice, 《…管理办法》 are measures; the headline of a report tells none."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.enclosed import issuers
from kg.claims.reading import Reading, is_number
from kg.claims.roles import concept
from kg.claims.titles import bare, full_title, kind_ending, kind_of
from kg.lexicon import alternation, words
from kg.model import Claim
from kg.vocabulary import KG, OWL

_ARTICLE = re.compile(r"^[^\S\n]*第一条\s", re.M)
_BEGINNING = 60
_TELLING = 6


def document_kinds(reading: Reading) -> Iterator[Claim]:
    """The kind of the document itself by its title, and of the documents that it names."""
    kind = kind_of(reading.document.title)
    if kind and is_official(reading):
        yield reading.says((reading.this, KG.documentKind, concept("document-kind", kind)), None, ("document-kind", 0.95))
    seen: set[str] = set()
    for link in reading.annotation.links:
        entity = link.entity
        if entity is None or entity.kind != "Document" or entity.iri in seen or is_number(link):
            continue
        seen.add(entity.iri)
        kind = kind_of(full_title(entity))
        if kind:
            fact = (entity, KG.documentKind, concept("document-kind", kind))
            yield reading.says(fact, link.mention.span, ("document-kind", 0.95 * link.score))


def own_title(reading: Reading) -> Iterator[Claim]:
    """The document is the one that others name by its title, if the title is a document's and long enough to tell."""
    title = bare(reading.document.title)
    if kind_of(title) and len(title) >= _TELLING and is_official(reading):
        named = reading.resolve(title, "Document", reading.document)
        if named is not None:
            yield reading.says((reading.this, OWL.sameAs, named), None, ("own-title", 0.9))


def is_official(reading: Reading) -> bool:
    """Whether the document itself is one of those that its title names, and no report about them."""
    title, text = reading.document.title.strip(), reading.document.text
    if _about().search(title) and not _report().search(title.partition(words("_about")[0])[0]):
        return True
    if _report().search(title) or _news().search(text, 0, _BEGINNING):
        return False
    return bool(reading.document.header.number or _ARTICLE.search(text) or issuers(reading, KG.issuedBy))


@cache
def _about() -> re.Pattern[str]:
    """关于…的通知: what only the title of a document says."""
    return re.compile(rf"^[^，。！？：:]*{alternation('_heading-about')}.*的(?:[一-鿿]{{0,4}}){kind_ending().pattern[:-1]}(?:[（(].*)?$")


@cache
def _report() -> re.Pattern[str]:
    return re.compile(alternation("_report-title"))


@cache
def _news() -> re.Pattern[str]:
    return re.compile(alternation("_news-mark"))
