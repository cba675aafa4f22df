"""Those appointed and removed: the name at the head of a clause of an appointment notice (任命：张明为市教育局局长；王强的局长职务)."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import alternation
from kg.mentions.name_forms import name_ends, name_lists
from kg.mentions.person_names import PersonName
from kg.scan import Scan

_POINTS = 1.5


def appointees(scan: Scan) -> Iterator[PersonName]:
    """Names between the head of a clause and 为, 任 or 的 with a post behind, in documents that speak of appointments."""
    if not _notice().search(scan.document.title) and not _notice().search(scan.text):
        return
    for match in _clause().finditer(scan.text):
        start, end = match.span("name")
        surface = match["name"].replace("　", "").replace(" ", "")
        whole = end in name_ends(scan.text, start) or (len(surface) == 2 < end - start and surface[0] in name_lists().surnames)
        if whole and surface not in name_lists().no_name:
            yield PersonName(start, end, _POINTS, surface if surface != match["name"] else "")


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(alternation("_appointment-notice"))


@cache
def _clause() -> re.Pattern[str]:
    head = rf"(?:^|(?<=[\n；;。：:])|{alternation('_appointment-notice')})\s{{0,20}}"
    name = r"(?P<name>[一-鿿]{2,4}?|[一-鿿][ 　]+[一-鿿])(?:（[^（）\n]{1,10}）)?"
    verb = rf"(?:{alternation('_rank')})?(?:{alternation('_appointment-verb')})"
    post = rf"{alternation('post-title')}(?:{alternation('_appointment-end')}|[；;，,。、（\n]|$)"
    return re.compile(rf"{head}{name}{verb}(?=[^\n；;。]{{2,60}}?{post})")
