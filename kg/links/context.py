"""What a document tells a linker before any single mention is linked: its day, its home, the places it names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.knowledge import Knowledge, Known
from kg.model import Document, Mention

CHINA = "place/100000"


@dataclass(frozen=True, slots=True)
class Context:
    """`home` is the key of the place the document speaks from (China for a national one, empty when unknown)."""

    document: Document
    knowledge: Knowledge
    base: str
    home: str
    why_home: str
    places: Counter[str]

    @property
    def day(self) -> str:
        """The ISO day that decides what a name meant: written, else published, else empty (now)."""
        return self.document.header.written or self.document.header.published

    def iri(self, key: str) -> str:
        """The IRI of a key (`place/350200`)."""
        return f"{self.base}id/{key}"

    def home_at(self, level: str) -> Known | None:
        """The home, or the nearest place it lies in, whose name ends in the level word `level` (`市`, `省`)."""
        for known in self.knowledge.ancestors(self.home):
            if known.label.endswith(level) or (level == "自治区" and known.level == "province"):
                return known
        return None


def places_named(mentions: Sequence[Mention], knowledge: Knowledge) -> Counter[str]:
    """How often each known place is named, alone or inside an agency's name."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        value = mention.value
        place = getattr(value, "place", "")
        if place:
            counts[place] += 1
        for key in getattr(value, "known", ()) if mention.kind == "Place" else ():
            counts[key] += 1
    return counts
