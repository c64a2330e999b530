"""What of the events is told to webhooks."""

from hub.core.locale import lazy_gettext
from hub.core.registry import Ref
from hub.events.models import Event, EventStatus, Minutes
from hub.services.webhooks import Before, Happening, Source, register_source

PUBLISHED, CHANGED, CANCELLED = "event.published", "event.changed", "event.cancelled"
MINUTES_PUBLISHED = "minutes.published"


def of_event(row: Event, was: Before | None) -> Happening | None:
    is_fresh = was is None or was("status") != row.status
    if row.status == EventStatus.PUBLISHED:
        if is_fresh:
            return _told(PUBLISHED, row)
        return _told(CHANGED, row) if was and was.has_changed("version") else None
    if row.status == EventStatus.CANCELLED and was is not None and is_fresh:
        return _told(CANCELLED, row)
    return None


def of_minutes(row: Minutes, was: Before | None) -> Happening | None:
    if row.is_published and (was is None or not was("is_published")):
        return Happening(MINUTES_PUBLISHED, Ref("minutes", row.event_id), row.version)
    return None


def _told(event: str, row: Event) -> Happening:
    return Happening(event, Ref("event", row.id), row.version)


def register() -> None:
    register_source(
        Source(Event, ("status", "version"), of_event),
        {
            PUBLISHED: lazy_gettext("An event was published"),
            CHANGED: lazy_gettext("A published event was changed"),
            CANCELLED: lazy_gettext("An event was cancelled"),
        },
    )
    register_source(
        Source(Minutes, ("is_published",), of_minutes), {MINUTES_PUBLISHED: lazy_gettext("Minutes were published")}
    )
