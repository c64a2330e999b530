"""Decisions that a meeting takes."""

from collections.abc import Sequence

from hub.core.access import Actor
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.decisions import actions as decisions
from hub.decisions.models import Decision
from hub.events.actions.finding import editable_event
from hub.events.actions.marking import source_facts


def decide(
    actor: Actor, event_id: int, text: str, language: str, actions: Sequence[decisions.NewAction] = ()
) -> Decision:
    """Keep a decision of this event in the register. Raises NotFound, Forbidden, Invalid."""
    event = editable_event(actor, event_id)
    facts = source_facts(event)
    if event.is_draft or facts is None:
        raise Invalid({"text": gettext("Publish the event with its date before it takes decisions.")})
    return decisions.record_decision(actor, facts, text, language, actions)
