"""What a worker process holds: the store it reads and the search index beside it."""

from dataclasses import dataclass

from kg.search import Index
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Served:
    """A store opened to read, and its search index where there is one."""

    store: Store
    index: Index | None

    @property
    def base(self) -> str:
        """What every IRI of ours begins with."""
        return self.store.base
