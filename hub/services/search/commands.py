"""`hub search …`"""

import click
from flask.cli import AppGroup

from .rebuilding import rebuild_beside

search_commands = AppGroup("search", help="The search index.")


@search_commands.command("rebuild")
@click.option("--kind", "kinds", multiple=True, help="Only this kind of content (may be repeated).")
def rebuild_command(kinds: tuple[str, ...]) -> None:
    """Make the index anew from the content, in short transactions: the hub can go on serving and writing."""
    number = 0
    for progress in rebuild_beside(kinds or None):
        if progress.done == progress.total:
            number += progress.done
        click.echo(
            f"\r{progress.kind}: {progress.done} of {progress.total}", nl=progress.done == progress.total, err=True
        )
    click.echo(f"{number} indexed")
