"""What a parser may use, and may not do. Set by the parsing process on itself before it opens the file."""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

MEMORY = 1_200_000_000
"""Address space in bytes: the libraries take 300 MB of it, the largest accepted image 500 MB."""
CPU_SECONDS = 20
OUTPUT_BYTES = 120_000_000
OPEN_FILES = 64

_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.remove", "os.rename")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def confine(folder: Path) -> None:
    """From here on: bounded memory, time and output, no other process, no network, no writing outside `folder`.

    The namespace without network is asked for and not insisted on (containers often refuse it); the audit hook holds for
    everything written in Python, and none of the C libraries in use opens connections.
    """
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    kernel = ctypes.CDLL(None)
    kernel.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    kernel.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    allowed = os.path.realpath(folder) + os.sep

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise PermissionError(f"a parser may not {event}")
        if event == "open" and arguments[2] & _WRITING and isinstance(arguments[0], str | bytes):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if not path.startswith(allowed) and path != os.devnull:
                raise PermissionError("a parser writes into its own folder")

    sys.addaudithook(refuse)
