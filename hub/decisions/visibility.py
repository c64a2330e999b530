"""Which decisions and actions a reader sees: those of the sources that the reader may read."""

from sqlalchemy import ColumnElement, select

from hub.core.access import Actor, audience_visible
from hub.decisions.models import Action, Decision, DecisionSource


def visible_decisions(reader: Actor) -> ColumnElement[bool]:
    """SQL condition over Decision."""
    sources = select(DecisionSource.id).where(audience_visible(DecisionSource.audience, reader))
    return Decision.source_id.in_(sources)


def visible_actions(reader: Actor) -> ColumnElement[bool]:
    """SQL condition over Action."""
    return Action.decision_id.in_(select(Decision.id).where(visible_decisions(reader)))
