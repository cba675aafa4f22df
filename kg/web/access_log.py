"""A line of JSON for every request, and the headers that every response has."""

import json
import re
import sys
import time
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SHOWN = 2_000
"""How many characters of an address are logged."""
_TOKEN = re.compile(r"\btoken=[^&]*", re.I)
"""A token that somebody puts where it does not belong."""
_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys or what breaks a line, beside what JSON escapes."""


class AccessLog:
    """Logs when, who, what, how it ended, how many bytes and how long, to standard error; never bodies or tokens."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and log how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, told = time.perf_counter(), {"status": 500, "bytes": 0}

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                if message["status"] != 304:  # it would stand for that of the page that the client has
                    headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
            elif message["type"] == "http.response.body":
                told["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            if scope["app"].state.kg.settings.logs:
                self._log(scope, told, time.perf_counter() - started)

    def _log(self, scope: Scope, told: dict[str, int], seconds: float) -> None:
        client = scope.get("client")
        line: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": client[0] if client else "",
            "method": scope["method"],
            "path": scope["path"][:_SHOWN],
            "query": _TOKEN.sub("token=…", scope["query_string"].decode("latin-1"))[:_SHOWN],
            **told,
            "ms": round(seconds * 1000, 1),
        }
        text = json.dumps(line, ensure_ascii=False)
        sys.stderr.write(_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")
