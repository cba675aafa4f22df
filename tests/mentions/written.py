"""Cases written as text: `正在建设[甲平台|Programme]`, and what a finder finds in them, written the same way."""

import re
from collections.abc import Callable, Iterator

from kg.knowledge import knowledge
from kg.mentions.overlaps import without_overlaps
from kg.model import Document, Header, Mention, Sentence, Span
from kg.scan import Scan

_MARK = re.compile(r"\[([^\[\]|]+)\|\w+\]")
_IRI = "https://w3id.org/govkg/doc/case"


def scan(case: str) -> Scan:
    """The scan of the text of a case without its marks."""
    text = _MARK.sub(r"\1", case)
    document = Document(_IRI, "case", "case.txt", "", text, Header(), "")
    sentences = tuple(Sentence(Span(_IRI, *match.span())) for match in re.finditer(r"[^\n。！？]+[。！？]?", text))
    return Scan(document, sentences, knowledge())


def found(case: str, *finders: Callable[[Scan], Iterator[Mention]]) -> str:
    """The case's text with marks where the finders find something, overlaps resolved: equal to the case when all is right."""
    scanned = scan(case)
    text, written, at = scanned.text, "", 0
    for mention in without_overlaps([mention for finder in finders for mention in finder(scanned)]):
        written += text[at : mention.span.start] + f"[{mention.span.of(text)}|{mention.kind}]"
        at = mention.span.end
    return written + text[at:]
