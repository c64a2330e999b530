"""The hub's file store: where bytes are kept, where they wait to be checked, how many there may be."""

from dataclasses import dataclass
from pathlib import Path

from hub.core.file_settings import Scanner
from hub.services.files.storage import Storage

RECEIVED_PREFIX, UPLOAD_PREFIX, WORK_PREFIX = "in-", "up-", "work-"
"""What stands in quarantine: a file being received, one that comes in pieces, the folder of a parser."""


@dataclass(frozen=True, slots=True)
class FileStore:
    """`limit`: bytes of one file; `person_limit`, `hub_limit`: of all files, 0 for no limit."""

    storage: Storage
    quarantine: Path
    limit: int
    person_limit: int = 0
    hub_limit: int = 0
    scanner: Scanner | None = None
