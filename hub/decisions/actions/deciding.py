"""Taking a decision, and changing its text or standing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.decisions.models import Action, Decision, DecisionSource, DecisionStatus
from hub.decisions.notifications import CHANGED, RECORDED, tell_owners
from hub.decisions.numbering import next_number, source_for, written
from hub.decisions.source import SourceFacts
from hub.decisions.visibility import visible_decisions
from hub.services import audit

TEXT_LIMIT = 4000
ACTION_LIMIT = 600


@dataclass(frozen=True, slots=True)
class NewAction:
    """Owned by a person, an institution, or both. `due_on` None is refused with a message beside the field."""

    text: str
    due_on: date | None
    institution: str = ""
    owner_id: int | None = None
    region_code: str | None = None


def record_decision(
    actor: Actor, facts: SourceFacts, text: str, language: str, actions: Sequence[NewAction] = ()
) -> Decision:
    """Number and keep a decision with its actions, all or nothing. Raises Invalid, with `actions-0-due_on`-like names.

    That the actor may speak for the source is the caller's to check.
    """
    guard(actor, Permission.DECISIONS_DECISION_CREATE)
    messages = check_text(text) | {
        f"actions-{index}-{name}": message
        for index, action in enumerate(actions)
        for name, message in check_action(action).items()
    }
    if messages:
        raise Invalid(messages)
    source = source_for(db.session, facts)
    ordinal = next_number(db.session, source)
    decision = Decision(
        source_id=source.id,
        number=written(source.year, source.ordinal, ordinal),
        ordinal=ordinal,
        text=text.strip(),
        language=language,
        decided_on=facts.held_on,
        created_by_id=actor.person_id,
        actions=[to_row(action, position, language) for position, action in enumerate(actions, start=1)],
    )
    db.session.add(decision)
    db.session.flush()
    tell_owners(decision.actions, actor)
    audit.record(db.session, actor, RECORDED, Ref("decision", decision.id), number=decision.number)
    commit()
    return decision


def revise_decision(actor: Actor, decision_id: int, text: str, status: str) -> Decision:
    """Correct a decision's text or standing; its number stays."""
    decision = db.session.scalar(select(Decision).where(Decision.id == decision_id, visible_decisions(actor)))
    if decision is None:
        raise NotFound(decision_id)
    guard(actor, Permission.DECISIONS_DECISION_EDIT, decision)
    messages = check_text(text)
    if status not in set(DecisionStatus):
        messages["status"] = gettext("Choose one of the list.")
    if messages:
        raise Invalid(messages)
    decision.text = text.strip()
    decision.status = status
    decision.updated_at = utcnow()
    audit.record(db.session, actor, CHANGED, Ref("decision", decision.id), number=decision.number, status=status)
    commit()
    return decision


def keep_source_current(facts: SourceFacts) -> None:
    """Follow a source whose title, date, readers or series changed. Part of the caller's transaction."""
    db.session.execute(
        update(DecisionSource)
        .where(DecisionSource.kind == facts.ref.kind, DecisionSource.ref_id == facts.ref.id)
        .values(title=facts.title, held_on=facts.held_on, audience=facts.audience, series=facts.series)
        .execution_options(synchronize_session=False)
    )


def check_text(text: str) -> dict[str, str]:
    if not text.strip():
        return {"text": gettext("Write the decision.")}
    if len(text) > TEXT_LIMIT:
        return {"text": gettext("At most %(count)s characters.", count=TEXT_LIMIT)}
    return {}


def check_action(action: NewAction) -> dict[str, str]:
    messages = {}
    if not action.text.strip():
        messages["text"] = gettext("Write what is to be done.")
    elif len(action.text) > ACTION_LIMIT:
        messages["text"] = gettext("At most %(count)s characters.", count=ACTION_LIMIT)
    if not action.institution.strip() and action.owner_id is None:
        messages["institution"] = gettext("Name who is responsible.")
    if action.due_on is None:
        messages["due_on"] = gettext("Give a due date.")
    return messages


def to_row(action: NewAction, position: int, language: str) -> Action:
    """A row of a checked action. Raises Invalid when it has no due date."""
    if action.due_on is None:
        raise Invalid({"due_on": gettext("Give a due date.")})
    return Action(
        position=position,
        text=action.text.strip(),
        language=language,
        owner_id=action.owner_id,
        institution=action.institution.strip()[:200],
        region_code=action.region_code,
        due_on=action.due_on,
    )
