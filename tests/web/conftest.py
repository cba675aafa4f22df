"""What the tests of the server share: the graph of the samples, and servers of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from kg.build import build
from kg.demo import samples
from kg.indexing import FILE
from kg.search import Index
from kg.store import Store
from kg.web.served import Served
from tests.web.serving import Server, serving

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
ARGUMENTS += ["--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; nothing but this machine has an address for it."""
    if not CHROMIUM.is_file():
        pytest.skip(f"there is no {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as run:
        one = run.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield one
        one.close()


@pytest.fixture(scope="session")
def samples_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the shipped samples; nobody writes to it."""
    path = tmp_path_factory.mktemp("samples") / "graph"
    build([samples()], Store(path), root=samples().parent)
    return path


@pytest.fixture(scope="session")
def samples_served(samples_graph: Path) -> Iterator[Served]:
    """The samples as a worker holds them."""
    index = Index.reading(samples_graph / FILE)
    assert index is not None
    yield Served(Store.reading(samples_graph), index)
    index.close()


@pytest.fixture(scope="session")
def server(samples_graph: Path) -> Iterator[Server]:
    """A server of the samples that does not write."""
    with serving(samples_graph) as one:
        yield one


@pytest.fixture(scope="session")
def empty_writable_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of an empty store, which those who have the token may write to."""
    path = tmp_path_factory.mktemp("empty") / "graph"
    Store(path).publish()
    with serving(path, "--writable") as one:
        yield one
