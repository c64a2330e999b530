"""On-site notifications.

A room registers its kinds when the app is built and calls `notify` in its actions, before `commit()`:

    register_kind(NotificationKind(
        name="forum.reply",
        label=lazy_gettext("Replies in topics that I follow"),
        sentence=lambda told: gettext("%(actor)s replied in %(title)s", actor=told["actor"], title=told["title"]),
    ))
    notify(db.session, "forum.reply", recipient_ids, Ref("topic", 12), actor, title=topic.title, number=7)

`told` holds what was passed, with `actor` (the acting person's present name) and `title` (present title of the thing,
when its kind is registered). Both come isolated for bidirectional text. The link goes to the address of the
reference's kind; pass `address=` (a path) to go elsewhere, for instance to one post.
"""

from hub.services.notifications.inbox import InboxItem, inbox, is_told, muted_kinds, target
from hub.services.notifications.kinds import NotificationKind, kinds, register_kind
from hub.services.notifications.models import Notification, NotificationMute
from hub.services.notifications.notifying import notify
from hub.services.notifications.reading import mark_all_read, mark_read

__all__ = [
    "InboxItem",
    "Notification",
    "NotificationKind",
    "NotificationMute",
    "inbox",
    "is_told",
    "kinds",
    "mark_all_read",
    "mark_read",
    "muted_kinds",
    "notify",
    "register_kind",
    "target",
]
