"""What a SPARQL text is made of, as far as a gatekeeper must know: which hosts it would call, and which graphs it takes as default.

A text is only cut into tokens here, so that words in strings, IRIs and comments do not count; whether it is SPARQL the store says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    |(?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<iri><[^<>"{}|^`\s]*>)
    |(?P<name>[^\W\d_][\w.-]*:(?:[\w.:%-]|\\.)*|:(?:[\w.:%-]|\\.)*)
    |(?P<variable>[?$]\w+)
    |(?P<word>[^\W\d_]\w*)
    |(?P<mark>[{}])""",
    re.X | re.S,
)
_CALL = re.compile("SERVICE|LOAD", re.I)
_VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a SPARQL text: what kind it is of, its characters, keywords in capitals, and where it starts."""

    kind: str
    text: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that FROM and FROM NAMED name, as IRIs."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def tokens(text: str) -> list[Token]:
    """The tokens of a SPARQL text without its comments."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "comment":
            found.append(Token(kind, match[0].upper() if kind == "word" else match[0], match.start()))
    return found


def called_hosts(found: list[Token], base: str) -> Iterator[str]:
    """The hosts that SERVICE and LOAD would ask, in lower case; the empty string where that cannot be told."""
    names = _prefixes(found, base)
    for position, token in enumerate(found):
        if not _calls(token, names):
            continue
        target = next((one for one in found[position + 1 : position + 3] if one.text != "SILENT"), Token("", ""))
        told = token.kind == "word" and target.kind in ("iri", "name")
        yield (urlsplit(_iri(target, names)).hostname or "").lower() if told else ""


def _calls(token: Token, names: dict[str, str]) -> bool:
    """Whether a token holds a keyword that calls a host; one need not stand apart (`trueSERVICE ?x`, `FILTER(?a<1)SERVICE?x#>`)."""
    if token.kind == "name":
        prefix = token.text.partition(":")[0]
        return _CALL.search(prefix) is not None and f"{prefix}:" not in names
    if token.kind == "iri":
        return _CALL.search(token.text, max(token.text.find(")"), 0)) is not None and ")" in token.text
    return token.kind == "word" and _CALL.search(token.text) is not None


def refuse_calls(found: list[Token], allowed: frozenset[str], base: str) -> None:
    """A QueryError where a text would call a host that is not allowed."""
    for host in called_hosts(found, base):
        if host not in allowed:
            told = f"the host {host!r} is not allowed here" if host else "a variable would tell the host"
            raise QueryError(f"SERVICE and LOAD are refused: {told}; the keeper allows hosts by name: kg serve --allow-host NAME.")


def dataset(found: list[Token], base: str) -> Dataset:
    """The dataset that a query names for itself."""
    names = _prefixes(found, base)
    default, named = [], []
    for position, token in enumerate(found):
        if token.text == "{":
            break
        if token.kind == "word" and token.text == "FROM":
            after = found[position + 1 : position + 3]
            if after and after[0].text == "NAMED":
                named += [_iri(one, names) for one in after[1:]]
            else:
                default += [_iri(one, names) for one in after[:1]]
    return Dataset(tuple(default), tuple(named))


def is_volatile(found: list[Token]) -> bool:
    """Whether a query may answer otherwise when it is asked again of the same store."""
    return any(token.kind == "word" and token.text in _VOLATILE for token in found)


def _prefixes(found: list[Token], base: str) -> dict[str, str]:
    """The prefixes that a text declares, and the base under the name `<`."""
    names = {"<": base}
    for position, token in enumerate(found):
        after = found[position + 1 : position + 3]
        if token.text == "BASE" and after and after[0].kind == "iri":
            names["<"] = _iri(after[0], names)
        elif token.text == "PREFIX" and len(after) == 2 and after[1].kind == "iri":
            names[after[0].text] = _iri(after[1], names)
    return names


def _iri(token: Token, names: dict[str, str]) -> str:
    """The IRI that a token stands for, or nothing."""
    if token.kind == "iri":
        return urljoin(names["<"], re.sub(r"\\u(\w{4})|\\U(\w{8})", _decoded, token.text[1:-1]))
    prefix, _, rest = token.text.partition(":")
    return names.get(f"{prefix}:", "") + rest


def _decoded(match: re.Match[str]) -> str:
    try:
        return chr(int(match[1] or match[2], 16))
    except (ValueError, OverflowError) as error:
        raise QueryError(f"the query cannot be run: {match[0]} is no character.") from error
