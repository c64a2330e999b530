"""Remember how far people have read."""

from typing import Any

from sqlalchemy import case, literal
from sqlalchemy.dialects import postgresql, sqlite

from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession, commit, db, side_transaction
from hub.core.registry import Ref
from hub.forum.models import ReadPosition
from hub.forum.queries.lists import unread_ids
from hub.forum.queries.subjects import topic_by_id
from hub.services.notifications import mark_seen

_positions = ReadPosition.__table__


def remember(session: DbSession, actor: Actor, topic_id: int, number: int) -> None:
    """Move the position to `number`, never back, and with it what told of these messages (not committed)."""
    statement = _insert(session).values(
        person_id=actor.person_id, topic_id=topic_id, last_number=number, read_at=clock.utcnow()
    )
    session.execute(_keeping_the_furthest(statement))
    if actor.person_id is not None:
        mark_seen(session, actor.person_id, Ref("topic", topic_id), number)


def remember_later(actor: Actor, topic_id: int, number: int) -> None:
    """The same in a transaction of its own, for what a page view leaves behind."""
    with side_transaction() as session:
        remember(session, actor, topic_id, number)


def mark_unread_from(actor: Actor, topic_id: int, number: int) -> None:
    """Take the position back to just before a post, to come back to it later."""
    guard(actor, Permission.FORUM_POSITION_KEEP)
    topic = topic_by_id(db.session, actor, topic_id)
    statement = _insert(db.session).values(
        person_id=actor.person_id,
        topic_id=topic.id,
        last_number=max(0, min(number, topic.last_number) - 1),
        read_at=clock.utcnow(),
    )
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["person_id", "topic_id"],
            set_={"last_number": statement.excluded.last_number, "read_at": statement.excluded.read_at},
        )
    )
    commit()


def mark_all_read(actor: Actor, category_id: int | None = None) -> None:
    """Everything that the actor sees, or sees in one category: one statement."""
    guard(actor, Permission.FORUM_POSITION_KEEP)
    unread = unread_ids(actor, category_id).add_columns(
        literal(actor.person_id).label("person_id"), literal(clock.utcnow(), _positions.c.read_at.type).label("read_at")
    )
    statement = _insert(db.session).from_select(["topic_id", "last_number", "person_id", "read_at"], unread)
    db.session.execute(_keeping_the_furthest(statement))
    commit()


def _insert(session: DbSession) -> Any:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(_positions)


def _keeping_the_furthest(statement: Any) -> Any:
    new = statement.excluded.last_number
    known = _positions.c.last_number
    return statement.on_conflict_do_update(
        index_elements=["person_id", "topic_id"],
        set_={"last_number": case((new > known, new), else_=known), "read_at": statement.excluded.read_at},
    )
