"""A real mail server on loopback, and a hub that sends to it."""

import asyncio
import dataclasses
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask

from hub.core.db import db
from hub.core.mail_settings import Mailbox, MailServer, MailSettings, Protection
from hub.services.jobs.draining import drain
from hub.services.jobs.models import Job
from hub.services.mail.delivering import Outage

DOMAIN = "hub.example"


@dataclass
class PostOffice:
    """What it was sent, and how it answers: `answers` by the command (`RCPT`, `DATA`), `hangs_up` in the middle of the data,
    `is_slow` beyond the hub's patience."""

    envelopes: list[Envelope] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    hangs_up: bool = False
    is_slow: bool = False
    server: MailServer | None = None

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(envelope.content or b"", policy=policy.default) for envelope in self.envelopes]

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs_up:
            server.transport.abort()
        if self.is_slow:
            await asyncio.sleep(3)
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.envelopes.append(envelope)
        return "250 OK"


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    office = PostOffice()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    office.server = MailServer("127.0.0.1", port, Protection.PLAIN)
    yield office
    controller.stop(no_assert=True)


@pytest.fixture
def mailing(app: Flask, post_office: PostOffice) -> Flask:
    """The application with a mail server set, taking replies at DOMAIN."""
    mail = MailSettings(post_office.server, Mailbox("", "hub", DOMAIN), DOMAIN)
    app.config["HUB"] = dataclasses.replace(app.config["HUB"], mail=mail)
    return app


@pytest.fixture
def deliver(mailing: Flask) -> Callable[[], list[Any]]:
    """Do every job that is due; what waits for later is brought forward first."""

    def run() -> list[Any]:
        mailing.extensions["mail"] = Outage()
        with mailing.app_context():
            db.session.query(Job).update({Job.run_at: Job.created_at})
            db.session.commit()
            return drain(mailing)

    return run
