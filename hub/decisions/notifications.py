"""Who is told what about decisions; and the names of the acts that leave a trace."""

from collections.abc import Iterable
from datetime import date

from hub.core.access import Actor
from hub.core.db import db
from hub.core.locale import format_date, gettext, lazy_gettext
from hub.core.registry import Ref
from hub.decisions.models import Action
from hub.services.audit import register_actions
from hub.services.notifications import NotificationKind, notify, register_kind

AREA = lazy_gettext("Decisions")
OWNER = lazy_gettext("The action is yours.")

ASSIGNED = NotificationKind(
    name="decisions.assigned",
    label=lazy_gettext("Actions given to me"),
    sentence=lambda told: gettext("You are responsible for an action: %(title)s", title=told["title"]),
    why=OWNER,
    area=AREA,
    is_personal=True,
)
OVERDUE = NotificationKind(
    name="decisions.overdue",
    label=lazy_gettext("Actions of mine that are overdue"),
    sentence=lambda told: gettext(
        "Your action is overdue since %(day)s: %(title)s",
        day=format_date(date.fromisoformat(told["due_on"])),
        title=told["title"],
    ),
    why=OWNER,
    area=AREA,
    is_personal=True,
)
RECORDED = "decisions.decision.recorded"
CHANGED = "decisions.decision.changed"
FOLLOWED = "decisions.action.followed"


def register_kinds() -> None:
    register_kind(ASSIGNED)
    register_kind(OVERDUE)
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
            notify(db.session, ASSIGNED.name, [action.owner_id], ref, actor)


def tell_overdue(action_id: int, owner_id: int, due_on: date) -> None:
    notify(db.session, OVERDUE.name, [owner_id], Ref("action", action_id), due_on=due_on.isoformat())
