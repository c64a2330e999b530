"""What an action says to open pages, told after its commit."""

from collections.abc import Callable, Iterable

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.services.live.channel import Channel, Message

_SAID = "live_said"
MOST_PEOPLE = 200
"""Rooms in one message: a message has to fit into a datagram."""


def hint(session: DbSession, ref: Ref, version: int = 0) -> None:
    """Tell who watches `ref` that it changed. `version`: its present number, when it has one that grows."""
    _say(session, Message("hint", (room_of(ref),), {"kind": ref.kind, "id": ref.id, "version": version}))


def hint_people(session: DbSession, person_ids: Iterable[int]) -> None:
    """Tell people that there is something new for themselves."""
    for rooms in _parts(person_ids, person_room):
        _say(session, Message("hint", rooms, {"kind": "inbox", "id": 0, "version": 0}))


def close_people(session: DbSession, person_ids: Iterable[int]) -> None:
    """End every socket of people whose rights changed; their pages open new ones, with the rights of then."""
    for rooms in _parts(person_ids, person_room):
        _say(session, Message("close", rooms))


def close_sessions(session: DbSession, session_ids: Iterable[int]) -> None:
    """End the sockets of sign-in sessions that are over."""
    for rooms in _parts(session_ids, session_room):
        _say(session, Message("close", rooms))


def room_of(ref: Ref) -> str:
    return f"{ref.kind}:{ref.id}"


def person_room(person_id: int) -> str:
    return f"/person:{person_id}"


def session_room(session_id: int) -> str:
    return f"/session:{session_id}"


def _parts(ids: Iterable[int], room: Callable[[int], str]) -> Iterable[tuple[str, ...]]:
    rooms = [room(one) for one in sorted(set(ids))]
    return (tuple(rooms[start : start + MOST_PEOPLE]) for start in range(0, len(rooms), MOST_PEOPLE))


def _say(session: DbSession, message: Message) -> None:
    said: dict[tuple[str, tuple[str, ...]], Message] = session.info.setdefault(_SAID, {})
    said[message.act, message.rooms] = message


@event.listens_for(Session, "after_commit")
def _tell(session: Session) -> None:
    if _SAID in session.info and not session.in_nested_transaction():
        channel: Channel = current_app.extensions["live"]
        channel.tell(session.info.pop(_SAID).values())


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, ended: SessionTransaction) -> None:
    if not ended.nested:
        session.info.pop(_SAID, None)
