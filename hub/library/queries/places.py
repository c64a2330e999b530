"""Names of themes, regions and groups."""

from collections.abc import Mapping

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.multilingual import MultilingualText
from hub.network.models import Group, Region, Theme

Names = Mapping[str, MultilingualText]


def theme_names(session: DbSession) -> Names:
    """All themes, in their order; those no longer active included: records keep them."""
    return dict(session.execute(select(Theme.code, Theme.name).order_by(Theme.position)).tuples().all())


def region_names(session: DbSession) -> Names:
    return dict(session.execute(select(Region.code, Region.name).order_by(Region.code)).tuples().all())


def group_names(session: DbSession, reader: Actor) -> Mapping[int, MultilingualText]:
    """The reader's working groups."""
    rows = session.execute(
        select(Group.id, Group.name).where(Group.id.in_(sorted(reader.group_ids))).order_by(Group.id)
    )
    return dict(rows.tuples().all())


def spoken(names: Names) -> dict[str, str]:
    """The same names in the reader's language, worked out once for a whole list."""
    return {code: str(name) for code, name in names.items()}
