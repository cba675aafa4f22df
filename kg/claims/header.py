"""What the page itself states of its document: title, number, issuers, days, publisher, address."""

from collections.abc import Iterator
from datetime import date

from kg.claims.reading import Reading
from kg.model import Claim, Literal
from kg.vocabulary import DC, DCT, KG, SCHEMA

_DATATYPE = {10: "date", 7: "gYearMonth", 4: "gYear"}
"""The datatype of a day, a month and a year, by the number of characters."""
_RULE = ("header", 1.0)


def header(reading: Reading) -> Iterator[Claim]:
    """The claims of the header; an issuer or publisher whose name means no entity stays a name."""
    document, this = reading.document, reading.this
    head = document.header
    yield reading.says((this, DCT.language, Literal("zh")), None, _RULE)
    for predicate, text in ((DCT.title, document.title), (DC.publisher, head.publisher)):
        if text:
            yield reading.says((this, predicate, Literal(text, language="zh")), None, _RULE)
    for predicate, day in ((DCT.created, head.written), (DCT.issued, head.published)):
        datatype = _datatype(day)
        if datatype:
            yield reading.says((this, predicate, Literal(day, datatype)), None, _RULE)
    for predicate, text in ((KG.issueNumber, head.number), (SCHEMA.url, head.url)):
        if text:
            yield reading.says((this, predicate, Literal(text)), None, _RULE)
    named = [(KG.issuedBy, name) for name in head.issuers] + [(DCT.publisher, head.publisher)]
    for predicate, name in named:
        institution = name and (reading.resolve(name, "Agency", document) or reading.resolve(name, "Organization", document))
        if institution:
            yield reading.says((this, predicate, institution), None, _RULE)


def _datatype(day: str) -> str:
    """The datatype of an ISO day, month or year; empty for anything that is none."""
    try:
        date.fromisoformat((day + "-01-01")[:10] if len(day) < 10 else day)
    except ValueError:
        return ""
    return _DATATYPE.get(len(day), "")
