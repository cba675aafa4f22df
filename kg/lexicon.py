"""Word lists of `ontology/lexicon/*.ttl`: the words the finders' grammar is made of, kept as data."""

import re
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

import pyoxigraph

from kg.errors import SetupError
from kg.resources import folder

_WORD = "https://w3id.org/govkg/ontology#word"
_LEXICON = "https://w3id.org/govkg/id/lexicon/"


@cache
def lexicons() -> MappingProxyType[str, tuple[str, ...]]:
    """Every word list by name, its words sorted by code point; read once."""
    lists: dict[str, set[str]] = {}
    for path in sorted((folder("ontology") / "lexicon").glob("*.ttl")):
        try:
            for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
                if triple.predicate.value == _WORD:
                    lists.setdefault(triple.subject.value.removeprefix(_LEXICON), set()).add(triple.object.value)
        except SyntaxError as error:
            raise SetupError(f"{path}: not valid Turtle: {error}. Mend the line it names.") from error
    return MappingProxyType({name: tuple(sorted(words)) for name, words in sorted(lists.items())})


@cache
def words(*names: str) -> tuple[str, ...]:
    """The words of the lists, in their order; an unknown name is a SetupError."""
    return _words(names[0]) if len(names) == 1 else tuple(word for name in names for word in _words(name))


def _words(name: str) -> tuple[str, ...]:
    try:
        return lexicons()[name]
    except KeyError:
        near = ", ".join(get_close_matches(name, lexicons())) or "none like it"
        raise SetupError(f"no word list {name!r} in ontology/lexicon; there is: {near}.") from None


def alternation(*names: str) -> str:
    """A regular expression that matches any word of the lists, the longest first (`(?:政府采购|政府)`)."""
    union = {word for name in names for word in words(name)}
    return "(?:" + "|".join(re.escape(word) for word in sorted(union, key=lambda word: (-len(word), word))) + ")"
