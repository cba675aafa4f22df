"""What a gatekeeper must know of a SPARQL text: whether it would call hosts, which graphs it takes as default, whether it is volatile.

Whether it is SPARQL the parser of the store says, and of calls it has the last word; a text is cut into tokens for the rest alone.
"""

import re
import secrets
import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    |(?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<iri><[^<>"{}|^`\s]*>)
    |(?P<name>[^\W\d_][\w.-]{0,99}:(?:[\w.:%-]|\\.)*|:(?:[\w.:%-]|\\.)*)
    |(?P<variable>[?$]\w+)
    |(?P<word>[^\W\d_]\w*)
    |(?P<mark>[{}])""",
    re.X | re.S,
)
_CALL = re.compile(
    r"""(?P<word>SERVICE|LOAD)
    (?:[ \t\r\n]*(?:SILENT[ \t\r\n]*)?(?P<iri><https?://(?P<host>[A-Za-z0-9.-]+)(?::\d+)?(?:[/?\#][^<>"{}|^`\\\x00-\x20]*)?>))?""",
    re.X | re.I,
)
"""A word that may call a host, with the host where it is written out behind it."""
_SILENT = re.compile("SILENT", re.I)
_ESCAPED = re.compile(r"\\u00([46][1-9A-Fa-f]|[57][0-9Aa])")
"""A letter as an escape, in which keywords might hide."""
_PLACE = re.compile(r"error at (\d+):(\d+)")
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


def refuse_calls(text: str, allowed: frozenset[str], parse: Callable[[str], object]) -> None:
    """A QueryError where a text would call a host that is not allowed; `parse` raises a SyntaxError for what is no SPARQL.

    Only the parser can tell a keyword from a word in a string, an IRI, a comment or a name. So every SERVICE and LOAD is overwritten with
    letters that nobody foresees: what can still be parsed then calls nobody. Calls of allowed hosts, written out, count as what calls none.
    """
    words: dict[str, str] = {}

    def quiet(match: re.Match[str]) -> str:
        word, rest = match["word"], match[0][len(match["word"]) :]
        if not match["host"] or match["host"].lower() not in allowed:
            return words.setdefault(word, _letters(len(word))) + _CALL.sub(quiet, rest)
        gap = _SILENT.sub("", rest.removesuffix(match["iri"]))  # line ends stay, as they end comments
        return f"GRAPH{gap}{match['iri']}" if word.upper() == "SERVICE" else f"LOAD SILENT{gap}<urn:nothing>"

    changed = _CALL.sub(quiet, _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
    mistake = _mistake(changed, parse) if words else ""
    if mistake and not _is_near(mistake, changed, words.values()):
        raise QueryError(f"the query cannot be run: {mistake}")
    if mistake:
        hosts = f"allowed are {', '.join(sorted(allowed))}, written as SERVICE <http://HOST/…>" if allowed else "no host is allowed here"
        raise QueryError(f"SERVICE and LOAD are refused: {hosts}; the keeper allows hosts by name: kg serve --allow-host NAME.")


def _letters(length: int) -> str:
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(length))


def _mistake(text: str, parse: Callable[[str], object]) -> str:
    """Why a text is no SPARQL, empty if it is."""
    try:
        parse(text)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        return ""  # it was parsed, and failed when it was carried out
    return ""


def _is_near(mistake: str, text: str, words: Iterable[str]) -> bool:
    """Whether a mistake is told of a place shortly behind one of these words."""
    place = _PLACE.search(mistake)
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) if place else 0
    return not place or any(word in text[max(0, at - 25) : at] for word in words)


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
