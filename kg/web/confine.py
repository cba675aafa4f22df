"""What a worker process may not do, whatever a query asks of it: use more memory, outlive the server, open a connection."""

import ctypes
import platform
import resource
import signal
import struct
import sys
from pathlib import Path

_SET_DEATH_SIGNAL, _SET_SECCOMP, _SET_NO_NEW_PRIVILEGES, _FILTER_MODE = 1, 22, 38, 2
"""Operations of prctl(2), and the mode of seccomp(2) that takes a filter."""
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: its number in <linux/audit.h>, and the number of the system call socket(2)."""
_LOAD, _EQUALS, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 1
"""What a filter of seccomp(2) returns: let it through, or fail with EPERM."""


def confine(alone: bool) -> None:
    """Let this process die with its parent and, if `alone`, never open a socket.

    Must come before threads are started. Only Linux can do so.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_SET_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
        if alone and platform.machine() in _SOCKET:
            _without_sockets(libc)


def limit_memory(megabytes: int) -> None:
    """Let this process use so many MB more than it has now; beyond that, memory is refused, and a query ends."""
    if sys.platform == "linux":
        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + megabytes * 2**20,) * 2)


def _without_sockets(libc: ctypes.CDLL) -> None:
    """Install a seccomp filter under which socket(2) fails; what is open stays open."""
    architecture, socket = _SOCKET[platform.machine()]
    steps = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_EQUALS, 1, 0, architecture),
        (_RETURN, 0, 0, _DENY),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_EQUALS, 0, 1, socket),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
    libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.prctl(_SET_SECCOMP, _FILTER_MODE, program, 0, 0)
