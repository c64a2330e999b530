"""Reminding those who registered, the day before: a job of every hour. Who was reminded of a day is not reminded again, so an
hour that was missed is caught up; a date that is moved to another day is another day."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, String, cast, literal, select

from hub.core import clock
from hub.core.db import DbSession
from hub.events.models import Event, EventStatus, Occurrence, Registration, RegistrationStatus
from hub.events.notifications import REMINDER, tell_reminder
from hub.services.jobs import JobKind, Schedule
from hub.services.notifications import Notification

BEFORE = timedelta(hours=24)


def remind(session: DbSession, _payload: Mapping[str, Any]) -> None:
    """Everybody with a seat at something that begins within a day, except those who registered within that day."""
    now = clock.utcnow()
    rows = session.execute(
        select(
            Occurrence.event_id,
            cast(Occurrence.first_day, String).label("day"),
            Occurrence.start_time,
            Occurrence.starts_at,
            Event.zone,
            Registration.person_id,
            Registration.changed_at,
        )
        .join(Event, Event.id == Occurrence.event_id)
        .join(Registration, Registration.event_id == Event.id)
        .where(
            Event.status == EventStatus.PUBLISHED.value,
            Occurrence.starts_at > now,
            Occurrence.starts_at <= now + BEFORE,
            Registration.status == RegistrationStatus.REGISTERED.value,
            ~_was_reminded(),
        )
        .order_by(Occurrence.event_id, Occurrence.first_day, Registration.person_id)
    ).all()
    known_for_long = (row for row in rows if row.changed_at <= row.starts_at - BEFORE)
    for _, group in groupby(known_for_long, lambda row: (row.event_id, row.day)):
        people = list(group)
        first = people[0]
        at = first.starts_at if first.start_time is not None else None
        tell_reminder(first.event_id, first.day, at, first.zone, [row.person_id for row in people])


def _was_reminded() -> ColumnElement[bool]:
    return (
        select(literal(1))
        .where(
            Notification.person_id == Registration.person_id,
            Notification.kind == REMINDER.name,
            Notification.ref_kind == "event",
            Notification.ref_id == Occurrence.event_id,
            Notification.data["day"].as_string() == cast(Occurrence.first_day, String),
        )
        .exists()
    )


REMIND = JobKind(name="events.remind", run=remind)
REMIND_HOURLY = Schedule(name="events.remind", job=REMIND.name, every=timedelta(hours=1))
