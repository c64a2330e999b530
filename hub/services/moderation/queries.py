"""The queue: what is flagged, for those who look after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.paging import Cursor, Page, paginate
from hub.core.registry import Ref
from hub.network.models import Person
from hub.services.moderation.kinds import Exhibit, FlaggableKind, flaggable_kinds
from hub.services.moderation.models import Flag

PAGE_SIZE = 20

_earlier = aliased(Flag, name="earlier")
_decider = aliased(Person, name="decider")


@dataclass(frozen=True, slots=True)
class FlaggedThing:
    """`flag_id`: the first open flag; `count`: open ones; `grounds` of them, each once; `since`: the first one."""

    flag_id: int
    ref: Ref
    kind: FlaggableKind
    exhibit: Exhibit
    count: int
    grounds: Sequence[str]
    since: datetime


@dataclass(frozen=True, slots=True)
class FlagRow:
    """`flagged_by`, `decided_by`: names."""

    id: int
    flagged_by: str
    ground: str
    text: str
    created_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    outcome: str | None
    note: str


@dataclass(frozen=True, slots=True)
class FlagFile:
    """A thing with its open flags and what was decided before."""

    ref: Ref
    kind: FlaggableKind
    exhibit: Exhibit
    open: Sequence[FlagRow]
    decided: Sequence[FlagRow]


def looks_after(session: DbSession, reader: Actor, ref: Ref) -> bool:
    """Whether somebody moderates a thing."""
    kind = flaggable_kinds().get(ref.kind)
    if kind is None:
        return False
    model = kind.content.model
    return session.scalar(select(model.id).where(model.id == ref.id, kind.moderated_by(reader))) is not None


def queue(session: DbSession, reader: Actor, cursor: Cursor) -> Page[FlaggedThing]:
    """Things with open flags that the reader looks after, those flagged first at the head."""
    guard(reader, Permission.MODERATION_FLAG_DECIDE)
    first = ~exists().where(
        _earlier.ref_kind == Flag.ref_kind,
        _earlier.ref_id == Flag.ref_id,
        _earlier.decided_at.is_(None),
        _earlier.id < Flag.id,
    )
    statement = select(Flag).where(Flag.decided_at.is_(None), first, _moderated(reader))
    page = paginate(session, statement, [Flag.id.asc()], cursor, PAGE_SIZE)
    refs = [found.ref for found in page.items]
    shown, others = _exhibits(session, refs), _open_grounds(session, refs)
    things = [
        FlaggedThing(
            found.id,
            found.ref, flaggable_kinds()[found.ref_kind], shown[found.ref], len(others[found.ref]),
            sorted(set(others[found.ref])), found.created_at,
        )
        for found in page.items
        if found.ref in shown
    ]  # fmt: skip
    return Page(things, page.next_cursor, page.previous_cursor)


def open_count(session: DbSession, reader: Actor) -> int:
    """Things that wait for the reader's decision."""
    things = select(Flag.ref_kind, Flag.ref_id).where(Flag.decided_at.is_(None), _moderated(reader)).distinct()
    return session.scalar(select(func.count()).select_from(things.subquery())) or 0


def flagged_ref(session: DbSession, reader: Actor, flag_id: int) -> Ref:
    """The thing that a flag is about. Raises NotFound: no such flag, or not for this reader to look after."""
    guard(reader, Permission.MODERATION_FLAG_DECIDE)
    found = session.get(Flag, flag_id)
    if found is None or not looks_after(session, reader, found.ref):
        raise NotFound(f"flag {flag_id}")
    return found.ref


def flag_file(session: DbSession, reader: Actor, flag_id: int) -> FlagFile:
    """Raises NotFound."""
    ref = flagged_ref(session, reader, flag_id)
    rows = session.execute(
        select(Flag, Person.name.label("flagged_by"), _decider.name.label("decided_by"))
        .join(Person, Person.id == Flag.flagged_by_id)
        .outerjoin(_decider, _decider.id == Flag.decided_by_id)
        .where(Flag.ref_kind == ref.kind, Flag.ref_id == ref.id)
        .order_by(Flag.id)
    ).all()
    told = [_row(row) for row in rows]
    return FlagFile(
        ref,
        flaggable_kinds()[ref.kind],
        _exhibits(session, [ref])[ref],
        [row for row in told if row.decided_at is None],
        [row for row in told if row.decided_at is not None],
    )


def own_flags(session: DbSession, reader: Actor, cursor: Cursor) -> Page[Flag]:
    """What the reader flagged, newest first."""
    guard(reader, Permission.MODERATION_FLAG_CREATE)
    statement = select(Flag).where(Flag.flagged_by_id == reader.person_id)
    return paginate(session, statement, [Flag.id.desc()], cursor, PAGE_SIZE)


def has_open_flags(session: DbSession, ref: Ref, person_id: int | None = None) -> bool:
    """Whether a thing waits for a decision; with `person_id`, on that person's own flag."""
    waiting = select(Flag.id).where(Flag.ref_kind == ref.kind, Flag.ref_id == ref.id, Flag.decided_at.is_(None))
    if person_id is not None:
        waiting = waiting.where(Flag.flagged_by_id == person_id)
    return session.scalar(waiting.limit(1)) is not None


def _moderated(reader: Actor) -> ColumnElement[bool]:
    """Flags on things that the reader looks after, asked of each thing."""
    conditions = [
        and_(
            Flag.ref_kind == kind.name,
            exists(
                select(kind.content.model.id).where(kind.content.model.id == Flag.ref_id, kind.moderated_by(reader))
            ),
        )
        for kind in flaggable_kinds().values()
    ]
    return or_(false(), *conditions)


def _exhibits(session: DbSession, refs: Sequence[Ref]) -> Mapping[Ref, Exhibit]:
    """One query for each kind present."""
    wanted: dict[str, list[int]] = {}
    for ref in refs:
        wanted.setdefault(ref.kind, []).append(ref.id)
    return {
        Ref(name, id_): exhibit
        for name, ids in wanted.items()
        for id_, exhibit in flaggable_kinds()[name].exhibits(session, ids).items()
    }


def _open_grounds(session: DbSession, refs: Sequence[Ref]) -> Mapping[Ref, list[str]]:
    """The grounds of every open flag on some things."""
    found: dict[Ref, list[str]] = {ref: [] for ref in refs}
    ids = {ref.id for ref in refs}
    rows = session.execute(
        select(Flag.ref_kind, Flag.ref_id, Flag.ground).where(Flag.decided_at.is_(None), Flag.ref_id.in_(ids))
    )
    for row in rows:
        if (ref := Ref(row.ref_kind, row.ref_id)) in found:
            found[ref].append(row.ground)
    return found


def _row(row: Row[*tuple[Any, ...]]) -> FlagRow:
    flag = row[0]
    return FlagRow(
        flag.id, row.flagged_by, flag.ground, flag.text, flag.created_at, flag.decided_at, row.decided_by, flag.outcome,
        flag.note,
    )  # fmt: skip
