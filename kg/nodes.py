"""What statements are made of: keys of minted things, and numbers in the form that the store gives back."""

import hashlib
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.vocabulary import XSD

Node = NamedNode | Literal
Statement = tuple[NamedNode, str, Node]
"""Subject, predicate (an IRI under the default base) and object of a triple in a document's graph."""


def hashed(text: str) -> str:
    """The key of a thing that a text identifies: 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def plain(number: Decimal) -> str:
    """A number as the store writes an xsd:decimal, without exponent and idle zeros: `0.9`, `1`, `36000000000`."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def decimal(number: Decimal) -> Literal:
    """The number as an xsd:decimal."""
    return Literal(plain(number), datatype=NamedNode(XSD.decimal))


def score(number: float) -> Literal:
    """A score, to three places, as an xsd:decimal."""
    return decimal(Decimal(f"{number:.3f}"))
