"""One POST to a checked address: bounded in time and size, no redirect followed, nothing of the answer kept but its status."""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from hub.services.webhooks.destinations import NotAllowed, Target, parse, resolve

PATIENCE = 5.0
DEADLINE = 15.0
"""Seconds: for one step, and for the whole exchange."""

MOST_READ = 4_096


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status`: of the answer; None when there was none, and `error` says why in an English word."""

    status: int | None
    error: str = ""

    @property
    def is_delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def send(address: str, body: bytes, headers: Mapping[str, str], *, local: bool = False) -> Outcome:
    """Never raises for what the other side does."""
    try:
        target = parse(address, local=local)
        number = resolve(target, local=local)
        return Outcome(_post(target, number, body, headers))
    except NotAllowed as error:
        return Outcome(None, str(error))
    except TimeoutError:
        return Outcome(None, "timeout")
    except ssl.SSLError:
        return Outcome(None, "certificate")
    except socket.gaierror:
        return Outcome(None, "name")
    except (OSError, http.client.HTTPException) as error:
        return Outcome(None, type(error).__name__[:40])


def _post(target: Target, number: str, body: bytes, headers: Mapping[str, str]) -> int:
    """`number`: the IP address. The name goes into Host and is what the certificate must be for."""
    connection = http.client.HTTPConnection(target.host, target.port, timeout=PATIENCE)
    connection.sock = _connected(target, number)
    end = threading.Timer(DEADLINE, _break_off, [connection.sock])
    end.daemon = True
    end.start()
    try:
        connection.request("POST", target.path, body, dict(headers))
        answer = connection.getresponse()
        answer.read(MOST_READ)
        return answer.status
    finally:
        end.cancel()
        connection.close()


def _connected(target: Target, number: str) -> socket.socket:
    plain = socket.create_connection((number, target.port), PATIENCE)
    if not target.is_secure:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise


def _break_off(connection: socket.socket) -> None:
    """An answer that drips past the deadline ends here: whoever waits for it is told that the other side closed."""
    with contextlib.suppress(OSError):  # over already
        connection.shutdown(socket.SHUT_RDWR)
