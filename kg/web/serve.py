"""Runs the server until it is told to stop."""

import asyncio
import contextlib
import logging
import os
import re
import signal
import sys
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.errors import SetupError
from kg.store import Store
from kg.web.app import app
from kg.web.pages import STATIC
from kg.web.state import Settings

_TOKEN = 16
"""Characters that a token has at least."""
_HEADERS = 15
"""Seconds that a client may take to send the head of a request, or to come with the next one."""
_HEAD = 128 * 1024
"""Bytes that a client may send at most that are no body: a head, what ends a body."""
_CONNECTIONS = 1000
"""Beyond so many connections requests are refused; beyond twice as many connections are."""
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_STALLED, _LEAST = 60, 60_000
"""Seconds in which a client must take so many bytes of what it asked for, or it is cut off."""
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Patient(HttpToolsProtocol):
    """HTTP with limits for clients: one that is slow to ask, says too much, or does not read what it asked for, is cut off."""

    _in_line = True
    _overhead = 0
    _deadline: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start to wait for the head of a request."""
        super().connection_made(transport)
        if len(self.connections) > 2 * _CONNECTIONS:
            self._cut()
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what comes. An address with raw Chinese in it, as people type it, is taken as if it were percent-encoded."""
        if self._in_line:
            line, end, rest = data.partition(b"\n")
            self._in_line = not end
            data = _NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line) + end + rest
        self._overhead += len(data)
        super().data_received(data)
        if self._overhead > _HEAD and not self.transport.is_closing():
            if not self._answering:
                self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins: its head must come in time."""
        super().on_message_begin()
        self._wait()

    def on_header(self, name: bytes, value: bytes) -> None:
        """The line with the address is over."""
        self._in_line = False
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is there."""
        self._in_line, self._overhead = False, 0
        if self._deadline:
            self._deadline.cancel()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of a body, which who reads it limits."""
        self._overhead = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """A request is whole; what comes next begins with a line of its own."""
        self._in_line, self._overhead = True, 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """An answer is sent: what is left of its request, and the next one, must come in time."""
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        for timer in (self._deadline, self._stalled):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client reads more slowly than the server writes: watch that it reads at all."""
        super().pause_writing()
        self._watch(0)

    def resume_writing(self) -> None:
        """The client has read enough."""
        if self._stalled:
            self._stalled.cancel()
        super().resume_writing()

    @property
    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(_HEADERS, self._late)

    def _late(self) -> None:
        if self._answering or self.transport.get_write_buffer_size():  # whether that is taken is watched otherwise
            self._wait()
        else:
            self._cut()

    def _watch(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if before and left > before - _LEAST:
            self._cut()
        else:
            self._stalled = self.loop.call_later(_STALLED, self._watch, left)

    def _cut(self) -> None:
        self.transport.abort()  # also one that is closing, which waits until all is taken


def address_of(host: str, port: int) -> str:
    """What a browser on this machine calls a server that listens there."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}/"


def token_of(file: Path | None) -> str:
    """The token to write with: the first line of a file, or KG_TOKEN of the environment; a short one is a SetupError."""
    try:
        text = file.read_text(encoding="utf-8") if file else os.environ.get("KG_TOKEN", "")
    except OSError as error:
        raise SetupError(f"{file}: the token cannot be read: {error}") from error
    token = text.strip().partition("\n")[0]
    if len(token) < _TOKEN:
        raise SetupError(f"to write, a token of at least {_TOKEN} characters is needed: --token-file FILE, or KG_TOKEN in the environment.")
    return token


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve a store at a host and port until SIGINT or SIGTERM; what is under way is finished first."""
    Store.reading(settings.store)  # a folder without a store is told before anything starts
    if not STATIC.is_dir():
        print("the styles and scripts of the pages are not there; make them: python kg/web/ui/build.py", file=sys.stderr)
    print(f"kg serves {settings.store} at {settings.address}  (Ctrl+C stops it)", file=sys.stderr, flush=True)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    config = uvicorn.Config(
        app(settings),
        host=host,
        port=port,
        root_path=urlsplit(settings.address).path.rstrip("/"),
        http=Patient,
        ws="none",
        loop="auto",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=int(settings.limits.seconds) + 2,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # the server raises the signal again when all is done
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run()
