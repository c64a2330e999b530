"""`hub`: the operator's commands."""

import os
import sys

import click
from flask import Flask, current_app
from flask.cli import FlaskGroup, with_appcontext
from flask_migrate.cli import db as migration_commands

from hub import setup
from hub.accounts.first_administrator import first_administrator_link
from hub.app import create_app
from hub.core.db import db
from hub.core.settings import Settings, UnsafeSetting
from hub.i18n import i18n_commands
from hub.server import Server
from hub.services.jobs.worker import Worker


def _application() -> Flask:
    try:
        return create_app()
    except UnsafeSetting as error:
        raise click.ClickException(str(error)) from error


@click.group(cls=FlaskGroup, create_app=_application, add_default_commands=False, add_version_option=False)
def main() -> None:
    """The hub of the network of Moroccan regions on migration."""


@main.command()
@with_appcontext
def start() -> None:
    """Prepare everything (migrations, reference data, demo when HUB_DEMO=1) and serve."""
    settings: Settings = current_app.config["HUB"]
    setup.prepare(with_demo=settings.demo)
    link = first_administrator_link(db.session)
    if link:
        click.echo(f"No administrator yet. This link makes the first one, once:\n{link}")
    _serve(settings)


@main.command()
@with_appcontext
def serve() -> None:
    """Serve what is prepared already."""
    _serve(current_app.config["HUB"])


@main.command()
@click.option("--threads", type=click.IntRange(1, 32), default=4, show_default=True, help="Jobs at once.")
def worker(threads: int) -> None:
    """Do jobs, beside `hub serve` processes that run with HUB_RUNNER=0."""
    doing = Worker(_application(), threads=threads)
    doing.obey_signals()
    doing.run()


@main.command()
def live() -> None:
    """Serve the sockets of live updates apart, for thousands of them: HUB_LIVE=separate and a proxy in front."""
    os.execv(sys.executable, [sys.executable, "-m", "hub.live_process"])  # noqa: S606 - this interpreter, no shell


@main.command()
@with_appcontext
def prepare() -> None:
    """Apply migrations and load reference data (and the demo network when HUB_DEMO=1), without serving."""
    setup.prepare(with_demo=current_app.config["HUB"].demo)


@main.command()
@click.option("--size", type=click.Choice(["small", "large"]), default="small", show_default=True)
@with_appcontext
def demo(size: str) -> None:
    """Load the demo network; `large` adds the load set that `make bench` measures on."""
    setup.prepare(with_demo=True)
    if size == "large":
        setup.load_large()


def _serve(settings: Settings) -> None:
    db.session.remove()
    db.engine.dispose()
    click.echo(f"{settings.base_url}", err=True)
    Server(current_app._get_current_object(), settings).run()  # type: ignore[attr-defined]


main.add_command(migration_commands)
main.add_command(i18n_commands)
