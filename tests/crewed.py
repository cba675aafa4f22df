"""What the tests of the crew have done by other processes: importable by name, as those need it."""

import os
import time
from collections.abc import Callable


def workshop(greeting: str) -> Callable[[str], str]:
    """Makes what greets; `die` ends its process, `sleep` takes long."""

    def greet(name: str) -> str:
        if name == "die":
            os._exit(7)
        if name == "sleep":
            time.sleep(3600)
        return f"{greeting} {name} {len(name)}"[:40]

    return greet


def lost(name: str, why: str) -> str:
    """The outcome of a task that its process did not survive."""
    return f"{name[:10]}: {why}"
