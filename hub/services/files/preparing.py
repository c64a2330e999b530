"""From bytes in quarantine to bytes that may be kept: checked against their name, images made anew without EXIF."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hub.services.files.check import Reason, RefusedFile, check_file
from hub.services.files.quarantine import Quarantined
from hub.services.files.store import WORK_PREFIX
from hub.services.parsing.process import parse
from hub.services.parsing.tasks import IMAGE, THUMBNAIL, Task, can

_TOO_MUCH = {"pixels", "memory", "time"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that may be kept, still in quarantine. `thumbnail`: of an image."""

    name: str
    media_type: str
    path: Path
    sha256: str
    size: int
    thumbnail: Path | None = None
    width: int | None = None
    height: int | None = None


@contextmanager
def prepare(received: Quarantined, raw_name: str) -> Iterator[Prepared]:
    """What it gives exists inside the `with` only. Raises RefusedFile.

    An image is stored as the hub draws it, so what a camera wrote beside it (place, owner) is never kept, and bytes that
    pretend to be an image besides being something else are gone.
    """
    checked = check_file(received.path, raw_name)
    if not can(Task.IMAGE, checked.media_type):
        yield Prepared(checked.name, checked.media_type, received.path, received.sha256, received.size)
        return
    with TemporaryDirectory(dir=received.path.parent, prefix=WORK_PREFIX) as work:
        folder = Path(work)
        outcome = parse(Task.IMAGE, checked.media_type, received.path, folder)
        if not outcome.is_done:
            raise RefusedFile(_reason(outcome.reason), checked.name)
        image = folder / IMAGE
        yield Prepared(
            checked.name,
            checked.media_type,
            image,
            hashlib.sha256(image.read_bytes()).hexdigest(),
            image.stat().st_size,
            folder / THUMBNAIL,
            outcome.facts["width"],
            outcome.facts["height"],
        )


def _reason(reason: str) -> Reason:
    if reason in _TOO_MUCH:
        return Reason.PIXELS
    return Reason.MOVING if reason == "moving" else Reason.IMAGE
