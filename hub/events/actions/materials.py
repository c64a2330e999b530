"""Files that go with an event: the invitation, the slides, the list of those who came."""

from collections.abc import Sequence

from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE, Actor
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.events.actions.finding import editable_event
from hub.services.files.actions import attach_uploads, detach_from


def audiences(event_audience: str) -> tuple[str, ...]:
    """Who of the event's readers may be given a file: "" is all of them."""
    return ("", MEMBERS_AUDIENCE) if event_audience == PUBLIC_AUDIENCE else ("",)


def change_materials(
    actor: Actor, event_id: int, *, uploads: Sequence[str], audience: str = "", removed: Sequence[int] = ()
) -> None:
    """Add received files (`uploads`: their tokens) for `audience`, take some off (`removed`: their ids). Commits. Raises
    NotFound, Forbidden, Invalid."""
    event = editable_event(actor, event_id)
    if audience not in audiences(event.audience):
        raise Invalid({"audience": gettext("Choose one of the list.")})
    owner = Ref("event", event.id)
    detach_from(db.session, owner, removed)
    attach_uploads(db.session, actor, owner, uploads, audience)
    commit()
