"""The operator's commands for events."""

import click
from flask.cli import AppGroup

from hub.events.actions.recomputing import recompute_instants

events_commands = AppGroup("events", help="Events and their calendars.")


@events_commands.command("recompute")
def recompute_command() -> None:
    """Derive every instant again from wall time and zone: after zone rules were updated."""
    click.echo(f"{recompute_instants()} occurrences moved")
