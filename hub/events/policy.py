"""Who may do what with events, as a table."""

from collections.abc import Set as AbstractSet
from typing import Protocol

from hub.core.access import Actor, Permission, Policy, Role, signed_in


class Placed(Protocol):
    """What decides who may create or edit an event."""

    @property
    def created_by_id(self) -> int | None: ...
    @property
    def region_codes(self) -> AbstractSet[str]: ...


NETWORK_WIDE = (Role.ADMINISTRATOR, Role.ORGANISER, Role.CENTRAL)


def creates(actor: Actor, regions: AbstractSet[str] | None = None) -> bool:
    """The network's organisers and central level anywhere; a focal point for regions of theirs only."""
    if any(actor.has(role) for role in NETWORK_WIDE):
        return True
    if regions is None:
        return actor.has(Role.FOCAL_POINT)
    return bool(regions) and all(actor.has(Role.FOCAL_POINT, code) for code in regions)


def edits(actor: Actor, event: Placed | None = None) -> bool:
    """Administrators and organisers every event, authors theirs, a focal point those of their region alone."""
    if actor.has(Role.ADMINISTRATOR) or actor.has(Role.ORGANISER):
        return True
    if event is None:
        return creates(actor)
    if actor.person_id is not None and event.created_by_id == actor.person_id:
        return True
    return bool(event.region_codes) and all(actor.has(Role.FOCAL_POINT, code) for code in event.region_codes)


def proposes(actor: Actor, _event: Placed | None = None) -> bool:
    """Regions propose items for an agenda through their focal points."""
    return creates(actor)


POLICY: Policy = {
    Permission.EVENTS_AGENDA_PROPOSE: proposes,
    Permission.EVENTS_EVENT_CREATE: creates,
    Permission.EVENTS_EVENT_EDIT: edits,
    Permission.EVENTS_EVENT_REGISTER: signed_in,
    Permission.EVENTS_FEED_OWN: signed_in,
}
