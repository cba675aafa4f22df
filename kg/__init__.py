"""kg: a knowledge-graph builder for Chinese government announcements."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.resolver import resolve as resolve

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`kg.resolve`, imported when it is first asked for."""
    if name == "resolve":
        from kg.resolver import resolve

        return resolve
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
