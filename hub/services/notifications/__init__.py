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

from hub.services.notifications.choices import CHANNEL_LABELS, FREQUENCY_LABELS, LEVEL_LABELS, Channel, Frequency, Level
from hub.services.notifications.inbox import InboxItem, inbox, is_told, target
from hub.services.notifications.kinds import (
    NotificationKind,
    Quoted,
    Watchable,
    kinds,
    register_kind,
    register_watchable,
    watchables,
)
from hub.services.notifications.models import PERSONAL_TABLES, Notification
from hub.services.notifications.notifying import notify
from hub.services.notifications.reading import mark_all_read, mark_read
from hub.services.notifications.settings import Choices, Rhythm, choices_of, choose_channels, choose_rhythm
from hub.services.notifications.watching import Watched, level_of, watch, watched_by

__all__ = [
    "CHANNEL_LABELS",
    "FREQUENCY_LABELS",
    "LEVEL_LABELS",
    "PERSONAL_TABLES",
    "Channel",
    "Choices",
    "Frequency",
    "InboxItem",
    "Level",
    "Notification",
    "NotificationKind",
    "Quoted",
    "Rhythm",
    "Watchable",
    "Watched",
    "choices_of",
    "choose_channels",
    "choose_rhythm",
    "inbox",
    "is_told",
    "kinds",
    "level_of",
    "mark_all_read",
    "mark_read",
    "notify",
    "register_kind",
    "register_watchable",
    "target",
    "watch",
    "watchables",
    "watched_by",
]
