"""What a reader hands on: a document that does not know its file yet."""

import hashlib
import json
import re
from dataclasses import astuple, dataclass, field, replace

from kg.model import Document, Header


@dataclass(frozen=True, slots=True)
class Draft:
    """One document as a reader found it; `record` is its id or number in a file that holds several, else empty.

    `named` says that `record` is an id of its own, good as the document's name without the file in front.
    """

    title: str
    text: str
    header: Header = field(default_factory=Header)
    record: str = ""
    named: bool = False


_SURROGATE = re.compile("[\\ud800-\\udfff]")


def document(draft: Draft, source: str, base: str) -> Document:
    """The Document of a draft found at `source`: its IRI rests on where it stands, its digest on what it says.

    Its strings are `sound`.
    """
    stated = json.dumps([draft.title, draft.text, astuple(draft.header)], ensure_ascii=False)
    said = sound(stated)
    if said != stated:
        draft = _said(said, draft)
    address = f"{source}#{draft.record}" if draft.record else source
    return Document(
        iri=f"{base}doc/{_hash(address)[:16]}",
        id=draft.record if draft.named else address,
        source=source,
        title=draft.title,
        text=draft.text,
        header=draft.header,
        digest=_hash(said),
    )


def sound(text: str) -> str:
    """`text` with U+FFFD for each half of a surrogate pair: JSON and YAML may hold them, no output can."""
    return _SURROGATE.sub("\ufffd", text)


def _said(said: str, draft: Draft) -> Draft:
    """The draft with title, text and header as `said` tells them."""
    title, text, (number, issuers, written, published, publisher, url, more) = json.loads(said)
    header = Header(number, tuple(issuers), written, published, publisher, url, tuple((key, value) for key, value in more))
    return replace(draft, title=title, text=text, header=header)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
