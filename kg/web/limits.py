"""How much one asker may use of a server."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Time in seconds for one job, memory in MB for one worker, an answer's size in MB, a query's length in characters, how many
    workers there are, how many jobs may wait for one, the size in MB of what may be sent to be written, and the hosts (in lower
    case) that queries may call."""

    seconds: float = 10.0
    memory: int = 1024
    answer: int = 32
    characters: int = 100_000
    workers: int = max(2, os.cpu_count() or 2) + 2
    queue: int = 128
    upload: int = 64
    hosts: frozenset[str] = frozenset()
