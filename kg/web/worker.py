"""A worker process: it reads one snapshot of a store and does one job at a time until the server closes its end or kills it.

What nobody foresaw ends the process, and the server starts another.
"""

import importlib
import io
import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.web.confine import confine, limit_memory
from kg.web.wire import Job, Reply, packed_reply, receive

if TYPE_CHECKING:
    from kg.web.served import Served

_TOO_LARGE = "the answer is larger than {} MB; ask for less (LIMIT), or export the graph: kg export FILE."


class TooLargeError(Exception):
    """An answer grows beyond what the server sends."""


class Answering(io.RawIOBase):
    """Takes an answer as it is written, up to so many MB."""

    def __init__(self, megabytes: int) -> None:
        self._parts, self._size, self._most = list[bytes](), 0, megabytes * 2**20

    def writable(self) -> bool:
        """It is only written to."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take more of the answer; a TooLargeError beyond the limit."""
        self._size += len(data)
        if self._size > self._most:
            raise TooLargeError
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """All that was written."""
        return b"".join(self._parts)


def main() -> None:
    """Serve jobs from the socket whose number is given: `worker.py NUMBER SNAPSHOT INDEX SETTINGS`; a job is a function of one module."""
    number, snapshot, index, settings = sys.argv[1:5]
    told = json.loads(settings)
    confine(alone=not told["hosts"])
    connection = socket.socket(fileno=int(number))
    from kg.search import Index  # after the process is confined: threads start with the store
    from kg.store import Store
    from kg.web.served import Served

    jobs = importlib.import_module(told["jobs"])
    jobs.prepare()
    served = Served(Store.reading(Path(snapshot)), Index.reading(Path(index)))
    limit_memory(told["memory"])
    connection.sendall(packed_reply(Reply(200, more={"base": served.base})))
    while (job := receive(connection)) is not None:
        connection.sendall(packed_reply(_done(served, getattr(jobs, job.pop("job")), job, told["answer"])))


def _done(served: "Served", function: Callable[..., Reply], job: Job, megabytes: int) -> Reply:
    """The reply to a job; what the asker can mend is explained in it."""
    from kg.errors import Missing, QueryError

    out = Answering(megabytes)
    try:
        return function(served, out, **job)
    except Missing as error:
        if served.index is not None and served.index.is_gone(error.iri):
            return Reply(410, f"<{error.iri}> was here, and was taken out.".encode())
        return Reply(404, str(error).encode())
    except QueryError as error:
        return Reply(400, str(error).encode())
    except TooLargeError:
        return Reply(400, _TOO_LARGE.format(megabytes).encode())
    except MemoryError:
        return Reply(503, b"the query needs more memory than a query may use here; ask for less.")


if __name__ == "__main__":
    main()
