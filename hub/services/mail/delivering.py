"""The job that hands a mail to the mail server.

A mail that was taken over just before the process died goes out once more, with the same Message-ID: mail programs show
one. A server that is away costs one attempt in half a minute for all mails together, not a time-out for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import update

from hub.core import clock
from hub.core.db import DbSession, side_transaction
from hub.core.mail_settings import MailServer
from hub.core.settings import Settings
from hub.services.jobs import NotNow, outside
from hub.services.mail.bouncing import is_suspended, note_hard_bounce
from hub.services.mail.composing import Envelope, compose
from hub.services.mail.models import REASON_LIMIT, Mail, MailState
from hub.services.mail.smtp import Refused, ServerAway, send

log = structlog.get_logger("hub.mail")

LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 80
"""With pauses of 1, 2, 4 … 32 minutes, then an hour each: three days."""

QUIET_AFTER_FAILURE = timedelta(seconds=30)


@dataclass(slots=True)
class Outage:
    """What this process knows of its mail server. `until`: nothing is tried before."""

    until: datetime | None = None
    reason: str = ""

    @property
    def is_over(self) -> bool:
        return self.until is None or clock.utcnow() >= self.until

    def note(self, reason: str) -> None:
        self.until, self.reason = clock.utcnow() + QUIET_AFTER_FAILURE, reason


def deliver(session: DbSession, payload: Mapping[str, Any]) -> None:
    """`payload`: `{"mail_id": 7}`. Raises NotNow while the mail has to wait."""
    settings: Settings = current_app.config["HUB"]
    outage: Outage = current_app.extensions["mail"]
    mail_id = payload["mail_id"]
    mail = session.get(Mail, mail_id)
    if mail is None or mail.state != MailState.WAITING:
        return
    server = settings.mail.server
    if server is None:
        mail.state = MailState.KEPT
        return
    if not mail.is_essential and is_suspended(session, mail.to):
        mail.state = MailState.WITHHELD
        return
    if not outage.is_over:
        raise NotNow("the mail server is away", QUIET_AFTER_FAILURE)
    try:
        envelope = compose(mail, settings.mail)
    except UnicodeError:
        _fail(session, mail, "This address cannot be written to.", counts=True)
        return
    attempts = mail.attempts
    with outside(session):
        failure = _send(server, envelope, outage)
    if isinstance(failure, Refused) and failure.for_good:
        _fail(session, session.get_one(Mail, mail_id), str(failure), counts=failure.is_address_fault)
    elif failure is not None:
        _wait(session, mail_id, attempts, str(failure))
    else:
        sent = session.get_one(Mail, mail_id)
        sent.state, sent.sent_at, sent.reason = MailState.SENT, clock.utcnow(), ""
        sent.attempts = attempts + 1


def _send(server: MailServer, envelope: Envelope, outage: Outage) -> Refused | ServerAway | None:
    try:
        send(server, envelope)
    except Refused as error:
        return error
    except ServerAway as error:
        outage.note(str(error))
        log.warning("mail server is away", reason=str(error))
        return error
    outage.until = None
    return None


def _wait(session: DbSession, mail_id: int, attempts: int, reason: str) -> None:
    """The reason stands beside the mail while it waits; after three days it has failed."""
    attempts += 1
    if attempts >= MOST_ATTEMPTS:
        _fail(session, session.get_one(Mail, mail_id), reason, counts=False)
        return
    with side_transaction() as aside:
        aside.execute(
            update(Mail).where(Mail.id == mail_id).values(attempts=attempts, reason=reason[:REASON_LIMIT])
        )  # fmt: skip
    raise NotNow(
        "the mail server does not take it now", min(timedelta(minutes=2 ** min(attempts - 1, 6)), LONGEST_PAUSE)
    )


def _fail(session: DbSession, mail: Mail, reason: str, *, counts: bool) -> None:
    mail.state, mail.reason = MailState.FAILED, reason[:REASON_LIMIT]
    if counts:
        note_hard_bounce(session, mail.to, reason)
    log.info("mail failed", mail=mail.id, kind=mail.kind, counts=counts)
