"""Starts real servers for the tests: the command `kg serve` in a process of its own, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

TOKEN = "a-token-for-the-tests-only"


@dataclass(frozen=True)
class Server:
    """A server that runs: its address without a slash at the end, its process, its store, the file that holds its log."""

    url: str
    process: "subprocess.Popen[bytes]"
    store: Path
    log: Path
    token: str = TOKEN

    def logged(self) -> str:
        """What the server wrote to standard error so far."""
        return self.log.read_text(encoding="utf-8")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(store: Path, *options: str) -> Iterator[Server]:
    """A server of a store, started with more options, until the end of the block."""
    port = free_port()
    log = store.parent / f"serve-{port}.log"
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", str(store), "--port", str(port), *options]
    environment = os.environ | {"KG_TOKEN": TOKEN}
    with log.open("wb") as err:
        process = subprocess.Popen(command, stderr=err, env=environment, cwd=store.parent)
    server = Server(f"http://127.0.0.1:{port}", process, store, log)
    try:
        _wait(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextmanager
def oxigraph(verb: str, store: Path) -> Iterator[str]:
    """The native Oxigraph server (`serve`, `serve-read-only`) of a store: its address without a slash at the end."""
    url = f"127.0.0.1:{free_port()}"
    command = [str(Path(sys.executable).with_name("oxigraph")), verb, "--location", str(store), "--bind", url]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                httpx.get(f"http://{url}/", timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield f"http://{url}"
    finally:
        process.terminate()
        process.wait(30)


def _wait(server: Server) -> None:
    for _ in range(600):
        if server.process.poll() is not None:
            raise AssertionError(f"the server ended with {server.process.returncode}: {server.logged()}")
        try:
            if httpx.get(f"{server.url}/health", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"the server does not answer: {server.logged()}")
