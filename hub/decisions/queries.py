"""Reading the register. Every list takes the reader."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from hub.core.access import Actor
from hub.core.clock import today
from hub.core.db import AnySelect, DbSession
from hub.core.errors import NotFound
from hub.core.paging import Cursor, Page, paginate
from hub.core.registry import Ref
from hub.decisions.models import Action, ActionNote, ActionStatus, Decision, DecisionSource
from hub.decisions.rows import ActionRow, DecisionRow, NoteRow, Standing, Wanted
from hub.decisions.visibility import visible_actions, visible_decisions
from hub.network.models import Person, Region

PAGE_SIZE = 20
INSTITUTION_LIMIT = 200


def register(session: DbSession, reader: Actor, wanted: Wanted, cursor: Cursor) -> Page[DecisionRow]:
    """Decisions, the latest first, each with its actions: two queries."""
    statement = _decisions(reader)
    if conditions := _of_actions(wanted):
        statement = statement.where(Decision.id.in_(select(Action.decision_id).where(*conditions)))
    if wanted.text:
        statement = statement.where(_contains(wanted.text))
    page = paginate(session, statement, [Decision.decided_on.desc(), Decision.id.desc()], cursor, PAGE_SIZE)
    return Page(_with_actions(session, page.items, reader), page.next_cursor, page.previous_cursor)


def decision(session: DbSession, reader: Actor, decision_id: int) -> DecisionRow:
    """Raises NotFound."""
    rows = session.execute(_decisions(reader).where(Decision.id == decision_id)).all()
    if not rows:
        raise NotFound(decision_id)
    return _with_actions(session, rows, reader)[0]


def decision_id_of(session: DbSession, reader: Actor, number: str) -> int:
    """By its number. Raises NotFound."""
    found = session.scalar(select(Decision.id).where(Decision.number == number, visible_decisions(reader)))
    if found is None:
        raise NotFound(number)
    return found


def notes_of(session: DbSession, reader: Actor, decision_id: int) -> dict[int, list[NoteRow]]:
    """Progress notes of a decision's actions, by action, the oldest first."""
    rows = session.execute(
        select(ActionNote, Person.name)
        .join(Action, Action.id == ActionNote.action_id)
        .outerjoin(Person, Person.id == ActionNote.author_id)
        .where(Action.decision_id == decision_id, visible_actions(reader))
        .order_by(ActionNote.id)
    )
    notes: dict[int, list[NoteRow]] = defaultdict(list)
    for note, author in rows:
        notes[note.action_id].append(NoteRow(author or "", note.text, note.language, note.status, note.written_at))
    return notes


def action(session: DbSession, reader: Actor, action_id: int) -> ActionRow:
    """Raises NotFound."""
    rows = _action_rows(session, _actions(reader).where(Action.id == action_id))
    if not rows:
        raise NotFound(action_id)
    return rows[0]


def of_source(session: DbSession, reader: Actor, ref: Ref) -> list[DecisionRow]:
    """Decisions taken by one meeting or topic, in their order, with their actions."""
    statement = _decisions(reader).where(DecisionSource.kind == ref.kind, DecisionSource.ref_id == ref.id)
    return _with_actions(session, session.execute(statement.order_by(Decision.ordinal)).all(), reader)


def previous_actions(session: DbSession, reader: Actor, series: str, before: date, limit: int = 50) -> list[ActionRow]:
    """What earlier sources of a series left to do, and what has been closed since the last of them."""
    if not series:
        return []
    earlier = and_(DecisionSource.series == series, DecisionSource.held_on < before)
    latest = select(func.max(DecisionSource.held_on)).where(earlier).scalar_subquery()
    statement = (
        _actions(reader)
        .where(earlier, or_(Action.status == ActionStatus.OPEN, func.date(Action.closed_at) >= func.date(latest)))
        .order_by(case((Action.status == ActionStatus.OPEN, 0), else_=1), Action.due_on, Action.id)
    )
    return _action_rows(session, statement.limit(limit))


def actions_due(session: DbSession, reader: Actor, limit: int = 5) -> list[ActionRow]:
    """Open actions of the reader and of the reader's regions, the most pressing first."""
    mine: list[ColumnElement[bool]] = [Action.owner_id == reader.person_id]
    if reader.regions:
        mine.append(Action.region_code.in_(sorted(reader.regions)))
    statement = _actions(reader).where(Action.status == ActionStatus.OPEN, or_(*mine))
    return _action_rows(session, statement.order_by(Action.due_on, Action.id).limit(limit))


def open_actions_of_region(session: DbSession, reader: Actor, code: str, limit: int = 5) -> list[ActionRow]:
    """Open actions that a region has to do, the most pressing first."""
    statement = _actions(reader).where(Action.status == ActionStatus.OPEN, Action.region_code == code)
    return _action_rows(session, statement.order_by(Action.due_on, Action.id).limit(limit))


def standing(session: DbSession, reader: Actor) -> Standing:
    """Counts over everything the reader sees of the register."""
    is_open = Action.status == ActionStatus.OPEN
    row = session.execute(
        select(
            func.count(case((is_open, 1))),
            func.count(case((and_(is_open, Action.due_on < today()), 1))),
            func.count(case((Action.status == ActionStatus.DONE, 1))),
        ).where(visible_actions(reader))
    ).one()
    return Standing(*row)


def institutions(session: DbSession, reader: Actor) -> list[str]:
    """Names of institutions that own actions, for the filter."""
    statement = select(Action.institution).where(Action.institution != "", visible_actions(reader)).distinct()
    return list(session.scalars(statement.order_by(Action.institution).limit(INSTITUTION_LIMIT)))


@lru_cache(maxsize=512)
def _decisions(reader: Actor) -> AnySelect:
    return (
        select(
            Decision.id,
            Decision.number,
            Decision.text,
            Decision.language,
            Decision.status,
            Decision.decided_on,
            Decision.created_by_id,
            DecisionSource.kind,
            DecisionSource.ref_id,
            DecisionSource.title,
        )
        .join(DecisionSource, DecisionSource.id == Decision.source_id)
        .where(visible_decisions(reader))
    )


def _with_actions(session: DbSession, rows: Sequence[Any], reader: Actor) -> list[DecisionRow]:
    by_decision: dict[int, list[ActionRow]] = defaultdict(list)
    if rows:
        statement = _actions(reader).where(Action.decision_id.in_([row.id for row in rows]))
        for found in _action_rows(session, statement.order_by(Action.decision_id, Action.position)):
            by_decision[found.decision_id].append(found)
    return [
        DecisionRow(
            id=row.id,
            number=row.number,
            text=row.text,
            language=row.language,
            status=row.status,
            decided_on=row.decided_on,
            source=Ref(row.kind, row.ref_id),
            source_title=row.title,
            created_by_id=row.created_by_id,
            actions=by_decision[row.id],
        )
        for row in rows
    ]


@lru_cache(maxsize=512)
def _actions(reader: Actor) -> AnySelect:
    return (
        select(
            Action.id,
            Action.decision_id,
            Decision.number,
            Action.text,
            Action.language,
            Action.owner_id,
            Person.name,
            Action.institution,
            Action.region_code,
            Action.due_on,
            Action.status,
            Action.closed_at,
        )
        .join(Decision, Decision.id == Action.decision_id)
        .join(DecisionSource, DecisionSource.id == Decision.source_id)
        .outerjoin(Person, Person.id == Action.owner_id)
        .where(visible_actions(reader))
    )


def _action_rows(session: DbSession, statement: AnySelect) -> list[ActionRow]:
    now = today()
    return [
        ActionRow(
            id=row.id,
            decision_id=row.decision_id,
            number=row.number,
            text=row.text,
            language=row.language,
            owner_id=row.owner_id,
            owner=row.name or "",
            institution=row.institution,
            region_code=row.region_code,
            due_on=row.due_on,
            status=row.status,
            closed_at=row.closed_at,
            is_overdue=row.status == ActionStatus.OPEN and row.due_on < now,
        )
        for row in session.execute(statement)
    ]


def _of_actions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.status == "overdue":
        conditions += [Action.status == ActionStatus.OPEN, Action.due_on < today()]
    elif wanted.status:
        conditions.append(Action.status == wanted.status)
    if wanted.region:
        conditions.append(Action.region_code == wanted.region)
    if wanted.institution:
        conditions.append(Action.institution == wanted.institution)
    return conditions


def _contains(text: str) -> ColumnElement[bool]:
    return or_(
        Decision.text.icontains(text, autoescape=True),
        Decision.number.icontains(text, autoescape=True),
        Decision.id.in_(select(Action.decision_id).where(Action.text.icontains(text, autoescape=True))),
    )


def regions(session: DbSession) -> list[Region]:
    """The twelve regions, for names and filters."""
    return list(session.scalars(select(Region).order_by(Region.code)))
