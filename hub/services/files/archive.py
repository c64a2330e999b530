"""Guard against hostile ZIP containers (OOXML and ODF are ZIP files).

Sizes in the directory are claims, so the bytes that really come out are counted: overlapping entries and forged headers
change nothing. Limits from the measured notes: 2,000 entries, 200 MB, ratio 100.
"""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

MAXIMUM_ENTRIES = 2_000
MAXIMUM_BYTES = 200_000_000
MAXIMUM_RATIO = 100
_CHUNK = 1 << 16
_ENCRYPTED = 0x1


class BadArchive(ValueError):
    """Not a readable ZIP file, encrypted, or with entries that point outside."""


class ArchiveTooLarge(ValueError):
    """More entries or bytes than an office document can need."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What the guard learned: every entry's name, and the first bytes of the entries it was asked to keep."""

    names: tuple[str, ...]
    kept: dict[str, bytes]


def inspect(path: Path, keep: frozenset[str], keep_bytes: int = 1_000_000) -> Archive:
    """Read the whole archive once, within limits. Raises BadArchive or ArchiveTooLarge."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MAXIMUM_ENTRIES:
                raise ArchiveTooLarge(f"{len(entries)} entries")
            limit = min(MAXIMUM_BYTES, path.stat().st_size * MAXIMUM_RATIO)
            total, kept = 0, {}
            for entry in entries:
                _check_entry(entry)
                with archive.open(entry) as stream:
                    head, size = _drain(stream, limit - total, keep_bytes if entry.filename in keep else 0)
                total += size
                if entry.filename in keep:
                    kept[entry.filename] = head
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise BadArchive(str(error)) from error
    return Archive(tuple(entry.filename for entry in entries), kept)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or "\x00" in name:
        raise BadArchive("an entry points outside the archive")
    if entry.flag_bits & _ENCRYPTED:
        raise BadArchive("an entry is encrypted")


def _drain(stream: IO[bytes], allowed: int, keep: int) -> tuple[bytes, int]:
    """Read to the end, counting. Returns the first `keep` bytes and the size. Raises ArchiveTooLarge past `allowed`."""
    head, size = b"", 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > allowed:
            raise ArchiveTooLarge("expands beyond the limit")
        if len(head) < keep:
            head += chunk[: keep - len(head)]
    return head, size
