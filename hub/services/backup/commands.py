"""`hub backup`, `hub restore`, `hub doctor`."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from hub.core.locale import speaking
from hub.services.backup.archive import Unusable
from hub.services.backup.examining import examine
from hub.services.backup.making import drop_older, make_backup
from hub.services.backup.restoring import restore_backup
from hub.services.files.store import FileStore

_MEGABYTE = 1_000_000


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="Then delete all but the newest N backups of that folder.")
@with_appcontext
def backup_command(target: Path, keep: int | None) -> None:
    """Back up database, files and secret key into one archive, beside a running hub.

    TARGET is a folder, or the name of a new file. Fails when a file is lacking; the archive is there all the same.
    """
    if keep and not target.is_dir():
        raise click.UsageError("--keep needs a folder.")
    try:
        made = make_backup(current_app.config["HUB"], _store().storage, target)
    except Unusable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{made.path}: {made.files} files, {made.size / _MEGABYTE:.1f} MB")
    for path in drop_older(target, keep) if keep else ():
        click.echo(f"{path} deleted")
    if made.lacking:
        raise click.ClickException(f"{len(made.lacking)} files are missing or damaged: {', '.join(made.lacking)}")


@click.command("restore")
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore_command(archive: Path) -> None:
    """Restore a backup into an empty database and data folder, and bring it up to this version."""
    try:
        manifest = restore_backup(current_app.config["HUB"], _store().storage, archive)
    except Unusable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"The hub of {manifest.made_at} is back. `hub doctor` examines it, `hub start` serves it.")
    if manifest.lacking:
        raise click.ClickException(f"These files were not in the backup: {', '.join(manifest.lacking)}")


@click.command("doctor")
@click.option("--read-files", is_flag=True, help="Read every file and compare it with its SHA-256.")
@with_appcontext
def doctor_command(read_files: bool) -> None:
    """Examine the hub: services, database, audit, files. Fails when something does not work that it cannot be without."""
    ill = 0
    with speaking("en"):
        for finding in examine(_store().storage, read_files=read_files):
            ill += finding.is_failure
            click.echo(f"{finding.state.value:<5} {finding.what:<12} {finding.detail}".rstrip())
    if ill:
        raise click.ClickException(f"{ill} of these do not work.")


def _store() -> FileStore:
    store: FileStore = current_app.extensions["files"]
    return store
