"""Noticing what happens on every flush, and asking a job to tell it: in the transaction of the change itself.

What one transaction does to one thing is one happening, the first of them: an event that is published is not also changed.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from hub.core.registry import Ref
from hub.services.jobs import enqueue
from hub.services.webhooks.models import Webhook
from hub.services.webhooks.sources import Before, Happening, source_of

ANNOUNCE = "webhooks.announce"
_PENDING = "webhook_happenings"


@event.listens_for(Session, "after_flush")
def _notice(session: Session, _context: UOWTransaction) -> None:
    for row in session.new:
        _add(session, row, None)
    for row in session.dirty:
        if source := source_of(row):
            state = inspect(row)
            changed = {name: _old(state.attrs[name].history) for name in source.watched}
            _add(session, row, Before(row, {name: old[0] for name, old in changed.items() if old}))


def _add(session: Session, row: Any, was: Before | None) -> None:
    source = source_of(row)
    told = source.tell(row, was) if source else None
    if told is not None:
        happenings: dict[Ref, Happening] = session.info.setdefault(_PENDING, {})
        happenings[told.ref] = replace(happenings.get(told.ref, told), version=told.version)


def _old(history: Any) -> tuple[Any] | None:
    """The value before; None when it did not change."""
    if not history.has_changes():
        return None
    return (history.deleted[0],) if history.deleted else (None,)


@event.listens_for(Session, "before_commit")
def _announce(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    happenings: dict[Ref, Happening] = session.info.pop(_PENDING, {})
    if not happenings:
        return
    listening = session.scalars(select(Webhook.events).where(Webhook.disabled_at.is_(None)))
    wanted = {name for names in listening for name in names}
    for told in happenings.values():
        if told.event in wanted:
            payload = {"event": told.event, "kind": told.ref.kind, "id": told.ref.id, "version": told.version}
            enqueue(session, ANNOUNCE, payload, key=":".join(map(str, payload.values())))


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _previous: Any) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_PENDING, None)
