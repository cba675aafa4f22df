"""What may be written, by whom, one at a time: a process of its own opens the store for each, and no other way leads to it."""

import asyncio
import json
import signal
import subprocess
import sys

from starlette.requests import Request

from kg.web.replies import Refused
from kg.web.state import State
from kg.web.wire import LENGTHS, Job, Reply, reply_of

_PATIENCE = 10
"""How many times the time of a query a change may take."""
CHALLENGE = 'Bearer realm="kg"'
"""What is sent with a 401."""
_turn = asyncio.Lock()


def must_be_allowed(request: Request, state: State) -> None:
    """Refuse a request that may not write: 403 where writing is off, 401 where the token is missing or wrong."""
    if not state.settings.token:
        raise Refused(403, "this server does not write; its keeper can let it: kg serve --writable.")
    if not state.may_write(request):
        raise Refused(401, "to write, send the token: Authorization: Bearer TOKEN.", WWW_Authenticate=CHALLENGE)


async def written(request: Request, state: State, job: Job, data: bytes = b"") -> Reply:
    """Carry out a change for a request that may, and let whoever asks next see it."""
    must_be_allowed(request, state)
    async with _turn:
        reply = await _carried_out(state, job, data)
        if reply.status < 300:
            await state.queries.follow()
    return reply


async def _carried_out(state: State, job: Job, data: bytes) -> Reply:
    limits = state.settings.limits
    told = json.dumps({"memory": 2 * limits.memory, "hosts": sorted(limits.hosts)})
    command = [sys.executable, "-P", "-m", "kg.web.writer", str(state.settings.store), told]
    process = await asyncio.create_subprocess_exec(*command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    head = json.dumps(job).encode()
    try:
        out, _ = await asyncio.wait_for(process.communicate(LENGTHS.pack(len(head), len(data)) + head + data), _PATIENCE * limits.seconds)
    except TimeoutError:
        told = f"the change was stopped at the limit of {_PATIENCE * limits.seconds:g} seconds; look whether it was made."
        return Reply(503, told.encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if len(out) < LENGTHS.size:
        if process.returncode in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
            told = f"the change needs more than the {2 * limits.memory} MB of memory that it may use; send it in parts."
            return Reply(503, told.encode())
        return Reply(500, b"the change failed; what went wrong stands in the server's log.")
    size, _ = LENGTHS.unpack(out[: LENGTHS.size])
    return reply_of(out[LENGTHS.size : LENGTHS.size + size], out[LENGTHS.size + size :])
