"""What people watch, and how closely."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, select

from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession, commit, db
from hub.core.errors import NotFound
from hub.core.registry import Card, Ref, registry
from hub.services.notifications.choices import Level
from hub.services.notifications.kinds import watchables
from hub.services.notifications.models import Watch
from hub.services.notifications.settings import take_turns

MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Watched:
    """A thing that the reader watches and may see."""

    card: Card
    level: Level


def watch(actor: Actor, ref: Ref, level: Level | None) -> None:
    """Keep the actor's level for a thing; None: no level of its own. Commits. Raises NotFound for what cannot be watched or
    is hidden; giving a level up works then too."""
    guard(actor, Permission.ACCOUNTS_SELF_EDIT)
    take_turns(db.session, actor.person_id or 0)
    if level is None:
        db.session.execute(
            delete(Watch)
            .where(Watch.person_id == actor.person_id, Watch.ref_kind == ref.kind, Watch.ref_id == ref.id)
            .execution_options(synchronize_session=False)
        )
    elif ref.kind in watchables() and ref in registry.cards(db.session, [ref], actor):
        db.session.merge(Watch(person_id=actor.person_id, ref_kind=ref.kind, ref_id=ref.id, level=level.value))
    else:
        raise NotFound(f"{ref.kind} {ref.id}")
    commit()


def level_column(reader: Actor, kind: str, id_: ColumnElement[int] | Any) -> ColumnElement[str | None]:
    """The reader's level as a column of another statement: None for none. `id_`: the column of the thing's id."""
    kept = select(Watch.level).where(Watch.person_id == reader.person_id, Watch.ref_kind == kind, Watch.ref_id == id_)
    return kept.scalar_subquery()


def level_of(session: DbSession, reader: Actor, ref: Ref) -> Level | None:
    """The reader's level for a thing: one query, none for a visitor."""
    kept = session.scalar(select(level_column(reader, ref.kind, ref.id))) if reader.person_id is not None else None
    return Level(kept) if kept else None


def watched_by(session: DbSession, reader: Actor) -> list[Watched]:
    """What the reader watches and may see, the newest first, at most `MOST_LISTED`: one query for each kind of thing."""
    rows = session.execute(
        select(Watch.ref_kind, Watch.ref_id, Watch.level)
        .where(Watch.person_id == reader.person_id)
        .order_by(Watch.since.desc(), Watch.ref_kind, Watch.ref_id)
        .limit(MOST_LISTED)
    ).all()
    cards = registry.cards(session, (Ref(row.ref_kind, row.ref_id) for row in rows), reader)
    return [
        Watched(card, Level(row.level))
        for row in rows
        if (card := cards.get(Ref(row.ref_kind, row.ref_id))) is not None
    ]
