"""Where the bytes live. Keys are SHA-256 in hex: the same bytes are the same object, whatever they are called."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Protocol

PARTIAL = ".part"


class Storage(Protocol):
    """Few verbs, so that an object store can stand in for the folder."""

    def put(self, key: str, quarantined: Path) -> None:
        """Keep a copy of a finished file. Putting the same key again makes it young again."""

    def open(self, key: str) -> IO[bytes]:
        """Raises FileNotFoundError."""

    def delete(self, key: str, stored_before: datetime) -> bool:
        """Delete what is older than a moment; true when something was deleted."""

    def stored(self) -> Iterator[str]:
        """Everything that is stored."""


class FolderStorage:
    """`ab/cd/abcd…` under one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, key: str, quarantined: Path) -> None:
        target = self._path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, suffix=PARTIAL, delete=False) as copy:
            partial = Path(copy.name)
            try:
                with quarantined.open("rb") as source:
                    shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
                partial.replace(target)
            except BaseException:
                partial.unlink(missing_ok=True)
                raise

    def open(self, key: str) -> IO[bytes]:
        return self._path(key).open("rb")

    def delete(self, key: str, stored_before: datetime) -> bool:
        path = self._path(key)
        if not path.is_file() or path.stat().st_mtime >= stored_before.timestamp():
            return False
        path.unlink(missing_ok=True)
        return True

    def stored(self) -> Iterator[str]:
        for path in self.folder.glob("??/??/*"):
            if path.is_file() and not path.name.endswith(PARTIAL):
                yield path.name

    def _path(self, key: str) -> Path:
        if len(key) != 64 or not all(char in "0123456789abcdef" for char in key):
            raise FileNotFoundError(key)
        return self.folder / key[:2] / key[2:4] / key
