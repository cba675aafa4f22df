"""Worker processes on the newest snapshot of a store: each does one job at a time and is killed at the limit."""

import asyncio
import contextlib
import json
import logging
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from kg.indexing import FILE
from kg.snapshots import newest
from kg.web.limits import Limits
from kg.web.wire import LENGTHS, Job, Reply, packed, reply_of

_LOOK = 0.5
"""Seconds between looks for a new snapshot."""
_START = 30.0
"""Seconds that a worker may take to open its store."""
_START_SOON = 5.0
"""Seconds that a job waits for a worker beyond the time that the jobs before it may take."""
_UNSHOT = "-"
"""The version of a store of which no snapshot was made yet."""
_FAILURES = (OSError, TimeoutError, asyncio.IncompleteReadError)
_log = logging.getLogger("kg.web")


def _version(store: Path, snapshot: Path | None) -> str:
    return snapshot.name if snapshot and snapshot != store else _UNSHOT


class Worker:
    """A worker process and the line to it."""

    def __init__(self, process: "subprocess.Popen[bytes]", version: str) -> None:
        self.process, self.version, self.base = process, version, ""
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    @classmethod
    async def started(cls, store: Path, limits: Limits, jobs: str) -> "Worker":
        """A new process that has opened the newest snapshot and waits for jobs, which are functions of the module `jobs`."""
        snapshot = newest(store) or store
        ours, theirs = socket.socketpair()
        settings = json.dumps({"memory": limits.memory, "answer": limits.answer, "hosts": sorted(limits.hosts), "jobs": jobs})
        command = [sys.executable, "-P", "-m", "kg.web.worker", str(theirs.fileno()), str(snapshot), str(snapshot / FILE), settings]
        with theirs:
            process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True)  # no Ctrl+C
        worker = cls(process, _version(store, snapshot))
        try:
            worker._reader, worker._writer = await asyncio.open_connection(sock=ours)
            worker.base = (await asyncio.wait_for(worker.reply(), _START)).more["base"]
        except BaseException:
            worker.kill()
            process.wait()
            raise
        return worker

    def send(self, job: Job) -> None:
        """Give the worker a job."""
        assert self._writer
        self._writer.write(packed(job))

    async def reply(self) -> Reply:
        """What the worker answers; a dead one is an IncompleteReadError or a ConnectionError."""
        assert self._reader
        head, body = LENGTHS.unpack(await self._reader.readexactly(LENGTHS.size))
        data = await self._reader.readexactly(head + body)
        return reply_of(data[:head], data[head:])

    def kill(self) -> None:
        """End the process now; who calls has to wait for it."""
        self.process.kill()
        if self._writer:
            self._writer.close()


class Pool:
    """Workers that answer jobs; `version` is that of the snapshot that the newest of them read."""

    def __init__(self, store: Path, limits: Limits, size: int, jobs: str) -> None:
        self._store, self._limits, self._size, self._jobs = store, limits, size, jobs
        self._all: set[Worker] = set()
        self._idle: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopping, self._starting = False, 0
        self._moving = asyncio.Lock()
        self.version = self.base = ""

    async def start(self) -> None:
        """Start the workers, and follow the store's snapshots from now on."""
        for worker in await asyncio.gather(*(self._new() for _ in range(self._size))):
            self._welcome(worker)
        self._later(self._follow())

    async def stop(self) -> None:
        """End every worker."""
        self._stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self._all:
            worker.kill()
            worker.process.wait()

    @property
    def alive(self) -> int:
        """How many workers run."""
        return sum(worker.process.poll() is None for worker in self._all)

    @property
    def waiting(self) -> int:
        """How many jobs wait for a worker."""
        return len(self._waiting)

    async def ask(self, job: Job) -> Reply:
        """The reply to a job; a 503 that says why where a limit was met, a 500 where the worker broke."""
        try:
            worker = await self._taken()
        except Busy:
            return Reply(503, b"too many queries are waiting; try again in a moment.", more={"retry": "2"})
        try:
            worker.send(job)
            reply = await asyncio.wait_for(worker.reply(), self._limits.seconds)
        except TimeoutError:
            self._replace(worker)
            told = f"the query was stopped at the limit of {self._limits.seconds:g} seconds; ask for less, or put what is bound first."
            return Reply(503, told.encode(), more={"retry": "30", "reason": "time"})
        except (asyncio.IncompleteReadError, ConnectionError):
            return await self._broken(worker)
        except BaseException:
            self._replace(worker)
            raise
        self._release(worker)
        return reply

    async def _broken(self, worker: Worker) -> Reply:
        """What to say of a worker that died; its memory limit makes it abort, and so does a query that is nested too deeply."""
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(worker.process.wait, 1)
            code = worker.process.returncode
        finally:
            self._replace(worker)
        if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
            told = f"the query needs more than the {self._limits.memory} MB of memory that it may use, or is nested too deep; ask for less."
            return Reply(503, told.encode(), more={"retry": "30", "reason": "memory"})
        _log.error("a worker ended with status %s", code)
        return Reply(500, b"the server could not answer; what went wrong stands in its log.")

    async def _taken(self) -> Worker:
        """An idle worker, as soon as there is one; Busy where too many wait already or it takes too long."""
        while self._idle:
            worker = self._idle.popleft()
            if worker.process.poll() is None:
                return worker
            self._replace(worker)
        if len(self._waiting) >= self._limits.queue:
            raise Busy
        future: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            await asyncio.wait([future], timeout=self._limits.seconds + _START_SOON)
            if not future.done():
                raise Busy
            return future.result()
        except asyncio.CancelledError:
            if future.done():
                self._release(future.result())
            raise
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(future)

    def _release(self, worker: Worker) -> None:
        """Give a worker to who waits longest, or let it rest; one of another snapshot than the one that counts has done its part."""
        if worker.version != self.version or self._stopping:
            self._replace(worker)
        elif self._waiting:
            self._waiting.popleft().set_result(worker)
        else:
            self._idle.append(worker)

    def _welcome(self, worker: Worker) -> None:
        """Put a new worker to work. From the first that has the newest snapshot on no other counts: its version stands for every answer."""
        if worker.version != self.version and worker.version == _version(self._store, newest(self._store)):
            self.version = worker.version
            old = list(self._idle)
            self._idle.clear()
            for one in old:
                self._replace(one)
        self._release(worker)

    async def _new(self) -> Worker:
        worker = await Worker.started(self._store, self._limits, self._jobs)
        self._all.add(worker)
        self.base = worker.base
        return worker

    def _replace(self, worker: Worker) -> None:
        """End a worker, and start another in its place if one is missing then."""
        self._all.discard(worker)
        worker.kill()
        self._later(asyncio.to_thread(worker.process.wait))
        self._fill()

    def _fill(self) -> None:
        """Start as many workers as are missing."""
        while not self._stopping and len(self._all) + self._starting < self._size:
            self._starting += 1
            self._later(self._add())

    async def _add(self) -> None:
        try:
            worker = await self._new()
        except _FAILURES as error:
            _log.error("a worker could not be started: %r", error)
            await asyncio.sleep(1)
        else:
            self._welcome(worker)
        finally:
            self._starting -= 1
        self._fill()

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            for worker in [one for one in self._idle if one.process.poll() is not None]:
                self._idle.remove(worker)
                self._replace(worker)
            await self.follow()

    async def follow(self) -> None:
        """Move to the newest snapshot if that is another one: new workers first, then the old ones go as they get idle."""
        async with self._moving:
            snapshot = newest(self._store)
            if snapshot is None or snapshot.name == self.version:
                return
            self._starting += self._size
            try:
                started = await asyncio.gather(*(self._new() for _ in range(self._size)), return_exceptions=True)
            finally:
                self._starting -= self._size
            for worker in started:
                if isinstance(worker, Worker):
                    self._welcome(worker)
                elif isinstance(worker, _FAILURES):
                    _log.error("a worker could not be started: %r", worker)
                else:
                    raise worker
            self._fill()

    def _later(self, what: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(what)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class Busy(Exception):  # noqa: N818
    """All workers are at work, and as many jobs wait as may."""
