"""Telling the owners of overdue actions: a job of every day, each action once a week."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import literal, select

from hub.core import clock
from hub.core.db import DbSession
from hub.decisions.models import Action, ActionStatus
from hub.decisions.notifications import OVERDUE, tell_overdue
from hub.services.jobs import JobKind, Schedule
from hub.services.notifications import Notification

AGAIN_AFTER = timedelta(days=7)


def remind_owners(session: DbSession, _payload: Mapping[str, Any]) -> None:
    """The day after the due date, then every seven days until the action ends."""
    told_lately = (
        select(literal(1))
        .where(
            Notification.person_id == Action.owner_id,
            Notification.kind == OVERDUE.name,
            Notification.ref_kind == "action",
            Notification.ref_id == Action.id,
            Notification.created_at > clock.utcnow() - AGAIN_AFTER,
        )
        .exists()
    )
    overdue = select(Action.id, Action.owner_id, Action.due_on).where(
        Action.status == ActionStatus.OPEN.value,
        Action.due_on < clock.today(),
        Action.owner_id.is_not(None),
        ~told_lately,
    )
    for row in session.execute(overdue.order_by(Action.id)).all():
        tell_overdue(row.id, row.owner_id, row.due_on)


REMIND = JobKind(name="decisions.overdue", run=remind_owners)
REMIND_DAILY = Schedule(
    name="decisions.overdue", job=REMIND.name, every=timedelta(days=1), offset=timedelta(hours=5, minutes=30)
)
