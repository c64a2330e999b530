"""Backup of all that a hub is, and back; the examination that tells whether it is whole."""

from flask import Flask

from hub.services.backup import journal
from hub.services.backup.commands import backup_command, doctor_command, restore_command

__all__ = ["init_app"]


def init_app(app: Flask) -> None:
    for command in (backup_command, restore_command, doctor_command):
        app.cli.add_command(command)
    journal.register()
