"""An update with the dataset that the protocol gives it (`using-graph-uri`): as USING, which the store takes alone."""

from collections.abc import Sequence

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.web.tokens import Token, tokens


def with_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update with USING clauses for these graphs; one that has USING or WITH of its own is then a QueryError."""
    if not default and not named:
        return text
    found = tokens(text)
    own = next((token.text for token in found if token.kind == "word" and token.text in ("USING", "WITH")), "")
    if own:
        raise QueryError(f"the update has {own} of its own; leave out using-graph-uri and using-named-graph-uri.")
    try:
        clauses = [f"USING {NamedNode(iri)}" for iri in default] + [f"USING NAMED {NamedNode(iri)}" for iri in named]
    except ValueError as error:
        raise QueryError(f"using-graph-uri is no IRI: {error}") from error
    using = " ".join(clauses)
    parts, last = [], 0
    for position, token in enumerate(found):
        if token.kind != "word" or token.text != "WHERE":
            continue
        before = found[position - 1].text if position else ""
        template = f"{_block(text, found, position)} " if before == "DELETE" else ""
        parts += [text[last : token.start], f"{template}{using} "]
        last = token.start
    return "".join([*parts, text[last:]])


def _block(text: str, found: Sequence[Token], position: int) -> str:
    """The pattern in braces behind a WHERE, which is its template, too, in `DELETE WHERE {…}`."""
    depth, start = 0, -1
    for token in found[position:]:
        if token.text == "{":
            start = token.start if start < 0 else start
            depth += 1
        elif token.text == "}":
            depth -= 1
            if depth == 0:
                return text[start : token.start + 1]
    raise QueryError("the update cannot be carried out: a brace is not closed.")
