"""What a build did, in words and as JSON."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import kg
from kg.errors import DocumentError

_NAMES = 100
"""How many names that are linked to nothing a report in JSON tells."""


@dataclass(slots=True)
class Report:
    """What a build did. `unlinked` counts names by surface whose entity nobody could tell; `removed` counts documents."""

    files: int = 0
    unchanged: int = 0
    read: int = 0
    removed: int = 0
    mentions: int = 0
    claims: int = 0
    reprints: int = 0
    failures: list[DocumentError] = field(default_factory=list)
    unlinked: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.time)

    def lines(self) -> Iterator[str]:
        """The report in words, a line each."""
        yield f"{self.files} files: {self.unchanged} unchanged, {self.read} documents read, {self.removed} documents taken out."
        yield f"{self.mentions} mentions, {self.claims} claims."
        if self.reprints:
            yield f"{self.reprints} documents in the graph are reprints or excerpts of others and count once with them: kg query reprints"
        if self.unlinked:
            most = "、".join(f"{name} {count}" for name, count in self.unlinked.most_common(5))
            yield f"{self.unlinked.total()} mentions are classes of organs or words that point to nothing known here: {most} …"
        if self.failures:
            yield f"{len(self.failures)} documents could not be read."

    def told(self) -> dict[str, object]:
        """The report as JSON: counts, what failed and why, the names most often linked to nothing, when, how long, by which version."""
        return {
            "version": kg.__version__,
            "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.started)),
            "seconds": round(time.time() - self.started, 2),
            "files": self.files,
            "unchanged": self.unchanged,
            "read": self.read,
            "removed": self.removed,
            "mentions": self.mentions,
            "claims": self.claims,
            "reprints": self.reprints,
            "failures": [str(failure) for failure in self.failures],
            "unlinked": dict(sorted(self.unlinked.items(), key=lambda item: (-item[1], item[0]))[:_NAMES]),
        }
