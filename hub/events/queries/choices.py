"""What an event's form offers."""

from collections.abc import Sequence

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.events.models import EventSeries
from hub.network.models import Group
from hub.network.queries import group_names

SERIES_LIMIT = 200
Choices = Sequence[tuple[str, str]]


def series(session: DbSession) -> Choices:
    """Series, the latest first."""
    rows = session.execute(
        select(EventSeries.id, EventSeries.title).order_by(EventSeries.id.desc()).limit(SERIES_LIMIT)
    )
    return [(str(row.id), str(row.title)) for row in rows]


def own_groups(session: DbSession, actor: Actor) -> list[tuple[int, str]]:
    """Working groups by id: the actor's own; all of them for administrators."""
    names = group_names(session, None if actor.is_administrator else actor.group_ids)
    return [(id_, str(name)) for id_, name in names.items()]


def groups(session: DbSession, actor: Actor) -> Choices:
    """The actor's working groups as audiences."""
    if not actor.group_ids:
        return []
    rows = session.execute(select(Group.id, Group.name).where(Group.id.in_(sorted(actor.group_ids))).order_by(Group.id))
    return [(f"group:{row.id}", str(row.name)) for row in rows]
