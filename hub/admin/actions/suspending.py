"""Suspending: effective at the person's next request, with a reason and, if wished, an end."""

from datetime import date, datetime, time, timedelta

from hub.accounts.actions.sessions import end_sessions
from hub.admin.actions.roles import keep_an_administrator
from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Conflict, Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.network.administrators import lock_administrators
from hub.network.models import Person
from hub.services import audit
from hub.services.moderation import Ground


def suspend(actor: Actor, person_id: int, reason: str, last_day: date | None, ground: str = Ground.OTHER.value) -> None:
    """`last_day`: the last one of the suspension; None: until it is lifted. `ground`: what the moderation log says, without
    the person; `reason`: told to the person at sign-in. Raises Invalid (reason, last_day, ground), Conflict."""
    guard(actor, Permission.ADMIN_PEOPLE_EDIT)
    lock_administrators(db.session)
    person = _person(person_id)
    _check(actor, person, reason, last_day, ground)
    person.suspended_at = clock.utcnow()
    person.suspended_until = _midnight_after(last_day) if last_day else None
    person.suspension_reason = reason.strip()
    end_sessions(person.id)
    audit.record(
        db.session,
        actor,
        "admin.person.suspended",
        Ref("person", person.id),
        name=person.name,
        reason=reason.strip(),
        ground=ground,
        last_day=last_day.isoformat() if last_day else None,
    )
    keep_an_administrator()
    commit()


def lift_suspension(actor: Actor, person_id: int) -> None:
    guard(actor, Permission.ADMIN_PEOPLE_EDIT)
    person = _person(person_id)
    person.suspended_at = person.suspended_until = None
    person.suspension_reason = ""
    audit.record(db.session, actor, "admin.person.lifted", Ref("person", person.id), name=person.name)
    commit()


def _check(actor: Actor, person: Person, reason: str, last_day: date | None, ground: str) -> None:
    if person.id == actor.person_id:
        raise Conflict(gettext("You cannot suspend yourself."))
    messages = {}
    if not reason.strip():
        messages["reason"] = gettext("Give the reason: it stays in the audit.")
    if last_day and last_day < clock.today():
        messages["last_day"] = gettext("This day is past.")
    if ground not in set(Ground):
        messages["ground"] = gettext("Choose the ground.")
    if messages:
        raise Invalid(messages)


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.CASABLANCA)


def _person(person_id: int) -> Person:
    person = db.session.get(Person, person_id)
    if person is None or person.erased_at is not None:
        raise NotFound
    return person
