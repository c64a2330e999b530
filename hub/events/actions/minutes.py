"""Writing and publishing minutes."""

from collections.abc import Sequence

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Conflict, Invalid
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.events.actions.finding import editable_event
from hub.events.auditing import MINUTES_PUBLISHED
from hub.events.models import Minutes, MinutesVersion
from hub.events.notifications import tell_minutes
from hub.services import audit, links
from hub.services.files.actions import attach_uploads, detach_from
from hub.services.text import MAX_SOURCE, cook
from hub.web.addresses import absolute


class MinutesConflict(Conflict):
    """Somebody saved the minutes since the form was opened; `minutes` holds what is there now."""

    def __init__(self, minutes: Minutes) -> None:
        super().__init__(gettext("Somebody else changed the minutes while you were writing."))
        self.minutes = minutes


def save_minutes(
    actor: Actor,
    event_id: int,
    text: str,
    language: str,
    version: int,
    *,
    publish: bool,
    uploads: Sequence[str] = (),
    removed: Sequence[int] = (),
) -> Minutes:
    """Every save is kept as a version. `version` 0: there were none when the form was opened. Once published, minutes
    stay published. `uploads`: tokens of received files to add; `removed`: ids of files to take off. Raises Invalid or
    MinutesConflict."""
    event = editable_event(actor, event_id)
    minutes = db.session.scalar(select(Minutes).where(Minutes.event_id == event.id).with_for_update())
    if minutes is not None and minutes.version != version:
        raise MinutesConflict(minutes)
    if not text.strip():
        raise Invalid({"text": gettext("Write the minutes.")})
    if len(text) > MAX_SOURCE:
        raise Invalid({"text": gettext("At most %(count)s characters.", count=MAX_SOURCE)})
    now = utcnow()
    if minutes is None:
        minutes = Minutes(event_id=event.id, version=0, is_published=False)
        db.session.add(minutes)
    minutes.version += 1
    minutes.text, minutes.language = text, language
    seen = minutes.html if minutes.is_published else ""
    minutes.html = cook(text, language=language, base_url=absolute("")).html
    minutes.updated_at = now
    if publish and not minutes.is_published:
        minutes.is_published, minutes.published_at = True, now
        audit.record(db.session, actor, MINUTES_PUBLISHED, Ref("event", event.id))
        tell_minutes(event, actor)
    if minutes.is_published:
        links.mention(db.session, actor, Ref("event", event.id), [minutes.html], [seen])
    db.session.add(
        MinutesVersion(
            event_id=event.id,
            number=minutes.version,
            text=text,
            language=language,
            author_id=actor.person_id,
            saved_at=now,
        )
    )
    db.session.flush()
    detach_from(db.session, Ref("minutes", event.id), removed)
    attach_uploads(db.session, actor, Ref("minutes", event.id), uploads)
    commit()
    return minutes
