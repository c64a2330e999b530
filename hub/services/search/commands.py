"""`hub search …`"""

import click
from flask.cli import AppGroup

from hub.core.db import db, one_transaction

from .indexing import rebuild, rebuild_stale

search_commands = AppGroup("search", help="The search index.")


@search_commands.command("rebuild")
@click.option("--kind", "kinds", multiple=True, help="Only this kind of content (may be repeated).")
@click.option("--stale", is_flag=True, help="Only what an older analyser left behind, in small transactions.")
def rebuild_command(kinds: tuple[str, ...], stale: bool) -> None:
    """Make the index anew from the content."""
    count = _stale() if stale else _whole(kinds)
    click.echo(f"{count} indexed")


def _whole(kinds: tuple[str, ...]) -> int:
    with one_transaction():
        return rebuild(db.session, kinds or None)


def _stale() -> int:
    count = 0
    while done := rebuild_stale(db.session):
        db.session.commit()
        count += done
    return count
