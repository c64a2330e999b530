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
    """Delete stored bytes that no attachment uses."""
    store: FileStore = current_app.extensions["files"]
    click.echo(f"{clean(db.session, store.storage)} deleted")
