"""Receive an upload: to a private temporary file, hashing while it comes, never more bytes than allowed."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from hub.services.files.check import Reason, RefusedFile
from hub.services.files.names import clean_name
from hub.services.files.storage import StorageDown
from hub.services.files.store import RECEIVED_PREFIX

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A received, still untrusted file."""

    path: Path
    sha256: str
    size: int


def write(file: IO[bytes], chunk: bytes) -> None:
    """To the disk at once, so that a broken line loses nothing. Raises StorageDown when there is no room."""
    try:
        file.write(chunk)
        file.flush()
    except OSError as error:
        raise StorageDown(str(error)) from error


@contextmanager
def receive(stream: IO[bytes], raw_name: str, folder: Path, limit: int) -> Iterator[Quarantined]:
    """The file exists inside the `with` only. Raises RefusedFile(TOO_LARGE) as soon as `limit` bytes are passed,
    StorageDown when the disk is full."""
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=RECEIVED_PREFIX) as file:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise RefusedFile(Reason.TOO_LARGE, clean_name(raw_name))
            digest.update(chunk)
            write(file, chunk)
        yield Quarantined(Path(file.name), digest.hexdigest(), size)
