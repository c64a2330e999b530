"""`hub files …`"""

import click
from flask import current_app
from flask.cli import AppGroup

from hub.core.db import db
from hub.services.files.cleaning import clean
from hub.services.files.store import FileStore

files_commands = AppGroup("files", help="Stored files.")


@files_commands.command("clean")
def clean_command() -> None:
    """Delete what nothing uses; it happens every night by itself."""
    store: FileStore = current_app.extensions["files"]
    click.echo(f"{clean(db.session, store)} deleted")
