"""Files: received in quarantine, checked, kept once by SHA-256, shown only to who may see what they belong to."""

from flask import Flask

from hub.core.access import Permission, register_policy, signed_in
from hub.core.locale import lazy_gettext
from hub.core.settings import Settings
from hub.services import audit
from hub.services.files import probing, processing
from hub.services.files.commands import files_commands
from hub.services.files.listeners import when_files_change
from hub.services.files.models import Attachment, FileBlob, FileText, FileUpload
from hub.services.files.s3 import S3Storage
from hub.services.files.scanning import INFECTED, REMOVED
from hub.services.files.storage import FolderStorage, Storage
from hub.services.files.store import FileStore
from hub.services.notifications import register_kind

__all__ = ["Attachment", "FileBlob", "FileStore", "FileText", "FileUpload", "init_app", "when_files_change"]

POLICY = {Permission.FILES_FILE_ATTACH: signed_in}


def init_app(app: Flask) -> None:
    settings: Settings = app.config["HUB"]
    app.extensions["files"] = FileStore(
        storage=_storage(settings),
        quarantine=settings.data_dir / "quarantine",
        limit=settings.upload_limit,
        person_limit=settings.files.person_limit,
        hub_limit=settings.files.hub_limit,
        scanner=settings.files.scanner,
    )
    register_policy(POLICY)
    register_kind(INFECTED)
    audit.register_actions({REMOVED: lazy_gettext("removed a file with a virus")})
    processing.register()
    probing.register()
    app.cli.add_command(files_commands)


def _storage(settings: Settings) -> Storage:
    bucket = settings.files.bucket
    return S3Storage(bucket) if bucket else FolderStorage(settings.data_dir / "files")
