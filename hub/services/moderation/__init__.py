"""Moderation: flags on things with a queue for those who look after them, and a log that every member reads.

A room says what of its own can be flagged, and which of its acts are moderation:

    register_flaggable(FlaggableKind("post", moderated_by=…, exhibits=…, hide=hide_post, delete=destroy_post))
    register_logged("topic", "forum.topic.closed", fields=("reason",))
"""

from flask import Flask

from hub.core.access import register_policy
from hub.services.audit import register_actions
from hub.services.moderation import notifying
from hub.services.moderation.deciding import decide
from hub.services.moderation.flagging import flag, flaggable_card
from hub.services.moderation.kinds import Exhibit, FlaggableKind, flaggable_kinds, register_flaggable
from hub.services.moderation.labels import ACTIONS, FIELDS, GROUNDS, OUTCOMES, VALUES
from hub.services.moderation.log import LogRow, moderation_log, register_logged
from hub.services.moderation.models import NOTE_LIMIT, TEXT_LIMIT, Flag, Ground, Outcome
from hub.services.moderation.policy import POLICY
from hub.services.moderation.queries import (
    FlagFile,
    FlaggedThing,
    flag_file,
    has_open_flags,
    looks_after,
    open_count,
    own_flags,
    queue,
)

__all__ = [
    "GROUNDS",
    "NOTE_LIMIT",
    "OUTCOMES",
    "TEXT_LIMIT",
    "Exhibit",
    "Flag",
    "FlagFile",
    "FlaggableKind",
    "FlaggedThing",
    "Ground",
    "LogRow",
    "Outcome",
    "decide",
    "flag",
    "flag_file",
    "flaggable_card",
    "flaggable_kinds",
    "has_open_flags",
    "init_app",
    "looks_after",
    "moderation_log",
    "open_count",
    "own_flags",
    "queue",
    "register_flaggable",
    "register_logged",
]


def init_app(app: Flask) -> None:
    register_policy(POLICY)
    register_actions(ACTIONS, fields=FIELDS, values=VALUES)
    notifying.register()
