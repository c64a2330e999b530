"""The virus scanner's protocol: INSTREAM of clamd(8), one connection a file."""

import socket
import struct
from collections.abc import Iterator
from contextlib import closing
from typing import IO

from hub.core.file_settings import Scanner

_SECONDS = 60
_CHUNK = 1 << 16
_LONGEST_ANSWER = 4_096


class ScannerDown(Exception):
    """clamd does not answer, or not in its protocol."""


class ScanRefused(Exception):
    """clamd answered that it will not or cannot scan this file (over its `StreamMaxLength`, say)."""


def scan(scanner: Scanner, stream: IO[bytes]) -> str | None:
    """The name of the virus in it, or None. Raises ScannerDown, ScanRefused.

    Each chunk goes with its length (32 bits, network order); a chunk of length 0 ends the stream.
    """
    try:
        with closing(_connected(scanner)) as connection:
            connection.sendall(b"zINSTREAM\0")
            _send(connection, stream)
            answer = b"".join(_received(connection)).rstrip(b"\0").decode("utf-8", "replace").strip()
    except OSError as error:
        raise ScannerDown(type(error).__name__) from error
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return None
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    if said.endswith("ERROR"):
        raise ScanRefused(said[:80])
    raise ScannerDown("no answer")


def ping(scanner: Scanner) -> None:
    """Raises ScannerDown."""
    try:
        with closing(_connected(scanner, 1)) as connection:
            connection.sendall(b"zPING\0")
            answer = b"".join(_received(connection))
    except OSError as error:
        raise ScannerDown(type(error).__name__) from error
    if answer.rstrip(b"\0") != b"PONG":
        raise ScannerDown("no PONG")


def _connected(scanner: Scanner, seconds: float = _SECONDS) -> socket.socket:
    if not scanner.path:
        return socket.create_connection((scanner.host, scanner.port), timeout=seconds)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(seconds)
    try:
        connection.connect(scanner.path)
    except OSError:
        connection.close()
        raise
    return connection


def _send(connection: socket.socket, stream: IO[bytes]) -> None:
    """clamd closes its side when a stream is over its limit, after saying so: the answer is read all the same."""
    try:
        while chunk := stream.read(_CHUNK):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        return


def _received(connection: socket.socket) -> Iterator[bytes]:
    length = 0
    while length < _LONGEST_ANSWER and (part := connection.recv(_LONGEST_ANSWER)):
        length += len(part)
        yield part
        if part.endswith(b"\0"):
            return
