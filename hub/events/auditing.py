"""Names of the acts that leave a trace."""

from hub.core.locale import lazy_gettext
from hub.services.audit import register_actions

CREATED = "events.event.created"
CHANGED = "events.event.changed"
CANCELLED = "events.event.cancelled"
INVITED = "events.people.invited"
MINUTES_PUBLISHED = "events.minutes.published"


def register_labels() -> None:
    register_actions(
        {
            CREATED: lazy_gettext("created an event"),
            CHANGED: lazy_gettext("changed an event"),
            CANCELLED: lazy_gettext("cancelled an event"),
            INVITED: lazy_gettext("invited people to an event"),
            MINUTES_PUBLISHED: lazy_gettext("published minutes"),
        }
    )
