"""What a document tells a linker before any single mention is linked: its day, its home, the places it names."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.knowledge import Knowledge, Known
from kg.lexicon import words
from kg.model import AgencyName, Document, Mention, PlaceName

CHINA = "place/100000"
_LONGEST_FORMER = 8


@dataclass(frozen=True, slots=True)
class Context:
    """`home` is the key of the place the document speaks from (China for a national one, empty when unknown).

    `places` counts how often a place is named, `trail` says where: the end of each naming and its key, in order.
    """

    document: Document
    knowledge: Knowledge
    base: str
    home: str
    why_home: str
    places: Counter[str]
    trail: tuple[tuple[int, str], ...] = ()
    _of_level: dict[str, tuple[list[int], list[Known]]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def day(self) -> str:
        """The ISO day that decides what a name meant: written, else published, else empty (now)."""
        return self.document.header.written or self.document.header.published

    @property
    def year(self) -> str:
        """The year of that day, or the empty string."""
        header = self.document.header
        return (header.written or header.published)[:4]

    def iri(self, key: str) -> str:
        """The IRI of a key (`place/350200`)."""
        return f"{self.base}id/{key}"

    def home_at(self, level: str) -> Known | None:
        """The home, or the nearest place it lies in, whose name ends in the level word `level` (`市`, `省`)."""
        for known in self.knowledge.ancestors(self.home):
            if known.label.endswith(level) or (level == "自治区" and known.level == "province"):
                return known
        return None

    def former(self, at: int) -> Known | None:
        """The place named right before a word such as 原 that ends at the character `at` (`山西省原粮食局`), or None."""
        named = bisect_right(self.trail, (at, ""))
        if not named or at - self.trail[named - 1][0] > _LONGEST_FORMER:
            return None
        end, key = self.trail[named - 1]
        return self.knowledge[key] if self.document.text[end:at] in words("_former") else None

    def before(self, at: int, level: str) -> Known | None:
        """The nearest place of a level (`市`) around what is named before the character `at`, or None."""
        if level not in self._of_level:
            named = [(end, known) for end, key in self.trail if (known := self._around(key, level)) is not None]
            self._of_level[level] = [end for end, _ in named], [known for _, known in named]
        ends, places = self._of_level[level]
        index = bisect_left(ends, at)
        return places[index - 1] if index else None

    def _around(self, key: str, level: str) -> Known | None:
        """The place, or the nearest that it lies in, of a level."""
        for known in self.knowledge.ancestors(key):
            if known.label.endswith(level) and known.kind in ("Division", "Zone"):
                return known
        return None


def places_named(mentions: Sequence[Mention], document: Document, knowledge: Knowledge) -> tuple[tuple[int, str], ...]:
    """Where each known place is named, alone, inside an agency's name, or at the beginning of another name: end and key."""
    found: list[tuple[int, str]] = []
    for mention in mentions:
        value, end = mention.value, mention.span.end
        if isinstance(value, AgencyName):
            found += [(end, value.place)] if value.place.startswith("place/") else []
        elif isinstance(value, PlaceName):
            found += [(end, key) for key in value.known[:1]]
        elif mention.kind in _NAMED_AFTER_PLACES:
            found += [(end, key) for key in _beginning(mention.span.of(document.text), knowledge)]
    return tuple(found)


_NAMED_AFTER_PLACES = frozenset({"Programme", "Organization", "Event"})


def _beginning(name: str, knowledge: Knowledge) -> Sequence[str]:
    """The division that a name begins with, the longest, or none."""
    for end in range(min(len(name), 12), 1, -1):
        for known in knowledge.named(name[:end], "place"):
            if known.kind == "Division" and not known.fact("validUntil"):
                return (known.key,)
    return ()
