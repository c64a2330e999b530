"""Attach files to things and detach them. Whether the actor may change the *thing* is the feature's question; it asks it
before calling here."""

from typing import IO

from hub.core.access import Actor, Permission, guard
from hub.core.db import add_unless_there, db
from hub.core.registry import Ref
from hub.services.files.check import check_file
from hub.services.files.models import Attachment, FileBlob
from hub.services.files.quarantine import receive
from hub.services.files.store import FileStore


def attach(store: FileStore, actor: Actor, owner: Ref, stream: IO[bytes], raw_name: str) -> Attachment:
    """Receive, check, keep, and add to the session (the caller commits). Raises RefusedFile.

    The bytes are kept before the commit: a transaction that fails leaves an orphan, which `hub files clean` removes.
    """
    guard(actor, Permission.FILES_FILE_ATTACH)
    with receive(stream, raw_name, store.quarantine, store.limit) as received:
        checked = check_file(received.path, raw_name)
        store.storage.put(received.sha256, received.path)
    if db.session.get(FileBlob, received.sha256) is None:
        add_unless_there(db.session, FileBlob(sha256=received.sha256, size=received.size))
    attachment = Attachment(
        owner_kind=owner.kind,
        owner_id=owner.id,
        sha256=received.sha256,
        name=checked.name,
        media_type=checked.media_type,
        uploaded_by=actor.person_id,
    )
    db.session.add(attachment)
    return attachment


def detach(attachment: Attachment) -> None:
    """Take the name off the thing (the caller commits). The bytes go with the next cleaning, if nothing else uses them."""
    db.session.delete(attachment)
