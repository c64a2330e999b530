"""What the resolver needs to know of people, read in a few statements for any number of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from hub.core import clock
from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.network.identity import actors_of
from hub.network.models import Person, active_people
from hub.services.notifications.choices import Channel, Frequency, Level
from hub.services.notifications.kinds import NotificationKind, container_of
from hub.services.notifications.models import DEFAULT_FREQUENCY, DigestRhythm, NotificationChannel, Watch
from hub.services.notifications.reaching import takes_mail
from hub.services.notifications.resolving import Standing
from hub.services.notifications.seeing import who_sees


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event, as people are told of it. `container`: what the thing lies in."""

    kind: NotificationKind
    ref: Ref
    container: Ref | None
    actor_id: int | None


def occasion(session: DbSession, kind: NotificationKind, ref: Ref, actor_id: int | None) -> Occasion:
    return Occasion(kind, ref, container_of(session, ref), actor_id)


def chosen_channel(kind: NotificationKind, kept: str | None) -> Channel | None:
    """A kind that nobody may switch off any more is not off for those who did before."""
    channel = Channel(kept) if kept else None
    return channel if channel in kind.channels else None


def standings(
    session: DbSession, told: Occasion, person_ids: Iterable[int], *, is_addressed: bool, will_write: bool = True
) -> list[tuple[int, Standing]]:
    """Those of some people who may sign in, in the order of their ids; with `will_write` their rows stay locked until the
    transaction ends: two acts that tell the same people must not wait for each other."""
    ids = sorted(set(person_ids))
    if not ids:
        return []
    thing, around = aliased(Watch), aliased(Watch)
    container = told.container or Ref("", 0)
    statement = (
        select(
            Person.id,
            NotificationChannel.channel,
            DigestRhythm.frequency,
            thing.level.label("thing"),
            around.level.label("around"),
            takes_mail().label("has_address"),
        )
        .outerjoin(
            NotificationChannel,
            (NotificationChannel.person_id == Person.id) & (NotificationChannel.kind == told.kind.name),
        )
        .outerjoin(DigestRhythm, DigestRhythm.person_id == Person.id)
        .outerjoin(
            thing,
            (thing.person_id == Person.id) & (thing.ref_kind == told.ref.kind) & (thing.ref_id == told.ref.id),
        )
        .outerjoin(
            around,
            (around.person_id == Person.id) & (around.ref_kind == container.kind) & (around.ref_id == container.id),
        )
        .where(Person.id.in_(ids), active_people(clock.utcnow()))
        .order_by(Person.id)
    )
    if will_write:
        statement = statement.with_for_update(key_share=True, of=Person)
    rows = session.execute(statement).all()
    readers = actors_of(session, [row.id for row in rows]).values()
    seeing = who_sees(session, told.ref, readers, is_large=not is_addressed)
    return [
        (
            row.id,
            Standing(
                default=told.kind.default,
                chosen=chosen_channel(told.kind, row.channel),
                is_personal=told.kind.is_personal,
                is_addressed=is_addressed,
                thing=Level(row.thing) if row.thing else None,
                around=Level(row.around) if row.around else None,
                digest=Frequency(row.frequency) if row.frequency else DEFAULT_FREQUENCY,
                has_address=bool(row.has_address),
                is_own_act=row.id == told.actor_id,
                may_see=row.id in seeing,
            ),
        )
        for row in rows
    ]
