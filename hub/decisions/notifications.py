"""Who is told what about decisions, on the site; and the names of the acts that leave a trace."""

from collections.abc import Iterable

from hub.core.access import Actor
from hub.core.db import db
from hub.core.locale import gettext, lazy_gettext
from hub.core.registry import Ref
from hub.decisions.models import Action
from hub.services.audit import register_actions
from hub.services.notifications import NotificationKind, notify, register_kind

ASSIGNED = NotificationKind(
    name="decisions.assigned",
    label=lazy_gettext("Actions given to me"),
    sentence=lambda told: gettext("You are responsible for an action: %(title)s", title=told["title"]),
)
RECORDED = "decisions.decision.recorded"
CHANGED = "decisions.decision.changed"
FOLLOWED = "decisions.action.followed"


def register_kinds() -> None:
    register_kind(ASSIGNED)
    register_actions(
        {
            RECORDED: lazy_gettext("recorded a decision"),
            CHANGED: lazy_gettext("changed a decision"),
            FOLLOWED: lazy_gettext("noted progress of an action"),
        }
    )


def tell_owners(actions: Iterable[Action], actor: Actor) -> None:
    """Each owner of a new action."""
    for action in actions:
        if action.owner_id is not None:
            ref = Ref("action", action.id)
            notify(db.session, ASSIGNED.name, [action.owner_id], ref, actor, title=action.text[:140])
