"""`hub mail …`: what the mail server calls for each incoming mail."""

import sys
from collections.abc import Sequence

import click
import structlog
from flask import current_app
from flask.cli import AppGroup

from hub.core.db import db
from hub.core.settings import Settings
from hub.services.mail.replies.incoming import Incoming, read_mail, recipients
from hub.services.mail.replies.receiving import NoSuchAddress, Outcome, receive

log = structlog.get_logger("hub.mail")

EX_NOUSER, EX_UNAVAILABLE, EX_TEMPFAIL = 67, 69, 75
"""Of sysexits.h: no such address; cannot be taken, for good; later. The mail server tells the sender of the first two."""

mail_commands = AppGroup("mail", help="Incoming mail.")


@mail_commands.command("receive")
@click.option("--recipient", "-r", multiple=True, help="Envelope recipient; of the mail's own headers when not given.")
@click.option("--sender", "-f", default=None, help="Envelope sender; empty for a bounce.")
def receive_command(recipient: tuple[str, ...], sender: str | None) -> None:
    """Read one mail from standard input: post a reply, note a bounce. Exits as sysexits.h says: 0 dealt with, 67 no such
    address, 69 too large, 75 try again later."""
    settings: Settings = current_app.config["HUB"]
    raw = sys.stdin.buffer.read(settings.upload_limit * 2 + 1)
    if len(raw) > settings.upload_limit * 2:
        click.echo("The mail is too large.", err=True)
        sys.exit(EX_UNAVAILABLE)
    incoming = read_mail(raw)
    try:
        outcomes = _receive_each(incoming, recipient or recipients(incoming.message), sender)
    except Exception as error:
        log.error("mail not received", exc_info=error)
        db.session.rollback()
        click.echo("The hub cannot take mail now. Try again later.", err=True)
        sys.exit(EX_TEMPFAIL)
    if not outcomes:
        click.echo("No such address. / Cette adresse n’existe pas. / هذا العنوان غير موجود.", err=True)
        sys.exit(EX_NOUSER)
    click.echo(" ".join(outcomes))


def _receive_each(incoming: Incoming, addresses: Sequence[str], sender: str | None) -> list[Outcome]:
    """The outcomes at the addresses that are the hub's, each once."""
    outcomes = []
    for address in dict.fromkeys(address.lower() for address in addresses):
        try:
            outcomes.append(receive(incoming, address, sender))
        except NoSuchAddress:
            log.info("mail to nobody")
    return outcomes
