"""Start a server, load it with wrk, stop it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
WORKERS = 2
CONNECTIONS = 16
SECONDS = 3


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, path: str, environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A server process group, ready to answer `path`; stopped at the end."""
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        env={**os.environ, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}{path}", process)
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def wait_for(address: str, process: subprocess.Popen[bytes], patience: float = 60) -> None:
    """Until the address answers. Raises RuntimeError when the process ends or patience runs out."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}")
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{address} did not answer within {patience} s")


def gunicorn(target: str, port: int) -> list[str]:
    """The same server with the same workers for whatever is measured."""
    return [
        PYTHON, "-m", "gunicorn", target, "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS),
        "--worker-class", "sync", "--no-control-socket", "--log-level", "warning",
    ]  # fmt: skip


def requests_per_second(address: str, headers: Mapping[str, str]) -> float:
    """What wrk measures over SECONDS with CONNECTIONS connections. Raises RuntimeError on any answer that is not 2xx."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    output = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output:
        raise RuntimeError(f"{address}: {output}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", output)
    if found is None:
        raise RuntimeError(f"wrk said: {output}")
    return float(found[1])
