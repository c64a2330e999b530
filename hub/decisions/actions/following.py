"""Adding actions to a decision and following them to their end."""

from collections.abc import Sequence

from sqlalchemy import func, select

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.decisions.actions.deciding import NewAction, check_action, to_row
from hub.decisions.models import Action, ActionNote, ActionStatus, Decision
from hub.decisions.notifications import FOLLOWED, tell_owners
from hub.decisions.visibility import visible_actions, visible_decisions
from hub.services import audit
from hub.services.files.actions import attach_uploads

NOTE_LIMIT = 2000


def add_action(actor: Actor, decision_id: int, new: NewAction, language: str) -> Action:
    """One more action of a decision."""
    known = select(Decision).where(Decision.id == decision_id, visible_decisions(actor)).with_for_update()
    if (decision := db.session.scalar(known)) is None:
        raise NotFound(decision_id)
    guard(actor, Permission.DECISIONS_DECISION_EDIT, decision)
    if messages := check_action(new):
        raise Invalid(messages)
    last = db.session.scalar(select(func.max(Action.position)).where(Action.decision_id == decision_id)) or 0
    action = to_row(new, last + 1, language)
    action.decision_id = decision_id
    db.session.add(action)
    db.session.flush()
    tell_owners([action], actor)
    commit()
    return action


def follow_action(
    actor: Actor, action_id: int, text: str, status: str, language: str, uploads: Sequence[str] = ()
) -> Action:
    """Note progress and set the status: `open`, `done` or `dropped`. Ending an action asks for a note.
    `uploads`: tokens of received files that show it."""
    action = db.session.scalar(
        select(Action).where(Action.id == action_id, visible_actions(actor)).with_for_update(of=Action)
    )
    if action is None:
        raise NotFound(action_id)
    guard(actor, Permission.DECISIONS_ACTION_FOLLOW, action)
    messages = {}
    if status not in set(ActionStatus):
        messages["status"] = gettext("Choose one of the list.")
    if not text.strip():
        messages["note"] = gettext("Say in a sentence what was done or why.")
    elif len(text) > NOTE_LIMIT:
        messages["note"] = gettext("At most %(count)s characters.", count=NOTE_LIMIT)
    if messages:
        raise Invalid(messages)
    now = utcnow()
    if action.status != status:
        action.closed_at = None if status == ActionStatus.OPEN else now
    action.status = status
    action.updated_at = now
    db.session.add(
        ActionNote(
            action_id=action.id,
            author_id=actor.person_id,
            text=text.strip(),
            language=language,
            status=status,
            written_at=now,
        )
    )
    attach_uploads(db.session, actor, Ref("action", action.id), uploads)
    audit.record(db.session, actor, FOLLOWED, Ref("action", action.id), status=status)
    commit()
    return action
