"""Sealing every minute and verifying every night, by themselves."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
from flask import Flask

from hub.core.db import DbSession
from hub.core.locale import lazy_gettext
from hub.core.probes import register_probe
from hub.services.audit.commands import audit_commands
from hub.services.audit.forgetting import FORGOTTEN
from hub.services.audit.health import check_chain
from hub.services.audit.labels import register_actions
from hub.services.audit.sealing import BATCH, seal
from hub.services.audit.verifying import note, verify
from hub.services.jobs import JobKind, Schedule, enqueue, outside, register_job, register_schedule

log = structlog.get_logger("hub.audit")

SEAL, VERIFY = "audit.seal", "audit.verify"


def seal_waiting(session: DbSession, _payload: Mapping[str, Any]) -> None:
    """One short transaction; what is left goes into the next."""
    if seal(session) == BATCH:
        enqueue(session, SEAL, {})


def verify_chain(session: DbSession, _payload: Mapping[str, Any]) -> None:
    """The head goes into the log as well: outside of the database, it is an anchor to verify against later."""
    with outside(session):
        verdict = verify()
    note(session, verdict)
    if verdict.broken:
        log.error("audit chain broken", number=verdict.broken.number, what=verdict.broken.what.value)
    else:
        log.info("audit chain holds", number=verdict.number, hash=verdict.hash)


def init_app(app: Flask) -> None:
    register_job(JobKind(name=SEAL, run=seal_waiting))
    register_job(JobKind(name=VERIFY, run=verify_chain))
    register_schedule(Schedule(name=SEAL, job=SEAL, every=timedelta(minutes=1)))
    register_schedule(Schedule(name=VERIFY, job=VERIFY, every=timedelta(days=1), offset=timedelta(hours=2)))
    register_actions(
        {FORGOTTEN: lazy_gettext("removed what the audit said about an erased account")},
        fields={"entries": lazy_gettext("Entries")},
    )
    register_probe("audit", lazy_gettext("Audit"), check_chain)
    app.cli.add_command(audit_commands)
