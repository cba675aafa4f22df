"""Where a thing has its page on this server."""

from urllib.parse import quote

from pyoxigraph import NamedNode

_PAGES = ("id", "doc")


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def href(iri: str, base: str) -> str:
    """The path of a thing's page; a foreign web address is itself, and anything else has none."""
    if not iri.startswith(base):
        return iri if iri.startswith(("http://", "https://")) else ""
    path, _, part = iri.removeprefix(base).partition("#")
    ending = ".html" if path.partition("/")[0] in _PAGES else ""
    return f"/{quote(path)}{ending}{'#' + quote(part) if part else ''}"


def quote_href(document: str, first: int, last: int, base: str) -> str:
    """The path of a document's page with the characters from `first` to `last` marked; the page alone where there are none."""
    page = href(document, base)
    return f"{page}?from={first}&to={last}#quote" if last > first else page
