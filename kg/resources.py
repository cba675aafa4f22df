"""Where the data that travels with kg lies: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder `ontology`, `queries` or `samples`, wherever this kg is installed."""
    for inside in (_PACKAGE / name, _PACKAGE / "data" / name):
        if inside.is_dir():
            return inside
    return _PACKAGE.parent / name
