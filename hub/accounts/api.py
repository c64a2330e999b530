"""What a person's own account offers to programs: the inbox."""

from dataclasses import dataclass
from datetime import datetime

from hub.accounts.actions.reading import read_all, read_one
from hub.core.access import Actor, Permission
from hub.core.db import db
from hub.core.locale import lazy_gettext
from hub.core.paging import Cursor, Page
from hub.services.notifications import inbox as read_inbox
from hub.web.api import ApiPart

PART = ApiPart("inbox", lazy_gettext("Inbox"))


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """`sentence`: in the language of the answer. `thing_kind`, `thing_id`: what it tells about."""

    id: int
    kind: str
    sentence: str
    why: str
    thing_kind: str
    thing_id: int
    is_read: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class InboxQuery:
    unread: bool = False


@PART.get("/inbox", lazy_gettext("One’s own inbox, the newest first"), Permission.ACCOUNTS_SELF_EDIT)
def inbox(actor: Actor, query: InboxQuery, cursor: Cursor) -> Page[InboxEntry]:
    page = read_inbox(db.session, actor, cursor, unread_only=query.unread)
    return Page(
        [
            InboxEntry(
                item.id, item.kind, item.sentence, item.why, item.ref.kind, item.ref.id, item.is_read, item.created_at
            )
            for item in page.items
        ],
        page.next_cursor,
    )


@PART.post(
    "/inbox/<int:notification_id>/reading",
    lazy_gettext("Mark a notification as read"),
    Permission.ACCOUNTS_SELF_EDIT,
    status=204,
)
def mark_one(actor: Actor, notification_id: int) -> None:
    read_one(actor, notification_id)


@PART.post("/inbox/reading", lazy_gettext("Mark the whole inbox as read"), Permission.ACCOUNTS_SELF_EDIT, status=204)
def mark_all(actor: Actor) -> None:
    read_all(actor)
