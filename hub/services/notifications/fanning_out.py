"""Telling those who watch. The act adds one job and goes on; the job reads the watchers by the thousand, so that neither the
writer waits nor one transaction keeps all others from writing."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, literal, or_, select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.services.jobs import enqueue
from hub.services.notifications.choices import Level
from hub.services.notifications.kinds import container_of, kinds
from hub.services.notifications.models import Watch
from hub.services.notifications.notifying import Plain, tell
from hub.services.notifications.standing import Occasion, occasion

FAN_OUT = "notifications.fan_out"
BATCH = 500


def notify_watchers(
    session: DbSession,
    kind: str,
    ref: Ref,
    actor: Actor | None = None,
    besides: Iterable[int] = (),
    **data: Plain,
) -> None:
    """Tell those who watch the thing or what it lies in, soon, by a job (not committed); nobody watches: nothing to do.
    `besides`: people told of the same act already. `data` holds no personal text: jobs keep it. KeyError for an
    unregistered kind."""
    kinds()[kind]
    if session.scalar(select(literal(1)).where(_watches(ref, container_of(session, ref))).limit(1)) is None:
        return
    payload = {
        "kind": kind,
        "ref": [ref.kind, ref.id],
        "actor": actor.person_id if actor else None,
        "besides": sorted(besides),
        "data": data,
        "after": 0,
    }
    enqueue(session, FAN_OUT, payload)


def fan_out(session: DbSession, payload: Mapping[str, Any]) -> None:
    """Tell the next `BATCH` watchers after person `after`, and leave the rest to the next job."""
    told: Occasion = occasion(session, kinds()[payload["kind"]], Ref(*payload["ref"]), payload["actor"])
    watchers = session.scalars(
        select(Watch.person_id)
        .where(_watches(told.ref, told.container), Watch.person_id > payload["after"])
        .distinct()
        .order_by(Watch.person_id)
        .limit(BATCH)
    ).all()
    tell(session, told, set(watchers) - set(payload["besides"]), payload["data"], is_addressed=False)
    if len(watchers) == BATCH:
        enqueue(session, FAN_OUT, {**payload, "after": watchers[-1]})


def _watches(ref: Ref, container: Ref | None) -> ColumnElement[bool]:
    """Somebody wants everything of the thing or of its container; the resolver sees whether the other says otherwise."""
    watched = or_(*((Watch.ref_kind == one.kind) & (Watch.ref_id == one.id) for one in (ref, container) if one))
    return watched & (Watch.level == Level.ALL.value)
