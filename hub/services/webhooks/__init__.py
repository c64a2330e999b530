"""Webhooks: addresses that administrators register are told what happens, signed, from the table of jobs.

A room says what can be told with `register_source` (see `sources`); nothing is called when it happens. What is sent is a
hint: which thing, and where. An address hears as an audience, and is told of nothing which that audience cannot read."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import delete

from hub.core import clock
from hub.core.db import DbSession
from hub.core.locale import gettext, lazy_gettext
from hub.services.jobs import JobKind, Schedule, register_job, register_schedule
from hub.services.notifications import NotificationKind, register_kind
from hub.services.webhooks.announcing import DELIVER, add_delivery, announce
from hub.services.webhooks.delivering import DISABLED, TEST, deliver
from hub.services.webhooks.destinations import NotAllowed, parse
from hub.services.webhooks.models import DeliveryState, Webhook, WebhookDelivery
from hub.services.webhooks.noticing import ANNOUNCE
from hub.services.webhooks.signing import secret_of, shown_secret
from hub.services.webhooks.sources import Before, Happening, Source, event_labels, register_source

__all__ = [
    "TEST",
    "Before",
    "DeliveryState",
    "Happening",
    "NotAllowed",
    "Source",
    "Webhook",
    "WebhookDelivery",
    "add_delivery",
    "event_labels",
    "init_app",
    "parse",
    "register_source",
    "secret_of",
    "shown_secret",
]

KEPT = timedelta(days=30)


def forget_old_deliveries(session: DbSession, _payload: Mapping[str, Any]) -> None:
    session.execute(delete(WebhookDelivery).where(WebhookDelivery.attempted_at < clock.utcnow() - KEPT))


TIDY = JobKind(name="webhooks.tidy", run=forget_old_deliveries)


def init_app(app: Flask) -> None:
    register_job(JobKind(name=ANNOUNCE, run=announce))
    register_job(JobKind(name=DELIVER, run=deliver))
    register_job(TIDY)
    register_schedule(Schedule(name=TIDY.name, job=TIDY.name, every=timedelta(days=1), offset=timedelta(hours=3)))
    register_kind(
        NotificationKind(
            name=DISABLED,
            label=lazy_gettext("A webhook was switched off"),
            sentence=lambda told: gettext(
                "The webhook %(host)s failed for days and was switched off.", host=told["host"]
            ),
            area=lazy_gettext("Administration"),
        )
    )
