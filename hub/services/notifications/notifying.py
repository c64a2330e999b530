"""Telling people, in the transaction of what they are told about."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import insert, update

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.network.models import Person
from hub.services import live
from hub.services.notifications.kinds import kinds
from hub.services.notifications.mailing import mail_soon
from hub.services.notifications.models import Notification
from hub.services.notifications.resolving import Decision, Delivery, Why, resolve
from hub.services.notifications.standing import Occasion, occasion, standings

Plain = str | int | float | bool | None


def notify(
    session: DbSession,
    kind: str,
    recipients: Iterable[int],
    ref: Ref,
    actor: Actor | None = None,
    mailed_otherwise: Collection[int] = (),
    **data: Plain,
) -> int:
    """Tell each of the people whom an act concerns, as `resolving` decides (person ids; not committed): once each, never the
    actor, nobody who may not sign in or may not see the thing now. `mailed_otherwise`: people whom another mail tells the
    same; they find it in the inbox only. Returns how many are told. KeyError for an unregistered kind."""
    registered, concerned = kinds()[kind], set(recipients)
    if not concerned:
        return 0
    told = occasion(session, registered, ref, actor.person_id if actor else None)
    return tell(session, told, concerned, data, is_addressed=True, mailed_otherwise=mailed_otherwise)


def mailed_at_once(session: DbSession, kind: str, person_ids: Iterable[int], ref: Ref) -> set[int]:
    """Whom of some people a mail of this kind reaches now, by their choices: for a room that writes such mails itself, with
    more in them than a sentence."""
    told = occasion(session, kinds()[kind], ref, None)
    return {
        person_id
        for person_id, standing in standings(session, told, person_ids, is_addressed=True, will_write=False)
        if resolve(standing).mail is Delivery.IMMEDIATE
    }


def tell(
    session: DbSession,
    told: Occasion,
    person_ids: Iterable[int],
    data: Mapping[str, Plain],
    *,
    is_addressed: bool,
    mailed_otherwise: Collection[int] = (),
) -> int:
    """Resolve for each of some people and write what was decided. Returns how many are told."""
    decided = [
        (person_id, decision)
        for person_id, standing in standings(session, told, person_ids, is_addressed=is_addressed)
        if (decision := resolve(standing)).is_told
    ]
    if not decided:
        return 0
    now = clock.utcnow()
    added = session.execute(
        insert(Notification).returning(Notification.id, Notification.mail),
        [
            {
                "person_id": person_id,
                "kind": told.kind.name,
                "ref_kind": told.ref.kind,
                "ref_id": told.ref.id,
                "actor_id": told.actor_id,
                "data": dict(data),
                "why": _why(decision, told),
                "mail": (Delivery.NONE if person_id in mailed_otherwise else decision.mail).value,
                "created_at": now,
            }
            for person_id, decision in decided
        ],
    ).all()
    session.execute(
        update(Person)
        .where(Person.id.in_([person_id for person_id, _ in decided]))
        .values(unread_notifications=Person.unread_notifications + 1)
        .execution_options(synchronize_session=False)
    )
    mail_soon(session, (row.id for row in added if row.mail == Delivery.IMMEDIATE))
    live.hint_people(session, [person_id for person_id, _ in decided])
    return len(decided)


def _why(decision: Decision, told: Occasion) -> str:
    """What the inbox and the mail make a sentence of: see `reasons`."""
    if decision.why is Why.WATCHES:
        return f"{Why.WATCHES}:{told.ref.kind}"
    if decision.why is Why.WATCHES_AROUND and told.container is not None:
        return f"{Why.WATCHES}:{told.container.kind}"
    return decision.why.value
