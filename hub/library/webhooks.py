"""What of the library is told to webhooks."""

from hub.core.locale import lazy_gettext
from hub.core.registry import Ref
from hub.library.models import Record
from hub.services.webhooks import Before, Happening, Source, register_source

PUBLISHED = "record.published"


def of_record(row: Record, was: Before | None) -> Happening | None:
    """Published, and each newer version that is shown."""
    is_fresh = was is None or was.has_changed("status") or was.has_changed("shown_version")
    return Happening(PUBLISHED, Ref(row.kind, row.id), row.shown_version) if row.is_published and is_fresh else None


def register() -> None:
    register_source(
        Source(Record, ("status", "shown_version"), of_record),
        {PUBLISHED: lazy_gettext("A practice or document was published, or a newer version of it")},
    )
