"""The archive: one tar that holds all of a hub, with the SHA-256 of each member in its last one, the manifest.

The manifest comes last, so that an archive cut short has none and is refused.
"""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, cast

MANIFEST = "manifest.json"
SECRET = "secret_key"  # noqa: S105 - the name of the member
FILES = "files/"
_IN_MEMORY = 8_000_000
_PIECE = 1 << 20
_FORMAT = 1


class Unusable(Exception):
    """What was given cannot be backed up, or cannot be restored here; the message says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made_at`: UTC, ISO 8601. `engine`: sqlite or postgresql. `revision`: of the migrations. `members`: name to SHA-256.
    `lacking`: keys of files that the database names and the store did not have whole."""

    made_at: str
    engine: str
    revision: str
    members: dict[str, str] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)
    format: int = _FORMAT


class ArchiveWriter:
    """Adds members and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.hashes: dict[str, str] = {}

    def add(self, name: str, source: IO[bytes], *, expected: str | None = None) -> bool:
        """Read `source` to its end into the archive. False, and nothing is added, when its SHA-256 is not `expected`."""
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
            digest = hashlib.sha256()
            while piece := source.read(_PIECE):
                digest.update(piece)
                copy.write(piece)
            if expected not in {None, digest.hexdigest()}:
                return False
            member = tarfile.TarInfo(name)
            member.size, member.mode = copy.tell(), 0o600
            copy.seek(0)
            self._tar.addfile(member, cast(IO[bytes], copy))
        self.hashes[name] = digest.hexdigest()
        return True

    def finish(self, manifest: Manifest) -> None:
        """The last member: without it the archive counts as cut short."""
        text = json.dumps(asdict(manifest), indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(text), 0o600
        self._tar.addfile(member, BytesIO(text))


@contextmanager
def writing(path: Path) -> Iterator[ArchiveWriter]:
    """An archive that bears its name only when it is whole and on the disk; readable by its owner alone."""
    partial = path.with_name(f"{path.name}.part")
    descriptor = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield ArchiveWriter(tar)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def verified(path: Path) -> Manifest:
    """The manifest, after every member was read and found as it was written. Raises Unusable."""
    hashes: dict[str, str] = {}
    text = b""
    try:
        for name, source in members(path):
            if name == MANIFEST:
                text = source.read()
            else:
                hashes[name] = hashlib.file_digest(source, "sha256").hexdigest()  # type: ignore[arg-type]
    except (tarfile.TarError, OSError, EOFError) as error:
        raise Unusable(f"{path} cannot be read: {error}") from error
    if not text:
        raise Unusable(f"{path} was cut short, or is no backup of a hub.")
    manifest = _read_manifest(path, text)
    for name in sorted(hashes.keys() | manifest.members.keys()):
        if hashes.get(name) != manifest.members.get(name):
            raise Unusable(f"{path} is damaged: {name} is not what was written.")
    return manifest


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and content of each member, in the archive's order; read a content before taking the next."""
    with tarfile.open(path, mode="r:") as tar:
        for member in tar:
            source = tar.extractfile(member)
            if source is not None:
                yield member.name, source


def _read_manifest(path: Path, text: bytes) -> Manifest:
    try:
        found = json.loads(text)
        if found["format"] != _FORMAT:
            raise Unusable(f"{path} was made by a newer hub.")
        return Manifest(**found)
    except (ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{path} is damaged: its manifest cannot be read.") from error
