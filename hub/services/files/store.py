"""The hub's file store: where bytes are kept, where they wait to be checked, how large they may be."""

from dataclasses import dataclass
from pathlib import Path

from hub.services.files.storage import Storage


@dataclass(frozen=True, slots=True)
class FileStore:
    """`limit`: bytes of one file."""

    storage: Storage
    quarantine: Path
    limit: int
