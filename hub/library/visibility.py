"""Which records a reader sees: conditions for SQL, used by every list, page, feed and search."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from hub.core.access import VISITOR, Actor, Role, audience_visible
from hub.library.models import Record, RecordRegion, Status
from hub.library.policy import is_publisher


def visible_to(reader: Actor, model: Any = Record) -> ColumnElement[bool]:
    """Records that the reader may open: published ones of their audiences, and work in progress that concerns them."""
    if reader.is_administrator:
        return model.status != Status.WITHDRAWN.value
    return or_(listed_for(reader, model), _in_progress_for(reader, model))


def listed_for(reader: Actor, model: Any = Record) -> ColumnElement[bool]:
    """Published records of the reader's audiences: what lists, counts and feeds show."""
    return and_(model.status == Status.PUBLISHED.value, audience_visible(model.audience, reader))


def scope_of(reader: Actor) -> Actor:
    """The reader without the person: readers of the same roles and groups see the same lists, so these may be shared."""
    if reader.is_visitor:
        return VISITOR
    return Actor(person_id=0, grants=reader.grants, group_ids=reader.group_ids)


def buried_for(reader: Actor, model: Any = Record) -> ColumnElement[bool]:
    """Withdrawn records that the reader could see before: they get a tombstone instead of a 404."""
    could_see = audience_visible(model.audience, reader)
    if is_publisher(reader):
        could_see = true()
    elif not reader.is_visitor:
        could_see = or_(could_see, model.owner_id == reader.person_id)
    return and_(model.status == Status.WITHDRAWN.value, could_see)


def _in_progress_for(reader: Actor, model: Any) -> ColumnElement[bool]:
    if reader.is_visitor:
        return false()
    own = and_(model.owner_id == reader.person_id, model.status != Status.WITHDRAWN.value)
    submitted = model.status == Status.SUBMITTED.value
    if is_publisher(reader):
        return or_(own, submitted)
    regions = {region for role, region in reader.grants if role is Role.FOCAL_POINT and region}
    if not regions:
        return own
    in_region = exists().where(RecordRegion.record_id == model.id, RecordRegion.region_code.in_(sorted(regions)))
    return or_(own, and_(submitted, in_region))
