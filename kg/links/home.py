"""The place a document speaks from: what 我市, 全省, 市局 and 省政府 in it mean.

Header first (issuer, publisher, site), then the title, the dateline, and at last the places the text names most.
"""

import re
from collections import Counter

from kg.knowledge import Knowledge
from kg.links.context import CHINA
from kg.model import Document

BY_NAMINGS = "the text names"
"""How the reason begins where only the places named in the text tell the home."""
_DATELINE = 60
_ENOUGH = 2


def home(document: Document, knowledge: Knowledge, places: Counter[str]) -> tuple[str, str]:
    """The key of the home and why, in words; ("", why) when nothing tells. China stands for a national document."""
    header = document.header
    for what, names in (("issuer", header.issuers), ("publisher", (header.publisher,))):
        for name in names:
            key = place_of_name(name, knowledge)
            if key:
                return key, f"the {what} is {name}"
    key = place_of_name(document.title, knowledge)
    if key:
        return key, f"the title says {knowledge[key].label}"
    for line in document.text[:_DATELINE * 4].split("\n")[:3]:
        key = place_of_name(line[:_DATELINE], knowledge) if re.search("[讯电][（(，,]?|关于", line[:_DATELINE]) else ""
        if key and key != CHINA:
            return key, f"the text begins with {knowledge[key].label}"
    return _most_named(knowledge, places)


def place_of_name(name: str, knowledge: Knowledge) -> str:
    """The place a name begins with or holds (`厦门晚报` → 厦门市), China for a central agency, else the empty string."""
    best: tuple[int, int, str] | None = None
    for start, end, tags in knowledge.matches(name):
        for tag, key in tags:
            if tag == "agency" and start == 0 and knowledge[key].fact("place") == CHINA:
                return CHINA
            if tag == "place" and knowledge[key].kind in ("Division", "Zone") and not knowledge[key].fact("validUntil"):
                row = (start, -end, key)
                if best is None or (row[0] > -best[1] - 1 and row[0] == -best[1]):
                    best = row if best is None or knowledge[key].parent == best[2] or _inside(knowledge, key, best[2]) else best
                elif row[:2] < best[:2] or (row[0] == best[0] and row[1] < best[1]):
                    best = row
    return best[2] if best else ""


def _inside(knowledge: Knowledge, key: str, outer: str) -> bool:
    return any(known.key == outer for known in knowledge.ancestors(key))


def _most_named(knowledge: Knowledge, places: Counter[str]) -> tuple[str, str]:
    """The division named most often, when it is named at least twice and as often as any other one."""
    own = Counter({key: count for key, count in places.items() if knowledge[key].kind in ("Division", "Zone")})
    if not own:
        return "", "no place is named"
    province: Counter[str] = Counter()
    for key, count in own.items():
        for known in knowledge.ancestors(key):
            if known.level == "province":
                province[known.key] += count
    if not province:
        return "", "no division is named"
    top, count = min(province.items(), key=lambda row: (-row[1], row[0]))
    if count < _ENOUGH or count * 2 <= sum(province.values()):
        return "", "no place is named often enough"
    inside = {key: n for key, n in own.items() if _inside(knowledge, key, top)}
    key, n = min(inside.items(), key=lambda row: (-row[1], row[0]))
    if n * 2 <= count:
        key = top
    return key, f"{BY_NAMINGS} {knowledge[key].label} most"
