"""Telling people: one resolver decides for every event and person whether, by which way, and why.

A room registers its kinds when the app is built and calls `notify` in its actions, before `commit()`, with those whom the act
concerns; `notify_watchers` tells those who watch the thing or what it lies in, by a job:

    register_kind(NotificationKind(
        name="forum.reply",
        label=lazy_gettext("Replies to my topics and to my messages"),
        sentence=lambda told: gettext("%(actor)s replied in %(title)s", actor=told["actor"], title=told["title"]),
        why=lazy_gettext("You began this topic, or wrote the message that is answered."),
        area=lazy_gettext("Forum"),
    ))
    notify(db.session, "forum.reply", concerned, Ref("topic", 12), actor, number=7)
    notify_watchers(db.session, "forum.reply", Ref("topic", 12), actor, besides=concerned, number=7)

`told` holds what was passed, with `actor` (the acting person's present name) and `title` (present title of the thing,
when its kind is registered). Both come isolated for bidirectional text. The link goes to the address of the
reference's kind; pass `address=` (a path) to go elsewhere, for instance to one post.

`resolving` has the rules; `mailing`, `digests` and `fanning_out` are the jobs behind them.
"""

from datetime import timedelta

from flask import Blueprint, Flask

from hub.services.jobs import JobKind, Schedule, register_job, register_schedule
from hub.services.mail import register_unsubscribe
from hub.services.notifications import digests, fanning_out, leaving, mailing
from hub.services.notifications.choices import CHANNEL_LABELS, FREQUENCY_LABELS, LEVEL_LABELS, Channel, Frequency, Level
from hub.services.notifications.fanning_out import notify_watchers
from hub.services.notifications.inbox import InboxItem, inbox, is_told, target
from hub.services.notifications.kinds import (
    GENERAL,
    NotificationKind,
    Quoted,
    Told,
    Watchable,
    kinds,
    register_kind,
    register_watchable,
    watchables,
)
from hub.services.notifications.models import PERSONAL_TABLES, Notification
from hub.services.notifications.notifying import mailed_at_once, notify
from hub.services.notifications.reading import mark_all_read, mark_read, mark_seen, settle
from hub.services.notifications.settings import Choices, Rhythm, choices_of, choose_channels, choose_rhythm
from hub.services.notifications.watching import Watched, level_column, level_of, watch, watched_by

__all__ = [
    "CHANNEL_LABELS",
    "FREQUENCY_LABELS",
    "GENERAL",
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
    "Told",
    "Watchable",
    "Watched",
    "choices_of",
    "choose_channels",
    "choose_rhythm",
    "inbox",
    "init_app",
    "is_told",
    "kinds",
    "level_column",
    "level_of",
    "mailed_at_once",
    "mark_all_read",
    "mark_read",
    "mark_seen",
    "notify",
    "notify_watchers",
    "register_kind",
    "register_watchable",
    "settle",
    "target",
    "watch",
    "watchables",
    "watched_by",
]

FAN_OUT = JobKind(name=fanning_out.FAN_OUT, run=fanning_out.fan_out)
MAIL = JobKind(name=mailing.MAIL, run=mailing.mail_now)
DIGESTS = JobKind(name=digests.PLAN, run=digests.plan)
DIGEST_BATCH = JobKind(name=digests.WRITE, run=digests.write, priority=5)
DIGESTS_HOURLY = Schedule(name=digests.PLAN, job=digests.PLAN, every=timedelta(hours=1))


def init_app(app: Flask) -> None:
    app.register_blueprint(Blueprint("notification_templates", __name__, template_folder="templates"))
    for kind in (FAN_OUT, MAIL, DIGESTS, DIGEST_BATCH):
        register_job(kind)
    register_schedule(DIGESTS_HOURLY)
    register_unsubscribe(mailing.UNSUBSCRIBE, leaving.KIND)
    register_unsubscribe(digests.UNSUBSCRIBE, leaving.DIGEST)
