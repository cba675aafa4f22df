"""Towns and streets, some 41,000: read from their table only when a name asks for one."""

import gzip
import re
from functools import cache

from kg.resources import folder

_CODE = re.compile(r"place/(\d{6})")


def township(called: str, around: str) -> str:
    """The key of the town or street of that name in the division with the key `around`; empty when none or several bear it.

    A prefecture or province is searched whole: codes of GB/T 2260 nest, 3502xx lies in 350200, 35xxxx in 350000.
    """
    match = _CODE.match(around)
    if not match:
        return ""
    prefix = re.sub("(?:00){1,2}$", "", match[1])
    found = [code for code, parent in _by_name().get(called, ()) if parent.startswith(prefix)]
    return f"place/{found[0]}" if len(found) == 1 else ""


def parent(key: str) -> str:
    """The key of the county that a town or street lies in, empty for any other place."""
    return f"place/{_by_code()[code][1]}" if (code := key.removeprefix("place/")) in _by_code() else ""


def name(key: str) -> str:
    """What a town or street is called, empty for any other place."""
    return _by_code().get(key.removeprefix("place/"), ("", ""))[0]


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    """Code, name and the code of the county around, of every town and street."""
    table = gzip.decompress((folder("ontology") / "knowledge" / "townships.tsv.gz").read_bytes()).decode()
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return tuple((code, name, county) for code, name, county in rows)


@cache
def _by_name() -> dict[str, list[tuple[str, str]]]:
    names: dict[str, list[tuple[str, str]]] = {}
    for code, name, county in _rows():
        names.setdefault(name, []).append((code, county))
    return names


@cache
def _by_code() -> dict[str, tuple[str, str]]:
    return {code: (name, county) for code, name, county in _rows()}
