"""Whose digest is due, and what stands in it: a few statements for any number of people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, literal, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from hub.core import clock
from hub.core.db import DbSession
from hub.network.models import Person, active_people
from hub.services.notifications.choices import Frequency
from hub.services.notifications.models import (
    DEFAULT_FREQUENCY,
    DEFAULT_HOUR,
    DEFAULT_WEEKDAY,
    Digest,
    DigestRhythm,
    Notification,
)
from hub.services.notifications.reaching import takes_mail
from hub.services.notifications.resolving import Delivery
from hub.services.notifications.slots import Slot, latest_slot

MOST_TOLD = 40
"""Notifications that one digest tells of; the inbox has the rest."""

_frequency = func.coalesce(DigestRhythm.frequency, DEFAULT_FREQUENCY.value)
_hour = func.coalesce(DigestRhythm.hour, DEFAULT_HOUR)
_weekday = func.coalesce(DigestRhythm.weekday, DEFAULT_WEEKDAY)


@dataclass(frozen=True, slots=True)
class Due:
    """People whose digest of one slot is to be written."""

    slot: Slot
    person_ids: Sequence[int]


def due(session: DbSession, now: datetime, most: int) -> Iterator[Due]:
    """In groups of at most `most` people: one query for all zones and hours in use, one for each of these. Those of one
    language come together, because titles are read by language."""
    rhythms = session.execute(
        select(Person.zone, _frequency, _hour, _weekday)
        .outerjoin(DigestRhythm, DigestRhythm.person_id == Person.id)
        .where(_may_get(), _something_waits(now))
        .distinct()
    ).all()
    for zone, frequency, hour, weekday in rhythms:
        slot = latest_slot(now, zone, Frequency(frequency), hour, weekday)
        ids = session.scalars(
            select(Person.id)
            .outerjoin(DigestRhythm, DigestRhythm.person_id == Person.id)
            .where(
                Person.zone == zone,
                _frequency == frequency,
                _hour == hour,
                _weekday == weekday,
                _may_get(),
                _something_waits(slot.moment),
                ~select(Digest.slot).where(Digest.person_id == Person.id, Digest.slot >= slot.day).exists(),
            )
            .order_by(Person.language, Person.id)
        ).all()
        for start in range(0, len(ids), most):
            yield Due(slot, ids[start : start + most])


def claim(session: DbSession, person_ids: Iterable[int], day: date) -> Sequence[Row[*tuple[Any, ...]]]:
    """Those of some people who may get a digest and had none for the slot, with `id email language`: from here on
    the slot is this transaction's alone."""
    people = session.execute(
        select(Person.id, Person.email, Person.language)
        .outerjoin(DigestRhythm, DigestRhythm.person_id == Person.id)
        .where(Person.id.in_(sorted(person_ids)), _may_get())
        .order_by(Person.id)
    ).all()
    if not people:
        return []
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    now = clock.utcnow()
    mine = set(
        session.scalars(
            dialect.insert(Digest)
            .values([{"person_id": row.id, "slot": day, "entries": 0, "written_at": now} for row in people])
            .on_conflict_do_nothing(index_elements=["person_id", "slot"])
            .returning(Digest.person_id)
        )
    )
    return [row for row in people if row.id in mine]


def waiting(session: DbSession, person_ids: Iterable[int], until: datetime) -> dict[int, list[Row[Any]]]:
    """What waits for the digests of some people, by person, the newest first: the columns of a notification, `actor_name`,
    and `waiting`, how many wait in all. At most `MOST_TOLD` for each."""
    ranked = (
        select(
            Notification.id,
            func.row_number().over(partition_by=Notification.person_id, order_by=Notification.id.desc()).label("rank"),
            func.count().over(partition_by=Notification.person_id).label("waiting"),
        )
        .where(Notification.person_id.in_(sorted(person_ids)), _waits(until))
        .subquery()
    )
    actor = aliased(Person)
    rows = session.execute(
        select(
            Notification.person_id,
            Notification.kind,
            Notification.ref_kind,
            Notification.ref_id,
            Notification.data,
            Notification.why,
            actor.name.label("actor_name"),
            ranked.c.waiting,
        )
        .join(ranked, ranked.c.id == Notification.id)
        .outerjoin(actor, actor.id == Notification.actor_id)
        .where(ranked.c.rank <= MOST_TOLD)
        .order_by(Notification.person_id, Notification.id.desc())
    )
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def close(session: DbSession, entries: dict[int, int], person_ids: Iterable[int], day: date, until: datetime) -> None:
    """What waited until then has been in a digest, told or not; `entries`: how much each person was told."""
    ids = sorted(person_ids)
    session.execute(
        update(Notification)
        .where(Notification.person_id.in_(ids), _waits(until))
        .values(mail=Delivery.DIGESTED.value)
        .execution_options(synchronize_session=False)
    )
    written = [{"person_id": person_id, "slot": day, "entries": count} for person_id, count in entries.items()]
    if written:
        session.execute(update(Digest), written)


def _may_get() -> ColumnElement[bool]:
    """Wants digests, may sign in, has an address that takes mail."""
    return (_frequency != Frequency.NEVER.value) & active_people(clock.utcnow()) & takes_mail()


def _something_waits(until: datetime) -> ColumnElement[bool]:
    return select(literal(1)).where(Notification.person_id == Person.id, _waits(until)).exists()


def _waits(until: datetime) -> ColumnElement[bool]:
    # Written out, not bound: only then does SQLite see that the partial index will do.
    return (
        (Notification.mail == literal_column("'digest'"))
        & Notification.read_at.is_(None)
        & (Notification.created_at <= until)
    )
