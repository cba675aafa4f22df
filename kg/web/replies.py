"""Replies of workers as responses: status, text that says what was wrong, validators, headers."""

import asyncio
import hashlib

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.web.state import State
from kg.web.wire import Reply

BODY_SECONDS = 30
"""How long a client may take to send what it wants to say."""


def said(status: int, text: str, **headers: str) -> Response:
    """A response in words."""
    body = text if text.endswith("\n") else text + "\n"
    return Response(body, status, media_type="text/plain", headers={name.replace("_", "-"): value for name, value in headers.items()})


def response(reply: Reply, headers: dict[str, str] | None = None) -> Response:
    """A worker's reply as a response."""
    if reply.status == 204:
        return Response(status_code=204)
    told = dict(headers or {})
    if "retry" in reply.more:
        told["Retry-After"] = reply.more["retry"]
    if reply.status != 200 or "volatile" in reply.more:
        told.pop("ETag", None)
    if reply.status != 200:
        return said(reply.status, reply.text, **told)
    return Response(reply.body, reply.status, headers={"Content-Type": reply.type, "Cache-Control": "no-cache", **told})


def etag(state: State, *parts: str) -> str:
    """What stands for an answer as long as the store is the same: weak, as it may be compressed on its way."""
    digest = hashlib.sha256("\0".join((state.version, *parts)).encode()).hexdigest()[:32]
    return f'W/"{digest}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the client has this answer already. `*` is of no use here: whether there is an answer only a worker can tell."""
    given = request.headers.get("if-none-match", "") if request.method in ("GET", "HEAD") else ""
    return tag.removeprefix("W/") in (one.strip().removeprefix("W/") for one in given.split(","))


class Refused(Exception):  # noqa: N818
    """The request cannot be answered; `response` says why."""

    def __init__(self, status: int, text: str, **headers: str) -> None:
        super().__init__(text)
        self.response = said(status, text, **headers)


async def body_of(request: Request, most: int) -> bytes:
    """The body of a request, up to so many bytes and within a time."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > most:
                    raise Refused(413, f"the body is larger than {most:,} bytes.", Connection="close")
    except TimeoutError:
        raise Refused(408, f"the body took longer than {BODY_SECONDS} seconds.", Connection="close") from None
    except ClientDisconnect:
        raise Refused(400, "the body ends before its end.") from None
    return bytes(body)
