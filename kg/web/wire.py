"""What the server and a worker process say to each other: a job one way, a reply the other, over a socket of their own.

A job is JSON; a reply is a head in JSON and a body of bytes. Both are preceded by their lengths.
"""

import json
import socket
import struct
from dataclasses import dataclass, field
from typing import Any

LENGTHS = struct.Struct("!II")
Job = dict[str, Any]
"""What is asked: the name of a job under `job`, and what it takes."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What comes back. `status` is that of HTTP, `type` the media type of the body, `more` what else there is to say."""

    status: int
    body: bytes = b""
    type: str = "text/plain; charset=utf-8"
    more: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body of a reply that is text."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """What a body in JSON holds."""
        return json.loads(self.body)


def packed(job: Job) -> bytes:
    """A job as it is sent."""
    data = json.dumps(job).encode()
    return LENGTHS.pack(len(data), 0) + data


def packed_reply(reply: Reply) -> bytes:
    """A reply as it is sent."""
    data = json.dumps({"status": reply.status, "type": reply.type, "more": reply.more}).encode()
    return LENGTHS.pack(len(data), len(reply.body)) + data + reply.body


def receive(connection: socket.socket) -> Job | None:
    """The next job, on the worker's side; None when the server is gone."""
    lengths = _exactly(connection, LENGTHS.size)
    if lengths is None:
        return None
    data = _exactly(connection, LENGTHS.unpack(lengths)[0])
    return None if data is None else dict(json.loads(data))


def reply_of(head: bytes, body: bytes) -> Reply:
    """The reply that was sent as this head and body."""
    return Reply(body=body, **json.loads(head))


def _exactly(connection: socket.socket, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        part = connection.recv(count - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)
