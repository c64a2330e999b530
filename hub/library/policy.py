"""Who may do what in the library.

|                     | draft            | submitted                      | published                     | withdrawn          |
|---------------------|------------------|--------------------------------|-------------------------------|--------------------|
| read                | owner            | owner, region's team, publisher| its audience                  | (tombstone)        |
| edit, translate     | owner            | owner, focal point, publisher  | owner, focal point, publisher | nobody             |
| submit              | owner            |                                |                               |                    |
| publish             | publisher        | publisher                      | publisher (a newer version)   | publisher          |
| return to draft     |                  | owner, publisher               |                               |                    |
| discard             | owner            |                                |                               |                    |
| withdraw            |                  |                                | owner, publisher              |                    |

Publishers are administrators and organisers. "Focal point": of a region of the record's territory. Administrators may
read everything.
"""

from hub.core.access import Actor, Permission, Policy, Role, signed_in
from hub.library.models import Record, Status


def is_publisher(actor: Actor) -> bool:
    return actor.has(Role.ADMINISTRATOR) or actor.has(Role.ORGANISER)


def owns(actor: Actor, record: Record) -> bool:
    return actor.person_id is not None and record.owner_id == actor.person_id


def is_focal_point_of(actor: Actor, record: Record) -> bool:
    bound = {region for role, region in actor.grants if role is Role.FOCAL_POINT and region}
    return not bound.isdisjoint(record.region_codes)


def may_edit(actor: Actor, record: Record | None = None) -> bool:
    if record is None:
        return not actor.is_visitor
    match record.status:
        case Status.DRAFT:
            return owns(actor, record) or actor.is_administrator
        case Status.SUBMITTED | Status.PUBLISHED:
            return owns(actor, record) or is_publisher(actor) or is_focal_point_of(actor, record)
    return False


def may_publish(actor: Actor, record: Record | None = None) -> bool:
    """Also a withdrawn record, again. Somebody else's draft is not a publisher's business until it is submitted."""
    if record is None or record.status != Status.DRAFT:
        return is_publisher(actor)
    return actor.is_administrator or (is_publisher(actor) and owns(actor, record))


def may_submit(actor: Actor, record: Record) -> bool:
    return record.status == Status.DRAFT and (owns(actor, record) or actor.is_administrator)


def may_return(actor: Actor, record: Record) -> bool:
    return record.status == Status.SUBMITTED and (owns(actor, record) or is_publisher(actor))


def may_discard(actor: Actor, record: Record) -> bool:
    """A draft has never been published: what was, leaves a tombstone."""
    return record.status == Status.DRAFT and (owns(actor, record) or actor.is_administrator)


def may_withdraw(actor: Actor, record: Record) -> bool:
    return record.status == Status.PUBLISHED and (owns(actor, record) or is_publisher(actor))


POLICY: Policy = {
    Permission.LIBRARY_RECORD_CREATE: signed_in,
    Permission.LIBRARY_RECORD_EDIT: may_edit,
    Permission.LIBRARY_RECORD_PUBLISH: may_publish,
}
