"""`hub audit …`"""

import click
from flask.cli import AppGroup

from hub.core.db import db
from hub.services.audit.sealing import seal
from hub.services.audit.verifying import Breach, Verdict, note, verify

audit_commands = AppGroup("audit", help="The audit's chain.")

_TOLD = {
    Breach.MISSING: "is missing",
    Breach.CHANGED: "was changed",
    Breach.WORDS: "lost or changed its words without an erasure",
    Breach.HEAD: "is not where the chain's head says that it ends",
    Breach.ANCHOR: "is not what the anchor says",
}


class Anchor(click.ParamType):
    """`1200:9f86d081…`: number and hash of an entry, as an earlier check printed them."""

    name = "NUMBER:HASH"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        number, _, digest = value.partition(":")
        if not number.isdecimal() or len(digest) != 64:
            self.fail("write number and hash as an earlier check printed them, 1200:9f86…", param, ctx)
        return int(number), digest


@audit_commands.command("verify")
@click.option("--anchor", type=Anchor(), help="Number and hash noted earlier, which the chain must pass through.")
def verify_command(anchor: tuple[int, str] | None) -> None:
    """Recompute the whole chain. Fails naming the first entry that does not hold."""
    verdict = verify(anchor)
    note(db.session, verdict)
    db.session.commit()
    _tell(verdict)


@audit_commands.command("seal")
def seal_command() -> None:
    """Take waiting entries into the chain now (a schedule does it every minute)."""
    count = 0
    while done := seal(db.session):
        db.session.commit()
        count += done
    click.echo(f"{count} sealed")


def _tell(verdict: Verdict) -> None:
    if verdict.waiting:
        click.echo(f"{verdict.waiting} not sealed yet, the oldest of {verdict.waits_since:%Y-%m-%d %H:%M} UTC")
    if verdict.broken:
        broken = verdict.broken
        row = f" (row {broken.entry_id})" if broken.entry_id else ""
        raise click.ClickException(f"entry {broken.number}{row} {_TOLD[broken.what]}")
    click.echo(f"{verdict.checked} entries hold. Head: {verdict.number}:{verdict.hash}")
