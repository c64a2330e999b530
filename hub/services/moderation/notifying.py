"""What moderation tells people, and why."""

from hub.core.locale import gettext, lazy_gettext
from hub.services.moderation.labels import GROUNDS, OUTCOMES
from hub.services.notifications import NotificationKind, register_kind

RAISED, ANSWERED, TAKEN_AWAY = "moderation.raised", "moderation.answered", "moderation.taken_away"

KINDS = (
    NotificationKind(
        name=RAISED,
        label=lazy_gettext("Something that I look after is reported"),
        sentence=lambda told: gettext("“%(title)s” was reported: please look at it.", title=told["title"]),
    ),
    NotificationKind(
        name=ANSWERED,
        label=lazy_gettext("Answers to my reports"),
        sentence=lambda told: gettext(
            "Your report about “%(title)s” was looked at. Outcome: %(outcome)s.",
            title=told["title"],
            outcome=str(OUTCOMES.get(told.get("outcome", ""), "")),
        ),
    ),
    NotificationKind(
        name=TAKEN_AWAY,
        label=lazy_gettext("Moderators hide or delete something of mine"),
        sentence=lambda told: gettext(
            "Moderators took away something that you wrote in “%(title)s”. Ground: %(ground)s.",
            title=told["title"],
            ground=str(GROUNDS.get(told.get("ground", ""), "")),
        ),
        is_mutable=False,
    ),
)


def register() -> None:
    for kind in KINDS:
        register_kind(kind)
