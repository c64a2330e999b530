"""What the register of decisions offers to programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from hub.core.access import Actor, Permission
from hub.core.db import db
from hub.core.locale import current_language, lazy_gettext
from hub.core.paging import Cursor, Page
from hub.decisions import queries
from hub.decisions.actions import follow_action
from hub.decisions.actions.following import NOTE_LIMIT
from hub.decisions.models import ActionStatus, DecisionStatus
from hub.decisions.rows import ActionRow, DecisionRow, Wanted
from hub.services.text import detect_language
from hub.web.addresses import absolute
from hub.web.api import ApiPart, Limits, Made, Texts

PART = ApiPart("decisions", lazy_gettext("Decisions"))


class WantedStatus(StrEnum):
    """An action's status, or open beyond its day."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class ActionItem:
    """`owner`: a person's name, or empty where an institution or a region has to do it."""

    id: int
    text: str
    language: str
    owner: str
    institution: str
    region: str | None
    due_on: date
    status: ActionStatus
    is_overdue: bool
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionItem:
    """`source_kind`, `source_id`: the meeting or topic that took it."""

    id: int
    number: str
    text: str
    language: str
    status: DecisionStatus
    decided_on: date
    source_kind: str
    source_id: int
    source_title: Texts
    actions: Sequence[ActionItem]
    address: str


@dataclass(frozen=True, slots=True)
class DecisionQuery:
    """Narrowed by their actions, and by words of theirs."""

    status: WantedStatus | None = None
    region: Annotated[str, Limits(longest=2)] | None = None
    institution: Annotated[str, Limits(longest=200)] | None = None
    text: Annotated[str, Limits(longest=200)] | None = None


@dataclass(frozen=True, slots=True)
class NewNote:
    """`status`: what the action is from now on. `note`: a sentence on what was done, or why."""

    status: ActionStatus
    note: Annotated[str, Limits(longest=NOTE_LIMIT)]


@PART.get("/decisions", lazy_gettext("Decisions with their actions, the latest first"))
def decisions(actor: Actor, query: DecisionQuery, cursor: Cursor) -> Page[DecisionItem]:
    wanted = Wanted(query.status or "", query.region or "", query.institution or "", query.text or "")
    page = queries.register(db.session, actor, wanted, cursor)
    return Page([_decision(row) for row in page.items], page.next_cursor)


@PART.get("/decisions/<int:decision_id>", lazy_gettext("One decision"))
def decision(actor: Actor, decision_id: int) -> DecisionItem:
    return _decision(queries.decision(db.session, actor, decision_id))


@PART.post(
    "/actions/<int:action_id>/notes", lazy_gettext("Note the progress of an action"), Permission.DECISIONS_ACTION_FOLLOW
)
def note(actor: Actor, action_id: int, body: NewNote) -> Made:
    spoken = detect_language(body.note, current_language().code)
    action = follow_action(actor, action_id, body.note, body.status, spoken)
    return Made.at(action.id, f"/decisions/{action.decision_id}#action-{action.id}")


def _decision(row: DecisionRow) -> DecisionItem:
    return DecisionItem(
        id=row.id,
        number=row.number,
        text=row.text,
        language=row.language,
        status=DecisionStatus(row.status),
        decided_on=row.decided_on,
        source_kind=row.source.kind,
        source_id=row.source.id,
        source_title=Texts.of(row.source_title),
        actions=[_action(action) for action in row.actions],
        address=absolute(f"/decisions/{row.id}"),
    )


def _action(row: ActionRow) -> ActionItem:
    return ActionItem(
        id=row.id,
        text=row.text,
        language=row.language,
        owner=row.owner,
        institution=row.institution,
        region=row.region_code,
        due_on=row.due_on,
        status=ActionStatus(row.status),
        is_overdue=row.is_overdue,
        closed_at=row.closed_at,
    )
