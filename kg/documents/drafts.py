"""What a reader hands on: a document that does not know its file yet."""

import hashlib
import json
from dataclasses import astuple, dataclass, field

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


def document(draft: Draft, source: str, base: str) -> Document:
    """The Document of a draft found at `source`: its IRI rests on where it stands, its digest on what it says."""
    address = f"{source}#{draft.record}" if draft.record else source
    said = json.dumps([draft.title, draft.text, astuple(draft.header)], ensure_ascii=False)
    return Document(
        iri=f"{base}doc/{_hash(address)[:16]}",
        id=draft.record if draft.named else address,
        source=source,
        title=draft.title,
        text=draft.text,
        header=draft.header,
        digest=_hash(said),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
