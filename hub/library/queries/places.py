"""Names of groups."""

from collections.abc import Mapping

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.multilingual import MultilingualText
from hub.network.models import Group


def group_names(session: DbSession, reader: Actor) -> Mapping[int, MultilingualText]:
    """The reader's working groups."""
    rows = session.execute(
        select(Group.id, Group.name).where(Group.id.in_(sorted(reader.group_ids))).order_by(Group.id)
    )
    return {row.id: row.name for row in rows}
