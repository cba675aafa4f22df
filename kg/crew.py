"""Processes that work side by side: items go in, what is made of each comes out as it is ready; none can stop the others.

A worker is forked from a server process that has loaded the knowledge, so that all share its memory. It has nothing to write
to. One that is silent for longer than its items may take, or that dies, is replaced, and the item it held is reported.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from types import ModuleType
from typing import Any, Generic, TypeVar

from kg.errors import SetupError

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

_AHEAD = 4
"""How many items a worker is handed before it gives back the first."""
_GRACE = 2.0
"""A worker is given so many times the time of an item before it is killed: it ought to notice by itself."""
_STILLBORN = 3
"""So many processes in a row that end before they have made anything are no fault of the tasks."""
_SLACK = 15.0
"""Seconds beside that: starting up, reading a large file, sending what was made."""


class Late(Exception):  # noqa: N818
    """The time for a piece of work is over; no DocumentError, which readers take for a fault of what they read."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Late is raised inside once the seconds are over; only the main thread of a process can be interrupted so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _late(number: int, frame: object) -> None:
    raise Late("took longer than a document may; look at what is in it, or give it more with --time-limit SECONDS.")


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: Any
    pipe: Connection
    held: deque[Task] = field(default_factory=deque)
    heard: float = 0.0


class Crew(Generic[Task, Outcome]):
    """`jobs` workers that carry out tasks with what `make`, called once in each with `arguments`, returns.

    `failed` makes the outcome of a task whose worker ended, from the task and the reason. Both functions are importable by name.
    """

    def __init__(
        self,
        jobs: int,
        make: Callable[..., Callable[[Task], Outcome]],
        arguments: tuple[object, ...],
        failed: Callable[[Task, str], Outcome],
    ) -> None:
        self._jobs, self._make, self._arguments, self._failed = jobs, make, arguments, failed
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["kg.crew_ready"])
        self._workers: list[_Worker[Task]] = []
        self._stillborn = 0

    def outcomes(self, tasks: Iterable[Task], limit: float) -> Iterator[Outcome]:
        """The outcome of each task, in the order in which they are ready; a task may take `limit` seconds."""
        waiting = iter(tasks)
        self._workers = [self._started() for _ in range(self._jobs)]
        try:
            for worker in self._workers:
                self._hand(worker, waiting)
            while busy := [worker for worker in self._workers if worker.held]:
                ready = set(wait([worker.pipe for worker in busy], 1.0))
                for worker in busy:
                    if worker.pipe in ready:
                        yield self._received(worker)
                    elif time.monotonic() - worker.heard > _GRACE * limit + _SLACK:
                        yield self._lost(worker, f"gave no result within {_GRACE * limit + _SLACK:.0f} seconds")
                    self._hand(worker, waiting)
        finally:
            for worker in self._workers:
                worker.pipe.close()
                worker.process.kill()
                worker.process.join()
            self._workers = []

    def _started(self) -> _Worker[Task]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._make, self._arguments), daemon=True)
        with _no_main():
            process.start()
        theirs.close()
        return _Worker(process, ours, heard=time.monotonic())

    def _hand(self, worker: _Worker[Task], waiting: Iterator[Task]) -> None:
        """Give a worker what it may have ahead."""
        while len(worker.held) < _AHEAD:
            try:
                task = next(waiting)
            except StopIteration:
                return
            if not worker.held:
                worker.heard = time.monotonic()
            worker.held.append(task)
            with contextlib.suppress(OSError):  # it is gone: that shows when it is listened to
                worker.pipe.send(task)

    def _received(self, worker: _Worker[Task]) -> Outcome:
        try:
            outcome: Outcome = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            return self._lost(worker, f"made the process that read it end ({worker.process.exitcode})")
        self._stillborn = 0
        worker.held.popleft()
        worker.heard = time.monotonic()
        return outcome

    def _lost(self, worker: _Worker[Task], why: str) -> Outcome:
        """Replace a worker; the task it was at is lost, those behind it are handed on."""
        self._stillborn += 1
        if self._stillborn == _STILLBORN:
            raise SetupError(f"processes cannot work here: {_STILLBORN} in a row ended ({why}); see what they printed, or give --jobs 0.")
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        lost = worker.held.popleft()
        new: _Worker[Task] = self._started()
        worker.process, worker.pipe, worker.heard = new.process, new.pipe, new.heard
        for task in worker.held:
            worker.pipe.send(task)
        return self._failed(lost, why)


@contextmanager
def _no_main() -> Iterator[None]:
    """Whoever starts a process here does not have his script run in it: it would start processes in turn, without end."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _work(pipe: Connection, make: Callable[..., Callable[[Any], Any]], arguments: tuple[object, ...]) -> None:
    """What a worker does until nobody is there to hand it tasks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, tasks), daemon=True).start()
    carry_out = make(*arguments)
    gc.freeze()
    while True:
        outcome = carry_out(tasks.get())
        try:
            pipe.send(outcome)
        except OSError:
            os._exit(0)


def _listen(pipe: Connection, tasks: SimpleQueue[Any]) -> None:
    """Take tasks in as they come, so that whoever hands them on never waits for one who waits for him."""
    while True:
        try:
            tasks.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
