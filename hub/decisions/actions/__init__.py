"""Writing in the register."""

from hub.decisions.actions.deciding import NewAction, keep_source_current, record_decision, revise_decision
from hub.decisions.actions.following import add_action, follow_action

__all__ = [
    "NewAction",
    "add_action",
    "follow_action",
    "keep_source_current",
    "record_decision",
    "revise_decision",
]
