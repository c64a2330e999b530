"""Where the bytes live. Keys are SHA-256 in hex: the same bytes are the same object, whatever they are called."""

import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Protocol

PARTIAL = ".part"
THUMBNAIL = "-thumbnail"
_KEY = re.compile(rf"[0-9a-f]{{64}}({THUMBNAIL})?")


class StorageDown(Exception):
    """The place where files are kept does not answer."""


class Storage(Protocol):
    """Few verbs, so that an object store can stand in for the folder. Every one may raise StorageDown."""

    def put(self, key: str, quarantined: Path) -> None:
        """Keep a copy of a finished file."""

    def open(self, key: str) -> IO[bytes]:
        """Raises FileNotFoundError."""

    def delete(self, key: str) -> None:
        """Deleting what is not there is no error."""

    def stored(self, before: datetime) -> Iterator[str]:
        """Keys of everything that was put before a moment."""

    def tidy(self, before: datetime) -> int:
        """Remove what a killed `put` left behind before a moment; how many."""

    def check(self) -> None:
        """Raises StorageDown when nothing could be kept now."""


def checked_key(key: str) -> str:
    """Raises FileNotFoundError for what can be no key: nothing else ever becomes part of a path."""
    if not _KEY.fullmatch(key):
        raise FileNotFoundError(key)
    return key


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
            except OSError as error:
                partial.unlink(missing_ok=True)
                raise StorageDown(str(error)) from error
            except BaseException:
                partial.unlink(missing_ok=True)
                raise

    def open(self, key: str) -> IO[bytes]:
        return self._path(key).open("rb")

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def stored(self, before: datetime) -> Iterator[str]:
        for path in self.folder.glob("??/??/*"):
            if _KEY.fullmatch(path.name) and path.stat().st_mtime < before.timestamp():
                yield path.name

    def tidy(self, before: datetime) -> int:
        left = [path for path in self.folder.glob(f"??/??/*{PARTIAL}") if path.stat().st_mtime < before.timestamp()]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def check(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageDown(str(error)) from error
        if not os.access(self.folder, os.W_OK):
            raise StorageDown("the folder cannot be written")

    def _path(self, key: str) -> Path:
        return self.folder / checked_key(key)[:2] / key[2:4] / key
