"""Files: received in quarantine, checked, kept once by SHA-256, shown only to who may see what they belong to."""

from flask import Flask

from hub.core.access import Permission, register_policy, signed_in
from hub.core.settings import Settings
from hub.services.files.commands import files_commands
from hub.services.files.models import Attachment, FileBlob
from hub.services.files.storage import FolderStorage
from hub.services.files.store import FileStore

__all__ = ["Attachment", "FileBlob", "FileStore", "init_app"]

POLICY = {Permission.FILES_FILE_ATTACH: signed_in}


def init_app(app: Flask) -> None:
    settings: Settings = app.config["HUB"]
    app.extensions["files"] = FileStore(
        FolderStorage(settings.data_dir / "files"), settings.data_dir / "quarantine", settings.upload_limit
    )
    register_policy(POLICY)
    app.cli.add_command(files_commands)
