"""Noticing what happens, on every flush, and asking a job to tell it: in the transaction of the change itself."""

from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from hub.services.jobs import enqueue
from hub.services.webhooks.models import Webhook
from hub.services.webhooks.sources import Before, Happening, source_of

ANNOUNCE = "webhooks.announce"
_PENDING = "webhook_happenings"


@event.listens_for(Session, "after_flush")
def _notice(session: Session, _context: UOWTransaction) -> None:
    happenings: list[Happening] = session.info.setdefault(_PENDING, [])
    for row in session.new:
        _add(happenings, row, None)
    for row in session.dirty:
        if source := source_of(row):
            state = inspect(row)
            changed = {name: _old(state.attrs[name].history) for name in source.watched}
            _add(happenings, row, Before(row, {name: old[0] for name, old in changed.items() if old}))


def _add(happenings: list[Happening], row: Any, was: Before | None) -> None:
    source = source_of(row)
    told = source.tell(row, was) if source else None
    if told is not None:
        happenings.append(told)


def _old(history: Any) -> tuple[Any] | None:
    """The value before, None when it did not change (or was not loaded: a blind overwrite of the same)."""
    if not history.has_changes():
        return None
    return (history.deleted[0],) if history.deleted else (None,)


@event.listens_for(Session, "after_flush_postexec")
def _announce(session: Session, _context: UOWTransaction) -> None:
    happenings: list[Happening] = session.info.pop(_PENDING, [])
    if not happenings:
        return
    with session.no_autoflush:
        wanted = {
            name
            for names in session.scalars(select(Webhook.events).where(Webhook.disabled_at.is_(None)))
            for name in names
        }
        for told in happenings:
            if told.event in wanted:
                payload = {"event": told.event, "kind": told.ref.kind, "id": told.ref.id, "version": told.version}
                enqueue(session, ANNOUNCE, payload, key=":".join(map(str, payload.values())))
